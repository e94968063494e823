"""Backups beside the window: one a day when a bank was opened, one every half hour of work, one before what changes much."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from storybank.texts import Refusal, _

if TYPE_CHECKING:  # the services are loaded with the first backup: that is not before a bank has been looked at
    from datetime import datetime

    from storybank.gui.document import Document
    from storybank.gui.window import Window
    from storybank.model import Change
    from storybank.services.safety import Cause

SETTLED_MS = 6000  # after opening: by then it is read and the window at rest
WORK_MS = 30 * 60 * 1000
THROW_AWAY = "storybank-sample-"  # how the folder of the sample begins, see `sample`: it goes when it is closed, and needs no backup


class Backing(QObject):
    """Backs up the bank that a window shows. A backup that fails stops nothing: it is said once, until one succeeds or another bank is opened.

    `made` tells of every backup that may have come, `ended` that one that was asked for is there (or was refused, with the sentence).
    """

    made = Signal()
    ended = Signal(object)

    def __init__(self, window: "Window", clock: "Callable[[], datetime] | None" = None) -> None:
        super().__init__(window)
        self._window = window
        self._clock = clock or _now
        self._document: Document | None = None
        self._running: _Beside | None = None
        self._untold: Refusal | None = None
        self._told = False
        self.daily = self._timer(SETTLED_MS, self._make_daily)
        self.work = self._timer(WORK_MS, self._make_of_work)

    def migrate(self, path: Path) -> None:
        """Back a bank up before its file is brought to a newer format."""
        self._before(path, "migration")

    def watch(self, document: "Document | None") -> None:
        """Back this bank up from now on, and no other one."""
        self._told = False
        self.work.stop()
        self.daily.stop()
        self._document = None if document is None or document.path.parent.name.startswith(THROW_AWAY) else document
        if self._document is not None:
            self._document.changed.connect(self._on_changed)
            self.daily.start()
        if self._untold is not None and document is not None:
            self._tell(self._untold)

    def secure(self, change: "Change", why: str) -> None:
        """Back the bank up before a change that touches much of it, or comes from elsewhere."""
        from storybank.services.backing import is_bulk  # see above

        causes: dict[str, Cause] = {"import": "import", "merge": "merge", "restore": "restore"}
        cause = causes.get(why, "bulk" if is_bulk(change) else "")
        if cause and self._document is not None:
            self._before(self._document.path, cause)

    @property
    def is_at_work(self) -> bool:
        """Whether the bank that is open is backed up; the sample is not."""
        return self._document is not None

    def make(self) -> None:
        """Make a backup now, because somebody asked for it; `ended` tells when that is done."""
        from storybank.services.backing import back_up

        if self._document is not None:
            self._beside(back_up, asked=True)

    def let_go(self) -> None:
        """End: no backup runs any more when this returns."""
        self.watch(None)
        if self._running is not None:
            self._running.wait()
            self._running = None

    def _make_daily(self) -> None:
        from storybank.services.backing import back_up_daily

        self._beside(back_up_daily)

    def _make_of_work(self) -> None:
        from storybank.services.backing import back_up_unless_held

        self._beside(lambda path, now: back_up_unless_held(path, now, "work"))

    def _beside(self, task: Callable[..., object], *, asked: bool = False) -> None:
        """Do it in a thread of its own, one after another: it reads the file and writes another one."""
        if self._document is None:
            return
        if self._running is not None:
            self._running.wait()
            self._on_ran(self._running)
        path, now = self._document.path, self._clock()
        self._running = running = _Beside(lambda: task(path, now), self, asked=asked)
        running.finished.connect(lambda: self._on_ran(running))
        running.start(QThread.Priority.LowPriority)

    def _on_ran(self, running: "_Beside") -> None:
        if self._running is not running:  # it was waited for
            return
        self._running = None
        fault = running.fault
        running.deleteLater()
        if isinstance(fault, Refusal):
            if not running.asked:
                self._tell(fault)
        elif fault is not None:
            self._say(fault)
        else:
            self._told = False
        self.made.emit()
        if running.asked:
            self.ended.emit(fault)

    def _before(self, path: Path, cause: "Cause") -> None:
        """Make one at once, in the way of the work: what comes next has to wait for it."""
        from storybank.services.backing import back_up_before

        refused: list[Refusal] = []
        try:
            back_up_before(path, self._clock(), cause, refused.append)
        except Exception as fault:  # noqa: BLE001 - a mistake of ours in here is no reason to refuse the change
            self._say(fault)
        if refused and cause == "migration":
            self._untold = refused[0]  # the bar is cleared when the bank is shown
        elif refused:
            QTimer.singleShot(0, self, lambda: self._tell(refused[0]))  # after what the change itself says
        else:
            self._told = False
        self.made.emit()

    def _tell(self, refusal: Refusal) -> None:
        self._untold = None
        if not self._told:
            self._told = True
            text = _("Your stories are saved, but could not be backed up: {sentence}")
            self._window.notice.say(text.format(sentence=refusal))

    def _say(self, fault: BaseException) -> None:
        from storybank.gui.telling import say_fault  # hopefully never

        say_fault(self._window, fault)

    def _on_changed(self, _change: "Change") -> None:
        if self._document is self.sender() and not self.work.isActive():
            self.work.start()

    def _timer(self, milliseconds: int, do: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(do)
        return timer


class _Beside(QThread):
    """Does one thing beside the window and keeps what came of it."""

    def __init__(self, task: Callable[[], object], parent: QObject, *, asked: bool) -> None:
        super().__init__(parent)
        self._task = task
        self.asked = asked
        self.fault: BaseException | None = None

    def run(self) -> None:
        """Do it."""
        try:
            self._task()
        except BaseException as fault:  # noqa: BLE001 - the window tells it
            self.fault = fault


def _now() -> "datetime":
    from datetime import datetime  # with the first backup

    return datetime.now().astimezone()
