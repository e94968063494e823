"""A workbook (XLSX): the matrix in its colours for people, and a row per story that reads back exactly.

Every cell is a text and none a formula. What XML cannot hold stands as OOXML writes it, `_x0001_`; openpyxl writes and reads that as it is, so
`unescaped` takes it back. The guard before formulas stands here as in CSV, for a workbook is soon saved as one.
"""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from storybank.analysis.coverage import Cell, Coverage, coverage, tone
from storybank.exchange.cells import guarded, write_cell
from storybank.exchange.errors import printable
from storybank.exchange.shape import fields_of
from storybank.model import Bank, Story
from storybank.texts import Refusal, _, number_text, plain_score

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as Box
    from openpyxl.worksheet.worksheet import Worksheet

MATRIX, STORIES = "Matrix", "Stories"
"""The names of the sheets, in every language: whoever reads the file looks for them."""
LONGEST = 32_767
"""Characters of a cell, as spreadsheets count them: those beyond the basic plane are two."""
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SAVED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_FIXED, _ZIP_FIXED = b"2000-01-01T00:00:00Z", (1980, 1, 1, 0, 0, 0)

# Fill and ink, as on the paper matrix: dark from the bar upwards, pale below, grey outside of the loop.
FILLS: Mapping[str, tuple[str, str]] = {
    "high": ("15366B", "FFFFFF"),
    "bar": ("3B72B4", "FFFFFF"),
    "below": ("E4EBF5", "16181D"),
    "aside-bar": ("7F8893", "FFFFFF"),
    "aside": ("EFF1F3", "555B64"),
    "none": ("FFFFFF", "555B64"),
}
_WIDTHS = {"id": 22, "title": 34, "hook": 34, "narrative": 70, "principles": 52, "customers": 44, "figures": 44}


def bank_to_xlsx(bank: Bank) -> bytes:
    """Return a workbook of two sheets; the same bank gives the same bytes. Raises a `Refusal` where a text is longer than a cell holds."""
    from openpyxl import Workbook  # 0.2 s that no other kind needs

    book = Workbook()
    book.properties.creator = ""  # openpyxl would name itself as the author
    matrix = book.active if book.active is not None else book.create_sheet()
    matrix.title = MATRIX
    _fill_matrix(matrix, bank)  # type: ignore[arg-type]
    _fill_stories(book.create_sheet(STORIES), bank)
    return _same_bytes(book)


def workbook_text(data: bytes) -> str:
    """Return all texts that the sheets of a workbook of ours hold, one per line."""
    from html import unescape  # for what is looked through alone

    with ZipFile(BytesIO(data)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/")]
    return unescaped(unescape(re.sub(r"<[^>]*>", "\n", "\n".join(sheets))))


def escaped(text: str) -> str:
    """Return a text as a cell's XML may hold it; `unescaped` gives it back."""
    return _UNFIT.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescaped(text: str) -> str:
    """Return the text that a cell means."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _fill_matrix(sheet: "Worksheet", bank: Bank) -> None:
    from openpyxl.styles import Alignment, Font

    found = coverage(bank, bank.framework)
    for column, text in enumerate(["id", "title", *(one.principle.name for one in found.columns)], 1):
        head = _put(sheet, 1, column, text)
        head.font = Font(bold=True)
        head.alignment = Alignment(text_rotation=60 if column > 2 else 0, vertical="bottom", wrap_text=column <= 2)
    for row, story in enumerate(found.stories, 2):
        _put(sheet, row, 1, story.id)
        _put(sheet, row, 2, story.title).alignment = Alignment(wrap_text=True, vertical="center")
        for column, one in enumerate(found.columns, 3):
            cell = found.cell(story.id, one.principle.id)
            if cell is not None:
                _paint(_put(sheet, row, column, _mark(cell)), tone(cell, one, bank.framework.bar))
    last = _fill_feet(sheet, found)
    _fill_legend(sheet, bank, last + 2)
    _lay_out_matrix(sheet, len(found.columns))


def _fill_feet(sheet: "Worksheet", found: Coverage) -> int:
    """Write best score and depth below the stories; return the last row."""
    from openpyxl.styles import Alignment, Font

    best = len(found.stories) + 2
    for row, name in ((best, _("Best")), (best + 1, _("Depth"))):
        _put(sheet, row, 2, name).font = Font(bold=True)
    for number, column in enumerate(found.columns, 3):
        score = "" if column.best is None else plain_score(column.best)
        exposed = column.vetoable and column.in_target
        for row, text in ((best, f"▲ {score}".strip() if exposed else score), (best + 1, str(column.depth))):
            cell = _put(sheet, row, number, text)
            cell.alignment = Alignment(horizontal="center")
            cell.font = Font(bold=True, color="A63C06" if exposed else "16181D")
    return best + 1


def _fill_legend(sheet: "Worksheet", bank: Bank, row: int) -> None:
    """Say below the matrix what letters, colours and signs mean, and whose rubric it is."""
    bar = plain_score(bank.framework.bar)
    lines = (
        ("", _("P: the story’s primary principle, S: secondary; the number is the score")),
        ("high", _("half a point or more above the bar of {bar}").format(bar=bar)),
        ("bar", _("at the bar of {bar}").format(bar=bar)),
        ("below", _("below the bar")),
        ("none", _("not scored yet")),
        ("aside", _("not asked in this loop")),
        ("", _("▲: can be vetoed, for no story stands at the bar")),
        (
            "",
            _("{framework} rubric, as reported, not official · Storybank · not affiliated with Amazon").format(
                framework=bank.framework.id
            ),
        ),
    )
    for number, (name, text) in enumerate(lines, row):
        _put(sheet, number, 2, text)
        if name:
            _paint(_put(sheet, number, 1, ""), name)


def _lay_out_matrix(sheet: "Worksheet", columns: int) -> None:
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "C2"
    sheet.row_dimensions[1].height = 130
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 22, 48
    for number in range(3, columns + 3):
        sheet.column_dimensions[get_column_letter(number)].width = 8
    _print_well(sheet)


def _fill_stories(sheet: "Worksheet", bank: Bank) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    kinds = fields_of(Story)
    for column, name in enumerate(kinds, 1):
        _put(sheet, 1, column, name).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, 18)
    wrapped = Alignment(wrap_text=True, vertical="top")
    for row, story in enumerate(bank.stories, 2):
        for column, (name, kind) in enumerate(kinds.items(), 1):
            text = guarded(write_cell(kind, getattr(story, name)))
            _refuse_too_long(story, name, text)
            _put(sheet, row, column, text, is_guarded=True).alignment = wrapped
    sheet.freeze_panes = "C2"
    _print_well(sheet)


def _refuse_too_long(story: Story, name: str, text: str) -> None:
    """Refuse what a cell would cut off: openpyxl does so without a word."""
    if len(escaped(text).encode("utf-16-le", "surrogatepass")) > 2 * LONGEST:
        sentence = _(
            "“{title}”: its {field} is longer than the {most} characters that a cell of a spreadsheet holds; export as .json or .csv instead"
        )
        raise Refusal(sentence.format(title=printable(story.title[:80]), field=name, most=number_text(LONGEST)))


def _put(sheet: "Worksheet", row: int, column: int, text: str, *, is_guarded: bool = False) -> "Box":
    """Write a text into a cell, as a text whatever it begins with."""
    cell: Box = sheet.cell(row=row, column=column)  # type: ignore[assignment]
    if text:
        shown = escaped(text if is_guarded else guarded(text))
        cell.value = shown if is_guarded else shown[:LONGEST]
        cell.data_type = "s"  # not what openpyxl took it for
    return cell


def _paint(cell: "Box", name: str) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    fill, ink = FILLS[name]
    cell.fill = PatternFill("solid", fgColor=fill)
    cell.font = Font(bold=True, color=ink)
    cell.alignment = Alignment(horizontal="center", vertical="center")
    line = Side(style="thin", color="C3CFDF")
    cell.border = Border(left=line, right=line, top=line, bottom=line)


def _print_well(sheet: "Worksheet") -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4  # type: ignore[assignment]
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = "1:1"


def _mark(cell: Cell) -> str:
    return f"{'P' if cell.is_primary else 'S'} {'' if cell.score is None else plain_score(cell.score)}".rstrip()


def _same_bytes(book: "Workbook") -> bytes:
    """Return a workbook's bytes without the time at which it was made: openpyxl writes it into the properties and beside every part."""
    made, fixed = BytesIO(), BytesIO()
    book.save(made)
    with ZipFile(made) as before, ZipFile(fixed, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = ZipInfo(name, _ZIP_FIXED)
            part.compress_type = ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            after.writestr(part, _SAVED.sub(rb"\g<1>" + _FIXED, before.read(name)))
    return fixed.getvalue()
