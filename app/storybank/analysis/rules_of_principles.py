"""Gap rules per principle of the target, and per story that holds several alone."""

from collections.abc import Iterator

from storybank.analysis.coverage import Cell, Column
from storybank.analysis.finding import Gap, View, quoted
from storybank.texts import _, listed, plural, score_text


def principle_uncovered(view: View) -> Iterator[Gap]:
    """Error: no story that counts carries the principle."""
    for column in view.coverage.target:
        if not column.cells:
            yield Gap(
                "principle-uncovered", "error", None, column.principle.id, {},
                _("No story carries {principle}.").format(principle=column.principle.name),
                _("Tag the story that answers “{question}” best, or write one.").format(question=column.principle.dimensions[0].question),
            )  # fmt: skip


def principle_below_bar(view: View) -> Iterator[Gap]:
    """Error: carried, but no story that counts scores it at or above the bar."""
    for column in view.coverage.target:
        if not column.cells or not column.vetoable:
            continue
        nearest = max(column.cells, key=lambda cell: cell.score or 0.0)
        if column.best is None:
            message = _("{principle} is not scored in any story.").format(principle=column.principle.name)
            remedy = _("Score it in {story}, dimension by dimension.").format(story=quoted(nearest.story))
        else:
            message = _("{principle} can be vetoed: the best score is {best}, the bar {bar}.").format(
                principle=column.principle.name, best=score_text(column.best), bar=score_text(view.framework.bar)
            )
            remedy = _("Sharpen {story}, which is nearest: {next_step}").format(
                story=quoted(nearest.story), next_step=next_step(nearest)
            )
        yield Gap("principle-below-bar", "error", None, column.principle.id, {"best": column.best}, message, remedy)


def principle_unproven(view: View) -> Iterator[Gap]:
    """Error: at or above the bar, but in every such story the score is not proven."""
    for column in view.coverage.target:
        if column.unproven:
            nearest = max(column.holders, key=lambda cell: cell.proven / cell.asked)
            yield Gap(
                "principle-unproven", "error", None, column.principle.id, {},
                _("{principle} is at the bar on paper only: no score there has evidence for half of its dimensions.").format(
                    principle=column.principle.name
                ),
                _("Start with {story}: {next_step}").format(story=quoted(nearest.story), next_step=next_step(nearest)),
            )  # fmt: skip


def principle_secondary_only(view: View) -> Iterator[Gap]:
    """Info: at or above the bar, but in no story whose primary principle it is."""
    for column in view.coverage.target:
        if column.holders and not any(cell.is_primary for cell in column.holders):
            yield Gap(
                "principle-secondary-only", "info", None, column.principle.id, {},
                _("{principle} is only ever a second thought: no story at the bar is told for it first.").format(principle=column.principle.name),
                _("Consider making it the primary principle of {story}.").format(story=quoted(column.holders[0].story)),
            )  # fmt: skip


def principle_no_backup(view: View) -> Iterator[Gap]:
    """Warning: at or above the bar in exactly one story."""
    for column in view.coverage.target:
        if column.depth == 1:
            holder = column.holders[0]
            yield Gap(
                "principle-no-backup", "warning", None, column.principle.id, {"story": holder.story.id},
                _("{principle} hangs on {story} alone.").format(principle=column.principle.name, story=quoted(holder.story)),
                _backup_remedy(column, holder),
            )  # fmt: skip


def single_point_of_failure(view: View) -> Iterator[Gap]:
    """Warning: one story alone holds two or more principles at or above the bar."""
    alone: dict[str, list[Column]] = {}
    for column in view.coverage.target:
        if column.depth == 1:
            alone.setdefault(column.holders[0].story.id, []).append(column)
    for story in view.stories:
        columns = alone.get(story.id, [])
        if len(columns) >= 2:
            names = [column.principle.name for column in columns]
            yield Gap(
                "single-point-of-failure", "warning", story.id, None,
                {"principles": tuple(column.principle.id for column in columns)},
                _("If {story} is used up in an early round, {principles} have no answer at the bar.").format(
                    story=quoted(story), principles=listed(names)
                ),
                _("Bring a second story to the bar for {principle}, then for the others.").format(principle=names[0]),
            )  # fmt: skip


def next_step(cell: Cell) -> str:
    """Return the nearest thing to do for a cell: the first dimension without evidence, as its question."""
    answered = {evidence.dimension for evidence in cell.tag.evidence if evidence.text.strip()}
    question = next(
        (dimension.question for dimension in cell.principle.dimensions if dimension.id not in answered), None
    )
    if question is None:
        return _("every dimension is answered; raise what the evidence shows, or the score, honestly.")
    return _("answer “{question}”").format(question=question)


def _backup_remedy(column: Column, holder: Cell) -> str:
    others = [cell for cell in column.cells if cell is not holder]
    if not others:
        return _("Tag a second story with it, one the first does not resemble.")
    nearest = max(others, key=lambda cell: cell.score or 0.0)
    return _("{story} is the nearest second, at {score}: {next_step}").format(
        story=quoted(nearest.story), score=score_text(nearest.score), next_step=next_step(nearest)
    )


def missing_evidence(cell: Cell) -> str:
    """Return in words how many more dimensions would prove a cell's score, and the nearest of them."""
    short = (cell.asked + 1) // 2 - cell.proven
    missing = plural("{count} more answer would prove it", "{count} more answers would prove it", short).format(
        count=short
    )
    return _("{missing}: {next_step}").format(missing=missing, next_step=next_step(cell))
