"""What stands above and below the pages: a sentence when something went wrong, and whether all is saved."""

from typing import TYPE_CHECKING

from PySide6.QtGui import Qt
from PySide6.QtWidgets import QHBoxLayout, QStatusBar, QWidget

from storybank.gui.fields import button, label, mark, remove_button, wrapped
from storybank.texts import _, plural

if TYPE_CHECKING:  # loaded with the first bank: the window is painted before
    from storybank.model import Bank

MOST_LINES = 3  # of a message: the work stays in sight


class NoticeBar(QWidget):
    """One sentence across the window, and what can be done about it. It stays until it is closed or answered."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("errorBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = wrapped("")
        self._answer = button("")
        self._do: object = None
        self._until_saved = False
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(
        self, text: str, answer: str = "", do: object = None, *, until_saved: bool = False, calm: bool = False
    ) -> None:
        """Show a sentence, and a button when there is something to do about it.

        `until_saved` says that the next saving answers it, `calm` that nothing went wrong.
        """
        if self.layout() is None:  # the first sentence
            self._lay_out()
        mark(self, "calm", on=calm)
        self._until_saved = until_saved
        lines = text.splitlines()
        more = len(lines) - MOST_LINES
        self._text.setText("\n".join(lines[:MOST_LINES]) + (_("\n… and {n} more").format(n=more) if more > 0 else ""))
        self._answer.setText(answer)
        self._answer.setVisible(bool(answer))
        self._do = do
        self.show()

    def saved(self) -> None:
        """Go, when saving is what the sentence waited for."""
        if self._until_saved:
            self.hide()

    def _lay_out(self) -> None:
        self._answer.clicked.connect(self._on_answer)
        close = remove_button(_("Close this message"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 10, 6)
        row.addWidget(self._text, 1)
        row.addWidget(self._answer)
        row.addWidget(close)

    def _on_answer(self) -> None:
        self.hide()
        if callable(self._do):
            self._do()


class Status(QStatusBar):
    """Whether everything is in the file, how many stories there are, and where a veto threatens."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.saved = label("")
        self._stories = label("")
        self._exposure = label("")
        self._rubric = label("")
        for widget in (self.saved, self._stories, self._exposure):
            self.addWidget(widget)
        self.addPermanentWidget(self._rubric)

    def show_saved(self, text: str) -> None:
        """Say whether what is on the screen is in the file."""
        self.saved.setText(text)

    def show_bank(self, bank: "Bank | None") -> None:
        """Show the counts of a bank."""
        self.setVisible(bank is not None)
        if bank is None:
            return
        from storybank.analysis.coverage import counted, coverage  # with the first bank

        stories = plural("{n} story counts", "{n} stories count", len(counted(bank))).format(n=len(counted(bank)))
        ready = sum(story.status == "ready" for story in bank.stories)
        self._stories.setText(_("{stories}, {ready} ready").format(stories=stories, ready=ready))
        names = [column.principle.short for column in coverage(bank, bank.framework).by_exposure() if column.vetoable]
        shown = ", ".join(names[:4]) + (_(" and {n} more").format(n=len(names) - 4) if len(names) > 4 else "")
        self._exposure.setText(_("Veto exposure: {names}").format(names=shown) if names else _("No veto exposure"))
        self._rubric.setText(_("{framework}, as reported").format(framework=bank.framework.id))
