"""One search for the whole bank: the list of stories narrows, the hits stand below the field, and each can be gone to."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from storybank.analysis.folding import wanted
from storybank.analysis.search import Findings, find, prepare
from storybank.analysis.searchable import LOOP
from storybank.gui.pages import enter
from storybank.gui.search.panel import Panel, told
from storybank.gui.search.selecting import select, selected_text
from storybank.model import Bank

if TYPE_CHECKING:
    from storybank.gui.window import Window

_SLICE = 30  # stories that are made ready at a time: about three milliseconds
_NOTHING = Findings((), 0, 0)
_K = Qt.Key


class Searching(QObject):
    """What stands behind the field of the top bar. Nothing of it is ever written down."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._field = window.top.search
        self._panel: Panel | None = None
        self._findings = _NOTHING
        self._words = ""
        self._from = ""  # the page on which the search began
        self._bank: Bank | None = None  # that was searched last
        self._at = self._place = 0  # the hit one stands on, and the place in it
        self._gone = False  # whether one went to it
        self._going = False
        self._ready = 0
        self._slices = QTimer(self)
        self._slices.timeout.connect(self._prepare)
        window.opened.connect(self._forget)

    @property
    def findings(self) -> Findings:
        """What was found last."""
        return self._findings

    @property
    def panel(self) -> Panel:
        """Where the hits are shown; made with the first search."""
        if self._panel is None:
            self._panel = Panel(self._window, self._field)
            self._panel.chosen.connect(self._go_to)
        return self._panel

    def enter(self) -> None:
        """Show again what was found, and make the stories ready to be searched."""
        if self._window.document is None:
            return
        if self._field.text().strip() and self._words:
            self._find()
            self._show()
        self._ready = 0
        self._slices.start(0)

    def leave(self) -> None:
        """Put the hits away; F3 still goes through them."""
        if self._panel is not None:
            self._panel.hide()

    def search(self, words: str) -> None:
        """Narrow the list of stories to what holds these words, and show where they stand."""
        document = self._window.document
        if document is None:
            return
        if words:
            self._from = self._from if self._words else self._window.place[0]
            self._window.show_page("stories")
        self._window.stories.search(words)
        if self._going:  # a story was gone to that the list did not show: the filter goes, the hits stay
            return
        self._words, self._at, self._place, self._gone = words, 0, 0, False
        self._find()
        if wanted(words) and self._field.hasFocus():
            self._show()
        else:
            self.leave()

    def press(self, key: int) -> None:
        """Move among the hits, go to one, or leave the search."""
        last = len(self._findings.hits) - 1
        if key == _K.Key_Escape:
            self._escape()
        elif last < 0 or self._panel is None or not self._panel.isVisible():
            if key in (_K.Key_Return, _K.Key_Enter, _K.Key_Down):
                self._to_the_list()
        elif key in (_K.Key_Return, _K.Key_Enter):
            self._go()
        else:
            page = self.panel.page
            steps = {_K.Key_Up: -1, _K.Key_Down: 1, _K.Key_PageUp: -page, _K.Key_PageDown: page}
            self._stand_on(max(0, min(last, self._at + steps[_K(key)])))

    def next_hit(self) -> None:
        """Go to the hit one stands on, from then on to the next place, round and round."""
        self._step(1)

    def previous_hit(self) -> None:
        """Go to the place before."""
        self._step(-1)

    def search_selection(self) -> None:
        """Search for the words that are selected, as they stand together; where none are, go to the field."""
        text = selected_text(QApplication.focusWidget())
        self._field.begin()
        if text and selected_text(self._field) != text:
            self._field.setText(f'"{text}"' if " " in text else text)

    def _find(self) -> None:
        document = self._window.document
        if document is not None:
            self._bank = document.bank
            self._findings = find(document.bank, document.framework, self._words)

    def _show(self) -> None:
        if self._bank is not None and wanted(self._words):
            self.panel.show_findings(self._findings, self._bank)
            self._stand_on(self._at)

    def _stand_on(self, hit: int) -> None:
        if hit != self._at:
            self._at, self._place, self._gone = hit, 0, False
        said = self.panel.show_current(hit) if self._findings.hits else ""
        self._field.setAccessibleDescription(". ".join(part for part in (told(self._findings), said) if part))

    def _step(self, step: int) -> None:
        document = self._window.document
        if document is None or not wanted(self._words):
            self._field.begin()
            return
        if document.bank is not self._bank:
            self._find_again()
        hits = self._findings.hits
        if not hits:
            self._field.begin()
            return
        if self._gone:
            self._place += step
            if not 0 <= self._place < len(hits[self._at].spans):
                self._at = (self._at + step) % len(hits)
                self._place = 0 if step > 0 else len(hits[self._at].spans) - 1
        self._go()

    def _find_again(self) -> None:
        """Search the bank as it is now, and stand where one stood."""
        before = self._findings.hits[self._at] if self._findings.hits else None
        self._find()
        same = (
            n
            for n, hit in enumerate(self._findings.hits)
            if before and (hit.story, hit.field) == (before.story, before.field)
        )
        hits = self._findings.hits
        self._at = next(same, max(0, min(self._at, len(hits) - 1)))
        self._place = min(self._place, len(hits[self._at].spans) - 1) if hits else 0

    def _go_to(self, hit: int) -> None:
        self._stand_on(hit)
        self._go()

    def _go(self) -> None:
        """Go to the place one stands on: its field has the focus then, and what was found is selected."""
        hit = self._findings.hits[self._at]
        self._gone = self._going = True
        self.leave()
        try:
            if hit.story is not None:
                self._window.open_story(hit.story, hit.field)
                editor = self._window.stories.editor
                select(QApplication.focusWidget(), editor, hit.text, wanted(self._words), self._place)
            elif hit.field == LOOP:
                self._window.wants_target.emit()
            else:
                self._window.show_page("gaps")
        finally:
            self._going = False

    def _escape(self) -> None:
        """Clear the words, and be on the page again on which they were begun; where there are none, leave the field."""
        if not self._field.text():
            _go_back(self._window)
            return
        back = "" if self._gone else self._from
        self._field.clear()
        if back not in ("", "stories"):
            self._window.show_page(back)

    def _to_the_list(self) -> None:
        if not self._words:
            _go_back(self._window)
        elif self._window.document is not None:
            self._window.show_page("stories")
            self._window.stories.list.setFocus()

    def _prepare(self) -> None:
        document = self._window.document
        if document is None:
            self._slices.stop()
            return
        self._ready = prepare(document.bank, document.framework, self._ready, _SLICE)
        if self._ready >= len(document.bank.stories):
            self._slices.stop()

    def _forget(self) -> None:
        """Begin anew: another bank is open, or none."""
        self._findings, self._words, self._bank = _NOTHING, "", None
        self._at = self._place = 0
        self._field.clear()
        self.leave()


def _go_back(window: "Window") -> None:
    """Go to what had the focus on the page that is shown."""
    page = window.stack.currentWidget()
    before = page.focusWidget() if page is not None else None
    if before is not None and before.isVisible() and before.isEnabled():
        before.setFocus(Qt.FocusReason.OtherFocusReason)
    else:
        enter(window)
