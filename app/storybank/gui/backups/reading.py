"""Backups are looked into beside the window: each is opened and read, and there may be many."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from storybank.services.safety import Backup, look_into, read_backup
from storybank.texts import Refusal


class Reading(QObject):
    """`looked` carries a backup with what it holds, `held` a backup and its bank, or the `Refusal` why it cannot be read."""

    looked = Signal(object)
    held = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(1, "backups")

    def look(self, backup: Backup) -> None:
        """Look into a backup, after those that were asked for before."""
        self._do(lambda: self.looked.emit(look_into(backup)))

    def read(self, backup: Backup) -> None:
        """Read the bank that a backup holds."""

        def work() -> None:
            try:
                answer: object = read_backup(backup)
            except Refusal as refusal:
                answer = refusal
            self.held.emit(backup, answer)

        self._do(work)

    def end(self) -> None:
        """Read nothing any more, and wait for what is being read: a thread must not outlive the window."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _do(self, work: Callable[[], None]) -> None:
        def quietly() -> None:
            with suppress(RuntimeError):  # the dialog is gone; nobody waits for it
                work()

        self._thread.submit(quietly)
