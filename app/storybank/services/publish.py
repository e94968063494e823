"""Writing a result where the user wants it: whole or not at all, and never over something without being told to."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from storybank.texts import Refusal, _


class CannotWrite(Refusal):
    """A result could not be written where it was asked for; nothing stands there that did not before."""


def write_whole(out: Path, data: bytes, *, force: bool) -> None:
    """Write a file so that it is there complete or not at all; with `force` it replaces what stands there.

    The bytes go to a private file beside it first, onto the disk, and are then renamed. Raises `CannotWrite`.
    """
    if out.is_dir():
        raise CannotWrite(_("{path} is a folder: name a file in it").format(path=out))
    if not force and out.exists():
        raise CannotWrite(
            _("{path} exists already: choose another name, or add --force to replace it").format(path=out)
        )
    try:
        handle, name = tempfile.mkstemp(prefix=f".{out.name[:40]}.", suffix=".part", dir=out.parent)
    except OSError as error:
        raise CannotWrite(_("{path} cannot be written: {reason}").format(path=out, reason=reason(error))) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _put(part, out, force=force)
    except OSError as error:
        raise CannotWrite(_("{path} cannot be written: {reason}").format(path=out, reason=reason(error))) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _put(part: Path, out: Path, *, force: bool) -> None:
    if force:
        part.replace(out)
        return
    try:
        os.link(part, out)  # unlike a rename it fails when somebody else was quicker
    except FileExistsError as error:
        raise CannotWrite(
            _("{path} exists already: choose another name, or add --force to replace it").format(path=out)
        ) from error
    except OSError:  # a file system without hard links
        part.replace(out)


def reason(error: OSError) -> str:
    """Return why the system refused, in its own words, without a code."""
    return (error.strerror or str(error)).lower()
