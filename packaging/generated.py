"""Files that are made from others and committed all the same: written, or with `--check` only held against what is there."""

import sys
from pathlib import Path


def write_or_check(texts: dict[Path, str]) -> int:
    """Write texts to their files and return 0. With `--check` on the command line: write nothing, return 1 when one of them differs."""
    if "--check" in sys.argv[1:]:
        return 0 if all(path.is_file() and path.read_text("utf-8") == text for path, text in texts.items()) else 1
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0
