"""A framework: the principles a company interviews for, and what would prove each."""

from dataclasses import dataclass
from typing import Literal

Need = Literal["required", "depth", "optional"]
Source = Literal["reported", "reading"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """One whole point of the scale and what it stands for."""

    score: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """Something that a bank should hold a story of. `required`: one at least; `depth`: any of these; `optional`: good to have."""

    id: str
    name: str
    need: Need
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One kind of evidence that a principle asks for, put as a question to the teller."""

    id: str
    name: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle:
    """A principle with its evidence dimensions (one at least) and what sinks an answer.

    `source` is `reported` where interviewers or candidates told of the sheet, `reading` where it is the project's own reading of the public meaning.
    """

    id: str
    name: str
    short: str
    line: str
    sinks: str
    source: Source
    dimensions: tuple[Dimension, ...]

    def dimension(self, dimension_id: str) -> Dimension | None:
        """Return the dimension of that id."""
        return next((dimension for dimension in self.dimensions if dimension.id == dimension_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """A company's principles, scale, bar (a score, 3.5 = at or above passes) and the size a bank should have (from, to).

    `origin` says where this copy is from: `built-in`, `user` (a file in the config folder) or `edited` (changed inside a bank).
    """

    id: str
    name: str
    version: int
    origin: str
    note: str
    bar: float
    bank_size: tuple[int, int]
    scale: tuple[Grade, ...]
    signals: tuple[Signal, ...]
    principles: tuple[Principle, ...]

    def principle(self, principle_id: str) -> Principle | None:
        """Return the principle of that id."""
        return next((principle for principle in self.principles if principle.id == principle_id), None)

    def signal(self, signal_id: str) -> Signal | None:
        """Return the signal of that id."""
        return next((signal for signal in self.signals if signal.id == signal_id), None)

    def signals_needed(self, need: Need) -> tuple[Signal, ...]:
        """Return the signals of one need, in the framework's order."""
        return tuple(signal for signal in self.signals if signal.need == need)
