"""How a line of the gaps page is drawn: heads with counts, sentences over as many lines as they need, and the mark before them."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QWidget

from storybank.gui.fields import tip
from storybank.gui.gaps.rows import NEXT, Group, Row
from storybank.gui.gaps.tree import ENTRY_ROLE, More
from storybank.gui.theme import Theme, theme_of

LEFT, INDENT, RIGHT = 14, 42, 16
WIDEST = 840  # of a sentence: the eye has to find the next line
_ABOVE, _BETWEEN = 8, 3
_LEAST = 34
_ABOVE_CLOSE, _LEAST_CLOSE = 5, 28
_ROOMY = (
    24  # lines in sight, under which the list is set closely: sentences alone, what mends them stands beside the list
)
_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_LINE = int(Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_TALL = 4000
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Texts:
    """Where the sentence of a row and the note below it stand, in the row's own coordinates."""

    title: QRect
    note: QRect

    @property
    def height(self) -> int:
        """The height of the row: as much room below as above."""
        return max(_LEAST_CLOSE, max(self.title.bottom(), self.note.bottom()) + 1 + self.title.top())


class RowDelegate(QStyledItemDelegate):
    """Draws groups and rows."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self._known: dict[tuple[str, str, int, str, bool], Texts] = {}
        self._is_close = False

    def fit(self, height: int) -> bool:
        """Set the list closely, or not, as the height that is in sight asks for; returns whether that changed."""
        before, self._is_close = self._is_close, height < _ROOMY * QFontMetrics(self._view.font()).lineSpacing()
        return before != self._is_close

    def texts(self, row: Row, width: int) -> Texts:
        """Return where a row's texts stand in a line of some width; measured once."""
        plain = self._view.font()
        close = self._is_close
        known = (row.title, row.note, width, plain.key(), close)
        if known not in self._known:
            if len(self._known) > 4000:
                self._known.clear()
            room = max(80, min(WIDEST, width - INDENT - RIGHT))
            title = QFontMetrics(bold(plain)).boundingRect(QRect(0, 0, room, _TALL), _FLAGS, row.title)
            above = _ABOVE_CLOSE if close else _ABOVE
            below = QRect(INDENT, above + title.height() + _BETWEEN, room, 0)
            if close:
                below = QRect()
            else:
                below.setHeight(QFontMetrics(plain).boundingRect(QRect(0, 0, room, _TALL), _FLAGS, row.note).height())
            self._known[known] = Texts(QRect(INDENT, above, room, title.height()), below)
        return self._known[known]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the texts need in the view's width."""
        entry = index.data(ENTRY_ROLE)
        width = self._width()
        if isinstance(entry, Row):
            return QSize(width, self.texts(entry, width).height)
        height = QFontMetrics(self._view.font()).height()
        around = 14 if self._is_close or not isinstance(entry, Group) else 26
        return QSize(width, max(_LEAST, height + around))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Say how a gap is mended where the list has no room for it."""
        entry = index.data(ENTRY_ROLE)
        if self._is_close and isinstance(entry, Row) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), tip(entry.note), view)
            return True
        return super().helpEvent(event, view, option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        entry = index.data(ENTRY_ROLE)
        theme = theme_of(option.palette)  # type: ignore[attr-defined]
        rect = QRect(0, option.rect.top(), self._width(), option.rect.height())  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        _ground(painter, rect, theme, chosen=chosen, active=self._view.hasFocus(), lined=isinstance(entry, Group))
        if isinstance(entry, Group):
            _draw_group(
                painter, rect, entry, theme, self._view.font(), is_open=bool(state & QStyle.StateFlag.State_Open)
            )
        elif isinstance(entry, Row):
            hovered = bool(state & QStyle.StateFlag.State_MouseOver)
            self._draw_row(painter, rect, entry, theme, hovered=hovered)
        elif isinstance(entry, More):
            painter.setFont(self._view.font())
            painter.setPen(QColor(theme.accent))
            painter.drawText(rect.adjusted(INDENT, 0, -RIGHT, 0), _LINE, entry.text)
        painter.restore()

    def _draw_row(self, painter: QPainter, rect: QRect, row: Row, theme: Theme, *, hovered: bool) -> None:
        texts, plain = self.texts(row, rect.width()), self._view.font()
        grave = row.gap is not None and row.gap.is_open and row.gap.severity != "info"
        painter.setFont(bold(plain) if row.mend is not None else plain)
        painter.setPen(QColor(theme.warning if grave else theme.accent if row.mend is not None else theme.quiet))
        line = QFontMetrics(bold(plain)).lineSpacing()
        mark = QRect(LEFT, rect.top() + texts.title.top(), INDENT - LEFT - 6, line)
        painter.drawText(mark, int(Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignCenter), row.mark)
        font = bold(plain)
        font.setUnderline(hovered and row.waiver is None)
        painter.setFont(font)
        settled = row.waiver is not None or (row.gap is not None and not row.gap.is_open)
        painter.setPen(QColor(theme.quiet if settled else theme.text))
        painter.drawText(texts.title.translated(0, rect.top()), _FLAGS, row.title)
        if texts.note.isNull():
            return
        painter.setFont(plain)
        painter.setPen(QColor(theme.quiet))
        painter.drawText(texts.note.translated(0, rect.top()), _FLAGS, row.note)

    def _width(self) -> int:
        viewport = getattr(self._view, "viewport", None)
        return viewport().width() if viewport is not None else self._view.width()


def bold(font: QFont) -> QFont:
    """Return a font in its heavier weight."""
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def _ground(painter: QPainter, rect: QRect, theme: Theme, *, chosen: bool, active: bool, lined: bool) -> None:
    if not chosen:
        if lined:
            painter.fillRect(QRect(LEFT, rect.bottom(), rect.width() - LEFT - RIGHT, 1), QColor(theme.line))
        return
    painter.fillRect(rect, QColor(theme.accent_soft))
    painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(theme.accent))
    if active:
        painter.setPen(QColor(theme.accent))
        painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))


def _draw_group(painter: QPainter, rect: QRect, group: Group, theme: Theme, font: QFont, *, is_open: bool) -> None:
    middle = QPointF(LEFT + 7.0, rect.center().y() + 1.0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.quiet))
    turned = [(-4, -2), (4, -2), (0, 3)] if is_open else [(-2, -4), (3, 0), (-2, 4)]
    painter.drawPolygon(QPolygonF([QPointF(middle.x() + x, middle.y() + y) for x, y in turned]))
    heavy = bold(font)
    painter.setFont(heavy)
    counts = QFontMetrics(heavy).horizontalAdvance(group.tally) + 4
    end = rect.width() - RIGHT
    painter.setPen(QColor(theme.warning if group.counts["error"] else theme.quiet))
    painter.drawText(QRect(end - counts, rect.top(), counts, rect.height()), _LINE, group.tally)
    painter.setPen(QColor(theme.accent if group.key == NEXT else theme.text))
    room = QRect(INDENT - 8, rect.top(), end - counts - INDENT, rect.height())
    title = QFontMetrics(heavy).elidedText(group.title, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LINE, title)
