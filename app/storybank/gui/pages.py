"""How each page is made and tied to the window; a new page is a function and a line in `MAKERS`.

Pages are loaded when they are first shown: that keeps the start short, and ReportLab out of it.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from storybank.gui.document import Document
    from storybank.gui.window import Window


def enter(window: "Window") -> None:
    """Put the focus where the page that is shown is worked in."""
    from storybank.gui.parts import begin_page  # see above

    begin_page(window)


def turn_to(window: "Window", name: str) -> None:
    """Show a page. The focus goes with it: into a new page where it is worked in; on an old one Qt goes back to where one was."""
    before, focus, is_new = window.stack.currentWidget(), window.focusWidget(), not window.has_page(name)
    window.stack.setCurrentWidget(window.page(name))
    if (
        is_new
        and focus is not None
        and before is not None
        and before is not window.welcome
        and before.isAncestorOf(focus)
    ):
        enter(window)


def _stories(window: "Window", document: "Document") -> QWidget:
    from storybank.gui.stories.page import StoriesPage  # see above
    from storybank.gui.tagging import told_of_rank

    document.changed.connect(lambda change: window.status.say(told_of_rank(change)))  # whatever page it was edited on
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
    page.said.connect(window.status.say)  # until the next edit: it may be taken back
    return page


def _paper(window: "Window", document: "Document") -> QWidget:
    from storybank.gui.paper.page import PaperPage  # see above

    page = PaperPage(document, window.settings)
    page.failed.connect(lambda fault: _say(window, fault))
    page.told.connect(lambda text: window.status.showMessage(text, 6000))
    return page


def _say(window: "Window", fault: Exception) -> None:
    from storybank.gui.telling import say_fault  # hopefully never
    from storybank.texts import Refusal

    if isinstance(fault, Refusal):
        window.notice.say(str(fault))
    else:
        say_fault(window, fault)


MAKERS: Mapping[str, Callable[["Window", "Document"], QWidget]] = {
    "stories": _stories,
    "coverage": _coverage,
    "gaps": _gaps,
    "paper": _paper,
}
