"""Opening the Glance window beside the main one, and closing it with it."""

from PySide6.QtCore import QObject, QSize

from storybank.gui.glance.window import Glance
from storybank.gui.window import Window


class Glancing(QObject):
    """Keeps the Glance window of a main window, which it outlives neither; its size is remembered until the program ends."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._size: QSize | None = None
        self.glance: Glance | None = None
        window.opened.connect(self.close)
        window.closing.connect(self.close)

    def turn(self) -> None:
        """Open it, or bring it to the front."""
        document = self._window.document
        if document is None:
            return
        self._window.flush()
        if self.glance is None:
            self.glance = Glance(document)
            self.glance.resize(self._size or self.glance.sizeHint())
            self.glance.closed.connect(self._on_closed)
        self.glance.show()
        self.glance.activateWindow()
        self.glance.letters.setFocus()

    def close(self) -> None:
        """Close it: its bank is closed, or the program ends."""
        if self.glance is not None:
            self.glance.close()

    def _on_closed(self) -> None:
        if self.glance is not None:
            self._size = self.glance.size()
            self.glance.deleteLater()
            self.glance = None


def open_glance(window: Window) -> None:
    """Open the Glance window of a main window."""
    found = window.findChild(Glancing)
    (found if isinstance(found, Glancing) else Glancing(window)).turn()
