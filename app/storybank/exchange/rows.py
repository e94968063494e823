"""A table before anybody asks what it means: rows of cells with their numbers, from CSV text; a workbook's sheets become the same."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from storybank.exchange.errors import refuse
from storybank.exchange.labels import LABELS, principles_rank
from storybank.exchange.limits import MAX_BYTES, MAX_CELLS, MAX_HEADING, MAX_ITEMS, over_cells, over_rows
from storybank.exchange.naming import star_part
from storybank.exchange.shape import fields_of
from storybank.model import Story
from storybank.texts import _

_DELIMITERS = ",;\t"
_SAMPLE = 100_000  # characters from which the delimiter is told
_HEADS_WITHIN = 8  # rows in which the heads are looked for: a title and a remark may stand above


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something: its number as a spreadsheet counts, its line in the source as a whole, and its cells as they stand."""

    number: int
    line: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a table. `name` is that of a workbook's sheet, `` where there are none."""

    name: str
    rows: tuple[Row, ...]

    def place(self, number: int, column: str = "") -> str:
        """Return how a message calls a row, and a column in it."""
        said = _("row {row}, {column}") if column else _("row {row}")
        said = said.format(row=number, column=column)
        return _("sheet “{name}”, {place}").format(name=self.name, place=said) if self.name else said


def csv_sheet(text: str, source: str) -> Sheet:
    """Return the rows of a text that is separated by commas, semicolons or tabs: by what finds most heads, else most cells.

    Raises InputError where it is no table, or beyond what is read.
    """
    with _wide_fields():
        best = max(_DELIMITERS, key=lambda mark: _heads_found(text[:_SAMPLE], mark))
        rows = _within_limits(csv.reader(io.StringIO(text, newline=""), delimiter=best, strict=True), source)
        return Sheet("", tuple(Row(number, number, row) for number, row in rows if any(cell.strip() for cell in row)))


def field_of(head: str) -> str:
    """Return the field that a column is about by our names and what people call them, `` for none."""
    if len(head) > MAX_HEADING:
        return ""
    name = " ".join(head.replace("_", " ").split()).casefold()
    field = name.replace("-", " ").replace(" ", "_")
    return field if field in fields_of(Story) else LABELS.get(name, "")


def is_head(cell: str) -> bool:
    """Say whether a cell is what people write above a column."""
    if not cell.strip() or len(cell) > MAX_HEADING:
        return False
    name = " ".join(cell.split()).casefold()
    return bool(field_of(cell)) or name == "story" or principles_rank(name) is not None or star_part(cell) is not None


def _heads_found(text: str, delimiter: str) -> tuple[int, int]:
    """Return how many heads a delimiter finds in one of the first rows, and how many cells in the longest."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows = [row for row, _number in zip(reader, range(_HEADS_WITHIN), strict=False)]
    found = max((sum(map(is_head, row[:MAX_HEADING])) for row in rows), default=0)
    return found, max(map(len, rows), default=0)


def _within_limits(reader: Iterator[list[str]], source: str) -> Iterator[tuple[int, list[str]]]:
    """Yield rows and their numbers; refuse the table where it is none, and as soon as it is beyond what is read."""
    cells = number = 0
    try:
        for number, row in enumerate(reader, 1):
            cells += len(row)
            if max(number, len(row)) > MAX_ITEMS:
                raise refuse(source, over_rows())
            if cells > MAX_CELLS:
                raise refuse(source, over_cells())
            yield number, row
    except csv.Error as error:
        why = (
            _("a quotation mark is opened here and never closed")
            if str(error).startswith("unexpected")  # “… end of data”
            else _("something stands behind a closing quotation mark; one inside a cell is written twice")
        )
        raise refuse(
            source, _("this is not a table: {why}").format(why=why), _("row {row}").format(row=number + 1)
        ) from None


@contextmanager
def _wide_fields() -> Iterator[None]:
    """Let csv read long narratives for a while; its limit is the whole process's."""
    before = csv.field_size_limit(MAX_BYTES)
    try:
        yield
    finally:
        csv.field_size_limit(before)
