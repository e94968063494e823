"""The fields a story is typed into, and the small parts that every page uses. Each field tells `typed` with its text, and only when a person typed."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)


class LineField(QLineEdit):
    """A text of one line."""

    typed = Signal(str)

    def __init__(self, name: str, placeholder: str = "", *, flat: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setProperty("flat", flat)
        self.textEdited.connect(self.typed)

    def show_text(self, text: str) -> None:
        """Show a text that came from the bank; what stands there already keeps its cursor."""
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)


class TextField(QPlainTextEdit):
    """A text that may run over several lines; it grows with what it holds. Tab goes to the next field."""

    typed = Signal(str)

    def __init__(self, name: str, placeholder: str = "", *, least: int = 1, flat: bool = False) -> None:
        super().__init__()
        self._least = least
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setProperty("flat", flat)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self._shown = ""
        self.textChanged.connect(self._on_text)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def show_text(self, text: str) -> None:
        """Show a text that came from the bank; what stands there already keeps its cursor."""
        self._shown = text
        if self.toPlainText() != text:
            self.setPlainText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow with the lines that a new width makes."""
        super().resizeEvent(event)
        self._fit()

    def _on_text(self) -> None:
        text = self.toPlainText()
        if text != self._shown:
            self._shown = text
            self.typed.emit(text)

    def _fit(self) -> None:
        line = QFontMetricsF(self.font()).lineSpacing()
        lines = max(self._least, round(self.document().size().height()))
        height = round(lines * line) + self._frame()
        if height != self.height():
            self.setFixedHeight(height)

    def _frame(self) -> int:
        return 14 if not self.property("flat") else 12

    def sizeHint(self) -> QSize:
        """A field is as high as its text."""
        return QSize(super().sizeHint().width(), self.height())


class Choice(QComboBox):
    """A closed list of values. The wheel scrolls the page, not the value: nobody changes a score by passing over it."""

    chosen = Signal(object)

    def __init__(self, name: str, options: list[tuple[str, object]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for text, value in options:
            self.addItem(text, value)
        self.activated.connect(lambda index: self.chosen.emit(self.itemData(index)))

    def show_value(self, value: object) -> None:
        """Show a value that came from the bank."""
        for index in range(self.count()):
            if self.itemData(index) == value:
                self.setCurrentIndex(index)
                return
        self.setCurrentIndex(-1)

    def wheelEvent(self, event: object) -> None:
        """Let the page scroll."""
        event.ignore()  # type: ignore[attr-defined]


def label(text: str, role: str = "") -> QLabel:
    """Return a label of plain text: nothing in a bank is ever read as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    return made


def wrapped(text: str, role: str = "") -> QLabel:
    """Return a label that breaks its lines."""
    made = label(text, role)
    made.setWordWrap(True)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return made


def hairline() -> QFrame:
    """Return a thin line across."""
    line = QFrame()
    line.setProperty("role", "hairline")
    line.setFixedHeight(1)
    return line


def button(text: str, role: str = "", name: str = "") -> QPushButton:
    """Return a button; `name` is what a screen reader says where the text alone would not do."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    if name:
        made.setAccessibleName(name)
        made.setToolTip(name)
    return made


def remove_button(name: str) -> QToolButton:
    """Return the small button that takes a row away."""
    made = QToolButton()
    made.setText("✕")
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setFixedSize(26, 26)
    return made


def mark(widget: QWidget, name: str, *, on: bool) -> None:
    """Set a property that the style sheet looks at, and have it looked at again."""
    if widget.property(name) != on:
        widget.setProperty(name, on)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let go of it."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
