"""What can go wrong with a bank file, each said in one sentence: what, where, and what to do."""
# ruff: noqa: N818 - the names say what is the matter with the bank

from pathlib import Path
from typing import ClassVar

from storybank.texts import Refusal, _, later


class BankError(Refusal):
    """A bank file could not be used; `str()` is one sentence for the user, and nothing was changed.

    `path` is the file; `fault` says, where there is more to say, what is wrong in it.
    """

    sentence: ClassVar[str] = later("“{path}” could not be used: {fault}.")

    def __init__(self, path: Path, fault: str = "") -> None:
        super().__init__(path, fault)
        self.path = path
        self.fault = fault

    def __str__(self) -> str:
        return _(self.sentence).format(path=_printable(str(self.path)), fault=_printable(self.fault))


class NotABank(BankError):
    """A foreign, empty, cut-off or encrypted file."""

    sentence = later(
        "“{path}” is not a whole Storybank file ({fault}); choose another file, or restore a backup of it."
    )


class NewerBank(BankError):
    """The file has a newer format than this program knows."""

    sentence = later("“{path}” was written by a newer Storybank ({fault}); update this program to open it.")


class BankExists(BankError):
    """Something already has the name of the file that was to be made."""

    sentence = later("“{path}” is already there; choose another name for the new bank.")


class BankMissing(BankError):
    """There is no such file, or no such folder to make it in."""

    sentence = later("“{path}” cannot be found; check its name and whether its disk is connected.")


class BankBusy(BankError):
    """Another program held the file for longer than we wait."""

    sentence = later("“{path}” is in use by another program; close it there, or try again in a moment.")


class BankFull(BankError):
    """The disk has no room."""

    sentence = later(
        "“{path}” was not saved because the disk is full; free some space and try again, or save elsewhere."
    )


class BankReadOnly(BankError):
    """The file, its folder or its disk does not allow writing, or it was opened for reading."""

    sentence = later(
        "“{path}” cannot be written because it, its folder or its disk is read-only; save a copy elsewhere."
    )


class BankChanged(BankError):
    """Another program changed the bank since it was read."""

    sentence = later("“{path}” was changed by another program meanwhile and was not overwritten.")


class BankGone(BankError):
    """The file was deleted, moved away or replaced while it was open."""

    sentence = later("“{path}” was moved, deleted or replaced while it was open; save your work under a new name.")


class BankDamaged(BankError):
    """What stands in the file cannot be read as a bank."""

    sentence = later("“{path}” is damaged ({fault}); it was left as it is, so restore a backup of it.")


class BankRefused(BankError):
    """The records hold something that the file cannot store, such as half of a character pair."""

    sentence = later(
        "“{path}” was not saved because the change cannot be stored ({fault}); take that out and try again."
    )


class BankUnreachable(BankError):
    """The disk or the system refused to read or write."""

    sentence = later(
        "“{path}” could not be read or written ({fault}); check the disk and the permissions, then try again."
    )


class Damage(Exception):
    """Rows that are no records; the text says what and where. Inside the store only: `connection.spoken` makes it a `BankDamaged`."""


class Unstorable(Exception):
    """Records that cannot become rows; the text says why. Inside the store only: `connection.spoken` makes it a `BankRefused`."""


class OutOfStep(Exception):
    """The rows are not those that a change starts from. Inside the store only: `connection.spoken` makes it a `BankChanged`."""


def _printable(text: str) -> str:
    """Return the text in one line that any terminal can show; file names may hold anything."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode("ascii") for c in text)
