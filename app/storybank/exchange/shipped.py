"""Which version of a framework is shipped: asked with every bank that is opened, so nothing is parsed for it."""

import re
from itertools import takewhile

from storybank.paths import resources

_VERSION = re.compile(r"version\s*=\s*(\d+)\s*$")


def shipped_version(framework_id: str) -> int | None:
    """Return the version of the shipped framework of that id, as its file says above its first block; None when there is none."""
    try:
        lines = (resources() / "frameworks" / f"{framework_id}.toml").read_text("utf-8").splitlines()
    except (OSError, ValueError):  # an id of a framework of the user's own need not be a file's name
        return None
    head = takewhile(lambda line: not line.startswith("["), lines)
    return next((int(found[1]) for line in head if (found := _VERSION.match(line))), None)
