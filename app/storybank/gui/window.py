"""The window: navigation, pages, and what stands around them. It assembles; the pages do the work."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from storybank.gui.bars import NoticeBar, Status, TopBar
from storybank.gui.pages import MAKERS
from storybank.gui.settings import Settings
from storybank.gui.welcome.page import WelcomePage
from storybank.texts import Refusal, _

if TYPE_CHECKING:  # what a bank needs is loaded with the first bank: the window is painted before
    from storybank.gui.coverage.page import CoveragePage
    from storybank.gui.document import Document
    from storybank.gui.paper.page import PaperPage
    from storybank.gui.places import Place
    from storybank.gui.stories.page import StoriesPage
    from storybank.model import Change

PAGES = ("stories", "coverage", "gaps", "paper")


def page_names() -> dict[str, str]:
    """Return what each page is called."""
    return {"stories": _("Stories"), "coverage": _("Coverage"), "gaps": _("Gaps"), "paper": _("Paper")}


class Window(QMainWindow):
    """One bank at a time, or the welcome page. Pages are made when they are first shown, which keeps the start short."""

    wants_new_story = Signal()
    wants_target = Signal()
    typing = Signal(bool)
    closing = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.setWindowTitle("Storybank")
        self.resize(1280, 800)
        self.setMinimumSize(900, 560)
        self.document: Document | None = None
        self._pages: dict[str, QWidget] = {}
        self.top = TopBar()
        self.top.target.connect(self.wants_target)
        self.top.search.textChanged.connect(self._on_search)
        self.top.search.left.connect(self._on_search_left)
        self.notice = NoticeBar()
        self.welcome = WelcomePage()
        self.navigation = QListWidget()
        self.navigation.setObjectName("navigation")
        self.navigation.setAccessibleName(_("Pages"))
        self.navigation.setFixedWidth(132)
        for page in PAGES:
            item = QListWidgetItem(page_names()[page])
            item.setData(Qt.ItemDataRole.UserRole, page)
            self.navigation.addItem(item)
        self.navigation.currentRowChanged.connect(lambda row: self.show_page(PAGES[row]) if row >= 0 else None)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.welcome)
        self.status = Status()
        self.setStatusBar(self.status)
        self._lay_out()
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
        else:
            document.changed.connect(self._on_changed)
            document.failed.connect(self._on_failed)
            document.saved.connect(self._on_saved)
            self.navigation.setCurrentRow(0)
            self.show_page("stories")
            self._say_saved()
        self._refresh()

    def show_page(self, name: str) -> None:
        """Show a page; what was typed on another is written first."""
        if self.document is None:
            return
        self.flush()
        self.stack.setCurrentWidget(self.page(name))
        row = PAGES.index(name)
        if self.navigation.currentRow() != row:
            self.navigation.setCurrentRow(row)

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
        return self.stories.flush() if "stories" in self._pages else True

    def restore(self, geometry: str) -> None:
        """Stand where the window stood last."""
        if geometry:
            self.restoreGeometry(QByteArray.fromHex(geometry.encode()))

    def geometry_text(self) -> str:
        """Return where the window stands, for `restore`."""
        return bytes(self.saveGeometry().toHex().data()).decode()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Write what was typed, then close; stay when it could not be written, so that nothing is lost unseen."""
        if self.leave():
            self.closing.emit()
            event.accept()
        else:
            event.ignore()

    def leave(self) -> bool:
        """Write what was typed. Where the file does not take it, ask: returns whether the bank may be let go all the same."""
        if self.flush():
            return True
        box = QMessageBox(QMessageBox.Icon.Warning, _("Not saved"), _("What you typed last is not in the file."))
        box.setParent(self, box.windowFlags())
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(self.notice.text)
        stay = box.addButton(_("Keep it open"), QMessageBox.ButtonRole.RejectRole)
        lose = box.addButton(_("Close without it"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        box.deleteLater()
        return box.clickedButton() is lose

    def page(self, name: str) -> QWidget:
        """Return a page of the open bank; it is made when it is first asked for."""
        if name not in self._pages:
            assert self.document is not None  # noqa: S101 - pages are made for a document only
            self._pages[name] = MAKERS[name](self, self.document)
            self.stack.addWidget(self._pages[name])
        return self._pages[name]

    def _lay_out(self) -> None:
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self.stack, 1)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.top, self.notice):
            column.addWidget(widget)
        column.addWidget(middle, 1)
        self.setCentralWidget(centre)

    def _refresh(self) -> None:
        bank = self.document.bank if self.document else None
        name = self.document.path.stem if self.document else ""
        self.top.show_bank(bank, name)
        self.status.show_bank(bank)
        self.setWindowTitle(f"{bank.title or name} – Storybank" if bank else "Storybank")
        if bank is not None:
            from storybank.analysis.gaps import counts_by_severity, gaps  # with the first bank

            counts = counts_by_severity(gaps(bank, bank.framework))
            number = counts["error"] + counts["warning"]
            text = page_names()["gaps"]
            self.navigation.item(PAGES.index("gaps")).setText(f"{text}   {number}" if number else text)

    def _on_changed(self, _change: "Change") -> None:
        self._refresh()

    def say_pending(self, waits: bool) -> None:
        """Say that something typed waits to be written, or that nothing does any more."""
        self.typing.emit(waits)
        if waits:
            self.status.show_saved(_("○ Writing …"))
        else:
            self._say_saved()

    def _on_saved(self) -> None:
        self.notice.saved()
        self._say_saved()

    def _say_saved(self) -> None:
        from datetime import datetime  # with the first bank

        self.status.show_saved(_("● Saved {time}").format(time=datetime.now().astimezone().strftime("%H:%M")))

    def _on_failed(self, refusal: Refusal) -> None:
        waits = "stories" in self._pages and self.stories.editor.typed is not None
        if waits:
            self.status.show_saved(_("▲ Not saved"))
        if type(refusal).__name__ == "BankChanged":  # the store is loaded by then, but not by this module
            answer, do = _("Load it and keep my edit") if waits else _("Load it"), self._load_again
        else:
            answer, do = _("Try again") if waits else "", self.flush
        self.notice.say(str(refusal), answer, do, until_saved=True)

    def _load_again(self) -> None:
        """Take what the other program wrote, and put what is being typed on top of it."""
        if self.document is None:
            return
        typed = self.stories.editor.typed
        self.document.reload()
        if typed is not None and self.document.bank.story(typed.id) is None:  # it was deleted there
            self.document.edit_story(typed, _("Keep my edit"))
            self.stories.show_story(typed.id)
        self.flush()

    def _on_search(self, words: str) -> None:
        if self.document is not None:
            if words:
                self.show_page("stories")
            self.stories.search(words)

    def _on_search_left(self) -> None:
        if self.document is not None:
            self.show_page("stories")
            self.stories.list.setFocus()
