"""Trying an edit of one story before it is made: which gaps would then be left.

All rules asked again over a bank of hundreds of stories take ten milliseconds, and two dozen edits are tried at a time. A rule that looks at one
story at a time finds in all other stories what it found before, so it is asked about the edited story alone.
"""

from collections.abc import Iterable

from storybank.analysis.coverage import Cell, Column, Coverage, counts, make_cell
from storybank.analysis.finding import Gap, View
from storybank.analysis.gaps import RULES, matches
from storybank.model import Bank, Framework, Story

Key = tuple[object, ...]
OF_ONE_STORY = frozenset({"do-not-claim", "unproven-score", "customer-tier-missing", "no-trade-off", "no-primary"})
"""Rules whose gaps follow from nothing but the story that they name."""
NAMING = ("tier", "signal", "claim", "kind")
"""What of a gap's detail tells it from others of its rule; counts and scores change from day to day."""


def key_of(gap: Gap) -> Key:
    """Return what makes a gap the same one before and after an edit."""
    which = {key: gap.detail[key] for key in NAMING if key in gap.detail}
    return (gap.rule, gap.story, gap.principle, *which.items())


class Trial:
    """A bank in which edits of single stories are tried. `now` are its gaps, all of them, as `gaps` returns them."""

    def __init__(self, bank: Bank, framework: Framework, now: Iterable[Gap], *, ready_only: bool = False) -> None:
        self._bank = bank
        self._framework = framework
        self._ready_only = ready_only
        self.view = View.of(bank, framework, ready_only=ready_only)
        self._of_the_bank: list[Gap] = []
        self._of_stories: dict[str, list[Gap]] = {}
        for gap in now:
            if gap.is_open and gap.rule in OF_ONE_STORY and gap.story:
                self._of_stories.setdefault(gap.story, []).append(gap)
            elif gap.is_open:
                self._of_the_bank.append(gap)

    def removed(self, story: Story) -> tuple[Gap, ...]:
        """Return the open gaps that are gone once this story stands in place of the one of its id, or at the end as a new one."""
        bank = self._bank.with_story(story)
        whole = View(bank, self._framework, self._with(bank, story))
        own = tuple(one for one in whole.stories if one.id == story.id)
        alone = View(bank, self._framework, Coverage(own, (), whole.coverage.cells))
        left = {
            key_of(gap)
            for name, rule in RULES.items()
            for gap in rule(alone if name in OF_ONE_STORY else whole)
            if not any(matches(waiver, gap) for waiver in bank.waivers)
        }
        asked = (*self._of_the_bank, *self._of_stories.get(story.id, ()))
        return tuple(gap for gap in asked if key_of(gap) not in left)

    def _with(self, bank: Bank, story: Story) -> Coverage:
        """Return the coverage with one story edited: whole columns, but of the cells only those of this story, which no rule misses."""
        stories = tuple(one for one in bank.stories if counts(one, ready_only=self._ready_only))
        made = self._cells_of(story) if counts(story, ready_only=self._ready_only) else {}
        old = self._bank.story(story.id)
        touched = made.keys() | {tag.principle for tag in (old.principles if old else ())}
        order = {one.id: place for place, one in enumerate(stories)}
        columns = tuple(
            _column(column, story.id, made.get(column.principle.id), order)
            if column.principle.id in touched
            else column
            for column in self.view.coverage.columns
        )
        return Coverage(stories, columns, {(story.id, principle): cell for principle, cell in made.items()})

    def _cells_of(self, story: Story) -> dict[str, Cell]:
        tagged = ((tag, self._framework.principle(tag.principle)) for tag in story.principles)
        return {
            principle.id: make_cell(story, tag, principle, self._framework.bar)
            for tag, principle in tagged
            if principle
        }


def _column(column: Column, story_id: str, cell: Cell | None, order: dict[str, int]) -> Column:
    cells = [other for other in column.cells if other.story.id != story_id]
    if cell is not None:
        cells.append(cell)
        cells.sort(key=lambda one: order[one.story.id])
    return Column(column.principle, column.place, column.in_target, tuple(cells))
