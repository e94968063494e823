"""What the program says of itself: that it made a mistake, and what it is."""

import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from storybank.gui.window import Window
from storybank.texts import _

if TYPE_CHECKING:
    from storybank.model import Story
    from storybank.services.faults import Faults, Noted

Answers = Sequence[tuple[str, Callable[[], object]]]
AGAIN_MS = 500
"""How soon what was typed is saved once more while a mistake repeats itself."""
FAULT_CODE = 3
"""What the program ends with when it cannot even tell of its mistakes."""


class Mistakes(QObject):
    """Whatever goes wrong by our own fault, in whichever thread: what was typed is saved, the log and the window tell of it, and the work goes on."""

    happened = Signal(object, bool)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._faults: Faults | None = None
        self._is_unsaved = self._has_ended = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._save)
        # later, and in the window's own thread: a mistake may come from a painting, a thread, or the middle of another edit
        self.happened.connect(self._on_happened, Qt.ConnectionType.QueuedConnection)

    def listen(self) -> None:
        """Take every exception that nobody handles, from now on and for good."""
        sys.excepthook = lambda kind, fault, _trace: self._on_exception(kind, fault)
        sys.unraisablehook = lambda raised: self._on_exception(raised.exc_type, raised.exc_value)
        threading.excepthook = lambda raised: self._on_exception(raised.exc_type, raised.exc_value)

    def load(self) -> None:
        """Load what telling needs, while files can still be opened."""
        from storybank.services.faults import Faults  # after the first painting

        if self._faults is None:
            self._faults = Faults()

    def take(self, fault: BaseException, *, now: bool = False) -> None:
        """Log a mistake, then save and tell: `now`, or as soon as the window's own thread is free."""
        try:
            self.load()
            noted, is_news = self._faults.note(fault)  # type: ignore[union-attr]
            self._is_unsaved = True
            if self._has_ended:
                return
            if now:
                self._on_happened(noted, is_news)
            else:
                self.happened.emit(noted, is_news)
        except Exception:  # noqa: BLE001 - a mistake in here must not become another call of it
            self._give_up()

    def end(self) -> None:
        """Save what a mistake on the way out left unsaved; what happens from now on is only logged."""
        if self._is_unsaved:
            self._save()
        self._has_ended = True

    def _on_exception(self, kind: type[BaseException], fault: BaseException | None) -> None:
        for name in (
            "last_type",
            "last_value",
            "last_traceback",
        ):  # Python keeps them, with a painter or a story in them
            with suppress(AttributeError):
                delattr(sys, name)
        if issubclass(kind, KeyboardInterrupt):
            QTimer.singleShot(0, self._window, self._window.close)
            return
        self.take(kind() if fault is None else fault)

    def _on_happened(self, noted: "Noted", is_news: bool) -> None:
        try:
            if is_news:
                saved, answers = self._save()
                self._tell(noted, saved, answers)
            elif not self._again.isActive():
                self._again.start(AGAIN_MS)
        except Exception:  # noqa: BLE001 - see above
            self._give_up()

    def _save(self) -> tuple[str, Answers]:
        """Bring what was typed to the disk; returns what became of it, in a sentence, and what can be done about it."""
        document, notice = self._window.document, self._window.notice
        self._is_unsaved = False
        try:
            if document is None:
                return _("nothing is lost."), ()
            if self._window.flush() and document.is_saved:
                return _("what you typed is saved."), ()
            reason = "" if notice.isHidden() else notice.text
            return _("what you typed last is not in the file yet. {reason}").format(reason=reason), notice.answers
        except Exception as fault:  # noqa: BLE001 - writing is what goes wrong
            if self._faults is not None:
                self._faults.note(fault)
        if self._keep_aside():
            return _("what you typed last is kept in a private file, and offered when you open the bank again."), ()
        return _("what you typed last could not be saved: copy it to another program before you close this one."), ()

    def _keep_aside(self) -> bool:
        """Keep what was typed where a bank that is opened again looks for it."""
        document = self._window.document
        with suppress(Exception):
            typed = self._typed()
            if document is None or typed is None:
                return True
            document.saved.connect(lambda: QTimer.singleShot(0, self, self._forget_aside))
            return document.keep_aside(typed)
        return False

    def _typed(self) -> "Story | None":
        return self._window.stories.editor.typed if self._window.has_page("stories") else None

    def _forget_aside(self) -> None:
        """Let go of what was kept aside once the file has it: it would be offered again."""
        document = self._window.document
        if document is not None and document.is_saved and self._typed() is None:
            from storybank.services.recovery import forget  # it is loaded by then

            forget(document.path)

    def _tell(self, noted: "Noted", saved: str, answers: Answers) -> None:
        told = _("Storybank made a mistake of its own; {saved} The details are in {log}.")
        if noted.log is None:
            told = _("Storybank made a mistake of its own; {saved} No log could be written: {reason}.")
        copy = _("Copy details")
        others = [(text, do) for text, do in answers if text != copy]
        self._window.notice.ask(
            told.format(saved=saved, log=noted.log, reason=noted.no_log), [*others, (copy, lambda: self._copy(noted))]
        )

    def _copy(self, noted: "Noted") -> None:
        from PySide6 import __version__ as pyside  # when somebody asks
        from PySide6.QtCore import qVersion

        names = (f"Qt {qVersion()}", f"PySide6 {pyside}", f"“{QApplication.platformName()}”")
        QApplication.clipboard().setText(noted.details(*names))
        self._window.status.showMessage(_("Copied. It holds no words of your stories."), 6000)

    def _give_up(self) -> None:
        """Say in one sentence that not even telling works, save what can be saved, and end."""
        if threading.current_thread() is threading.main_thread() and not self._has_ended:
            self._has_ended = True
            with suppress(Exception):
                self._save()
            QApplication.exit(FAULT_CODE)
        with suppress(Exception):
            print(_("Storybank made a mistake of its own and could not tell of it."), file=sys.stderr)  # noqa: T201


def say_fault(window: Window, fault: BaseException) -> None:
    """Log a mistake of our own, say so, and keep the program running: what was typed is written as always."""
    (window.findChild(Mistakes) or Mistakes(window)).take(fault, now=True)


def say_what_it_is(window: Window) -> None:
    """Say what this is, whose it is not, and under which licences."""
    from storybank.gui.guide.about import About  # seldom needed

    About(window).exec()


def say_alone(sentence: str) -> None:
    """Say in a box of its own why nothing is done: no window is open, and there is no terminal either."""
    from PySide6.QtWidgets import QMessageBox  # hopefully never

    app = QApplication.instance() or QApplication(["storybank"])
    QMessageBox.critical(None, app.applicationName() or "Storybank", sentence)
