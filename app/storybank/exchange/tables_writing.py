"""Tables out: a row per story with all of its fields (reads back), and the matrix story × principle (for people).

Cells that hold lists are written as `cells` has it. A cell that a spreadsheet could take for a formula gets a leading `'`, which reading takes off.
"""

import csv
import io

from storybank.analysis.coverage import Cell, coverage
from storybank.exchange.cells import guarded, write_cell
from storybank.exchange.shape import fields_of
from storybank.model import Bank, Story
from storybank.texts import _, plain_score


def bank_to_csv(bank: Bank) -> str:
    """Return a row per story, in the bank's order, under the interchange names of its fields; `read_csv` gives the same stories."""
    kinds = fields_of(Story)
    rows = [[write_cell(kind, getattr(story, name)) for name, kind in kinds.items()] for story in bank.stories]
    return _written([list(kinds), *rows])


def bank_to_csv_matrix(bank: Bank) -> str:
    """Return the matrix of the stories that count under the framework's principles: `P 3.5` is primary at 3.5; below it best score and depth."""
    matrix = coverage(bank, bank.framework)
    rows = [["id", "title", *(column.principle.name for column in matrix.columns)]]
    rows += [
        [story.id, story.title, *(_mark(matrix.cell(story.id, column.principle.id)) for column in matrix.columns)]
        for story in matrix.stories
    ]
    rows.append(
        ["", _("Best"), *("" if column.best is None else plain_score(column.best) for column in matrix.columns)]
    )
    rows.append(["", _("Depth"), *(str(column.depth) for column in matrix.columns)])
    return _written(rows)


def _mark(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return f"{'P' if cell.is_primary else 'S'} {'' if cell.score is None else plain_score(cell.score)}".rstrip()


def _written(rows: list[list[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue()
