"""A section of the editor: a heading that folds it, fields, and one signal by which a field asks for an edit of the story."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from storybank.gui.fields import button, hairline, label
from storybank.gui.stories.heading import INDENT, Heading
from storybank.model import Framework, Story

Item = TypeVar("Item")
Edit = Callable[[Story], Story]
FLAT = 5
"""How far the words of a flat field stand from its edge; a label beside one keeps the same distance."""


class Section(QWidget):
    """One part of the editor. `edited` carries the step's name, the field's name, the edit, and whether it is made at once or as part of
    typing; `grown` says that there are fields that were not there before, `wanted` asks for a part to be scrolled into sight.
    """

    edited = Signal(str, str, object, bool)
    grown = Signal()
    wanted = Signal(QWidget)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.is_folded = False
        self.heading: Heading | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8 if title else 0, 0, 6)
        outer.setSpacing(4)
        if title:
            self.heading = Heading(title, section=True)
            outer.addWidget(hairline())
            outer.addWidget(self.heading)
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(INDENT - FLAT, 0, 0, 6)
        self.body.setSpacing(6)
        outer.addWidget(self._content)

    @property
    def name(self) -> str:
        """What the section is called where it is remembered as folded."""
        return type(self).__name__.lower()

    def fold(self, *, on: bool) -> None:
        """Hide all but the heading, or show everything again."""
        self.is_folded = on
        self._content.setHidden(on)

    def say(self, summary: str) -> None:
        """Say what is inside, for the heading of a folded section."""
        if self.heading is not None:
            self.heading.show_state(folded=self.is_folded, summary=summary if self.is_folded else "")

    def show_story(self, story: Story, framework: Framework) -> None:
        """Show a story; fields that show the same already are left alone."""

    def field(self, name: str) -> QWidget | None:
        """Return the widget of a field by its name, to put the cursor there; None when it is not of this section."""
        return None

    def add_another(self) -> None:
        """Add another of what the section lists; one that lists nothing has nothing to add."""

    def ask(self, step: str, field: str, edit: Edit, *, now: bool = False) -> None:
        """Ask for an edit. One that is made at once is a step of its own, unless it names a field: then a quick row of them is one."""
        self.edited.emit(step, field, edit, now)

    def ask_set(self, step: str, name: str, value: Any, *, now: bool = False) -> None:
        """Ask for one plain field to have a value."""
        self.edited.emit(step, "" if now else name, lambda story: replace(story, **{name: value}), now)


def beside(text: str, role: str = "quiet") -> QLabel:
    """Return a label that stands beside or over flat fields: its words begin where theirs do."""
    made = label(text, role)
    made.setContentsMargins(FLAT, 4, 0, 0)
    return made


def adder(text: str, name: str) -> QPushButton:
    """Return the button under rows that adds another; Enter presses it too."""
    made = button(text, "link")
    made.setAccessibleName(name)
    return made


def put(items: tuple[Item, ...], index: int, item: Item) -> tuple[Item, ...]:
    """Return the tuple with one item in place of another."""
    return (*items[:index], item, *items[index + 1 :])


def without(items: Iterable[Item], index: int) -> tuple[Item, ...]:
    """Return the items without the one of that index."""
    return tuple(item for at, item in enumerate(items) if at != index)
