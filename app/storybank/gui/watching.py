"""The file of the open bank is watched: what another program does to it is noticed before the next write."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from storybank.texts import Refusal

if TYPE_CHECKING:
    from storybank.gui.document import Document

LOOK_MS = 5000  # where the system tells nothing, as on a network
SOON_MS = 300  # another program's change comes in several steps


class Watching(QObject):
    """Watches the file of a document. `noticed` says what happened: `gone` (moved or replaced), `back`, or `changed` by another program.

    It looks at the file's numbers only and asks SQLite for the revision: opening the file itself would drop SQLite's locks.
    """

    noticed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._seen: tuple[int, ...] | None = None
        self._held: tuple[int, ...] | None = None  # device and inode of the file that is open
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(lambda: self._soon.start())
        self._watcher.directoryChanged.connect(lambda: self._soon.start())
        self._soon = self._timer(SOON_MS, single=True)
        self._poll = self._timer(LOOK_MS, single=False)

    def watch(self, document: "Document | None") -> None:
        """Watch the file of this document, and no other one."""
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched:
            self._watcher.removePaths(watched)
        self._document = document
        self._soon.stop()
        self._poll.stop()
        if document is not None:
            self._seen = _numbers(document.path)
            self._held = self._seen[:2] if self._seen else None
            self._watcher.addPaths([str(document.path), str(document.path.parent)])
            self._poll.start()

    def look(self) -> None:
        """Look at the file now."""
        if self._document is None:
            return
        now = _numbers(self._document.path)
        if now == self._seen:
            return
        if now is not None and str(self._document.path) not in self._watcher.files():  # another file has the name now
            self._watcher.addPath(str(self._document.path))
        gone = now is None or now[:2] != self._held
        was_gone = self._seen is None or self._seen[:2] != self._held
        self._seen = now
        if gone:
            self.noticed.emit("gone")
            return
        if was_gone:
            self.noticed.emit("back")
        try:
            current = self._document.session.is_current()
        except Refusal:  # the next write will say what it is
            return
        if not current:
            self.noticed.emit("changed")

    def _timer(self, milliseconds: int, *, single: bool) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(single)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.look)
        return timer


def _numbers(path: Path) -> tuple[int, ...] | None:
    """Return device, inode, size and time of change of a file; None where it is gone."""
    try:
        found = os.stat(path)  # noqa: PTH116 - see above
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
