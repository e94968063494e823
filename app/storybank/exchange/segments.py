"""Which blocks of somebody's notes are stories.

A story is what evidence of one stands under: parts of a story (Situation, Result …, two at least), a line of principles, the word Story. The topmost
block with evidence is the story, unless several whole ones lie below it. Its neighbours are stories too where most of them are. Where there is no
evidence at all, the headings decide alone.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from storybank.exchange.blocks import Block, blocks, labelled_part
from storybank.exchange.labels import is_principles_label, label_of, line_head, pieces, story_label
from storybank.exchange.naming import (
    heads_section,
    is_about,
    is_called_story,
    is_of_a_time,
    is_question,
    is_section,
    numbered,
    series,
    star_part,
    told_title,
)
from storybank.exchange.notes import Choices
from storybank.exchange.outline import Line
from storybank.exchange.telling import FEW, Telling

_WHOLE = 3  # parts that make a story whole, so that what lies above it is none
_MOST_HEADS = 8  # lines that are headed by principles, in one story
_ANSWERED = 8  # words that answer a question


@dataclass(frozen=True, slots=True)
class Outside:
    """What is known from elsewhere: whether a block's heading is a principle's name, whether an index names it, whether a text is but principles."""

    is_principle: Callable[[Block], bool]
    is_listed: Callable[[Block], bool]
    names_principle: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Segments:
    """The blocks that are stories, from top to bottom, all blocks, and by the place of a block's head those that it lies in, the outermost first."""

    stories: list[Block]
    all: list[Block]
    above: dict[int, list[Block]]


def segments(lines: list[Line], choices: Choices, outside: Outside) -> Segments:
    """Return which blocks are stories."""
    whole = blocks(lines)
    above: dict[int, list[Block]] = {}
    _note_above(whole, [], above)
    if choices.level:
        found = [one for one in whole.every() if one.kind == "heading" and one.level == choices.level]
        found = [one for one in found if not one.is_section]
    else:
        found = _Finder(lines, choices, outside).found(whole)
    return Segments(_apart(_as_chosen(whole, found, lines, choices)), list(whole.every()), above)


def _note_above(block: Block, path: list[Block], above: dict[int, list[Block]]) -> None:
    stack = [(block, path)]
    while stack:
        one, over = stack.pop()
        above[one.first] = over
        stack += [(inner, [*over, one]) for inner in one.inner]


def _as_chosen(whole: Block, found: list[Block], lines: list[Line], choices: Choices) -> list[Block]:
    if not choices.begins and not choices.begins_none:
        return found
    chosen = {one.first for one in found if lines[one.first].number not in choices.begins_none}
    return [one for one in whole.every() if one.first in chosen or lines[one.first].number in choices.begins]


def _apart(found: list[Block]) -> list[Block]:
    """Return the blocks without overlap: one that lies in another ends it."""
    result: list[Block] = []
    for block in sorted(found, key=lambda one: one.first):
        if result and block.first < result[-1].end:
            last = result[-1]
            result[-1] = Block(
                last.kind,
                last.title,
                last.level,
                last.first,
                last.body,
                block.first,
                [one for one in last.inner if one.end <= block.first],
            )
        result.append(block)
    return result


class _Finder:
    def __init__(self, lines: list[Line], choices: Choices, outside: Outside) -> None:
        self._lines = lines
        self._none = choices.begins_none
        self._outside = outside
        self._telling = Telling(lines)
        self._parts: dict[int, frozenset[str]] = {}
        self._told: dict[int, bool] = {}

    def found(self, whole: Block) -> list[Block]:
        """Return the stories; where nothing gives evidence of any, the headings that split the notes best."""
        found = self._in(whole)
        if found:
            return found
        headings = [
            one for one in whole.every() if one.kind == "heading" and told_title(one.title) and not one.is_section
        ]
        principles = [one for one in headings if self._outside.is_principle(one)]
        if len(principles) > 2:
            return [one for one in principles if self._telling.is_told_by_me(one, alone=True)]
        level = split_level(self._lines)
        chosen = [one for one in headings if one.level == level and not is_about(one.title) and one not in principles]
        chosen = [one for one in chosen if not self._telling.is_only_asked(one)]
        if sum(is_question(one.title) for one in chosen) > 1:
            return [one for one in chosen if self._telling.is_told_by_me(one) and is_of_a_time(one.title)]
        if words := series(one.title for one in chosen):
            return [one for one in chosen if numbered(one.title)[0] in words]
        return [] if self._telling.is_advice() else chosen

    def _in(self, block: Block) -> list[Block]:
        """Return the stories of a block: itself, or some within it."""
        below = [found for one in block.inner if not one.is_section for found in self._in(one)]
        if block.kind == "all" or self._lines[block.first].number in self._none:
            return self._with_plain(block, below)
        if self._telling.has_text(block) and (self._outside.is_listed(block) or self._is_certain(block)):
            return below if sum(map(self._is_certain, below)) > 1 else [block]
        is_empty = not below and self._telling.is_empty(block)
        if is_empty or not self._has_evidence(block):
            return [] if is_empty else self._without_evidence(block, below)
        is_group = is_about(block.title) or self._outside.is_principle(block)
        full = [one for one in below if self._is_certain(one) or len(self._parts_of(one)) >= _WHOLE]
        if len(full) > 1 or (is_group and full):
            return self._with_plain(block, below)
        if is_about(block.title):
            return below
        deeper = [one for one in below if one.kind == "heading" and self._is_of_its_own(one)]
        return [block, *deeper] if deeper and self._is_of_its_own(block) else [block]

    def _without_evidence(self, block: Block, below: list[Block]) -> list[Block]:
        """Return the stories of a block that does not look like one: itself, when all there is below is a bold line or item of no name."""
        is_group = is_about(block.title) or self._outside.is_principle(block) or is_question(block.title)
        lone = len(below) == 1 and below[0].kind in ("bold", "item") and below[0] in block.inner
        return [block] if lone and not is_group and not self._is_certain(below[0]) else self._with_plain(block, below)

    def _is_of_its_own(self, block: Block) -> bool:
        """Say whether a block's own lines name principles, so that it goes on in no other one."""
        return self._telling.has_text(block) and any(_names_principles(self._lines[at].text) for at in block.own())

    def _with_plain(self, block: Block, below: list[Block]) -> list[Block]:
        """Return the stories below a block together with those of their neighbours that only the place tells of."""
        near = [
            one
            for one in block.inner
            if one.kind in ("heading", "summary") and not one.is_section and not is_about(one.title)
        ]
        stories = [one for one in near if one in below]
        if sum(map(self._outside.is_listed, stories)) > 1:
            return below  # a list names them all
        may = [
            one
            for one in near
            if self._telling.has_text(one)
            and not self._outside.is_principle(one)
            and self._lines[one.first].number not in self._none
        ]
        in_principle = block.kind != "all" and self._outside.is_principle(block)
        if not in_principle:
            asked = any(is_question(one.title) for one in stories)
            may = [one for one in may if asked or not is_question(one.title)]
            may = [
                one
                for one in may
                if one in stories or self._parts_of(one) or self._telling.is_told_by_me(one, words=FEW, times=1)
            ]
            if not stories or 2 * len(stories) < len(may):
                return below
        elif below and not stories:
            return below
        inside = {one.first for one in below}
        holds = [one for one in may if not any(one.first < first < one.end for first in inside)]
        return sorted({one.first: one for one in [*below, *holds]}.values(), key=lambda one: one.first)

    def _is_certain(self, block: Block) -> bool:
        """Say whether a block says itself that it is a story."""
        if block.first not in self._told:
            self._told[block.first] = (is_called_story(block.title) and not is_about(block.title)) or any(
                story_label(text) for text in self._texts(block)
            )
        return self._told[block.first]

    def _has_evidence(self, block: Block) -> bool:
        if block.kind == "item" and is_question(block.title):
            return self._telling.is_told_by_me(block, words=_ANSWERED, times=1)
        return (
            len(self._parts_of(block)) > 1
            or self._speaks_of_principles(block)
            or any(map(_names_principles, self._texts(block)))
            or any(_names_principles(f"{one.title}:x") for one in block.inner if one.kind in ("heading", "bold"))
        )

    def _speaks_of_principles(self, block: Block) -> bool:
        """Say whether lines of a block are headed by principles: “1. Customer obsession:”. A list of most of them only explains them."""
        heads = {
            head for text in self._texts(block) if (head := line_head(text)) and self._outside.names_principle(head)
        }
        return 0 < len(heads) <= _MOST_HEADS

    def _texts(self, block: Block) -> Iterator[str]:
        """Yield the labelled lines of a block itself, apart where several stand on one."""
        for at in self._own(block):
            yield from pieces(self._lines[at].text)

    def _own(self, block: Block) -> Iterator[int]:
        """Yield the places of a block's own lines and of those of its sections."""
        yield from (at for at in block.own() if not self._lines[at].is_code)
        for one in block.inner:
            if one.is_section:
                yield from self._own(one)

    def _parts_of(self, block: Block) -> frozenset[str]:
        """Return the parts of a story that stand in a block itself, in its sections, or in bold lines that are no stories."""
        if block.first not in self._parts:
            parts = {labelled_part(self._lines[at].text) for at in block.own()}
            for one in block.inner:
                inner = self._parts_of(one)
                if one.is_section:
                    parts |= {star_part(one.title), *inner}
                elif one.kind in ("bold", "item") and len(inner) < 2:
                    parts |= inner
            self._parts[block.first] = frozenset(part for part in parts if part)
        return self._parts[block.first]


def _names_principles(text: str) -> bool:
    label = label_of(text)
    return label is not None and is_principles_label(label[0])


def split_level(lines: list[Line]) -> int:
    """Return the level of the headings that begin a story where nothing else tells, 0 when there is none.

    It is the topmost one that several headings have which name no part of a story: a lone heading over them is the title of the whole. Where no level
    has several, it is the lowest one that nothing is written above.
    """
    headings = [
        line for line in lines if line.level and told_title(line.title) and not heads_section(line.title, line.level)
    ]
    counts = Counter(line.level for line in headings)
    several = [level for level, count in counts.items() if count > 1]
    if several or not headings:
        return min(several, default=0)
    first = headings[0]
    told = False  # whether a text stands under a heading
    for line in lines[first.number - lines[0].number + 1 :]:
        if line.level and not is_section(line.title) and not told:
            first = line
        told |= bool(line.text.strip()) and not line.is_underline and line is not first
    return first.level
