"""What is measured against what, and how: always in turns (A B A B …), so that a busy machine is as busy for both."""

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Bar:
    """One ratio and its bar. `ours` and `floor` are samples taken in turns, in `unit`; `note` is a fact of the run worth knowing.

    Where the bar is a time and not a ratio, the floor is that time.
    """

    name: str
    what: str
    against: str
    bar: float | None
    unit: str = "ms"
    ours: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)
    note: str = ""
    busy: list[float] = field(default_factory=list)
    worst: float | None = None  # what no single one of `ours` may pass, in `unit`

    def add(self, ours: float, floor: float, busy: float | None = None) -> None:
        """Keep one pair of samples, and the ratio of their processor times where that is known: other programs disturb it less."""
        self.ours.append(ours)
        self.floor.append(floor)
        if busy is not None:
            self.busy.append(busy)

    @property
    def ratio(self) -> float | None:
        """The ratio of the medians, or None when nothing was measured."""
        return statistics.median(self.ours) / statistics.median(self.floor) if self.ours else None

    @property
    def is_met(self) -> bool | None:
        """Whether the bar is met; None where there is no bar or no measurement."""
        if self.bar is None or self.ratio is None:
            return None
        return self.ratio <= self.bar and (self.worst is None or max(self.ours) <= self.worst)

    def as_json(self) -> dict[str, object]:
        """Return all that is worth keeping of it."""
        data: dict[str, object] = {"ratio": _short(self.ratio), "bar": self.bar, "met": self.is_met, "unit": self.unit}
        if self.ours:
            data |= {
                "ours": _short(statistics.median(self.ours)),
                "floor": _short(statistics.median(self.floor)),
                "best_ratio": _short(min(self.ours) / min(self.floor)),
                "worst": _short(max(self.ours)),
                "rounds": len(self.ours),
            }
        if self.busy:
            data["processor_ratio"] = _short(statistics.median(self.busy))
        return data | ({"note": self.note} if self.note else {})


def _short(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.4g}")


def rounds(count: int, seconds: float, least: int = 3) -> Iterator[int]:
    """Count rounds; stop early when the time is used up, but not before there are a few."""
    end = time.perf_counter() + seconds
    for number in range(count):
        if number >= least and time.perf_counter() > end:
            return
        yield number


@contextmanager
def no_collection() -> Iterator[None]:
    """Keep the garbage collector from running inside one of two things that are compared."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds a piece of work takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def table(bars: Sequence[Bar]) -> str:
    """Return the bars as a table to read."""
    lines = [f"{'':<34}{'ours':>10}{'floor':>10}  {'':<4}{'ratio':>7}{'bar':>7}{'n':>5}", "-" * 78]
    for bar in bars:
        head = f"{bar.what:<34}"
        if bar.ratio is None:
            lines.append(f"{head}  not there yet, or not measured: {bar.note}")
            continue
        ours, floor = statistics.median(bar.ours), statistics.median(bar.floor)
        limit = f"{bar.bar:>7.1f}" if bar.bar is not None else f"{'–':>7}"
        verdict = "" if bar.is_met is None else ("  ok" if bar.is_met else "  MISSED")
        lines.append(
            f"{head}{ours:>10.2f}{floor:>10.2f}  {bar.unit:<4}{bar.ratio:>7.2f}{limit}{len(bar.ours):>5}{verdict}"
        )
        lines.append(f"  / {bar.against}" + (f"  ({bar.note})" if bar.note else ""))
    return "\n".join(lines)
