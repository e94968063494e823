"""What a framework holds as Qt's views want it: itself, and two lists, read from the draft as it is.

A model and not tree items: PySide frees the Python side of an item's children while Qt still destroys them, and crashes.
"""

from typing import NamedTuple

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from storybank.gui.framework.draft import Draft
from storybank.texts import _


class Spot(NamedTuple):
    """`general`, `principles` or `signals`, and the place in that list (-1: its heading; of `general` always 0)."""

    where: str
    at: int


GENERAL = Spot("general", 0)
_LISTS = ("principles", "signals")
_TOP = 0  # the internal id of what stands at the top; a record's is the number of its list, from 1
Index = QModelIndex | QPersistentModelIndex


class Outline(QAbstractItemModel):
    """The framework itself at the top, then its principles and its signals, each under a heading."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._draft: Draft | None = None
        self._counts = (0, 0)

    def show_draft(self, draft: Draft) -> None:
        """Show a draft, or its lists after they changed."""
        self.beginResetModel()
        self._draft = draft
        self._counts = (len(draft.items(_LISTS[0])), len(draft.items(_LISTS[1])))
        self.endResetModel()

    def renamed(self) -> None:
        """Tell the views that names in the draft are others now."""
        for at, count in enumerate(self._counts):
            head = self.index(at + 1, 0)
            self.dataChanged.emit(self.index(0, 0, head), self.index(count - 1, 0, head))

    def heads(self) -> list[QModelIndex]:
        """Return the headings of the lists."""
        return [self.index(at + 1, 0) for at in range(len(_LISTS))] if self._draft else []

    def spot(self, index: Index) -> Spot:
        """Return what an index stands for."""
        if not index.isValid():
            return GENERAL
        if index.internalId() == _TOP:
            return GENERAL if index.row() == 0 else Spot(_LISTS[index.row() - 1], -1)
        return Spot(_LISTS[index.internalId() - 1], index.row())

    def find(self, spot: Spot) -> QModelIndex:
        """Return where something stands; what is not there gives the framework itself."""
        if spot.where not in _LISTS:
            return self.index(0, 0)
        head = self.index(_LISTS.index(spot.where) + 1, 0)
        found = self.index(spot.at, 0, head) if spot.at >= 0 else head
        return found if found.isValid() else self.index(0, 0)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's signature
        """Return the index of a heading or of a record."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() if parent.isValid() else _TOP)

    def parent(self, child: Index) -> QModelIndex:  # type: ignore[override] - Qt has a second meaning without an argument
        """Return the heading of a record."""
        if not child.isValid() or child.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(child.internalId(), 0, _TOP)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many stand at the top, or in a list."""
        if self._draft is None:
            return 0
        if not parent.isValid():
            return 1 + len(_LISTS)
        return self._counts[parent.row() - 1] if parent.internalId() == _TOP and parent.row() > 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the one column."""
        return 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the name of what an index stands for."""
        if role != Qt.ItemDataRole.DisplayRole or self._draft is None or not index.isValid():
            return None
        where, at = self.spot(index)
        if where == "general":
            return _("Name, bar and scale")
        if at < 0:
            return _("Principles") if where == "principles" else _("Signals")
        return self._draft.items(where)[at].name or _("(no name)")
