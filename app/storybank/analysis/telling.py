"""Which story is told under which principle, and which one stands behind it."""

from dataclasses import dataclass

from storybank.analysis.coverage import Cell, coverage
from storybank.model import Bank, Framework, Principle


@dataclass(frozen=True, slots=True)
class Telling:
    """The answer for one principle of the target. `repeat` says that `told` is told under an earlier principle already."""

    principle: Principle
    told: Cell | None
    repeat: bool
    backup: Cell | None


def tellings(bank: Bank, framework: Framework, *, ready_only: bool = False) -> tuple[Telling, ...]:
    """Return, for each principle of the target in the framework's order, the story to tell and its backup.

    Candidates stand in the order highest score, primary rank, proof, bank order. A story not told yet goes before a told one on the same side of
    the bar: nobody likes to hear a story twice, but a story under the bar is worse than a repeat.
    """
    used: set[str] = set()
    result = []
    for column in coverage(bank, framework, ready_only=ready_only).target:
        ranked = sorted(column.cells, key=_merit)  # sorted is stable: the bank's order decides last
        told = min(ranked, key=lambda cell: (not cell.at_bar, cell.story.id in used), default=None)
        backup = next((cell for cell in ranked if cell is not told), None)
        result.append(Telling(column.principle, told, told is not None and told.story.id in used, backup))
        if told is not None:
            used.add(told.story.id)
    return tuple(result)


def _merit(cell: Cell) -> tuple[float, bool, float]:
    return (-(cell.score or 0.0), not cell.is_primary, -cell.proven / cell.asked)
