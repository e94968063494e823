"""Keeps what has the focus in sight: the whole field with some room around it, and the cursor while one writes."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QScrollArea, QWidget

ROOM = 36
"""What is seen above and below a field that was reached by the keys."""
_CARET_ROOM = 24
TOGETHER = "seenTogether"
"""A property of a widget whose head is to be seen with whatever in it one is led to."""


class Sight(QObject):
    """Scrolls an area when the focus goes to something in it by the keys, and when the cursor of a long text leaves the sight.

    What is to be seen stays the aim while the page is laid out around it, however often that takes, until one scrolls or clicks.
    """

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._text: QPlainTextEdit | None = None
        self._aim: QWidget | None = None
        self._led = False  # one was led there from elsewhere, and wants to see where one is
        self._whole = False  # the whole aim; while one writes in it, the cursor is enough
        self._soon = QTimer(self)  # when everything that is due was laid out
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show)
        bar = area.verticalScrollBar()
        bar.rangeChanged.connect(self._on_layout)
        bar.actionTriggered.connect(self._let_go)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def show(self, widget: QWidget) -> None:
        """Scroll to a widget, now and again while the page is laid out."""
        self._aim, self._whole, self._led = widget, True, True
        self._show()
        self._soon.start(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow a text that grows."""
        if watched is self._text and event.type() == QEvent.Type.Resize:
            self._on_layout()
        return super().eventFilter(watched, event)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._text is not None:
            self._text.removeEventFilter(self)
            self._text.cursorPositionChanged.disconnect(self._on_caret)
            self._text = None
        if now is None:  # another window has it; it comes back to the same place
            return
        self._aim = None
        if not self._holds(now):
            return
        if isinstance(now, QPlainTextEdit):
            self._text = now
            now.installEventFilter(self)
            now.cursorPositionChanged.connect(self._on_caret)
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:  # nothing moves under the mouse
            self._aim, self._whole, self._led = now, True, False
            self._soon.start(0)

    def _on_caret(self) -> None:
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            just_reached = (
                self._aim is self._text and self._soon.isActive()
            )  # a field may move its cursor as it gets the focus
            self._aim, self._whole = self._text, self._whole and just_reached
            self._soon.start(0)
        else:
            self._let_go()

    def _on_layout(self) -> None:
        if self._aim is not None and QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._soon.start(0)

    def _let_go(self) -> None:
        self._aim = None

    def _show(self) -> None:
        """Scroll to the aim: the whole of it where that fits, and the cursor of a text that is written in any case."""
        aim = self._aim
        if aim is None or not self._holds(aim):
            return
        if self._whole and not self._is_tall(aim):
            self._reveal(self._with_head(aim) if self._led else self._rect(aim), ROOM)
        if self._text is not None and aim is self._text:
            self._reveal(self._text.cursorRect().translated(self._place(self._text.viewport())), _CARET_ROOM)

    def _reveal(self, rect: QRect, room: int) -> None:
        bar, high = self._area.verticalScrollBar(), self._area.viewport().height()
        room = min(room, max(0, (high - rect.height()) // 2))
        if rect.top() - room < bar.value():
            bar.setValue(rect.top() - room)
        elif rect.bottom() + room > bar.value() + high:
            bar.setValue(min(rect.bottom() + room - high, rect.top() - room))

    def _with_head(self, aim: QWidget) -> QRect:
        """Return where a widget stands, together with the head that it stands under where both can be seen at once."""
        rect, around = self._rect(aim), aim.parentWidget()
        while around is not None and around is not self._area.widget() and not around.property(TOGETHER):
            around = around.parentWidget()
        if around is None or not around.property(TOGETHER):
            return rect
        both = QRect(rect.left(), self._place(around).y(), rect.width(), 0)
        both.setBottom(rect.bottom())
        return both if both.height() <= self._area.viewport().height() else rect

    def _rect(self, widget: QWidget) -> QRect:
        return QRect(self._place(widget), widget.size())

    def _holds(self, widget: QWidget) -> bool:
        inside = self._area.widget()
        return inside is not None and inside.isAncestorOf(widget)

    def _place(self, widget: QWidget) -> QPoint:
        return widget.mapTo(self._area.viewport(), QPoint(0, 0)) + QPoint(0, self._area.verticalScrollBar().value())

    def _is_tall(self, widget: QWidget) -> bool:
        return isinstance(widget, QPlainTextEdit) and widget.height() > self._area.viewport().height() - ROOM
