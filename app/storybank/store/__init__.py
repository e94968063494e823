"""Banks on disk: one SQLite file each. Everything that goes wrong with one is a `BankError`, whose text is one sentence for the user."""

from storybank.store.bankfile import BankFile
from storybank.store.errors import (
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
