"""The stories page: list, editor, and what would be missed, side by side."""

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QListView, QSplitter, QVBoxLayout, QWidget

from storybank.analysis.coverage import counts
from storybank.analysis.finding import Gap
from storybank.analysis.gaps import gaps
from storybank.analysis.search import found
from storybank.gui.document import Document
from storybank.gui.fields import button, wrapped
from storybank.gui.places import place_of
from storybank.gui.stories.editor import Editor
from storybank.gui.stories.listing import ROW_ROLE, Row, RowDelegate, Stories
from storybank.gui.stories.missing import Missing
from storybank.model import Change, Story
from storybank.texts import _

_AFTER_PAINT_MS = 10
FILTERS = ("", "ready", "draft", "idea", "retired")


class StoriesPage(QWidget):
    """Chooses a story, edits it, and says what is missing in it."""

    pending = Signal(bool)
    shown = Signal(str)
    unfiltered = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._status = self._words = ""
        self._gaps: tuple[Gap, ...] = ()
        self.model = Stories()
        self.editor = Editor(document)
        self.missing = Missing()
        self.list = QListView()
        self.list.setObjectName("storyList")
        self.list.setAccessibleName(_("Stories"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(RowDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self._empty = wrapped("", "quiet")
        self._empty.setContentsMargins(16, 12, 16, 12)
        self._chips = QButtonGroup(self)
        self._lay_out()
        self.editor.pending.connect(self.pending)
        self.missing.chosen.connect(self._on_gap)
        document.changed.connect(self._on_changed)
        self._refresh()
        self._select(None)
        QTimer.singleShot(_AFTER_PAINT_MS, self, self._begin)

    def _begin(self) -> None:
        """Show the first story, once the list is painted; unless one was asked for before."""
        if self.editor.story_id is None and self.model.rows:
            self._select(self.model.rows[0].story.id)

    def current(self) -> Story | None:
        """Return the story that is shown, as it is in the bank."""
        story_id = self.editor.story_id
        return self._document.bank.story(story_id) if story_id else None

    def show_story(self, story_id: str | None, field: str = "") -> None:
        """Show a story, whatever the filter says, and put the cursor into a field of it."""
        if story_id is not None and all(row.story.id != story_id for row in self.model.rows):
            self._words = ""
            self.unfiltered.emit()
            story = self._document.bank.story(story_id)
            wanted = "retired" if story is not None and story.status == "retired" else ""
            next(chip for chip in self._chips.buttons() if chip.property("status") == wanted).click()
        self._select(story_id)
        if field:
            self.editor.focus_field(field)

    def search(self, words: str) -> None:
        """Keep the stories that hold all of these words."""
        self._words = words
        self._refresh()
        if self.model.rows and all(row.story.id != self.editor.story_id for row in self.model.rows):
            self._select(self.model.rows[0].story.id)

    def move_story(self, step: int) -> None:
        """Move the story that is shown up (-1) or down (1), by one place of the list that one sees."""
        ids = [story.id for story in self._document.bank.stories]
        seen = [row.story.id for row in self.model.rows]
        story = self.current()
        if story is None:
            return
        order = seen if story.id in seen else ids
        at = order.index(story.id) + step
        if 0 <= at < len(order):
            place = ids.index(order[at])
            ids.remove(story.id)
            ids.insert(place, story.id)
            self._document.edit(
                self._document.bank.with_order(tuple(ids)), _("Move “{title}”").format(title=story.title)
            )

    def flush(self) -> bool:
        """Write what was typed."""
        return self.editor.flush()

    def _lay_out(self) -> None:
        left = QWidget()
        left.setObjectName("storyColumn")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        chips = QHBoxLayout()
        chips.setContentsMargins(10, 9, 8, 9)
        chips.setSpacing(4)
        for status in FILTERS:
            chip = button("", "chip")
            chip.setCheckable(True)
            chip.setProperty("status", status)
            self._chips.addButton(chip)
            chips.addWidget(chip)
        chips.addStretch(1)
        self._chips.buttons()[0].setChecked(True)
        self._chips.buttonClicked.connect(self._on_chip)
        column.addLayout(chips)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        for widget, least in ((left, 220), (self.editor, 420), (self.missing, 200)):
            widget.setMinimumWidth(least)
            self.splitter.addWidget(widget)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([300, 640, 216])
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.splitter)

    def _refresh(self) -> None:
        bank = self._document.bank
        self._gaps = tuple(gap for gap in gaps(bank, bank.framework) if gap.story and gap.is_open)
        own: dict[str, int] = {}
        for gap in self._gaps:
            own[gap.story or ""] = own.get(gap.story or "", 0) + 1
        self._name_chips(bank.stories)
        rows = [self._row(story, own.get(story.id, 0)) for story in bank.stories if self._passes(story)]
        self.model.show_rows(rows)
        self._empty.setVisible(not rows)
        self._empty.setText(
            _("No story yet. Ctrl+N begins the first one.") if not bank.stories else _("No story here matches.")
        )
        self._follow()

    def _row(self, story: Story, open_gaps: int) -> Row:
        primary = story.primary
        principle = self._document.framework.principle(primary.principle) if primary else None
        scores = [tag.score for tag in story.principles if tag.score is not None]
        score = primary.score if primary and primary.score is not None else max(scores, default=None)
        return Row(story, principle.name if principle else "", score, open_gaps)

    def _passes(self, story: Story) -> bool:
        by_status = story.status == self._status if self._status else story.status != "retired"
        return by_status and found(story, self._words, self._document.framework)

    def _name_chips(self, stories: tuple[Story, ...]) -> None:
        names = {"": _("All"), "ready": _("Ready"), "draft": _("Draft"), "idea": _("Idea"), "retired": _("Retired")}
        for chip in self._chips.buttons():
            status = chip.property("status")
            number = sum(story.status == status if status else story.status != "retired" for story in stories)
            chip.setText(f"{names[status]} {number}")
            chip.setVisible(status in ("", "ready", "draft") or number > 0)

    def _follow(self) -> None:
        """Keep the row of the story that is shown selected, without moving to another story."""
        for at, row in enumerate(self.model.rows):
            if row.story.id == self.editor.story_id and self.list.currentIndex().row() != at:
                self.list.selectionModel().blockSignals(True)
                self.list.setCurrentIndex(self.model.index(at))
                self.list.selectionModel().blockSignals(False)
                self.list.viewport().update()

    def _select(self, story_id: str | None) -> None:
        at = next((at for at, row in enumerate(self.model.rows) if row.story.id == story_id), None)
        if at is None:
            self._show(None)
        elif self.list.currentIndex().row() == at:
            self._show(self.model.rows[at].story)
        else:
            self.list.setCurrentIndex(self.model.index(at))

    def _show(self, story: Story | None) -> None:
        if (story.id if story else None) != self.editor.story_id and not self.editor.flush():
            self._follow()  # what is typed here could not be written: it stays in sight
            return
        self.editor.show_story(story)
        self._follow()
        self._show_missing()
        self.shown.emit(story.id if story else "")

    def _show_missing(self) -> None:
        story = self.current()
        own = tuple(gap for gap in self._gaps if story and gap.story == story.id)
        self.missing.setVisible(story is not None)
        bar = self._document.framework.bar
        at_bar = sum(tag.score is not None and tag.score >= bar for tag in story.principles) if story else 0
        self.missing.show_gaps(own, counts=story is not None and counts(story), at_bar=at_bar)

    def _on_current(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, Row) and row.story.id != self.editor.story_id:
            self._show(self._document.bank.story(row.story.id))

    def _on_chip(self) -> None:
        chip = self._chips.checkedButton()
        self._status = chip.property("status") if chip else ""
        self._refresh()

    def _on_gap(self, gap: Gap) -> None:
        self.editor.focus_field(place_of(gap, self._document.bank).field)

    def _on_changed(self, _change: Change) -> None:
        story_id = self.editor.story_id
        self._refresh()
        story = self._document.bank.story(story_id) if story_id else None
        if story is None and self.model.rows:
            self._select(self.model.rows[0].story.id)
        else:
            self.editor.show_story(story)
        self._show_missing()
