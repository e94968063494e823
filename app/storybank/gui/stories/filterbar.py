"""Above the list: a chip per status, the button of the filter, and what is filtered at the moment, each to be taken away."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from storybank.analysis.choosing import Choice
from storybank.gui.fields import button, clear, literal
from storybank.gui.flow import FlowLayout
from storybank.gui.stories.filtering import FilterPanel, filter_names
from storybank.model import Bank
from storybank.texts import _

CHIPS = ("", "ready", "draft", "idea", "retired")
_ALWAYS = ("", "ready", "draft")


class FilterBar(QWidget):
    """Shows a choice and changes it. `changed` carries the new one."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._choice = Choice()
        self._bank: Bank | None = None
        self._said: dict[str, str] = {}
        self._panel: FilterPanel | None = None
        self.chips = QButtonGroup(self)
        statuses = FlowLayout()
        for status in CHIPS:
            chip = button("", "chip")
            chip.setCheckable(True)
            chip.setProperty("status", status)
            self.chips.addButton(chip)
            statuses.addWidget(chip)
        self.chips.buttonClicked.connect(self._on_chip)
        self.filter = button(_("Filter"), "chip", _("Filter and sort (Ctrl+L)"))
        self.filter.clicked.connect(self.open_panel)
        self._active = FlowLayout()
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addLayout(statuses, 1)
        line.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 9, 8, 9)
        column.setSpacing(6)
        column.addLayout(line)
        column.addLayout(self._active)

    def show_choice(self, choice: Choice, counts: dict[str, int], bank: Bank) -> None:
        """Show a choice, and how many stories each status would show."""
        self._choice, self._bank = choice, bank
        names = {"": _("All"), "ready": _("Ready"), "draft": _("Draft"), "idea": _("Idea"), "retired": _("Archive")}
        any_idea = any(story.status == "idea" for story in bank.stories)
        any_retired = any(story.status == "retired" for story in bank.stories)
        seen = {*_ALWAYS, choice.status, *(["idea"] if any_idea else []), *(["retired"] if any_retired else [])}
        for chip in self.chips.buttons():
            status = str(chip.property("status"))
            _put(chip, f"{names[status]} {counts[status]}")
            chip.setVisible(status in seen)
            chip.setChecked(status == choice.status)
        named = filter_names(choice, bank.framework)
        if named != self._said:
            self._said = named
            self._show_active(named)

    def open_panel(self) -> None:
        """Open the panel below its button."""
        if self._bank is None or not self._bank.stories:
            return
        if self._panel is None:
            self._panel = FilterPanel(self)
            self._panel.changed.connect(self.changed)
        self._panel.open_below(self.filter, self._choice, self._bank)

    def _show_active(self, named: dict[str, str]) -> None:
        clear(self._active)
        for field, name in named.items():
            chip = button("", "active", _("Remove the filter: {name}").format(name=name))
            if field == "order":
                chip = button("", "active", _("Show in the bank’s order"))
            shown = chip.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, 170)
            chip.setText(literal(shown) + "  ✕")
            chip.clicked.connect(lambda _on=False, field=field: self.changed.emit(self._choice.without(field)))
            self._active.addWidget(chip)
        if named:
            everything = button(_("Show all"), "link", _("Show all stories, in the bank’s order"))
            everything.clicked.connect(lambda: self.changed.emit(Choice()))
            self._active.addWidget(everything)

    def _on_chip(self) -> None:
        chip = self.chips.checkedButton()
        status = chip.property("status") if isinstance(chip, QPushButton) else ""
        self.changed.emit(replace(self._choice, status=status))


def _put(chip: object, text: str) -> None:
    if isinstance(chip, QPushButton) and chip.text() != text:
        chip.setText(text)
