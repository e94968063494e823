"""Opening the guide beside the window, at a page."""

from PySide6.QtWidgets import QWidget

from storybank.services.guide import INDEX
from storybank.texts import Refusal


def open_guide(window: QWidget, page: str = INDEX) -> None:
    """Open the guide of a window at a page, or bring it to the front. Where it is not installed, the window says so."""
    from storybank.gui.guide.window import GuideWindow
    from storybank.gui.window import Window
    from storybank.services.guide import read_guide

    found = window.findChild(GuideWindow)
    if not isinstance(found, GuideWindow):
        try:
            found = GuideWindow(read_guide(), window)
        except Refusal as refusal:
            if isinstance(window, Window):
                window.notice.say(str(refusal))
            return
    found.begin(page)
