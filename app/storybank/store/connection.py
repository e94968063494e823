"""A connection to one bank file: how it is set up, its transactions, and its errors put into our sentences."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, NullPool, create_engine
from sqlalchemy.exc import DBAPIError

from storybank.store.errors import (
    BankBusy,
    BankChanged,
    BankDamaged,
    BankError,
    BankFull,
    BankGone,
    BankReadOnly,
    BankRefused,
    BankUnreachable,
    Damage,
    NotABank,
    OutOfStep,
    Unstorable,
)
from storybank.texts import _

BUSY_SECONDS = 2.0
OLDEST = (3, 37)  # the first SQLite with STRICT tables
SCARCE = 65536  # bytes left on a disk that we call full

_PRAGMAS = (
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "secure_delete = ON",
    "synchronous = FULL",
    "fullfsync = ON",  # on a Mac a plain fsync does not reach the disk
)

# The first prefix that fits an error's name says what it means.
_MEANINGS: tuple[tuple[str, type[BankError]], ...] = (
    ("SQLITE_READONLY_DBMOVED", BankGone),
    ("SQLITE_READONLY", BankReadOnly),
    ("SQLITE_CANTOPEN", BankReadOnly),  # the bank itself is open by then: it is the journal that may not be made
    ("SQLITE_PERM", BankReadOnly),
    ("SQLITE_FULL", BankFull),
    ("SQLITE_BUSY", BankBusy),
    ("SQLITE_LOCKED", BankBusy),
    ("SQLITE_PROTOCOL", BankBusy),
    ("SQLITE_NOTADB", NotABank),
    ("SQLITE_CORRUPT", BankDamaged),
    ("SQLITE_ERROR", BankDamaged),  # a table or column that is not there
    ("SQLITE_CONSTRAINT", BankRefused),
    ("SQLITE_MISMATCH", BankRefused),
    ("SQLITE_TOOBIG", BankRefused),
    ("SQLITE_IOERR", BankUnreachable),
)


def sqlite_version() -> tuple[int, int, int]:
    """Return the version of the SQLite library at work."""
    return sqlite3.sqlite_version_info


def address(path: Path, **options: str) -> str:
    """Return the URI by which SQLite opens a file with options, whatever its name holds."""
    uri = path.as_uri()
    if not uri.startswith("file:///"):  # a Windows share; SQLite takes no host name
        uri = "file:////" + uri.removeprefix("file://")
    return uri + "?" + "&".join(f"{name}={value}" for name, value in options.items())


def connect(path: Path, mode: Literal["ro", "rw"]) -> Connection:
    """Return a connection to a file that exists. Whoever takes it closes it.

    The driver begins no transaction by itself (it would leave DDL out of it): `transaction` does. This way works from Python 3.11 on.
    """
    if sqlite3.sqlite_version_info < OLDEST:
        needed = ".".join(map(str, OLDEST))
        raise BankError(path, _("it needs SQLite {needed} or newer").format(needed=needed))

    def opened() -> sqlite3.Connection:
        raw = sqlite3.connect(address(path, mode=mode), uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            for pragma in (*_PRAGMAS, "journal_mode = DELETE") if mode == "rw" else _PRAGMAS:
                raw.execute(f"PRAGMA {pragma}")
        except BaseException:
            raw.close()
            raise
        return raw

    return create_engine("sqlite://", creator=opened, poolclass=NullPool).connect()


def in_memory(connection: Connection) -> Connection:
    """Return a connection to a copy of a bank that lives in memory alone. Whoever takes it closes it."""
    source = driver(connection)

    def copied() -> sqlite3.Connection:
        raw = sqlite3.connect(":memory:", isolation_level=None)
        try:
            source.backup(raw)
            for pragma in _PRAGMAS:
                raw.execute(f"PRAGMA {pragma}")
        except BaseException:
            raw.close()
            raise
        return raw

    return create_engine("sqlite://", creator=copied, poolclass=NullPool).connect()


def may_not_write(error: BaseException) -> bool:
    """Say whether an error says that the file, or its folder, may only be read."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    name: str = getattr(cause, "sqlite_errorname", "")
    kind = next((kind for prefix, kind in _MEANINGS if name.startswith(prefix)), None)
    return kind is BankReadOnly


def driver(connection: Connection) -> sqlite3.Connection:
    """Return the driver's own connection, for what must happen outside a transaction."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)  # noqa: S101 - for the type checker: we opened it ourselves
    return raw


@contextmanager
def transaction(connection: Connection, kind: Literal["DEFERRED", "IMMEDIATE"]) -> Iterator[None]:
    """Run a block as one transaction: `DEFERRED` to read, `IMMEDIATE` to write."""
    try:
        with connection.begin():
            connection.exec_driver_sql(f"BEGIN {kind}")
            yield
    except BaseException:
        # A COMMIT that found the file busy leaves the transaction open, and SQLAlchemy does not look.
        with suppress(sqlite3.Error):
            driver(connection).rollback()
        raise


@contextmanager
def spoken(path: Path) -> Iterator[None]:
    """Turn what the database, the driver and the rows object to into a `BankError` about this file."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        meant = _meaning(path, cause)
        if meant is None:
            raise
        raise meant from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise BankGone(path) from error
    except OSError as error:
        raise BankUnreachable(path, error.strerror or str(error)) from error
    except (UnicodeError, OverflowError, Unstorable, Damage) as error:
        raise _meaning_of_value(path, error) from error
    except OutOfStep as error:
        raise BankChanged(path) from error


def _meaning(path: Path, cause: BaseException | None) -> BankError | None:
    """Return what a driver's error says about the file, or None where it says something about our own code."""
    name: str = getattr(cause, "sqlite_errorname", "")
    if not name and isinstance(cause, sqlite3.OperationalError):
        return BankDamaged(path, str(cause))  # bytes that are no UTF-8: the driver's own finding, without a name
    kind = next((kind for prefix, kind in _MEANINGS if name.startswith(prefix)), None)
    if kind is BankUnreachable and _is_full(path):
        kind = BankFull
    return kind and kind(path, str(cause) if kind is not BankUnreachable else f"{cause}, {name}")


def _meaning_of_value(path: Path, error: Exception) -> BankError:
    """Return what is said of a text or a number that is not what it should be, in the file or in a record."""
    if isinstance(
        error, UnicodeDecodeError
    ):  # SQLite quotes bytes of the file in a message, which the driver cannot read
        return BankDamaged(path, _("its texts cannot be read"))
    if isinstance(error, UnicodeError):
        return BankRefused(path, _("a text holds half of a character pair"))
    if isinstance(error, OverflowError):
        return BankRefused(path, _("a number is too large"))
    return BankDamaged(path, str(error)) if isinstance(error, Damage) else BankRefused(path, str(error))


def _is_full(path: Path) -> bool:
    with suppress(OSError):
        return shutil.disk_usage(path.parent).free < SCARCE
    return False
