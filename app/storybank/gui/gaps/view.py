"""The list of gaps with its keys: arrows move and fold, Enter goes there, W waives, Delete takes a waiver back."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView

from storybank.gui.gaps.drawing import RowDelegate
from storybank.gui.gaps.holding import Holding
from storybank.gui.gaps.rows import WAIVED, Group, Key, Row
from storybank.gui.gaps.tree import Index, More, Tree
from storybank.model import Framework
from storybank.texts import _


class GapsView(QTreeView):
    """Lists the groups. The signals ask; the page edits. `chosen` carries what the cursor is on."""

    chosen = Signal(object)
    opened = Signal(object)
    waived = Signal(object)
    reinstated = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._settling = True  # while lines come and go, nothing is told
        self._holding = Holding(self)
        self.tree = Tree(self)
        self.setModel(self.tree)
        self.drawing = RowDelegate(self)
        self.setItemDelegate(self.drawing)
        self.setObjectName("gapsList")
        self.setAccessibleName(_("Gaps"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        )  # the width, and with it each height, stays
        self.setTabKeyNavigation(False)
        self._folds: dict[str, bool] = {}  # what was folded (False) or unfolded by hand, while the program runs
        self.expanded.connect(lambda index: self._on_fold(index, is_open=True))
        self.collapsed.connect(lambda index: self._on_fold(index, is_open=False))

    def show_groups(self, groups: tuple[Group, ...], framework: Framework) -> None:
        """Show these groups. The cursor stays where it was: on the same line at the same height, or on the nearest that is left."""
        key, nearby, top, place = self._here()
        self._settling = True
        self.tree.show_groups(groups, framework)
        for at, group in enumerate(groups):
            self.setExpanded(
                self.tree.index(at, 0),
                self._folds.get(group.key, group.is_grave or (len(groups) == 1 and group.key == WAIVED)),
            )
        self._settling = False
        index = self._nearest(key, nearby)
        self.setCurrentIndex(index)
        self.executeDelayedItemsLayout()
        bar = self.verticalScrollBar()
        bar.setValue(place if top is None else place_for(self, index, top))
        self.chosen.emit(self.tree.entry(index))

    def current(self) -> Group | Row | More | None:
        """Return what the cursor is on."""
        return self.tree.entry(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell what the cursor is on."""
        super().currentChanged(current, previous)
        self._holding.hold()
        if not self._settling:
            self.chosen.emit(self.tree.entry(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space do what a click does, W waives or reinstates, Delete reinstates, Left goes out of a group; the rest moves."""
        entry, plain = self.current(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.follow(self.currentIndex())
        elif plain and event.key() in (Qt.Key.Key_W, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.waive(only_back=event.key() != Qt.Key.Key_W)
        elif plain and event.key() == Qt.Key.Key_Left and isinstance(entry, Row | More):
            self.setCurrentIndex(self.currentIndex().parent())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are keys here."""

    def waive(self, *, only_back: bool = False) -> None:
        """Ask to waive the gap that the cursor is on, or to take its waiver back."""
        entry = self.current()
        if not isinstance(entry, Row) or entry.mend is not None:
            return
        if entry.waiver is not None or (entry.gap is not None and not entry.gap.is_open):
            self.reinstated.emit(entry)
        elif not only_back:
            self.waived.emit(entry)

    def follow(self, index: QModelIndex) -> None:
        """Go where a line leads: a gap to its place, a group open or shut, the last line to more of them."""
        entry = self.tree.entry(index)
        if isinstance(entry, Group):
            self.setExpanded(index, not self.isExpanded(index))
        elif isinstance(entry, More):
            first, group = index.row(), index.parent()
            self.tree.show_more(index)
            self.setCurrentIndex(self.tree.index(first, 0, group))
        elif isinstance(entry, Row) and entry.waiver is None:
            self.opened.emit(entry)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow a click on a head or on a sentence; beside the sentence it only chooses the line."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if (
            event.button() == Qt.MouseButton.LeftButton
            and index == self.currentIndex()
            and self._leads(event.position().toPoint())
        ):
            self.follow(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the hand where a click goes somewhere."""
        super().mouseMoveEvent(event)
        leads = self._leads(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure again what wraps in another width, and keep the cursor's line in sight."""
        super().resizeEvent(event)
        self._holding.keep()
        if self.drawing.fit(self.viewport().height()) or event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Take another size of text, and keep the cursor's line in sight."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.drawing.fit(self.viewport().height())
            self.scheduleDelayedItemsLayout()
            self._holding.keep()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; the cursor's line may go out of sight."""
        self._holding.let_go()
        super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the frame of the line that the cursor is on."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _leads(self, place: QPoint) -> bool:
        index = self.indexAt(place)
        entry = self.tree.entry(index)
        if not isinstance(entry, Row):
            return entry is not None
        top = self.visualRect(index).top()
        return entry.waiver is None and self.drawing.texts(entry, self.viewport().width()).title.translated(
            0, top
        ).contains(place)

    def _here(self) -> tuple[Key, list[Key], int | None, int]:
        """Return the key of the line that the cursor is on, the keys to go to when it is gone, its height if it is seen, and the scroll."""
        index, keys = self.currentIndex(), self.tree.order()
        key = key_of_entry(self.tree.entry(index))
        rect = self.visualRect(index)
        seen = index.isValid() and not rect.isEmpty() and 0 <= rect.top() < self.viewport().height()
        at = keys.index(key) if key in keys else 0
        return (
            key,
            [*keys[at + 1 :], *reversed(keys[:at])],
            rect.top() if seen else None,
            self.verticalScrollBar().value(),
        )

    def _nearest(self, key: Key, nearby: list[Key]) -> QModelIndex:
        index = self.tree.find(key) if key else QModelIndex()
        if not index.isValid() and nearby:
            index = self._nearest_of(key, nearby)
        if not index.isValid() and self.tree.groups:
            head = self.tree.index(0, 0)
            index = self.tree.index(0, 0, head) if self.isExpanded(head) else head
        return index

    def _nearest_of(self, key: Key, nearby: list[Key]) -> QModelIndex:
        """Return the next line that is left and can be seen; one of the same kind first, so that gaps do not lead into what was waived."""
        left = set(self.tree.order())
        same = [one for one in nearby if one[0] == key[0]]
        for one in (*same, *nearby):
            index = self.tree.find(one) if one in left else QModelIndex()
            if index.isValid() and (not index.parent().isValid() or self.isExpanded(index.parent())):
                return index
        return QModelIndex()

    def _on_fold(self, index: QModelIndex, *, is_open: bool) -> None:
        if not self._settling:
            self._folds[self.tree.group(index).key] = is_open


def key_of_entry(entry: Group | Row | More | None) -> Key:
    """Return what tells a line from the others."""
    return () if entry is None else ("group", entry.key) if isinstance(entry, Group) else entry.key


def place_for(view: QTreeView, index: QModelIndex, top: int) -> int:
    """Return the scroll at which a line stands at a height."""
    return view.verticalScrollBar().value() + view.visualRect(index).top() - top
