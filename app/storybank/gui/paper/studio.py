"""Sheets and their pictures are made beside the window, on one thread of their own, so that typing never waits for a preview."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from storybank.analysis.aliasing import aliased
from storybank.model import Bank
from storybank.services.sheets import Options, make_sheet, page_image, page_sizes

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What sheet is wanted: of which bank as it is, of which kind, how, and whether with its aliases."""

    bank: Bank
    kind: str
    options: Options
    aliased: bool

    def shown_bank(self) -> Bank:
        """Return the bank as it goes onto paper."""
        return aliased(self.bank) if self.aliased else self.bank

    def make(self) -> "Made":
        """Return the sheet. Raises a `Refusal`."""
        pdf = make_sheet(self.shown_bank(), self.kind, self.options)
        return Made(self, pdf, tuple(page_sizes(pdf)))


@dataclass(frozen=True, slots=True)
class Made:
    """A sheet: what was wanted, its PDF, and the width and height of each page in points."""

    wanted: Wanted
    pdf: bytes
    sizes: tuple[tuple[float, float], ...]


class Studio(QObject):
    """Makes the sheet that was wanted last and draws its pages. PDFium and ReportLab are used by this one thread alone.

    `made` carries a `Made`, `failed` what went wrong, `drawn` the sheet, a page from 0, its scale in pixels to a point, and the `QImage`.
    """

    made = Signal(object)
    failed = Signal(object)
    drawn = Signal(object, int, float, QImage)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(1, "sheets")
        self._last: Wanted | None = None
        self._due: set[tuple[int, int, float]] = set()  # by the identity of the sheet
        self.drawn.connect(lambda made, page, scale: self._due.discard((id(made), page, scale)))
        self.destroyed.connect(_ending(self._thread))

    def make(self, wanted: Wanted) -> None:
        """Make a sheet; one that was wanted before and is not begun yet is left."""
        self._last = wanted
        self._thread.submit(self._make, wanted)

    def now(self, task: Callable[[], Answer]) -> Answer:
        """Do something with sheets on their thread and wait for it: two threads in PDFium at once would end the program."""
        return self._thread.submit(task).result()

    def draw(self, made: Made, page: int, scale: float) -> None:
        """Draw a page, unless that is due already."""
        key = (id(made), page, scale)
        if key not in self._due:
            self._due.add(key)
            self._thread.submit(self._draw, made, page, scale)

    def _make(self, wanted: Wanted) -> None:
        if wanted is not self._last:
            return
        try:
            made = wanted.make()
        except Exception as fault:  # noqa: BLE001 - it is told by the window, a fault of ours with its log
            self._tell(self.failed, fault)
        else:
            self._tell(self.made, made)

    def _draw(self, made: Made, page: int, scale: float) -> None:
        image = QImage()
        try:
            if made.wanted is self._last:
                image = image_of(made.pdf, page, scale)
        except Exception as fault:  # noqa: BLE001 - see above
            self._tell(self.failed, fault)
        self._tell(self.drawn, made, page, scale, image)

    @staticmethod
    def _tell(signal: object, *what: object) -> None:
        try:
            signal.emit(*what)  # type: ignore[attr-defined]
        except RuntimeError:  # the page is gone; nobody waits for it
            return


def image_of(pdf: bytes, page: int, scale: float) -> QImage:
    """Return a page of a PDF (from 0) as a picture, `scale` pixels to a point."""
    drawn = page_image(pdf, page, scale)
    return QImage(drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32).copy()


def _ending(thread: ThreadPoolExecutor) -> Callable[[], None]:
    """Return what ends a thread without waiting for it; it must not hold the studio, which is being destroyed."""
    return lambda: thread.shutdown(wait=False, cancel_futures=True)


__all__ = ["Made", "Studio", "Wanted", "image_of"]
