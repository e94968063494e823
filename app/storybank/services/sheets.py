"""The printed sheets: made from a bank, and read back."""

from storybank.analysis.aliasing import still_there
from storybank.model import Bank
from storybank.reports import REPORTS, Options
from storybank.reports.preview import page_images, page_texts
from storybank.services.publish import CannotWrite
from storybank.texts import _


def make_sheet(bank: Bank, kind: str, options: Options) -> bytes:
    """Return the PDF of one report (a key of `REPORTS`)."""
    return REPORTS[kind].make(bank, options)


def sheet_text(pdf: bytes) -> str:
    """Return all the text that a PDF holds."""
    return "\n".join(page_texts(pdf))


def refuse_leaks(pdf: bytes, bank: Bank) -> None:
    """Raise `CannotWrite` when a sheet, read back, still holds a confidential term of the bank."""
    left = still_there(sheet_text(pdf), bank.aliases)
    if left:
        sentence = _("The sheet would still hold {terms}; change what stands for it, then try again")
        raise CannotWrite(sentence.format(terms=", ".join(left)))


__all__ = ["REPORTS", "Options", "make_sheet", "page_images", "refuse_leaks", "sheet_text"]
