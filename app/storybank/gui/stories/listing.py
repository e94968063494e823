"""The list of stories: what it holds and how a row is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from storybank.analysis.finding import SEVERITIES, Gap
from storybank.gui.fields import tip
from storybank.gui.stories.headline import status_names
from storybank.gui.stories.missing import SHAPES
from storybank.gui.theme import SMALL_PX, TEXT_PX, Theme, theme_of
from storybank.model import Story
from storybank.texts import _, plural, score_text

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
MIME = "application/x-storybank-story"
MOST_MARKS = 5  # of open gaps in a row; what is more is a number
_TOP, _BOTTOM, _LEFT, _RIGHT = 10, 8, 14, 12
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """What a row of the list says. `gaps` are the story's own open ones, the gravest first."""

    story: Story
    principle: str
    score: float | None
    gaps: tuple[Gap, ...]

    @property
    def foot(self) -> str:
        """The last line: primary principle, or that none of several is, and status."""
        status = status_names()[self.story.status].lower()
        if self.story.principles and self.story.primary is None:
            return _("no primary · {status}").format(status=status)
        return f"{self.principle} · {status}" if self.principle else status

    @property
    def marks(self) -> str:
        """A mark for each gap; from the sixth on a number."""
        shapes = "".join(SHAPES[gap.severity] for gap in self.gaps[:MOST_MARKS])
        more = len(self.gaps) - MOST_MARKS
        return f"{shapes} +{more}" if more > 0 else shapes

    @property
    def gap_text(self) -> str:
        """How many gaps of which kind, in words; empty when there are none."""
        numbers = {severity: sum(gap.severity == severity for gap in self.gaps) for severity in SEVERITIES}
        words = {
            "error": plural("{n} error", "{n} errors", numbers["error"]),
            "warning": plural("{n} warning", "{n} warnings", numbers["warning"]),
            "info": plural("{n} hint", "{n} hints", numbers["info"]),
        }
        return ", ".join(words[severity].format(n=number) for severity, number in numbers.items() if number)

    @property
    def messages(self) -> str:
        """What each gap says, a line each."""
        return "\n".join(f"{SHAPES[gap.severity]} {gap.message}" for gap in self.gaps)

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        score = _("score {score}").format(score=score_text(self.score)) if self.score else ""
        parts = [self.story.title, score, self.foot, self.gap_text]
        return ", ".join(part for part in parts if part)


class Stories(QAbstractListModel):
    """The rows that one sees. `dropped` carries the id of a story that was dragged, and the row before which it was let go."""

    dropped = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.movable = True

    def show_rows(self, rows: list[Row]) -> None:
        """Show these rows; selection and scroll stay when the same stories are shown, be it in another order."""
        before = [row.story.id for row in self.rows]
        after = [row.story.id for row in rows]
        if before == after:
            old, self.rows = self.rows, rows
            for at, row in enumerate(rows):
                if row != old[at]:
                    self.dataChanged.emit(self.index(at), self.index(at))
        elif len(before) == len(after) and set(before) == set(after):
            self._reorder(before, after, rows)
        else:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def place(self, story_id: str | None) -> int | None:
        """Return the row of a story; None when it is not listed."""
        return next((at for at, row in enumerate(self.rows) if row.story.id == story_id), None)

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
            return tip("\n".join(part for part in (row.story.title, row.messages) if part))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return "\n".join(gap.message for gap in row.gaps)
        return row.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say that rows can be dragged, and dropped between rows, while the list is in the bank's order."""
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled if self.movable else flag.NoItemFlags
        can = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren
        return can | flag.ItemIsDragEnabled if self.movable else can

    def supportedDropActions(self) -> Qt.DropAction:
        """Say that what is dragged moves."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Return what a dragged story is called."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return a dragged story: its id, of use to this list alone."""
        data = QMimeData()
        if indexes:
            data.setData(MIME, self.rows[indexes[0].row()].story.id.encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Tell where a story was dropped; whoever shows the list moves it in the bank."""
        story_id = bytes(data.data(MIME).data()).decode(errors="replace")
        if not self.movable or action != Qt.DropAction.MoveAction or self.place(story_id) is None:
            return False
        self.dropped.emit(story_id, row if row >= 0 else parent.row() if parent.isValid() else len(self.rows))
        return True

    def _reorder(self, before: list[str], after: list[str], rows: list[Row]) -> None:
        self.layoutAboutToBeChanged.emit()
        place = {story_id: at for at, story_id in enumerate(after)}
        old = self.persistentIndexList()
        self.rows = rows
        self.changePersistentIndexList(old, [self.index(place[before[index.row()]]) for index in old])
        self.layoutChanged.emit()


class RowDelegate(QStyledItemDelegate):
    """Draws a row: title and score, hook, principle and status, gaps."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is as high as three lines of the font."""
        return QSize(200, _TOP + 3 * _line(_fonts(option)[0]) + _BOTTOM)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, Row):
            return
        theme = theme_of(option.palette)  # type: ignore[attr-defined]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, QColor(theme.accent_soft if selected else theme.side))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(theme.line))
        if selected:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(theme.accent))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        _draw_lines(painter, rect.adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM), row, theme, _fonts(option))
        painter.restore()


def _draw_lines(painter: QPainter, rect: QRect, row: Row, theme: Theme, fonts: tuple[QFont, QFont]) -> None:
    bold, small = fonts
    line = _line(bold)
    faded = row.story.status == "retired"
    score = score_text(row.score)
    score_width = QFontMetrics(bold).horizontalAdvance(score)
    title = QRect(rect.left(), rect.top(), rect.width() - score_width - 10, line)
    _text(painter, title, row.story.title, bold, theme.quiet if faded else theme.text)
    painter.drawText(
        QRect(rect.right() - score_width, rect.top(), score_width + 1, line), Qt.AlignmentFlag.AlignVCenter, score
    )
    _text(painter, QRect(rect.left(), rect.top() + line, rect.width(), line), row.story.hook, small, theme.quiet)
    foot = QRect(rect.left(), rect.top() + 2 * line, rect.width(), line)
    marks_width = QFontMetrics(small).horizontalAdvance(row.marks) + 2
    room = foot.width() - (marks_width + 10 if row.gaps else 0)
    text = ("◆ " if row.principle else "") + row.foot
    _text(painter, QRect(foot.left(), foot.top(), room, line), text, small, theme.quiet)
    if row.gaps:  # at the right edge, under the score: down the list they make one column
        _text(
            painter,
            QRect(foot.right() - marks_width + 1, foot.top(), marks_width, line),
            row.marks,
            small,
            theme.warning,
        )


def _fonts(option: QStyleOptionViewItem) -> tuple[QFont, QFont]:
    """Return the list's font in its two uses: the title's and the smaller one below it."""
    bold = QFont(option.font)  # type: ignore[attr-defined]
    pixels = QFontInfo(bold).pixelSize()
    bold.setPixelSize(pixels)
    small = QFont(bold)
    small.setPixelSize(max(1, round(pixels * SMALL_PX / TEXT_PX)))
    bold.setWeight(QFont.Weight.DemiBold)
    return bold, small


def _line(font: QFont) -> int:
    return round(QFontMetrics(font).height() * 1.2)


def _text(painter: QPainter, rect: QRect, text: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
