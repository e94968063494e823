"""The matrix's geometry: where its columns stand, how its heads are set, how high its rows are."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from storybank.analysis.coverage import Column
from storybank.model import Framework, Signal, Story
from storybank.reports.setting import Line, Span, Style, bold, pieces, wrap
from storybank.reports.type import clean

NARROWEST, WIDEST, ASIDE = 20.0, 58.0, 0.7
"""A principle's column in points, and how much of it one outside of the target gets."""
TIER_SLOT, SIGNAL_SLOT, SIDE_GAP = 11.0, 9.5, 11.0
DEGREES = 50.0
HEAD_LEADING, _HEAD_LONGEST, _HEAD_LONG, _HEAD_LOWEST = 8.6, 94.0, 68.0, 38.0
_SINE, _COSINE = math.sin(math.radians(DEGREES)), math.cos(math.radians(DEGREES))
LONGEST_TITLE = 400
KEPT_ON_PAGE = 12
"""Lines of titles that are kept and not counted; more of them get pages of their own, a title to a line."""


@dataclass(frozen=True, slots=True)
class Step:
    """One way to set the rows. The first that fits is taken: hooks go first, then the room of the gaps, then size."""

    story_width: float
    size: float
    hook_lines: int
    gap_room: float

    @property
    def leading(self) -> float:
        """From one line of a title to the next."""
        return self.size * 1.16


STEPS = (
    Step(204, 8.8, 2, 120), Step(204, 8.8, 1, 96), Step(204, 8.6, 0, 96), Step(240, 8.0, 0, 70), Step(290, 7.4, 0, 40),
    Step(340, 7.0, 0, 30), Step(380, 6.2, 0, 0), Step(410, 5.4, 0, 0), Step(430, 4.8, 0, 0),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head. `legend` is the full name when the head had room for the short label only."""

    lines: list[Line]
    legend: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a principle's column stands."""

    column: Column
    centre: float
    width: float
    head: Head


@dataclass(frozen=True, slots=True)
class Row:
    """A story's row, set."""

    story: Story
    title: list[Line]
    hook: list[Line]
    height: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns of a page. x are measured from the left margin."""

    places: tuple[Place, ...]
    story_width: float
    turned: bool
    head_height: float
    tiers_x: float
    signals_x: float


def letters(framework: Framework) -> tuple[tuple[str, Signal], ...]:
    """Return the signals that a bank must or should hold, each under a letter of its own (I stays free for “internal”)."""
    found: dict[str, Signal] = {}
    for signal in (*framework.signals_needed("required"), *framework.signals_needed("depth"))[:8]:
        name = [char.upper() for char in clean(signal.name) if char.isalnum()]
        free = (char for char in (*name, *"123456789") if char != "I" and char not in found)
        found[next(free)] = signal
    return tuple(found.items())


def grid(columns: Sequence[Column], signals: int, width: float, story_width: float) -> Grid:
    """Place columns in a width; the stories' column takes what is left when the principles stand as wide as they may."""
    sides = SIDE_GAP + 3 * TIER_SLOT + SIDE_GAP + (signals + 1) * SIGNAL_SLOT
    for factor, turned in ((1.0, False), (ASIDE, True)):
        units = sum(1.0 if column.in_target else factor for column in columns) or 1.0
        pitch = max(NARROWEST, min(WIDEST, (width - sides - story_width) / units))
        pitch = min(pitch, (width - sides - 150) / units)
        heads = [_head(column, pitch * (1.0 if column.in_target else factor), turned=turned) for column in columns]
        if turned or all(head is not None for head in heads):
            break
    set_heads = [head for head in heads if head is not None]
    left = width - sides - pitch * units
    x, places = left, []
    for column, head in zip(columns, set_heads, strict=True):
        step = pitch * (1.0 if column.in_target else factor)
        places.append(Place(column, x + step / 2, step, head))
        x += step
    return Grid(
        tuple(places),
        left - 10,
        turned,
        _head_height(set_heads, turned=turned),
        x + SIDE_GAP,
        width - (signals + 1) * SIGNAL_SLOT,
    )


def _head(column: Column, width: float, *, turned: bool) -> Head | None:
    """Set a head; None when its words do not fit upright."""
    name, short = clean(column.principle.name), clean(column.principle.short)
    style = Style(7.4) if column.in_target else Style(7.0, "faint")
    if not turned:
        lines = wrap((Span(name, style),), width - 4)
        words_whole = sum(len(line.pieces) for line in lines) == len(pieces((Span(name, style),)))
        return Head(lines, "") if words_whole and len(lines) <= 5 else None
    rows = max(1, int(width * _SINE / HEAD_LEADING))
    lines = wrap((Span(name, style),), _HEAD_LONGEST)
    if len(lines) <= rows:
        return Head(_balanced(name, style, rows if lines[0].width > _HEAD_LONG else len(lines)), "")
    return Head(wrap((Span(short or name, style),), _HEAD_LONGEST, rows), name if column.in_target else "")


def _balanced(text: str, style: Style, rows: int) -> list[Line]:
    """Set a text in as many lines as it needs, of nearly the same length."""
    spans = (Span(text, style),)
    width = max([_HEAD_LONGEST / 4, *(piece.width for piece in pieces(spans))])
    while width < _HEAD_LONGEST:
        lines = wrap(spans, width)
        if len(lines) <= rows:
            return lines
        width += 3
    return wrap(spans, _HEAD_LONGEST)


def _head_height(heads: Sequence[Head], *, turned: bool) -> float:
    if not turned:
        return max([_HEAD_LOWEST, *(len(head.lines) * HEAD_LEADING + 6 for head in heads)])
    reach = [
        max(line.width for line in head.lines) * _SINE + len(head.lines) * HEAD_LEADING * _COSINE
        for head in heads
        if head.lines
    ]
    return max([_HEAD_LOWEST, *(one + 6 for one in reach)])


def head_shift(head: Head) -> float:
    """Return how far right of the column's centre a turned head begins, so that its block stands over the centre."""
    return (len(head.lines) * HEAD_LEADING / 2 - 2.2) * _SINE


def rows(stories: Sequence[Story], step: Step, width: float, most: int | None = None) -> list[Row]:
    """Set the stories' rows: whole titles (none longer than 400 characters), and the hooks that the step has room for."""
    result = []
    for story in stories:
        title = clean(story.title)
        if len(title) > LONGEST_TITLE:
            title = title[: LONGEST_TITLE - 1].rstrip() + "…"
        set_title = wrap((Span(title, bold(step.size)),), width, most)
        hook = (
            wrap((Span(story.hook, Style(7.4, "grey")),), width, step.hook_lines)
            if step.hook_lines and story.hook.strip()
            else []
        )
        height = (
            len(set_title) * step.leading
            + len(hook) * 9.0
            + (5.5 if step.hook_lines else 3.5 if step.gap_room else 2.0)
        )
        result.append(Row(story, set_title, hook, max(height, 18.0 if step.gap_room else 13.0)))
    return result
