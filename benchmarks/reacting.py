"""In a process of its own: how soon the window answers. `reacting.py FOLDER COUNT` prints one line of JSON, milliseconds by name.

Every time is taken from the event that a person causes to the end of the painting that answers it, on a real window of 1280×800, offscreen.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.append(str(Path(__file__).parent))  # `-P` leaves it out

from material import bank_of, sample
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from storybank.gui.start import Program
from storybank.gui.theme import QT_WORDS
from storybank.model import Bank
from storybank.services.preferences import NONE
from storybank.services.session import Session

TEXT_BYTES = 20_000
KEYS = "and then we measured what it cost them, twice. "
SEARCHED = ("e", "ou", "the", "limit", "ownership", "41 %", "support engineers")
Times = dict[str, list[float]]


def main() -> None:
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    app = QApplication([*sys.argv[:1], *QT_WORDS])
    desk = Window(app, folder)
    times = desk.typing(count) | desk.switching(count) | desk.scrolling(count) | desk.searching(count)
    times |= desk.previewing(max(5, count // 10))
    times["bare keystroke"] = bare_typing(app, count)
    print(json.dumps(times), flush=True)
    desk.program.end()


class Window:
    """The program with banks of different sizes."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self.app, self.folder = app, folder
        self.program = Program(app, NONE)
        self.program.window.resize(1280, 800)
        self.program.window.show()
        self.program.begin(None)

    def typing(self, count: int) -> Times:
        """Type in the middle of a narrative of 20 KB; autosave does what it always does meanwhile."""
        bank = sample()
        story = replace(bank.stories[0], narrative=long_text(bank.stories[0].narrative))
        self._open("typing", bank.with_story(story))
        stories = self.program.window.stories
        stories.show_story(story.id, "narrative")
        self._settle()
        field = QApplication.focusWidget()
        to_the_middle(field)
        self._settle()
        keys = (KEYS * (count // len(KEYS) + 1))[:count]
        return {"keystroke": [self._timed(lambda key=key: QTest.keyClicks(field, key)) for key in keys]}

    def switching(self, count: int) -> Times:
        """Go from page to page in a bank of 300 stories; the first time, when a page is made, is counted apart."""
        self._open("switching", bank_of(300))
        window = self.program.window
        first = [self._timed(lambda page=page: window.show_page(page)) for page in ("coverage", "gaps")]
        pages = ("stories", "coverage", "gaps")
        again = [self._timed(lambda page=pages[n % 3]: window.show_page(page)) for n in range(count // 4)]
        return {"page made": first, "page switch": again}

    def scrolling(self, count: int) -> Times:
        """Scroll through the matrix of 16 × 300, a notch of the wheel at a time."""
        window = self.program.window
        window.show_page("coverage")
        self._settle()
        bar = window.coverage.view.verticalScrollBar()
        step = max(1, bar.maximum() // count)
        return {"scrolling": [self._timed(lambda at=n: bar.setValue(at * step)) for n in range(1, count)]}

    def searching(self, count: int) -> Times:
        """Search 1,000 stories, letter by letter."""
        from storybank.analysis.search import hits

        bank = bank_of(1000)
        hits(bank, bank.framework, "warm")
        rule = []
        for n in range(max(1, count // 20)):
            words = SEARCHED[n % len(SEARCHED)]
            for end in range(1, len(words) + 1):
                start = time.perf_counter()
                hits(bank, bank.framework, words[:end])
                rule.append((time.perf_counter() - start) * 1000)
        self._open("searching", bank)
        field = self.program.window.top.search
        field.setFocus()
        self._settle()
        QTest.keyClicks(field, "x")  # what is made for the first search is made
        shown = []
        for words in SEARCHED:
            field.clear()
            self._settle()
            shown += [self._timed(lambda key=key: QTest.keyClicks(field, key)) for key in words]
        return {"search": rule, "search shown": shown}

    def previewing(self, count: int) -> Times:
        """Change a story under the preview of the cheat sheet: until the new page is sharp, and the longest that the window did not answer."""
        self._open("previewing", sample())
        self.program.window.show_page("paper")
        page = self.program.window.paper
        page.choices.kind.setCurrentIndex(page.choices.kind.findData("cheatsheet"))
        self._settle()
        document, shown, held = self.program.window.document, [], []
        for number in range(count):
            story = document.bank.stories[0]
            start = last = time.perf_counter()
            document.edit_story(replace(story, title=f"{story.title.rstrip('.')}{'.' * (number % 2)}"), "Change", "")
            worst = 0.0
            while page.is_due or not page.preview.is_sharp:
                self.app.processEvents()
                now = time.perf_counter()
                worst, last = max(worst, now - last), now
                if now - start > 5:
                    raise RuntimeError("the preview of a changed bank was not made within 5 s")
                time.sleep(0.001)  # the other thread needs Python too, as it has it while a window waits
            shown.append((time.perf_counter() - start) * 1000)
            held.append(worst * 1000)
        return {"preview": shown, "preview held": held}

    def _open(self, name: str, bank: Bank) -> None:
        path = self.folder / f"{name}.storybank"
        Session.create(path, bank).close()
        self.program.open_path(path, remember=False)
        self._settle()

    def _settle(self) -> None:
        """Let what waits for the first painting, and what is due in slices, be done."""
        end = time.perf_counter() + 0.4
        while time.perf_counter() < end:
            self.app.processEvents()

    def _timed(self, act: Callable[[], object]) -> float:
        start = time.perf_counter()
        act()
        self.app.processEvents()
        return (time.perf_counter() - start) * 1000


def bare_typing(app: QApplication, count: int) -> list[float]:
    """Type into Qt's own editor with the same text: what a keystroke costs at least."""
    window = QWidget()
    field = QPlainTextEdit(long_text("One sentence, and another one of about the same length.\n\n"), window)
    field.setFont(QFont("Inter", 11))
    window.resize(1280, 800)
    field.resize(620, 780)
    window.show()
    app.processEvents()
    to_the_middle(field)
    times = []
    for number in range(count):
        start = time.perf_counter()
        QTest.keyClicks(field, KEYS[number % len(KEYS)])
        app.processEvents()
        times.append((time.perf_counter() - start) * 1000)
    return times


def long_text(text: str) -> str:
    """Return a text again and again, 20 KB of it, in paragraphs."""
    return (text.rstrip() + "\n\n") * (TEXT_BYTES // (len(text) + 2) + 1)


def to_the_middle(field: QWidget) -> None:
    cursor = field.textCursor()
    cursor.setPosition(len(field.toPlainText()) // 2)
    field.setTextCursor(cursor)
    field.setFocus(Qt.FocusReason.OtherFocusReason)


if __name__ == "__main__":
    main()
