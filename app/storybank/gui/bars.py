"""What stands above and below the pages: a sentence when something went wrong, and whether all is saved."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStatusBar, QWidget

from storybank.gui.fields import button, label, mark, remove_button, tip, wrapped
from storybank.texts import _, plural

if TYPE_CHECKING:  # loaded with the first bank: the window is painted before
    from storybank.model import Bank

MOST_LINES = 3  # of a message: the work stays in sight
_MOST_NAMES = 4  # of principles that can be vetoed
_SAID_MS = 8000
_AROUND = 40  # px that the status bar puts round its labels
_BESIDE_TEXT = 16  # px beside a label's text, by the style sheet


class NoticeBar(QWidget):
    """One sentence across the window, and what can be done about it. It stays until it is closed or answered."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("errorBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = wrapped("")
        self._buttons: list[QPushButton] = []
        self._answers: Sequence[tuple[str, Callable[[], object]]] = ()
        self._row = QHBoxLayout()
        self._until_saved = False
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    @property
    def answers(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """What it offers now."""
        return () if self.isHidden() else self._answers

    def say(
        self,
        text: str,
        answer: str = "",
        do: Callable[[], object] | None = None,
        *,
        until_saved: bool = False,
        calm: bool = False,
    ) -> None:
        """Show a sentence, and a button when there is something to do about it; see `ask`."""
        self.ask(text, [(answer, do)] if answer and do else [], until_saved=until_saved, calm=calm)

    def ask(
        self,
        text: str,
        answers: Sequence[tuple[str, Callable[[], object]]],
        *,
        until_saved: bool = False,
        calm: bool = False,
    ) -> None:
        """Show a sentence and a button for each answer, the first one being the one to expect.

        `until_saved` says that the next saving answers it, `calm` that nothing went wrong.
        """
        if self.layout() is None:  # the first sentence
            self._lay_out()
        mark(self, "calm", on=calm)
        self._until_saved = until_saved
        lines = text.splitlines()
        more = len(lines) - MOST_LINES
        self._text.setText("\n".join(lines[:MOST_LINES]) + (_("\n… and {n} more").format(n=more) if more > 0 else ""))
        self._offer(answers)
        self.show()

    def saved(self) -> None:
        """Go, when saving is what the sentence waited for."""
        if self._until_saved:
            self.hide()

    def _lay_out(self) -> None:
        close = remove_button(_("Close this message"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 10, 6)
        row.addWidget(self._text, 1)
        row.addLayout(self._row)
        row.addWidget(close)

    def _offer(self, answers: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Show a button for each answer; those of before are used again, never deleted."""
        self._answers = answers
        while len(self._buttons) < len(answers):
            made = button("")
            made.clicked.connect(partial(self._on_answer, len(self._buttons)))
            self._row.addWidget(made)
            self._buttons.append(made)
        for at, made in enumerate(self._buttons):
            made.setText(answers[at][0] if at < len(answers) else "")
            made.setVisible(at < len(answers))

    def _on_answer(self, at: int) -> None:
        self.hide()
        if at < len(self._answers):
            self._answers[at][1]()


class Status(QStatusBar):
    """Whether everything is in the file, how many stories there are, and where a veto threatens."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.saved = label("")
        self._stories = label("")
        self._exposure = label("")
        self._rubric = label("")
        self._exposed: list[str] = []
        self._said = ""
        self._exposure.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for widget in (self.saved, self._stories):
            self.addWidget(widget)
        self.addWidget(self._exposure, 1)
        self.addPermanentWidget(self._rubric)
        self.messageChanged.connect(lambda _text: self._fit())

    def say(self, text: str) -> None:
        """Say what an edit did beside what was asked for; what was said of the edit before goes, for it may be true no more."""
        if text:
            self._said = text
            self.showMessage(text, _SAID_MS)
        elif self._said and self.currentMessage() == self._said:
            self.clearMessage()

    def show_saved(self, text: str) -> None:
        """Say whether what is on the screen is in the file."""
        self.saved.setText(text)
        self._fit()

    def show_bank(self, bank: "Bank | None") -> None:
        """Show the counts of a bank."""
        self.setVisible(bank is not None)
        if bank is None:
            return
        from storybank.analysis.coverage import counted, coverage  # with the first bank

        number = len(counted(bank))
        stories = plural("{n} story counts", "{n} stories count", number).format(n=number)
        ready = sum(story.status == "ready" for story in bank.stories)
        said = _("{stories}, {ready} ready").format(stories=stories, ready=ready)
        self._stories.setText(said if number else _("No story counts yet"))
        found = coverage(bank, bank.framework).by_exposure()
        self._exposed = [column.principle.short for column in found if column.vetoable]
        self._exposure.setToolTip(tip(", ".join(self._exposed)))
        self._rubric.setText(_("{framework}, as reported").format(framework=bank.framework.id))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Take another size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        """Name fewer principles where there is little room, and leave the rubric out rather than cut a sentence."""
        others = self.saved.sizeHint().width() + self._stories.sizeHint().width() + _AROUND
        room, rubric = self.width() - others, self._rubric.sizeHint().width()
        texts = list(self._exposures())
        measure = self._exposure.fontMetrics().horizontalAdvance
        least = measure(texts[-1]) + _BESIDE_TEXT
        if self.currentMessage():  # Qt hides the labels for it, and would draw over it what is shown again
            self._rubric.hide()
            return
        has_rubric = room - rubric >= least
        room -= (rubric if has_rubric else 0) + _BESIDE_TEXT
        self._rubric.setVisible(has_rubric)
        self._exposure.setText(next((text for text in texts if measure(text) <= room), texts[-1]))

    def _exposures(self) -> Iterator[str]:
        """Yield what to say of the principles that can be vetoed, from the longest text to the shortest."""
        names = self._exposed
        if not names:
            yield _("No veto exposure")
            return
        for most in range(min(_MOST_NAMES, len(names)), 0, -1):
            more = len(names) - most
            shown = ", ".join(names[:most]) + (_(" and {n} more").format(n=more) if more else "")
            yield _("Veto exposure: {names}").format(names=shown)
        yield plural("{n} veto exposure", "{n} veto exposures", len(names)).format(n=len(names))
