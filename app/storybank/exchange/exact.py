"""A table with our own columns, as `bank_to_csv` writes it: read field for field, and what is wrong is told by row and column."""

import re
from typing import Any

from storybank.analysis.validity import Problem, story_problems
from storybank.exchange.cells import CellError, read_cell, unguarded
from storybank.exchange.errors import InputError
from storybank.exchange.limits import MAX_HEAD
from storybank.exchange.notes import Finding, Ids, Notes
from storybank.exchange.rows import Row, Sheet, field_of
from storybank.exchange.shape import Reading, absent, covers, fields_of, is_required
from storybank.model import Framework, Story
from storybank.texts import _

_OURS = 8  # of our names above the columns: nobody writes so many by chance
_RECORDS = ("principles", "customers", "signals", "figures")
_NOTATION = re.compile(r"\| \w+: ?|\n {2}\w+: ")


def is_exact(sheet: Sheet) -> bool:
    """Say whether a table is one of ours: all heads are our names to the letter (or eight of them), and records stand in our notation."""
    heads = [head.removeprefix("\ufeff") for head in sheet.rows[0].cells] if sheet.rows else []
    ours = [head for head in heads if head in fields_of(Story)]
    if "title" not in ours:
        return False
    if len(set(ours)) >= _OURS:
        return True
    if len(ours) < sum(bool(head.strip()) for head in heads):
        return False
    places = [at for at, head in enumerate(heads) if head in _RECORDS]
    said = [cell for row in sheet.rows[1:] for at in places for cell in row.cells[at : at + 1] if cell.strip()]
    return not said or any(_NOTATION.search(cell[:1000]) for cell in said)


def read_exact(sheet: Sheet, source: str, framework: Framework) -> Notes:
    """Return the stories of a table of ours. A column of no field is told and kept in the narrative. Raises InputError."""
    heads = sheet.rows[0].cells
    columns = [field_of(head) for head in heads]
    problems = [
        Problem(sheet.place(sheet.rows[0].number, name), _("stands twice"))
        for name in dict.fromkeys(columns)
        if name and columns.count(name) > 1
    ]
    kept = _("column “{name}” is no field of ours; its cells stand in the narrative")
    findings = [
        Finding("kept", sheet.rows[0].line, kept.format(name=head))
        for head, name in zip(heads, columns, strict=True)
        if not name and head.strip()
    ]
    stories = _stories(sheet, columns, framework, problems)
    findings += [Finding("read", row.line, _("story: {text}").format(text=story.title)) for row, story in stories]
    if problems:
        raise InputError(source, problems)
    return Notes(
        tuple(story for _row_, story in stories),
        tuple(findings),
        shape=_("a table of ours, field for field"),
        lines=tuple((row.line,) for row, _story_ in stories),
    )


def _stories(
    sheet: Sheet, columns: list[str], framework: Framework, problems: list[Problem]
) -> list[tuple[Row, Story]]:
    """Return the story of each row below the heads; what is wrong with them joins the problems."""
    stories: list[tuple[Row, Story]] = []
    taken: set[str] = set()
    reading = Reading()
    rows = sheet.rows[1:]
    at = columns.index("id") if "id" in columns else len(columns)
    ids = Ids(unguarded(cell) for row in rows for cell in row.cells[at : at + 1])
    for row in rows:
        data = _data(sheet, row, columns, problems)
        data["id"] = data.get("id") or ids.claim(str(data.get("title", "")))
        story = _story(data, sheet, row, framework, reading, problems)
        if reading.is_full:
            break
        if story.id in taken:
            problems.append(Problem(sheet.place(row.number, "id"), _("stands in a row above too")))
        taken.add(story.id)
        stories.append((row, story))
    return stories


def _data(sheet: Sheet, row: Row, columns: list[str], problems: list[Problem]) -> dict[str, Any]:
    """Return a row's plain data. What stands in columns of no field is put after the narrative."""
    kinds = fields_of(Story)
    data: dict[str, Any] = {}
    extra: list[str] = []
    if any(cell.strip() for cell in row.cells[len(columns) :]):
        message = _("has {found} cells, but there are {count} columns").format(found=len(row.cells), count=len(columns))
        problems.append(Problem(sheet.place(row.number), message))
    for head, name, written in zip(sheet.rows[0].cells, columns, row.cells, strict=False):
        cell = unguarded(written)
        if not name:
            extra += [f"{head.strip()[:MAX_HEAD]}: {cell}".lstrip(": ")] if cell.strip() else []
            continue
        try:
            value = read_cell(kinds[name], cell)
        except CellError as error:
            problems.append(Problem(sheet.place(row.number, name), str(error)))
            continue
        if value != "" or is_required(Story, name) or absent(Story, name) == "":
            data[name] = value
    if extra:
        data["narrative"] = "\n\n".join(filter(None, [data.get("narrative", ""), *extra]))
    return data


def _story(
    data: dict[str, Any], sheet: Sheet, row: Row, framework: Framework, reading: Reading, problems: list[Problem]
) -> Story:
    """Return a row's story; the whole table is one reading, for its limits are those of a source."""
    before = len(reading.problems)
    story: Story = reading.value(Story, data, "")
    found = reading.problems[before:]
    told = {problem.path for problem in found}
    found += [problem for problem in story_problems(story, framework) if not covers(told, problem.path)]
    problems += [Problem(sheet.place(row.number, problem.path), problem.message) for problem in found]
    return story
