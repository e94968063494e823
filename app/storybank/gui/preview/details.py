"""One story that comes in: its title and principles to be corrected, what it is to the bank, and what differs from the story that is there."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from storybank.analysis.differences import Difference, Piece, story_differences
from storybank.analysis.joining import JOINABLE, Side, differing_fields, joined
from storybank.gui.differing import DifferenceView
from storybank.gui.fields import Choice, LineField, button, clear, label
from storybank.gui.merging import field_names
from storybank.model import Bank, PrincipleTag, Story
from storybank.services.settling import Decision
from storybank.texts import _

_LIST_TALL = 92


class StoryDetails(QWidget):
    """Shows a decision; `decided` brings another one."""

    decided = Signal(object)

    def __init__(self, bank: Bank) -> None:
        super().__init__()
        self._bank = bank
        self._decision: Decision | None = None
        self._names = {one.id: one.name for one in bank.framework.principles}
        self.title = LineField(_("Title of the story"))
        self.title.typed.connect(self._on_title)
        stories: list[tuple[str, object]] = [(_("A new story"), "")]
        stories += [(_("The same as “{title}”").format(title=story.title[:80]), story.id) for story in bank.stories]
        self.same = Choice(_("What it is"), stories)
        self.same.setMinimumContentsLength(24)
        self.same.chosen.connect(self._on_same)
        self.principles = QListWidget()
        self.principles.setAccessibleName(_("Principles of the story"))
        self.principles.setMaximumHeight(_LIST_TALL)
        self.primary = button(_("Primary"), "", _("Make it the primary principle"))
        self.primary.clicked.connect(self._make_primary)
        self.remove = button(_("Remove"), "", _("Remove the principle"))
        self.remove.clicked.connect(self._remove)
        self.add = Choice(_("Add a principle"), [(_("Add a principle …"), "")])
        self.add.chosen.connect(self._add)
        self._sides = QWidget()
        self._grid = QGridLayout(self._sides)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.view = DifferenceView(_("What the story says"))
        self.view.setMinimumHeight(90)
        self._lay_out()

    def show_decision(self, decision: Decision | None) -> None:
        """Show what becomes of a story; None shows nothing."""
        self._decision = decision
        self.setEnabled(decision is not None)
        story = decision.story if decision else None
        if self.title.text() != (story.title if story else ""):
            self.title.setText(story.title if story else "")
        self.same.show_value(decision.same_as if decision else "")
        self._fill_principles(story)
        self._fill_sides()
        self._fill_view()

    def _lay_out(self) -> None:
        head = QGridLayout()
        head.setVerticalSpacing(6)
        head.addWidget(label(_("Title"), "quiet"), 0, 0)
        head.addWidget(self.title, 0, 1)
        head.addWidget(label(_("This is"), "quiet"), 1, 0)
        head.addWidget(self.same, 1, 1)
        head.setColumnStretch(1, 1)
        beside = QVBoxLayout()
        beside.addWidget(self.primary)
        beside.addWidget(self.remove)
        beside.addStretch(1)
        principles = QHBoxLayout()
        principles.addWidget(self.principles, 1)
        principles.addLayout(beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(principles)
        column.addWidget(self.add)
        column.addWidget(self._sides)
        column.addWidget(self.view, 1)

    def _fill_principles(self, story: Story | None) -> None:
        row = self.principles.currentRow()
        self.principles.clear()
        tags = story.principles if story else ()
        for tag in tags:
            rank = _("primary") if tag.rank == "primary" else _("secondary")
            self.principles.addItem(f"{self._names.get(tag.principle, tag.principle)} – {rank}")
        self.principles.setCurrentRow(min(max(0, row), len(tags) - 1))
        for one in (self.primary, self.remove):
            one.setEnabled(bool(tags))
        held = {tag.principle for tag in tags}
        self.add.clear()
        self.add.addItem(_("Add a principle …"), "")
        for principle, name in self._names.items():
            if principle not in held:
                self.add.addItem(name, principle)

    def _fill_sides(self) -> None:
        """Ask of each field that differs whose is taken."""
        clear(self._grid)
        mine = self._mine()
        names = field_names()
        fields = differing_fields(mine, self._decision.story) if mine and self._decision else ()
        for row, field in enumerate(fields):
            options: list[tuple[str, object]] = [(_("As it comes in"), "theirs"), (_("As it is here"), "mine")]
            options += [(_("Both"), "both")] if field in JOINABLE else []
            name = names.get(field, field)
            choice = Choice(_("Whose {field} is taken").format(field=name), options)
            choice.show_value(self._decision.sides.get(field, self._decision.usual) if self._decision else "theirs")
            choice.chosen.connect(lambda side, field=field: self._on_side(field, side))
            self._grid.addWidget(label(name), row, 0)
            self._grid.addWidget(choice, row, 1)
        self._sides.setVisible(bool(fields))

    def _fill_view(self) -> None:
        decision, mine = self._decision, self._mine()
        if decision is None:
            self.view.show_differences((), "")
        elif mine is not None:
            after = joined(mine, decision.story, decision.sides, decision.usual)
            self.view.show_differences(
                story_differences(mine, after, self._bank.framework), _("It is in the bank already, as it stands here.")
            )
        else:
            blank = Story.blank(decision.story.id, decision.story.title)
            found = story_differences(blank, decision.story, self._bank.framework)
            plain = [
                Difference(one.name, tuple(Piece("same", p.text) for p in one.pieces if p.kind != "gone"))
                for one in found
            ]
            self.view.show_differences(plain, _("Nothing but its title."))

    def _mine(self) -> Story | None:
        return self._bank.story(self._decision.same_as) if self._decision and self._decision.same_as else None

    def _on_title(self, text: str) -> None:
        if self._decision is not None and text.strip():
            self._decide(replace(self._decision, story=replace(self._decision.story, title=text.strip())), quietly=True)

    def _on_same(self, story_id: object) -> None:
        if self._decision is not None:
            self._decide(replace(self._decision, same_as=str(story_id), sides={}))

    def _on_side(self, field: str, side: object) -> None:
        if self._decision is not None:
            chosen: Side = "mine" if side == "mine" else "both" if side == "both" else "theirs"
            self._decide(replace(self._decision, sides={**self._decision.sides, field: chosen}), quietly=True)

    def _make_primary(self) -> None:
        row = self.principles.currentRow()
        self._change_tags(
            lambda tags: [replace(tag, rank="primary" if at == row else "secondary") for at, tag in enumerate(tags)]
        )

    def _remove(self) -> None:
        row = self.principles.currentRow()
        self._change_tags(lambda tags: [tag for at, tag in enumerate(tags) if at != row])

    def _add(self, principle: object) -> None:
        if principle and self._decision is not None:
            rank = "secondary" if any(tag.rank == "primary" for tag in self._decision.story.principles) else "primary"
            new = PrincipleTag(principle=str(principle), rank=rank, score=None, angle="", evidence=())
            self._change_tags(lambda tags: [*tags, new])

    def _change_tags(self, change: Callable[[Sequence[PrincipleTag]], list[PrincipleTag]]) -> None:
        if self._decision is not None:
            story = replace(self._decision.story, principles=tuple(change(self._decision.story.principles)))
            self._decide(replace(self._decision, story=story))

    def _decide(self, decision: Decision, *, quietly: bool = False) -> None:
        """Hold another decision; `quietly` where a field of this view is being used and is not to be filled anew."""
        if quietly:
            self._decision = decision
            self._fill_view()
        else:
            self.show_decision(decision)
        self.decided.emit(decision)
