"""The printed sheets: made from a bank, and read back."""

from typing import TYPE_CHECKING

from storybank.model import Bank
from storybank.reports import REPORTS, Options
from storybank.reports.preview import page_images, page_texts

if TYPE_CHECKING:
    from storybank.services.exporting import ExportOptions


def make_sheet(bank: Bank, kind: str, options: "ExportOptions") -> bytes:
    """Return the PDF of one report."""
    sheet = Options(
        paper=options.paper, landscape=options.landscape, ready_only=options.ready_only, today=options.today
    )
    return REPORTS[kind].make(bank, sheet)


def sheet_text(pdf: bytes) -> str:
    """Return all the text that a PDF holds."""
    return "\n".join(page_texts(pdf))


__all__ = ["REPORTS", "make_sheet", "page_images", "sheet_text"]
