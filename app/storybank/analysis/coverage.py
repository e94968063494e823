"""The matrix story × principle: who carries what, how well, and with how much proof; per principle, where the bank can be vetoed.

Source of the words: the rubric as reported (bar, veto exposure) and the gap contract (counts, depth, proven, exposure order).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from storybank.model import Bank, Framework, Principle, PrincipleTag, Story

Tone = Literal["none", "aside", "aside-bar", "below", "bar", "high"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One story's tag under one principle. `proven` of `asked` dimensions have evidence with text."""

    story: Story
    principle: Principle
    tag: PrincipleTag
    proven: int
    asked: int
    at_bar: bool

    @property
    def score(self) -> float | None:
        """The self-score, 1 to 4 in half points; None when it is not scored yet."""
        return self.tag.score

    @property
    def is_primary(self) -> bool:
        """Whether the principle is the story's primary one."""
        return self.tag.rank == "primary"

    @property
    def is_proven(self) -> bool:
        """Whether evidence with text stands in at least half of the dimensions."""
        return 2 * self.proven >= self.asked


@dataclass(frozen=True, slots=True)
class Column:
    """One principle over the whole bank. `cells` are those of the stories that count, in the bank's order; `place` is the framework's order."""

    principle: Principle
    place: int
    in_target: bool
    cells: tuple[Cell, ...]

    @property
    def best(self) -> float | None:
        """The best score, None when nothing is scored."""
        return max((cell.score for cell in self.cells if cell.score is not None), default=None)

    @property
    def holders(self) -> tuple[Cell, ...]:
        """The cells at or above the bar."""
        return tuple(cell for cell in self.cells if cell.at_bar)

    @property
    def depth(self) -> int:
        """How many stories stand at or above the bar."""
        return len(self.holders)

    @property
    def vetoable(self) -> bool:
        """Whether a bar raiser could veto here: no story stands at or above the bar."""
        return not self.holders

    @property
    def unproven(self) -> bool:
        """Whether there are stories at or above the bar, and in every one of them the score is not proven."""
        return bool(self.holders) and not any(cell.is_proven for cell in self.holders)

    @property
    def exposure(self) -> tuple[bool, float, int, int]:
        """A key that sorts the most exposed principle first: uncovered, lower best, smaller depth, framework order."""
        return (bool(self.cells), self.best or 0.0, self.depth, self.place)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The matrix of the stories that count (rows, bank order) under all principles of the framework (columns, framework order)."""

    stories: tuple[Story, ...]
    columns: tuple[Column, ...]
    cells: Mapping[tuple[str, str], Cell]

    @property
    def target(self) -> tuple[Column, ...]:
        """The columns of the principles that the loop is about."""
        return tuple(column for column in self.columns if column.in_target)

    def by_exposure(self) -> tuple[Column, ...]:
        """Return the target's columns, the most exposed first."""
        return tuple(sorted(self.target, key=lambda column: column.exposure))

    def cell(self, story_id: str, principle_id: str) -> Cell | None:
        """Return the cell of a story under a principle, if the story carries it."""
        return self.cells.get((story_id, principle_id))


def counts(story: Story, *, ready_only: bool = False) -> bool:
    """Say whether a story counts: draft or ready; with `ready_only`, ready alone."""
    return story.status == "ready" or (story.status == "draft" and not ready_only)


def counted(bank: Bank, *, ready_only: bool = False) -> tuple[Story, ...]:
    """Return the stories that count, in the bank's order."""
    return tuple(story for story in bank.stories if counts(story, ready_only=ready_only))


def make_cell(story: Story, tag: PrincipleTag, principle: Principle, bar: float) -> Cell:
    """Return the cell of one tag. Evidence counts once per dimension, and only with text."""
    known = {dimension.id for dimension in principle.dimensions}
    answered = {evidence.dimension for evidence in tag.evidence if evidence.text.strip()} & known
    return Cell(story, principle, tag, len(answered), len(known), tag.score is not None and tag.score >= bar)


def coverage(bank: Bank, framework: Framework, *, ready_only: bool = False) -> Coverage:
    """Return the matrix of a bank under a framework. Tags of principles that the framework does not know have no column."""
    stories = counted(bank, ready_only=ready_only)
    principles = {principle.id: principle for principle in framework.principles}
    cells = {
        (story.id, tag.principle): make_cell(story, tag, principles[tag.principle], framework.bar)
        for story in stories
        for tag in story.principles
        if tag.principle in principles
    }
    by_principle: dict[str, list[Cell]] = {principle_id: [] for principle_id in principles}
    for cell in cells.values():
        by_principle[cell.principle.id].append(cell)
    wanted = bank.target.principles
    columns = tuple(
        Column(principle, place, not wanted or principle.id in wanted, tuple(by_principle[principle.id]))
        for place, principle in enumerate(framework.principles)
    )
    return Coverage(stories, columns, cells)


@dataclass(frozen=True, slots=True)
class Holding:
    """What the bank has in one story: its cells at the bar under principles of the loop, and those of them that no other story holds."""

    held: tuple[Cell, ...]
    alone: tuple[Cell, ...]


def holdings(found: Coverage) -> Mapping[str, Holding]:
    """Return what each story that counts holds for the loop, by its id, in the framework's order: what would be lost without it."""
    held: dict[str, list[Cell]] = {story.id: [] for story in found.stories}
    alone: dict[str, list[Cell]] = {story.id: [] for story in found.stories}
    for column in found.target:
        holders = column.holders
        for cell in holders:
            held[cell.story.id].append(cell)
        if len(holders) == 1:
            alone[holders[0].story.id].append(holders[0])
    return {story.id: Holding(tuple(held[story.id]), tuple(alone[story.id])) for story in found.stories}


def tone(cell: Cell, column: Column, bar: float) -> Tone:
    """Return how strongly a cell of the matrix is to be seen, chosen as on the paper matrix; what that looks like is each format's own."""
    if cell.score is None:
        return "none"
    if not column.in_target:
        return "aside-bar" if cell.at_bar else "aside"
    if not cell.at_bar:
        return "below"
    return "high" if cell.score >= bar + 0.5 else "bar"
