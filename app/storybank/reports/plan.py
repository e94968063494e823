"""What stands on which page of the matrix: the rows in the largest type that fits, further pages when there are many."""

from collections.abc import Sequence
from dataclasses import dataclass

from storybank.analysis.coverage import Column
from storybank.model import Story
from storybank.reports.grid import (
    KEPT_ON_PAGE,
    NARROWEST,
    STEPS,
    Grid,
    Row,
    Step,
    grid,
    rows,
    sides,
)

ONE_PAGE = 14
"""So many stories stand on one page, whatever they are called."""
FOOT_ROWS = 34.0
_FEWEST_POINTS = 170.0


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its columns, its rows, and whether the last rows (best, depth) and the gaps stand on it."""

    grid: Grid
    rows: tuple[Row, ...]
    step: Step
    foot_rows: bool
    gaps: bool
    kept: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Space:
    """What a page offers: the width, the height between title and legend, and the height of the last page's list of kept titles."""

    width: float
    height: float
    signals: int
    kept_lines: int
    kept_leading: float
    gaps_full: float


def plan(stories: Sequence[Story], columns: Sequence[Column], space: Space) -> list[Page]:
    """Return the pages. With more columns than stand side by side, the stories come again for the next columns."""
    most = max(1, int((space.width - sides(space.signals) - _FEWEST_POINTS) / NARROWEST))
    groups = [columns[start : start + most] for start in range(0, len(columns), most)] or [()]
    kept_here = space.kept_lines if space.kept_lines <= KEPT_ON_PAGE else 0
    pages: list[Page] = []
    for number, group in enumerate(groups):
        last = number == len(groups) - 1
        pages += _pages(stories, group, space, kept_here if last else 0, last=last)
    if kept_here < space.kept_lines:
        step, empty = pages[-1].step, grid((), space.signals, space.width, 0)
        room = int(space.height / space.kept_leading)
        for start in range(0, space.kept_lines, room):
            pages.append(
                Page(empty, (), step, foot_rows=False, gaps=False, kept=(start, min(space.kept_lines, start + room)))
            )
    return pages


def _pages(stories: Sequence[Story], columns: Sequence[Column], space: Space, kept: int, *, last: bool) -> list[Page]:
    kept_height = kept * space.kept_leading
    if len(stories) <= ONE_PAGE:
        step, made, set_rows = _on_one_page(stories, columns, space, kept_height)
        return [Page(made, tuple(set_rows), step, foot_rows=True, gaps=last, kept=(0, kept))]
    tries = [_flowed(stories, columns, space, kept_height, step, last=last) for step in STEPS[1:4]]
    step, made, parts = min(tries, key=lambda one: len(one[2]))
    return [
        Page(made, tuple(part), step, foot_rows=number == len(parts) - 1, gaps=last and number == len(parts) - 1,
             kept=(0, kept) if number == len(parts) - 1 else (0, 0))
        for number, part in enumerate(parts)
    ]  # fmt: skip


def _flowed(
    stories: Sequence[Story], columns: Sequence[Column], space: Space, kept: float, step: Step, *, last: bool
) -> tuple[Step, Grid, list[list[Row]]]:
    """Fill as few pages as the step allows, with about as many rows on each."""
    made = grid(columns, space.signals, space.width, step.story_width)
    set_rows = rows(stories, step, made.story_width)
    room = space.height - made.head_height
    tail = FOOT_ROWS + kept + (min(space.gaps_full, step.gap_room) if last else 0)
    most = -(-len(set_rows) // len(_parts(set_rows, room, tail, ONE_PAGE)))
    return step, made, _parts(set_rows, room, tail, most)


def _on_one_page(
    stories: Sequence[Story], columns: Sequence[Column], space: Space, kept: float
) -> tuple[Step, Grid, list[Row]]:
    step, room = STEPS[-1], 0.0
    for step in STEPS:
        made = grid(columns, space.signals, space.width, step.story_width)
        set_rows = rows(stories, step, made.story_width)
        room = space.height - made.head_height - FOOT_ROWS - kept
        if sum(row.height for row in set_rows) + min(space.gaps_full, step.gap_room) <= room:
            return step, made, set_rows
    made = grid(columns, space.signals, space.width, step.story_width)
    room -= min(space.gaps_full, step.gap_room)
    most = max(1, int((room / len(stories) - 2.0) / step.leading))
    return step, made, rows(stories, step, made.story_width, most)


def _parts(set_rows: Sequence[Row], room: float, tail: float, most: int) -> list[list[Row]]:
    """Fill pages with rows, `most` on each; the last one also has the tail."""
    parts: list[list[Row]] = [[]]
    used = 0.0
    for row in set_rows:
        if parts[-1] and (used + row.height > room or len(parts[-1]) >= most):
            parts.append([])
            used = 0.0
        parts[-1].append(row)
        used += row.height
    if used + tail > room:
        parts.append([])
    return parts
