"""Opening the sheet beside the window."""

from PySide6.QtWidgets import QWidget

from storybank.gui.menus import Menus
from storybank.gui.shortcuts.sheet import Sheet


def open_sheet(window: QWidget, menus: Menus) -> None:
    """Open the sheet of a window, or bring it to the front."""
    found = window.findChild(Sheet)
    sheet = found if isinstance(found, Sheet) else Sheet(window, menus)
    sheet.begin()
