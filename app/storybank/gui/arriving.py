"""Banks that a Mac's Finder hands over: as an event, not on the command line, also while the program runs."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent


class Arriving(QObject):
    """An event filter for the application. Only a Mac sends such events, and only there is it worth asking every event what it is."""

    def __init__(self, parent: QObject, opens: Callable[[Path], object]) -> None:
        super().__init__(parent)
        self._opens = opens

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open a bank that is handed over, and let everything else pass."""
        if isinstance(event, QFileOpenEvent):
            if event.file():
                self._opens(Path(event.file()))
            return True
        return super().eventFilter(watched, event)
