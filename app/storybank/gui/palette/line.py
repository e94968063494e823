"""The line of the palette. While it has the focus every key is its own, so that nothing is done unseen behind it."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, Qt
from PySide6.QtWidgets import QLineEdit

from storybank.texts import _

_K = Qt.Key
KEYS = (_K.Key_Up, _K.Key_Down, _K.Key_PageUp, _K.Key_PageDown, _K.Key_Return, _K.Key_Enter, _K.Key_Escape)
_BORROWED = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class Line(QLineEdit):
    """`pressed` carries a key that is meant for the rows, `left` tells that the focus went elsewhere."""

    pressed = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Command or story"))
        self.setPlaceholderText(_("Type a few letters of what you want to do, or of a story"))

    def event(self, event: QEvent) -> bool:
        """Take every key before a shortcut of the window does."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass on what moves among the rows, chooses one, or leaves; a second Ctrl+K leaves too."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() == _K.Key_K:
            self.pressed.emit(_K.Key_Escape)
        elif event.key() in KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.pressed.emit(event.key())
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Stay: there is nothing else to go to while the palette is open."""
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the focus went; a context menu or another program only borrows it."""
        super().focusOutEvent(event)
        if event.reason() not in _BORROWED:
            self.left.emit()
