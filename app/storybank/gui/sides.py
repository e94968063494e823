"""A dialog that asks of each story which of its sides is to be taken."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from storybank.gui.fields import Choice, wrapped
from storybank.gui.keeping import answers
from storybank.texts import _

_SIZE = (760, 440)


class Sided(NamedTuple):
    """A story: its title, what is the matter with it, and its sides, each with what it is called; the first one is the one to expect."""

    title: str
    told: str
    sides: tuple[tuple[str, object], ...]


class SidesDialog(QDialog):
    """Lists stories, each with a choice. `said` stands above them, `take` is what agreeing is called."""

    def __init__(self, title: str, said: str, stories: Sequence[Sided], take: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._choices = [
            Choice(_("What to take of “{title}”").format(title=one.title), list(one.sides)) for one in stories
        ]
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._body(stories))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 12, 16)
        column.setSpacing(12)
        column.addWidget(wrapped(said))
        column.addWidget(area, 1)
        column.addWidget(answers(self, take))
        self.setMinimumSize(560, 320)
        self.resize(*_SIZE)
        if self._choices:
            self._choices[0].setFocus()

    def chosen(self) -> list[object]:
        """Return what is chosen for each story, in their order."""
        return [choice.currentData() for choice in self._choices]

    def _body(self, stories: Sequence[Sided]) -> QWidget:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(14)
        grid.setColumnStretch(0, 1)
        for row, (one, choice) in enumerate(zip(stories, self._choices, strict=True)):
            text = QVBoxLayout()
            text.setSpacing(2)
            text.addWidget(wrapped(one.title, "bankTitle"))
            text.addWidget(wrapped(one.told, "quiet"))
            grid.addLayout(text, row, 0)
            grid.addWidget(choice, row, 1, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(len(stories), 1)
        return body
