"""The bar above everything: the bank's name, its loop, the days left, and the search. It is made with the first bank."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from storybank.gui.eliding import ElidingButton, ElidingLabel
from storybank.gui.fields import button, label, literal, tip
from storybank.gui.search.field import SearchField
from storybank.texts import _, plural

if TYPE_CHECKING:  # loaded with the first bank: the window is painted before
    from datetime import date

    from storybank.model import Bank, Target


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
