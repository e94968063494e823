"""The list of stories as a widget: keys, the menu of a row, dragging."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDrag, QKeyEvent
from PySide6.QtWidgets import QListView, QMenu

from storybank.gui.fields import label
from storybank.gui.stories.listing import ROW_ROLE, Row, RowDelegate, Stories
from storybank.texts import _


class StoryList(QListView):
    """Shows a row per story. `asked` carries what is wanted of the story that is shown: `open`, `duplicate`, `retire`, `delete`, `up`, `down`."""

    asked = Signal(str)

    def __init__(self, model: Stories) -> None:
        super().__init__()
        self._stories = model
        self.setObjectName("storyList")
        self.setAccessibleName(_("Stories"))
        self.setModel(model)
        self.setItemDelegate(RowDelegate(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QListView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.activated.connect(lambda: self.asked.emit("open"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete deletes the story, with undo; Enter opens it."""
        if event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.asked.emit("delete")
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.asked.emit("open")  # `activated` comes with some styles only
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of a row: the one under the mouse, or with the menu key the current one."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        row = index.data(ROW_ROLE)
        if not isinstance(row, Row):
            return
        self.setCurrentIndex(index)
        if self.currentIndex() == index:
            below = self.visualRect(index).bottomLeft() + QPoint(14, 0)
            self.row_menu(row).popup(event.globalPos() if by_mouse else self.viewport().mapToGlobal(below))

    def startDrag(self, supported: Qt.DropAction) -> None:
        """Drag a story as its title, below the pointer: where it would go stays in sight."""
        row = self.currentIndex().data(ROW_ROLE)
        if not isinstance(row, Row):
            return
        drag = QDrag(self)
        drag.setMimeData(self._stories.mimeData([self.currentIndex()]))
        title = label(self.fontMetrics().elidedText(row.story.title, Qt.TextElideMode.ElideRight, 240), "dragged")
        title.setParent(self)  # for its colours
        title.ensurePolished()
        title.adjustSize()
        drag.setPixmap(title.grab())
        drag.setHotSpot(QPoint(-14, -10))
        title.setParent(None)
        drag.exec(supported)

    def row_menu(self, row: Row) -> QMenu:
        """Return the menu of a row."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, text in self._commands(row).items():
            action = menu.addAction(text)
            action.triggered.connect(lambda _on=False, name=name: self.asked.emit(name))
            if name in ("up", "down"):
                at = self._stories.place(row.story.id) or 0
                ends = 0 if name == "up" else len(self._stories.rows) - 1
                action.setEnabled(self._stories.movable and at != ends)
            if name in ("open", "down"):
                menu.addSeparator()
        return menu

    def changeEvent(self, event: QEvent) -> None:
        """Give the rows another height with another text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()

    def _commands(self, row: Row) -> Mapping[str, str]:
        return {
            "open": _("Open"),
            "duplicate": _("Duplicate"),
            "retire": _("Bring back") if row.story.status == "retired" else _("Retire"),
            "up": _("Move up"),
            "down": _("Move down"),
            "delete": _("Delete"),
        }
