"""The row at the top of the Glance window: the letters, the steps, what is shown of how much, and whether terms are replaced."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QWidget

from storybank.gui.fields import label
from storybank.texts import _

_SECOND_MS = 1500  # within this time a second letter belongs to the first
_AROUND = 26  # px that the field puts round its text


class Bar(QWidget):
    """Takes the letters. `stepped` carries -1 for the principle before and 1 for the next one."""

    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.letters = QLineEdit()
        self.letters.setAccessibleName(_("Two letters of a principle"))
        self.letters.setPlaceholderText(_("Two letters"))
        self.aliases = QCheckBox(_("Aliases"))
        self.aliases.setAccessibleName(_("Replace confidential terms"))
        self.aliases.setToolTip(_("Replace confidential terms"))
        self._hint = label("", "small")
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._said = ""
        self._second = QTimer(self)
        self._second.setSingleShot(True)
        self._second.setInterval(_SECOND_MS)
        self._second.timeout.connect(self.letters.selectAll)
        back, on = _arrow("‹", _("Principle before (Up)")), _arrow("›", _("Next principle (Down)"))
        back.clicked.connect(lambda: self.stepped.emit(-1))
        on.clicked.connect(lambda: self.stepped.emit(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 6)
        row.setSpacing(6)
        for widget in (self.letters, back, on):
            row.addWidget(widget)
        row.addWidget(self._hint, 1)
        row.addWidget(self.aliases)

    @property
    def is_waiting(self) -> bool:
        """Whether a first letter, which means one principle alone, still waits for a second."""
        return self._second.isActive()

    def wait(self, *, on: bool) -> None:
        """Let a first letter wait for a second, or no longer; the next letters take the place of those that wait for nothing."""
        if on:
            self._second.start()
        else:
            self._second.stop()

    def take_next(self) -> None:
        """Go to the letters, and let the next ones take their place."""
        self._second.stop()
        self.letters.setFocus(Qt.FocusReason.OtherFocusReason)
        self.letters.selectAll()

    def say(self, text: str) -> None:
        """Say something short beside the letters, as much of it as fits."""
        self._said = text
        room = max(40, self._hint.width())
        self._hint.setText(self._hint.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room))
        self._hint.setAccessibleName(text)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the letters the room that their size asks for."""
        super().showEvent(event)
        wanted = self.letters.fontMetrics().horizontalAdvance(self.letters.placeholderText())
        self.letters.setFixedWidth(max(104, wanted + _AROUND))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say it anew, as much as fits."""
        super().resizeEvent(event)
        self.say(self._said)


def _arrow(sign: str, name: str) -> QToolButton:
    made = QToolButton()
    made.setText(sign)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setFixedSize(28, 28)
    return made
