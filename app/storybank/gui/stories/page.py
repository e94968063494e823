"""The stories page: list, editor, and what would be missed, side by side."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from storybank.gui.document import Document
from storybank.gui.parts import Part
from storybank.gui.places import place_of
from storybank.gui.settings import Settings
from storybank.gui.stories.columns import Columns
from storybank.gui.stories.editor import Editor
from storybank.gui.stories.listcolumn import ListColumn
from storybank.gui.stories.middle import Middle
from storybank.gui.stories.missing import Missing
from storybank.model import Change, Story
from storybank.texts import _

_AFTER_PAINT_MS = 10


class StoriesPage(QWidget):
    """Chooses a story, edits it, and says what is missing in it.

    `asked` carries what the desk does with the story that is shown (`new_story`, `duplicate`, `retire`, `delete`), `said` a sentence that explains.
    """

    pending = Signal(bool)
    shown = Signal(str)
    unfiltered = Signal()
    asked = Signal(str)
    said = Signal(str)

    def __init__(self, document: Document, settings: Settings) -> None:
        super().__init__()
        self._document = document
        self._begun = False
        self._first = ""
        self._at = 0  # the row in which the story that is shown stood last
        self.column = ListColumn(document)
        self.model, self.list = self.column.model, self.column.list
        self.editor = Editor(document, settings)
        self.missing = Missing()
        self._middle = Middle(self.editor)
        self.columns = Columns(settings, self.column, self._middle, self.missing)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.columns)
        self._connect()
        document.changed.connect(self._on_changed)
        self.column.refresh()
        self._show(None)
        QTimer.singleShot(_AFTER_PAINT_MS, self, self._begin)

    def _connect(self) -> None:
        self.column.wanted.connect(self._on_wanted)
        self.column.chose.connect(self._show_a_listed_one)
        self.column.asked.connect(self._on_asked)
        self.column.unsearched.connect(self.unfiltered)
        self.column.said.connect(self.said)
        self.model.dropped.connect(self._move_to)
        self.editor.pending.connect(self.pending)
        self.missing.chosen.connect(lambda gap: self.editor.focus_field(place_of(gap, self._document.bank).field))
        self.missing.wanted.connect(self.editor.focus_field)
        self._middle.back.connect(lambda: self.asked.emit("retire"))

    def _begin(self) -> None:
        """Show the first story, once the list is painted; unless one was asked for before."""
        if self.editor.story_id is None and self.model.rows:
            self._show_at(self.model.place(self._first) or 0)
        focus = QApplication.focusWidget()
        if not self._begun and not isinstance(focus, QLineEdit) and not self.editor.isAncestorOf(focus or self):
            self.column.take_focus()
        self._begun = True

    def begin_with(self, story_id: str) -> None:
        """Show this story first, once the list is painted, if it is still there."""
        self._first = story_id

    def current(self) -> Story | None:
        """Return the story that is shown, as it is in the bank."""
        story_id = self.editor.story_id
        return self._document.bank.story(story_id) if story_id else None

    def show_story(self, story_id: str | None, field: str = "") -> None:
        """Show a story, whatever the filter says, and put the cursor into a field of it."""
        story = self._document.bank.story(story_id) if story_id is not None else None
        if story is None:
            self._show(None)
            return
        self.column.reveal(story)
        self.column.go(story.id)
        if field:
            self.editor.focus_field(field)

    def search(self, words: str) -> None:
        """Keep the stories that hold all of these words."""
        self.column.choose(replace(self.column.choice, words=words))
        self._show_a_listed_one()

    def show_following(self) -> None:
        """Show the story that stands now where the one that is shown stood: it was put away."""
        if self.model.place(self.editor.story_id) is None:
            self._show_at(self._at)

    def next_story(self) -> None:
        """Show the story below."""
        self._step(1)

    def previous_story(self) -> None:
        """Show the story above."""
        self._step(-1)

    def move_story(self, step: int) -> None:
        """Move the story that is shown up (-1) or down (1), by one place of the list that one sees."""
        at = self.model.place(self.editor.story_id)
        if at is not None and 0 <= at + step < len(self.model.rows):
            self._move_to(str(self.editor.story_id), at - 1 if step < 0 else at + 2)

    def parts(self) -> tuple[Part, ...]:
        """Return the three columns."""
        return tuple(Part(column, column.take_focus) for column in (self.column, self._middle, self.missing))

    def focus_title(self) -> None:
        """Put the cursor into the title of the story that is shown."""
        if self.editor.story_id is not None:
            self.editor.focus_field("title")

    def toggle_side(self) -> None:
        """Show or hide what the interviewer would miss."""
        self.columns.show_side(on=not self.columns.side_shown)
        if self.columns.side_shown and not self.columns.has_room:
            self.said.emit(_("There is no room for it: a wider window or smaller text makes some."))

    def flush(self) -> bool:
        """Write what was typed."""
        self.columns.settle()
        return self.editor.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the list, from wherever nothing else wanted it; on the list it takes the filter away."""
        if event.key() == Qt.Key.Key_Escape:
            if self.list.hasFocus():
                self.column.unfilter()
            self.list.setFocus()
            return
        super().keyPressEvent(event)

    def _show(self, story: Story | None) -> None:
        if (story.id if story else None) != self.editor.story_id and not self.editor.flush():
            self.column.follow(self.editor.story_id)  # what is typed here could not be written: it stays in sight
            return
        self.editor.show_story(story)
        self._say_around()
        self.shown.emit(story.id if story else "")

    def _show_at(self, row: int) -> None:
        """Show the story of a row, or of the last one where there are not so many."""
        rows = self.model.rows
        if rows:
            self.column.go(rows[max(0, min(row, len(rows) - 1))].story.id)
        else:
            self._show(None)

    def _show_a_listed_one(self) -> None:
        """Show the first story that is listed where the one that is shown is not; where none is, it stays."""
        if self.model.rows and self.model.place(self.editor.story_id) is None:
            self._show_at(0)
        self.list.scrollTo(self.list.currentIndex())

    def _say_around(self) -> None:
        """Let everything around the editor fit the story in it."""
        story = self.current()
        self.column.follow(self.editor.story_id)
        at = self.model.place(self.editor.story_id)
        self._at = self._at if at is None else at
        own = self.column.own.get(story.id, ()) if story else ()
        self.missing.show_story(story, own, self._document.framework)
        any_story = bool(self._document.bank.stories)
        self._middle.fit(story, any_story=any_story)
        self.columns.use_side(on=any_story)

    def _step(self, step: int) -> None:
        at = self.model.place(self.editor.story_id)
        if at is None:
            self._show_at(self._at)
        elif 0 <= at + step < len(self.model.rows):
            self._show_at(at + step)

    def _move_to(self, story_id: str, row: int) -> None:
        if self.editor.flush():
            self.column.move_to(story_id, row)

    def _on_wanted(self, story_id: str) -> None:
        if story_id != self.editor.story_id:
            self._show(self._document.bank.story(story_id))

    def _on_asked(self, what: str) -> None:
        if what == "open":
            self.focus_title()
        elif what in ("up", "down"):
            self.move_story(-1 if what == "up" else 1)
        else:
            self.asked.emit(what)

    def _on_changed(self, change: Change) -> None:
        story_id = self.editor.story_id
        self.column.refresh()
        story = self._document.bank.story(story_id) if story_id else None
        if story is None:
            self._show_at(self._at)
            return
        before = change.before.story(story.id)
        if before is not None and before.status == "retired" != story.status:
            self.column.reveal(story)
        self.editor.show_story(story)
        self._say_around()
