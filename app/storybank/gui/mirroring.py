"""The folder that follows the open bank: chosen here, refreshed off the typing path, and what others edited in it is offered for import."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThread, QTimer
from PySide6.QtWidgets import QFileDialog, QMessageBox

from storybank.gui.document import Document
from storybank.model import Bank
from storybank.services.mirroring import Mirrored, drop_mirror, keep_mirror, mirror_of, refresh
from storybank.texts import Refusal, _, plural

if TYPE_CHECKING:
    from storybank.gui.start import Program

SOON_MS = 1500
"""So long after a saving the folder follows; what is saved meanwhile goes along."""


class _Refreshing(QThread):
    """Brings a mirror up to date beside the window: it works on a record that nobody changes, and on files of the folder alone."""

    def __init__(self, path: Path, bank: Bank, parent: QObject, over: tuple[Path, ...]) -> None:
        super().__init__(parent)
        self._path, self._bank, self._over = path, bank, over
        self.answer: Mirrored | None = None
        self.refusal: Refusal | None = None
        self.fault: BaseException | None = None

    def run(self) -> None:
        """Do it, and keep what came of it for the thread of the window."""
        try:
            self.answer = refresh(self._path, self._bank, self._over)
        except Refusal as refusal:
            self.refusal = refusal
        except BaseException as fault:  # noqa: BLE001 - nothing may be lost in here; the window tells it
            self.fault = fault


class Mirroring(QObject):
    """Listens to the open bank and has its folder follow; there is one for a program."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self._document: Document | None = None
        self._told: object = None  # what was said last; it is not said with every saving
        self._over: tuple[Path, ...] = ()
        self._running: _Refreshing | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.begin)

    def watch(self, document: Document | None) -> None:
        """Follow this bank from now on in place of the one before, whose folder gets what it does not have yet; None follows none."""
        self.finish()
        if self._document is not None:
            self._document.saved.disconnect(self._on_saved)
        self._document, self._told = document, None
        if document is not None:
            document.saved.connect(self._on_saved)
            self._on_saved()  # it may have been changed where there is no window

    def begin(self) -> None:
        """Refresh now, beside the window; where that is under way it is done once more afterwards."""
        document = self._document
        if document is None or not document.is_saved or mirror_of(document.path) is None:
            return
        if self._running is not None:
            self._soon.start()
            return
        self._running = _Refreshing(document.path, document.bank, self, self._over)
        self._over = ()
        self._running.finished.connect(self._on_finished)
        self._running.start()

    def finish(self) -> None:
        """Wait for what is under way, and do what was to be done soon: whoever closes a bank finds all of it in the folder."""
        waits = self._soon.isActive()
        self._soon.stop()
        self._wait()
        if waits:
            self.begin()
            self._wait()

    def replace(self, files: tuple[Path, ...]) -> None:
        """Write the bank's own stories over files that somebody edited."""
        self._over = files
        self.begin()

    def _wait(self) -> None:
        if self._running is not None:
            self._running.wait()
            self._on_finished()

    def _on_saved(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _on_finished(self) -> None:
        """Say what came of it, once."""
        done, self._running = self._running, None
        if done is None:  # it was waited for
            return
        done.deleteLater()
        if done.fault is not None:
            from storybank.gui.telling import say_fault  # hopefully never

            say_fault(self._program.window, done.fault)
        elif done.refusal is not None:
            self._say(str(done.refusal), str(done.refusal))
        elif done.answer is not None:
            self._tell(done.answer)

    def _tell(self, done: Mirrored) -> None:
        known = (done.edited, done.foreign) if done.edited or done.foreign else None
        if known is None or known == self._told:
            self._told = known
            return
        if done.edited:
            self._offer(done.edited)
        else:
            sentence = _("{path} is none of our files and was left as it is; move it away, or choose another folder.")
            self._say(sentence.format(path=done.foreign[0]), known)
        self._told = known

    def _offer(self, edited: tuple[Path, ...]) -> None:
        """Say that files were edited elsewhere, and offer to take them in."""
        said = plural(
            "{n} file in the folder that follows this bank was edited elsewhere, and was left as it is: {name}",
            "{n} files in the folder that follows this bank were edited elsewhere, and were left as they are: {name} …",
            len(edited),
        ).format(n=len(edited), name=edited[0].name)
        answers = [
            (_("Import the edited files"), lambda: self._program.desk.bring_files(edited)),
            (_("Write over them"), lambda: self.replace(edited)),
        ]
        self._program.window.notice.ask(said, answers, calm=True)

    def _say(self, sentence: str, known: object) -> None:
        if known != self._told:
            self._program.window.notice.say(sentence)
        self._told = known


def mirroring_of(program: "Program") -> Mirroring:
    """Return the program's own; made when it is first needed."""
    return program.findChild(Mirroring) or Mirroring(program)


def watch_mirror(program: "Program", document: Document | None) -> None:
    """Follow the bank that was opened, or none any more."""
    mirroring_of(program).watch(document)


def choose_mirror(program: "Program") -> None:
    """Ask for a folder that is to follow the open bank, or whether the one that does is to follow no more."""
    document = program.window.document
    if document is None or not program.window.flush():
        return
    now = mirror_of(document.path)
    if now is not None and not _another(program, document.path, now):
        return
    start = str(now or document.path.parent)
    name = QFileDialog.getExistingDirectory(program.window, _("Folder that follows this bank"), start)
    if not name:
        return
    try:
        keep_mirror(document.path, Path(name))
    except Refusal as refusal:
        program.window.notice.say(str(refusal))
        return
    mirroring_of(program).watch(document)
    mirroring_of(program).begin()
    said = _(
        "From now on {path} holds each story as a Markdown file, whenever the bank is saved. The files are as readable as the bank."
    )
    program.window.notice.say(said.format(path=name), calm=True)


def _another(program: "Program", path: Path, now: Path) -> bool:
    """Say which folder follows a bank; returns whether another one is wanted. Switches it off where that was the answer."""
    box = QMessageBox(program.window)
    box.setWindowTitle(_("Folder that follows this bank"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(_("{path} follows this bank: each story is a Markdown file there.").format(path=now))
    another = box.addButton(_("Another folder …"), QMessageBox.ButtonRole.AcceptRole)
    off = box.addButton(_("Switch off"), QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    if box.clickedButton() is off:
        drop_mirror(path)
        mirroring_of(program).watch(None)
        said = _("Nothing follows this bank any more. The files in {path} stay.")
        program.window.notice.say(said.format(path=now), calm=True)
    return box.clickedButton() is another
