"""Tables with a row per story: fields, principles and the parts of what happened in columns, or the marks of a matrix."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from storybank.analysis.validity import MAX_ANCHORS
from storybank.exchange.cells import CellError, read_cell, unguarded
from storybank.exchange.columns import Column, Table, cell_at, principle_of
from storybank.exchange.drafts import LIST_FIELDS, Draft
from storybank.exchange.gathering import Gathering
from storybank.exchange.limits import MAX_HEAD
from storybank.exchange.matrices import is_binary, mark_of
from storybank.exchange.naming import is_placeholder
from storybank.exchange.notes import Head, Part
from storybank.exchange.principles import Mention
from storybank.exchange.rows import Row
from storybank.model import STATUSES
from storybank.texts import _

_FEET = frozenset({"best", "depth", "total", "totals", "sum", "count", "coverage", "average", "avg", "mean", "stories"})
_MOST_TAGS = 100
_WORDS = 80  # characters of a title that is made of what is told


@dataclass(slots=True)
class Narrative:
    """What of a row goes to the narrative: texts as they stand, texts with their head, and the parts under their headings."""

    plain: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    def keep(self, head: str, cell: str) -> None:
        """Keep a cell with the head of its column."""
        self.kept.append(f"{' '.join(head.split())[:MAX_HEAD]}: {cell}".lstrip(": "))

    @property
    def text(self) -> str:
        """All of it, with a blank line between one and the next."""
        return "\n\n".join([*self.plain, *self.kept, *self.parts])


@dataclass(frozen=True, slots=True)
class _Rows:
    """A table that is read row by row: where its titles stand, whether its matrix has ones and noughts alone, and the ids that it gives by row.

    `is_by_principle`: what is taken for titles are mostly names of principles.
    """

    table: Table
    title: Column | None
    book: Gathering
    ones: bool
    ids: dict[int, str]
    is_by_principle: bool

    def title_of(self, row: Row) -> str:
        return " ".join(cell_at(row, self.title.at).split()) if self.title else ""

    def says(self, row: Row, *uses: str) -> bool:
        """Say whether a row has a cell in a column of such a use."""
        return any(cell_at(row, column.at) for column in self.table.columns if column.use in uses)


def take_rows(table: Table, book: Gathering) -> None:
    """Make a story of each row of a table; what is none is told."""
    ones = is_binary(cell_at(row, c.at) for c in table.columns if c.use == "mark" for row in table.rows)
    rows = _Rows(table, table.title, book, ones, _own_ids(table), _is_by_principle(table, book))
    _tell_columns(rows)
    group: Mention | None = None
    is_below = False
    for row in table.rows:
        is_foot = _is_foot(rows, row)
        is_below |= is_foot
        if is_foot:
            book.skip(table.sheet, row, _("sums up the rows above"))
        elif is_below and not rows.says(row, "mark"):
            book.skip(table.sheet, row, _("stands below the table"))
        elif row.line in book.choices.begins_none:
            book.heads.append(Head(row.line, 1, rows.title_of(row), begins=False))
            book.skip(table.sheet, row, _("is not to be a story"))
        elif (found := _group(rows, row)) is not None:
            group = found
        elif draft := _draft(rows, row):
            draft.mentions += [group] if group else []
            _take_row(rows, row, draft)


def _is_foot(rows: _Rows, row: Row) -> bool:
    """Say whether a row of a matrix counts what stands above it."""
    names = _FEET | {_("Best").casefold(), _("Depth").casefold()}
    said = next((cell.strip().casefold() for cell in row.cells if cell.strip()), "")
    return rows.table.has_marks and said in names and row.number not in rows.ids


def _draft(rows: _Rows, row: Row) -> Draft | None:
    """Return the draft of a row's story; tell of a row that names none."""
    title = rows.title_of(row)
    called = title or _first_words(rows.table, row)
    is_empty = not rows.says(row, "field", "principles", "mark", "part", "text")
    is_meant = row.number in rows.ids or not (is_placeholder(called) or rows.is_by_principle)
    if not called or (is_empty and not is_meant):
        rows.book.skip(rows.table.sheet, row, _("names no story"))
        return None
    draft = rows.book.draft(called, row.line)
    rows.book.heads.append(Head(row.line, 1, called, begins=True))
    if row.number in rows.ids:
        rows.book.ids[draft] = rows.ids[row.number]
    draft.say("read", row.line, _("story: {text}").format(text=called))
    if not title:
        draft.say("guessed", row.line, _("has no title; “{title}” is how its text begins").format(title=called))
    elif rows.table.is_guessed and (principle := principle_of(title, rows.book.recogniser)):
        draft.mentions.append(Mention(principle, None, None))
    return draft


def _take_row(rows: _Rows, row: Row, draft: Draft) -> None:
    """Put the cells of a row where their columns go."""
    columns = rows.table.columns
    told = Narrative()
    for column in columns:
        if cell := cell_at(row, column.at):
            _take_cell(draft, told, column, cell, row.line, ones=rows.ones)
    for at in range(len(columns), len(row.cells)):
        if cell := cell_at(row, at):
            told.keep("", cell)
            draft.say("kept", row.line, _("stands beyond the last head: {text}").format(text=cell))
    _tell_marks(rows.table, row, draft)
    if text := told.text:
        draft.narrative += ["", *text.split("\n")] if draft.narrative else text.split("\n")


def _take_cell(draft: Draft, told: Narrative, column: Column, cell: str, line: int, *, ones: bool) -> None:
    """Put a cell where its column goes."""
    if column.use == "mark":
        _take_mark(draft, told, column, cell, line, ones=ones)
    elif column.use == "principles":
        _take_principles(draft, told, column, cell, line)
    elif column.use == "part":
        told.parts.append(f"### {column.heading[:MAX_HEAD]}\n\n{cell}")
    elif column.use == "text":
        told.keep(column.head, cell)
    elif column.use == "field" and not _take_field(draft, told, column.field, cell):
        told.keep(column.head, cell)
        draft.say("kept", line, _("not taken as {field}: {text}").format(field=column.field, text=cell))


def _take_mark(draft: Draft, told: Narrative, column: Column, cell: str, line: int, *, ones: bool) -> None:
    mark = mark_of(cell, is_binary=ones)
    if mark is None:
        return
    draft.mentions.append(Mention(column.field, mark.rank, mark.score))
    if mark.words:
        draft.angles.setdefault(column.field, []).append(mark.words)
    if mark.is_odd:
        told.keep(column.head, cell)
        draft.say("kept", line, _("no score from 1 to 4: {head}: {text}").format(head=column.head, text=cell))


def _take_principles(draft: Draft, told: Narrative, column: Column, cell: str, line: int) -> None:
    if not draft.recogniser.may_search(cell):
        told.keep(column.head, cell)
        draft.say("kept", line, _("not looked through for principles: such lines are too long, or too many"))
        return
    found = draft.recogniser.listing(cell, column.rank)
    draft.mentions += found.mentions
    names = ", ".join(mention.principle for mention in found.mentions)
    if found.mentions and not found.rest:
        said = _("principles {names}: {line}")
        draft.say("read", line, said.format(names=names, line=f"{column.head}: {cell}"))
        return
    told.keep(column.head, cell)
    message = _("principles read: {names}; the line stays, for not all of it was understood: {text}")
    draft.say("kept", line, message.format(names=names or _("none"), text=found.rest or cell))


def _take_field(draft: Draft, told: Narrative, name: str, cell: str) -> bool:
    """Put a cell into a field; say whether it fits there."""
    if name == "narrative":
        told.plain.append(cell)
        return True
    if name in LIST_FIELDS:
        return _take_items(draft, name, cell)
    value = _value(name, cell)
    if value is None or draft.values.get(name, value) != value:
        return False
    draft.values[name] = value  # type: ignore[assignment]  # `internal` is the one field that is no text
    return True


def _take_items(draft: Draft, name: str, cell: str) -> bool:
    items = [part.strip() for part in re.split(r"[;\n]" if name == "anchors" else r"[;,\n]", cell) if part.strip()]
    held = draft.lists.setdefault(name, [])
    if len(held) + len(items) > (MAX_ANCHORS if name == "anchors" else _MOST_TAGS):
        return False
    held += [item for item in items if item not in held]
    return True


def _value(name: str, cell: str) -> str | bool | None:
    """Return what a cell says of a field, None where it cannot be that."""
    if name == "internal":
        try:
            return bool(read_cell(bool, cell))
        except CellError:
            return None
    if name == "status":
        return cell.casefold() if cell.casefold() in STATUSES else None
    return cell


def _is_by_principle(table: Table, book: Gathering) -> bool:
    """Say whether the guessed title column holds principles, so that each row tells of one."""
    if not table.is_guessed or table.title is None:
        return False
    cells = [cell for row in table.rows if (cell := cell_at(row, table.title.at))]
    return sum(principle_of(cell, book.recogniser) is not None for cell in cells) * 2 > len(cells)


def _group(rows: _Rows, row: Row) -> Mention | None:
    """Return the principle that a row is the heading of: it stands alone, above the stories that show it."""
    table, book = rows.table, rows.book
    if table.has_marks or rows.is_by_principle or len(table.columns) < 3:
        return None
    said = [cell.strip() for cell in row.cells if cell.strip()]
    if len(set(said)) != 1 or (principle := principle_of(said[0], book.recogniser)) is None:
        return None
    told = _("{place}: the rows below are about {principle}: {text}")
    place = table.sheet.place(row.number)
    book.say("read", row.line, told.format(place=place, principle=principle, text=said[0]))
    return Mention(principle, None, None)


def _first_words(table: Table, row: Row) -> str:
    """Return how the text of a row begins, `` where it tells nothing."""
    for column in table.columns:
        told = column.use == "part" or (column.use == "field" and column.field in ("narrative", "hook"))
        cell = cell_at(row, column.at) if told else ""
        if first := re.split(r"(?<=[.!?])\s|\n", cell, maxsplit=1)[0].strip() if cell else "":
            return first if len(first) <= _WORDS else f"{first[:_WORDS].rsplit(' ', 1)[0]}…"
    return ""


def _own_ids(table: Table) -> dict[int, str]:
    """Return the ids of the rows by their numbers, where the table has our own columns and each row another."""
    column = next((column for column in table.columns if column.use == "number"), None)
    if column is None or column.head != "id" or table.title is None or table.title.head != "title":
        return {}
    ids = {row.number: unguarded(row.cells[column.at]) for row in table.rows if cell_at(row, column.at)}
    return ids if len(set(ids.values())) == len(ids) else {}


def _tell_columns(rows: _Rows) -> None:
    """Tell of the columns that go nowhere by themselves, and of the title where it is a guess."""
    table, book = rows.table, rows.book
    line, place = table.head.line, table.sheet.place(table.head.number)
    if rows.title is None:
        said = _("{place}: no column is called title; the stories are called as their text begins")
        book.say("guessed", line, said.format(place=place))
    elif table.is_guessed:
        said = _("{place}: no column is called title; “{name}” is taken for it")
        book.say("guessed", line, said.format(place=place, name=rows.title.head))
    kept = _("column “{name}” is no field of ours; its cells stand in the narrative")
    for column in table.columns:
        if column.use == "text" and column.head and any(cell_at(row, column.at) for row in table.rows):
            book.say("kept", line, kept.format(name=column.head))
    for column in (column for column in table.columns if column.use == "number" and not rows.ids):
        said = _("column “{name}” only numbers the rows: {text}")
        cells = ", ".join(cell for row in table.rows if (cell := cell_at(row, column.at)))
        book.say("skipped", line, said.format(name=column.head, text=cells))
    book.parts += _parts(table)


def _parts(table: Table) -> Iterator[Part]:
    for column in table.columns:
        if column.head and column.use != "number":
            count = sum(bool(cell_at(row, column.at)) for row in table.rows)
            yield Part(column.head, count, column.target)


def _tell_marks(table: Table, row: Row, draft: Draft) -> None:
    """Tell what a row of a matrix says, cell by cell."""
    said = [
        f"{column.head}: {cell}"
        for column in table.columns
        if column.use == "mark" and (cell := cell_at(row, column.at))
    ]
    if said:
        draft.say("read", row.line, _("marks: {text}").format(text="; ".join(said)))
