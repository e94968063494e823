"""Banks on disk: one SQLite file each. Everything that goes wrong with one is a `BankError`, whose text is one sentence for the user."""

# isort: off
from storybank.store.lightly import load

load()  # before anything else imports SQLAlchemy

from storybank.store.bankfile import BankFile  # noqa: E402
from storybank.store.errors import (  # noqa: E402
    BankBusy,
    BankChanged,
    BankDamaged,
    BankError,
    BankExists,
    BankFull,
    BankGone,
    BankMissing,
    BankReadOnly,
    BankRefused,
    BankUnreachable,
    NewerBank,
    NotABank,
)
# isort: on

__all__ = [
    "BankBusy",
    "BankChanged",
    "BankDamaged",
    "BankError",
    "BankExists",
    "BankFile",
    "BankFull",
    "BankGone",
    "BankMissing",
    "BankReadOnly",
    "BankRefused",
    "BankUnreachable",
    "NewerBank",
    "NotABank",
]
