"""When is a window painted? When the event that painted it (for `stories`: that painted the list with rows in it) is handled to its end."""

import os
import sys
import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QListView, QWidget

STORY_LIST = "storyList"  # the object name of the list of stories


def watch_windows(what: str, wait: int) -> None:
    """Watch the first window that is shown from now on, and tell so many milliseconds after it is painted."""
    shown = QWidget.show
    watch = Watch(what, wait)

    def show(widget: QWidget) -> None:
        if watch.window is not None or not widget.isWindow():
            shown(widget)
            return
        watch.window = widget
        widget.installEventFilter(watch)
        shown(widget)
        widget.windowHandle().installEventFilter(watch)
        watch.look()  # a platform may paint before `show` returns

    QWidget.show = show


class Watch(QObject):
    """Sends the events that paint the window on by itself, so that it knows when they are done."""

    def __init__(self, what: str, wait: int) -> None:
        super().__init__()
        self.wait = wait
        self.wants_list = what == "stories"
        self.window: QWidget | None = None
        self.list: QListView | None = None
        self.busy = self.painted = self.told = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        kind = event.type()
        if kind == QEvent.Type.Paint:
            self._note(watched)
        elif kind in (QEvent.Type.UpdateRequest, QEvent.Type.Expose) and not self.busy and not self.told:
            self._find_list()
            self.busy = True
            QCoreApplication.sendEvent(watched, event)
            self.busy = False
            self.look()
            return True
        return False

    def look(self) -> None:
        """Tell when what is waited for has been painted."""
        if self.painted and not self.told:
            self.told = True
            at, used = time.perf_counter(), time.process_time()
            QTimer.singleShot(self.wait, lambda: tell(at, used))

    def _note(self, watched: QObject) -> None:
        if not self.wants_list:
            self.painted = True
        elif self.list is not None and watched is not self.window:
            self.painted = self.list.model().rowCount() > 0

    def _find_list(self) -> None:
        if self.wants_list and self.list is None and self.window is not None:
            self.list = self.window.findChild(QListView, STORY_LIST)
            if self.list is not None:
                self.list.viewport().installEventFilter(self)


def tell(at: float, used: float) -> None:
    """Print what was found, and end without the program's own farewell."""
    print(f'{{"at": {at!r}, "used": {used!r}, "peak": {peak()}}}', flush=True)
    os._exit(0)


def peak() -> int:
    """Return the peak of the resident memory in bytes. Not ru_maxrss where it can be helped: Linux counts what was there before exec."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - pathlib would be one import more
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
    except OSError:
        try:
            import resource
        except ImportError:  # Windows
            return 0
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024
