"""The editor: one scroll of sections, and the burst of typing that becomes one change."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from storybank.gui.document import Document
from storybank.gui.stories.customers import Customers
from storybank.gui.stories.figures import Figures
from storybank.gui.stories.headline import Headline
from storybank.gui.stories.lines import Lines
from storybank.gui.stories.narrative import Narrative
from storybank.gui.stories.principles import Principles
from storybank.gui.stories.section import Section
from storybank.gui.stories.signals import Signals
from storybank.model import Story

PAUSE_MS = 600  # a pause in typing after which it is written
LONGEST_MS = 1500  # and it is never kept longer than this: the promise is two seconds
_AT_ONCE = 3  # sections that are made before the first story is painted
_AFTER_PAINT_MS = 20
WIDEST = 820


class Editor(QScrollArea):
    """Shows one story for editing. What is typed is written at the next pause; `pending` tells whether something waits."""

    pending = Signal(bool)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._story: Story | None = None  # as it stands on the screen
        self._shown: Story | None = None  # as the bank had it when it was shown
        self._step = self._field = ""
        self._stops: list[QWidget] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pause = _timer(PAUSE_MS, self.flush, self)
        self._longest = _timer(LONGEST_MS, self.flush, self)
        self._made: list[Section] = []
        self._inner = self._column()
        self.setWidget(self._inner)
        self._add(Headline(), Narrative(), Customers())

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections, from top to bottom."""
        self._complete()
        return tuple(self._made)

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
            for section in self._made:
                section.show_story(story, self._document.framework)
            self._order_tabs()
            QTimer.singleShot(_AFTER_PAINT_MS, self, self._complete)

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
        """Put the cursor into a field and scroll to it (`customers.tertiary`, `principles.dive-deep.evidence`)."""
        for section in self.sections:
            widget = section.field(name)
            if widget is not None:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                self._inner.adjustSize()
                self.ensureWidgetVisible(widget, 20, 120)
                return

    def _on_edited(self, step: str, field: str, edit: Callable[[Story], Story], now: bool) -> None:
        if self._story is None:
            return
        before, self._story = self._story, edit(self._story)
        if field != self._field or now:
            self._write(before)  # a step of its own; the widget that was just typed into keeps what it holds
        self._step, self._field = step, "" if now else field
        self.pending.emit(True)
        if now:
            self.flush()
            return
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def _complete(self) -> None:
        """Make the sections below the fold: after the first story is painted, or when one of them is asked for."""
        if len(self._made) == _AT_ONCE:
            self._add(Principles(), Signals(), Figures(), Lines())
            if self._story is not None:
                for section in self._made[_AT_ONCE:]:
                    section.show_story(self._story, self._document.framework)
                self._order_tabs()

    def _add(self, *sections: Section) -> None:
        for section in sections:
            section.edited.connect(self._on_edited)
            self._column_layout.insertWidget(len(self._made), section)
            self._made.append(section)

    def _order_tabs(self) -> None:
        """Let Tab go in reading order: rows that were made later would come last."""
        layout = self._column_layout
        stops = [field for field in _in_order(layout) if field.focusPolicy() & Qt.FocusPolicy.TabFocus]
        if stops != self._stops:
            self._stops = stops
            for one, following in pairwise(stops):
                QWidget.setTabOrder(one, following)

    def _column(self) -> QWidget:
        inner = QWidget()
        inner.setMaximumWidth(WIDEST)
        inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._column_layout = column = QVBoxLayout(inner)
        column.setContentsMargins(28, 10, 28, 40)
        column.setSpacing(0)
        column.addStretch(1)
        outer = QWidget()
        row = QHBoxLayout(outer)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inner, 100)
        row.addStretch(1)
        return outer


def _in_order(layout: QLayout) -> Iterator[QWidget]:
    """Yield the fields of a layout in the order in which they were laid out, those of inner layouts in their place."""
    for at in range(layout.count()):
        item = layout.itemAt(at)
        widget = item.widget() if item is not None else None
        inner = widget.layout() if widget is not None else item.layout() if item is not None else None
        if inner is not None:
            yield from _in_order(inner)
        elif widget is not None:
            yield widget


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
