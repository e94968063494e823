"""Which story is told under which principle, and which one stands behind it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from storybank.analysis.coverage import Cell, coverage
from storybank.model import Bank, Framework, Principle


@dataclass(frozen=True, slots=True)
class Telling:
    """The answer for one principle of the target. `repeat` says that `told` is told under an earlier principle already.

    `elsewhere` is the principle that the same story answers better: its text stands there, once. None where it stands here.
    """

    principle: Principle
    told: Cell | None
    repeat: bool
    backup: Cell | None
    elsewhere: Principle | None = None


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
    return tuple(_placed(result))


def _placed(found: list[Telling]) -> Iterator[Telling]:
    """Give every story that is told several times one place for its text: where it tells best, the first of equals."""
    best: dict[str, Telling] = {}
    for one in found:
        if one.told is not None:
            other = best.get(one.told.story.id)
            if other is None or other.told is None or _merit(one.told) < _merit(other.told):
                best[one.told.story.id] = one
    for one in found:
        home = best[one.told.story.id] if one.told is not None else one
        yield one if home is one else replace(one, elsewhere=home.principle)


def _merit(cell: Cell) -> tuple[float, bool, float]:
    return (-(cell.score or 0.0), not cell.is_primary, -cell.proven / cell.asked)
