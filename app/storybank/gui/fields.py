"""The fields a story is typed into, and the small parts that every page uses. `typed` carries a text, and only when a person typed it."""

import re

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
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
        self._fit()

    def show_text(self, text: str) -> None:
        """Show a text that came from the bank; what stands there already keeps its cursor."""
        if self._text() != _in_lines(text):
            self._showing = True
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


class LinkButton(QAbstractButton):
    """A sentence that can be clicked: bold, as many lines as it needs, underlined under the mouse, framed while it has the focus."""

    def __init__(self, text: str, name: str = "") -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(name or text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return a narrow hint; the height follows the width."""
        return QSize(120, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        """Return the height that a usual column needs."""
        return QSize(80, 24)

    def hasHeightForWidth(self) -> bool:
        """Say that the text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped text, 24 px at least: that is what a finger and a tremor need."""
        bounds = QFontMetrics(self._bold()).boundingRect(
            QRect(0, 0, max(40, width - 10), 4000), self._flags(), self.text()
        )
        return max(24, bounds.height() + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sentence."""
        painter = QPainter(self)
        font = self._bold()
        hovered = self.underMouse()
        font.setUnderline(hovered)
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.Link if hovered else QPalette.ColorRole.WindowText))
        painter.drawText(self.rect().adjusted(5, 3, -5, -3), self._flags(), self.text())
        if self.hasFocus():
            painter.setPen(self.palette().color(QPalette.ColorRole.Link))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter clicks, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    @staticmethod
    def _flags() -> int:
        return int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


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


def button(text: str, role: str = "", name: str = "") -> QPushButton:
    """Return a button; `name` is what a screen reader says where the text alone would not do."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    if name:
        made.setAccessibleName(name)
        made.setToolTip(tip(name))
    return made


def remove_button(name: str) -> QToolButton:
    """Return the small button that takes a row away."""
    made = QToolButton()
    made.setText("✕")
    made.setAccessibleName(name)
    made.setToolTip(tip(name))
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
