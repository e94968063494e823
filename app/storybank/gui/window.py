"""The window: navigation, pages, and what stands around them. It assembles; the pages do the work."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from storybank.gui.bars import NoticeBar, Status
from storybank.gui.body import Body
from storybank.gui.frame import Frame
from storybank.gui.navigation import PAGES, Navigation
from storybank.gui.pages import MAKERS, enter, turn_to
from storybank.gui.saving import Saving
from storybank.gui.settings import Settings
from storybank.gui.welcome.page import WelcomePage

if TYPE_CHECKING:  # what a bank needs is loaded with the first bank: the window is painted before
    from storybank.gui.coverage.page import CoveragePage
    from storybank.gui.document import Document
    from storybank.gui.hints import Hints
    from storybank.gui.paper.page import PaperPage
    from storybank.gui.places import Place
    from storybank.gui.search.searching import Searching
    from storybank.gui.stories.page import StoriesPage
    from storybank.gui.topbar import TopBar
    from storybank.model import Change


class Window(Frame):
    """One bank at a time, or the welcome page. Pages are made when they are first shown, which keeps the start short."""

    wants_new_story = Signal()
    wants_target = Signal()
    wants = Signal(str)
    wants_bank = Signal(object)
    typing = Signal(bool)
    opened = Signal()
    closing = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.document: Document | None = None
        self._pages: dict[str, QWidget] = {}
        self._top: TopBar | None = None
        self._searching: Searching | None = None
        self.notice = NoticeBar()
        self.welcome = WelcomePage()
        self.navigation = Navigation()
        self.navigation.chosen.connect(self.show_page)
        self.navigation.entered.connect(lambda: enter(self))
        self.saving = Saving(self)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.welcome)
        self.status = Status()
        self.setStatusBar(self.status)
        self._body = Body(self.notice, self.navigation, self.stack)
        self.setCentralWidget(self._body)
        self._hints: Hints | None = None
        self.show_document(None)

    @property
    def stories(self) -> "StoriesPage":
        """The stories page of the open bank."""
        return self.page("stories")  # type: ignore[return-value]

    @property
    def paper(self) -> "PaperPage":
        """The paper page of the open bank."""
        return self.page("paper")  # type: ignore[return-value]

    @property
    def coverage(self) -> "CoveragePage":
        """The coverage page of the open bank."""
        return self.page("coverage")  # type: ignore[return-value]

    @property
    def top(self) -> "TopBar":
        """The bar above everything; made when there is something to show in it."""
        if self._top is None:
            from storybank.gui.topbar import TopBar  # with the first bank

            self._top = top = TopBar()
            top.target.connect(self.wants_target)
            top.search.textChanged.connect(lambda words: self.searching.search(words))
            top.search.pressed.connect(lambda key: self.searching.press(key))
            top.search.entered.connect(lambda: self.searching.enter())
            top.search.left.connect(lambda: self.searching.leave())
            top.setVisible(self.document is not None)
            self._body.put_first(top)
        return self._top

    @property
    def searching(self) -> "Searching":
        """The search over the whole bank; loaded when somebody searches."""
        if self._searching is None:
            from storybank.gui.search.searching import Searching  # see above

            self._searching = Searching(self)
        return self._searching

    def show_document(self, document: "Document | None") -> None:
        """Show a bank, or the welcome page when there is none."""
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self.document = document
        self.navigation.setVisible(document is not None)
        if document is None:
            self.stack.setCurrentWidget(self.welcome)
            if self._hints is not None:
                self._show_hint()
        else:
            document.changed.connect(self._on_changed)
            document.failed.connect(self.saving.on_failed)
            document.saved.connect(self.saving.on_saved)
            document.returned.connect(self._on_returned)
            self.show_page("stories")
            self.saving.show_saved()
        self._refresh()
        self.opened.emit()

    def show_page(self, name: str) -> None:
        """Show a page; what was typed on another is written first."""
        if self.document is None:
            return
        self.flush()
        turn_to(self, name)
        self.navigation.show_page(name)
        self._show_hint()

    def go_to(self, place: "Place") -> None:
        """Show where something is mended."""
        if place.page == "new":
            self.wants_new_story.emit()
            return
        self.show_page(place.page)
        if place.page == "stories":
            self.stories.show_story(place.story, place.field)
        elif place.page == "coverage":
            self.coverage.show_principle(place.field)

    def open_story(self, story: str, field: str) -> None:
        """Show a story and put the cursor into a field of it."""
        self.show_page("stories")
        self.stories.show_story(story, field)

    def flush(self) -> bool:
        """Write what was typed; returns whether the file has everything."""
        return self.stories.flush() if self.has_page("stories") else True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Write what was typed, then close; stay when it could not be written, so that nothing is lost unseen."""
        if not self._body.at_work and self.leave():
            self.closing.emit()
            event.accept()
        else:
            event.ignore()

    def leave(self) -> bool:
        """Write what was typed; returns whether the bank may be let go, asking where the file did not take it."""
        return self.saving.may_leave()

    def say_pending(self, waits: bool) -> None:
        """Say that something typed waits to be written, or that nothing does any more."""
        self.saving.show_pending(waits)

    def return_to(self, page: str, story: str) -> None:
        """Go back to where one was when the bank was closed."""
        if story:
            self.stories.begin_with(story)
        if page in PAGES:
            self.show_page(page)

    def show_work(self, bar: QWidget) -> Callable[[], None]:
        """Show long work above the pages, and let nothing else be touched until the function that is returned is called."""
        held = [action for action in self.findChildren(QAction) if action.isEnabled()]
        return self._body.show_work(bar, (self.menuBar(), *held))

    @property
    def place(self) -> tuple[str, str]:
        """The page and the story that are shown."""
        page = next((name for name, page in self._pages.items() if page is self.stack.currentWidget()), "")
        return page, (self.stories.editor.story_id or "") if self.has_page("stories") else ""

    def has_page(self, name: str) -> bool:
        """Say whether a page was made already."""
        return name in self._pages

    def page(self, name: str) -> QWidget:
        """Return a page of the open bank; it is made when it is first asked for."""
        if name not in self._pages:
            assert self.document is not None  # noqa: S101 - pages are made for a document only
            self._pages[name] = MAKERS[name](self, self.document)
            self.stack.addWidget(self._pages[name])
        return self._pages[name]

    def _show_hint(self) -> None:
        if self._hints is None:
            from storybank.gui.hints import Hints  # with the first bank

            self._hints = Hints(self.settings, self._body.add_hint)
        page, _story = self.place
        self._hints.show_for(page, any_story=bool(self.document and self.document.bank.stories))

    def _refresh(self) -> None:
        bank = self.document.bank if self.document else None
        name = self.document.path.stem if self.document else ""
        if bank is not None or self._top is not None:
            self.top.show_bank(bank, name)
        self.status.show_bank(bank)
        file = f" ({name})" if bank and bank.title not in {"", name} else ""
        self.setWindowTitle(f"{bank.title or name}{file} – Storybank" if bank else "Storybank")
        if self.document is not None:
            self.navigation.show_gaps(self.document.gaps)

    def _on_changed(self, _change: "Change") -> None:
        self._refresh()
        self._show_hint()

    def _on_returned(self, change: "Change") -> None:
        """Show where a step was taken back or made again, unless it is in sight."""
        from storybank.gui.returning import place_of_step  # with the first undo

        place = place_of_step(change, *self.place)
        if place is not None:
            self.go_to(place)
