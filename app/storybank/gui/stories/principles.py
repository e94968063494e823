"""The principles a story speaks to: rank, score, and the evidence, question by question."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from storybank.analysis.coverage import make_cell
from storybank.gui.fields import Choice, LineField, TextField, clear, label, mark, remove_button, tip, wrapped
from storybank.gui.stories.section import Section
from storybank.model import SCORES, Evidence, Framework, Principle, PrincipleTag, Rank, Story
from storybank.texts import _, score_text


def with_rank(tags: tuple[PrincipleTag, ...], principle: str, rank: Rank) -> tuple[PrincipleTag, ...]:
    """Return the tags with one's rank set; a new primary makes the former one secondary."""
    return tuple(
        replace(tag, rank=rank)
        if tag.principle == principle
        else replace(tag, rank="secondary")
        if rank == "primary" and tag.rank == "primary"
        else tag
        for tag in tags
    )


class Principles(Section):
    """A block per principle, and a list to add one."""

    def __init__(self) -> None:
        super().__init__(_("Principles and evidence"))
        self._blocks: dict[str, _Block] = {}
        self._known: tuple[str, ...] = ()
        self._holder = QVBoxLayout()
        self._holder.setSpacing(14)
        self.body.addLayout(self._holder)
        self.add = QComboBox()
        self.add.setAccessibleName(_("Add a principle"))
        self.add.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.add.activated.connect(self._on_add)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        self.body.addLayout(row)

    def show_story(self, story: Story, framework: Framework) -> None:
        """Show the tags; blocks are made anew only when the principles differ."""
        known = tuple(tag.principle for tag in story.principles)
        if known != self._known or any(block.framework is not framework for block in self._blocks.values()):
            self._rebuild(story, framework)
            self._known = known
        for tag in story.principles:
            if tag.principle in self._blocks:
                self._blocks[tag.principle].show_tag(story, tag)
        self._offer(framework, known)

    def field(self, name: str) -> QWidget | None:
        """Return a block's score (`principles.ownership`), the first unanswered question (`….evidence`), the first rank, or the list to add one."""
        parts = name.split(".")
        if parts[0] != "principles":
            return None
        if name == "principles.rank" and self._blocks:
            return next(iter(self._blocks.values())).rank
        block = self._blocks.get(parts[1]) if len(parts) > 1 else None
        if block is None:
            return self.add
        return block.unanswered() if parts[-1] == "evidence" else block.score

    def _rebuild(self, story: Story, framework: Framework) -> None:
        clear(self._holder)
        self._blocks.clear()
        for tag in story.principles:
            principle = framework.principle(tag.principle)
            if principle is not None:
                block = _Block(principle, framework)
                block.edited.connect(self._on_edited)
                self._blocks[principle.id] = block
                self._holder.addWidget(block)

    def _offer(self, framework: Framework, known: tuple[str, ...]) -> None:
        offered = [(p.name, p.id) for p in framework.principles if p.id not in known]
        shown = [(self.add.itemText(i), self.add.itemData(i)) for i in range(1, self.add.count())]
        if shown != offered:
            self.add.clear()
            self.add.addItem(_("Add a principle …"))
            for name, principle_id in offered:
                self.add.addItem(name, principle_id)
        self.add.setCurrentIndex(0)

    def _on_add(self, index: int) -> None:
        principle_id = self.add.itemData(index)
        if principle_id is None:
            return

        def edit(story: Story) -> Story:
            rank: Rank = "secondary" if story.primary else "primary"
            tag = PrincipleTag(principle=principle_id, rank=rank, score=None, angle="", evidence=())
            return replace(story, principles=(*story.principles, tag))

        self.ask(_("Add a principle"), "", edit, now=True)
        block = self._blocks.get(principle_id)
        if block is not None:
            block.score.setFocus()

    def _on_edited(self, step: str, field: str, edit: object, now: bool) -> None:
        self.edited.emit(step, field, edit, now)


class _Block(QWidget):
    """One principle of the story: rank, score, proof, angle, a field per evidence dimension."""

    edited = Signal(str, str, object, bool)

    def __init__(self, principle: Principle, framework: Framework) -> None:
        super().__init__()
        self.principle = principle
        self.framework = framework
        self._answers: dict[str, TextField] = {}
        self.rank = Choice(
            _("Rank of {principle}").format(principle=principle.name),
            [(_("◆ Primary"), "primary"), (_("◇ Secondary"), "secondary")],
        )
        self.rank.chosen.connect(self._on_rank)
        scores: list[tuple[str, object]] = [(_("not scored"), None)]
        grades = [_("no score yet")]
        for score in SCORES:
            grade = next((grade.label for grade in framework.scale if grade.score == score), "")
            scores.append((score_text(score), score))
            grades.append(grade)
        self.score = Choice(_("Score for {principle}").format(principle=principle.name), scores)
        for row, grade in enumerate(grades):
            self.score.setItemData(row, tip(grade), Qt.ItemDataRole.ToolTipRole)
        self.score.chosen.connect(self._on_score)
        self.proof = label("", "small")
        self.angle = LineField(
            _("Angle for {principle}").format(principle=principle.name), _("Angle: how to tell it for this principle")
        )
        self.angle.typed.connect(self._on_angle)
        self._lay_out()

    def show_tag(self, story: Story, tag: PrincipleTag) -> None:
        """Show the tag as the bank has it."""
        self.rank.show_value(tag.rank)
        self.score.show_value(tag.score)
        self.angle.show_text(tag.angle)
        for dimension_id, field in self._answers.items():
            field.show_text(next((e.text for e in tag.evidence if e.dimension == dimension_id), ""))
        cell = make_cell(story, tag, self.principle, self.framework.bar)
        doubtful = cell.at_bar and not cell.is_proven
        said = _("{proven} of {asked} proven").format(proven=cell.proven, asked=cell.asked)
        if doubtful:
            said = _("{proven} of {asked} proven: the score needs half").format(proven=cell.proven, asked=cell.asked)
        self.proof.setText(said)
        self.proof.setProperty("role", "warning" if doubtful else "small")
        self.proof.style().unpolish(self.proof)
        self.proof.style().polish(self.proof)
        for field in self._answers.values():
            mark(field, "missing", on=doubtful and not field.toPlainText().strip())

    def unanswered(self) -> QWidget:
        """Return the first question without an answer, else the score."""
        return next((field for field in self._answers.values() if not field.toPlainText().strip()), self.score)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(5)
        head = QHBoxLayout()
        name = label(self.principle.name)
        name.setStyleSheet("font-weight: 600; font-size: 14px;")
        name.setToolTip(
            tip(_("{line}\n\nWhat sinks it: {sinks}").format(line=self.principle.line, sinks=self.principle.sinks))
        )
        head.addWidget(name)
        head.addStretch(1)
        remove = remove_button(_("Take {principle} off this story").format(principle=self.principle.name))
        remove.clicked.connect(self._on_remove)
        for widget in (self.proof, self.rank, self.score, remove):
            head.addWidget(widget)
        outer.addLayout(head)
        outer.addWidget(wrapped(self.principle.line, "small"))
        grid = QGridLayout()
        grid.setContentsMargins(0, 2, 30, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(1, 6)
        for row, dimension in enumerate(self.principle.dimensions):
            question = wrapped(dimension.question, "quiet")
            question.setToolTip(tip(dimension.name))
            field = TextField(f"{self.principle.name}: {dimension.question}", _("no evidence yet"))
            field.typed.connect(lambda text, dimension=dimension.id: self._on_answer(dimension, text))
            self._answers[dimension.id] = field
            grid.addWidget(question, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, row, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(_("Angle"), "quiet"), len(self.principle.dimensions), 0)
        grid.addWidget(self.angle, len(self.principle.dimensions), 1)
        outer.addLayout(grid)

    def _edit(self, step: str, field: str, **changed: object) -> None:
        principle = self.principle.id

        def edit(story: Story) -> Story:
            tags = tuple(replace(tag, **changed) if tag.principle == principle else tag for tag in story.principles)
            return replace(story, principles=tags)

        self.edited.emit(step, field, edit, not field)

    def _on_score(self, score: object) -> None:
        words = {"principle": self.principle.name, "score": score_text(score if isinstance(score, float) else None)}
        self._edit(_("Score {principle} {score}").format(**words), "", score=score)

    def _on_rank(self, rank: Rank) -> None:
        principle = self.principle.id

        def edit(story: Story) -> Story:
            return replace(story, principles=with_rank(story.principles, principle, rank))

        self.edited.emit(_("Change the rank of {principle}").format(principle=self.principle.name), "", edit, True)

    def _on_angle(self, text: str) -> None:
        self._edit(
            _("Edit the angle for {principle}").format(principle=self.principle.name),
            f"angle.{self.principle.id}",
            angle=text,
        )

    def _on_answer(self, dimension: str, text: str) -> None:
        principle = self.principle.id

        def edit(story: Story) -> Story:
            tags = tuple(
                replace(tag, evidence=answered(tag.evidence, dimension, text)) if tag.principle == principle else tag
                for tag in story.principles
            )
            return replace(story, principles=tags)

        step = _("Edit the evidence for {principle}").format(principle=self.principle.name)
        self.edited.emit(step, f"evidence.{principle}.{dimension}", edit, False)

    def _on_remove(self) -> None:
        principle = self.principle.id

        def edit(story: Story) -> Story:
            return replace(story, principles=tuple(tag for tag in story.principles if tag.principle != principle))

        self.edited.emit(_("Take {principle} off").format(principle=self.principle.name), "", edit, True)


def answered(evidence: tuple[Evidence, ...], dimension: str, text: str) -> tuple[Evidence, ...]:
    """Return the evidence with the first answer to a dimension set; an emptied answer goes, further ones to the same dimension stay."""
    first = next((index for index, item in enumerate(evidence) if item.dimension == dimension), None)
    new = (Evidence(dimension=dimension, text=text),) if text else ()
    if first is None:
        return (*evidence, *new)
    return (*evidence[:first], *new, *evidence[first + 1 :])
