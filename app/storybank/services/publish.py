"""Writing a result where the user wants it: whole or not at all, and never over something without being told to."""

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from storybank.exchange.errors import printable
from storybank.texts import Refusal, _


class CannotWrite(Refusal):
    """A result could not be written where it was asked for; nothing stands there that did not before."""


def write_whole(out: Path, data: bytes, *, force: bool) -> None:
    """Write a file so that it is there complete or not at all; with `force` it replaces what stands there.

    The bytes go to a private file beside it first, onto the disk, and are then renamed. Raises `CannotWrite`.
    """
    with _told(out):
        target = _free(out, force=force)
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
        part = Path(name)
        try:
            _fill(handle, data)
            _put(part, target, force=force)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def write_folder(out: Path, files: Mapping[str, bytes], *, force: bool, is_ours: Callable[[Path], bool]) -> None:
    """Write a folder of files so that all of them are there or none.

    With `force` it may hold something already: files of these names are replaced, those that `is_ours` knows as left of an earlier export are
    removed, everything else stays. Raises `CannotWrite`.
    """
    with _told(out):
        target = Path(os.path.realpath(out))
        if os.path.lexists(target) and not target.is_dir():
            raise CannotWrite(_("{path} is a file: name a folder").format(path=printable(str(out))))
        if target.is_dir() and any(target.iterdir()):
            if not force:
                sentence = _(
                    "{path} exists already and is not empty: choose another folder (on the command line --force adds to it)"
                )
                raise CannotWrite(sentence.format(path=printable(str(out))))
            _into(target, files, is_ours)
            return
        with _staged(target.parent, target.name, files) as part:
            with suppress(OSError):
                target.rmdir()  # an empty folder that stood there; Windows would not rename over it
            part.rename(target)


def _into(target: Path, files: Mapping[str, bytes], is_ours: Callable[[Path], bool]) -> None:
    """Put files into a folder that holds some: all are on the disk before the first one takes its place."""
    for name in files:
        if (target / name).is_dir():
            raise CannotWrite(
                _("{path} is a folder: move it away, or choose another").format(path=printable(str(target / name)))
            )
    left = [file for file in target.iterdir() if file.name not in files and is_ours(file)]
    with _staged(target, "export", files) as part:
        for name in files:
            (part / name).replace(target / name)
    for file in left:
        file.unlink()


@contextmanager
def _staged(parent: Path, name: str, files: Mapping[str, bytes]) -> Iterator[Path]:
    """Make a folder of files under a hidden name; what is left of it in the end is removed."""
    part = Path(tempfile.mkdtemp(prefix=f".{name[:40]}.", suffix=".part", dir=parent))
    try:
        for file, data in files.items():
            _fill(os.open(part / file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), data)
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _free(out: Path, *, force: bool) -> Path:
    """Return where to write: with `force` what a link points to. Raises `CannotWrite` when something stands there that may not be replaced."""
    shown = printable(str(out))
    if not os.path.lexists(out):
        if not os.path.isdir(out.parent):  # noqa: PTH112 - unlike Path's it never raises
            sentence = _("{path} cannot be written: there is no folder {folder}; make it first, or choose another")
            raise CannotWrite(sentence.format(path=shown, folder=printable(str(out.parent))))
        return out
    if out.is_dir():
        raise CannotWrite(_("{path} is a folder: name a file in it").format(path=shown))
    if not force:
        raise CannotWrite(
            _("{path} exists already: choose another name (on the command line --force replaces it)").format(path=shown)
        )
    target = Path(os.path.realpath(out))
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        raise CannotWrite(_("{path} is a device, not a file: choose another name").format(path=shown))
    return target


def _fill(handle: int, data: bytes) -> None:
    """Write bytes to an open file, have the disk keep them, and close it."""
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _put(part: Path, out: Path, *, force: bool) -> None:
    if force:
        part.replace(out)
        return
    try:
        os.link(part, out)  # unlike a rename it fails when somebody else was quicker
    except FileExistsError as error:
        sentence = _("{path} exists already: choose another name (on the command line --force replaces it)")
        raise CannotWrite(sentence.format(path=printable(str(out)))) from error
    except OSError:  # a file system without hard links
        part.replace(out)


@contextmanager
def _told(out: Path) -> Iterator[None]:
    """Turn what the system refuses into a sentence about the place that was asked for."""
    try:
        yield
    except OSError as error:
        sentence = _("{path} cannot be written ({reason}); choose another place, or mend that and try again")
        raise CannotWrite(sentence.format(path=printable(str(out)), reason=reason(error))) from error


def reason(error: OSError) -> str:
    """Return why the system refused, in its own words, without a code."""
    return (error.strerror or str(error)).lower()
