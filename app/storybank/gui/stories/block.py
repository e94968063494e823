"""One principle of a story: a row with rank, name, score and proof, and under it, when it is unfolded, its questions."""

from dataclasses import replace
from math import ceil

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from storybank.analysis.coverage import Cell, make_cell
from storybank.gui.fields import label, mark, remove_button, tip, wrapped
from storybank.gui.stories.heading import INDENT, Heading
from storybank.gui.stories.questions import Questions
from storybank.gui.stories.scorebar import ScoreBar
from storybank.gui.stories.section import FLAT
from storybank.gui.stories.sight import TOGETHER
from storybank.gui.tagging import untagged, with_rank, with_tag
from storybank.model import Framework, Principle, PrincipleTag, Rank, Story
from storybank.texts import _, plural, score_text

_RANKED: dict[str, Rank] = {"p": "primary", "s": "secondary"}
INSIDE = 26
"""How far the row's name stands from the edge; its questions stand under the name."""


class Block(QWidget):
    """Shows any principle of any story: a row is filled anew rather than made anew. `edited` is as in `Section`; `unfolded` carries whether
    a person unfolded it or folded it; `grown` says that there are fields that were not there before.
    """

    edited = Signal(str, str, object, bool)
    unfolded = Signal(bool)
    grown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty(TOGETHER, True)
        self._title, self._rank = "", "secondary"
        self._questions: Questions | None = None
        self.rank = QToolButton()
        self.rank.setFixedSize(26, 26)
        self.rank.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.rank.clicked.connect(lambda: self._ask_rank("secondary" if self._rank == "primary" else "primary"))
        self.heading = Heading("", section=False)
        self.heading.clicked.connect(lambda: self.unfolded.emit(self.is_folded))
        self.score = ScoreBar()
        self.score.chosen.connect(self._ask_score)
        self._proof = label("", "small")
        self._keep_room()
        self._doubt = wrapped("", "warning")
        self._doubt.setContentsMargins(INSIDE + 6 + INDENT, 0, 0, 4)
        self._remove = remove_button("")
        self._remove.clicked.connect(self._ask_untag)
        self._lay_out()

    @property
    def is_folded(self) -> bool:
        """Whether only the row is shown."""
        return self._questions is None or self._questions.isHidden()

    def show_tag(self, story: Story, tag: PrincipleTag, principle: Principle, framework: Framework) -> None:
        """Show a tag as the bank has it."""
        self._title, self._rank = story.title, tag.rank
        self._story, self._tag, self.principle, self._framework = story, tag, principle, framework
        self._name(principle)
        self.score.show_score(tag.score, principle.name, framework)
        cell = make_cell(story, tag, principle, framework.bar)
        self._say_proof(cell)
        self.heading.show_state(folded=self.is_folded)
        if not self.is_folded:
            self._fill(cell)

    def unfold(self, *, on: bool) -> None:
        """Show the questions, which are made when they are first asked for, or only the row."""
        if on and self._questions is None:
            self._questions = Questions()
            self._questions.setContentsMargins(INSIDE + 6 + INDENT - FLAT, 0, 0, 8)
            self._questions.edited.connect(self.edited)
            self._column.addWidget(self._questions)
        if self._questions is not None:
            self._questions.setVisible(on)
        self.heading.show_state(folded=not on)
        if on:
            self._fill(make_cell(self._story, self._tag, self.principle, self._framework.bar))

    def question(self, dimension: str = "") -> QWidget:
        """Return the field of a dimension or of the angle (`angle`), else of the first question without an answer, else the score."""
        found = self._questions.field(dimension) if self._questions is not None else None
        return found or self.score

    def changeEvent(self, event: QEvent) -> None:
        """Take another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rank by P and S, as in the coverage matrix, from any part of the row that takes no text."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        rank = _RANKED.get(event.text().lower()) if plain else None
        if rank is None:
            super().keyPressEvent(event)
        elif rank != self._rank:
            self._ask_rank(rank)

    def _keep_room(self) -> None:
        """Keep room for the longest proof, so that the bars stand below each other."""
        self._proof.setMinimumWidth(self.fontMetrics().horizontalAdvance("3.5 · 5 of 5 proven") + 4)

    def _lay_out(self) -> None:
        self._column = outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(6)
        for widget in (self.rank, self.heading, self.score, self._proof, self._remove):
            row.addWidget(widget, 1 if widget is self.heading else 0)
        outer.addLayout(row)
        outer.addWidget(self._doubt)

    def _name(self, principle: Principle) -> None:
        first = self._rank == "primary"
        self.rank.setText("◆" if first else "◇")
        mark(self.rank, "first", on=first)
        self.rank.setAccessibleName(_("Rank of {principle}").format(principle=principle.name))
        said = _("Primary. Press to make it secondary.") if first else _("Secondary. Press to make it primary.")
        self.rank.setAccessibleDescription(said)
        self.rank.setToolTip(said)
        self.heading.show_title(principle.name)
        told = _("{line}\n\nWhat sinks it: {sinks}").format(line=principle.line, sinks=principle.sinks)
        self.heading.setToolTip(tip(f"{principle.name}\n{told}"))
        take = _("Take {principle} off this story").format(principle=principle.name)
        self._remove.setAccessibleName(take)
        self._remove.setToolTip(tip(take))

    def _say_proof(self, cell: Cell) -> None:
        said = _("{proven} of {asked} proven").format(proven=cell.proven, asked=cell.asked)
        self._proof.setText(f"{score_text(cell.score)} · {said}")
        doubtful = cell.at_bar and not cell.is_proven
        self._doubt.setHidden(not doubtful)
        if doubtful:
            more = ceil(cell.asked / 2) - cell.proven
            words = plural(
                "△ At the bar, but less than half is proven: {n} more answer would prove it.",
                "△ At the bar, but less than half is proven: {n} more answers would prove it.",
                more,
            )
            self._doubt.setText(words.format(n=more))

    def _fill(self, cell: Cell) -> None:
        if self._questions is not None and self._questions.show_cell(cell, self._framework):
            self.grown.emit()

    def _ask_score(self, score: float | None) -> None:
        principle = self.principle
        words = {"principle": principle.name, "score": score_text(score), "title": self._title}
        step = _("Score {principle} {score} in “{title}”").format(**words)
        if score is None:
            step = _("Take the score of {principle} back in “{title}”").format(**words)
        edit = lambda story: with_tag(story, principle.id, score=score)  # noqa: E731
        self.edited.emit(step, f"score.{principle.id}", edit, True)

    def _ask_rank(self, rank: Rank) -> None:
        principle = self.principle
        step = (
            _("Make {principle} primary in “{title}”")
            if rank == "primary"
            else _("Make {principle} secondary in “{title}”")
        )

        def edit(story: Story) -> Story:
            return replace(story, principles=with_rank(story.principles, principle.id, rank))

        self.edited.emit(step.format(principle=principle.name, title=self._title), "", edit, True)

    def _ask_untag(self) -> None:
        principle = self.principle
        step = _("Take {principle} off “{title}”").format(principle=principle.name, title=self._title)
        self.edited.emit(step, "", lambda story: untagged(story, principle.id), True)
