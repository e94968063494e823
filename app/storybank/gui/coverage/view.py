"""How the matrix is drawn, and the keys that edit it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPolygonF, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from storybank.analysis.coverage import Cell, Column
from storybank.gui.coverage.matrix import CELL_ROLE, Matrix
from storybank.gui.theme import Theme, theme_of
from storybank.texts import _, score_text

CELL_WIDTH, NARROWEST, CELL_HEIGHT = 72, 48, 40
HEAD_HEIGHT = 132
_TURN = -52
Index = QModelIndex | QPersistentModelIndex


class TurnedHeader(QHeaderView):
    """Principle names at a slant, as on paper: read with the head held straight."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(CELL_WIDTH)
        self.setFixedHeight(HEAD_HEIGHT)
        self.setAccessibleName(_("Principles"))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one name."""
        model = self.model()
        if not isinstance(model, Matrix):
            return
        column, theme = model.column(section), theme_of(self.palette())
        painter.save()
        painter.setClipping(False)
        painter.translate(rect.left() + 22, rect.bottom() - 6)
        painter.rotate(_TURN)
        veto = column.in_target and column.vetoable
        painter.setPen(QColor(theme.warning if veto else theme.text if column.in_target else theme.quiet))
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if veto else QFont.Weight.Normal)
        painter.setFont(font)
        name = _head(column)
        painter.drawText(0, 0, QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideRight, 150))
        painter.restore()


class CellDelegate(QStyledItemDelegate):
    """Draws a cell: score, shape for the rank, a line for the proof; solid from the bar upwards, pale below it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the one size of a cell."""
        return QSize(CELL_WIDTH, CELL_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        model = index.model()
        if not isinstance(model, Matrix):
            return
        theme = theme_of(option.palette)  # type: ignore[attr-defined]
        rect: QRect = option.rect.adjusted(2, 2, -2, -2)  # type: ignore[attr-defined]
        column = model.column(index.column())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not column.in_target:
            painter.setOpacity(0.45)
        cell = index.data(CELL_ROLE)
        if model.story(index.row()) is None:
            _draw_verdict(painter, rect, str(index.data()), column, theme)
        elif isinstance(cell, Cell):
            _draw_cell(painter, rect, cell, theme)
        else:
            _box(painter, rect, theme.cell_empty)
        painter.setOpacity(1.0)
        if option.state & QStyle.StateFlag.State_HasFocus:  # type: ignore[attr-defined]
            painter.setPen(QColor(theme.text))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
            painter.drawRoundedRect(QRectF(rect).adjusted(-0.5, -0.5, 0.5, 0.5), 6, 6)
        painter.restore()


class MatrixView(QTableView):
    """The matrix with its keys. The signals ask; the page edits."""

    scored = Signal(str, str, float)
    ranked = Signal(str, str, str)
    cleared = Signal(str, str)
    opened = Signal(str, str)

    def __init__(self, model: Matrix) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setHorizontalHeader(TurnedHeader(self))
        self.setAccessibleName(_("Coverage matrix"))
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(CELL_HEIGHT)
        rows.setFixedWidth(230)
        rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        rows.setHighlightSections(False)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.activated.connect(self._on_activated)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the cells as wide as lets every principle be seen, within what can be read."""
        super().resizeEvent(event)
        room = self.width() - self.verticalHeader().width() - self.verticalScrollBar().sizeHint().width() - 4
        columns = max(1, self.model().columnCount())
        self.horizontalHeader().setDefaultSectionSize(max(NARROWEST, min(CELL_WIDTH, room // columns)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Score with 1–4 and “.” for the half, rank with P and S, clear with Delete, open with Enter; arrows move."""
        model, index = self.model(), self.currentIndex()
        story = model.story(index.row()) if isinstance(model, Matrix) and index.isValid() else None
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if not isinstance(model, Matrix) or story is None or not plain or not self._edit(event, model, index, story.id):
            super().keyPressEvent(event)

    def _edit(self, event: QKeyEvent, model: Matrix, index: Index, story: str) -> bool:
        principle, cell, text = model.column(index.column()).principle.id, model.cell(index), event.text()
        if text in ("1", "2", "3", "4"):
            self.scored.emit(story, principle, float(text))
        elif text in (".", ",") and cell is not None and cell.score is not None and cell.score < 4:
            whole = float(int(cell.score))
            self.scored.emit(story, principle, whole if cell.score > whole else whole + 0.5)
        elif text.lower() == "p" and text:
            self.ranked.emit(story, principle, "primary")
        elif text.lower() == "s" and text:
            self.ranked.emit(story, principle, "secondary")
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and cell is not None:
            self.cleared.emit(story, principle)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_activated(self.currentIndex())
        else:
            return False
        return True

    def _on_activated(self, index: QModelIndex) -> None:
        model = self.model()
        story = model.story(index.row()) if isinstance(model, Matrix) and index.isValid() else None
        if isinstance(model, Matrix) and story is not None:
            self.opened.emit(story.id, model.column(index.column()).principle.id)


def _head(column: Column) -> str:
    name = column.principle.name
    return name if len(name) <= 24 else column.principle.short


def _box(painter: QPainter, rect: QRect, colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(rect, 5, 5)


def _draw_cell(painter: QPainter, rect: QRect, cell: Cell, theme: Theme) -> None:
    tone = 3 if cell.at_bar and (cell.score or 0) >= 4 else 2 if cell.at_bar else 1 if (cell.score or 0) >= 2.5 else 0
    ink = QColor(theme.ramp_text[tone])
    _box(painter, rect, theme.ramp[tone])
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold if cell.at_bar else QFont.Weight.Normal)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(rect.adjusted(0, 0, 0, -5), Qt.AlignmentFlag.AlignCenter, score_text(cell.score))
    if cell.is_primary:
        x, y = rect.left() + 9.0, rect.top() + 9.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPolygon(QPolygonF([QPointF(x, y - 4), QPointF(x + 4, y), QPointF(x, y + 4), QPointF(x - 4, y)]))
    line = QRectF(rect.left() + 8, rect.bottom() - 6, rect.width() - 16, 2)
    faint = QColor(ink)
    faint.setAlphaF(0.25)
    painter.fillRect(line, faint)
    painter.fillRect(QRectF(line.left(), line.top(), line.width() * cell.proven / cell.asked, 2), ink)


def _draw_verdict(painter: QPainter, rect: QRect, text: str, column: Column, theme: Theme) -> None:
    veto = column.in_target and column.vetoable
    if veto:
        _box(painter, rect, theme.warning_soft)
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold if veto else QFont.Weight.Normal)
    painter.setFont(font)
    painter.setPen(QColor(theme.warning if veto else theme.text))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, f"{text} ▲" if veto else text)
