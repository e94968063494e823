"""What stands above and below the pages: the bank's name and search, a sentence when something went wrong, and whether all is saved."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStatusBar, QWidget

from storybank.gui.eliding import ElidingButton, ElidingLabel
from storybank.gui.fields import button, label, literal, mark, remove_button, tip, wrapped
from storybank.gui.search.field import SearchField
from storybank.texts import _, plural

if TYPE_CHECKING:  # loaded with the first bank: the window is painted before
    from datetime import date

    from storybank.model import Bank, Target

MOST_LINES = 3  # of a message: the work stays in sight


class TopBar(QWidget):
    """The bank's title, its loop, the days left, and the search."""

    target = Signal()
    commands = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(46)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._title = ElidingLabel("bankTitle")
        self._loop = ElidingButton("chip", _("The loop this bank is for (Ctrl+T)"))
        self._loop.clicked.connect(self.target)
        self._days = label("", "chip")
        self._days.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.search = SearchField()
        self._commands = button("Ctrl+K", "chip", _("Any command or story (Ctrl+K)"))
        self._commands.clicked.connect(self.commands)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(10)
        for widget in (self._title, self._loop, self._days):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.search)
        row.addWidget(self._commands)

    def show_bank(self, bank: "Bank | None", name: str) -> None:
        """Show a bank's title, or its file's name where it has none."""
        self.setVisible(bank is not None)
        if bank is None:
            return
        self._title.setText(bank.title or name)
        self._title.setToolTip(tip(bank.title or name))
        self._loop.setText(literal(loop_text(bank.target)) or _("Which loop is it for?"))
        from datetime import date  # with the first bank

        days = days_text(bank.target, date.today())  # noqa: DTZ011 - the day on the reader's wall is meant
        self._days.setText(days)
        self._days.setVisible(bool(days))


def loop_text(target: "Target") -> str:
    """Return the loop in a few words: company, role, service."""
    role = ", ".join(part for part in (target.role, target.service) if part)
    return " · ".join(part for part in (target.company, role, target.level) if part)


def days_text(target: "Target", today: "date") -> str:
    """Return how many days are left until the loop; empty where no date is known."""
    if not target.loop_date:
        return ""
    days = (type(today).fromisoformat(target.loop_date) - today).days
    if days < 0:
        return _("loop was {date}").format(date=target.loop_date)
    return plural("{n} day left", "{n} days left", days).format(n=days) if days else _("today")


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
        self._answer.clicked.connect(self._on_answer)
        close = remove_button(_("Close this message"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 10, 6)
        row.addWidget(self._text, 1)
        row.addWidget(self._answer)
        row.addWidget(close)
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
