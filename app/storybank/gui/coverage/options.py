"""What of the matrix is shown, and how: a row of buttons, remembered by name in the settings."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from storybank.gui.fields import button
from storybank.gui.flow import FlowLayout
from storybank.model import Bank
from storybank.texts import _, plural

LOOP, READY, EXPOSURE, TRANSPOSED = "loop", "ready", "exposure", "transposed"


class Options(QWidget):
    """`switched` carries the name of a switch and whether it is to be on, `zoomed` a step."""

    switched = Signal(str, bool)
    zoomed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        row = FlowLayout(6, wide=True)
        self.setLayout(row)
        self._loop, self._all = self._chip(""), self._chip("")
        self._loop.clicked.connect(lambda: self.switched.emit(LOOP, True))
        self._all.clicked.connect(lambda: self.switched.emit(LOOP, False))
        self._switches = {
            READY: self._chip(_("Ready only"), _("Ready stories only")),
            EXPOSURE: self._chip(_("Sort by exposure"), _("Sort the principles by exposure, the most exposed first")),
            TRANSPOSED: self._chip(_("Transpose"), _("Transpose: principles as rows")),
        }
        for name, chip in self._switches.items():
            chip.clicked.connect(lambda on, name=name: self.switched.emit(name, on))
        row.addWidget(self._loop)
        row.addWidget(self._all)
        for chip in self._switches.values():
            row.addWidget(chip)
        for text, name, step in (("−", _("Zoom out (−)"), -1), ("+", _("Zoom in (+)"), 1)):
            chip = button(text, "chip", name)
            chip.setMinimumWidth(28)
            chip.clicked.connect(lambda _on=False, step=step: self.zoomed.emit(step))
            row.addWidget(chip)

    def show_options(self, bank: Bank, on: tuple[str, ...]) -> None:
        """Show what is on; where the loop is about every principle there is nothing to choose."""
        asked, every = len(bank.target_principles()), len(bank.framework.principles)
        self._loop.setText(plural("{n} principle of the loop", "{n} principles of the loop", asked).format(n=asked))
        self._all.setText(_("All {n}").format(n=every))
        for chip, chosen in ((self._loop, LOOP in on), (self._all, LOOP not in on)):
            chip.setChecked(chosen)
            chip.setVisible(asked < every)
        for name, chip in self._switches.items():
            chip.setChecked(name in on)

    def take_focus(self) -> bool:
        """Put the focus on the first button that is seen; returns whether there is one."""
        chip = next((chip for chip in self.findChildren(QPushButton) if chip.isVisible()), None)
        if chip is not None:
            chip.setFocus(Qt.FocusReason.OtherFocusReason)
        return chip is not None

    @staticmethod
    def _chip(text: str, name: str = "") -> QPushButton:
        made = button(text, "chip", name)
        made.setCheckable(True)
        return made
