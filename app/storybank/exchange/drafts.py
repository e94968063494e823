"""A story while it is read from notes."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from storybank.analysis.validity import Problem
from storybank.exchange.labels import LABELS
from storybank.exchange.limits import MAX_ITEMS, over_items, over_text
from storybank.exchange.naming import names
from storybank.exchange.notes import Finding, Kind
from storybank.exchange.outline import Line
from storybank.exchange.principles import Mention, Recogniser, tags
from storybank.model import Rank, Story
from storybank.texts import _

# What a section goes to unless the user says otherwise. Every other one stays in the narrative, under its heading.
SECTIONS: Mapping[str, str] = {
    **{name: LABELS[name] for name in ("hook", "opening", "opening line", "closing", "closing line")},
    **{name: "trade_off" for name in LABELS if LABELS[name] == "trade_off"},
    "anchors": "anchors", "memory anchors": "anchors", "tags": "tags",
}  # fmt: skip
TEXT_FIELDS = ("hook", "employer", "role", "period", "scale", "opening", "closing", "trade_off")
LIST_FIELDS = ("anchors", "tags")


class Draft:
    """One story being read. Text is gathered line by line; `finish` makes the record.

    `fields` says of sections and labels, in lower case, which field they go to, `` for the narrative. `met` counts those that were met.
    """

    def __init__(self, title: str, line: int, recogniser: Recogniser, fields: Mapping[str, str] | None = None) -> None:
        self.title = title
        self.is_untitled = False  # the notes have no heading, and the title is but their first line
        self.lines = [line]
        self.recogniser = recogniser
        self.fields = fields or {}
        self.values: dict[str, str] = {}
        self.lists: dict[str, list[str]] = {}
        self.mentions: list[Mention] = []
        self.angles: dict[str, list[str]] = {}
        self.narrative: list[str] = []
        self.findings: list[Finding] = []
        self.met: Counter[str] = Counter()
        self.section = ""  # the field that the lines of this section go to
        self.listing: Rank | bool = (
            False  # inside a list under a heading such as "Leadership Principles"; the rank it states, if any
        )

    @property
    def line(self) -> int:
        """Where the story begins."""
        return self.lines[0]

    def begin_again(self, line: Line, text: str) -> None:
        """Go on with another block that tells the same story; `text` is its head."""
        self.lines.append(line.number)
        self.section, self.listing = "", False
        if text:
            self.narrative += ["", f"### {text}"] if self.narrative else [f"### {text}"]

    def say(self, kind: Kind, line: int, text: str) -> None:
        """Note what became of a line."""
        self.findings.append(Finding(kind, line, text))

    def field_of(self, name: str) -> str:
        """Return the field that a section goes to, `` for the narrative."""
        for one in names(name):
            if one in self.fields:
                return self.fields[one]
            if one in SECTIONS:
                return SECTIONS[one]
        return ""

    def finish(self, story_id: str) -> Story:
        """Return the story, and note what had to be guessed."""
        found, guessed, gave_way = tags(self.mentions)
        if guessed:
            primary = next(tag.principle for tag in found if tag.rank == "primary")
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
        angles = {principle: " / ".join(dict.fromkeys(said)) for principle, said in self.angles.items()}
        blank = Story.blank(story_id, self.title)
        values = {
            "status": blank.status,
            **self.values,
            **{name: tuple(items) for name, items in self.lists.items()},
            "narrative": "\n".join(self.narrative).strip("\n"),
            "principles": tuple(replace(tag, angle=angles.get(tag.principle, "")) for tag in found),
        }
        return Story(**{name: values.get(name, getattr(blank, name)) for name in blank.__dataclass_fields__})


def too_long(draft: Draft, story: Story) -> Iterator[Problem]:
    """Yield what of a finished draft is longer than any bank takes."""
    texts = [("title", story.title), ("narrative", story.narrative), *draft.values.items()]
    texts += [("principles.angle", tag.angle) for tag in story.principles]
    texts += [(name, text) for name, held in draft.lists.items() for text in held]
    found = [(name, message) for name, text in texts if (message := over_text(name, str(text)))]
    found += [(name, over_items(len(held))) for name, held in draft.lists.items() if len(held) > MAX_ITEMS]
    for name, message in found:
        yield Problem(_("line {line}, {path}").format(line=draft.line, path=name), message)
