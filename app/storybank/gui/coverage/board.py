"""The matrix with its names, totals and scroll bars: where each stands in the room there is."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QScrollBar, QSizePolicy, QWidget

from storybank.gui.coverage.face import Size
from storybank.gui.coverage.heads import ColumnNames, RowNames
from storybank.gui.coverage.matrix import TOTALS, Matrix
from storybank.gui.coverage.totals import Totals
from storybank.gui.coverage.view import MatrixView
from storybank.texts import _

_BAR = 11  # how thick a scroll bar is
_FOR_TEXT = 13  # the size of type that the measures below are for
_LOW = 330  # a board of less height has short names over its columns, and flat totals
_LEAST_TARGET = 24
_NAMES, _LONGEST = 150, 360  # the least and the most room for the names of the rows
_TOTAL = 34  # the height of a total under the cells, at most
_ROWS = 2  # a board shows so many at least
_GROWS = 0.5  # of what type grows by, cells grow so much at least


class Zoom(NamedTuple):
    """A step of the zoom: how narrow and wide, flat and high cells are, as the room allows, and the size of their type."""

    name: str
    widths: tuple[int, int]
    heights: tuple[int, int]
    text: int
    roomy: bool


ZOOMS = (
    Zoom("zoom-small", (32, 44), (24, 28), 11, roomy=False),
    Zoom("", (48, 92), (30, 42), 13, roomy=False),
    Zoom("zoom-large", (76, 108), (46, 54), 15, roomy=True),
    Zoom("zoom-largest", (104, 140), (62, 68), 18, roomy=True),
)
USUAL = 1


class Board(QWidget):
    """Only the cells scroll, by whole rows and columns; names and totals stay where one can see them."""

    def __init__(self, model: Matrix) -> None:
        super().__init__()
        self.view = MatrixView(model)
        self._zoom = ZOOMS[USUAL]
        self._heads = ColumnNames(self.view)
        self._names = RowNames(self.view)
        self._foot = Totals(self.view, under=True)
        self._side = Totals(self.view, under=False)
        self._strips = (self._heads, self._names, self._foot, self._side)
        self._across = QScrollBar(Qt.Orientation.Horizontal)
        self._down = QScrollBar(Qt.Orientation.Vertical)
        self._across.setAccessibleName(_("Scroll across"))
        self._down.setAccessibleName(_("Scroll down"))
        for part in (*self._strips, self._across, self._down, self.view):
            part.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._tie(self._across, self.view.horizontalScrollBar(), (self._heads, self._foot))
        self._tie(self._down, self.view.verticalScrollBar(), (self._names, self._side))
        self.view.selectionModel().currentChanged.connect(self._repaint)
        self.view.stepped.connect(self._repaint)
        model.dataChanged.connect(self._repaint)

    def minimumSizeHint(self) -> QSize:
        """Return what shows a few rows and the totals."""
        return QSize(400, 200)

    def show_zoom(self, zoom: Zoom) -> None:
        """Show the cells larger or smaller."""
        self._zoom = zoom
        self.arrange()

    def arrange(self) -> None:
        """Give every part its place, after the room, the names or the number of rows changed."""
        rows, columns = self.view.matrix.body
        scale, snug = self._scales()
        low = self.height() < _LOW * scale
        flattest, highest = round(self._zoom.heights[0] * snug), round(self._zoom.heights[1] * scale)
        narrowest, widest = round(self._zoom.widths[0] * snug), round(self._zoom.widths[1] * scale)
        beside = max(_BAR, self._heads.overhang(narrowest, low=low))
        left = self.width() - beside - (columns + TOTALS) * narrowest
        share = max(0.2, min(0.2 + (scale - 1) / 6, 0.3))
        most = max(_NAMES, round(self.width() * share))
        if left >= _NAMES * scale:
            most = min(round(_LONGEST * scale), left)
        names = self._names.prepare(most)
        room = self.width() - names - beside
        width = _between(narrowest, room // max(1, columns + TOTALS), widest)
        size = Size(width, flattest, flattest, round(self._zoom.text * scale), self._zoom.roomy)
        self.view.use_size(size)
        heads = self._heads.prepare(low=low)
        across = min(columns, max(1, room // width - TOTALS))
        high = self.height() - heads - (_BAR if across < columns else 0)
        height = _between(flattest, high // max(1, rows + TOTALS), highest)
        total = self._flat_total() if low else min(height, round(_TOTAL * scale))
        down = min(rows, max(1, (high - TOTALS * total) // height))
        size = size._replace(height=height, total=total)
        self._place(names, heads, across * width, down * height, size)
        self.view.use_size(size)
        self._across.setVisible(across < columns)
        self._down.setVisible(down < rows)
        self._repaint()

    def least_height(self) -> int:
        """Return the height that shows a few rows, all names and the totals."""
        _scale, snug = self._scales()
        rows = min(_ROWS, self.view.matrix.body[0])
        return self._heads.least() + rows * round(self._zoom.heights[0] * snug) + TOTALS * self._flat_total() + _BAR

    def _scales(self) -> tuple[float, float]:
        """Return how much larger than usual the type is, and how much larger the cells are at least: room is what large type lacks."""
        scale = self.view.type_size() / _FOR_TEXT
        return scale, min(scale, 1 + (scale - 1) * _GROWS)

    def _flat_total(self) -> int:
        return max(_LEAST_TARGET, round(self.view.type_size() * 1.25) + 5)

    def _place(self, names: int, heads: int, across: int, down: int, size: Size) -> None:
        right, foot = names + across, heads + down
        self._heads.start, self._heads.end = names, right
        self._heads.setGeometry(0, 0, self.width(), heads)
        self.view.setGeometry(names, heads, across, down)
        self._names.setGeometry(0, heads, names, down + TOTALS * size.total)
        self._side.setGeometry(right, heads, TOTALS * size.width, down)
        self._foot.setGeometry(names, foot, across, TOTALS * size.total)
        self._down.setGeometry(right + TOTALS * size.width, heads, _BAR, down)
        self._across.setGeometry(names, foot + TOTALS * size.total, across, _BAR)

    @staticmethod
    def _tie(bar: QScrollBar, inner: QScrollBar, strips: tuple[QWidget, ...]) -> None:
        """Have a bar that stands outside the totals scroll as the view's own does, and the strips follow."""

        def follow() -> None:
            bar.setRange(inner.minimum(), inner.maximum())
            bar.setPageStep(inner.pageStep())
            bar.setSingleStep(inner.singleStep())

        def move(value: int) -> None:
            bar.setValue(value)
            for strip in strips:
                strip.update()

        inner.rangeChanged.connect(follow)
        inner.valueChanged.connect(move)
        bar.valueChanged.connect(inner.setValue)

    def _repaint(self, _one: QModelIndex | None = None, _other: QModelIndex | None = None) -> None:
        self.view.viewport().update()
        for strip in self._strips:
            strip.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the new room, and keep the chosen cell in sight."""
        super().resizeEvent(event)
        self.arrange()
        self.view.scrollTo(self.view.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        """Use another size of text, or other colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self.arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the cells when the wheel turns over names or totals; zoom with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.view.wheelEvent(event)
            return
        sideways = abs(event.angleDelta().x()) > abs(event.angleDelta().y())
        bar = self.view.horizontalScrollBar() if sideways else self.view.verticalScrollBar()
        QApplication.sendEvent(bar, event)


def zoom_of(on: tuple[str, ...]) -> Zoom:
    """Return the step that is among the names that are on; the usual one has none."""
    return next((zoom for zoom in ZOOMS if zoom.name in on), ZOOMS[USUAL])


def zoomed(on: tuple[str, ...], steps: int) -> tuple[str, ...]:
    """Return the names that are on when the zoom goes by so many steps, as far as there are any."""
    zoom = ZOOMS[_between(0, ZOOMS.index(zoom_of(on)) + steps, len(ZOOMS) - 1)]
    others = tuple(name for name in on if name not in {zoom.name for zoom in ZOOMS})
    return (*others, zoom.name) if zoom.name else others


def _between(least: int, wanted: int, most: int) -> int:
    return max(least, min(wanted, most))
