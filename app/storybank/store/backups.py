"""A backup: a whole copy of a bank, made by SQLite itself and opened and read before it counts."""

from pathlib import Path

from storybank.model import Bank
from storybank.store.bankfile import BankFile
from storybank.store.connection import connect, driver, spoken
from storybank.store.errors import BankDamaged
from storybank.store.inspection import inspect
from storybank.store.newfile import make_whole


def back_up(bank: Path, backup: Path) -> Bank:
    """Copy a bank into a new file and return what the copy holds, read back from it.

    The copy is made by `VACUUM INTO`, never by reading the live file: on POSIX that would drop SQLite's locks. Raises a `BankError`; then there is
    no backup of that name.
    """
    held: list[Bank] = []

    def build(draft: Path) -> None:
        with spoken(bank):
            connection = connect(bank, "ro")
            try:
                driver(connection).execute("VACUUM INTO ?", (str(draft),))
            finally:
                connection.close()
        try:
            with BankFile.open(draft, read_only=True) as copy:
                held.append(copy.read())
        except BankDamaged as error:  # the copy is what the bank is, and its name is nobody's business
            raise BankDamaged(bank, error.fault) from error

    inspect(bank)
    make_whole(backup, build)
    return held[0]
