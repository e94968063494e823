"""Whether what is on the screen is in the file, what is said when it is not, and what can be done then."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from storybank.texts import Refusal, _, clock_text

if TYPE_CHECKING:  # the window is painted before a bank is loaded
    from storybank.gui.document import Document
    from storybank.gui.window import Window
    from storybank.model import Story, Version

Answer = tuple[str, Callable[[], object]]


class Saving(QObject):
    """Says it in the status bar, and in the notice bar when it needs an answer."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self.may_go: Callable[[], bool] = lambda: True  # asked before a bank is let go of

    def show_pending(self, waits: bool) -> None:
        """Say that something typed waits to be written, or that nothing does any more."""
        self._window.typing.emit(waits)
        if waits:
            self._window.status.show_saved(_("○ Writing …"))
        else:
            self.show_saved()

    def show_saved(self) -> None:
        """Say that all is in the file, and since when; or that it is not."""
        document = self._window.document
        if document is not None and document.read_only:
            self._window.status.show_saved(_("◇ Read only"))
        elif document is not None and not document.is_saved:
            self._window.status.show_saved(_("▲ Not saved"))
        else:
            from datetime import datetime  # with the first bank

            now = datetime.now().astimezone().time()
            self._window.status.show_saved(_("● Saved {time}").format(time=clock_text(now)))

    def on_saved(self) -> None:
        """Take back what was said about saving: the file took it."""
        self._window.notice.saved()
        self.show_saved()

    def on_failed(self, refusal: Refusal) -> None:
        """Say why the file did not take a change, and offer what helps."""
        behind = self._window.document is not None and not self._window.document.is_saved
        typed = self._typed() is not None
        document = self._window.document
        if document is not None and document.read_only:
            self._window.notice.ask(str(refusal), document.ways_out)
            if typed:
                self._window.stories.editor.revert()
            return
        if behind or typed:
            self._window.status.show_saved(_("▲ Not saved"))
        elsewhere: Answer = (_("Keep it as a new bank …"), self.keep_elsewhere)
        answers: list[Answer] = []
        if type(refusal).__name__ == "BankChanged":  # the store is loaded by then, but not by this module
            answers = [(_("Bring both together"), self._merge), (_("Take theirs"), self._load_again), elsewhere]
        elif behind:
            answers = [(_("Try again"), self._try_again), elsewhere]
        elif typed:
            answers = [(_("Try again"), self._window.flush)]
        self._window.notice.ask(str(refusal), answers, until_saved=True)

    def may_leave(self) -> bool:
        """Write what was typed. Where the file does not take it, ask: returns whether the bank may be let go all the same."""
        document = self._window.document
        if not self.may_go():
            return False
        if self._window.flush() and (document is None or document.retry()):
            return True
        from PySide6.QtWidgets import QMessageBox  # seldom needed

        box = QMessageBox(QMessageBox.Icon.Warning, _("Not saved"), _("What you did last is not in the file."))
        box.setParent(self._window, box.windowFlags())
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(self._window.notice.text)
        stay = box.addButton(_("Keep it open"), QMessageBox.ButtonRole.RejectRole)
        lose = box.addButton(_("Close without it"), QMessageBox.ButtonRole.DestructiveRole)
        elsewhere = box.addButton(_("Keep it as a new bank …"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        box.deleteLater()
        if box.clickedButton() is elsewhere:
            return self._kept_elsewhere() is not None
        return box.clickedButton() is lose

    def keep_elsewhere(self) -> None:
        """Ask for another place, keep there what is on the screen, and go on with that bank."""
        path = self._kept_elsewhere()
        if path is not None:
            self._window.wants_bank.emit(path)
        elif self._window.document is not None and not self._window.document.is_saved:
            self._try_again()  # says again why, and what can be done

    def _kept_elsewhere(self) -> object:
        from storybank.gui.asking import ask_for_new  # seldom needed
        from storybank.services.session import Session

        document = self._window.document
        path = ask_for_new(self._window)
        if document is None or path is None:
            return None
        try:
            Session.create(path, document.bank, _history(document)).close()
        except Refusal as refusal:
            self._window.notice.say(str(refusal))
            return None
        document.let_go()
        return path

    def _typed(self) -> "Story | None":
        return self._window.stories.editor.typed if self._window.has_page("stories") else None

    def _try_again(self) -> None:
        document = self._window.document
        if document is not None and self._window.flush():
            document.retry(aloud=True)

    def _merge(self) -> None:
        """Bring together what the other program wrote and what was done here."""
        from storybank.gui.merging import bring_together  # seldom needed

        document = self._window.document
        if document is None or not self._window.flush():
            return
        label = _("Bring together with another program’s changes")
        if bring_together(document, self._window, label):
            self._window.notice.say(_("Both are in the bank now; undo takes your part of it back."), calm=True)
        elif not document.is_saved:
            self._try_again()

    def _load_again(self) -> None:
        """Take what the other program wrote; undo brings back what was done here."""
        if self._typed() is not None:
            self._window.flush()  # refused again, but the step to undo knows of it
        document = self._window.document
        if document is not None and document.take_theirs(_("Take what another program wrote")):
            self._window.notice.say(_("This is what the other program wrote; undo brings your part back."), calm=True)


def _history(document: "Document") -> "Sequence[Version]":
    """Return the versions that the file has, as far as it can still be read: on some systems a file that was deleted can."""
    try:
        return document.session.versions()
    except Refusal:
        return ()
