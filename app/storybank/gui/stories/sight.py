"""Keeps what has the focus in sight: the whole field with some room around it, and the cursor while one writes."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QScrollArea, QWidget

ROOM = 36
"""What is seen above and below a field that was reached by the keys."""
_CARET_ROOM = 24


class Sight(QObject):
    """Scrolls an area when the focus goes to something in it by the keys, and when the cursor of a long text leaves the sight."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._text: QPlainTextEdit | None = None
        self._wanted: QWidget | None = None
        self._soon = QTimer(self)  # when everything that is due was laid out
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def show(self, widget: QWidget) -> None:
        """Scroll to a widget, now and once more when all is laid out."""
        self._wanted = widget
        self._show()
        self._wanted = widget
        self._soon.start(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow a text that grows."""
        if watched is self._text and event.type() == QEvent.Type.Resize:
            self._soon.start(0)
        return super().eventFilter(watched, event)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._text is not None:
            self._text.removeEventFilter(self)
            self._text.cursorPositionChanged.disconnect(self._follow)
            self._text = None
        if now is None or not self._holds(now):
            return
        if isinstance(now, QPlainTextEdit):
            self._text = now
            now.installEventFilter(self)
            now.cursorPositionChanged.connect(self._follow)
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:  # nothing moves under the mouse
            self._wanted = now
            self._soon.start(0)

    def _follow(self) -> None:
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._soon.start(0)

    def _show(self) -> None:
        """Scroll to the wanted field, or to the cursor of the text that is being written."""
        widget, self._wanted = self._wanted, None
        if widget is not None and self._holds(widget) and not self._is_tall(widget):
            self._reveal(QRect(self._place(widget), widget.size()), ROOM)
        elif self._text is not None and self._holds(self._text):
            caret = self._text.cursorRect()
            self._reveal(caret.translated(self._place(self._text)), _CARET_ROOM)

    def _reveal(self, rect: QRect, room: int) -> None:
        bar, high = self._area.verticalScrollBar(), self._area.viewport().height()
        room = min(room, max(0, (high - rect.height()) // 2))
        if rect.top() - room < bar.value():
            bar.setValue(rect.top() - room)
        elif rect.bottom() + room > bar.value() + high:
            bar.setValue(min(rect.bottom() + room - high, rect.top() - room))

    def _holds(self, widget: QWidget) -> bool:
        inside = self._area.widget()
        return inside is not None and inside.isAncestorOf(widget)

    def _place(self, widget: QWidget) -> QPoint:
        return widget.mapTo(self._area.viewport(), QPoint(0, 0)) + QPoint(0, self._area.verticalScrollBar().value())

    def _is_tall(self, widget: QWidget) -> bool:
        return isinstance(widget, QPlainTextEdit) and widget.height() > self._area.viewport().height() - ROOM
