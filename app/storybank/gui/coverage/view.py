"""The keys and the mouse of the matrix."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent

from storybank.gui.coverage.cells import Cells
from storybank.gui.coverage.gesture import Gesture
from storybank.gui.coverage.matrix import Matrix

_RANKS = {"p": "primary", "s": "secondary"}


class MatrixView(Cells):
    """The matrix with its keys. The signals ask; the page edits. `zoomed` carries a step, `refused` says that a key made no score."""

    scored = Signal(str, str, float, bool)
    ranked = Signal(str, str, str)
    cleared = Signal(str, str)
    opened = Signal(str, str)
    refused = Signal()
    zoomed = Signal(int)
    menu_wanted = Signal(object)
    stepped = Signal()

    def __init__(self, model: Matrix) -> None:
        super().__init__(model)
        self.gesture = Gesture()
        self.selectionModel().currentChanged.connect(self.gesture.reset)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Score, rank, clear, open and zoom; arrows and their like move. What means nothing here is left to the window."""
        kept = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if not kept and (self._zoom(event.text()) or self._edit(event)):
            return
        self.gesture.reset()
        if event.text().isprintable() and event.text() and not kept:
            event.ignore()  # no search by typing: letters are orders here
            return
        super().keyPressEvent(event)

    def _zoom(self, text: str) -> bool:
        if text not in ("+", "-") or not text:
            return False
        self.zoomed.emit(1 if text == "+" else -1)
        return True

    def _edit(self, event: QKeyEvent) -> bool:
        place, text = self.chosen_cell(), event.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_open(self.currentIndex())
        elif place is None:
            return False
        elif self.gesture.takes(text):
            self._score(text, *place)
            return True
        elif text and text.lower() in _RANKS:
            self.ranked.emit(*place, _RANKS[text.lower()])
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit(*place)
        else:
            return False
        self.gesture.reset()
        return True

    def _score(self, text: str, story: str, principle: str) -> None:
        cell = self.matrix.coverage.cell(story, principle)
        typed = self.gesture.type(text, cell.score if cell else None)
        if typed is None:
            self.refused.emit()
        else:
            self.scored.emit(story, principle, *typed)

    def chosen_cell(self) -> tuple[str, str] | None:
        """Return the story and the principle of the chosen cell; None on a total."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        spot = self.matrix.spot(index.row(), index.column())
        return (spot.story.id, spot.column.principle.id) if spot.story and spot.column else None

    def _on_open(self, index: QModelIndex) -> None:
        """Open the story of a cell; from a total go to the best cell of its row or column."""
        if not index.isValid():
            return
        spot = self.matrix.spot(index.row(), index.column())
        if spot.story is not None:
            self.opened.emit(spot.story.id, spot.column.principle.id if spot.column else "")
        elif spot.column is not None and spot.column.cells:
            best = max(spot.column.cells, key=lambda cell: cell.score or 0.0)
            self.setCurrentIndex(self.matrix.find(best.story.id, spot.column.principle.id))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the cell: under the mouse, or the chosen one when a key asks."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        rect = self.visualRect(self.currentIndex())
        where = self.viewport().mapToGlobal(rect.center()) if by_key else event.globalPos()
        if self.chosen_cell() is not None:
            self.menu_wanted.emit(where)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the mouse, with any button."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.setCurrentIndex(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Leave the cursor where it was put: nothing is chosen by dragging."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the story of the cell."""
        self._on_open(self.indexAt(event.position().toPoint()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the focus is."""
        super().focusInEvent(event)
        self.stepped.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End what was being typed."""
        self.gesture.reset()
        super().focusOutEvent(event)
        self.stepped.emit()
