"""Opening the palette of a window; it is made when it first opens."""

from storybank.gui.menus import Menus
from storybank.gui.palette.palette import Palette
from storybank.gui.window import Window


def open_palette(window: Window, menus: Menus) -> None:
    """Open the palette of a window, or close it."""
    found = window.findChild(Palette)
    (found if isinstance(found, Palette) else Palette(window, menus)).turn()
