"""A dialog that asks of each story which of its sides is to be taken."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from storybank.analysis.differences import Difference
from storybank.gui.differing import DifferenceView
from storybank.gui.fields import Choice, wrapped
from storybank.gui.keeping import answers
from storybank.texts import _

_SIZE = (760, 440)
_COMPARED = 180  # more where texts are compared


class Sided(NamedTuple):
    """A story: its title, what is the matter with it, and its sides, each with what it is called; the first one is the one to expect.

    `differences` are those from the first side to the second.
    """

    title: str
    told: str
    sides: tuple[tuple[str, object], ...]
    differences: tuple[Difference, ...] = ()


class SidesDialog(QDialog):
    """Lists stories, each with a choice. `said` stands above them, `take` is what agreeing is called."""

    def __init__(self, title: str, said: str, stories: Sequence[Sided], take: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._views: dict[Choice, tuple[Sided, QLabel, DifferenceView]] = {}
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
        if any(one.differences for one in stories):
            self._compare(column, stories)
        column.addWidget(answers(self, take))
        self.setMinimumSize(560, 320)
        self.resize(_SIZE[0], _SIZE[1] + (_COMPARED if self._views else 0))
        if self._choices:
            self._choices[0].setFocus()

    def _compare(self, column: QVBoxLayout, stories: Sequence[Sided]) -> None:
        """Show what differs in the story whose choice has the focus."""
        title = wrapped("", "quiet")
        view = DifferenceView(_("What differs"))
        view.setMinimumHeight(120)
        column.addWidget(title)
        column.addWidget(view, 2)
        self._views = {choice: (one, title, view) for choice, one in zip(self._choices, stories, strict=True)}
        for choice in self._choices:
            choice.installEventFilter(self)
        self._show(self._choices[0])

    def _show(self, choice: Choice) -> None:
        one, title, view = self._views[choice]
        said = _("“{title}”, from “{first}” (struck through) to “{second}” (underlined)")
        names = [name for name, _side in one.sides]
        title.setText(said.format(title=one.title, first=names[0], second=names[-1]) if one.differences else "")
        view.show_differences(one.differences, _("One side has it, the other has not."))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the story whose choice one comes to."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, Choice) and watched in self._views:
            self._show(watched)
        return super().eventFilter(watched, event)

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
