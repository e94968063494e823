"""A story while it is read from notes, and the small recognisers that each take a line of it for a field.

A new shape of notes is a function here and a line in `RECOGNISERS`. A recogniser answers whether the line is used up; what none takes stays in
the narrative.
"""

import re
from collections.abc import Callable, Mapping

from storybank.exchange.notes import Finding, Kind
from storybank.exchange.outline import Line
from storybank.exchange.principles import Mention, Recogniser, tags
from storybank.model import STATUSES, Rank, Story
from storybank.texts import _

# What people call a field, in lower case.
LABELS: Mapping[str, str] = {
    "employer": "employer", "company": "employer", "organisation": "employer", "organization": "employer",
    "role": "role", "my role": "role", "position": "role",
    "period": "period", "when": "period", "date": "period", "dates": "period", "timeframe": "period", "time frame": "period",
    "scale": "scale", "hook": "hook", "status": "status",
    "trade-off": "trade_off", "trade-offs": "trade_off", "tradeoff": "trade_off", "tradeoffs": "trade_off", "trade off": "trade_off",
    "opening": "opening", "opening line": "opening", "closing": "closing", "closing line": "closing",
}  # fmt: skip
# Headings that name a part of a story.
_SECTIONS = frozenset({
    "situation", "task", "action", "actions", "result", "results", "background", "context", "challenge", "problem", "obstacle", "approach", "outcome",
    "outcomes", "impact", "learning", "learnings", "lesson", "lessons", "lessons learned", "what i learned", "reflection", "reflections", "takeaway",
    "takeaways", "key takeaways", "situation and task", "situation & task", "metrics", "figures", "signals", "evidence", "customers", "follow-ups",
    "follow-up questions", "anchors", "narrative", "notes", "star", "summary", "details",
})  # fmt: skip

_LABEL = re.compile(
    r"^[\s>]{0,8}(?:[-*+•]\s{1,3})?[*_]{0,3}(?P<label>[^\W_][^:：*_|`\n]{0,50}?)\s?[*_]{0,3}[:：][*_]{0,3}(?P<rest>.*)$"
)
_PRINCIPLES = re.compile(
    r"(?:amazon |aws |the |key )?(?P<rank>primary |main |secondary |supporting |other )?"
    r"(?:(?:leadership |core )?principles?(?: \(?s\)?)?|lps?|(?:core )?competenc(?:y|ies)|principles and ranks)"
    r"(?: (?:covered|shown|demonstrated|hit|touched))?(?: \(lps?\))?"
)
_ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,2}[.)])\s+(?P<rest>.+)$")
_QUOTE = re.compile(r"^\s{0,3}>\s?(?P<rest>[^>].*)$")
LONGEST_HOOK = 300


class Draft:
    """One story being read. Text is gathered line by line; `finish` makes the record."""

    def __init__(self, title: str, line: int, recogniser: Recogniser) -> None:
        self.title = title
        self.line = line
        self.recogniser = recogniser
        self.values: dict[str, str] = {}
        self.mentions: list[Mention] = []
        self.narrative: list[str] = []
        self.findings: list[Finding] = []
        self.listing: Rank | bool = (
            False  # inside a list under a heading such as "Leadership Principles"; the rank it states, if any
        )

    def take(self, line: Line) -> None:
        """Read the next line of the story."""
        if not line.is_code and not line.is_underline and any(recognise(self, line) for recognise in RECOGNISERS):
            return
        self.narrative.append(line.text)

    def say(self, kind: Kind, line: int, text: str) -> None:
        """Note what became of a line."""
        self.findings.append(Finding(kind, line, text))

    def finish(self, story_id: str) -> Story:
        """Return the story, and note what had to be guessed."""
        found, guessed, gave_way = tags(self.mentions)
        if guessed:
            primary = next(
                m.principle
                for m in self.mentions
                if any(t.principle == m.principle and t.rank == "primary" for t in found)
            )
            self.say(
                "guessed",
                self.line,
                _("no rank is stated: {principle} is taken as primary, being listed first").format(principle=primary),
            )
        if gave_way:
            self.say(
                "guessed",
                self.line,
                _("a principle's rank or score, or the rank primary, is stated twice; the first one holds"),
            )
        blank = Story.blank(story_id, self.title)
        values = {
            "status": blank.status,
            **self.values,
            "narrative": "\n".join(self.narrative).strip("\n"),
            "principles": found,
        }
        return Story(**{name: values.get(name, getattr(blank, name)) for name in blank.__dataclass_fields__})


def label_of(text: str) -> tuple[str, str] | None:
    """Return the label of a line (in lower case) and what it says, None when it has none."""
    match = _LABEL.match(text)
    return (" ".join(match["label"].split()).casefold(), match["rest"].strip()) if match else None


def is_section(title: str) -> bool:
    """Say whether a heading names a part of a story (Situation, Result, Principles …) and not a story."""
    name = " ".join(re.sub(r"[*_:()]", " ", title).split()).casefold()
    return name in _SECTIONS or name in LABELS or bool(_PRINCIPLES.fullmatch(name))


def _principle_line(draft: Draft, line: Line) -> bool:
    """`**LP:** Invent and Simplify (primary); touches Deliver Results`, or a heading over a list of them."""
    label, rest = (
        (" ".join(line.title.strip("*_: ").split()).casefold(), "") if line.level else label_of(line.text) or ("", "")
    )
    match = _PRINCIPLES.fullmatch(label)
    if match is None:
        return False
    rank: Rank | None = None
    if match["rank"]:
        rank = "primary" if match["rank"].strip() in {"primary", "main"} else "secondary"
    if rest:
        return _listed(draft, line, rest, rank)
    draft.listing = rank or True
    draft.say("read", line.number, _("principles are listed below: {line}").format(line=line.text.strip()))
    return True


def _principle_item(draft: Draft, line: Line) -> bool:
    """Take an item of a list under such a heading."""
    if not draft.listing or not line.text.strip():
        return False
    item = _ITEM.match(line.text)
    rank: Rank | None = draft.listing if isinstance(draft.listing, str) else None
    if line.level or not item or not _listed(draft, line, item["rest"], rank):
        draft.listing = False
        return False
    return True


def _listed(draft: Draft, line: Line, text: str, rank: Rank | None) -> bool:
    if not draft.recogniser.may_search(text):
        draft.say("kept", line.number, _("not looked through for principles: such lines are too long, or too many"))
        return False
    found = draft.recogniser.listing(text, rank)
    draft.mentions += found.mentions
    names = ", ".join(mention.principle for mention in found.mentions)
    if found.mentions and not found.rest:
        draft.say("read", line.number, _("principles {names}: {line}").format(names=names, line=line.text.strip()))
        return True
    message = _("principles read: {names}; the line stays, for not all of it was understood: {text}")
    draft.say("kept", line.number, message.format(names=names or _("none"), text=found.rest or text))
    return False


def _hook_quote(draft: Draft, line: Line) -> bool:
    """Take a quoted line right under the story's heading."""
    match = _QUOTE.match(line.text)
    if (
        not match
        or any(text.strip() for text in draft.narrative)
        or draft.values
        or draft.mentions
        or label_of(line.text)
    ):
        return False
    return len(match["rest"]) <= LONGEST_HOOK and _fill(draft, line, "hook", match["rest"].strip())


def _labelled(draft: Draft, line: Line) -> bool:
    label, rest = label_of(line.text) or ("", "")
    field = LABELS.get(label)
    if line.level or field is None or not rest:
        return False
    if field == "status":
        rest = rest.strip("*_ .").casefold()
        if rest not in STATUSES:
            draft.say("kept", line.number, _("no status of ours: {line}").format(line=line.text.strip()))
            return False
    return _fill(draft, line, field, rest)


def _fill(draft: Draft, line: Line, field: str, text: str) -> bool:
    if field in draft.values:
        draft.say("kept", line.number, _("{field} stands twice; this one stays in the narrative").format(field=field))
        return False
    draft.values[field] = text
    draft.say("read", line.number, _("{field}: {line}").format(field=field, line=line.text.strip()))
    return True


RECOGNISERS: tuple[Callable[[Draft, Line], bool], ...] = (_principle_item, _principle_line, _hook_quote, _labelled)
