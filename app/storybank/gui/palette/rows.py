"""The rows of the palette: the menu, the name, and at the right the keys, or why it cannot be used now."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from storybank.gui.fields import tip
from storybank.gui.palette.commands import Command
from storybank.gui.theme import Theme, theme_of

COMMAND_ROLE = Qt.ItemDataRole.UserRole
_LEFT, _MARK, _GAP, _BAR = 12, 22, 14, 3
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_TO_THE_RIGHT = _MIDDLE | Qt.AlignmentFlag.AlignRight

Index = QModelIndex | QPersistentModelIndex


class Rows(QAbstractListModel):
    """The commands that are offered."""

    def __init__(self) -> None:
        super().__init__()
        self.commands: tuple[Command, ...] = ()

    def show_commands(self, commands: Sequence[Command]) -> None:
        """Offer these."""
        self.beginResetModel()
        self.commands = tuple(commands)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """One row a command."""
        return 0 if parent.isValid() else len(self.commands)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A row as it reads, is said, and is drawn."""
        if not index.isValid():
            return None
        command = self.commands[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return command.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return command.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(command.title)
        return command if role == COMMAND_ROLE else None


class RowDelegate(QStyledItemDelegate):
    """Draws a row; `menu_width` is the room for the menus, so that the names stand below each other."""

    menu_width = 40

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line with air around it."""
        return QSize(200, QFontMetrics(option.font).height() + 14)  # type: ignore[attr-defined]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        command = index.data(COMMAND_ROLE)
        if not isinstance(command, Command):
            return
        theme = theme_of(option.palette)  # type: ignore[attr-defined]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        painter.setFont(option.font)  # type: ignore[attr-defined]
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.accent_soft))
            painter.fillRect(QRect(rect.left(), rect.top(), _BAR, rect.height()), QColor(theme.accent))
        self._write(painter, rect.adjusted(_LEFT, 0, -_LEFT, 0), command, theme)
        painter.restore()

    def _write(self, painter: QPainter, rect: QRect, command: Command, theme: Theme) -> None:
        metrics = painter.fontMetrics()
        quiet, text = QColor(theme.quiet), QColor(theme.quiet if command.why_not else theme.text)
        painter.setPen(text)
        if command.on:
            painter.drawText(rect, _MIDDLE, "✓")
        rest = rect.adjusted(_MARK, 0, 0, 0)
        painter.setPen(quiet)
        painter.drawText(rest, _MIDDLE, metrics.elidedText(command.menu, Qt.TextElideMode.ElideRight, self.menu_width))
        right = command.why_not or command.shortcut
        painter.drawText(rest, _TO_THE_RIGHT, right)
        taken = metrics.horizontalAdvance(right) + _GAP if right else 0
        rest.adjust(self.menu_width + _GAP, 0, -taken, 0)
        painter.setPen(text)
        title = " ".join(command.title.split())
        painter.drawText(rest, _MIDDLE, metrics.elidedText(title, Qt.TextElideMode.ElideRight, rest.width()))
