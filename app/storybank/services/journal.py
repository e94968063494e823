"""A bank's file beside the bank: the journal that SQLite keeps while it writes, and finds after a crash."""

import os
from pathlib import Path

SUFFIX = ".storybank"


def journal_of(path: Path) -> Path:
    """Return where SQLite keeps the undo journal of a bank: it is there while a change is written, and after a crash in the middle of one."""
    return Path(f"{os.path.realpath(path)}-journal")


def may_stay_unwritten(path: Path) -> bool:
    """Say whether a bank can be opened for reading alone. After a crash it cannot: the half-written change has to be taken back first."""
    return not os.path.lexists(journal_of(path))
