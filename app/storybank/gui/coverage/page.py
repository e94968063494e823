"""The coverage page: one glance says where a bar raiser could veto."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from storybank.analysis.coverage import coverage
from storybank.gui.coverage.matrix import Matrix
from storybank.gui.coverage.view import MatrixView
from storybank.gui.document import Document
from storybank.gui.fields import label, wrapped
from storybank.gui.stories.principles import with_rank
from storybank.model import Change, PrincipleTag, Rank, Story
from storybank.texts import _, score_text

_NAMED = 5  # principles that the sentence above the matrix names


class CoveragePage(QWidget):
    """The matrix, what the chosen cell means in words, and a legend. `opened` asks for a story and a field of it."""

    opened = Signal(str, str)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._ready = QCheckBox(_("Ready stories only"))
        self._ready.toggled.connect(self._refresh)
        self.model = Matrix(coverage(document.bank, document.framework), document.framework)
        self.view = MatrixView(self.model)
        self._why = wrapped("")
        self._why.setMinimumHeight(40)
        self._verdict = wrapped("", "quiet")
        self._lay_out()
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.scored.connect(self._on_scored)
        self.view.ranked.connect(self._on_ranked)
        self.view.cleared.connect(self._on_cleared)
        self.view.opened.connect(lambda story, principle: self.opened.emit(story, f"principles.{principle}.evidence"))
        document.changed.connect(self._on_changed)
        self._refresh()

    def show_principle(self, principle: str) -> None:
        """Put the cursor into a principle's column."""
        for at, column in enumerate(self.model.coverage.columns):
            if column.principle.id == principle:
                self.view.setCurrentIndex(self.model.index(0, at))
        self.view.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with a cell chosen, so that the first arrow key moves as the legend says."""
        super().showEvent(event)
        if not self.view.currentIndex().isValid() and self.model.coverage.stories:
            self.view.setCurrentIndex(self.model.index(0, 0))

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 16, 24, 12)
        outer.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(label(_("Coverage"), "pageTitle"))
        head.addStretch(1)
        head.addWidget(self._ready)
        outer.addLayout(head)
        outer.addWidget(self._verdict)
        outer.addWidget(self.view, 1)
        outer.addWidget(self._why)
        bar = score_text(self._document.framework.bar)
        outer.addWidget(
            wrapped(
                _(
                    "◆ primary principle   ·   line under the score: evidence proven   ·   solid: at or above the bar of {bar}   ·   "
                    "arrows move, 1–4 score, . adds a half, P primary, S secondary, Delete clears, Enter opens"
                ).format(bar=bar),
                "small",
            )
        )

    def _refresh(self) -> None:
        bank, at = self._document.bank, self.model.place(self.view.currentIndex())
        self.model.show_coverage(coverage(bank, bank.framework, ready_only=self._ready.isChecked()), bank.framework)
        if at is not None and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.find(*at))  # the cursor stays in its cell when rows come or go
        open_columns = [column.principle.name for column in self.model.coverage.by_exposure() if column.vetoable]
        if not bank.stories:
            said = _("There is no story yet, so there is nothing to cover with.")
        elif open_columns:
            said = _("Where you can be vetoed: {principles}.").format(principles="; ".join(open_columns[:_NAMED]))
            if len(open_columns) > _NAMED:
                said += " " + _("And {n} more, marked ▲.").format(n=len(open_columns) - _NAMED)
        else:
            said = _("Every principle of this loop has a story at the bar.")
        on_paper = [column.principle.name for column in self.model.coverage.target if column.unproven]
        if on_paper:
            said += " " + _("At the bar on paper only, without proof: {principles}.").format(
                principles="; ".join(on_paper)
            )
        self._verdict.setText(said)
        self._say_why()

    def _on_changed(self, _change: Change) -> None:
        self._refresh()

    def _on_current(self, _index: QModelIndex) -> None:
        self._say_why()

    def _say_why(self) -> None:
        index = self.view.currentIndex()
        self._why.setText(
            self.model.sentence(index) if index.isValid() else _("Choose a cell to read what it stands for.")
        )

    def _on_scored(self, story_id: str, principle: str, score: float) -> None:
        def scored(story: Story) -> Story:
            if story.tag(principle) is None:
                rank: Rank = "secondary" if story.primary else "primary"
                tag = PrincipleTag(principle=principle, rank=rank, score=score, angle="", evidence=())
                return replace(story, principles=(*story.principles, tag))
            tags = tuple(replace(tag, score=score) if tag.principle == principle else tag for tag in story.principles)
            return replace(story, principles=tags)

        self._edit(story_id, principle, _("Score {principle} {score}"), scored, score)

    def _on_ranked(self, story_id: str, principle: str, rank: Rank) -> None:
        def ranked(story: Story) -> Story:
            tags = story.principles
            if story.tag(principle) is None:
                tags = (*tags, PrincipleTag(principle=principle, rank="secondary", score=None, angle="", evidence=()))
            return replace(story, principles=with_rank(tags, principle, rank))

        self._edit(story_id, principle, _("Change the rank of {principle}"), ranked)

    def _on_cleared(self, story_id: str, principle: str) -> None:
        def cleared(story: Story) -> Story:
            return replace(story, principles=tuple(tag for tag in story.principles if tag.principle != principle))

        self._edit(story_id, principle, _("Take {principle} off"), cleared)

    def _edit(
        self, story_id: str, principle: str, step: str, edit: Callable[[Story], Story], score: float | None = None
    ) -> None:
        story, named = self._document.bank.story(story_id), self._document.framework.principle(principle)
        if story is not None and named is not None:
            self._document.edit_story(edit(story), step.format(principle=named.name, score=score_text(score)))
