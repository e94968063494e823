"""The totals under the cells and beside them. They stay in sight however far the cells are scrolled."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from storybank.gui.coverage.face import Tone, box
from storybank.gui.coverage.heads import Strip
from storybank.gui.coverage.matrix import TOTALS, Spot
from storybank.gui.theme import Theme, theme_of
from storybank.texts import _

if TYPE_CHECKING:
    from storybank.gui.coverage.view import MatrixView


class Totals(Strip):
    """Two totals per column (under the cells) or per row (beside them)."""

    def __init__(self, view: "MatrixView", *, under: bool) -> None:
        super().__init__(view)
        self._under = under

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the totals of what can be seen."""
        painter, theme, view = QPainter(self), theme_of(self.palette()), self.view
        view.ready_faces()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(theme.page))
        size, rows, columns = view.size_of_cell, *self.matrix.body
        step, count = (size.width, columns) if self._under else (size.height, rows)
        offset, room = self._offset(), self.width() if self._under else self.height()
        current = view.currentIndex()
        for at in range(offset // step, min(count, (offset + room - 1) // step + 1)):
            for total in range(TOTALS):
                row, column = (rows + total, at) if self._under else (at, columns + total)
                x, y = (
                    (at * step - offset, total * size.total)
                    if self._under
                    else (total * size.width, at * step - offset)
                )
                rect = QRect(x, y, size.width, size.total if self._under else size.height)
                self._draw(painter, rect, self.matrix.spot(row, column), theme)
                if (row, column) == (current.row(), current.column()):
                    view.draw_frame(painter, QRectF(rect))

    def _draw(self, painter: QPainter, rect: QRect, spot: Spot, theme: Theme) -> None:
        column, text = spot.column, self.matrix.text(spot)
        open_here = column is not None and column.in_target and column.vetoable
        if open_here:
            box(painter, QRectF(rect).adjusted(3, 3, -3, -3), Tone(theme.warning_soft, theme.warning, "", bold=True))
        texts = [text]
        if column is not None and spot.total == 1 and column.in_target:
            texts = (
                [_("▲ none"), _("none"), "▲"] if open_here else [f"△ {text}", f"△{text}"] if column.unproven else [text]
            )
        ink = theme.warning if open_here else theme.text
        if (column is not None and not column.in_target) or text == "0":
            ink = theme.warning if open_here else theme.quiet
        bold = open_here or (spot.story is not None and spot.total == 1 and text != "0")
        painter.setPen(QColor(ink))
        painter.drawText(
            rect, Qt.AlignmentFlag.AlignCenter, self._fitting(painter, texts, rect.width() - 14, bold=bold)
        )

    def _fitting(self, painter: QPainter, texts: list[str], room: int, *, bold: bool) -> str:
        """Return the first of the texts that has room, in the cells' type or smaller; the last one where none has."""
        fonts = self.view.faces
        for text in texts:
            for pixels in (self.view.size_of_cell.text, max(11, self.view.size_of_cell.text - 2)):
                painter.setFont(fonts.font(pixels, bold=bold))
                if painter.fontMetrics().horizontalAdvance(text) <= room:
                    return text
        return texts[-1]

    def _offset(self) -> int:
        return self.view.horizontalOffset() if self._under else self.view.verticalOffset()

    def section_at(self, position: QPoint) -> tuple[int, int] | None:
        """Return the row and column of the total under a position."""
        size, (rows, columns) = self.view.size_of_cell, self.matrix.body
        along = (position.x() if self._under else position.y()) + self._offset()
        at = along // (size.width if self._under else size.height)
        total = position.y() // size.total if self._under else position.x() // size.width
        if at >= (columns if self._under else rows) or not 0 <= total < TOTALS:
            return None
        return (rows + total, at) if self._under else (at, columns + total)
