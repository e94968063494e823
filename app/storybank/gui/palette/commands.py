"""What the palette holds: every action of the menus, and every story to go to."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence

from storybank.gui.menus import Entry, Menus, plain
from storybank.gui.window import Window
from storybank.texts import _


@dataclass(frozen=True, slots=True)
class Command:
    """One row. `why_not` says why it cannot be used now, `on` whether a switch is on (None for what is no switch)."""

    key: str
    menu: str
    title: str
    shortcut: str
    why_not: str
    on: bool | None
    run: Callable[[], object]
    is_story: bool = False

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        state = {None: "", True: _("on"), False: _("off")}[self.on]
        parts = (f"{self.menu}: {self.title}", state, self.shortcut, self.why_not)
        return ", ".join(part for part in parts if part)


def commands(window: Window, menus: Menus) -> list[Command]:
    """Return everything that can be chosen, in the order of the menus; what cannot be used now stands at the end."""
    actions = [_command(entry, action, menus.why_not(entry)) for entry, action in menus.listed()]
    return sorted([*actions, *_stories(window)], key=lambda command: bool(command.why_not))


def _command(entry: Entry, action: QAction, why_not: str) -> Command:
    return Command(
        key=entry.name,
        menu=plain(entry.under or entry.menu),
        title=plain(action.text()),
        shortcut=keys_text(action),
        why_not=why_not,
        on=action.isChecked() if action.isCheckable() else None,
        run=action.trigger,
    )


def keys_text(action: QAction) -> str:
    """Return the first shortcut of an action as the system writes it."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def _stories(window: Window) -> list[Command]:
    bank = window.document.bank if window.document is not None else None
    return [
        Command(f"story {story.id}", _("Go to"), story.title, "", "", None, _going(window, story.id), is_story=True)
        for story in (bank.stories if bank is not None else ())
    ]


def _going(window: Window, story: str) -> Callable[[], None]:
    def go() -> None:
        window.open_story(story, "")
        window.stories.list.setFocus()

    return go
