"""Flow: blocks of set lines fill pages. A block breaks between lines, two of them at least on both sides; a head stays with what follows."""

from collections.abc import Sequence
from dataclasses import dataclass

from storybank.reports.setting import Line

_LEAST = 2  # lines of a block that stand alone at a page's foot or head


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines below each other, `leading` points apart, `indent` from the left, with room `before` (points) unless they begin a page.

    `keeps` holds it with the block that follows. `mark` stands beside its first line, `columns` are further cells of a table's row with their
    distance from the left. `story` is the index of the story that begins here, `entry` that of the one whose page number stands at the right.
    `shaded` lies on a tone, `ruled` has a hairline above it, `fresh` begins a page.
    """

    lines: tuple[Line, ...] = ()
    leading: float = 13.0
    indent: float = 0.0
    before: float = 0.0
    keeps: bool = False
    mark: Line | None = None
    columns: tuple[tuple[float, tuple[Line, ...]], ...] = ()
    story: int | None = None
    entry: int | None = None
    shaded: bool = False
    ruled: bool = False
    fresh: bool = False

    @property
    def count(self) -> int:
        """How many lines high it is."""
        return max([len(self.lines), *(len(lines) for _x, lines in self.columns)])


@dataclass(frozen=True, slots=True)
class Placed:
    """Lines `first` up to `last` of a block on a page, from `top` points below the page's upper margin."""

    block: Block
    first: int
    last: int
    top: float


def flow(blocks: Sequence[Block], room: float) -> list[list[Placed]]:
    """Return what stands on each page of `room` points. No line is lost: one that is higher than a page has a page."""
    pages: list[list[Placed]] = [[]]
    used = 0.0
    for at, block in enumerate(blocks):
        if block.fresh and pages[-1]:
            pages, used = [*pages, []], 0.0
        first = 0
        while True:
            before = block.before if pages[-1] and not first else 0.0
            fits = int((room - used - before + 0.01) / block.leading)
            last = _break(
                block,
                first,
                fits,
                is_kept=first == 0 and block.keeps and not _follows(blocks, at, room - used - before),
            )
            if last <= first and pages[-1]:
                pages, used = [*pages, []], 0.0
                continue
            if last <= first:  # a page of its own is all that it can have
                last = max(_break(block, first, fits, is_kept=False), first + 1)
            pages[-1].append(Placed(block, first, last, used + before))
            used += before + (last - first) * block.leading
            first = last
            if first >= block.count:
                break
            pages, used = [*pages, []], 0.0
    return pages


def _break(block: Block, first: int, fits: int, *, is_kept: bool) -> int:
    """Return the line before which a block breaks where `fits` lines have room; `first` where it had better begin on the next page."""
    left = block.count - first
    if is_kept:
        return first
    if left <= fits:
        return block.count
    last = first + min(fits, left - _LEAST)
    return last if last - first >= _LEAST else first


def _follows(blocks: Sequence[Block], at: int, room: float) -> bool:
    """Say whether a block that keeps, and the beginning of what it is kept with, have room."""
    needed = 0.0
    for block in blocks[at:]:
        needed += block.before if needed else 0.0
        if not block.keeps:
            return needed + min(block.count, _LEAST) * block.leading <= room
        needed += block.count * block.leading
    return needed <= room
