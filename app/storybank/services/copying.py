"""Banks on network disks and in synced folders: how one is told, and a local bank of which a verified copy lies there."""

import os
from contextlib import suppress
from pathlib import Path

from storybank.exchange.errors import printable
from storybank.paths import data_folder, known_as, private_folder
from storybank.services.publish import reason, write_whole
from storybank.store.backups import back_up
from storybank.store.sealing import sha256  # pyright: ignore[reportAttributeAccessIssue] - hashlib itself brings 8 MB
from storybank.texts import Refusal, _

_NETWORK = ("nfs", "cifs", "smb", "fuse.sshfs", "9p", "afs", "davfs", "fuse.rclone", "webdav", "ncpfs")
_SYNCED = (
    "dropbox", "onedrive", "google drive", "googledrive", "my drive", "icloud drive", "mobile documents", "nextcloud", "owncloud", "syncthing",
)  # fmt: skip
_MARKERS = (".stfolder", ".sync_", ".dropbox", ".nextcloudsync.log", "desktop.ini.onedrive")
_MOUNTS = Path("/proc/self/mounts")


def is_shared(bank: Path, mounts: Path = _MOUNTS) -> bool:
    """Say whether a bank lies where other machines may write it too: on a network disk, or in a folder that a service keeps in step."""
    real = Path(os.path.realpath(bank))
    names = [part.casefold() for part in real.parts]
    if any(name == one or name.startswith((f"{one} ", f"{one} -", f"{one}-")) for name in names for one in _SYNCED):
        return True
    for folder in real.parents:
        with suppress(OSError):
            if any((folder / marker).exists() for marker in _MARKERS):
                return True
    return _file_system(real, mounts).startswith(_NETWORK)


def _file_system(path: Path, mounts: Path) -> str:
    """Return the type of the file system that a path lies on; empty where that cannot be told."""
    best, kind = "", ""
    with suppress(OSError):
        for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
            _device, place, found, *_more = [*line.split(), "", "", ""]
            place = place.replace("\\040", " ")
            if (str(path) + "/").startswith(place.rstrip("/") + "/") and len(place) >= len(best):
                best, kind = place, found
    return kind


def keep_copy(bank: Path, there: Path) -> None:
    """Have a verified copy of a bank made there from now on, whenever it is closed. Raises a `Refusal`."""
    private_folder(data_folder())
    private_folder(_file(bank).parent)
    write_whole(_file(bank), str(there).encode("utf-8", "surrogateescape"), force=True)


def copy_of(bank: Path) -> Path | None:
    """Return where copies of a bank are made; None where none are."""
    with suppress(OSError):
        return Path(_file(bank).read_bytes().decode("utf-8", "surrogateescape"))
    return None


def make_copy(bank: Path) -> Path | None:
    """Make the copy of a bank, opened and read before it takes the place of the one before, and return its path; None where none is wanted.

    Raises a `Refusal`; then the copy before stands.
    """
    there = copy_of(bank)
    if there is None:
        return None
    draft = there.with_name(f".{there.name}.part")
    try:
        draft.unlink(missing_ok=True)
        back_up(bank, draft)
        draft.replace(there)
    except OSError as error:
        sentence = _("{path}: the copy could not be made ({reason}); the bank itself is saved")
        raise Refusal(sentence.format(path=printable(str(there)), reason=reason(error))) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return there


def copy_bank(bank: Path, local: Path) -> None:
    """Make a whole copy of a bank, its history included, where no file is yet. Raises a `BankError`."""
    back_up(bank, local)


def mark(bank: Path) -> str:
    """Return what a bank is known by without its path: 32 hexadecimal digits."""
    return sha256(os.fsencode(known_as(bank))).hexdigest()[:32]


def _file(bank: Path) -> Path:
    return data_folder() / "copies" / mark(bank)
