"""A section of the editor: a heading over fields, and one signal by which a field asks for an edit of the story."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storybank.gui.fields import hairline, label
from storybank.model import Framework, Story

Item = TypeVar("Item")
Edit = Callable[[Story], Story]


class Section(QWidget):
    """One part of the editor. `edited` carries the step's name, the field's name, the edit, and whether it is made at once or as part of typing."""

    edited = Signal(str, str, object, bool)
    fields: tuple[str, ...] = ()

    def __init__(self, title: str) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 14, 0, 4)
        outer.setSpacing(8)
        if title:
            outer.insertWidget(0, hairline())
            outer.addSpacing(4)
            outer.addWidget(label(title, "sectionHead"))
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        outer.addLayout(self.body)

    def show_story(self, story: Story, framework: Framework) -> None:
        """Show a story; fields that show the same already are left alone."""

    def field(self, name: str) -> QWidget | None:
        """Return the widget of a field by its name, to put the cursor there; None when it is not of this section."""
        return None

    def ask(self, step: str, field: str, edit: Edit, *, now: bool = False) -> None:
        """Ask for an edit."""
        self.edited.emit(step, field, edit, now)

    def ask_set(self, step: str, name: str, value: Any, *, now: bool = False) -> None:
        """Ask for one plain field to have a value."""
        self.edited.emit(step, name, lambda story: replace(story, **{name: value}), now)


def put(items: tuple[Item, ...], index: int, item: Item) -> tuple[Item, ...]:
    """Return the tuple with one item in place of another."""
    return (*items[:index], item, *items[index + 1 :])


def without(items: Iterable[Item], index: int) -> tuple[Item, ...]:
    """Return the items without the one of that index."""
    return tuple(item for at, item in enumerate(items) if at != index)
