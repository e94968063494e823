"""Every action of the program, in one table: menu, name, shortcut, what it does."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from storybank.gui.navigation import PAGES, page_names
from storybank.gui.window import Window
from storybank.texts import _

Do = Callable[[], object]
Key = QKeySequence.StandardKey
Shortcut = str | QKeySequence.StandardKey


class Entry(NamedTuple):
    """One action. `under` names the submenu it stands in. `needs_bank` says that there must be an open bank, `changes` one that may be written.

    `checked` makes it a switch and answers whether it is on; those of one `group` are alternatives. `idle` says why it may rest with a bank open.
    """

    menu: str
    name: str
    shortcut: Shortcut | tuple[Shortcut, ...]
    do: Do
    needs_bank: bool = True
    checked: Callable[[], bool] | None = None
    group: str = ""
    idle: str = ""
    under: str = ""
    changes: bool = False


class Menus:
    """The actions of a window's menus, made of entries; a blank name is a separator. The menus themselves stand in the window already."""

    def __init__(self, window: Window, entries: list[Entry]) -> None:
        self._window = window
        self._entries = entries
        self._groups: dict[str, QActionGroup] = {}
        self.actions: dict[str, QAction] = {}
        for entry in entries:
            menu = window.menu(entry.menu, entry.under)
            if not entry.name:
                menu.addSeparator()
                continue
            self.actions[entry.name] = action = self._action(entry)
            menu.addAction(action)
        for menu, under in dict.fromkeys((entry.menu, entry.under) for entry in entries):
            window.menu(menu, under).aboutToShow.connect(self.show_checks)

    def listed(self) -> list[tuple[Entry, QAction]]:
        """Return every entry with the action that stands for it in the menus, as they are now."""
        self.show_checks()
        return [(entry, self.actions[entry.name]) for entry in self._entries if entry.name in self.actions]

    def why_not(self, entry: Entry) -> str:
        """Return in words why an entry cannot be used now; empty when it can."""
        if self.actions[entry.name].isEnabled():
            return ""
        if entry.needs_bank and self._window.document is None:
            return _("needs an open bank")
        if entry.changes and self._window.document is not None and self._window.document.read_only:
            return _("the bank is read only")
        return entry.idle or _("not now")

    def show_open(self, *, is_open: bool, may_change: bool = True) -> None:
        """Enable what needs a bank when one is open, and what changes one when it may be changed."""
        for entry in self._entries:
            if entry.needs_bank and entry.name in self.actions:
                self.actions[entry.name].setEnabled(is_open and (may_change or not entry.changes))

    def show_checks(self) -> None:
        """Show of every switch whether it is on."""
        for entry in self._entries:
            if entry.checked is not None and entry.name in self.actions:
                self.actions[entry.name].setChecked(entry.checked())

    def _action(self, entry: Entry) -> QAction:
        action = QAction(entry.name, self._window)
        keys = entry.shortcut if isinstance(entry.shortcut, tuple) else (entry.shortcut,)
        action.setShortcuts([sequence for key in keys for sequence in sequences(key)])
        action.triggered.connect(lambda _on=False, do=entry.do: do())
        if entry.checked is not None:
            action.setCheckable(True)
            action.triggered.connect(self.show_checks)  # not what was clicked counts, but what came of it
        if entry.group:
            action.setActionGroup(self._groups.setdefault(entry.group, QActionGroup(self._window)))
        return action


def sequences(shortcut: Shortcut) -> list[QKeySequence]:
    """Return the keys of a shortcut: of a standard one all that the system is used to."""
    if isinstance(shortcut, Key):
        return QKeySequence.keyBindings(shortcut)
    return [QKeySequence(shortcut)] if shortcut else []


def plain(name: str) -> str:
    """Return the name of an action as it is read: without the & that marks its letter in the menu."""
    return name.replace("&&", "\0").replace("&", "").replace("\0", "&")


def page_entries(window: Window) -> list[Entry]:
    """Return the entries that show a page."""
    return [
        Entry(_("&View"), page_names()[page], f"Ctrl+{number}", lambda page=page: _go(window, page))
        for number, page in enumerate(PAGES, 1)
    ]


def _go(window: Window, page: str) -> None:
    """Show a page and put the focus where it is worked in: whoever chose it by a key goes on by keys."""
    from storybank.gui.parts import begin_page  # with the first bank

    window.show_page(page)
    begin_page(window)
