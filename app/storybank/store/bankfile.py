"""One open bank file: read it whole, write a change of it."""

import os
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from storybank.model import Bank, Change, Version
from storybank.store import versions
from storybank.store.connection import connect, driver, in_memory, may_not_write, spoken, transaction
from storybank.store.difference import execute, operations
from storybank.store.errors import BankDamaged, BankGone, Damage, NotABank
from storybank.store.inspection import examine, inspect, is_cut_off, refuse_newer
from storybank.store.migrations import STEPS, format_number, migrate
from storybank.store.newfile import make_whole
from storybank.store.rows import differing, read_bank, revise, revision_of
from storybank.store.sealing import (
    Digests,
    broken,
    differing_digests,
    digests_of,
    read_seals,
    seal_of,
    write_seals,
)
from storybank.texts import _


class BankFile:
    """An open `*.storybank` file. Made by `create` or `open`, and to be closed; also a context manager.

    `revision` is that of the last reading or writing: the file may be changed as long as it still has it. Every method raises a `BankError`,
    and then neither the file nor this object has changed. Use it in the thread that opened it.
    """

    def __init__(
        self, path: Path, connection: Connection, revision: int, digests: Digests, identity: tuple[int, int]
    ) -> None:
        self.path = path
        self.revision = revision
        self._connection = connection
        self._identity = identity
        self._digests = digests
        self._frame: bytes | None = None

    @classmethod
    def create(cls, path: Path, bank: Bank) -> Self:
        """Make a file that holds a bank, readable by the user alone, and open it.

        The name must be free (`BankExists`); the file has it only once it is whole and on the disk.
        """
        path = path.absolute()
        with spoken(path):
            make_whole(path, lambda draft: _fill(draft, bank))
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, before_migration: Callable[[], object] | None = None) -> Self:
        """Open a bank and bring its format up to date, after `before_migration`; a file that is foreign, newer or damaged stays as it was.

        A bank that may not be written (a read-only disk) opens too; `write` then raises `BankReadOnly`.
        """
        path = path.absolute()
        inspect(path)
        try:
            with spoken(path):
                return cls(path, *_opened(path, "ro" if read_only else "rw", before_migration))
        except BankDamaged as error:
            with spoken(path):
                if is_cut_off(path):
                    raise NotABank(path, _("it is cut off")) from error
            raise

    def read(self) -> Bank:
        """Return the bank as it is in the file now, and take over its revision."""
        self._look()
        with spoken(self.path), transaction(self._connection, "DEFERRED"):
            bank, revision = read_bank(self._connection)
            digests = digests_of(bank)
            _refuse_broken(broken(*read_seals(self._connection), digests, revision), bank)
        self.revision, self._digests, self._frame = revision, digests, None
        return bank

    def current_revision(self) -> int:
        """Return the revision that the file has now, which another program may have made."""
        self._look()
        with spoken(self.path), transaction(self._connection, "DEFERRED"):
            return revision_of(self._connection)

    def write(self, change: Change, kept: Sequence[Version] = (), dropped: Sequence[int] = ()) -> None:
        """Make what the file holds from `change.before` to `change.after`, in one transaction; only rows that differ are touched.

        Versions that are `kept`, and the numbers of those `dropped`, go with it. `change.before` must be what was read or written last. Raises
        `BankChanged` when another program was faster; a change of nothing writes nothing.
        """
        self._look()
        with spoken(self.path):
            todo = operations(*differing(change.before, change.after))
            if not todo and not kept and not dropped:
                return
            sealed = differing_digests(change, self._frame)
            digests = {part: digest for part, digest in self._digests.items() if part not in sealed.gone} | sealed.new
            with transaction(self._connection, "IMMEDIATE"):
                revise(self._connection, self.revision)
                execute(self._connection, todo)
                write_seals(self._connection, sealed.new, sealed.gone, seal_of(self.revision + 1, digests))
                versions.keep(self._connection, kept)
                versions.drop(self._connection, dropped)
        self.revision += 1
        self._digests, self._frame = digests, sealed.frame

    def stamps(self) -> versions.Stamps:
        """Return when versions of stories were kept, by story."""
        with spoken(self.path), transaction(self._connection, "DEFERRED"):
            return versions.read_stamps(self._connection)

    def versions(self, story_id: str | None = None) -> tuple[Version, ...]:
        """Return the versions that are kept of a story, or of all, the newest first."""
        self._look()
        with spoken(self.path), transaction(self._connection, "DEFERRED"):
            return versions.read_versions(self._connection, story_id)

    def erase(self, *, all_versions: bool) -> None:
        """Let the versions of stories that are gone leave the file, or all versions, and every byte of what was deleted before.

        The file is built anew (`VACUUM`), which needs as much room again for a moment. When it raises, the versions may be gone already, but
        nothing of the bank.
        """
        self._look()
        with spoken(self.path):
            with transaction(self._connection, "IMMEDIATE"):
                versions.erase(self._connection, all_versions=all_versions)
            driver(self._connection).execute("VACUUM")

    def close(self) -> None:
        """Close the file; closing it again does nothing."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _look(self) -> None:
        """Raise `BankGone` unless the file that is open still has its name: SQLite would go on writing one that was deleted."""
        with spoken(self.path):
            if _identity(self.path) != self._identity:
                raise BankGone(self.path)


def _refuse_broken(parts: frozenset[str] | None, bank: Bank) -> None:
    """Raise `Damage` that names the stories which are not as they were written."""
    if parts is None:
        return
    titles = [story.title for story in bank.stories if story.id in parts]
    if titles:
        raise Damage(
            _("it is not as it was written: {titles}").format(titles=", ".join(f"“{title}”" for title in titles))
        )
    raise Damage(_("its seal is broken"))


def _opened(
    path: Path, mode: Literal["ro", "rw"], before_migration: Callable[[], object] | None
) -> tuple[Connection, int, Digests, tuple[int, int]]:
    """Return a connection to a sound bank of today's format, its revision, its digests, and which file it is."""
    connection = connect(path, mode)
    try:
        with transaction(connection, "DEFERRED"):
            refuse_newer(path, format_number(connection))
            examine(connection, path)
        connection = _of_today(connection, mode, before_migration)
        _seal_once(connection, mode)
        with transaction(connection, "DEFERRED"):
            return connection, revision_of(connection), read_seals(connection)[0], _identity(path)
    except BaseException:
        connection.close()
        raise


def _of_today(
    connection: Connection, mode: Literal["ro", "rw"], before_migration: Callable[[], object] | None
) -> Connection:
    """Return a connection to the bank in today's format: its file, or where that may only be read a copy in memory that refuses to be written."""
    if format_number(connection) == len(STEPS):
        return connection
    if mode == "rw":
        if before_migration is not None:
            before_migration()
        try:
            migrate(connection)
        except (DBAPIError, sqlite3.Error) as error:
            if not may_not_write(error):
                raise
        else:
            return connection
    copy = in_memory(connection)
    connection.close()
    try:
        migrate(copy)
        driver(copy).execute("PRAGMA query_only = ON")
    except BaseException:
        copy.close()
        raise
    return copy


def _seal_once(connection: Connection, mode: Literal["ro", "rw"]) -> None:
    """Seal a bank that comes from a format without a seal."""
    if mode == "ro" or _is_sealed(connection):
        return
    try:
        with transaction(connection, "IMMEDIATE"):
            if not _is_sealed(connection):
                _seal(connection)
    except DBAPIError as error:
        if not may_not_write(error):
            raise


def _is_sealed(connection: Connection) -> bool:
    """Say whether there is a seal or a digest; the driver is asked, so that it makes no difference whether a transaction is open."""
    found = driver(connection).execute("SELECT EXISTS (SELECT 1 FROM seal), EXISTS (SELECT 1 FROM seals)").fetchone()
    return any(found)


def _seal(connection: Connection) -> None:
    bank, revision = read_bank(connection)
    digests = digests_of(bank)
    write_seals(connection, digests, frozenset(), seal_of(revision, digests))


def _identity(path: Path) -> tuple[int, int]:
    found = os.stat(path)  # noqa: PTH116 - never `open` a live bank: on POSIX that drops SQLite's locks
    return found.st_dev, found.st_ino


def _fill(draft: Path, bank: Bank) -> None:
    """Make a new file's tables and rows."""
    todo = operations(*differing(None, bank))
    connection = connect(draft, "rw")
    try:
        migrate(connection)
        with transaction(connection, "IMMEDIATE"):
            execute(connection, todo)
            _seal(connection)
    finally:
        connection.close()
