"""Is this file a bank of ours, and sound? Answered before anything can change it."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection

from storybank.store.connection import address
from storybank.store.errors import BankMissing, BankUnreachable, Damage, NewerBank, NotABank
from storybank.store.migrations import APPLICATION_ID, STEPS
from storybank.texts import _

HEADER_BYTES = 100  # shorter ones SQLite takes for empty


def inspect(path: Path) -> None:
    """Raise a `BankError` unless a file has the header of a bank that this program knows; never changes or locks it.

    SQLite reads it, as something immutable: no lock, no journal, no roll-back of somebody else's file. Our own `open()` would, when closed,
    drop the locks of every other connection that this process has to the file (a rule of POSIX).
    """
    _refuse_at_sight(path)
    application, version, _page_size, _whole = _header(path)
    if application != APPLICATION_ID:
        raise NotABank(path, _("it is a database of another program"))
    refuse_newer(path, version)


def is_cut_off(path: Path) -> bool:
    """Say whether a bank that was found damaged has lost its end."""
    _application, _version, page_size, whole = _header(path)
    return not whole or path.stat().st_size % page_size != 0


def _header(path: Path) -> tuple[int, int, int, bool]:
    """Return application, format, page size, and whether the file has all pages that its header counts."""
    try:
        with closing(sqlite3.connect(address(path, mode="ro", immutable="1"), uri=True)) as raw:
            raw.execute("PRAGMA writable_schema = ON")  # without it SQLite says nothing of a file that has not
            application, version, page_size = (
                raw.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version", "page_size")
            )
            raw.execute("PRAGMA writable_schema = OFF")
            try:
                raw.execute("PRAGMA application_id").fetchone()
            except (sqlite3.DatabaseError, UnicodeDecodeError):
                return application, version, page_size, False
            return application, version, page_size, True
    except (
        UnicodeDecodeError
    ) as error:  # SQLite quotes bytes of the file in its message, and the driver cannot read them
        raise NotABank(path, _("its tables cannot be read")) from error
    except sqlite3.Error as error:
        name: str = getattr(error, "sqlite_errorname", "")
        if name == "SQLITE_NOTADB" or name.startswith("SQLITE_CORRUPT"):
            raise NotABank(path, _("it is of another kind, or encrypted")) from error
        raise BankUnreachable(path, str(error)) from error


def refuse_newer(path: Path, version: int) -> None:
    """Raise `NewerBank` for a format number that this program does not know."""
    if version > len(STEPS):
        raise NewerBank(path, _("format {theirs}; this one knows {ours}").format(theirs=version, ours=len(STEPS)))


def examine(connection: Connection, path: Path) -> None:
    """Raise `Damage` where the database's own checks find something; call it in a transaction, so that nobody is writing."""
    if path.stat().st_size % connection.exec_driver_sql("PRAGMA page_size").scalar_one():
        raise Damage(_("it is cut off"))  # SQLite would take zeros for what is missing of the last page
    finding = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if finding != "ok":
        raise Damage(" ".join(str(finding).removeprefix("*** in database main ***").split()))
    orphan = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if orphan:
        raise Damage(_("table {table}: a row's owner in {parent} is missing").format(table=orphan[0], parent=orphan[2]))
    extra = connection.exec_driver_sql("SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view')").first()
    if extra:
        raise Damage(_("it holds a {kind} that is not ours: {name}").format(kind=extra[0], name=extra[1]))


def _refuse_at_sight(path: Path) -> None:
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise BankMissing(path) from error
    except OSError as error:
        raise BankUnreachable(path, error.strerror or str(error)) from error
    if not stat.S_ISREG(found.st_mode):
        raise NotABank(path, _("it is a folder or a device"))
    if found.st_size < HEADER_BYTES:
        raise NotABank(path, _("it is cut off") if found.st_size else _("it is empty"))
