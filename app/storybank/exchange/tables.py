"""Tables in: ours field for field, and those that people keep – a row per story, a matrix either way round, a row per principle.

Whatever the shape, every word of a cell goes to a field, to the narrative, or to a finding.
"""

from collections.abc import Iterable

from storybank.exchange.columns import Table, table_of
from storybank.exchange.errors import refuse
from storybank.exchange.exact import is_exact, read_exact
from storybank.exchange.gathering import Gathering, quoted
from storybank.exchange.limits import MAX_COLUMNS, over_columns
from storybank.exchange.notes import AS_RECOGNISED, Choices, Finding, Notes
from storybank.exchange.principle_rows import take_principles, transposed
from storybank.exchange.principles import Recogniser
from storybank.exchange.row_stories import take_rows
from storybank.exchange.rows import Sheet, csv_sheet
from storybank.exchange.shape import fields_of
from storybank.exchange.source import check_text
from storybank.exchange.tables_writing import bank_to_csv, bank_to_csv_matrix
from storybank.model import Framework, Story
from storybank.texts import _

__all__ = ["bank_to_csv", "bank_to_csv_matrix", "read_csv", "read_sheets"]

_OUR_MATRIX = "Matrix"  # of a workbook of ours: it says in short what the stories say in full
_ENOUGH = 1  # columns beside the title that say something of a story, where a workbook has other sheets too


def read_csv(text: str, source: str, framework: Framework, choices: Choices = AS_RECOGNISED) -> Notes:
    """Return the stories of a table that is separated by commas, semicolons or tabs.

    With our own names at the top it is read field for field, and a cell that does not fit raises InputError, by row and column; any other table is
    recognised by its heads and cells. Raises InputError for what is no table or names no story anywhere.
    """
    check_text(text, source)
    return read_sheets((csv_sheet(text.removeprefix("\ufeff"), source),), source, framework, choices)


def read_sheets(
    sheets: tuple[Sheet, ...], source: str, framework: Framework, choices: Choices = AS_RECOGNISED
) -> Notes:
    """Return the stories of the sheets of a source. Raises InputError as `read_csv` does."""
    filled = [sheet for sheet in sheets if sheet.rows]
    ours = next((sheet for sheet in filled if is_exact(sheet)), None)
    if ours is not None and not choices.fields:
        return _with_others(read_exact(ours, source, framework), ours, filled)
    for sheet in filled:
        wide = next((row for row in sheet.rows if len(row.cells) > MAX_COLUMNS), None)
        if wide is not None:
            raise refuse(source, over_columns(), sheet.place(wide.number))
    book = Gathering(source, Recogniser(framework), choices)
    fields = {key: field for name, field in choices.fields.items() for key in (name, name.casefold())}
    tables = [table_of(sheet, book.recogniser, fields) for sheet in filled]
    taken = 0
    for table in tables:
        book.begin_sheet()
        if _take(table, book, is_alone=len(tables) == 1):
            taken += 1
            _skip_above(table, book)
        elif len(tables) > 1:
            _skip_all(table.sheet, book)
    if not taken:
        names = ", ".join(fields_of(Story))
        message = _("needs a column “title”; the columns are {names}").format(names=names)
        place = filled[0].place(filled[0].rows[0].number) if filled else _("row 1")
        raise refuse(source, message, place)
    return book.notes()


def _take(table: Table, book: Gathering, *, is_alone: bool) -> bool:
    """Take the stories of a table by the shape that it has; say whether it has one."""
    if not any(column.field == "chosen" for column in table.columns):
        if take_principles(table, book):
            return True
        turned = transposed(table, book.recogniser)
        if turned is not None:
            said = _("{place}: the stories stand side by side, and below them their principles: {text}")
            place = table.sheet.place(table.head.number)
            book.say("read", table.head.line, said.format(place=place, text=quoted(table.head)))
            book.shapes.append(_("a matrix of principles and stories"))
            take_rows(table_of(turned, book.recogniser, {}), book)
            return True
    if not table.can_name or not (is_alone or table.evidence >= _ENOUGH):
        return False
    if table.has_marks:
        book.shapes.append(_("a matrix of stories and principles"))
    else:
        book.shapes.append(_("a row per story"))
    take_rows(table, book)
    return True


def _skip_above(table: Table, book: Gathering) -> None:
    for row in table.above:
        book.skip(table.sheet, row, _("stands above the table"))


def _skip_all(sheet: Sheet, book: Gathering) -> None:
    for row in sheet.rows:
        book.skip(sheet, row, _("no list of stories"))


def _with_others(notes: Notes, ours: Sheet, sheets: Iterable[Sheet]) -> Notes:
    """Return the stories of our own sheet, and tell of those that are not read beside it."""
    findings = list(notes.findings)
    for sheet in sheets:
        if sheet is ours:
            continue
        said = _("sheet “{name}” is not read: “{ours}” holds the stories field for field")
        findings.append(Finding("skipped", sheet.rows[0].line, said.format(name=sheet.name, ours=ours.name)))
        if sheet.name != _OUR_MATRIX:
            findings += [Finding("skipped", row.line, quoted(row)) for row in sheet.rows]
    return Notes(notes.stories, tuple(findings), notes.whole, notes.shape, notes.lines, notes.heads, notes.parts)
