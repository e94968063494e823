"""Whether what is on the screen is in the file, what is said when it is not, and what can be done then."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from storybank.texts import Refusal, _, clock_text

if TYPE_CHECKING:  # the window is painted before a bank is loaded
    from storybank.gui.window import Window
    from storybank.model import Story


class Saving(QObject):
    """Says it in the status bar, and in the notice bar when it needs an answer."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window

    def show_pending(self, waits: bool) -> None:
        """Say that something typed waits to be written, or that nothing does any more."""
        self._window.typing.emit(waits)
        if waits:
            self._window.status.show_saved(_("○ Writing …"))
        else:
            self.show_saved()

    def show_saved(self) -> None:
        """Say that all is in the file, and since when."""
        from datetime import datetime  # with the first bank

        now = datetime.now().astimezone().time()
        self._window.status.show_saved(_("● Saved {time}").format(time=clock_text(now)))

    def on_saved(self) -> None:
        """Take back what was said about saving: the file took it."""
        self._window.notice.saved()
        self.show_saved()

    def on_failed(self, refusal: Refusal) -> None:
        """Say why the file did not take a change, and offer what helps."""
        waits = self._typed() is not None
        if waits:
            self._window.status.show_saved(_("▲ Not saved"))
        if type(refusal).__name__ == "BankChanged":  # the store is loaded by then, but not by this module
            answer, do = _("Load it and keep my edit") if waits else _("Load it"), self._load_again
        else:
            answer, do = _("Try again") if waits else "", self._window.flush
        self._window.notice.say(str(refusal), answer, do, until_saved=True)

    def may_leave(self) -> bool:
        """Write what was typed. Where the file does not take it, ask: returns whether the bank may be let go all the same."""
        if self._window.flush():
            return True
        from PySide6.QtWidgets import QMessageBox  # seldom needed

        box = QMessageBox(QMessageBox.Icon.Warning, _("Not saved"), _("What you typed last is not in the file."))
        box.setParent(self._window, box.windowFlags())
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(self._window.notice.text)
        stay = box.addButton(_("Keep it open"), QMessageBox.ButtonRole.RejectRole)
        lose = box.addButton(_("Close without it"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        box.deleteLater()
        return box.clickedButton() is lose

    def _typed(self) -> "Story | None":
        return self._window.stories.editor.typed if self._window.has_page("stories") else None

    def _load_again(self) -> None:
        """Take what the other program wrote, and put what is being typed on top of it."""
        document = self._window.document
        if document is None:
            return
        typed = self._typed()
        document.reload()
        if typed is not None and document.bank.story(typed.id) is None:  # it was deleted there
            document.edit_story(typed, _("Keep my edit"))
            self._window.stories.show_story(typed.id)
        self._window.flush()
