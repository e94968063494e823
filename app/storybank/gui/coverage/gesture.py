"""How typed characters become a score: 3 is a score, and `.` or `.5` after it makes it 3.5."""

from typing import NamedTuple

_POINTS = (".", ",")


class Typed(NamedTuple):
    """A score to set; `more` says that it goes on what was typed just before, so that both are one step to undo."""

    score: float
    more: bool


class Gesture:
    """What is being typed into one cell. A point alone adds half a point to a whole score, or takes it off again."""

    def __init__(self) -> None:
        self._begun = False
        self._base: float | None = None  # the whole score before a point that was just typed

    def reset(self, *_cells: object) -> None:
        """Forget what was typed: the next character begins anew."""
        self._begun, self._base = False, None

    def takes(self, text: str) -> bool:
        """Say whether a character is one that scores are written with."""
        return len(text) == 1 and (text in _POINTS or text in "0123456789")

    def type(self, text: str, score: float | None) -> Typed | None:
        """Return the score that a character makes of a cell's score so far; None where it makes none."""
        if text in _POINTS:
            return self._point(score)
        base, self._base = self._base, None
        if base is not None and text in "05":
            self._begun = False
            half = 0.5 if text == "5" else 0.0
            return Typed(base + half, more=True) if base + half <= 4 else None
        self._begun = text in "1234"
        return Typed(float(text), more=False) if self._begun else None

    def _point(self, score: float | None) -> Typed | None:
        begun, self._begun = self._begun, False
        self._base = None if score is None else float(int(score))
        if score is None or self._base is None:
            return None
        if self._base >= 4:
            return Typed(self._base, more=True)
        return Typed(self._base if score > self._base else self._base + 0.5, more=begun)
