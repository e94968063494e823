"""Every action of the program, in one table: menu, name, shortcut, what it does."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from storybank.gui.window import PAGES, Window, page_names
from storybank.texts import _

Do = Callable[[], object]
Key = QKeySequence.StandardKey


class Entry(NamedTuple):
    """One action. `needs_bank` says that there must be an open bank for it."""

    menu: str
    name: str
    shortcut: str | QKeySequence.StandardKey
    do: Do
    needs_bank: bool = True


class Menus:
    """The menu bar of a window, made of entries; a blank name is a separator. The bar stands at once, `fill` puts the actions in."""

    def __init__(self, window: Window, entries: list[Entry]) -> None:
        self._window = window
        self._entries = entries
        self._needing: list[QAction] = []
        self.actions: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        for entry in entries:
            if entry.menu not in self._menus:
                self._menus[entry.menu] = window.menuBar().addMenu(entry.menu)

    def fill(self) -> None:
        """Make the actions, once; they can wait until the window is painted."""
        if self.actions:
            return
        window = self._window
        for entry in self._entries:
            menu = self._menus[entry.menu]
            if not entry.name:
                menu.addSeparator()
                continue
            action = QAction(entry.name, window)
            if isinstance(entry.shortcut, Key):
                action.setShortcuts(QKeySequence.keyBindings(entry.shortcut))  # all that the system is used to
            else:
                action.setShortcut(QKeySequence(entry.shortcut))
            action.triggered.connect(lambda _on=False, do=entry.do: do())
            menu.addAction(action)
            self.actions[entry.name] = action
            if entry.needs_bank:
                self._needing.append(action)

    def show_open(self, *, is_open: bool) -> None:
        """Enable what needs a bank when one is open."""
        for action in self._needing:
            action.setEnabled(is_open)


def page_entries(window: Window) -> list[Entry]:
    """Return the entries that show a page."""
    return [
        Entry(_("&View"), page_names()[page], f"Ctrl+{number}", lambda page=page: window.show_page(page))
        for number, page in enumerate(PAGES, 1)
    ]
