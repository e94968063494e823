"""Garbage is collected between events, on the thread of the window.

Python would do it whenever it likes: in the middle of Qt's own deleting, or in a thread beside the window, where it takes away what Qt still
holds, and the program dies without a word.
"""

import gc
import linecache

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500


class Collector(QObject):
    """Does what Python's own collector would do, from the event loop."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(collect_what_is_due)

    def start(self) -> None:
        """Begin; what was loaded so far stays for good and is looked at no more."""
        linecache.clearcache()  # PySide has looked into the source of every module, which left all of it there
        gc.disable()
        gc.freeze()
        self._timer.start()


def collect_what_is_due() -> None:
    """Collect the oldest generation that is due by Python's own thresholds."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    due = [generation for generation in (2, 1, 0) if counts[generation] > thresholds[generation]]
    if due:
        gc.collect(due[0])
