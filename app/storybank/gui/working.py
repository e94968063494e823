"""Long work beside the window: it stays alive, says how far the work is, and can stop it. What goes wrong there reaches the user and the log."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QThread, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from storybank.gui.fields import button, label
from storybank.services.progress import Progress, Stopped
from storybank.texts import Refusal, _

if TYPE_CHECKING:
    from storybank.gui.window import Window

SOON_MS = 300
"""What is done by then is not worth a word."""

Task = Callable[[Progress], object]


class _Runner(QThread):
    """Does one task. Bank files stay where they are: it reads and writes other files and works on records, which nobody changes."""

    advanced = Signal(int, int)

    def __init__(self, task: Task, parent: QObject) -> None:
        super().__init__(parent)
        self._task = task
        self.reached = (0, 0)
        self.answer: object = None
        self.fault: BaseException | None = None

    def run(self) -> None:
        """Do it, and keep what came of it for the thread of the window."""
        try:
            self.answer = self._task(self._progress)
        except BaseException as fault:  # noqa: BLE001 - nothing may be lost in here; the window tells it
            self.fault = fault

    def _progress(self, done: int, of: int) -> None:
        if self.isInterruptionRequested():
            raise Stopped
        self.reached = (done, of)
        self.advanced.emit(done, of)


class WorkBar(QWidget):
    """What is being done, how far it is, and a way to stop it."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("workBar")
        self.progress = QProgressBar()
        self.progress.setAccessibleName(text)
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 0)
        self.cancel = button(_("Cancel"), "", _("Stop: {work}").format(work=text))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 10, 6)
        row.addWidget(label(text))
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel)

    def show_progress(self, done: int, of: int) -> None:
        """Show how much is done."""
        self.progress.setRange(0, of)
        self.progress.setValue(done)


def work(window: "Window", text: str, task: Task) -> object:
    """Do a task beside the window and return its answer; None when it was stopped, or went wrong and that was said.

    Short work ends before anything shows. While a longer one runs the window can be looked at and scrolled; only the bar takes keys and clicks, so
    that nothing changes under the work.
    """
    runner = _Runner(task, window)
    runner.start()
    if not runner.wait(SOON_MS):
        _wait_in_sight(window, text, runner)
    answer, fault = runner.answer, runner.fault
    runner.deleteLater()
    if isinstance(fault, Stopped):
        window.notice.say(_("Stopped; nothing was changed."), calm=True)
    elif isinstance(fault, Refusal):
        window.notice.say(str(fault))
    elif fault is not None:
        from storybank.gui.telling import say_fault  # hopefully never

        say_fault(window, fault)
    return answer


def _wait_in_sight(window: "Window", text: str, runner: _Runner) -> None:
    bar = WorkBar(text, window)
    loop = QEventLoop()
    runner.advanced.connect(bar.show_progress)
    bar.show_progress(*runner.reached)  # what it told before anybody listened
    runner.finished.connect(loop.quit)
    bar.cancel.clicked.connect(runner.requestInterruption)
    before = window.focusWidget()
    done = window.show_work(bar)
    bar.cancel.setFocus()
    if not runner.isFinished():
        loop.exec()
    done()
    bar.deleteLater()
    if before is not None:
        before.setFocus()
