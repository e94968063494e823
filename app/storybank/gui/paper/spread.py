"""How the pages of a sheet lie below each other, at a zoom, in a room: plain arithmetic, in logical pixels."""

from collections.abc import Sequence

FIT_WIDTH, FIT_PAGE = 0.0, -1.0
"""Instead of a factor: as wide as the room, or as large as a whole page can be seen."""
STEPS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
"""Factors of the paper's own size, by which one zooms."""
SCREEN = 96 / 72
"""Logical pixels to a point at factor 1."""
GAP, EDGE = 18.0, 20.0
_LEAST = 0.1


class Spread:
    """Pages of `sizes` (width and height in points) in a room of `width` and `height`; no page is fitted wider than `widest`."""

    def __init__(
        self, sizes: Sequence[tuple[float, float]], width: float, height: float, widest: float, mode: float, page: int
    ) -> None:
        self._sizes = sizes
        self._room = width
        self.factor = self._factor(width, height, widest, mode, page)
        self._tops: list[float] = []
        top = EDGE
        for _width, high in sizes:
            self._tops.append(top)
            top += high * self.factor * SCREEN + GAP
        self.height = top - GAP + EDGE if sizes else 0.0
        self.width = max((wide * self.factor * SCREEN for wide, _high in sizes), default=0.0) + 2 * EDGE

    def _factor(self, width: float, height: float, widest: float, mode: float, page: int) -> float:
        if not self._sizes:
            return 1.0
        wide, high = self._sizes[min(page, len(self._sizes) - 1)]
        if mode == FIT_WIDTH:
            return max(_LEAST, min(width - 2 * EDGE, widest) / (wide * SCREEN))
        if mode == FIT_PAGE:
            return max(_LEAST, min((width - 2 * EDGE) / (wide * SCREEN), (height - 2 * EDGE) / (high * SCREEN)))
        return mode

    def place(self, page: int) -> tuple[float, float, float, float]:
        """Return left, top, width and height of a page (from 0), from the top left of everything."""
        wide, high = (side * self.factor * SCREEN for side in self._sizes[page])
        return max(EDGE, (self._room - wide) / 2), self._tops[page], wide, high

    def seen(self, top: float, height: float) -> list[int]:
        """Return the pages that can be seen between two heights."""
        places = [(page, self.place(page)) for page in range(len(self._sizes))]
        return [page for page, (_x, y, _w, high) in places if y < top + height and y + high > top]

    def foremost(self, top: float, height: float) -> int:
        """Return the page that takes most of what is seen, the first of equals; 0 where there is none."""

        def part(page: int) -> float:
            _x, y, _w, high = self.place(page)
            return min(y + high, top + height) - max(y, top)

        return max(self.seen(top, height), key=part, default=0)

    def next_step(self, steps: int) -> float | None:
        """Return the factor one step further in (1) or out (-1); None at the end."""
        if steps > 0:
            return next((step for step in STEPS if step > self.factor * 1.01), None)
        return next((step for step in reversed(STEPS) if step < self.factor * 0.99), None)
