"""The editor: one scroll of sections, and the burst of typing that becomes one change."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from storybank.gui.document import Document
from storybank.gui.settings import Settings
from storybank.gui.stories.folding import Folding
from storybank.gui.stories.section import Section
from storybank.gui.stories.sight import ROOM, Sight
from storybank.gui.stories.summaries import summary
from storybank.gui.stories.tabs import Tabs
from storybank.model import Story

if TYPE_CHECKING:
    from storybank.gui.stories.narrative import Narrative

PAUSE_MS = 600  # a pause in typing after which it is written
LONGEST_MS = 1500  # and it is never kept longer than this: the promise is two seconds
_AT_ONCE = 3  # sections that are made before the first story is painted
_AFTER_PAINT_MS = 20
WIDEST = 820


class Editor(QScrollArea):
    """Shows one story for editing. What is typed is written at the next pause; `pending` tells whether something waits."""

    pending = Signal(bool)
    said = Signal(str)

    def __init__(self, document: Document, settings: Settings) -> None:
        super().__init__()
        self._document, self._settings = document, settings
        self.folding = Folding(settings, self._first_in_sight, self)
        self.folding.turned.connect(self._on_turned)
        self._story: Story | None = None  # as it stands on the screen
        self._shown: Story | None = None  # as the bank had it when it was shown
        self._step = self._field = ""
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pause = _timer(PAUSE_MS, self.flush, self)
        self._longest = _timer(LONGEST_MS, self.flush, self)
        self._inner, self._column = _column()
        self._tabs = Tabs(self._column)
        self._soon = _timer(0, self._tabs.order, self)  # once, however many fields were made
        self._made: list[Section] = []
        self.setWidget(self._inner)
        self._sight = Sight(self)
        self._narrative: Narrative | None = None

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections, from top to bottom."""
        self._complete()
        return tuple(self._made)

    @property
    def narrative(self) -> "Narrative":
        """The section that holds the text itself."""
        if self._narrative is None:
            self._begin()
        return cast("Narrative", self._narrative)

    @property
    def story_id(self) -> str | None:
        """The id of the story that is shown."""
        return self._story.id if self._story else None

    @property
    def typed(self) -> Story | None:
        """The story as it stands on the screen while the file does not have it so, else None."""
        return self._story if self._story != self._shown else None

    def show_story(self, story: Story | None) -> None:
        """Show a story, after writing what was typed into the one before."""
        if self._story is not None and (story is None or story.id != self._story.id):
            self.flush()
            self._document.end_burst()
            self.verticalScrollBar().setValue(0)
        typed, before, self._shown = self.typed, self._shown, story
        if story is not None and typed is not None and before is not None and typed.id == story.id:
            story = _merged(before, typed, story)
            if story != self._shown:
                self._pause.start()
        self._story = story
        self._inner.setVisible(story is not None)
        if story is not None:
            if self._narrative is None:
                self._begin()
            for section in self._made:
                self._show(section)
            self._tabs.order()
            QTimer.singleShot(_AFTER_PAINT_MS, self, self._complete)

    def revert(self) -> None:
        """Show the story as the bank has it; what was typed is let go of."""
        self._pause.stop()
        self._longest.stop()
        self._story = self._shown
        QTimer.singleShot(0, self, lambda: self.show_story(self._shown))
        self.pending.emit(False)

    def flush(self) -> bool:
        """Write what was typed, now. Returns whether the file has it; what it has not stays on the screen."""
        self._pause.stop()
        self._longest.stop()
        return self._write(self._story)

    def _write(self, story: Story | None) -> bool:
        if story is None or self._document.bank.story(story.id) in (None, story):
            self.pending.emit(False)
            return True
        field = f"{story.id}/{self._field}" if self._field else ""
        taken = self._document.edit_story(story, self._step, field)
        if taken:
            self.pending.emit(False)
        return taken

    def focus_field(self, name: str) -> None:
        """Put the cursor into a field and scroll to it (`customers.tertiary`, `principles.dive-deep.evidence`); its section is unfolded."""
        if self._story is None:
            return
        for section in self.sections:
            if section.is_folded:
                section.show_story(self._story, self._document.framework)
            widget = section.field(name)
            if widget is not None:
                self.folding.fold(section, on=False)
                self._tabs.order()
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                self._inner.adjustSize()
                self._sight.show(widget)
                return

    def next_section(self) -> None:
        """Go to the next section."""
        self._go(1)

    def previous_section(self) -> None:
        """Go to the beginning of this section, from there to the previous one."""
        self._go(-1)

    def add_to(self, name: str) -> None:
        """Add another of what a section lists: `customers`, `principles` or `figures`. The section is unfolded."""
        section = next((section for section in self.sections if section.name == name), None)
        if section is not None and self._story is not None:
            self.folding.fold(section, on=False)
            section.add_another()

    def _go(self, step: int) -> None:
        self._complete()
        widget = self.folding.go(step)
        if widget is not None and self._story is not None:
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            top = widget.mapTo(self._inner, widget.rect().topLeft()).y()
            self.verticalScrollBar().setValue(top - ROOM // 2)

    def _first_in_sight(self) -> Section | None:
        """Return the section at the top of what one sees."""
        top = self.verticalScrollBar().value()
        return next((s for s in self._made if s.mapTo(self._inner, s.rect().bottomLeft()).y() > top), None)

    def _on_turned(self, section: Section) -> None:
        """Fill a section that was unfolded: a folded one only says what is inside."""
        self._show(section)
        self._tabs.order()

    def _show(self, section: Section) -> None:
        if self._story is None:
            return
        framework = self._document.framework
        if not section.is_folded:
            section.show_story(self._story, framework)
        section.say(summary(section.name, self._story, framework) if section.is_folded else "")

    def _on_edited(self, step: str, field: str, edit: Callable[[Story], Story], now: bool) -> None:
        if self._story is None:
            return
        before, self._story = self._story, edit(self._story)
        if field != self._field or not field:
            self._write(before)  # a step of its own; the widget that was just typed into keeps what it holds
        self._step, self._field = step, field
        self.pending.emit(True)
        if now:
            self.flush()
            return
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def _begin(self) -> None:
        """Make the sections that are in sight at first: with the first story, after the list of stories is painted."""
        from storybank.gui.stories.making import first_sections  # loaded when they are made, and so below

        made = first_sections(self._document, self._settings)
        self._narrative = made[1]
        self._narrative.said.connect(self.said)
        self._add(*made)

    def _complete(self) -> None:
        """Make the sections below the fold: after the first story is painted, or when one of them is asked for."""
        if self._narrative is None:
            self._begin()
        if len(self._made) == _AT_ONCE:
            from storybank.gui.stories.making import further_sections

            self._add(*further_sections(self._document))
            for section in self._made[_AT_ONCE:]:
                self._show(section)
            self._tabs.order()

    def _add(self, *sections: Section) -> None:
        for section in sections:
            section.edited.connect(self._on_edited)
            section.grown.connect(self._soon.start)
            section.wanted.connect(self._sight.show)
            self.folding.add(section)
            self._column.insertWidget(len(self._made), section)
            self._made.append(section)


def _column() -> tuple[QWidget, QVBoxLayout]:
    """Return a widget with a column in its middle, and the column's layout."""
    inner = QWidget()
    inner.setMaximumWidth(WIDEST)
    inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    column = QVBoxLayout(inner)
    column.setContentsMargins(12, 14, 28, 40)
    column.setSpacing(0)
    column.addStretch(1)
    outer = QWidget()
    row = QHBoxLayout(outer)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(inner, 100)
    row.addStretch(1)
    return outer, column


def _merged(before: Story, typed: Story, now: Story) -> Story:
    """Return a story that was changed elsewhere meanwhile, with what was typed on top."""
    mine = {name: getattr(typed, name) for name in Story.__slots__ if getattr(typed, name) != getattr(before, name)}
    return replace(now, **mine)


def _timer(milliseconds: int, done: Callable[[], object], owner: QWidget) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(done)
    return timer
