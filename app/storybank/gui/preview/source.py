"""The source of an import as text, with line numbers and a mark at each line that begins a story."""

from collections.abc import Collection

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from storybank.gui.theme import small_px, theme_of
from storybank.texts import _, number_text

_BEGINS = "▶"


class SourceView(QPlainTextEdit):
    """Shows a text that nobody changes. `toggled` names a line, counted from 1, that is to begin a story from now on, or no more."""

    toggled = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(_("Source"))
        self.setAccessibleDescription(
            _("Space says of the line with the cursor that it begins a story, or that it does not.")
        )
        self._begins: frozenset[int] = frozenset()
        self._may: frozenset[int] = frozenset()
        self._gutter = _Gutter(self)
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._scroll_gutter)
        self.cursorPositionChanged.connect(self._highlight)

    def show_source(self, text: str) -> None:
        """Show a text from its beginning."""
        if text != self.toPlainText():
            self.setPlainText(text)
        self._make_room()

    def mark(self, begins: Collection[int], may: Collection[int]) -> None:
        """Mark the lines that begin a story; `may` are those that could."""
        self._begins, self._may = frozenset(begins), frozenset(may)
        self._highlight()
        self._gutter.update()

    def show_line(self, number: int) -> None:
        """Bring a line into sight, near the top, and the cursor to it."""
        block = self.document().findBlockByNumber(max(0, number - 1))
        if block.isValid():
            self.moveCursor(QTextCursor.MoveOperation.End)
            self.setTextCursor(QTextCursor(block))
            self.ensureCursorVisible()

    @property
    def line(self) -> int:
        """The line of the cursor, counted from 1."""
        return self.textCursor().blockNumber() + 1

    @property
    def begins(self) -> frozenset[int]:
        """The lines that begin a story."""
        return self._begins

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space toggles the line of the cursor."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.toggled.emit(self.line)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the gutter stand beside the text."""
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._gutter.setGeometry(QRect(inside.left(), inside.top(), self._gutter.wide(), inside.height()))

    def paint_gutter(self, event: QPaintEvent) -> None:
        """Draw the numbers of the lines in sight and the marks."""
        theme, painter = theme_of(self.palette()), QPainter(self._gutter)
        painter.fillRect(event.rect(), QColor(theme.page))
        font = self.font()
        font.setPixelSize(small_px(font))
        painter.setFont(font)
        block, offset = self.firstVisibleBlock(), self.contentOffset()
        top = round(self.blockBoundingGeometry(block).translated(offset).top())
        while block.isValid() and top <= event.rect().bottom():
            height = round(self.blockBoundingRect(block).height())
            number = block.blockNumber() + 1
            line = QRect(4, top, self._gutter.wide() - 10, self.fontMetrics().height())
            begins = number in self._begins
            painter.setPen(QColor(theme.accent if begins else theme.quiet))
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(number))
            if begins:
                painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, _BEGINS)
            elif number in self._may:
                painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, "▹")
            block, top = block.next(), top + height
        painter.end()

    def line_at(self, y: int) -> int:
        """Return the number of the line at a height of the gutter."""
        from PySide6.QtCore import QPoint

        return self.cursorForPosition(QPoint(1, y)).blockNumber() + 1

    def _make_room(self) -> None:
        self.setViewportMargins(self._gutter.wide(), 0, 0, 0)
        self._gutter.update()

    def _scroll_gutter(self, rect: QRect, by: int) -> None:
        if by:
            self._gutter.scroll(0, by)
        else:
            self._gutter.update(0, rect.y(), self._gutter.width(), rect.height())

    def _highlight(self) -> None:
        theme, found = theme_of(self.palette()), []
        for number in sorted({*self._begins, self.line}):
            block = self.document().findBlockByNumber(number - 1)
            if block.isValid():
                one = QTextEdit.ExtraSelection()
                one.cursor = QTextCursor(block)
                one.format.setBackground(QColor(theme.accent_soft if number in self._begins else theme.side))
                one.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
                found.append(one)
        self.setExtraSelections(found)


class _Gutter(QWidget):
    def __init__(self, view: SourceView) -> None:
        super().__init__(view)
        self._view = view
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(_("A click says that a story begins here, or that none does."))

    def wide(self) -> int:
        """Return how wide it is in pixels."""
        numbers = self._view.fontMetrics().horizontalAdvance(number_text(max(100, self._view.blockCount())))
        return numbers + self._view.fontMetrics().horizontalAdvance(_BEGINS) + 18

    def sizeHint(self) -> QSize:
        """Return the room that it takes."""
        return QSize(self.wide(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw."""
        self._view.paint_gutter(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Toggle the line that is clicked."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._view.toggled.emit(self._view.line_at(round(event.position().y())))
