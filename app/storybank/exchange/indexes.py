"""Lists of stories in notes: a table (ID | Title | Primary Skill | …) or bullets (“Title – dive deep, frugality”), with the texts elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from storybank.exchange.labels import may_name_principles, principles_rank
from storybank.exchange.limits import MAX_HEADING, MAX_ITEMS
from storybank.exchange.naming import told_title
from storybank.exchange.outline import Line
from storybank.exchange.principles import Mention, Recogniser

_ROW = re.compile(r"^\s{0,3}\|?(.*\|.*?)\|?\s*$")
_RULE = re.compile(r"^\s{0,3}\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_CELL = re.compile(r"(?<!\\)\|")
_TITLES = (
    "title",
    "story title",
    "story",
    "primary story",
    "best story",
    "story name",
    "name",
    "project",
    "example",
    "scenario",
    "situation",
)
_IDS = ("id", "#", "no", "no.", "nr", "story id", "story #", "ref", "number")
_BULLET = re.compile(r"^\s{0,3}(?:[-*+•]|\d{1,3}[.)])\s+(?P<rest>\S.*)$")
_TAIL = re.compile(r"^(?P<title>.+?)\s*(?:\s[–—-]\s|:\s+|\s\|\s|\s→\s|\((?=[^()]*\)\s*$))(?P<tail>.+?)\)?\s*$")
_REMARK = re.compile(r"\s*\(([^()]*)\)\s*\.?$")
_NUMBER = re.compile(r"\d{1,3}$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A story that a list names: the line, its id there, its title, the principles stated, and what else is said of it, each with its name.

    `is_of_principle`: the list is one of principles that names a story for each, so that it tells of stories but is none of them.
    """

    line: int
    id: str
    title: str
    mentions: tuple[Mention, ...]
    more: tuple[tuple[str, str], ...]
    text: str
    is_of_principle: bool = False

    def likeness(self, title: str) -> float:
        """Return how like a title is, from 0 to 100: words in any order, and one may have more of them."""
        from rapidfuzz import fuzz, utils  # only where there is a list

        return fuzz.token_set_ratio(title, self.title, processor=utils.default_process)

    def names(self, heading: str) -> bool:
        """Say whether a heading is that of this story: by its title, or by its id at the beginning."""
        return self.is_called(heading) or self.has_id(heading)

    def is_called(self, heading: str) -> bool:
        """Say whether a heading is the title, in letters of any size."""
        told = told_title(heading).casefold()
        title = self.title.casefold()
        return bool(told) and (told == title or _bare(told) == _bare(title) != "")

    def rest_of(self, heading: str) -> str:
        """Return what a heading calls the story besides its id."""
        match = self._id_pattern().match(" ".join(heading.split()).strip("*_ ")) if self.id else None
        return told_title(heading[match.end() :]) if match else told_title(heading)

    def has_id(self, heading: str) -> bool:
        """Say whether a heading begins with the id of this story."""
        return bool(self.id) and bool(self._id_pattern().match(" ".join(heading.split()).strip("*_ ")))

    def _id_pattern(self) -> re.Pattern[str]:
        words = r"(?:story|example|star)?\s*#?\s*" if _NUMBER.match(self.id) else r"(?:story\s+)?[(\[]?"
        return re.compile(
            rf"{words}0*{re.escape(self.id.lstrip('0#') or self.id)}[)\]]?(?:\s*[:.)–—|-]\s*|\s+|$)", re.IGNORECASE
        )


@dataclass(frozen=True, slots=True)
class Index:
    """A list of stories, and the lines that it takes."""

    entries: tuple[Entry, ...]
    lines: frozenset[int] = field(default_factory=frozenset)


def indexes(lines: list[Line], recogniser: Recogniser) -> list[Index]:
    """Return the lists of stories in notes, from top to bottom."""
    return [*_tables(lines, recogniser), *_bullets(lines, recogniser)]


def _tables(lines: list[Line], recogniser: Recogniser) -> Iterator[Index]:
    at = 0
    while at + 1 < len(lines):
        head, rule = lines[at], lines[at + 1]
        if head.is_code or "|" not in head.text or not _RULE.match(rule.text) or len(head.text) > MAX_HEADING:
            at += 1
            continue
        end = at + 2
        while end < len(lines) and "|" in lines[end].text and not lines[end].is_code and not lines[end].level:
            end += 1
        index = _table(_cells(head.text), lines[at + 2 : end][:MAX_ITEMS], recogniser)
        if index:
            yield Index(tuple(index), frozenset(line.number for line in lines[at:end]))
        at = end


def _table(heads: list[str], rows: list[Line], recogniser: Recogniser) -> list[Entry]:
    """Return the stories of a table; none where it is no index: it must tell a title, and an id or principles."""
    names = [" ".join(re.sub(r"[*_`]", "", head).split()).casefold() for head in heads]
    title = next((names.index(name) for name in _TITLES if name in names), None)
    key = next((names.index(name) for name in _IDS if name in names), None)
    if key is None and title is not None and "story" in names and names.index("story") != title:
        key = names.index("story")  # Story | Title: the first is a number
    ranks = {place: rank for place, name in enumerate(names) if (rank := _rank(name)) is not None}
    if title is None or (key is None and not ranks):
        return []
    found: list[Entry] = []
    for line in rows:
        cells = _cells(line.text)
        if len(cells) <= title or not told_title(cells[title]):
            continue
        mentions: list[Mention] = []
        more: list[tuple[str, str]] = []
        for place, cell in enumerate(cells):
            if place in ranks and (listed := _listed(cell, ranks[place], recogniser)):
                mentions += listed
            elif place not in (title, key) and cell.strip(" –—-"):
                more.append((heads[place].strip() if place < len(heads) else "", cell))
        number = told_title(cells[key]) if key is not None and key < len(cells) else ""
        found.append(
            Entry(line.number, number, told_title(cells[title]), tuple(mentions), tuple(more), line.text.strip())
        )
    return found


def _rank(name: str) -> str | None:
    """Return the rank of the principles in a column: `` where its name states none, None where it holds no principles."""
    said = principles_rank(name)
    if said is None:
        match = re.match(
            r"(primary|main|secondary|supporting|other)\b.*\b(?:lps?|principles?|skills?|competenc(?:y|ies))\b", name
        )
        said = (
            match[1]
            if match
            else ("" if may_name_principles(name) or re.search(r"\blps?\b|\bprinciples?\b", name) else None)
        )
    if said is None:
        return None
    return "primary" if said in ("primary", "main") else "secondary" if said else ""


def _listed(cell: str, rank: str | None, recogniser: Recogniser) -> list[Mention]:
    if not recogniser.may_search(cell):
        return []
    return list(recogniser.listing(cell, "primary" if rank == "primary" else "secondary" if rank else None).mentions)


def _cells(text: str) -> list[str]:
    match = _ROW.match(text)
    return [cell.strip().replace("\\|", "|") for cell in _CELL.split(match[1])] if match else []


def _bullets(lines: list[Line], recogniser: Recogniser) -> Iterator[Index]:
    """Yield runs of two bullets and more that each end in principles."""
    run: list[Entry] = []
    for line in lines:
        entry = None if line.is_code or line.level else _bullet(line, recogniser)
        if entry is not None:
            run.append(entry)
        elif line.text.strip() and not line.text.startswith((" ", "\t")):
            if len(run) > 1:
                yield Index(tuple(run), frozenset(one.line for one in run))
            run = []
    if len(run) > 1:
        yield Index(tuple(run), frozenset(one.line for one in run))


def _bullet(line: Line, recogniser: Recogniser) -> Entry | None:
    match = _BULLET.match(line.text) if len(line.text) <= MAX_HEADING // 4 else None
    remark = _REMARK.search(match["rest"]) if match else None
    said = match["rest"] if match else ""
    more: tuple[tuple[str, str], ...] = ()
    if remark and not recogniser.listing(remark[1]).mentions:
        said, more = said[: remark.start()], (("", remark[1]),)
    apart = _TAIL.match(said)
    if apart is None or not recogniser.may_search(apart["tail"]) or not told_title(apart["title"]):
        return None
    listed = recogniser.listing(apart["tail"])
    if not listed.mentions or listed.rest or recogniser.listing(apart["title"]).mentions:
        return None
    return Entry(line.number, "", told_title(apart["title"]), listed.mentions, more, line.text.strip())


def _bare(title: str) -> str:
    return re.sub(r"[\W_]+", "", title)


def entry_of(heading: str, entries: list[Entry]) -> Entry | None:
    """Return the entry that a heading is the title or the id of."""
    return next((entry for entry in entries if entry.names(heading)), None)
