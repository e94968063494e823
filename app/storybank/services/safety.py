"""Backups of a bank, in the program's own private folder: make, list, restore."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from storybank.model import Change
from storybank.paths import data_folder, private_folder
from storybank.services.loading import SUFFIX
from storybank.services.session import Session
from storybank.store.backups import back_up
from storybank.store.bankfile import BankFile
from storybank.store.errors import BankDamaged, BankError, BankMissing, NotABank
from storybank.texts import Refusal, _

_STAMP = "%Y-%m-%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup. `made` is in UTC, `size` in bytes; `stories` is None when it cannot be read, and `fault` then says why."""

    path: Path
    made: datetime
    size: int
    stories: int | None
    fault: str

    @property
    def name(self) -> str:
        """What to call it on the command line."""
        return self.path.stem


def backup_folder(bank: Path) -> Path:
    """Return where the backups of a bank are kept; two banks of one name in two folders have two."""
    path = bank.absolute()
    mark = hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:10]
    return data_folder() / "backups" / f"{path.stem}-{mark}"


def make_backup(bank: Path, now: datetime) -> Backup:
    """Make a verified backup of a bank. Raises a `BankError`."""
    private_folder(data_folder())
    private_folder(data_folder() / "backups")
    folder = private_folder(backup_folder(bank))
    stamp, number = now.astimezone(UTC).strftime(_STAMP), 1
    path = folder / f"{stamp}{SUFFIX}"
    while path.exists():
        number += 1
        path = folder / f"{stamp}-{number}{SUFFIX}"
    held = back_up(bank.absolute(), path)
    return Backup(path, now.astimezone(UTC), path.stat().st_size, len(held.stories), "")


def list_backups(bank: Path) -> tuple[Backup, ...]:
    """Return the backups of a bank, the newest first; one that cannot be read is listed with its fault."""
    folder = backup_folder(bank)
    files = sorted(folder.glob(f"*{SUFFIX}"), reverse=True) if folder.is_dir() else []
    return tuple(_looked_at(file) for file in files)


def restore(bank: Path, which: str, now: datetime) -> tuple[Backup, Path | None]:
    """Bring a bank back to a backup, given by its name in the list or by a path.

    What the bank holds now is backed up first. A file that is no whole bank any more is kept beside it under another name, which is returned.
    Raises a `Refusal`; nothing has changed then.
    """
    chosen = _chosen(bank, which)
    with BankFile.open(chosen.path, read_only=True) as file:
        wanted = file.read()
    aside: Path | None = None
    try:
        with Session.open(bank) as session:
            make_backup(bank, now)
            session.apply(Change(before=session.bank, after=wanted, label=_("Restore a backup")))
            return chosen, None
    except BankMissing:
        pass
    except (NotABank, BankDamaged):
        aside = bank.with_name(f"{bank.stem}-damaged-{now.astimezone(UTC).strftime(_STAMP)}{bank.suffix}")
        bank.rename(aside)
    Session.create(bank, wanted).close()
    return chosen, aside


def _chosen(bank: Path, which: str) -> Backup:
    for backup in list_backups(bank):
        if which in (backup.name, backup.path.name):
            return backup
    path = Path(which)
    if path.is_file():
        return _looked_at(path)
    raise Refusal(
        _("{name}: there is no such backup of {bank}; “storybank backups {bank}” lists them").format(
            name=which, bank=bank
        )
    )


def _looked_at(path: Path) -> Backup:
    found = path.stat()
    try:
        made = datetime.strptime(path.stem[:18], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        made = datetime.fromtimestamp(found.st_mtime, UTC)
    try:
        with BankFile.open(path, read_only=True) as file:
            return Backup(path, made, found.st_size, len(file.read().stories), "")
    except BankError as error:
        return Backup(path, made, found.st_size, None, str(error))
