"""The groups and their rows as Qt's views want them. Of a long group a part is listed, and a line that lists more."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from storybank.analysis.reasons import why
from storybank.gui.fields import tip
from storybank.gui.gaps.rows import Group, Key, Row
from storybank.model import Framework
from storybank.texts import _, number_text

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)
AT_ONCE = 60
Index = QModelIndex | QPersistentModelIndex
_HEAD = 0  # the internal id of a group's index; a row's is the number of its group, from 1


class More:
    """The last line of a group that is not listed whole."""

    def __init__(self, group: Group, listed: int) -> None:
        self.key: Key = ("more", group.key)
        self.left = len(group.rows) - listed
        self.text = _("Show {some} more of {all}").format(
            some=number_text(min(AT_ONCE, self.left)), all=number_text(len(group.rows))
        )


Entry = Group | Row | More


class Tree(QAbstractItemModel):
    """Groups at the top, their rows below."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.groups: tuple[Group, ...] = ()
        self._framework: Framework | None = None
        self._lines: list[list[Row | More]] = []
        self._listed: dict[str, int] = {}  # how many rows of a group, where it is not `AT_ONCE`

    def show_groups(self, groups: tuple[Group, ...], framework: Framework) -> None:
        """Show these groups of gaps under a framework."""
        self.beginResetModel()
        self._framework = framework
        self.groups = groups
        self._lines = [self._lines_of(group) for group in groups]
        self.endResetModel()

    def show_more(self, index: Index) -> None:
        """List more rows of the group that an index belongs to; its line for that gives way to them."""
        group = self.group(index)
        at = self.groups.index(group)
        self._listed[group.key] = self._listed.get(group.key, AT_ONCE) + AT_ONCE
        head, last = self.index(at, 0), len(self._lines[at]) - 1
        self.beginRemoveRows(head, last, last)
        more = self._lines[at].pop()
        self.endRemoveRows()
        if isinstance(more, More):
            lines = self._lines_of(group)
            self.beginInsertRows(head, last, len(lines) - 1)
            self._lines[at] = lines
            self.endInsertRows()

    def _lines_of(self, group: Group) -> list[Row | More]:
        listed = self._listed.get(group.key, AT_ONCE)
        rows: list[Row | More] = list(group.rows[:listed])
        return [*rows, More(group, listed)] if listed < len(group.rows) else rows

    def group(self, index: Index) -> Group:
        """Return the group of an index."""
        return self.groups[index.row() if index.internalId() == _HEAD else index.internalId() - 1]

    def entry(self, index: Index) -> Entry | None:
        """Return what an index stands for."""
        if not index.isValid():
            return None
        if index.internalId() == _HEAD:
            return self.groups[index.row()]
        return self._lines[index.internalId() - 1][index.row()]

    def find(self, key: Key) -> QModelIndex:
        """Return where the entry with a key stands; an invalid index where it is not listed."""
        for at, group in enumerate(self.groups):
            if key == ("group", group.key):
                return self.index(at, 0)
            for row, line in enumerate(self._lines[at]):
                if line.key == key:
                    return self.index(row, 0, self.index(at, 0))
        return QModelIndex()

    def order(self) -> list[Key]:
        """Return the keys of everything, from top to bottom."""
        return [
            key
            for at, group in enumerate(self.groups)
            for key in (("group", group.key), *(line.key for line in self._lines[at]))
        ]

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's signature
        """Return the index of a group or of a row."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _HEAD)

    def parent(self, child: Index) -> QModelIndex:  # type: ignore[override] - Qt has a second meaning without an argument
        """Return the group of a row."""
        if not child.isValid() or child.internalId() == _HEAD:
            return QModelIndex()
        return self.createIndex(child.internalId() - 1, 0, _HEAD)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many groups, or rows of a group."""
        if not parent.isValid():
            return len(self.groups)
        return len(self._lines[parent.row()]) if parent.internalId() == _HEAD else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the one column."""
        return 1

    def headerData(self, _section: int, _side: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return what a screen reader calls the one column: the header is not painted."""
        return _("Gaps") if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the entry, its text, or what a screen reader says."""
        entry = self.entry(index)
        if entry is None:
            return None
        text = entry.text if isinstance(entry, More) else entry.title
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return text if isinstance(entry, More) else entry.spoken
        return self._said_of(entry, role)

    def _said_of(self, entry: Entry, role: int) -> str | None:
        """Return why a gap matters, for a screen reader, and a head in full for the mouse."""
        if (
            role == Qt.ItemDataRole.AccessibleDescriptionRole
            and isinstance(entry, Row)
            and entry.gap
            and self._framework
        ):
            return " ".join(why(entry.gap, self._framework))
        return tip(entry.spoken) if role == Qt.ItemDataRole.ToolTipRole and isinstance(entry, Group) else None
