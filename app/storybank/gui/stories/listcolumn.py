"""The left column: what is chosen of the bank's stories, and the list of them."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storybank.analysis.choosing import Choice, chosen, counted_by_status, moved, own_gaps, told_score
from storybank.analysis.finding import Gap
from storybank.gui.document import Document
from storybank.gui.fields import button, hairline, wrapped
from storybank.gui.stories.filterbar import FilterBar
from storybank.gui.stories.listing import ROW_ROLE, Row, Stories
from storybank.gui.stories.storylist import StoryList
from storybank.model import Framework, Story
from storybank.texts import _


class ListColumn(QWidget):
    """Keeps a choice and lists what it asks for. `wanted` carries the id of a story that is to be shown, `asked` what is to be done, `said` why not.

    `chose` tells that a person chose other stories, `unsearched` that the words of the search were taken away here.
    """

    wanted = Signal(str)
    asked = Signal(str)
    said = Signal(str)
    chose = Signal()
    unsearched = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.setObjectName("storyColumn")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document = document
        self._matches = _Matches()
        self.choice = Choice()
        self.own: dict[str, tuple[Gap, ...]] = {}
        self.model = Stories()
        self.list = StoryList(self.model)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.asked.connect(self.asked)
        self.bar = FilterBar()
        self.bar.changed.connect(self._on_choice)
        self._nothing = _Nothing()
        self._nothing.write.clicked.connect(lambda: self.asked.emit("new_story"))
        self._nothing.notes.clicked.connect(lambda: self.asked.emit("bring"))
        self._nothing.everything.clicked.connect(lambda: self._on_choice(Choice()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._line = hairline()
        for widget in (self.bar, self._line, self._nothing):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addStretch(0)

    def refresh(self) -> None:
        """List what the choice asks for of the bank as it is now."""
        bank, choice = self._document.bank, self.choice
        self.own = own_gaps(self._document.gaps)
        stories = chosen(bank, choice, self.own, self._matches)
        for widget in (self.bar, self._line, self.list):
            widget.setVisible(bool(bank.stories))
        self.bar.show_choice(choice, counted_by_status(bank, choice, self.own, self._matches), bank)
        self.model.movable = choice.order == "bank"
        self.model.show_rows([self._row(story) for story in stories])
        self._nothing.setVisible(not stories)
        if not stories:
            self._nothing.say(choice, any_story=bool(bank.stories))

    def choose(self, choice: Choice) -> None:
        """List what another choice asks for; nothing happens where it is the same."""
        if choice == self.choice:
            return
        unsearched = bool(self.choice.words) and not choice.words
        self.choice = choice
        self.refresh()
        if unsearched:
            self.unsearched.emit()

    def reveal(self, story: Story) -> None:
        """Take away every filter where a story is not listed, so that it is."""
        if self.model.place(story.id) is None:
            status = "retired" if story.status == "retired" else ""
            self.choose(replace(Choice(order=self.choice.order), status=status))

    def open_filter(self) -> None:
        """Open the panel that filters and sorts."""
        self.bar.open_panel()

    def unfilter(self) -> None:
        """List every story again, in the order that was chosen."""
        self._on_choice(Choice(order=self.choice.order))

    def turn_to_archive(self) -> None:
        """List the retired stories, or the others again, and go there."""
        self.take_focus()
        if self.choice.status == "retired":
            self._on_choice(replace(self.choice, status=""))
        elif any(story.status == "retired" for story in self._document.bank.stories):
            self._on_choice(replace(self.choice, status="retired"))
        else:
            self.said.emit(_("The archive is empty: a retired story goes there."))

    def move_to(self, story_id: str, row: int) -> None:
        """Move a story in the bank to before a row of the list; a list in another order says why it cannot."""
        bank, story = self._document.bank, self._document.bank.story(story_id)
        if self.choice.order != "bank":
            self.said.emit(_("The list is sorted. Show it in the bank’s order to move stories."))
        elif story is not None and self.model.place(story_id) is not None:
            seen = tuple(shown.story.id for shown in self.model.rows)
            after = bank.with_order(moved(bank, story_id, seen, row))
            self._document.edit(after, _("Move “{title}”").format(title=story.title))
            self.list.scrollTo(self.list.currentIndex())

    def follow(self, story_id: str | None) -> None:
        """Keep the row of the story that is shown selected, without moving to another story."""
        at, selection = self.model.place(story_id), self.list.selectionModel()
        if at is not None and not (self.list.currentIndex().row() == at and selection.isRowSelected(at)):
            selection.blockSignals(True)
            self.list.setCurrentIndex(self.model.index(at))
            selection.blockSignals(False)
            self.list.viewport().update()

    def go(self, story_id: str) -> None:
        """Make a story's row the current one and bring it into sight; its story is then wanted."""
        at = self.model.place(story_id)
        if at is None or self.list.currentIndex().row() == at:
            self.wanted.emit(story_id)
        else:
            self.list.setCurrentIndex(self.model.index(at))

    def take_focus(self) -> bool:
        """Put the focus on the list, or on the button that begins the first story."""
        empty = self.list.isHidden()
        (self._nothing.write if empty else self.list).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _on_choice(self, choice: Choice) -> None:
        self.choose(choice)
        self.chose.emit()

    def _on_current(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, Row):
            self.wanted.emit(row.story.id)

    def _row(self, story: Story) -> Row:
        primary = story.primary
        principle = self._document.framework.principle(primary.principle) if primary else None
        return Row(story, principle.name if principle else "", told_score(story), self.own.get(story.id, ()))


class _Matches:
    """Whether words stand in a story, looked for once as long as neither changes: a story is searched in every text it holds."""

    def __init__(self) -> None:
        self._asked: tuple[str, Framework] | None = None
        self._known: dict[str, tuple[Story, bool]] = {}

    def __call__(self, story: Story, words: str, framework: Framework) -> bool:
        asked = (words, framework)
        if self._asked is None or self._asked[0] != words or self._asked[1] is not framework:
            self._asked = asked
            self._known.clear()
        known = self._known.get(story.id)
        if known is None or known[0] is not story:
            from storybank.analysis.search import found  # with the first word

            known = self._known[story.id] = (story, found(story, words, framework))
        return known[1]


class _Nothing(QWidget):
    """Stands where the list would, when it is empty, with the way on."""

    def __init__(self) -> None:
        super().__init__()
        self._text = wrapped("", "quiet")
        self.write = button(_("Write the first story"), "primary")
        self.notes = button(
            _("Bring in your notes …"), "", _("Import notes, a table or another bank; they can be dropped here, too")
        )
        self.everything = button(_("Show all"), "", _("Show all stories"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for widget in (self._text, self.write, self.notes, self.everything):
            column.addWidget(widget)
        self.hide()

    def say(self, choice: Choice, *, any_story: bool) -> None:
        """Say why nothing is listed."""
        filtered = bool(choice.asked or choice.status)
        if not any_story:
            text = _("No story yet. Ctrl+N begins the first one.")
        elif filtered:
            text = _("No story here matches.")
        else:
            text = _("Every story is in the archive.")
        self._text.setText(text)
        self.write.setVisible(not any_story)
        self.notes.setVisible(not any_story)
        self.everything.setVisible(any_story and filtered)
