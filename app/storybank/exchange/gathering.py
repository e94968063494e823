"""The stories of a source of tables while they are read: a story that two sheets tell of is one."""

import re
from dataclasses import dataclass, field

from storybank.exchange.drafts import Draft, too_long
from storybank.exchange.errors import InputError, refuse
from storybank.exchange.limits import MAX_ITEMS, over_rows
from storybank.exchange.notes import Choices, Finding, Head, Ids, Kind, Notes, Part
from storybank.exchange.principles import Recogniser
from storybank.exchange.rows import Row, Sheet
from storybank.texts import _


@dataclass(slots=True)
class Gathering:
    """Drafts in the order in which they were met, and what is told besides. `ids`: those that the source gives itself."""

    source: str
    recogniser: Recogniser
    choices: Choices
    drafts: list[Draft] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    ids: dict[Draft, str] = field(default_factory=dict)
    heads: list[Head] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    shapes: list[str] = field(default_factory=list)
    _known: dict[str, Draft] = field(default_factory=dict)
    _fresh: dict[str, Draft] = field(default_factory=dict)

    def begin_sheet(self) -> None:
        """Go on with another sheet: a title that stood in one before is the same story."""
        self._known = {**self._fresh, **self._known}
        self._fresh = {}

    def draft(self, title: str, line: int, *, is_named_again: bool = False) -> Draft:
        """Return the draft of a title: another one for each row, unless the table names a story each time that it tells of it."""
        key = _key(title)
        known = self._known.get(key) or (self._fresh.get(key) if is_named_again else None)
        if known is not None:
            if line not in known.lines:
                known.lines.append(line)
            return known
        if len(self.drafts) >= MAX_ITEMS:
            raise refuse(self.source, over_rows())
        draft = Draft(title, line, self.recogniser)
        self._fresh.setdefault(key, draft)
        self.drafts.append(draft)
        return draft

    def say(self, kind: Kind, line: int, text: str) -> None:
        """Note what became of something that belongs to no story."""
        self.findings.append(Finding(kind, line, text))

    def skip(self, sheet: Sheet, row: Row, why: str) -> None:
        """Tell of a row that is in no story, and quote it whole."""
        text = _("{place}: {why}: {text}").format(place=sheet.place(row.number), why=why, text=quoted(row))
        self.say("skipped", row.line, text)

    def notes(self) -> Notes:
        """Return what was found; raise InputError for a text that is beyond what is kept."""
        reserved = set(self.ids.values())
        ids = Ids(reserved)
        stories = tuple(draft.finish(self.ids.get(draft) or ids.claim(draft.title)) for draft in self.drafts)
        problems = [p for draft, story in zip(self.drafts, stories, strict=True) for p in too_long(draft, story)]
        if problems:
            raise InputError(self.source, problems)
        if not stories:
            self.say("skipped", 0, _("no story found: no row below the heads has a title"))
        found = [*self.findings, *(finding for draft in self.drafts for finding in draft.findings)]
        return Notes(
            stories,
            tuple(sorted(found, key=lambda finding: finding.line)),
            whole=False,
            shape="; ".join(dict.fromkeys(self.shapes)),
            lines=tuple(tuple(draft.lines) for draft in self.drafts),
            heads=tuple(self.heads),
            parts=tuple(self.parts),
        )


def quoted(row: Row) -> str:
    """Return a row on one line."""
    return " | ".join(" ".join(cell.split()) for cell in row.cells if cell.strip())


def _key(title: str) -> str:
    return re.sub(r"[\W_]+", "", title).casefold() or title
