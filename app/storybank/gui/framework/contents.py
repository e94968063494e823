"""What a framework holds, as a tree: itself, its principles, its signals; and the buttons that add, remove and move them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from storybank.gui.fields import button
from storybank.gui.framework.draft import Draft
from storybank.gui.framework.forms import small_button
from storybank.texts import _

Spot = tuple[str, int]
"""`general`, `principles` or `signals`, and the place in that list (-1: its heading)."""
WIDEST = 360  # px; a longer name is shown whole beside the tree
ROLE = Qt.ItemDataRole.UserRole


class Contents(QWidget):
    """The tree. `chosen` carries a `Spot`; `changed` comes after the draft's lists did."""

    chosen = Signal(object)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._draft: Draft | None = None
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(_("Contents of the framework"))
        self.tree.setHeaderHidden(True)
        self.tree.setObjectName("contents")
        self.tree.setIndentation(14)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setMinimumWidth(210)
        self.tree.currentItemChanged.connect(self._on_current)
        self._principle = button(_("Add principle"), "link")
        self._principle.clicked.connect(lambda: self.add("principles"))
        self._signal = button(_("Add signal"), "link")
        self._signal.clicked.connect(lambda: self.add("signals"))
        self._up = small_button("↑", _("Move up in the list"))
        self._down = small_button("↓", _("Move down in the list"))
        self._gone = small_button("✕", _("Remove from the framework"))
        self._up.clicked.connect(lambda: self.move_current(-1))
        self._down.clicked.connect(lambda: self.move_current(1))
        self._gone.clicked.connect(self.remove_current)
        self._lay_out()

    def show_draft(self, draft: Draft, spot: Spot) -> None:
        """Show a draft, and choose something in it."""
        self._draft = draft
        self.tree.blockSignals(True)
        self.tree.clear()
        self._item(self.tree, _("Name, bar and scale"), ("general", 0))
        for where, name in (("principles", _("Principles")), ("signals", _("Signals"))):
            head = self._item(self.tree, name, (where, -1))
            for at, record in enumerate(draft.items(where)):
                self._item(head, record.name, (where, at))
            head.setExpanded(True)
        self.tree.setMinimumWidth(min(self.tree.sizeHintForColumn(0) + 20, WIDEST))
        self.tree.blockSignals(False)
        self._choose(spot)

    def rename(self) -> None:
        """Show the names as the draft has them now."""
        if self._draft is None:
            return
        for item in self._items():
            where, at = item.data(0, ROLE)
            if where != "general" and at >= 0:
                item.setText(0, self._draft.items(where)[at].name or _("(no name)"))

    def spot(self) -> Spot:
        """Return what is chosen."""
        item = self.tree.currentItem()
        return item.data(0, ROLE) if item else ("general", 0)

    def add(self, where: str) -> None:
        """Add a principle or a signal at the end of its list, and choose it."""
        if self._draft is not None:
            self._changed((where, self._draft.add(where)))

    def remove_current(self) -> None:
        """Take what is chosen out of the draft."""
        where, at = self.spot()
        if self._draft is not None and self._is_record():
            self._draft.remove(where, at)
            left = len(self._draft.items(where))
            self._changed((where, min(at, left - 1)))

    def move_current(self, step: int) -> None:
        """Move what is chosen up (-1) or down (1) in its list."""
        where, at = self.spot()
        if self._draft is not None and self._is_record():
            self._changed((where, self._draft.move(where, at, step)))

    def _changed(self, spot: Spot) -> None:
        if self._draft is not None:
            self.show_draft(self._draft, spot)
        self.changed.emit()

    def _is_record(self) -> bool:
        where, at = self.spot()
        return where != "general" and at >= 0

    def _choose(self, spot: Spot) -> None:
        found = [item for item in self._items() if item.data(0, ROLE) == spot] or self._items()
        if found:
            self.tree.setCurrentItem(found[0])

    def _on_current(self) -> None:
        where, at = self.spot()
        record = self._is_record()
        count = len(self._draft.items(where)) if self._draft is not None and record else 0
        self._up.setEnabled(record and at > 0)
        self._down.setEnabled(record and at < count - 1)
        self._gone.setEnabled(record)
        self.chosen.emit((where, at))

    def _items(self) -> list[QTreeWidgetItem]:
        found = []
        for row in range(self.tree.topLevelItemCount()):
            head = self.tree.topLevelItem(row)
            if head is not None:
                found += [head, *(head.child(at) for at in range(head.childCount()))]
        return found

    @staticmethod
    def _item(parent: QTreeWidget | QTreeWidgetItem, text: str, spot: Spot) -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent, [text])
        item.setData(0, ROLE, spot)
        return item

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(2)
        for made in (self._principle, self._signal):
            row.addWidget(made)
        row.addStretch(1)
        sides: tuple[QToolButton, ...] = (self._up, self._down, self._gone)
        for made in sides:
            row.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.tree, 1)
        column.addLayout(row)
