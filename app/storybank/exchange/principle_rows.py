"""Tables with a row per principle: its stories named beside it (primary, backup, talking points), or the matrix the other way round."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from storybank.exchange.columns import Table, cell_at, principle_of
from storybank.exchange.drafts import Draft
from storybank.exchange.gathering import Gathering, quoted
from storybank.exchange.matrices import mark_of
from storybank.exchange.naming import is_placeholder
from storybank.exchange.notes import Part
from storybank.exchange.principles import Mention, Recogniser
from storybank.exchange.rows import Row, Sheet
from storybank.model import Rank
from storybank.texts import _

_MOST = 0.6  # of the first column's cells name a principle
_LOOKED_AT = 50  # of these cells
_NAMED = re.compile(
    r"(?:(?P<before>primary|main|best|first|1st|go-to|secondary|backup|back-up|alternate|alternative|other|second|2nd|third|3rd|additional)\s+)?"
    r"(?:star\s+)?(?:story|stories|examples?)(?:\s+(?:title|name))?\s*(?:[#(]?(?P<number>[1-9])\)?)?"
    r"(?:\s*\(?(?P<after>primary|main|secondary|backup)\)?)?"
    r"|(?P<alone>primary|main|secondary|backup|back-up)"
)
_FIRST = frozenset({"primary", "main", "best", "first", "1st", "go-to", "1"})


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the principles stand, where stories are named and with which rank, and where else something is said."""

    principle: int
    stories: tuple[tuple[int, Rank | None], ...]
    more: tuple[int, ...]


def transposed(table: Table, recogniser: Recogniser) -> Sheet | None:
    """Return a matrix principle × story with a row per story, None where a table is none."""
    first = _principles_at(table, recogniser)
    if first is None or table.has_marks:
        return None
    stories = [column for column in table.columns if column.at != first and column.head]
    if not _are_marks(cell_at(row, column.at) for row in table.rows for column in stories):
        return None
    number, line = table.head.number, table.head.line
    heads = Row(number, line, ["Title", *(cell_at(row, first) for row in table.rows)])
    rows = [Row(number, line, [c.head, *(cell_at(row, c.at) for row in table.rows)]) for c in stories]
    return Sheet(table.sheet.name, (heads, *rows))


def take_principles(table: Table, book: Gathering) -> bool:
    """Take a table that names the stories of each principle; say whether it is one."""
    places = _places(table, book.recogniser)
    if places is None:
        return False
    book.shapes.append(_("a row per principle, with the stories that show it"))
    book.parts += _parts(table, places)
    above: str | None = None
    for row in table.rows:
        said = cell_at(row, places.principle)
        above = principle_of(said, book.recogniser) if said else above
        _take_row(table, row, places, above, book)
    return True


def _take_row(table: Table, row: Row, places: _Places, principle: str | None, book: Gathering) -> None:
    """Tag the stories that a row names; what it says besides becomes the angle of the first of them."""
    told: list[tuple[Rank | None, str]] = [
        (rank, title) for at, rank in places.stories for title in _titles(cell_at(row, at))
    ]
    if not told:
        book.skip(table.sheet, row, _("no story is named"))
        return
    text = _("{place}: {text}").format(place=table.sheet.place(row.number), text=quoted(row))
    book.say("read", row.line, text)
    drafts: list[tuple[Rank | None, Draft]] = [
        (rank, book.draft(title, row.line, is_named_again=True)) for rank, title in told
    ]
    unknown = cell_at(row, places.principle)
    for rank, draft in drafts:
        if principle is not None:
            draft.mentions.append(Mention(principle, rank, None))
        elif unknown:
            draft.narrative += [*([""] if draft.narrative else []), f"{table.head.cells[places.principle]}: {unknown}"]
            draft.say("kept", row.line, _("no principle of the framework: {text}").format(text=unknown))
    lead = next((draft for rank, draft in drafts if rank == "primary"), drafts[0][1])
    for at in [*places.more, *range(len(table.columns), len(row.cells))]:
        if cell := cell_at(row, at):
            head = table.columns[at].head if len(places.more) > 1 and at < len(table.columns) else ""
            said = f"{head}: {cell}".removeprefix(": ")
            if principle is not None:
                lead.angles.setdefault(principle, []).append(said)
            else:
                lead.narrative += ["", said]


def _places(table: Table, recogniser: Recogniser) -> _Places | None:
    first = _principles_at(table, recogniser)
    if first is None or table.has_marks or any(column.use == "part" for column in table.columns):
        return None
    named = [(column.at, match) for column in table.columns if column.at != first and (match := _named(column.head))]
    titles = [title for row in table.rows for at, _match in named for title in _titles(cell_at(row, at))]
    if _are_marks(cell_at(row, at) for row in table.rows for at, _match in named):
        return None
    if not named or (len(named) == 1 and len(set(titles)) == len(titles)):
        return None  # one story each: a row per story says as much
    stories: tuple[tuple[int, Rank | None], ...] = tuple((at, _rank(match, len(named))) for at, match in named)
    taken = {first, *(at for at, _rank_ in stories)}
    return _Places(first, stories, tuple(column.at for column in table.columns if column.at not in taken))


def _principles_at(table: Table, recogniser: Recogniser) -> int | None:
    """Return the first column when its cells are principles."""
    first = next((column.at for column in table.columns if column.use != "number"), None)
    if first is None:
        return None
    cells = [cell for row in table.rows if (cell := cell_at(row, first))][:_LOOKED_AT]
    found = [principle for cell in cells if (principle := principle_of(cell, recogniser))]
    return first if len(set(found)) > 1 and len(found) >= _MOST * len(cells) else None


def _are_marks(cells: Iterable[str]) -> bool:
    """Say whether cells are those of a matrix, and not titles: half of those that say anything tick it."""
    said = [mark for cell in cells if (mark := mark_of(cell)) is not None]
    return bool(said) and sum(not mark.words for mark in said) * 2 >= len(said)


def _named(head: str) -> re.Match[str] | None:
    return _NAMED.fullmatch(" ".join(head.split()).casefold()) if len(head) <= 80 else None


def _rank(match: re.Match[str], count: int) -> Rank | None:
    said = match["before"] or match["after"] or match["alone"] or match["number"]
    if said:
        return "primary" if said in _FIRST else "secondary"
    return "primary" if count > 1 else None  # “Story | Backup story”


def _titles(cell: str) -> Iterator[str]:
    """Yield the stories that a cell names, one per line or between semicolons."""
    for part in re.split(r"[;\n]", cell):
        title = " ".join(part.split()).strip("•*- ")
        if title and not is_placeholder(title) and any(char.isalnum() for char in title):
            yield title


def _parts(table: Table, places: _Places) -> Iterator[Part]:
    stories = {at for at, _rank_ in places.stories}
    for column in table.columns:
        if column.head:
            count = sum(bool(cell_at(row, column.at)) for row in table.rows)
            yield Part(column.head, count, "title" if column.at in stories else "principles")
