"""The guide beside the window: contents and search at the left, the page at the right, back and forward."""

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from storybank.analysis.folding import wanted
from storybank.gui.fields import LineField, button, tip, wrapped
from storybank.gui.guide.reader import Reader
from storybank.services.guide import INDEX, Page, find_pages, is_page
from storybank.texts import _, plural

_SIZE, _LEAST = (1020, 700), (560, 400)
_CONTENTS_WIDE, _PART = 18, 0.36  # of the font's heights; of the window at most
_INDENT = "\u2003"
_LATER_MS = 120
_K = Qt.Key


class GuideWindow(QDialog):
    """Stands beside the window, which stays usable. Escape clears what is looked for, then closes it."""

    def __init__(self, pages: tuple[Page, ...], window: QWidget) -> None:
        super().__init__(window)
        self._pages = pages
        self._by_name = {page.name: page for page in pages}
        self._trail: list[str] = []
        self._at = -1
        self.setWindowTitle(_("Guide"))
        self.setModal(False)
        self.setMinimumSize(*_LEAST)
        self.field = LineField(_("Find in the guide"), _("Find in the guide"))
        self.field.setClearButtonEnabled(True)
        self._left = QWidget()
        self.contents = QListWidget()
        self.contents.setObjectName("contents")
        self.contents.setAccessibleName(_("Contents of the guide"))
        self.contents.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = wrapped(_("No page holds all of these words."), "quiet")
        self._nothing.hide()
        self.reader = Reader()
        self.back_button, self.forward_button = button(_("Back")), button(_("Forward"))
        self.home_button = button(_("Contents"), "", _("To the first page of the guide"))
        self._finding = QTimer(self)
        self._finding.setSingleShot(True)
        self._finding.setInterval(_LATER_MS)
        self._finding.timeout.connect(self.look_up)
        self._lay_out()
        self._connect()
        self._list([(page, 0) for page in pages])

    @property
    def page(self) -> str:
        """The name of the page that is shown; empty before the first."""
        return self._trail[self._at] if self._trail else ""

    def begin(self, page: str) -> None:
        """Show a page, with nothing looked for, and come to the front."""
        self.field.clear()
        self.look_up()
        self.go(page)
        if not self.isVisible():
            room = self.screen().availableGeometry() if self.screen() is not None else self.geometry()
            self.resize(min(_SIZE[0], room.width() - 40), min(_SIZE[1], room.height() - 60))
        self.show()
        self.activateWindow()
        self.reader.setFocus()

    def go(self, name: str) -> None:
        """Show a page, the first one where there is none of that name; it is one step to go back from."""
        name = name if name in self._by_name else INDEX
        if name != self.page:
            self._trail = [*self._trail[: self._at + 1], name]
            self._at = len(self._trail) - 1
        self._show()

    def back(self) -> None:
        """Show the page of before."""
        self._step(-1)

    def forward(self) -> None:
        """Show the page that one went back from."""
        self._step(1)

    def look_up(self) -> None:
        """List the pages that hold all the words of the field, or all pages; the page that is shown marks them."""
        self._finding.stop()
        words = self.field.text()
        parts = wanted(words)
        found = find_pages(self._pages, words) if parts else tuple((page, 0) for page in self._pages)
        self._nothing.setVisible(not found)
        self._list(list(found))
        self.reader.highlight(parts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear the words before closing; Enter in the field opens the first page found, Down goes on to the list."""
        if event.key() == _K.Key_Escape and self.field.text():
            self.field.clear()
            self.look_up()
        elif self.field.hasFocus() and event.key() in (_K.Key_Return, _K.Key_Enter):
            self.look_up()
            self._open_row(self.contents.item(0))
        elif self.field.hasFocus() and event.key() == _K.Key_Down:
            self.contents.setFocus()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the page its part of a small window."""
        super().resizeEvent(event)
        self._keep_width()

    def _keep_width(self) -> None:
        self._left.setFixedWidth(min(self.fontMetrics().height() * _CONTENTS_WIDE, round(self.width() * _PART)))

    def _step(self, step: int) -> None:
        if 0 <= self._at + step < len(self._trail):
            self._at += step
            self._show()

    def _show(self) -> None:
        page = self._by_name[self.page]
        self.setWindowTitle(_("Guide: {title}").format(title=page.title))
        self.reader.show_page(page.text, wanted(self.field.text()))
        self.back_button.setEnabled(self._at > 0)
        self.forward_button.setEnabled(self._at < len(self._trail) - 1)
        self._mark_row()

    def _list(self, found: list[tuple[Page, int]]) -> None:
        self.contents.clear()
        for page, count in found:
            row = QListWidgetItem(f"{_INDENT}{page.title}" if page.is_under and not count else page.title)
            if count:
                row.setText(plural("{title} · {n} hit", "{title} · {n} hits", count).format(title=page.title, n=count))
            row.setToolTip(tip(page.title))
            row.setData(Qt.ItemDataRole.UserRole, page.name)
            self.contents.addItem(row)
        self._mark_row()

    def _mark_row(self) -> None:
        self.contents.setCurrentRow(-1)
        for at in range(self.contents.count()):
            if self.contents.item(at).data(Qt.ItemDataRole.UserRole) == self.page:
                self.contents.setCurrentRow(at)

    def _open_row(self, row: QListWidgetItem | None) -> None:
        if row is not None:
            self.go(str(row.data(Qt.ItemDataRole.UserRole)))

    def _on_link(self, url: QUrl) -> None:
        """Go to a page of the guide; whatever else a link names is not opened."""
        if is_page(url.toString()):
            self.go(url.toString().removesuffix(".md"))

    def _connect(self) -> None:
        self.field.textChanged.connect(lambda _text: self._finding.start())
        self.contents.itemClicked.connect(self._open_row)
        self.contents.itemActivated.connect(self._open_row)
        self.reader.anchorClicked.connect(self._on_link)
        self.back_button.clicked.connect(self.back)
        self.forward_button.clicked.connect(self.forward)
        self.home_button.clicked.connect(lambda: self.go(INDEX))
        keys = (
            (QKeySequence.StandardKey.Back, self.back),
            (QKeySequence.StandardKey.Forward, self.forward),
            (QKeySequence.StandardKey.Find, self.field.setFocus),
        )
        for key, do in keys:
            QShortcut(key, self).activated.connect(do)

    def _lay_out(self) -> None:
        self._keep_width()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(12, 12, 8, 8)
        for one in (self.field, self._nothing, self.contents):
            column.addWidget(one, 1 if one is self.contents else 0)
        right = QVBoxLayout()
        right.setContentsMargins(0, 12, 8, 8)
        right.setSpacing(8)
        right.addLayout(_in_row(self.back_button, self.forward_button, self.home_button))
        right.addWidget(self.reader, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._left)
        outer.addLayout(right, 1)


def _in_row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(8, 0, 0, 0)
    row.setSpacing(6)
    for one in buttons:
        row.addWidget(one)
    row.addStretch(1)
    return row
