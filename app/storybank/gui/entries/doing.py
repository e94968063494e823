"""What an entry can reach of the running program, and how it does something there."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from storybank.gui.look import Look
from storybank.gui.menus import Entry, Menus
from storybank.gui.remembering import Remembering
from storybank.gui.settings import Settings
from storybank.gui.window import Window

if TYPE_CHECKING:
    from storybank.gui.desk import Desk


class Running(Protocol):
    """The running program, as far as the menus know it."""

    window: Window
    settings: Settings
    menus: Menus
    look: Look
    remembering: Remembering

    @property
    def desk(self) -> "Desk":
        """What the menus do with the open bank."""
        ...

    def new_bank(self) -> None:
        """Make an empty bank."""
        ...

    def open_bank(self) -> None:
        """Open a bank."""
        ...

    def backups(self) -> None:
        """Show the backups of the bank."""
        ...

    def mirror(self) -> None:
        """Choose a folder that follows the bank."""
        ...

    def open_sample(self) -> None:
        """Open a copy of the sample."""
        ...

    def close_bank(self) -> None:
        """Close the bank."""
        ...

    def another_loop(self) -> None:
        """Make a bank for another loop."""
        ...

    def about(self) -> None:
        """Say what this is."""
        ...


def separator(menu: str, under: str = "") -> Entry:
    """Return a line between two groups of a menu, or of a submenu."""
    return Entry(menu, "", "", lambda: None, under=under)


def on_desk(program: Running, name: str) -> Callable[[], object]:
    """Return what does something with the open bank."""
    return lambda: getattr(program.desk, name)()


def on_page(program: Running, page: str, name: str) -> Callable[[], object]:
    """Return what shows a page and then does something that it offers: nothing is done out of sight."""

    def do() -> None:
        program.window.show_page(page)
        getattr(program.window.page(page), name)()

    return do


def in_editor(program: Running, name: str) -> Callable[[], object]:
    """Return what shows the stories and then does something that their editor offers."""

    def do() -> None:
        program.window.show_page("stories")
        getattr(program.window.stories.editor, name)()

    return do


def in_folding(program: Running, name: str) -> Callable[[], object]:
    """Return what shows the stories and then folds or unfolds sections of their editor."""

    def do() -> None:
        program.window.show_page("stories")
        getattr(program.window.stories.editor.folding, name)()

    return do


def in_list(program: Running, name: str) -> Callable[[], object]:
    """Return what shows the stories and then does something that their list offers."""

    def do() -> None:
        program.window.show_page("stories")
        getattr(program.window.stories.column, name)()

    return do


def in_narrative(program: Running, name: str) -> Callable[[], object]:
    """Return what shows the stories and then does something that the narrative of the one that is shown offers."""

    def do() -> None:
        program.window.show_page("stories")
        getattr(program.window.stories.editor.narrative, name)()

    return do


def remembered(program: Running, field: str, value: object) -> Callable[[], bool]:
    """Return what answers whether a setting has a value, or holds it where it is a list of names."""

    def is_on() -> bool:
        now = getattr(program.settings.now, field)
        return value in now if isinstance(now, tuple) else now == value

    return is_on


def open_commands(program: Running) -> None:
    """Open the palette that holds every action and every story."""
    from storybank.gui.palette.opening import open_palette  # it brings rapidfuzz

    open_palette(program.window, program.menus)
