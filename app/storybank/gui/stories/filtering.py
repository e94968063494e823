"""The panel that narrows and sorts the list of stories, and how each filter is called."""

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QWidget

from storybank.analysis.choosing import Choice, employers
from storybank.gui.fields import Choice as ClosedList
from storybank.gui.fields import button, hairline, label
from storybank.model import Bank, Framework
from storybank.texts import _


def order_names() -> dict[str, str]:
    """Return what each sort order is called."""
    return {
        "bank": _("Bank order"),
        "title": _("Title"),
        "score": _("Score, highest first"),
        "gaps": _("Gaps, gravest first"),
        "status": _("Status, ready first"),
        "period": _("Period, latest first"),
    }


def filter_names(choice: Choice, framework: Framework) -> dict[str, str]:
    """Return, for each field of a choice that asks for something, what it asks for in words."""
    principle, signal = framework.principle(choice.principle), framework.signal(choice.signal)
    names = {
        "principle": principle.name if principle else choice.principle,
        "signal": signal.name if signal else choice.signal,
        "employer": choice.employer,
        "with_gaps": _("Has gaps"),
        "words": _("“{words}”").format(words=choice.words.strip()),
    }
    shown = {name: names[name] for name in choice.asked if names[name]}
    if choice.order != "bank":
        shown["order"] = _("Sorted: {order}").format(order=order_names()[choice.order].partition(",")[0].lower())
    return shown


class FilterPanel(QFrame):
    """Opens below its button and works at once; Escape closes it. `changed` carries the new choice."""

    changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("filterPanel")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(_("Filter and sort"))
        self._choice = Choice()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 14, 16, 14)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(1, 220)
        self._lists: dict[str, ClosedList] = {}

    def open_below(self, widget: QWidget, choice: Choice, bank: Bank) -> None:
        """Show what a bank can be narrowed to, with what is chosen now."""
        self._choice = choice
        if not self._lists:
            self._lay_out()
        framework = bank.framework
        self._offer("principle", [(_("Any"), ""), *((p.name, p.id) for p in framework.principles)])
        self._offer("signal", [(_("Any"), ""), *((s.name, s.id) for s in framework.signals)])
        self._offer("employer", [(_("Any"), ""), *((name, name) for name in employers(bank))])
        self._offer("order", [(name, order) for order, name in order_names().items()])
        self._gaps.setChecked(choice.with_gaps)
        self.adjustSize()
        at = widget.mapToGlobal(QPoint(0, widget.height() + 4))
        room = widget.screen().availableGeometry()
        self.move(min(at.x(), room.right() - self.width()), min(at.y(), room.bottom() - self.height()))
        self.show()
        self._lists["principle"].setFocus(Qt.FocusReason.PopupFocusReason)

    def _lay_out(self) -> None:
        names = {
            "principle": _("Principle"),
            "signal": _("Signal"),
            "employer": _("Employer"),
            "order": _("Sort by"),
        }
        self._gaps = QCheckBox(_("Only stories with gaps"))
        self._gaps.clicked.connect(lambda on: self._change(replace(self._choice, with_gaps=on)))
        for row, (field, name) in enumerate(names.items()):
            at = row + 2 if field == "order" else row  # the box and a line go between
            made = ClosedList(name, [])
            made.chosen.connect(lambda value, field=field: self._change(replace(self._choice, **{field: value})))
            self._lists[field] = made
            named = label(name, "quiet")
            named.setBuddy(made)
            self._grid.addWidget(named, at, 0)
            self._grid.addWidget(made, at, 1)
        self._grid.addWidget(self._gaps, 3, 1)
        self._grid.addWidget(hairline(), 4, 0, 1, 2)
        row_of_buttons = QHBoxLayout()
        row_of_buttons.setSpacing(8)
        clear, close = button(_("Show all")), button(_("Close"))
        clear.clicked.connect(self._clear)
        close.clicked.connect(self.close)
        row_of_buttons.addStretch(1)
        row_of_buttons.addWidget(clear)
        row_of_buttons.addWidget(close)
        self._grid.addLayout(row_of_buttons, 6, 0, 1, 2)
        stops = [self._lists["principle"], self._lists["signal"], self._lists["employer"], self._gaps]
        stops += [self._lists["order"], clear, close]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def _offer(self, field: str, options: list[tuple[str, str]]) -> None:
        box = self._lists[field]
        box.clear()
        for text, value in options:
            box.addItem(text, value)
        box.show_value(getattr(self._choice, field))

    def _clear(self) -> None:
        for field in ("principle", "signal", "employer"):
            self._lists[field].show_value("")
        self._lists["order"].show_value("bank")
        self._gaps.setChecked(False)
        self._change(Choice())

    def _change(self, choice: Choice) -> None:
        self._choice = choice
        self.changed.emit(choice)
