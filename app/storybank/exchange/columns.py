"""What the columns of somebody's table are about, told by their heads and, where these leave it open, by the cells below."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from storybank.exchange.cells import unguarded
from storybank.exchange.drafts import LIST_FIELDS, SECTIONS, TEXT_FIELDS
from storybank.exchange.labels import may_name_principles, principles_rank
from storybank.exchange.limits import MAX_HEADING
from storybank.exchange.matrices import is_mark
from storybank.exchange.naming import names, star_part
from storybank.exchange.principles import Recogniser
from storybank.exchange.rows import Row, Sheet, field_of, is_head
from storybank.model import Rank

Use = Literal["title", "field", "principles", "mark", "part", "text", "number"]
"""A story's title or another field; a list of principles; the marks of one principle; a part told under a heading; anything else; a mere number."""

_TITLES = (
    "title", "story title", "story name", "name of story", "story headline", "headline",
    "story", "stories", "my story", "project", "project name", "name", "example", "scenario",
    "experience", "accomplishment", "achievement", "story used", "primary story", "best story",
)  # fmt: skip
_IDS = frozenset(
    {"id", "#", "no", "no.", "nr", "nr.", "story id", "story #", "story no", "story number", "ref", "number", "№"}
)
_LP = re.compile(
    r"(?:(?P<rank>primary|main|secondary|supporting|other|additional|backup|also)\b.*\b)?(?:lps?|principles?|competenc(?:y|ies))"
    r"(?:\s*\(s\)|\s*[#№]?\s*\d{1,2})?|(?:lps?|principles?)\b.*"
)
_LETTERS: Mapping[str, str] = {
    "s": "Situation",
    "t": "Task",
    "a": "Action",
    "r": "Result",
    "c": "Context",
    "l": "Learning",
}
_WITHIN = 8  # rows in which the heads stand
_LOOKED_AT = 50  # cells of a column, to tell whether they name principles
_LONG = 160  # characters beyond which a cell is no title
_ANYWAY = 2  # principles among the heads that make a matrix


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its place, its head as written, its use, and what the use needs: a field's name, a principle's id, the rank that the head states."""

    at: int
    head: str
    use: Use
    field: str = ""
    rank: Rank | None = None

    @property
    def target(self) -> str:
        """The field of a story that the cells go to, `` for the narrative."""
        named = {"title": "title", "principles": "principles", "mark": "principles", "field": self.field}
        return named.get(self.use, "")

    @property
    def heading(self) -> str:
        """What a part is headed in the narrative; a letter is written out."""
        plain = " ".join(self.head.split()).strip(" :*_#")
        return _LETTERS.get(plain.casefold(), plain)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose heads are found: the row that holds them, the rows above and below, and the columns. `is_guessed`: no head names the title."""

    sheet: Sheet
    head: Row
    above: tuple[Row, ...]
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    is_guessed: bool = False

    @property
    def title(self) -> Column | None:
        """The column with the titles."""
        return next((column for column in self.columns if column.use == "title"), None)

    @property
    def can_name(self) -> bool:
        """Whether a story of it has a name: its title, or how its text begins."""
        return self.title is not None or any(column.use == "part" for column in self.columns)

    @property
    def has_marks(self) -> bool:
        """Whether it is a matrix."""
        return any(column.use == "mark" for column in self.columns)

    @property
    def evidence(self) -> int:
        """How many columns beside the title say something of a story."""
        return sum(column.use in ("principles", "mark", "part", "field") for column in self.columns)


def cell_at(row: Row, at: int) -> str:
    """Return a cell without the guard before formulas and without space around it, `` where the row ends before."""
    return unguarded(row.cells[at]).strip().replace("\r\n", "\n").replace("\r", "\n") if at < len(row.cells) else ""


def table_of(sheet: Sheet, recogniser: Recogniser, fields: Mapping[str, str]) -> Table:
    """Return a sheet (of one row at least) with the use of each column; `fields` are the user's own words for some heads."""
    place = _heads_at(sheet, recogniser)
    head, rows = sheet.rows[place], sheet.rows[place + 1 :]
    columns = [
        _column(at, cell_at(head, at), [cell_at(row, at) for row in rows], recogniser, fields)
        for at in range(len(head.cells))
    ]
    columns = _once(_marks_told_by_their_like(columns, rows))
    titled, is_guessed = _with_title(columns, rows)
    return Table(sheet, head, sheet.rows[:place], rows, tuple(titled), is_guessed)


def principle_of(text: str, recogniser: Recogniser) -> str | None:
    """Return the one principle that a head or cell names and says nothing besides, None for none."""
    if not text or len(text) > MAX_HEADING // 10 or not recogniser.may_search(text):
        return None
    found = recogniser.named(text)
    return found.mentions[0].principle if len(found.mentions) == 1 and not found.rest else None


def _heads_at(sheet: Sheet, recogniser: Recogniser) -> int:
    """Return which row holds the heads: the first of those with the most words that stand above columns."""
    first = sheet.rows[:_WITHIN]
    counts = [
        sum(is_head(cell) or bool(principle_of(cell.strip(), recogniser)) for cell in row.cells[:100]) for row in first
    ]
    most = max(counts, default=0)
    at = counts.index(most) if most > 1 else 0
    return at if most > 2 * counts[0] or not counts[0] else 0


def _column(at: int, head: str, cells: list[str], recogniser: Recogniser, fields: Mapping[str, str]) -> Column:
    name = " ".join(head.replace("_", " ").split()).casefold().strip(" :*") if len(head) <= MAX_HEADING else ""
    for said in (head, head.strip().casefold(), name):
        if said in fields:
            return _chosen(at, head, name, fields[said])
    if name in _IDS:
        return Column(at, head, "number", "id")
    if principle := _marked(head, cells, recogniser):
        return Column(at, head, "mark", principle)
    if _LP.fullmatch(name) or principles_rank(name) is not None:
        return _of_principles(at, head, name, cells, recogniser)
    field = field_of(head) or next((SECTIONS[one] for one in names(name) if one in SECTIONS), "")
    if field in ("status", "internal", "narrative", *TEXT_FIELDS, *LIST_FIELDS):
        return Column(at, head, "field", field)
    part: Use = "part" if name and star_part(name) else "text"
    return Column(at, head, "principles" if part == "text" and name and _are_principles(cells, recogniser) else part)


def _are_principles(cells: list[str], recogniser: Recogniser) -> bool:
    """Say whether cells hold nothing but principles, whatever stands above them (“Best for”)."""
    some = [cell for cell in cells if cell][:_LOOKED_AT]
    return bool(some) and all(
        recogniser.may_search(cell) and (found := recogniser.named(cell)).mentions and not found.rest for cell in some
    )


def _marked(head: str, cells: list[str], recogniser: Recogniser) -> str | None:
    """Return the principle whose marks stand below a head. Below a short name, “Action”, they say that no part of a story is meant."""
    principle = principle_of(head, recogniser)
    if principle is not None or not any(cells) or not all(map(is_mark, cells)) or not recogniser.may_search(head):
        return principle
    short = recogniser.listing(head)
    return short.mentions[0].principle if len(short.mentions) == 1 and not short.rest else None


def _of_principles(at: int, head: str, name: str, cells: list[str], recogniser: Recogniser) -> Column:
    """Return a column of principles; “Skills” or “Primary” are one only where cells name some."""
    if may_name_principles(name) and not any(
        recogniser.may_search(cell) and recogniser.listing(cell).mentions for cell in cells[:_LOOKED_AT] if cell
    ):
        return Column(at, head, "field", "tags") if name == "tags" else Column(at, head, "text")
    match = _LP.fullmatch(name)
    said = (match["rank"] if match else None) or principles_rank(name) or ""
    rank: Rank | None = None if not said else "primary" if said in ("primary", "main") else "secondary"
    return Column(at, head, "principles", "", rank)


def _chosen(at: int, head: str, name: str, field: str) -> Column:
    if field in ("title", "principles"):
        said = _LP.fullmatch(name)
        word = (said["rank"] if said else None) or ""
        rank: Rank | None = None if not word else "primary" if word in ("primary", "main") else "secondary"
        return Column(at, head, field, "chosen", rank if field == "principles" else None)
    if not field:
        return Column(at, head, "part" if name and star_part(name) else "text", "chosen")
    return Column(at, head, "field", field)


def _marks_told_by_their_like(columns: list[Column], rows: tuple[Row, ...]) -> list[Column]:
    """Take a lone principle above free text for what it is, a remark, unless it stands in a matrix."""
    marks = [column for column in columns if column.use == "mark"]
    if len(marks) >= _ANYWAY or all(is_mark(cell_at(row, column.at)) for column in marks for row in rows):
        return columns
    return [replace(column, use="text", field="") if column.use == "mark" else column for column in columns]


def _once(columns: list[Column]) -> list[Column]:
    """Leave a field of one text to the first column that is about it."""
    taken: set[str] = set()
    found: list[Column] = []
    for column in columns:
        if column.use == "field" and column.field != "narrative" and column.field not in LIST_FIELDS:
            found.append(column if column.field not in taken else replace(column, use="text", field=""))
            taken.add(column.field)
        else:
            found.append(column)
    return found


def _with_title(columns: list[Column], rows: tuple[Row, ...]) -> tuple[list[Column], bool]:
    """Return the columns with one for the title, and whether that is a guess; without one where nothing fits."""
    chosen = [column for column in columns if column.use == "title"]
    if chosen:
        first = chosen[0]
        return [replace(c, use="text") if c.use == "title" and c is not first else c for c in columns], False
    called = [_plain(column.head) for column in columns]  # once: there may be thousands of long ones
    for name in _TITLES:
        for column, plain in zip(columns, called, strict=True):
            may_be = column.use in ("text", "field", "principles") and column.field != "chosen"
            if may_be and plain == name and (name == "title" or _is_short(column, rows)):
                return [replace(c, use="title") if c is column else c for c in columns], False
    for use, field in (("text", ""), ("field", "hook"), ("principles", ""), ("field", "")):
        for column in columns:
            if (
                column.use == use
                and field in ("", column.field)
                and column.field != "chosen"
                and _may_name(column, rows)
            ):
                return [replace(c, use="title") if c is column else c for c in columns], True
    return columns, True


def _plain(head: str) -> str:
    return " ".join(head[:MAX_HEADING].replace("_", " ").split()).casefold().strip(" :*#")


def _is_short(column: Column, rows: tuple[Row, ...]) -> bool:
    cells = [cell for row in rows if (cell := cell_at(row, column.at))]
    return sum(len(cell) <= _LONG for cell in cells) * 2 >= len(cells)


def _may_name(column: Column, rows: tuple[Row, ...]) -> bool:
    """Say whether the cells of a column may be titles: words, short, in most rows, and each another."""
    cells = [cell for row in rows if (cell := cell_at(row, column.at))]
    return (
        bool(cells)
        and len(cells) * 2 >= len(rows)
        and len(set(cells)) == len(cells)
        and all(len(cell) <= _LONG and "\n" not in cell and re.search(r"[^\W\d_]{2}", cell) for cell in cells)
        and column.field not in ("period", "role", "employer", "status", "internal", "tags", "anchors", "narrative")
    )
