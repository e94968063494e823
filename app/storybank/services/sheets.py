"""The printed sheets: made from a bank, and read back."""

import re
from unicodedata import normalize

from storybank.analysis.aliasing import still_there
from storybank.model import Bank
from storybank.reports import REPORTS, Options
from storybank.reports.preview import PageImage, hidden_texts, page_image, page_sizes, page_texts
from storybank.services.publish import CannotWrite
from storybank.texts import _

_LONGEST = 60  # letters of a title in a file's name


def make_sheet(bank: Bank, kind: str, options: Options) -> bytes:
    """Return the PDF of one report (a key of `REPORTS`)."""
    return REPORTS[kind].make(bank, options)


def sheet_text(pdf: bytes) -> str:
    """Return all the text that a PDF holds: on its pages, in its outline, and in its properties."""
    return "\n".join([*page_texts(pdf), *hidden_texts(pdf)])


def file_name(bank: Bank, kind: str, fallback: str) -> str:
    """Return a plain name for the file of a sheet: words with hyphens, in any script, no longer than file systems and mail programs bear."""
    words = re.findall(r"[^\W_]+", normalize("NFC", bank.title or fallback).casefold())
    name = "-".join(words)[:_LONGEST].rstrip("-")
    return f"{name}-{kind}.pdf" if name else f"{kind}.pdf"


def refuse_leaks(pdf: bytes, bank: Bank, name: str = "") -> None:
    """Raise `CannotWrite` when a sheet, read back, or the name of its file still holds a confidential term of the bank."""
    left = still_there(f"{sheet_text(pdf)}\n{name}", bank.aliases)
    if left:
        sentence = _(
            "The sheet, its name or its author would still hold {terms}; change that, or what stands for it, and try again"
        )
        raise CannotWrite(sentence.format(terms=", ".join(left)))


__all__ = [
    "REPORTS",
    "Options",
    "PageImage",
    "file_name",
    "make_sheet",
    "page_image",
    "page_sizes",
    "refuse_leaks",
    "sheet_text",
]
