"""What a framework holds, as a tree: itself, its principles, its signals; and the buttons that add, remove and move them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QTreeView, QVBoxLayout, QWidget

from storybank.gui.fields import button
from storybank.gui.framework.draft import Draft
from storybank.gui.framework.forms import small_button
from storybank.gui.framework.outline import Outline, Spot
from storybank.texts import _

WIDEST = 360  # px; a longer name is shown whole beside the tree


class Contents(QWidget):
    """The tree. `chosen` carries a `Spot`; `changed` comes after the draft's lists did."""

    chosen = Signal(object)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._draft: Draft | None = None
        self.tree = QTreeView()
        self._outline = Outline(self.tree)
        self.tree.setModel(self._outline)
        self.tree.setAccessibleName(_("Contents of the framework"))
        self.tree.setHeaderHidden(True)
        self.tree.setObjectName("contents")
        self.tree.setIndentation(14)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setMinimumWidth(210)
        self.tree.selectionModel().currentChanged.connect(self._on_current)
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
        self._outline.show_draft(draft)
        for head in self._outline.heads():
            self.tree.setExpanded(head, True)
        self.tree.setMinimumWidth(min(self.tree.sizeHintForColumn(0) + 20, WIDEST))
        self.tree.setCurrentIndex(self._outline.find(spot))

    def rename(self) -> None:
        """Show the names as the draft has them now."""
        self._outline.renamed()

    def spot(self) -> Spot:
        """Return what is chosen."""
        return self._outline.spot(self.tree.currentIndex())

    def add(self, where: str) -> None:
        """Add a principle or a signal at the end of its list, and choose it."""
        if self._draft is not None:
            self._changed(Spot(where, self._draft.add(where)))

    def remove_current(self) -> None:
        """Take what is chosen out of the draft."""
        where, at = self.spot()
        if self._draft is not None and self._is_record():
            self._draft.remove(where, at)
            left = len(self._draft.items(where))
            self._changed(Spot(where, min(at, left - 1)))

    def move_current(self, step: int) -> None:
        """Move what is chosen up (-1) or down (1) in its list."""
        where, at = self.spot()
        if self._draft is not None and self._is_record():
            self._changed(Spot(where, self._draft.move(where, at, step)))

    def _changed(self, spot: Spot) -> None:
        if self._draft is not None:
            self.show_draft(self._draft, spot)
        self.changed.emit()

    def _is_record(self) -> bool:
        where, at = self.spot()
        return where != "general" and at >= 0

    def _on_current(self) -> None:
        where, at = self.spot()
        record = self._is_record()
        count = len(self._draft.items(where)) if self._draft is not None and record else 0
        self._up.setEnabled(record and at > 0)
        self._down.setEnabled(record and at < count - 1)
        self._gone.setEnabled(record)
        self.chosen.emit(Spot(where, at))

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
