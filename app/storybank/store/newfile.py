"""A new file appears under its name whole, or not at all, and never in place of another."""

import errno
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from storybank.store.errors import (
    BankError,
    BankExists,
    BankFull,
    BankMissing,
    BankReadOnly,
    BankUnreachable,
)

_MEANINGS: dict[int | None, type[BankError]] = {
    errno.EEXIST: BankExists,
    errno.ENOENT: BankMissing,
    errno.ENOTDIR: BankMissing,
    errno.ENOSPC: BankFull,
    errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC: BankFull,
    errno.EACCES: BankReadOnly,
    errno.EPERM: BankReadOnly,
    errno.EROFS: BankReadOnly,
}
_LINKLESS = frozenset(
    getattr(errno, name)
    for name in ("EPERM", "EACCES", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EMLINK")
    if hasattr(errno, name)
)
"""What a file system says that knows no links; other errors are not to be followed by another try, which may leave an empty file."""


def make_whole(path: Path, build: Callable[[Path], None]) -> None:
    """Have `build` fill a private file (0600) in the folder of `path`, then give it that name; raises a `BankError`."""
    try:
        if os.path.lexists(path):
            raise BankExists(path)
        number, name = tempfile.mkstemp(prefix=".storybank-", suffix=".new", dir=path.parent)
        os.close(number)
        draft = Path(name)
        try:
            build(draft)
            _sync(draft)
            _name(draft, path)
        finally:
            for left in (draft, Path(name + "-journal")):
                left.unlink(missing_ok=True)
        if os.name == "posix":
            _sync(path.parent)
    except OSError as error:
        raise _MEANINGS.get(error.errno, BankUnreachable)(path, error.strerror or str(error)) from error


def _name(draft: Path, path: Path) -> None:
    if os.name == "nt":
        draft.rename(path)  # never replaces there
        return
    try:
        path.hardlink_to(draft)
    except OSError as error:
        if error.errno not in _LINKLESS:
            raise
        # A file system without links: take the name first, so that nobody else's file can be there.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            draft.replace(path)
        except OSError:
            with suppress(OSError):
                path.unlink()
            raise


def _sync(path: Path) -> None:
    """Have the disk keep a file or folder. Nothing else may have the file open through SQLite in this process."""
    number = os.open(path, os.O_RDONLY if path.is_dir() or os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(number)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some network and FUSE folders cannot be synced
            raise
    finally:
        os.close(number)
