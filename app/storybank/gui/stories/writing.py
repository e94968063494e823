"""The field a narrative is written in: plain text with room between its lines, passages underlined, and a menu of its own."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
)
from PySide6.QtWidgets import QMenu, QPlainTextDocumentLayout, QTextEdit, QToolTip

from storybank.gui.fields import TextField, tip
from storybank.gui.theme import theme_of

LINE_HEIGHT = 1.6
MEASURE = 70  # characters a line
_USUAL = "The quiet part of a story is told in about as many letters as this, and no more."
_TOGETHER = 300  # pixels
_NEAR = 12  # so many pixels beside a passage still belong to it


class Passage(NamedTuple):
    """A part of the text, in characters, and what is said of it under the mouse."""

    start: int
    end: int
    told: str = ""


class _Lines(QPlainTextDocumentLayout):
    """Gives every line the same height, and its text the middle of it: Qt's plain text knows no line height."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.height = 24
        self._last = 0.0  # where the letters of a line end, from its top

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return the room of a paragraph; lines that Qt laid out anew are put where they belong. Everything in Qt asks here first."""
        rect = super().blockBoundingRect(block)
        laid = block.layout()
        count = laid.lineCount()
        if count:
            gap = rect.height() - (count - 1) * self.height - self._last
            if (
                not -0.1 < gap < 0.1
            ):  # a line of usual letters that stands right is told without asking it: a key costs thousands of calls
                self._place(laid, count)
            rect.setHeight(count * self.height)
        return rect

    def _place(self, laid: QTextLayout, count: int) -> None:
        last = laid.lineAt(count - 1)
        if abs(last.y() - self._top(count - 1, last.height())) > 0.1:
            for at in range(count):
                line = laid.lineAt(at)
                line.setPosition(QPointF(line.x(), self._top(at, line.height())))

    def take_font(self, height: int, letters: float) -> None:
        """Make lines so high, for letters that are so high."""
        self.height = height
        self._last = self._top(0, letters) + letters

    def _top(self, at: int, height: float) -> int:
        return at * self.height + round((self.height - height) / 2)


class WritingField(TextField):
    """Plain text in the best type of the window. `menu_asked` carries the context menu, to be added to, and the place in the text that it is of."""

    menu_asked = Signal(QMenu, int)

    def __init__(self, name: str, placeholder: str, *, least: int) -> None:
        super().__init__(name, placeholder, least=least, flat=True)
        self.setObjectName("narrativeField")
        document = QTextDocument(self)
        document.setDocumentMargin(0)
        self._lines = _Lines(document)
        document.setDocumentLayout(self._lines)
        self.setDocument(document)
        self._lines.documentSizeChanged.connect(self._fit)
        self._evidence: tuple[Passage, ...] = ()
        self._errors: tuple[Passage, ...] = ()
        self._take_font()

    @property
    def text(self) -> str:
        """The text, its lines parted by line feeds."""
        return self._text()

    @property
    def caret(self) -> int:
        """The place of the cursor, in characters."""
        return self._place(self.textCursor().position())

    @property
    def selection(self) -> tuple[int, int]:
        """From where to where text is selected, in characters."""
        cursor = self.textCursor()
        return self._place(cursor.selectionStart()), self._place(cursor.selectionEnd())

    @property
    def errors(self) -> tuple[Passage, ...]:
        """What is underlined as misspelt."""
        return self._errors

    @property
    def evidence(self) -> tuple[Passage, ...]:
        """What is underlined as evidence."""
        return self._evidence

    def selected_lines(self) -> QRect:
        """Return where the selection begins and ends in the field, as far as the lines of it can be seen together."""
        first, last = self.textCursor(), self.textCursor()
        first.setPosition(first.selectionStart())
        last.setPosition(last.selectionEnd())
        end = self.cursorRect(last)
        lines = self.cursorRect(first).united(end) if end.top() - self.cursorRect(first).top() < _TOGETHER else end
        return lines.translated(self.viewport().pos())

    def select(self, start: int, end: int) -> None:
        """Select a part of the text."""
        cursor = self.textCursor()
        cursor.setPosition(self._position(start))
        cursor.setPosition(self._position(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def put(self, start: int, end: int, text: str, caret: int) -> None:
        """Put a text in place of a part of what stands there, as one step of typing, and the cursor so far into the new text."""
        cursor = self.textCursor()
        cursor.setPosition(self._position(start))
        cursor.setPosition(self._position(end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        cursor.setPosition(self._position(start + caret))
        self.setTextCursor(cursor)

    def show_evidence(self, passages: Sequence[Passage]) -> None:
        """Underline these passages in the accent colour."""
        if tuple(passages) != self._evidence:
            self._evidence = tuple(passages)
            self._underline()

    def show_errors(self, passages: Sequence[Passage]) -> None:
        """Underline these words with a wave."""
        if tuple(passages) != self._errors:
            self._errors = tuple(passages)
            self._underline()

    def context_menu(self, place: int) -> QMenu:
        """Return the menu for a place in the text: what every field offers, and what belongs to this one."""
        menu = self.createStandardContextMenu()
        self.menu_asked.emit(menu, place)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu: of the word under the mouse, or with the menu key of the one at the cursor."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            place, at = self._place(self.cursorForPosition(event.pos()).position()), event.globalPos()
        else:
            place, at = self.caret, self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        menu = self.context_menu(place)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell what a passage under the mouse is evidence of."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            told = self.told_at(event.pos())
            QToolTip.showText(event.globalPos(), tip(told), self) if told else QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def told_at(self, point: QPoint) -> str:
        """Return what is said of the passages at a point of the field; empty where there is none."""
        cursor = self.cursorForPosition(point)
        rect = self.cursorRect(cursor)
        if abs(rect.center().x() - point.x()) > _NEAR or abs(rect.center().y() - point.y()) > self._lines.height:
            return ""
        place = self._place(cursor.position())
        return "\n".join(dict.fromkeys(p.told for p in self._evidence if p.start <= place <= p.end))

    def changeEvent(self, event: QEvent) -> None:
        """Take another font or theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_lines"):
            self._take_font()
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_errors"):
            self._underline()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill a selection over the whole height of its lines: Qt fills the height of the letters only."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            painter = QPainter(self.viewport())
            colour = self.palette().color(QPalette.ColorRole.Highlight)
            for rect in self._selected(cursor.selectionStart(), cursor.selectionEnd()):
                painter.fillRect(rect, colour)
            painter.end()
        super().paintEvent(event)

    def _selected(self, start: int, end: int) -> list[QRectF]:
        """Return where the lines of a selection stand."""
        made: list[QRectF] = []
        block, high = self.document().findBlock(start), self._lines.height
        while block.isValid() and block.position() < end:
            laid, top = block.layout(), self.blockBoundingGeometry(block).translated(self.contentOffset()).topLeft()
            for at in range(laid.lineCount()):
                line = laid.lineAt(at)
                first = max(start - block.position(), line.textStart())
                last = min(end - block.position(), line.textStart() + line.textLength())
                if first < last:
                    left, right = line.cursorToX(first)[0], line.cursorToX(last)[0]  # type: ignore[index]
                    made.append(QRectF(top.x() + left, top.y() + at * high, right - left, high))
            block = block.next()
        return made

    def _take_font(self) -> None:
        """Fit the lines to the font: their height, and how many characters they hold at most."""
        metrics = QFontMetricsF(self.font())
        size = self.font().pixelSize() if self.font().pixelSize() > 0 else metrics.height() / 1.21
        self._lines.take_font(round(size * LINE_HEIGHT), metrics.height())
        self.setMaximumWidth(round(metrics.horizontalAdvance(_USUAL) / len(_USUAL) * MEASURE) + self._frame())
        self.document().setDefaultFont(self.font())
        self._fit()

    def _underline(self) -> None:
        theme = theme_of(self.palette())
        evidence, wrong = QTextCharFormat(), QTextCharFormat()
        evidence.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        evidence.setUnderlineColor(QColor(theme.accent))
        wrong.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wrong.setUnderlineColor(QColor(theme.warning))
        made = [self._marked(passage, evidence) for passage in self._evidence]
        made += [self._marked(passage, wrong) for passage in self._errors]
        self.setExtraSelections(made)

    def _marked(self, passage: Passage, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(passage.start))
        cursor.setPosition(self._position(passage.end), QTextCursor.MoveMode.KeepAnchor)
        mark = QTextEdit.ExtraSelection()
        mark.cursor, mark.format = cursor, form  # type: ignore[misc]
        return mark

    def _position(self, place: int) -> int:
        """Return Qt's number of a place: it counts in UTF-16, where an emoji is two."""
        wide = self._wide()
        return min(place + (bisect_left(wide, place) if wide else 0), self.document().characterCount() - 1)

    def _place(self, position: int) -> int:
        """Return the place of Qt's number of it."""
        for at, wide in enumerate(self._wide()):
            if wide + at >= position:
                return position - at
        return position - len(self._wide())

    def _wide(self) -> list[int]:
        """Return where the characters stand that are two to Qt."""
        text = self._text()
        return [] if text.isascii() else [at for at, character in enumerate(text) if character > "\uffff"]
