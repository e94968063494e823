"""Workbooks (XLSX) in: the cells of each sheet as people see them; no macro runs, no formula is worked out, nothing else is opened."""

import datetime as dt
import warnings
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from storybank.exchange.errors import InputError, refuse
from storybank.exchange.limits import MAX_CELLS, MAX_ITEMS, over_cells, over_rows
from storybank.exchange.notes import AS_RECOGNISED, Choices, Notes
from storybank.exchange.rows import Row, Sheet
from storybank.exchange.source import check_size, check_text
from storybank.exchange.spreadsheet_writing import unescaped
from storybank.exchange.tables import read_sheets
from storybank.model import Framework
from storybank.texts import _

MAX_UNPACKED = 16 * 1024 * 1024
"""Bytes of the parts that are read (pictures are not): openpyxl takes some 4 MB a second, and 300 stories with all in them have 3 MB."""
_MOST_PARTS = 2_000
_MOST_SHEETS = 50
_MOST_IN_SHEETS = 800_000  # elements, as `<` counts them: MAX_CELLS has so many; openpyxl reads 300,000 a second
_MOST_BESIDE = 100_000  # of styles and the rest: 80,000 a second
_MOST_LOOKED_AT = 5 * MAX_CELLS  # cells and rows, most of them empty: coloured cells reach to the last column
_PICTURES = ("xl/media/", "docprops/thumbnail", "xl/vbaproject.bin")  # never unpacked
_OLD = b"\xd0\xcf\x11\xe0"


def read_workbook(content: bytes, source: str, framework: Framework, choices: Choices = AS_RECOGNISED) -> Notes:
    """Return the stories of a workbook's sheets. A sheet with our own columns is read field for field, and then no other is.

    Raises InputError for what is no workbook, is beyond what is read, or names no story anywhere.
    """
    return read_sheets(workbook_sheets(content, source), source, framework, choices)


def workbook_sheets(content: bytes, source: str) -> tuple[Sheet, ...]:
    """Return the rows of each sheet that holds any; their lines count on from one sheet to the next. Raises InputError."""
    check_size(content, source)
    _check_parts(content, source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of features that openpyxl leaves out: nothing is written back
            return tuple(_sheets(content, source))
    except InputError:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part leads it to
        raise _unreadable(source) from error


def shown(sheets: tuple[Sheet, ...]) -> str:
    """Return sheets as a text to be looked at beside what was read: the line of each row is the one that findings tell."""
    lines: list[str] = []
    for sheet in sheets:
        for row in sheet.rows:
            lines += [""] * (row.line - len(lines) - 1)
            lines.append("\t".join(" ".join(cell.split()) for cell in row.cells).rstrip("\t"))
    return "\n".join(lines)


def _check_parts(content: bytes, source: str) -> None:
    """Refuse what is no workbook, and one that unpacks to more than is read, before anything is kept of it."""
    try:
        wrong = _wrong_with(content)
    except Exception as error:  # a directory that lies, an unknown packing, a checksum
        raise _unreadable(source) from error
    if wrong:
        raise refuse(source, wrong)


def _wrong_with(content: bytes) -> str:
    """Return why a workbook is not read, `` when nothing is wrong with its parts."""
    if content.startswith(_OLD):
        return _("is an old or a locked workbook; save it as .xlsx without a password, or as .csv")
    with zipfile.ZipFile(BytesIO(content)) as parts:
        found = parts.infolist()
        texts = [part for part in found if not part.filename.lower().startswith(_PICTURES)]
        if any(part.flag_bits & 1 for part in found):
            return _("is locked with a password; save it without one")
        if len(found) > _MOST_PARTS or sum(part.file_size for part in texts) > MAX_UNPACKED:
            sentence = _("unpacks to more than {limit} MB; nothing that large is read: bring it in parts")
            return sentence.format(limit=MAX_UNPACKED // 1024**2)
        return _wrong_in((part.filename.lower(), parts.read(part)) for part in texts)


def _wrong_in(parts: Iterator[tuple[str, bytes]]) -> str:
    """Return what is wrong with the text of the parts: each of its elements costs time and memory, however short it is."""
    left = {True: _MOST_IN_SHEETS, False: _MOST_BESIDE}
    for name, text in parts:
        if b"<!DOCTYPE" in text:
            return _("holds definitions of its own (DOCTYPE), which no spreadsheet program writes")
        is_told = name.startswith(("xl/worksheets/", "xl/sharedstrings"))
        left[is_told] -= text.count(b"<")
        if left[True] < 0:
            return over_cells()
        if left[False] < 0:
            return _("holds more styles and names than are read; copy its cells into a new workbook and bring that")
    return ""


def _unreadable(source: str) -> InputError:
    return refuse(source, _("is no workbook that can be read; save it again as .xlsx, or as .csv"))


def _sheets(content: bytes, source: str) -> Iterator[Sheet]:
    from openpyxl import load_workbook  # 0.2 s that no other kind needs

    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        line = cells = looked = 0
        for sheet in book.worksheets[:_MOST_SHEETS]:
            sheet.reset_dimensions()  # what the file says of its size is not believed
            rows: list[Row] = []
            number = 0
            for number, row in enumerate(sheet.iter_rows(), 1):
                looked += len(row) + 1
                texts = _texts(row)
                cells += len(texts)
                _check_limits(len(rows), len(texts), cells, looked, source)
                if texts:
                    check_text("\n".join(texts), source)
                    rows.append(Row(number, line + number, texts))
            if rows:
                yield Sheet(sheet.title, tuple(rows))
                line += rows[-1].number
    finally:
        book.close()


def _check_limits(rows: int, columns: int, cells: int, looked: int, source: str) -> None:
    if max(rows, columns) > MAX_ITEMS:
        raise refuse(source, over_rows())
    if cells > MAX_CELLS or looked > _MOST_LOOKED_AT:
        raise refuse(source, over_cells())


def _texts(row: tuple[Any, ...]) -> list[str]:
    """Return the cells of a row as texts, without the empty ones at its end."""
    last = max((at for at, cell in enumerate(row, 1) if cell.value is not None), default=0)
    return [_text(cell) for cell in row[:last]] if last else []


def _text(cell: Any) -> str:
    """Return what a cell shows: a whole number without a point, a day as ISO writes it."""
    value: Any = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return unescaped(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _number(value: float, shape: str) -> str:
    if "%" in shape:
        return f"{value * 100:.10g}%"
    return str(int(value)) if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15) else repr(value)
