"""The preview of an import: the source at the left, the stories that were found in it at the right, and every guess to be corrected."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from storybank.exchange.notes import AS_RECOGNISED, Choices
from storybank.gui.fields import Choice, label, wrapped
from storybank.gui.keeping import answers
from storybank.gui.preview.details import StoryDetails
from storybank.gui.preview.report import FindingsTable, PartsView
from storybank.gui.preview.source import SourceView
from storybank.model import Bank
from storybank.services.importing import ImportPlan
from storybank.services.settling import Decision, decisions, kind_of, settled
from storybank.texts import _, plural

_SIZE = (1180, 740)
_LEAST = (900, 560)

Reread = Callable[[Mapping[str, Choices]], ImportPlan | None]


class PreviewDialog(QDialog):
    """Shows a plan. `reread` reads the sources again with what the user says of them; None says that it could not, and why was said elsewhere."""

    def __init__(self, plan: ImportPlan, reread: Reread, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Import stories"))
        self._reread = reread
        self._choices: dict[str, Choices] = {}
        self._plan = plan
        self._made: list[Decision] = []
        self._proposed: tuple[Decision, ...] = ()
        self._of: list[tuple[int, int]] = []  # of each story its source, and the line that it begins at
        self._source = 0
        self.shape = wrapped("", "quiet")
        self.file = Choice(_("Source"), [])
        self.level = Choice(_("Stories begin at"), _levels())
        self.text = SourceView()
        self.stories = QListWidget()
        self.stories.setAccessibleName(_("Stories that were found"))
        self.stories.setSpacing(1)
        self.details = StoryDetails(plan.before)
        self.parts, self.findings = PartsView(), FindingsTable()
        self.page = Choice(_("What is shown below"), _pages())
        self._pages = QStackedWidget()
        for one in (self.details, self.parts, self.findings):
            self._pages.addWidget(one)
        self.buttons = answers(self, _("Import"))
        self._lay_out()
        self._connect()
        self.setMinimumSize(*_LEAST)
        self.resize(*_SIZE)
        self._show_plan(plan)
        self.stories.setFocus()

    @property
    def result_bank(self) -> Bank:
        """The bank with what was decided."""
        return settled(self._plan.before, self._made)

    @property
    def first(self) -> str:
        """The id of the first story that comes in, empty for none."""
        after = self.result_bank
        taken = (one.same_as or one.story.id for one in self._made if one.take)
        return next((story_id for story_id in taken if after.story(story_id)), "")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.shape, 1)
        head.addWidget(label(_("Stories begin at"), "quiet"))
        head.addWidget(self.level)
        left, right = QWidget(), QWidget()
        source = QVBoxLayout(left)
        source.setContentsMargins(0, 0, 8, 0)
        source.addWidget(self.file)
        source.addWidget(self.text, 1)
        found = QVBoxLayout(right)
        found.setContentsMargins(8, 0, 0, 0)
        found.addWidget(self.stories, 1)
        found.addWidget(self.page)
        found.addWidget(self._pages, 2)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(right)
        split.setChildrenCollapsible(False)
        split.setSizes([_SIZE[0] // 2, _SIZE[0] // 2])
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(split, 1)
        column.addWidget(self.buttons)

    def _connect(self) -> None:
        self.file.chosen.connect(lambda at: self._show_source(int(at)))
        self.level.chosen.connect(self._on_level)
        self.text.toggled.connect(self._on_toggled)
        self.stories.currentRowChanged.connect(self._on_row)
        self.stories.itemChanged.connect(self._on_checked)
        self.details.decided.connect(self._on_decided)
        self.page.chosen.connect(lambda at: self._pages.setCurrentIndex(int(at)))
        self.parts.said.connect(self._on_field)
        self.findings.chosen.connect(self.text.show_line)

    # What is shown

    def _show_plan(self, plan: ImportPlan) -> None:
        """Show a plan, with what was decided of stories that are still there."""
        kept, before = (dict(zip(self._of, some, strict=True)) for some in (self._made, self._proposed))
        self._plan = plan
        self._of = [
            (at, lines[0] if lines else 0)
            for at, source in enumerate(plan.sources)
            for lines in (source.notes.lines or ((),) * len(source.notes.stories))
        ]
        self._proposed = decisions(plan)
        self._made = [
            kept[where] if before.get(where) == one and where in kept else one
            for where, one in zip(self._of, self._proposed, strict=True)
        ]
        self.file.clear()
        for at, source in enumerate(plan.sources):
            self.file.addItem(source.name, at)
        self.file.setVisible(len(plan.sources) > 1)
        self._fill_stories()
        self._show_source(min(self._source, len(plan.sources) - 1))
        self._count()

    def _fill_stories(self) -> None:
        row = max(0, self.stories.currentRow())
        self.stories.blockSignals(True)
        self.stories.clear()
        for one in self._made:
            item = QListWidgetItem(_told(self._plan.before, one))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if one.take else Qt.CheckState.Unchecked)
            self.stories.addItem(item)
        self.stories.blockSignals(False)
        self.stories.setCurrentRow(min(row, len(self._made) - 1))
        self._on_row(self.stories.currentRow())

    def _show_source(self, at: int) -> None:
        if not 0 <= at < len(self._plan.sources):
            return
        self._source = at
        self.file.show_value(at)
        source = self._plan.sources[at]
        notes = source.notes
        self.text.show_source(source.text)
        may = {head.line for head in notes.heads}
        self.text.mark({line for of, line in self._of if of == at}, may)
        self.shape.setText(_("Read as: {shape}").format(shape=notes.shape) if notes.shape else "")
        self.level.show_value(self._choices.get(source.name, AS_RECOGNISED).level)
        self.level.setEnabled(bool(notes.heads))
        self.parts.show_parts(notes.parts)
        self.findings.show_findings(notes.findings)

    def _count(self) -> None:
        number = sum(one.take and kind_of(self._plan.before, one) != "unchanged" for one in self._made)
        take = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        take.setText(plural("Import {n} story", "Import {n} stories", number).format(n=number))
        take.setEnabled(number > 0)

    # What the user does

    def _on_row(self, row: int) -> None:
        there = 0 <= row < len(self._made)
        self.details.show_decision(self._made[row] if there else None)
        if there:
            source, line = self._of[row]
            if source != self._source:
                self._show_source(source)
            if line:
                self.text.show_line(line)

    def _on_checked(self, item: QListWidgetItem) -> None:
        row = self.stories.row(item)
        self._made[row] = replace(self._made[row], take=item.checkState() == Qt.CheckState.Checked)
        self._count()

    def _on_decided(self, decision: Decision) -> None:
        row = self.stories.currentRow()
        self._made[row] = decision
        self.stories.blockSignals(True)
        self.stories.item(row).setText(_told(self._plan.before, decision))
        self.stories.blockSignals(False)
        self._count()

    def _on_level(self, level: object) -> None:
        self._say(replace(self._said(), level=int(str(level)), begins=frozenset(), begins_none=frozenset()))

    def _on_toggled(self, line: int) -> None:
        said = self._said()
        if line in self.text.begins:
            said = replace(said, begins=said.begins - {line}, begins_none=said.begins_none | {line})
        else:
            said = replace(said, begins=said.begins | {line}, begins_none=said.begins_none - {line})
        self._say(said)

    def _on_field(self, name: str, field: str) -> None:
        said = self._said()
        self._say(replace(said, fields={**said.fields, name: field}))

    def _said(self) -> Choices:
        return self._choices.get(self._plan.sources[self._source].name, AS_RECOGNISED)

    def _say(self, choices: Choices) -> None:
        """Have the sources read again with what was said of this one; what cannot be read so stays as it was."""
        name = self._plan.sources[self._source].name
        said = {**self._choices, name: choices}
        line = self.text.line
        plan = self._reread(said)
        if plan is None:
            self._show_source(self._source)
            return
        self._choices = said
        self._show_plan(plan)
        self.text.show_line(line)


def _told(bank: Bank, one: Decision) -> str:
    """Return what the list says of a story: its title, what it is to the bank, and its principles."""
    kinds = {"new": _("＋ new"), "changed": _("≠ changes “{title}”"), "unchanged": _("＝ is in the bank already")}
    mine = bank.story(one.same_as)
    kind = kinds[kind_of(bank, one)].format(title=mine.title if mine else "")
    shorts = {p.id: p.short for p in bank.framework.principles}
    tags = sorted(one.story.principles, key=lambda tag: tag.rank != "primary")
    principles = ", ".join(shorts.get(tag.principle, tag.principle) for tag in tags) or _("no principle")
    return f"{one.story.title}\n{kind} · {principles}"


def _levels() -> list[tuple[str, object]]:
    return [(_("as recognised"), 0), *((_("headings of level {n}").format(n=level), level) for level in range(1, 7))]


def _pages() -> list[tuple[str, object]]:
    return [
        (_("The story"), 0),
        (_("Sections and columns, and the fields they go to"), 1),
        (_("What became of each line"), 2),
    ]
