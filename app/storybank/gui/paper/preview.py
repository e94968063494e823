"""The preview: the pages of a sheet below each other, as sharp as the screen at every zoom."""

from collections import OrderedDict

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontInfo,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from storybank.gui.paper.spread import FIT_WIDTH, GAP, SCREEN, Spread
from storybank.gui.paper.studio import Made
from storybank.gui.theme import TEXT_PX, theme_of
from storybank.texts import _

_WIDEST = 1100  # px; a page that fills a large screen is no easier to read
_KEPT_BYTES = 96 * 2**20
_LINE = 48  # px that an arrow scrolls


class Preview(QAbstractScrollArea):
    """Paints the pages that are in sight. `wants` asks for a page (from 0) at a scale (pixels to a point), `moved` carries the page in sight,
    `zoomed` the factor (1 is the paper's own size).
    """

    wants = Signal(int, float)
    moved = Signal(int)
    zoomed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Preview"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its scroll bar is what the keys are for, and it has a role
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.verticalScrollBar()
        bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        bar.setAccessibleName(_("Scroll the preview"))
        bar.installEventFilter(self)
        bar.valueChanged.connect(self._on_scrolled)
        self._made: Made | None = None
        self._images: OrderedDict[tuple[int, float], QImage] = OrderedDict()
        self._stale: set[tuple[int, float]] = set()  # of the sheet before: shown until the new ones are drawn
        self._mode = FIT_WIDTH
        self.page = 0
        """The page that takes most of the room, from 0."""
        self._spread = Spread((), 1.0, 1.0, _WIDEST, FIT_WIDTH, 0)

    @property
    def factor(self) -> float:
        """How large the pages are shown; 1 is the paper's own size."""
        return self._spread.factor

    @property
    def is_sharp(self) -> bool:
        """Whether every page in sight is drawn as it should be."""
        keys = [(page, self._scale()) for page in self._in_sight()]
        return bool(keys) and all(key in self._images and key not in self._stale for key in keys)

    def show_sheet(self, made: Made) -> None:
        """Show a sheet. The pages of the one before stay until the new ones are drawn, so that nothing flickers while one types."""
        if self._made is None or self._made.sizes != made.sizes:
            self._images.clear()
        self._made = made
        self._stale = set(self._images)
        self._lay_out()

    def show_image(self, made: Made, page: int, scale: float, image: QImage) -> None:
        """Take a page that was drawn."""
        if made is not self._made or image.isNull():
            return
        self._images[page, scale] = image
        self._images.move_to_end((page, scale))
        self._stale.discard((page, scale))
        while sum(one.sizeInBytes() for one in self._images.values()) > _KEPT_BYTES and len(self._images) > 1:
            self._images.popitem(last=False)
        self.viewport().update()

    def set_zoom(self, mode: float) -> None:
        """Show the pages by a factor, or `FIT_WIDTH` or `FIT_PAGE`; what is in the middle stays there."""
        bar, high = self.verticalScrollBar(), self.viewport().height()
        at, before = self.page, self._place(self.page)
        part = (bar.value() + high / 2 - before.top()) / before.height() if before.height() else 0.0
        self._mode = mode
        self._lay_out()
        place = self._place(at)
        bar.setValue(round(place.top() + part * place.height() - high / 2))

    def zoom_by(self, steps: int) -> None:
        """Zoom in (1) or out (-1) by a step."""
        found = self._spread.next_step(steps)
        if found is not None:
            self.set_zoom(found)

    def go_to(self, page: int) -> None:
        """Bring a page (from 0) to the top."""
        self.verticalScrollBar().setValue(round(self._place(page).top() - GAP / 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the room."""
        super().resizeEvent(event)
        self._lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys, and show where the focus is."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.viewport().update()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._take(event):
            return True
        return super().eventFilter(watched, event)

    def _take(self, event: QKeyEvent) -> bool:
        """Scroll and zoom; returns whether the key was one of ours."""
        bar, most = self.verticalScrollBar(), self.viewport().height() - _LINE
        moves = {
            Qt.Key.Key_Down: _LINE, Qt.Key.Key_Up: -_LINE, Qt.Key.Key_PageDown: most, Qt.Key.Key_PageUp: -most,
            Qt.Key.Key_Space: most, Qt.Key.Key_Home: -bar.maximum(), Qt.Key.Key_End: bar.maximum(),
        }  # fmt: skip
        key = event.key()
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if key in moves:
            bar.setValue(bar.value() + moves[Qt.Key(key)])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.zoom_by(1 if key == Qt.Key.Key_Plus else -1)
        elif key == Qt.Key.Key_0:
            self.set_zoom(FIT_WIDTH)
        else:
            return False
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pages in sight; one that is not drawn yet as white paper, or as it looked at another zoom."""
        painter, theme = QPainter(self.viewport()), theme_of(self.palette())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._in_sight():
            place = self._place(page)
            place.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
            painter.fillRect(place, QColor("white"))
            self._paint_page(painter, page, place)
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self.verticalScrollBar().hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_page(self, painter: QPainter, page: int, place: QRectF) -> None:
        image, ratio = self._images.get((page, self._scale())), self.devicePixelRatioF()
        if image is None:
            other = next((kept for (number, _s), kept in reversed(self._images.items()) if number == page), None)
            if other is not None:
                painter.drawImage(place, other)
            return
        image.setDevicePixelRatio(ratio)  # drawn dot by dot: it must begin on a dot of the screen
        painter.drawImage(QPointF(round(place.left() * ratio) / ratio, round(place.top() * ratio) / ratio), image)

    def _scale(self) -> float:
        return round(self.factor * SCREEN * self.devicePixelRatioF(), 4)

    def _place(self, page: int) -> QRectF:
        return QRectF(*self._spread.place(page)) if self._made and page < len(self._made.sizes) else QRectF()

    def _in_sight(self) -> list[int]:
        return self._spread.seen(self.verticalScrollBar().value(), self.viewport().height())

    def _lay_out(self) -> None:
        if self._made is None:
            return
        room, larger = self.viewport(), max(1.0, QFontInfo(self.font()).pixelSize() / TEXT_PX)
        self.page = min(self.page, len(self._made.sizes) - 1)
        self._spread = Spread(self._made.sizes, room.width(), room.height(), _WIDEST * larger, self._mode, self.page)
        for bar, needs, has in (
            (self.verticalScrollBar(), self._spread.height, room.height()),
            (self.horizontalScrollBar(), self._spread.width, room.width()),
        ):
            bar.setPageStep(has)
            bar.setSingleStep(_LINE)
            bar.setRange(0, max(0, round(needs - has)))
        self.zoomed.emit(self.factor)
        self._on_scrolled()

    def _on_scrolled(self) -> None:
        self.page = self._spread.foremost(self.verticalScrollBar().value(), self.viewport().height())
        self.moved.emit(self.page)
        for page in self._in_sight():
            key = (page, self._scale())
            if key not in self._images or key in self._stale:
                self.wants.emit(*key)
        self.viewport().update()
