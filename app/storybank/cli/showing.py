"""How things are shown on a terminal or handed to a program."""

import json
import re
import sys
from pathlib import Path
from typing import Any

from storybank.exchange.errors import printable

# Controls (a title may hold an escape sequence), line and paragraph separators, what turns the direction of writing, halves of pairs.
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def one_line(text: object) -> str:
    """Return somebody's text in one line that does nothing to a terminal."""
    return _UNSHOWN.sub(lambda match: printable(match[0]), str(text))


def shown(path: Path) -> str:
    """Return a path in one line; file names may hold anything."""
    return printable(str(path))


def print_json(value: Any) -> None:
    """Print a value as JSON, in ASCII where the output knows no Unicode: an escape of the terminal's own would be no JSON."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "").replace("_", "")
    print(json.dumps(value, ensure_ascii=encoding != "utf8", indent=1))
