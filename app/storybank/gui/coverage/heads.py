"""The names beside the cells: over the columns level where they fit and at a slant where not, and before the rows."""

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from storybank.gui.coverage.matrix import TOTALS, Matrix, Spot
from storybank.gui.theme import SMALL_PX, TEXT_PX, Theme, theme_of

if TYPE_CHECKING:
    from storybank.gui.coverage.view import MatrixView

_SLANT, _FLATTER = 42, 30  # degrees: read with the head held straight; the second where it is low
_LONGEST, _SHORTEST = 172, 130  # px of a name at a slant, and of a short one, at the usual size of type
_LINES = 3  # of a level name
_SMALLER = 0.75  # the type of a row's name that takes two lines
_FULL = 22  # letters of a name that stands at a slant; of a longer one the short name does
_LEVEL_MOST = 40  # columns whose names are measured to stand level
_MARK = "▲ "
_ACROSS, _DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
_WRAPPED = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
_LEVEL = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap)


def in_two_lines(text: str, metrics: QFontMetrics, place: QRect) -> str:
    """Return a text, or as much of its beginning as a place holds: in two lines where it is high enough for them."""
    if metrics.horizontalAdvance(text) <= place.width():
        return text
    shown, room, two_lines = text, 2 * place.width(), 2 * metrics.lineSpacing() + 2
    while two_lines <= place.height() + 4 and room > place.width():
        if metrics.boundingRect(QRect(0, 0, place.width(), 999), _WRAPPED, shown).height() <= two_lines:
            return shown
        room -= metrics.averageCharWidth()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())


class Strip(QWidget):
    """Something painted beside the cells. It takes no focus of its own: the cursor of the matrix goes through it."""

    def __init__(self, view: "MatrixView") -> None:
        super().__init__()
        self.view = view
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def matrix(self) -> Matrix:
        """The model."""
        return self.view.matrix

    def section_at(self, _position: QPoint) -> tuple[int, int] | None:
        """Return the row and column under a position, -1 for a head."""
        return None

    def event(self, event: QEvent) -> bool:
        """Say in words what is under the mouse."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().event(event)
        place = self.section_at(event.pos())
        said: object = ""
        if place is not None:
            row, column = place
            role = Qt.ItemDataRole.ToolTipRole
            if row < 0:
                said = self.matrix.headerData(column, _ACROSS, role)
            elif column < 0:
                said = self.matrix.headerData(row, _DOWN, role)
            else:
                said = self.matrix.index(row, column).data(role)
        QToolTip.showText(event.globalPos(), str(said or ""), self)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is clicked; a head chooses along its row or column."""
        place, now = self.section_at(event.position().toPoint()), self.view.currentIndex()
        if place is not None:
            row, column = place
            row, column = (max(0, now.row()) if row < 0 else row), (max(0, now.column()) if column < 0 else column)
            rows, columns = self.matrix.body
            if row < rows or column < columns:
                self.view.setCurrentIndex(self.matrix.index(row, column))
        self.view.setFocus(Qt.FocusReason.MouseFocusReason)


def head_colour(head: Spot, theme: Theme) -> str:
    """Return the colour of a name: a warning where one can be vetoed, quiet for totals and outside the loop."""
    if head.column is not None:
        return theme.warning if is_open(head) else theme.text if head.column.in_target else theme.quiet
    return theme.text if head.story is not None else theme.quiet


def is_open(head: Spot) -> bool:
    """Say whether a head is that of a principle of the loop that can be vetoed."""
    return head.column is not None and head.column.in_target and head.column.vetoable


class ColumnNames(Strip):
    """The names over the columns and over the totals beside them."""

    def __init__(self, view: "MatrixView") -> None:
        super().__init__(view)
        self._names: list[str] = []
        self.level = False
        self._turn = _turn(low=False)
        self.start = 0  # where the first column stands
        self.end = 0  # where the totals stand

    def prepare(self, *, low: bool) -> int:
        """Choose names for the columns' width, shorter ones where it is low, and whether they stand level; returns the height that they need.

        Every principle of the loop gets the room of the mark for exposure: an edit that brings it or takes it moves nothing.
        """
        width, metrics = self.view.size_of_cell.width, QFontMetrics(self._font(bold=True))
        heads = [self.matrix.head(section, _ACROSS) for section in range(self.matrix.columnCount())]
        full, short = [self._text(head) for head in heads], [self._text(head, short=True) for head in heads]
        marks = [_MARK if head.column and head.column.in_target else "" for head in heads]
        both = list(zip(marks, full, short, strict=True))
        self._names = [one if self._fits(mark + one, width, metrics) else other for mark, one, other in both]
        texts = [mark + name for mark, name in zip(marks, self._names, strict=True)]
        self.level = len(texts) <= _LEVEL_MOST and all(self._fits(text, width, metrics) for text in texts)
        if self.level:
            area = QRect(0, 0, width - 4, 999)
            return max(metrics.boundingRect(area, _LEVEL, text).height() for text in texts) + 10
        self._names = [one if len(one) <= _FULL and not low else other for _mark, one, other in both]
        widths = (metrics.horizontalAdvance(mark + name) for mark, name in zip(marks, self._names, strict=True))
        self._turn = _turn(low=low)
        return self._slanted_height(max(widths), low=low)

    def least(self) -> int:
        """Return the height that the names need where it is low."""
        heads = [self.matrix.head(section, _ACROSS) for section in range(self.matrix.columnCount())]
        longest = _MARK + max((self._text(head, short=True) for head in heads), key=len)
        return self._slanted_height(QFontMetrics(self._font(bold=True)).horizontalAdvance(longest), low=True)

    def overhang(self, width: int, *, low: bool) -> int:
        """Return how far the name over the last column, of a width, stands out beyond it at a slant."""
        last = self._text(self.matrix.head(self.matrix.columnCount() - 1, _ACROSS))
        advance = QFontMetrics(self._font(bold=True)).horizontalAdvance(last)
        return round(advance * math.cos(_turn(low=low)) - width / 2) + 8

    def _slanted_height(self, longest: int, *, low: bool) -> int:
        most = (_SHORTEST if low else _LONGEST) * self.view.type_size() / TEXT_PX
        line = QFontMetrics(self._font(bold=True)).height()
        return round(min(most, longest) * math.sin(_turn(low=low)) + line) + 6

    def _text(self, head: Spot, *, short: bool = False) -> str:
        if short and head.column is not None:
            return head.column.principle.short
        return self.matrix.name(head, of_stories=self.matrix.of_stories(_ACROSS))

    @staticmethod
    def _fits(text: str, width: int, metrics: QFontMetrics) -> bool:
        if any(metrics.horizontalAdvance(word) > width - 4 for word in text.split()):
            return False
        return metrics.boundingRect(QRect(0, 0, width - 4, 999), _LEVEL, text).height() <= _LINES * metrics.height()

    def _font(self, *, bold: bool = False) -> QFont:
        return self.view.ready_faces().font(self._pixels(), bold=bold)

    def _pixels(self) -> int:
        return max(11, round(self.view.type_size() * SMALL_PX / TEXT_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the names of the columns that can be seen."""
        painter, theme = QPainter(self), theme_of(self.palette())
        painter.fillRect(self.rect(), QColor(theme.page))
        if len(self._names) != self.matrix.columnCount():
            return  # it is being arranged anew
        width, columns, offset = self.view.size_of_cell.width, self.matrix.body[1], self.view.horizontalOffset()
        current = self.view.currentIndex().column()
        seen = [(at, self.start + at * width - offset) for at in range(offset // width, columns)]
        seen = [(at, x) for at, x in seen if self.start <= x < self.end]
        for at, x in [*seen, *((columns + n, self.end + n * width) for n in range(TOTALS))]:
            head = self.matrix.head(at, _ACROSS)
            painter.setPen(QColor(head_colour(head, theme)))
            painter.setFont(self._font(bold=is_open(head) or at == current))
            name = _MARK + self._names[at] if is_open(head) else self._names[at]
            if self.level:
                painter.drawText(QRect(x + 2, 0, width - 4, self.height() - 6), _LEVEL, name)
            else:
                self._slanted(painter, x, width, name)

    def _slanted(self, painter: QPainter, x: int, width: int, text: str) -> None:
        turn, foot = self._turn, self.height() - 8
        room = min(foot / math.sin(turn) - 8, (self.width() - x - width / 2 - 4) / math.cos(turn))
        painter.save()
        painter.translate(x + width / 2 - 2, foot)
        painter.rotate(-math.degrees(turn))
        painter.drawText(0, 0, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room)))
        painter.restore()

    def section_at(self, position: QPoint) -> tuple[int, int] | None:
        """Return the column whose name is under a position."""
        width, columns = self.view.size_of_cell.width, self.matrix.body[1]
        x = position.x()
        if not self.level:
            x -= round((self.height() - 8 - position.y()) / math.tan(self._turn))
        if x < self.start:
            return None
        if x >= self.end:
            total = (x - self.end) // width
            return (-1, columns + total) if total < TOTALS else None
        return -1, min(columns - 1, (x - self.start + self.view.horizontalOffset()) // width)


def _turn(*, low: bool) -> float:
    """Return the angle of names at a slant, in radians."""
    return math.radians(_FLATTER if low else _SLANT)


class RowNames(Strip):
    """The names before the rows and before the totals under them."""

    def prepare(self, most: int) -> int:
        """Return the width that the names need, up to the most there is."""
        metrics = QFontMetrics(self.view.ready_faces().font(self.view.type_size(), bold=True))
        heads = (self.matrix.head(row, _DOWN) for row in range(self.matrix.rowCount()))
        texts = (self._text(head) for head in heads)
        return min(most, max(metrics.horizontalAdvance(text) for text in texts) + 14)

    def _text(self, head: Spot) -> str:
        name = self.matrix.name(head, of_stories=self.matrix.of_stories(_DOWN))
        return _MARK + name if is_open(head) else name

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the names of the rows that can be seen."""
        painter, theme = QPainter(self), theme_of(self.palette())
        self.view.ready_faces()
        painter.fillRect(self.rect(), QColor(theme.page))
        size, offset, rows = self.view.size_of_cell, self.view.verticalOffset(), self.matrix.body[0]
        height, room = size.height, self.view.height()
        for at in range(offset // height, min(rows, (offset + room - 1) // height + 1)):
            self._draw(painter, at, QRect(0, at * height - offset, self.width() - 6, height), theme)
        painter.fillRect(QRect(0, room, self.width(), self.height() - room), QColor(theme.page))
        for total in range(TOTALS):
            self._draw(painter, rows + total, QRect(0, room + total * size.total, self.width() - 6, size.total), theme)

    def _draw(self, painter: QPainter, row: int, place: QRect, theme: Theme) -> None:
        head = self.matrix.head(row, _DOWN)
        bold = is_open(head) or row == self.view.currentIndex().row()
        painter.setPen(QColor(head_colour(head, theme)))
        text, usual = self._text(head), self.view.type_size()
        painter.setFont(self.view.faces.font(usual, bold=bold))
        if painter.fontMetrics().horizontalAdvance(text) > place.width():
            painter.setFont(self.view.faces.font(max(11, round(usual * _SMALLER)), bold=bold))
            text = in_two_lines(text, painter.fontMetrics(), place)
        painter.drawText(place, _WRAPPED, text)

    def section_at(self, position: QPoint) -> tuple[int, int] | None:
        """Return the row whose name is under a position."""
        height, rows = self.view.size_of_cell.height, self.matrix.body[0]
        below = position.y() - self.view.height()
        if below >= 0:
            total = below // self.view.size_of_cell.total
            return (rows + total, -1) if total < TOTALS else None
        row = (position.y() + self.view.verticalOffset()) // height
        return (row, -1) if row < rows else None
