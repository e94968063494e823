"""Where in the window a gap is mended."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storybank.analysis.coverage import Cell, counted, coverage
from storybank.analysis.finding import Gap
from storybank.model import Bank

if TYPE_CHECKING:
    from storybank.analysis.mending import Mend


@dataclass(frozen=True, slots=True)
class Place:
    """A page, a story on it (or None) and a field of the story (or empty)."""

    page: str
    story: str | None
    field: str


def place_of(gap: Gap, bank: Bank) -> Place:
    """Return where a gap is mended: a field of the story that mends it with least work, a column of the matrix, or a new story."""
    if not bank.stories:
        return Place("new", None, "")
    if not counted(bank):
        return Place("stories", bank.stories[0].id, "status")  # an idea counts once it is a draft
    if gap.story is not None:
        alone = gap.rule == "single-point-of-failure"
        return _second(bank, _first_of(gap), gap.story) if alone else Place("stories", gap.story, _field_of(gap))
    if gap.principle is not None:
        return _place_of_principle(gap, gap.principle, bank)
    if gap.rule == "bank-size":
        return _place_of_size(bank)
    return Place("stories", counted(bank)[0].id, _field_of_bank(gap, bank))


def place_of_mend(mend: "Mend", bank: Bank) -> Place:
    """Return where the next thing is done; a story that is still to be written has no id."""
    if mend.story is None:
        return Place("new", None, "")
    if mend.principle is not None:
        return Place("stories", mend.story, f"principles.{mend.principle}.evidence")
    return place_of(mend.removes[0], bank)


def _place_of_principle(gap: Gap, principle: str, bank: Bank) -> Place:
    """Return the story that the remedy names."""
    if gap.rule == "principle-no-backup":
        return _second(bank, principle, str(gap.detail["story"]))
    cells = _cells(bank, principle)
    if not cells:
        return Place("coverage", None, principle)
    if gap.rule == "principle-secondary-only":
        holder = next((cell for cell in cells if cell.at_bar), cells[0])
        return Place("stories", holder.story.id, f"principles.{principle}")
    if gap.rule == "principle-unproven":
        nearest = max((cell for cell in cells if cell.at_bar), key=lambda cell: cell.proven / cell.asked)
    else:
        nearest = max(cells, key=lambda cell: cell.score or 0.0)
    return Place("stories", nearest.story.id, f"principles.{principle}.evidence")


def _second(bank: Bank, principle: str, holder: str | None) -> Place:
    """Return the story that is the nearest second one for a principle, or its column while no other story carries it."""
    others = [cell for cell in _cells(bank, principle) if cell.story.id != holder]
    if not others:
        return Place("coverage", None, principle)
    nearest = max(others, key=lambda cell: cell.score or 0.0)
    return Place("stories", nearest.story.id, f"principles.{principle}.evidence")


def _place_of_size(bank: Bank) -> Place:
    """Return a new story, or an idea that is there already; of too many stories the one that brings least to the bar."""
    if len(counted(bank)) < bank.framework.bank_size[0]:
        idea = next((story for story in bank.stories if story.status == "idea"), None)
        return Place("stories", idea.id, "status") if idea else Place("new", None, "")
    matrix = coverage(bank, bank.framework)
    held = Counter(cell.story.id for cell in matrix.cells.values() if cell.at_bar)
    least = min(reversed(matrix.stories), key=lambda story: held[story.id])
    return Place("stories", least.id, "status")


def _cells(bank: Bank, principle: str) -> tuple[Cell, ...]:
    columns = coverage(bank, bank.framework).columns
    return next((column.cells for column in columns if column.principle.id == principle), ())


def _first_of(gap: Gap) -> str:
    principles = gap.detail["principles"]
    return principles[0] if isinstance(principles, tuple) else ""


def _field_of(gap: Gap) -> str:
    if gap.rule == "customer-tier-missing":
        return f"customers.{gap.detail['tier']}"
    if gap.principle is not None:
        return f"principles.{gap.principle}.evidence"
    return {"no-trade-off": "trade_off", "no-primary": "principles.rank", "do-not-claim": "figures"}.get(
        gap.rule, "title"
    )


def _field_of_bank(gap: Gap, bank: Bank) -> str:
    """Return the field that mends a gap of the whole bank, in whichever story it is filled."""
    if gap.rule == "missing-signal":
        return f"signals.{gap.detail['signal']}"
    if gap.rule == "launch-only":
        return f"signals.{bank.framework.signals_needed('depth')[0].id}"
    if gap.rule == "no-spread":
        return {"employer": "employer", "year": "period"}[str(gap.detail["kind"])]
    return {"all-external": "internal"}.get(gap.rule, "title")
