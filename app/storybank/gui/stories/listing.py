"""The list of stories: what it holds and how a row is drawn."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from storybank.gui.fields import tip
from storybank.gui.stories.headline import status_names
from storybank.gui.theme import SMALL_PX, TEXT_PX, Theme, theme_of
from storybank.model import Story
from storybank.texts import plural, score_text

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_HEIGHT = 74
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """What a row of the list says. `gaps` are the story's own open ones."""

    story: Story
    principle: str
    score: float | None
    gaps: int

    @property
    def foot(self) -> str:
        """The last line: primary principle and status."""
        status = status_names()[self.story.status].lower()
        return f"{self.principle} · {status}" if self.principle else status

    @property
    def gap_text(self) -> str:
        """How many gaps, in words; empty when there are none."""
        return plural("{n} gap", "{n} gaps", self.gaps).format(n=self.gaps) if self.gaps else ""

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        parts = [self.story.title, score_text(self.score) if self.score else "", self.foot, self.gap_text]
        return ", ".join(part for part in parts if part)


class Stories(QAbstractListModel):
    """The rows that pass the filter, in the bank's order."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []

    def show_rows(self, rows: list[Row]) -> None:
        """Show these rows; when only what they say has changed, selection and scroll stay."""
        if [row.story.id for row in rows] == [row.story.id for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the row, its title, or what a screen reader says."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.story.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(row.story.title)
        return row.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None


class RowDelegate(QStyledItemDelegate):
    """Draws a row: title and score, hook, principle and status, gaps."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is as high as three lines."""
        return QSize(200, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, Row):
            return
        theme = theme_of(option.palette)  # type: ignore[attr-defined]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        painter.fillRect(rect, QColor(theme.accent_soft if selected else theme.side))
        if selected:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(theme.accent))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(theme.line))
        _draw_lines(painter, rect.adjusted(14, 10, -12, -8), row, theme)
        painter.restore()


def _draw_lines(painter: QPainter, rect: QRect, row: Row, theme: Theme) -> None:
    bold = _font(painter, TEXT_PX, bold=True)
    small = _font(painter, SMALL_PX)
    line = 19
    score = score_text(row.score)
    score_width = QFontMetrics(bold).horizontalAdvance(score)
    faded = row.story.status == "retired"
    _text(
        painter,
        QRect(rect.left(), rect.top(), rect.width() - score_width - 10, line),
        row.story.title,
        bold,
        theme.quiet if faded else theme.text,
    )
    painter.drawText(
        QRect(rect.right() - score_width, rect.top(), score_width + 1, line), Qt.AlignmentFlag.AlignVCenter, score
    )
    _text(painter, QRect(rect.left(), rect.top() + line, rect.width(), line), row.story.hook, small, theme.quiet)
    foot = QRect(rect.left(), rect.top() + 2 * line, rect.width(), line)
    gap_width = QFontMetrics(small).horizontalAdvance(row.gap_text) + (12 if row.gaps else 0)
    shape = "◆ " if row.principle else ""
    text = shape + row.foot
    room = foot.width() - gap_width
    _text(painter, QRect(foot.left(), foot.top(), room, line), text, small, theme.quiet)
    used = min(room, QFontMetrics(small).horizontalAdvance(text))
    _text(painter, QRect(foot.left() + used + 12, foot.top(), gap_width, line), row.gap_text, small, theme.warning)


def _font(painter: QPainter, pixels: int, *, bold: bool = False) -> QFont:
    font = QFont(painter.font())
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def _text(painter: QPainter, rect: QRect, text: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
