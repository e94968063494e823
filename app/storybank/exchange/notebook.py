"""From the lines of somebody's notes to drafts of stories: each block that is one, what lies around it, and the lists that name it."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from storybank.exchange.blocks import Block
from storybank.exchange.drafts import SECTIONS, Draft
from storybank.exchange.indexes import entry_of, indexes
from storybank.exchange.labels import LABELS, label_of, may_name_principles, pieces, principles_rank, story_label
from storybank.exchange.limits import MAX_HEADING
from storybank.exchange.naming import (
    AS_IN,
    ASKED_AS,
    are_counted,
    asked,
    is_question,
    names,
    series,
    theme,
    told_title,
)
from storybank.exchange.notes import Choices, Finding, Head, Part
from storybank.exchange.outline import Line
from storybank.exchange.principles import Mention, Recogniser
from storybank.exchange.recognisers import take
from storybank.exchange.segments import Outside, segments
from storybank.exchange.titles import Titles
from storybank.exchange.told import Told
from storybank.texts import _


@dataclass(frozen=True, slots=True)
class Around:
    """What a block lies in: the principles of the headings above, and the question that it answers, `` for none."""

    mentions: tuple[Mention, ...]
    question: str
    heading: str


class Notebook:
    """Notes while they are read.

    `drafts` are the stories, `aside` the lines that are in none, `heads` and `parts` what the user may say otherwise.
    """

    def __init__(self, lines: list[Line], recogniser: Recogniser, choices: Choices) -> None:
        self._lines = lines
        self._recogniser = recogniser
        self._fields = {name.casefold(): field for name, field in choices.fields.items()}
        self._lists = indexes(lines, recogniser)
        self._entries = [entry for one in self._lists for entry in one.entries]
        self._names = Titles(lines, recogniser, self._entries)
        outside = Outside(
            is_principle=lambda block: bool(self._names.named(block)),
            is_listed=lambda block: entry_of(block.title, self._entries) is not None,
            names_principle=lambda text: self._names.listed(text) is not None,
        )
        found = segments(lines, choices, outside)
        self._chosen, self._blocks, self._above = found.stories, found.all, found.above
        self._names.series = series(block.title for block in self._chosen)
        self._names.counted = are_counted(block.title for block in self._chosen)
        self._known: dict[str, tuple[Draft, bool]] = {}
        self._answers: dict[str, Draft] = {}
        self._headings: dict[int, str] = {}
        self.drafts: list[Draft] = []
        self.findings: list[Finding] = []
        self.questions = self.under_principles = 0
        for block in self._chosen:
            self._take(block)
        told = Told(lines, recogniser, self._fields, self.drafts, self._headings)
        self.aside = told.take(self._lists, self._lines_outside())
        self.findings += told.findings

    @property
    def heads(self) -> tuple[Head, ...]:
        """The lines that could begin a story."""
        begins = {block.first for block in self._chosen}
        return tuple(
            Head(self._lines[block.first].number, block.level, told_title(block.title), block.first in begins)
            for block in self._blocks
            if block.kind in ("heading", "summary") or block.first in begins
        )

    @property
    def parts(self) -> tuple[Part, ...]:
        """The sections and labels of the stories, the most frequent first."""
        met: Counter[str] = Counter()
        for draft in self.drafts:
            met.update(" ".join(name.split()).casefold() for name in draft.met.elements())
        return tuple(Part(name, count, self._field(name)) for name, count in met.most_common(60))

    @property
    def shape(self) -> str:
        """What the notes were taken for, in words."""
        if self.questions:
            return _("a heading per question, each answered with a story")
        if self.under_principles:
            return _("a heading per principle, with stories under it")
        if not self._chosen:
            return _("a list of stories") if self.drafts else _("no stories")
        levels = {block.level for block in self._chosen if block.kind == "heading"}
        if any(block.kind != "heading" for block in self._chosen):
            return _("a story per folded part, bold line or item")
        if len(levels) == 1:
            return _("a story per heading of level {level}").format(level=levels.pop())
        return _("a story per heading")

    def _field(self, name: str) -> str:
        for one in names(name):
            for fields in (self._fields, SECTIONS, LABELS):
                if one in fields:
                    return fields[one]
        return ""

    def _around(self, block: Block) -> Around:
        above = [one for one in self._above[block.first] if one.kind != "all"]
        named = [one for one in [*above, block] if self._names.named(one)]
        mentions = tuple(mention for one in named for mention in self._names.named(one))
        question = next((asked(one.title) for one in reversed([*above, block]) if is_question(one.title)), "")
        heading = question or (told_title(named[-1].title) if named and named[-1] is not block else "")
        return Around(mentions, question, heading)

    def _take(self, block: Block) -> None:
        around = self._around(block)
        head = self._lines[block.first]
        label = next(
            (title for at in block.own() for piece in pieces(self._lines[at].text) if (title := story_label(piece))), ""
        )
        if not label:
            label = next(
                (
                    title
                    for one in block.inner
                    if one.is_section
                    for at in one.own()
                    if (title := story_label(self._lines[at].text))
                ),
                "",
            )
        title, mentions = self._names.title(block, "" if AS_IN.match(label) else label, around.heading)
        is_shared = bool(label or around.question or around.mentions)
        self.questions += bool(around.question)
        self.under_principles += bool(around.mentions) and not around.question
        topic, title = theme(title or _("Story without a title"))
        draft, is_again = self._draft(title, head, is_shared, label)
        if topic:
            draft.lists.setdefault("tags", []).append(topic)
        if is_again:
            draft.begin_again(head, around.heading or told_title(block.title))
        elif around.question and around.question != title:
            draft.narrative.append(f"### {around.question}")
        draft.say("read", head.number, _("story: {text}").format(text=head.text.strip()))
        before = len(draft.mentions)
        draft.mentions += [*mentions, *around.mentions]
        self._read(draft, block)
        if around.question:
            for mention in draft.mentions[before:]:
                draft.angles.setdefault(mention.principle, []).append(around.question)
            if match := ASKED_AS.match(told_title(block.title) if is_question(block.title) else block.title):
                self._answers[f"q{match[2]}"] = draft
        self._headings.setdefault(id(draft), block.title)

    def _draft(self, title: str, head: Line, is_shared: bool, label: str) -> tuple[Draft, bool]:
        """Return the draft of a title and whether it was there: it goes on where either is told by a question, a principle or a label."""
        key = re.sub(r"[\W_]+", "", title.casefold())
        if (match := AS_IN.match(label)) and (known := self._answers.get(re.sub(r"\s", "", match[1].lower()))):
            return known, True
        if key in self._known and (is_shared or self._known[key][1]):
            return self._known[key][0], True
        draft = Draft(title, head.number, self._recogniser, self._fields)
        self.drafts.append(draft)
        self._known[key] = (draft, is_shared)
        return draft, False

    def _read(self, draft: Draft, block: Block) -> None:
        for at in range(block.first + 1, block.body):
            if not self._lines[at].is_underline:
                draft.say("read", self._lines[at].number, self._lines[at].text.strip())
        at = block.body
        while at < block.end:
            line = self._lines[at]
            if at + 1 < block.end and self._goes_on(line, self._lines[at + 1]):
                at += 1
                line = replace(line, text=f"{line.text.rstrip()} {self._lines[at].text.strip()}")
            take(draft, line)
            at += 1

    def _goes_on(self, line: Line, following: Line) -> bool:
        """Say whether a list of principles goes on in the next line: both together name more of them, and say nothing else."""
        label, rest = label_of(line.text) or ("", "")
        more = following.text.strip()
        if (
            not rest
            or not more
            or line.is_code
            or following.is_code
            or following.level
            or len(line.text) + len(more) > MAX_HEADING
        ):
            return False
        if (principles_rank(label) is None and not may_name_principles(label)) or label_of(more) is not None:
            return False
        alone, both = self._recogniser.listing(rest), self._recogniser.listing(f"{rest} {more}")
        return len(both.mentions) > len(alone.mentions) > 0 and not both.rest

    def _lines_outside(self) -> list[Line]:
        covered = {at for block in self._chosen for at in range(block.first, block.end)}
        return [line for at, line in enumerate(self._lines) if at not in covered and not line.is_underline]
