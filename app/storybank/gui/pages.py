"""How each page is made and tied to the window; a new page is a function and a line in `MAKERS`.

Pages are loaded when they are first shown: that keeps the start short, and ReportLab out of it.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from storybank.gui.document import Document
    from storybank.gui.window import Window


def _stories(window: "Window", document: "Document") -> QWidget:
    from storybank.gui.stories.page import StoriesPage  # see above

    page = StoriesPage(document, window.settings)
    page.pending.connect(window.say_pending)
    page.unfiltered.connect(window.top.search.clear)
    page.asked.connect(window.wants)
    page.said.connect(lambda text: window.status.showMessage(text, 6000))
    page.editor.said.connect(lambda text: window.status.showMessage(text, 6000))
    return page


def _coverage(window: "Window", document: "Document") -> QWidget:
    from storybank.gui.coverage.page import CoveragePage  # see above

    page = CoveragePage(document, window.settings)
    page.opened.connect(window.open_story)
    page.wanted.connect(window.go_to)
    return page


def _gaps(window: "Window", document: "Document") -> QWidget:
    from storybank.gui.gaps.page import GapsPage  # see above

    page = GapsPage(document, window.settings)
    page.opened.connect(window.go_to)
    page.loop_wanted.connect(window.wants_target)
    return page


def _paper(window: "Window", document: "Document") -> QWidget:
    from storybank.gui.paper.page import PaperPage  # see above

    page = PaperPage(document)
    page.failed.connect(lambda refusal: window.notice.say(str(refusal)))
    page.told.connect(lambda text: window.status.showMessage(text, 6000))
    return page


MAKERS: Mapping[str, Callable[["Window", "Document"], QWidget]] = {
    "stories": _stories,
    "coverage": _coverage,
    "gaps": _gaps,
    "paper": _paper,
}
