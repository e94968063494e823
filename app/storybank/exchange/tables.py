"""Tables: a row per story with all of its fields (reads back), and the matrix story × principle (for people).

Cells that hold lists are written as `cells` has it. A cell that a spreadsheet could take for a formula gets a leading `'`, which reading takes off.
"""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from storybank.analysis.coverage import Cell, coverage
from storybank.analysis.validity import Problem, story_problems
from storybank.exchange.cells import CellError, guarded, read_cell, unguarded, write_cell
from storybank.exchange.errors import InputError, refuse
from storybank.exchange.labels import LABELS
from storybank.exchange.limits import MAX_BYTES, MAX_CELLS, MAX_HEAD, MAX_HEADING, MAX_ITEMS, over_cells, over_rows
from storybank.exchange.notes import Finding, Ids, Notes
from storybank.exchange.shape import Reading, absent, covers, fields_of, is_required
from storybank.exchange.source import check_text
from storybank.model import Bank, Framework, Story
from storybank.texts import _, plain_score

_DELIMITERS = ",;\t"


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


def read_csv(text: str, source: str, framework: Framework) -> Notes:
    """Return the stories of a table with a row per story and names of our fields at the top, in any order, some of them missing.

    Separated by commas, semicolons or tabs. A column of no field of ours is told and kept in the narrative. Raises InputError, by row and column.
    """
    check_text(text, source)
    rows = _rows(text.removeprefix("\ufeff"), source)
    columns = [_field(head) for head in rows[0][1]] if rows else []
    if "title" not in columns:
        raise refuse(
            source,
            _("needs a column “title”; the columns are {names}").format(names=", ".join(fields_of(Story))),
            _("row 1"),
        )
    problems = [
        Problem(_("row 1, {column}").format(column=name), _("stands twice"))
        for name in set(columns)
        if name and columns.count(name) > 1
    ]
    findings = [
        Finding("kept", 1, _("column “{name}” is no field of ours; its cells stand in the narrative").format(name=head))
        for head, name in zip(rows[0][1], columns, strict=True)
        if not name and head.strip()
    ]
    stories = _stories(rows, columns, framework, problems)
    findings += [Finding("read", number, _("story: {text}").format(text=story.title)) for number, story in stories]
    if problems:
        raise InputError(source, problems)
    return Notes(tuple(story for _number, story in stories), tuple(findings))


def _stories(
    rows: list[tuple[int, list[str]]], columns: list[str], framework: Framework, problems: list[Problem]
) -> list[tuple[int, Story]]:
    """Return the story of each row below the heads, with the row's number; what is wrong with them joins the problems."""
    stories: list[tuple[int, Story]] = []
    taken: set[str] = set()
    reading = Reading()
    at = columns.index("id") if "id" in columns else len(columns)
    ids = Ids(unguarded(cell) for _number, cells in rows[1:] for cell in cells[at : at + 1])
    for number, cells in rows[1:]:
        data = _row(number, cells, rows[0][1], columns, problems)
        data["id"] = data.get("id") or ids.claim(str(data.get("title", "")))
        story = _story(data, number, framework, reading, problems)
        if reading.is_full:
            break
        if story.id in taken:
            problems.append(Problem(_("row {row}, id").format(row=number), _("stands in a row above too")))
        taken.add(story.id)
        stories.append((number, story))
    return stories


def _row(
    number: int, cells: list[str], heads: list[str], columns: list[str], problems: list[Problem]
) -> dict[str, Any]:
    """Return a row's plain data. What stands in columns of no field is put after the narrative."""
    kinds = fields_of(Story)
    data: dict[str, Any] = {}
    extra: list[str] = []
    if len(cells) > len(columns):
        message = _("has {found} cells, but there are {count} columns").format(found=len(cells), count=len(columns))
        problems.append(Problem(_("row {row}").format(row=number), message))
    for head, name, written in zip(heads, columns, cells, strict=False):
        cell = unguarded(written)
        if not name:
            extra += [f"{head.strip()[:MAX_HEAD]}: {cell}".lstrip(": ")] if cell.strip() else []
            continue
        try:
            value = read_cell(kinds[name], cell)
        except CellError as error:
            problems.append(Problem(_("row {row}, {column}").format(row=number, column=name), str(error)))
            continue
        if value != "" or is_required(Story, name) or absent(Story, name) == "":
            data[name] = value
    if extra:
        data["narrative"] = "\n\n".join(filter(None, [data.get("narrative", ""), *extra]))
    return data


def _story(data: dict[str, Any], number: int, framework: Framework, reading: Reading, problems: list[Problem]) -> Story:
    """Return a row's story; the whole table is one reading, for its limits are those of a source."""
    before = len(reading.problems)
    story: Story = reading.value(Story, data, "")
    found = reading.problems[before:]
    told = {problem.path for problem in found}
    found += [problem for problem in story_problems(story, framework) if not covers(told, problem.path)]
    place, whole = _("row {row}, {column}"), _("row {row}")
    problems += [
        Problem((place if problem.path else whole).format(row=number, column=problem.path), problem.message)
        for problem in found
    ]
    return story


def _field(head: str) -> str:
    """Return the field that a column is about, or nothing."""
    if len(head) > MAX_HEADING:
        return ""
    name = " ".join(head.replace("_", " ").split()).casefold()
    field = name.replace("-", " ").replace(" ", "_")
    return field if field in fields_of(Story) else LABELS.get(name, "")


def _mark(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return f"{'P' if cell.is_primary else 'S'} {'' if cell.score is None else plain_score(cell.score)}".rstrip()


def _written(rows: list[list[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue()


def _rows(text: str, source: str) -> list[tuple[int, list[str]]]:
    """Return the rows that hold something, with the number that a spreadsheet gives them; the delimiter is the one that finds most of our columns."""
    with _wide_fields():
        heads = {mark: next(csv.reader(io.StringIO(text, newline=""), delimiter=mark), []) for mark in _DELIMITERS}
        if max(map(len, heads.values())) > MAX_ITEMS:
            raise refuse(source, over_rows())
        best = max(_DELIMITERS, key=lambda mark: sum(bool(_field(head)) for head in heads[mark]))
        rows = _within_limits(csv.reader(io.StringIO(text, newline=""), delimiter=best, strict=True), source)
        return [(number, row) for number, row in rows if any(cell.strip() for cell in row)]


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
