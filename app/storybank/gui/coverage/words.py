"""The matrix in words: what a cell or a total stands for, and what would mend it cheapest."""

from collections.abc import Sequence
from heapq import nlargest

from storybank.analysis.coverage import Cell, Column, Coverage, Holding
from storybank.model import Bank, Principle, Story
from storybank.texts import _, listed, plural, score_text

_NAMED = 5  # principles that the sentence above the matrix names
_MEASURED = 6  # sentences that the room for all of them is measured by


def of_cell(story: Story, column: Column, cell: Cell | None, bar: float) -> str:
    """Return what a story is worth under a principle, on the first line, and what to do about it, on the next."""
    names = {"title": story.title, "principle": column.principle.name}
    if cell is None:
        lines = [_("“{title}” does not carry {principle}.").format(**names), _("1–4 scores it.")]
    else:
        lines = [_head(story.title, column.principle.name, cell), _proof(cell, bar)]
    if not column.in_target:
        lines[1] += " " + _not_asked(column.principle)
    return "\n".join(lines)


def longest_of_cells(found: Coverage, bar: float) -> tuple[str, ...]:
    """Return the longest texts that `of_cell` has for the cells of a bank: room for these is room for all, or nearly so."""
    columns = {column.principle.id: column for column in found.columns}
    longest = nlargest(_MEASURED, found.cells.values(), key=_length)
    return tuple(of_cell(cell.story, columns[cell.principle.id], cell, bar) for cell in longest)


def _length(cell: Cell) -> int:
    return len(cell.story.title) + len(cell.principle.name) + len(_cheapest(cell))


def _head(title: str, principle: str, cell: Cell) -> str:
    rank = _("primary") if cell.is_primary else _("secondary")
    head = _("“{title}” × {principle} · {score} of 4, {rank}")
    if cell.score is None:
        head = _("“{title}” × {principle} · {rank}, not scored yet")
    return head.format(title=title, principle=principle, rank=rank, score=score_text(cell.score))


def _not_asked(principle: Principle) -> str:
    return _("This loop does not ask for {principle}.").format(principle=principle.name)


def _proof(cell: Cell, bar: float) -> str:
    proven = plural(
        "{proven} of {n} dimension proven", "{proven} of {n} dimensions proven", cell.asked
    ).format(proven=cell.proven, n=cell.asked)  # fmt: skip
    said = _("{distance} {proven}").format(distance=_distance(cell.score, bar), proven=proven)
    if cell.at_bar and not cell.is_proven:
        said = _("{distance} Claimed, not proven yet: {proven}").format(
            distance=_distance(cell.score, bar), proven=proven
        )
    question = _cheapest(cell)
    if question:
        return _("{said}. Cheapest to add: “{question}”").format(said=said, question=question)
    return _("{said}.").format(said=said)


def _distance(score: float | None, bar: float) -> str:
    if score is None:
        return _("1–4 scores it.")
    if score == bar:
        return _("At the bar.")
    by = abs(score - bar)
    points = _("Half a point") if by == 0.5 else _("One point") if by == 1 else ""
    points = points or _("{number} points").format(number=score_text(by))
    return (_("{points} over the bar.") if score > bar else _("{points} under the bar.")).format(points=points)


def _cheapest(cell: Cell) -> str:
    """Return the question of the first dimension without evidence, or nothing."""
    answered = {evidence.dimension for evidence in cell.tag.evidence if evidence.text.strip()}
    return next((one.question for one in cell.principle.dimensions if one.id not in answered), "")


def of_column(column: Column, bar: float) -> str:
    """Return what a principle's totals say."""
    name = column.principle.name
    if not column.in_target:
        return _("{principle} is not part of this loop.").format(principle=name)
    if not column.cells:
        return _("{principle} can be vetoed: no story carries it.").format(principle=name)
    if column.vetoable:
        said = _("{principle} can be vetoed: the best score is {best}, the bar {bar}.")
        return said.format(principle=name, best=score_text(column.best), bar=score_text(bar))
    said = plural("{principle}: {n} story at the bar.", "{principle}: {n} stories at the bar.", column.depth)
    if column.unproven:
        said += " " + _("None of these scores is proven.")
    return said.format(principle=name, n=column.depth)


def of_story(story: Story, holding: Holding) -> str:
    """Return what a story's totals say: what it holds, and what would be lost without it."""
    if not holding.held:
        return _("“{title}” holds no principle of the loop at the bar.").format(title=story.title)
    held = _("“{title}” holds at the bar: {principles}.").format(title=story.title, principles=_names(holding.held))
    if not holding.alone:
        return held + " " + _("Other stories hold each of these too.")
    return held + " " + _("Nothing else holds {principles}.").format(principles=_names(holding.alone))


def _names(cells: Sequence[Cell]) -> str:
    return listed([cell.principle.name for cell in cells])


def of_principle(principle: Principle) -> str:
    """Return a principle's full name and its line."""
    return f"{principle.name}\n{principle.line}"


def of_bank(found: Coverage) -> str:
    """Return where the bank can be vetoed, in a sentence that names the principles, the most exposed first."""
    exposed = [column.principle.name for column in found.by_exposure() if column.vetoable]
    if exposed:
        said = _("Where you can be vetoed: {principles}.").format(principles="; ".join(exposed[:_NAMED]))
        if len(exposed) > _NAMED:
            said += " " + _("And {n} more, marked ▲.").format(n=len(exposed) - _NAMED)
    else:
        said = _("Every principle of this loop has a story at the bar.")
    unproven = [column.principle.name for column in found.target if column.unproven]
    if unproven:
        said += " " + _("At the bar on paper only, without proof: {principles}.").format(principles="; ".join(unproven))
    return said


def of_empty_bank() -> tuple[str, str]:
    """Return what an empty bank covers, and what would change that."""
    return (
        _("There is no story yet, so there is nothing to cover with."),
        _("Each story that you write becomes a row here, each principle of the framework a column."),
    )


def of_uncounted(*, ready_only: bool) -> tuple[str, str]:
    """Return that none of the stories counts, and what would change that."""
    if ready_only:
        return _("No story is ready yet."), _("Turn “Ready only” off to see the drafts too.")
    return (
        _("No story counts yet."),
        _("Ideas and retired stories are left out: set a story’s status to draft and it becomes a row here."),
    )


def above(bank: Bank, found: Coverage, *, ready_only: bool) -> tuple[str, str]:
    """Return what stands above the matrix: where one can be vetoed, or why there is nothing to see yet; and how to begin, where that is asked."""
    if not bank.stories:
        return of_empty_bank()
    if not found.stories:
        return of_uncounted(ready_only=ready_only)
    return of_bank(found), "" if found.cells else of_beginning()


def of_beginning() -> str:
    """Return how to begin where stories carry no principle yet."""
    return _("No story carries a principle yet: choose a cell and press 1 to 4. How well does the story show it?")


def of_keys() -> str:
    """Return what the keys do."""
    return _("Arrows move · 1–4 and . score · P primary · S secondary · Delete clears · Enter opens · + and − zoom")
