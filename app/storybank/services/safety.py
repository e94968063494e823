"""Backups of a bank, in the program's own private folder: make, list, restore."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from storybank.exchange.errors import printable
from storybank.model import Bank, Change
from storybank.paths import data_folder, known_as, known_by, private_folder
from storybank.services.journal import SUFFIX, journal_of, may_stay_unwritten
from storybank.services.publish import reason, write_whole
from storybank.services.session import Session
from storybank.store.backups import back_up
from storybank.store.bankfile import BankFile
from storybank.store.errors import BankDamaged, BankError, BankExists, BankFull, BankMissing, BankReadOnly, NotABank
from storybank.store.sealing import sha256  # pyright: ignore[reportAttributeAccessIssue] - hashlib itself brings 8 MB
from storybank.texts import Refusal, _

Cause = Literal["", "opening", "work", "import", "merge", "restore", "bulk", "migration"]
CAUSES: tuple[Cause, ...] = ("", "opening", "work", "import", "merge", "restore", "bulk", "migration")
"""Why a backup was made: on opening, after half an hour of work, or before one of these; empty when it was asked for."""
_STAMP = "%Y-%m-%dT%H%M%SZ"
_TRIES = 9
_NOTE = "bank-path"
_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d{6}Z)(?:-(\d{1,9}))?(?:-([a-z]+))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup. `made` is in UTC, `size` in bytes; `stories` is None when it cannot be read, and `fault` then says why.

    As long as nobody has looked into it, `stories` is None and `fault` empty. `cause` is empty too for what others than this program named.
    """

    path: Path
    made: datetime
    size: int
    stories: int | None
    fault: str
    cause: Cause = ""

    @property
    def name(self) -> str:
        """What to call it on the command line."""
        return self.path.stem


def backup_folder(bank: Path) -> Path:
    """Return where the backups of a bank are kept; two banks of one name in two folders have two, one bank reached by two paths has one."""
    name = known_as(bank)
    mark = sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:10]
    return data_folder() / "backups" / f"{Path(name).stem[:40]}-{mark}"


def make_backup(bank: Path, now: datetime, cause: Cause = "") -> Backup:
    """Make a verified backup of a bank. Raises a `Refusal`."""
    folder = backup_folder(bank)
    BankFile.open(bank, read_only=may_stay_unwritten(bank)).close()  # what is no bank, or a damaged one, is told so
    try:
        for one in (data_folder(), folder.parent, folder):
            private_folder(one)
    except OSError as error:
        raise _not_there(folder, reason(error)) from error
    _note_whose(folder, bank)
    for _try in range(_TRIES):
        path = _free_backup(folder, now, cause)
        try:
            held = back_up(bank.absolute(), path)
            return Backup(path, now.astimezone(UTC), path.stat().st_size, len(held.stories), "", cause)
        except BankExists:
            continue  # another program made one in this second, too
        except BankFull as error:
            raise _not_there(folder, _("the disk is full")) from error
        except BankReadOnly as error:
            raise _not_there(folder, _("it may not be written")) from error
        except OSError as error:
            raise _not_there(folder, reason(error)) from error
    raise _not_there(folder, _("another program goes on writing there"))


def _note_whose(folder: Path, bank: Path) -> None:
    """Leave word of which bank a folder keeps the backups, for the day when that bank has another name."""
    with suppress(OSError, Refusal):
        if not (folder / _NOTE).exists():
            write_whole(folder / _NOTE, os.fsencode(known_as(bank)), force=True)


def list_backups(bank: Path) -> tuple[Backup, ...]:
    """Return the backups of a bank, the newest first; one that cannot be read is listed with its fault."""
    return tuple(look_into(backup) for backup in find_backups(bank))


def find_backups(bank: Path) -> tuple[Backup, ...]:
    """Return the backups of a bank, the newest first, without looking into them."""
    return _find_in(backup_folder(bank))


def find_backups_of_moved_banks() -> tuple[Backup, ...]:
    """Return the backups of banks that were renamed or moved: their folder is there and they are not in it.

    A bank whose folder is missing as well may lie on a stick that is out at the moment, and is left alone.
    """
    found: list[Backup] = []
    for note in (data_folder() / "backups").glob(f"*/{_NOTE}"):
        with suppress(OSError):
            bank = known_by(os.fsdecode(note.read_bytes()))
            if bank.parent.is_dir() and not os.path.lexists(bank):
                found += _find_in(note.parent)
    return tuple(found)


def _find_in(folder: Path) -> tuple[Backup, ...]:
    try:
        files = [file for file in folder.iterdir() if file.suffix == SUFFIX and file.name[0] != "."]
    except OSError:  # there is none, or it may not be read
        return ()
    found = [backup for file in sorted(files, key=_age, reverse=True) if (backup := _found(file)) is not None]
    return tuple(found)


def look_into(backup: Backup) -> Backup:
    """Return a backup with what it holds, or with what is wrong with it."""
    try:
        return replace(backup, stories=len(read_backup(backup).stories), fault="")
    except BankError as error:
        return replace(backup, stories=None, fault=str(error))


def read_backup(backup: Backup) -> Bank:
    """Return the bank that a backup holds; raises a `BankError`."""
    with BankFile.open(backup.path, read_only=True) as file:
        return file.read()


def restore(bank: Path, which: str, now: datetime) -> tuple[Backup, Path | None]:
    """Bring a bank back to a backup, given by its name in the list or by a path.

    What the bank holds now is backed up first. A file that is no whole bank any more is kept beside it under another name, which is returned.
    Raises a `Refusal`; nothing has changed then.
    """
    chosen = _chosen(bank, which)
    wanted = read_backup(chosen)
    bank = Path(os.path.realpath(bank))  # a link stays one, and a journal lies beside what it points to
    try:
        with Session.open(bank, before_migration=lambda: make_backup(bank, now, "migration")) as session:
            make_backup(bank, now, "restore")
            session.apply(Change(before=session.bank, after=wanted, label=_("Restore a backup")), "restore")
            return chosen, None
    except (BankMissing, NotABank, BankDamaged) as error:
        if isinstance(error, NotABank | BankDamaged) and not bank.is_file():
            raise  # a folder or a device; that is nobody's bank
    return chosen, put_in_place_of_damaged(bank, wanted, now)


def put_in_place_of_damaged(bank: Path, wanted: Bank, now: datetime) -> Path | None:
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
    for backup in find_backups(bank):
        if which in (backup.name, backup.path.name):
            return backup
    path = Path(which)
    found = _found(path) if os.path.isfile(path) else None  # noqa: PTH113 - unlike Path's it never raises
    if found is not None:
        return found
    sentence = _("{name}: there is no such backup of {bank}; “storybank backups {bank}” lists them")
    raise Refusal(sentence.format(name=printable(which), bank=printable(str(bank))))


def _not_there(folder: Path, why: str) -> Refusal:
    sentence = _("{folder}: no backup can be kept there ({reason}); see to that folder and try again")
    return Refusal(sentence.format(folder=printable(str(folder)), reason=why))


def _free_backup(folder: Path, now: datetime, cause: Cause) -> Path:
    """Return a name that is free, and after those of the same second."""
    stamp = now.astimezone(UTC).strftime(_STAMP)
    number = max((_age(file)[1] for file in folder.glob(f"{stamp}*{SUFFIX}")), default=0) + 1
    parts = (stamp, str(number) if number > 1 else "", cause)
    return folder / ("-".join(part for part in parts if part) + SUFFIX)


def _age(path: Path) -> tuple[str, int, str]:
    """Return what sorts backups by age: the stamp, then the number of those made in one second."""
    named = _NAME.fullmatch(path.stem)
    return (named[1], int(named[2] or 1), path.stem) if named else (path.stem, 1, path.stem)


def stamp_of(path: Path) -> datetime | None:
    """Return when a backup was made, by its name; None where the name is not ours."""
    named = _NAME.fullmatch(path.stem)
    try:
        return datetime.strptime(named[1], _STAMP).replace(tzinfo=UTC) if named else None
    except ValueError:
        return None


def _found(path: Path) -> Backup | None:
    try:
        found = path.stat()
    except OSError:  # it went meanwhile
        return None
    named = _NAME.fullmatch(path.stem)
    made = stamp_of(path) or datetime.fromtimestamp(found.st_mtime, UTC)
    causes: list[Cause] = [cause for cause in CAUSES if named and cause == named[3]]
    return Backup(path, made, found.st_size, None, "", *causes)
