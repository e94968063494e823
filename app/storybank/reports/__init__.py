"""The sheets on paper. A new report is a module and a line in `REPORTS`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from storybank.model import Bank
from storybank.reports.booklet.document import booklet_pdf
from storybank.reports.cards import cards_pdf
from storybank.reports.cheatsheet import cheatsheet_pdf
from storybank.reports.matrix import matrix_pdf
from storybank.reports.sheet import Options, Paper
from storybank.texts import later


@dataclass(frozen=True, slots=True)
class Report:
    """A kind of sheet: its title (to be translated where it is shown) and what makes the PDF."""

    title: str
    make: Callable[[Bank, Options], bytes]


REPORTS: Mapping[str, Report] = {
    "matrix": Report(later("Coverage matrix"), matrix_pdf),
    "cheatsheet": Report(later("Cheat sheet"), cheatsheet_pdf),
    "cards": Report(later("Story cards"), cards_pdf),
    "booklet": Report(later("Story booklet"), booklet_pdf),
}

__all__ = ["REPORTS", "Options", "Paper", "Report"]
