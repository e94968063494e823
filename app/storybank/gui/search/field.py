"""The field one searches in. It keeps the focus while the hits stand below it."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, Qt
from PySide6.QtWidgets import QLineEdit

from storybank.texts import _

_K = Qt.Key
KEYS = (_K.Key_Up, _K.Key_Down, _K.Key_PageUp, _K.Key_PageDown, _K.Key_Return, _K.Key_Enter, _K.Key_Escape)
_WIDTH = 300


class SearchField(QLineEdit):
    """Search as you type. `pressed` carries a key that is meant for the hits; `entered` and `left` tell of the focus."""

    pressed = Signal(int)
    entered = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(_("Search stories, evidence, figures …   Ctrl+F"))
        self.setAccessibleName(_("Search"))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(160)
        self.setMaximumWidth(_WIDTH)

    def sizeHint(self) -> QSize:
        """Be as wide as the window lets it."""
        return QSize(_WIDTH, super().sizeHint().height())

    def begin(self) -> None:
        """Go to the field; what stands in it is selected, to be typed over."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass on what moves among the hits, goes to one, or leaves."""
        if event.key() in KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.pressed.emit(event.key())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that a search may begin."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the focus went; a context menu of the field only borrows it."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and self.isVisible():  # not while the window goes
            self.left.emit()
