"""Backups of a bank, in the program's own private folder: make, list, restore."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from storybank.exchange.errors import printable
from storybank.model import Bank, Change
from storybank.paths import data_folder, private_folder
from storybank.services.journal import SUFFIX, journal_of, may_stay_unwritten
from storybank.services.publish import reason
from storybank.services.session import Session
from storybank.store.backups import back_up
from storybank.store.bankfile import BankFile
from storybank.store.errors import BankDamaged, BankError, BankMissing, NotABank
from storybank.texts import Refusal, _

_STAMP = "%Y-%m-%dT%H%M%SZ"
_STAMPED = 18  # characters


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
    """Return where the backups of a bank are kept; two banks of one name in two folders have two, one bank reached by two paths has one."""
    path = os.path.realpath(bank)
    mark = hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:10]
    return data_folder() / "backups" / f"{Path(path).stem[:40]}-{mark}"


def make_backup(bank: Path, now: datetime) -> Backup:
    """Make a verified backup of a bank. Raises a `Refusal`."""
    folder = backup_folder(bank)
    BankFile.open(bank, read_only=may_stay_unwritten(bank)).close()  # what is no bank, or a damaged one, is told so
    try:
        for one in (data_folder(), folder.parent, folder):
            private_folder(one)
    except OSError as error:
        sentence = _("{folder}: no backup can be kept there ({reason}); see to that folder and try again")
        raise Refusal(sentence.format(folder=printable(str(folder)), reason=reason(error))) from error
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
    files = folder.glob(f"*{SUFFIX}") if folder.is_dir() else ()
    return tuple(_looked_at(file) for file in sorted(files, key=_age, reverse=True))


def restore(bank: Path, which: str, now: datetime) -> tuple[Backup, Path | None]:
    """Bring a bank back to a backup, given by its name in the list or by a path.

    What the bank holds now is backed up first. A file that is no whole bank any more is kept beside it under another name, which is returned.
    Raises a `Refusal`; nothing has changed then.
    """
    chosen = _chosen(bank, which)
    with BankFile.open(chosen.path, read_only=True) as file:
        wanted = file.read()
    bank = Path(os.path.realpath(bank))  # a link stays one, and a journal lies beside what it points to
    try:
        with Session.open(bank) as session:
            make_backup(bank, now)
            session.apply(Change(before=session.bank, after=wanted, label=_("Restore a backup")))
            return chosen, None
    except (BankMissing, NotABank, BankDamaged) as error:
        if isinstance(error, NotABank | BankDamaged) and not bank.is_file():
            raise  # a folder or a device; that is nobody's bank
    return chosen, _in_place_of_damaged(bank, wanted, now)


def _in_place_of_damaged(bank: Path, wanted: Bank, now: datetime) -> Path | None:
    """Put a bank where a damaged one stands, or none, and return the name under which that one is kept."""
    aside = _free_name(bank, now)
    with _moved_aside(bank, aside) as was_there:
        Session.create(bank, wanted).close()
    return aside if was_there else None


def _free_name(bank: Path, now: datetime) -> Path:
    stem, number = f"{bank.stem}-damaged-{now.astimezone(UTC).strftime(_STAMP)}", 1
    aside = bank.with_name(f"{stem}{bank.suffix}")
    while os.path.lexists(aside) or os.path.lexists(journal_of(aside)):
        number += 1
        aside = bank.with_name(f"{stem}-{number}{bank.suffix}")
    return aside


@contextmanager
def _moved_aside(bank: Path, aside: Path) -> Iterator[bool]:
    """Give a file and its journal another name, and their own again when the block fails; yields whether the file was there.

    The journal goes along: left behind, SQLite would play it into whatever has the name next, and without it the file could not be mended.
    """
    moved: list[tuple[Path, Path]] = []
    try:
        for here, there in ((journal_of(bank), journal_of(aside)), (bank, aside)):
            if os.path.lexists(here):
                here.rename(there)
                moved.append((here, there))
        yield any(here == bank for here, _there in moved)
    except BaseException as error:
        for here, there in reversed(moved):
            with suppress(OSError):
                there.rename(here)
        if isinstance(error, OSError):
            sentence = _("{path} could not be moved out of the way ({reason}); see to its folder and try again")
            raise Refusal(sentence.format(path=printable(str(bank)), reason=reason(error))) from error
        raise


def _chosen(bank: Path, which: str) -> Backup:
    for backup in list_backups(bank):
        if which in (backup.name, backup.path.name):
            return backup
    path = Path(which)
    if os.path.isfile(path):  # noqa: PTH113 - unlike Path's it never raises
        return _looked_at(path)
    sentence = _("{name}: there is no such backup of {bank}; “storybank backups {bank}” lists them")
    raise Refusal(sentence.format(name=printable(which), bank=printable(str(bank))))


def _age(path: Path) -> tuple[str, int]:
    """Return what sorts backups by age: the stamp, then the number of those made in one second."""
    number = path.stem[_STAMPED + 1 :]
    return path.stem[:_STAMPED], int(number) if number.isdecimal() else 1


def _looked_at(path: Path) -> Backup:
    found = path.stat()
    try:
        made = datetime.strptime(path.stem[:_STAMPED], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        made = datetime.fromtimestamp(found.st_mtime, UTC)
    try:
        with BankFile.open(path, read_only=True) as file:
            return Backup(path, made, found.st_size, len(file.read().stories), "")
    except BankError as error:
        return Backup(path, made, found.st_size, None, str(error))
