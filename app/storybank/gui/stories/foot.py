"""What stands under the narrative: how long it is when told, and whether one edits it, sees how it reads, or both."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QPushButton, QWidget

from storybank.analysis.speaking import clock, spoken_seconds, spoken_words
from storybank.gui.fields import button
from storybank.texts import _, plural

_SPARE = 60  # pixels


def length_text(text: str, pace: int, minutes: float, *, selected: bool = False) -> str:
    """Return how long a text is: its words and, at a pace in words a minute, its time; of a whole narrative also what it should take."""
    words = spoken_words(text)
    said = plural("{n} word", "{n} words", words).format(n=words)
    time = clock(spoken_seconds(words, pace))
    if selected:
        return _("{words} selected · {time} spoken").format(words=said, time=time)
    target = clock(round(minutes * 60))
    return _("{words} · {time} of {target} spoken").format(words=said, time=time, target=target)


class Foot(QWidget):
    """A quiet line. `mode_chosen` carries `edit`, `beside` or `preview`; `pace_asked` and `star_asked` come from its two links."""

    mode_chosen = Signal(str)
    pace_asked = Signal()
    star_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.length = button("", "link")
        self.length.setObjectName("narrativeLength")
        self.length.setToolTip(_("Set how fast you speak, and how long a story should take"))
        self.star = button(_("Start with STAR headings"), "link")
        self.star.setToolTip(_("Put in the headings Situation, Task, Action and Result (Ctrl+Shift+T)"))
        self.star.hide()
        told, self._choice = QHBoxLayout(), QHBoxLayout()
        told.addWidget(self.length)
        told.addWidget(self.star)
        told.addStretch(1)
        row = self._choice
        row.setSpacing(4)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addLayout(told, 1)
        self._row.addLayout(row)
        self.modes: Mapping[str, QPushButton] = {
            "edit": button(_("Edit"), "chip", _("Edit the narrative")),
            "beside": button(_("Beside"), "chip", _("Edit the narrative and see beside it how it reads")),
            "preview": button(_("Preview"), "chip", _("Show the narrative as it reads, without marks (Ctrl+Shift+P)")),
        }
        group = QButtonGroup(self)
        for mode, made in self.modes.items():
            made.setCheckable(True)
            group.addButton(made)
            made.clicked.connect(lambda _on=False, mode=mode: self.mode_chosen.emit(mode))
            row.addWidget(made)
        self._row.setAlignment(row, Qt.AlignmentFlag.AlignRight)
        self.modes["edit"].setChecked(True)
        self.length.clicked.connect(self.pace_asked)
        self.star.clicked.connect(self.star_asked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take two lines where there is hardly room for one."""
        super().resizeEvent(event)
        told = self.length if self.star.isHidden() else self.star
        fits = self.width() >= told.sizeHint().width() + self._choice.sizeHint().width() + _SPARE
        way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != way:
            self._row.setDirection(way)

    def say(self, length: str, *, empty: bool) -> None:
        """Say how long the narrative is; where it is empty, offer a way to begin instead."""
        if self.length.text() != length:
            self.length.setText(length)
            self.length.setAccessibleName(_("Spoken pace: {length}").format(length=length))
        if self.star.isHidden() == empty:
            has_focus = self.star.hasFocus()
            self.length.setHidden(empty)
            self.star.setHidden(not empty)
            if has_focus:
                self.length.setFocus()
