"""The matrix's geometry: where its columns stand, how its heads are set, how high its rows are."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from storybank.analysis.coverage import Column
from storybank.model import Framework, Signal, Story
from storybank.reports.setting import Line, Span, Style, bold, pieces, wrap
from storybank.reports.type import clean

NARROWEST, WIDEST, ASIDE, ASIDE_IN_TURNS = 20.0, 58.0, 0.7, 0.88
"""A principle's column in points, and how much of it one outside of the target gets, with turned heads and with heads in two rows."""
TIER_SLOT, SIGNAL_SLOT, SIDE_GAP = 11.0, 9.5, 11.0
DEGREES = 50.0
HEAD_LEADING, _HEAD_LONGEST, _HEAD_LONG, _HEAD_LOWEST = 8.6, 94.0, 68.0, 38.0
_TWO_ROWS, _MOST_LINES, _MOST_ASIDE, _APART = 26.0, 4, 3, 4.5
_SINE, _COSINE = math.sin(math.radians(DEGREES)), math.cos(math.radians(DEGREES))
LONGEST_TITLE, _SMALL = 400, 6.5
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
    Step(204, 8.8, 2, 120), Step(204, 8.8, 1, 96), Step(204, 8.6, 0, 96), Step(224, 8.0, 0, 70), Step(290, 7.4, 0, 40),
    Step(340, 7.0, 0, 30), Step(380, 6.4, 0, 26), Step(410, 6.0, 0, 26),
)  # fmt: skip
"""No title is smaller than the last of these, 6 points: where even that has no room for all of them, the long ones end in “…”."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head. `legend` is the full name when the head had room for the short label only; `raised`: in the upper of two rows."""

    lines: list[Line]
    legend: str
    raised: bool = False


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
    """The columns of a page. x are measured from the left margin; heads in the lower of two rows are `low_height` high."""

    places: tuple[Place, ...]
    story_width: float
    turned: bool
    head_height: float
    low_height: float
    tiers_x: float
    signals_x: float


def letters(framework: Framework) -> tuple[tuple[str, Signal], ...]:
    """Return the signals that a bank must or should hold, each under a letter of its own (I and E stay free for “internal” and “external”)."""
    found: dict[str, Signal] = {}
    for signal in (*framework.signals_needed("required"), *framework.signals_needed("depth"))[:8]:
        name = [char.upper() for char in clean(signal.name) if char.isalnum()]
        free = (char for char in (*name, *"123456789") if char not in "IE" and char not in found)
        found[next(free)] = signal
    return tuple(found.items())


def sides(signals: int) -> float:
    """Return how wide the columns beside the principles are: the tiers, so many signals, and internal or external."""
    return SIDE_GAP + 3 * TIER_SLOT + SIDE_GAP + (signals + 1) * SIGNAL_SLOT + SIDE_GAP / 2


def grid(columns: Sequence[Column], signals: int, width: float, story_width: float) -> Grid:
    """Place columns in a width; the stories' column takes what is left when the principles stand as wide as they may.

    Heads stand upright in one row where their words have room, else upright in two rows by turns, else turned.
    """
    room = width - sides(signals)
    set_heads: list[Head] = []
    widths: list[float] = []
    turned = False
    for factor, arrange in ((1.0, _in_a_row), (ASIDE_IN_TURNS, _in_two_rows), (ASIDE, _turned)):
        units = sum(1.0 if column.in_target else factor for column in columns) or 1.0
        pitch = max(NARROWEST, min(WIDEST, (room - story_width) / units))
        pitch = min(pitch, (room - 150) / units)
        widths = [pitch * (1.0 if column.in_target else factor) for column in columns]
        heads = arrange(columns, widths)
        turned = arrange is _turned
        set_heads = [head for head in heads if head is not None]
        if len(set_heads) == len(columns):
            break
    left = room - sum(widths)
    x, places = left, []
    for column, head, step in zip(columns, set_heads, widths, strict=True):
        places.append(Place(column, x + step / 2, step, head))
        x += step
    low = max((_height(head) for head in set_heads if not head.raised), default=0.0)
    return Grid(
        tuple(places),
        left - 10,
        turned,
        _head_height(set_heads, low, turned=turned),
        max(low, _TWO_ROWS),
        x + SIDE_GAP,
        width - (signals + 1) * SIGNAL_SLOT - SIDE_GAP / 2,
    )


def _in_a_row(columns: Sequence[Column], widths: Sequence[float]) -> list[Head | None]:
    return [_upright(column, width - 4, 5) for column, width in zip(columns, widths, strict=True)]


def _in_two_rows(columns: Sequence[Column], widths: Sequence[float]) -> list[Head | None]:
    """Set heads that stand above and below by turns.

    One below may reach as far as the columns beside its own, where the stems of those above stand; one above as far as its neighbours above.
    """
    steps = [(one + other) / 2 for one, other in pairwise(widths)]
    found: list[Head | None] = []
    for number, column in enumerate(columns):
        raised = (len(columns) - number) % 2 == 1
        room = 2 * min(steps[max(0, number - 1) : number + 1], default=widths[number]) - _APART
        longest = max((piece.width for piece in pieces((Span(column.principle.name, _style(column)),))), default=0.0)
        found.append(_upright(column, max(room, longest + 0.1) if raised else room, _MOST_LINES, raised=raised))
    for number in range(2, len(found)):
        one, other = found[number - 2], found[number]
        if one and other and (_width(one) + _width(other)) / 2 + _APART > steps[number - 2] + steps[number - 1]:
            return [None] * len(columns)
    return found


def _width(head: Head) -> float:
    return max((line.width for line in head.lines), default=0.0)


def _turned(columns: Sequence[Column], widths: Sequence[float]) -> list[Head | None]:
    return [_head(column, width) for column, width in zip(columns, widths, strict=True)]


def _style(column: Column) -> Style:
    return Style(7.4) if column.in_target else Style(7.0, "faint")


def _upright(column: Column, width: float, most: int, *, raised: bool = False) -> Head | None:
    """Set an upright head; None when its words do not fit."""
    style, most = _style(column), most if column.in_target else _MOST_ASIDE
    for name in (clean(column.principle.name), clean(column.principle.short)):
        words = pieces((Span(name, style),))
        longest = max((piece.width for piece in words), default=0.0)
        lines = wrap((Span(name, style),), max(width, 1.0))
        if sum(len(line.pieces) for line in lines) == len(words) and len(lines) <= most:
            return Head(_balanced(name, style, len(lines), longest, width), "", raised)
        if column.in_target:
            break
    return None


def _head(column: Column, width: float) -> Head:
    """Set a head to be turned."""
    name, short, style = clean(column.principle.name), clean(column.principle.short), _style(column)
    rows = max(1, int(width * _SINE / HEAD_LEADING))
    lines = wrap((Span(name, style),), _HEAD_LONGEST)
    if len(lines) <= rows:
        narrowest = max([_HEAD_LONGEST / 4, *(piece.width for piece in pieces((Span(name, style),)))])
        wanted = rows if lines[0].width > _HEAD_LONG else len(lines)
        return Head(_balanced(name, style, wanted, narrowest, _HEAD_LONGEST), "")
    return Head(wrap((Span(short or name, style),), _HEAD_LONGEST, rows), name if column.in_target else "")


def _balanced(text: str, style: Style, rows: int, narrowest: float, widest: float) -> list[Line]:
    """Set a text in so many lines, of nearly the same length."""
    spans = (Span(text, style),)
    width = narrowest + 0.1
    while width < widest:
        lines = wrap(spans, width)
        if len(lines) <= rows:
            return lines
        width += 3
    return wrap(spans, widest)


def _height(head: Head) -> float:
    return len(head.lines) * HEAD_LEADING + 6


def _head_height(heads: Sequence[Head], low: float, *, turned: bool) -> float:
    if not turned:
        raised = [_height(head) for head in heads if head.raised]
        return max(_HEAD_LOWEST, max(low, _TWO_ROWS) + max(raised)) if raised else max(_HEAD_LOWEST, low)
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
            + (5.5 if step.hook_lines else 3.5 if step.size > _SMALL else 2.0)
        )
        result.append(Row(story, set_title, hook, max(height, 18.0 if step.size > _SMALL else 13.0)))
    return result
