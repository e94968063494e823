"""The fields a story is typed into, and the small parts that every page uses. `typed` carries a text, and only when a person typed it."""

import re

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextOption,
    QWheelEvent,
)
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

LONG_LINE = 20_000  # characters; a person's paragraph has some hundred


PAUSE_MS = 1500  # without a key: taking back what is typed stops there


class LineField(QLineEdit):
    """A text of one line."""

    typed = Signal(str)

    def __init__(self, name: str, placeholder: str = "", *, flat: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setProperty("flat", flat)
        self.textEdited.connect(self.typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave undo and redo to the bank when there is no typing of this field to take back."""
        if not _left_to_the_bank(self, event, self.isUndoAvailable(), self.isRedoAvailable()):
            super().keyPressEvent(event)

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
        self._showing = False
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
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.end_step)
        self._fit()

    def end_step(self) -> None:
        """Let what is typed from here on be a step of its own to take back: Qt goes on with the last one as long as its text counts as modified."""
        self.document().setModified(False)

    def show_text(self, text: str) -> None:
        """Show a text that came from the bank; what stands there already keeps its cursor."""
        if self._text() != _in_lines(text):
            self._showing = True
            self.setWordWrapMode(_wrapping(text))
            self.setPlainText(text)
            self._showing = False
        self._shown = self._text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave undo and redo to the bank when there is no typing of this field to take back."""
        text = self.document()
        if not _left_to_the_bank(self, event, text.isUndoAvailable(), text.isRedoAvailable()):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow with the lines that a new width makes."""
        super().resizeEvent(event)
        self._fit()

    def _on_text(self) -> None:
        text = self._text()
        if text != self._shown and not self._showing:
            self._shown = text
            self._pause.start()
            self.typed.emit(text)

    def _text(self) -> str:
        """Return the text; unlike `toPlainText` it leaves no-break spaces what they are."""
        return _in_lines(self.document().toRawText())

    def _fit(self) -> None:
        least = self._least * QFontMetricsF(self.font()).lineSpacing()
        height = round(max(least, self._text_height())) + self._frame()
        if height != self.height():
            self.setFixedHeight(height)

    def _text_height(self) -> float:
        height, block = 0.0, self.document().firstBlock()
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        return height

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
        self.setAccessibleDescription(name)  # of a combo box Qt tells AT-SPI the value as its name
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

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()


def _left_to_the_bank(field: QWidget, event: QKeyEvent, can_undo: bool, can_redo: bool) -> bool:
    """Trigger the menu's undo or redo when that is asked for and the field has no typing of its own to take back."""
    undo = event.matches(QKeySequence.StandardKey.Undo) and not can_undo
    redo = event.matches(QKeySequence.StandardKey.Redo) and not can_redo
    if not undo and not redo:
        return False
    pressed = QKeySequence(event.keyCombination())
    for action in field.window().findChildren(QAction):
        if pressed in action.shortcuts():
            action.trigger()
    return True


def _wrapping(text: str) -> QTextOption.WrapMode:
    """Return how a text is wrapped: looking for words in a line without end takes Qt minutes."""
    modes = QTextOption.WrapMode
    is_long = len(text) > LONG_LINE and max(map(len, text.split("\n"))) > LONG_LINE
    return modes.WrapAnywhere if is_long else modes.WrapAtWordBoundaryOrAnywhere


def _in_lines(text: str) -> str:
    """Return the text with its lines parted as Qt's editor parts them, whatever parted them before."""
    return re.sub("\r\n|[\r\u2028\u2029]", "\n", text)


def literal(text: str) -> str:
    """Return a text for a button or a menu, where a single & would be taken for a shortcut."""
    return text.replace("&", "&&")


def tip(text: str) -> str:
    """Return a text for a tool tip or a dialog that guesses: what looks like markup is shown, not obeyed."""
    if "<" not in text and "&lt;" not in text:  # what Qt's `mightBeRichText` goes by
        return text
    import html  # a few tooltips need it

    return f"<p>{html.escape(text)}</p>".replace("\n", "<br>")


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
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made


def hairline() -> QFrame:
    """Return a thin line across."""
    line = QFrame()
    line.setProperty("role", "hairline")
    line.setFixedHeight(1)
    return line


class Button(QPushButton):
    """A button that Enter presses too, as long as it has the focus; elsewhere in a dialog Enter is for the answer that it proposes."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Click on Enter, as on Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


def button(text: str, role: str = "", name: str = "") -> QPushButton:
    """Return a button; `name` is what a screen reader says where the text alone would not do."""
    made = Button(text)
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    if name:
        made.setAccessibleName(name)
        made.setToolTip(tip(name))
    return made


def remove_button(name: str) -> QToolButton:
    """Return the small button that takes a row away."""
    from storybank.gui.icons import IconButton  # nothing is taken away before the window is painted

    made = IconButton("x")
    made.setAccessibleName(name)
    made.setToolTip(tip(name))
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
