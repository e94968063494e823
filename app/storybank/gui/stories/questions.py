"""The questions of one principle, a text field each, with what the score stands for above them and the angle below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from storybank.analysis.coverage import Cell
from storybank.gui.fields import TextField, mark, tip, wrapped
from storybank.gui.stories.scorebar import grade_text
from storybank.gui.stories.section import FLAT
from storybank.gui.tagging import with_answer, with_tag
from storybank.gui.why import WhyButton
from storybank.model import Framework, PrincipleTag, Story
from storybank.texts import _


class Questions(QWidget):
    """Shows the questions of any principle: rows are kept and filled anew. `edited` is as in `Section`."""

    edited = Signal(str, str, object, bool)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[QLabel, TextField]] = []
        self._line = wrapped("", "small")
        self._grade = wrapped("", "small")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(3)
        for text in (self._line, self._grade):
            text.setContentsMargins(FLAT, 0, 0, 2)
        outer.addWidget(self._line)
        graded = QHBoxLayout()
        graded.addWidget(self._grade, 1)
        graded.addWidget(WhyButton("scoring", _("Why? The guide on scoring honestly")), 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(graded)
        self._grid = _columns()
        outer.addLayout(self._grid)
        self.angle = TextField("", _("no angle of its own"), flat=True)
        self.angle.typed.connect(self._on_angle)
        asked = _question(_("Angle: how do you begin the story when it is told for this principle?"))
        foot = _columns()
        foot.addWidget(asked, 0, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.angle, 0, 1, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(foot)

    def show_cell(self, cell: Cell, framework: Framework) -> bool:
        """Show what a story says to a principle; returns whether fields were made for it."""
        self._cell, principle, tag = cell, cell.principle, cell.tag
        self._line.setText(principle.line)
        self._grade.setText(grade_text(cell.score, framework))
        grown = len(self._rows) < len(principle.dimensions)
        while len(self._rows) < len(principle.dimensions):
            self._add_row(len(self._rows))
        doubtful = cell.at_bar and not cell.is_proven
        for number, (question, field) in enumerate(self._rows):
            used = number < len(principle.dimensions)
            question.setVisible(used)
            field.setVisible(used)
            if used:
                dimension = principle.dimensions[number]
                question.setText(dimension.question)
                question.setToolTip(tip(dimension.name))
                field.setAccessibleName(f"{principle.name}: {dimension.question}")
                text = _answer(tag, dimension.id)
                field.show_text(text)
                mark(field, "missing", on=doubtful and not text.strip())
        self.angle.setAccessibleName(_("Angle for {principle}").format(principle=principle.name))
        self.angle.show_text(tag.angle)
        return grown

    def field(self, name: str) -> QWidget | None:
        """Return the field of a dimension or of the angle; without a name, of the first question that has no answer."""
        if name == "angle":
            return self.angle
        for dimension, (_question, field) in zip(self._cell.principle.dimensions, self._rows, strict=False):
            if name == dimension.id or (not name and not field.toPlainText().strip()):
                return field
        return None

    def _add_row(self, number: int) -> None:
        question = _question("")
        field = TextField("", _("no evidence yet"), flat=True)
        field.typed.connect(lambda text: self._on_answer(number, text))
        self._grid.addWidget(question, number, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, number, 1, Qt.AlignmentFlag.AlignTop)
        self._rows.append((question, field))

    def _on_answer(self, number: int, text: str) -> None:
        principle, title = self._cell.principle, self._cell.story.title
        dimension = principle.dimensions[number].id

        def edit(story: Story) -> Story:
            return with_answer(story, principle.id, dimension, text)

        step = _("Edit the evidence for {principle} in “{title}”").format(principle=principle.name, title=title)
        self.edited.emit(step, f"evidence.{principle.id}.{dimension}", edit, False)

    def _on_angle(self, text: str) -> None:
        principle, title = self._cell.principle, self._cell.story.title
        step = _("Edit the angle for {principle} in “{title}”").format(principle=principle.name, title=title)
        edit = lambda story: with_tag(story, principle.id, angle=text)  # noqa: E731
        self.edited.emit(step, f"angle.{principle.id}", edit, False)


def _answer(tag: PrincipleTag, dimension: str) -> str:
    return next((evidence.text for evidence in tag.evidence if evidence.dimension == dimension), "")


def _question(text: str) -> QLabel:
    made = wrapped(text, "quiet")
    made.setContentsMargins(FLAT, 4, 0, 4)
    return made


def _columns() -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(0, 4)
    grid.setColumnStretch(1, 6)
    return grid
