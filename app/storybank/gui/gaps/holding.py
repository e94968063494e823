"""Keeping the cursor's line of a list in sight while the window or the text gets another size."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QTreeView


class Holding(QObject):
    """Brings the line into sight again when everything is laid out anew; once somebody scrolled, it may stay out of sight."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view
        self._on = True
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show)
        view.verticalScrollBar().actionTriggered.connect(self.let_go)

    def hold(self) -> None:
        """Keep the line in sight from now on: the cursor went to it."""
        self._on = True

    def let_go(self, _action: int = 0) -> None:
        """Let the line go out of sight: somebody scrolls."""
        self._on = False

    def keep(self) -> None:
        """Bring the line into sight after the next layout."""
        if self._on:
            self._soon.start(0)

    def _show(self) -> None:
        self._view.executeDelayedItemsLayout()
        if self._view.currentIndex().isValid():
            self._view.scrollTo(self._view.currentIndex())
