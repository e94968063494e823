"""A mistake of our own, wherever it happens: what was typed is in the file, the log quotes nothing, the bar says it once, and the work goes on."""

import gc
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

import storybank
from banks import a_bank, a_story
from gui.hands import Hands
from storybank.gui.telling import Mistakes
from storybank.paths import log_folder
from storybank.services import recovery

MARK = "Globex"
SENTENCE = "Storybank made a mistake of its own; what you typed is saved. The details are in "


class Listening:
    """The hands of a user whose program tells of its mistakes, and a list of what the bar was asked to say."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self.told: list[str] = []
        ask = hands.window.notice.ask

        def noted(text: str, *more: object, **named: object) -> None:
            self.told.append(text)
            ask(text, *more, **named)  # type: ignore[arg-type]

        hands.monkeypatch.setattr(hands.window.notice, "ask", noted)

    @property
    def log(self) -> str:
        path = log_folder() / "storybank.log"
        return path.read_text("utf-8") if path.exists() else ""

    def is_told_once(self, name: str) -> None:
        """Wait for the sentence; it stands in the bar, the log has the mistake, and neither has the story."""
        self.hands.qtbot.waitUntil(lambda: bool(self.told), timeout=3000)
        self.hands.settle()
        assert self.told == [f"{SENTENCE}{log_folder() / 'storybank.log'}."]
        assert name in self.log
        assert MARK not in self.log
        assert self.hands.story_on_disk().hook == MARK
        self.hands.click("Copy details")
        copied = QApplication.clipboard().text()
        assert name in copied
        assert MARK not in copied
        assert str(self.hands.home) not in copied
        self.hands.write("Role", "and goes on")
        self.hands.reaches_disk(lambda: self.hands.story_on_disk().role == "and goes on")


@pytest.fixture
def listening(hands: Hands) -> Iterator[Listening]:
    hooks = sys.excepthook, sys.unraisablehook, threading.excepthook
    hands.open(a_bank(a_story("one")))
    hands.settle()
    made = Listening(hands)
    hands.program.mistakes.listen()
    hands.write("Hook", MARK)
    assert hands.story_on_disk().hook == "", "it is typed, and not written yet"
    yield made
    sys.excepthook, sys.unraisablehook, threading.excepthook = hooks


def raising() -> None:
    raise LookupError(MARK)


def test_in_a_slot(listening: Listening) -> None:
    class Sender(QObject):
        sent = Signal()

    sender = Sender()
    sender.sent.connect(raising)
    sender.sent.emit()
    listening.is_told_once("LookupError")
    assert not hasattr(sys, "last_value"), "it would keep the story, and what was being painted"


def test_in_a_timer_that_goes_on_and_on(listening: Listening) -> None:
    timer = QTimer(listening.hands.window)
    count = []
    timer.timeout.connect(lambda: (count.append(1), raising()))
    timer.start(0)
    listening.hands.qtbot.waitUntil(lambda: len(count) > 500, timeout=10_000)
    timer.stop()
    listening.is_told_once("LookupError")
    assert len(listening.log) < 3000
    assert "×100" in listening.log


def test_while_painting(listening: Listening) -> None:
    class Broken(QWidget):
        def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt calls it so
            painter = QPainter(self)
            painter.drawLine(0, 0, 5, 5)
            raising()

    widget = Broken(listening.hands.window)
    widget.resize(40, 40)
    widget.show()
    for _ in range(5):
        widget.update()
        listening.hands.qtbot.wait(0)
    listening.is_told_once("LookupError")
    widget.hide()
    widget.deleteLater()


def in_thread(listening: Listening) -> None:
    thread = threading.Thread(target=raising)
    thread.start()
    thread.join()


def in_qthread(listening: Listening) -> None:
    class Worker(QThread):
        def run(self) -> None:
            raising()

    worker = Worker(listening.hands.window)
    worker.start()
    assert worker.wait(5000)


def in_del(listening: Listening) -> None:
    class Dying:
        def __del__(self) -> None:
            raising()

    Dying()
    gc.collect()


def in_work(listening: Listening) -> None:
    from storybank.gui.working import work

    assert work(listening.hands.window, "Reading …", lambda _progress: raising()) is None


def in_studio(listening: Listening) -> None:
    listening.hands.window.paper.failed.emit(LookupError(MARK))


@pytest.mark.parametrize("where", [in_thread, in_qthread, in_del, in_work, in_studio])
def test_elsewhere(listening: Listening, where: Callable[[Listening], None]) -> None:
    where(listening)
    listening.is_told_once("LookupError")


def test_in_the_very_writing_it_is_kept_aside_and_let_go_of_when_the_file_has_it(listening: Listening) -> None:
    hands = listening.hands
    before, path = hands.document.edit, hands.document.path
    hands.monkeypatch.setattr(hands.document, "edit", lambda *_words, **_named: raising())
    hands.monkeypatch.setattr(hands.document, "edit_story", lambda *_words, **_named: raising())
    hands.qtbot.waitUntil(lambda: bool(listening.told), timeout=5000)
    assert "is kept in a private file, and offered when you open the bank again" in listening.told[0]
    found = recovery.find(path)
    assert found is not None
    assert found.mine.stories[0].hook == MARK
    assert found.base.stories[0].hook == ""
    hands.monkeypatch.setattr(hands.document, "edit", before)
    hands.monkeypatch.setattr(hands.document, "edit_story", type(hands.document).edit_story.__get__(hands.document))
    assert hands.window.flush()
    hands.settle()
    assert hands.story_on_disk().hook == MARK
    assert recovery.find(path) is None
    assert MARK not in listening.log


def test_telling_that_fails_ends_in_a_sentence(listening: Listening, capfd: pytest.CaptureFixture[str]) -> None:
    codes: list[int] = []
    listening.hands.monkeypatch.setattr(QApplication, "exit", codes.append)
    listening.hands.monkeypatch.setattr(Mistakes, "_tell", lambda *_words: raising())
    QTimer.singleShot(0, raising)
    listening.hands.qtbot.waitUntil(lambda: bool(codes), timeout=3000)
    assert codes == [3]
    err = capfd.readouterr().err
    assert err.count("\n") == 1
    assert "could not tell of it" in err
    assert MARK not in err
    assert listening.hands.story_on_disk().hook == MARK


def start(code: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Start the window in a process of its own, after a few lines of Python that break it."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    environment = {**plain, "PYTHONPATH": str(Path(storybank.__file__).parents[1]), "QT_QPA_PLATFORM": "offscreen"}
    words = [
        sys.executable,
        "-c",
        f"import sys; sys.argv = ['storybank']\n{code}\nfrom storybank.__main__ import main; sys.exit(main())",
    ]
    return subprocess.run(words, env=environment, capture_output=True, text=True, check=False, timeout=60)


BREAKING = {
    "making the window": "import storybank.gui.window as w\ndef no(*a): raise LookupError('words')\nw.Window.show_document = no",
    "reading settings": "import storybank.services.preferences as p\ndef no(*a): raise LookupError('words')\np.read_preferences = no",
    "the handler": "import storybank.gui.telling as t\ndef no(*a): raise LookupError('words')\n"
    "t.Mistakes._tell = no\nimport storybank.gui.start as s\ns.Program.begin = no",
}


@pytest.mark.parametrize("case", BREAKING)
def test_starting_that_fails_ends_in_a_sentence(home: Path, case: str) -> None:
    done = start(BREAKING[case], home)
    assert done.returncode == 3, done
    assert done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith("Storybank made a mistake of its own")
    assert "Traceback" not in done.stderr
    assert "words" not in done.stderr.replace("no words of your stories", "")


def test_a_missing_library_is_named(home: Path) -> None:
    code = """
class No:
    def find_spec(self, name, *more):
        if name.startswith("PySide6"):
            raise ImportError("libEGL.so.1: cannot open", name=name)
sys.meta_path.insert(0, No())
"""
    done = start(code, home)
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert "cannot start without a library: libEGL.so.1: cannot open" in done.stderr


def test_what_is_typed_while_it_repeats_itself_is_kept_too(listening: Listening) -> None:
    hands = listening.hands
    hands.monkeypatch.setattr(hands.document, "edit", lambda *_words, **_named: raising())
    hands.monkeypatch.setattr(hands.document, "edit_story", lambda *_words, **_named: raising())
    hands.qtbot.waitUntil(lambda: bool(listening.told), timeout=5000)
    hands.write("Hook", "typed after it was told")

    def is_kept() -> bool:
        found = recovery.find(hands.document.path)
        return found is not None and found.mine.stories[0].hook == "typed after it was told"

    hands.qtbot.waitUntil(is_kept, timeout=6000)
    assert len(listening.told) == 1


def test_a_file_that_takes_nothing_either_is_said_with_its_answers(listening: Listening) -> None:
    from storybank.services.session import Session
    from storybank.store import BankFull

    def full(session: Session, *_words: object, **_named: object) -> None:
        raise BankFull(session.path)

    hands = listening.hands
    hands.monkeypatch.setattr(Session, "apply", full)
    QTimer.singleShot(0, raising)
    hands.qtbot.waitUntil(lambda: "a mistake of its own" in hands.said, timeout=5000)
    assert "disk is full" in hands.said
    names = hands.names(hands.window.notice)
    assert "Copy details" in names
    assert len([name for name in names if name]) > 2, "what helps against a full disk is offered too"
    hands.monkeypatch.undo()


CLOSING = """
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from storybank.gui import start
from storybank.gui.document import Document
from storybank.gui.fields import LineField
def no(*a, **k): raise LookupError("words")
def act(program):
    window = program.window
    hook = next(w for w in window.findChildren(LineField) if w.accessibleName() == "Hook")
    hook.setFocus()
    QTest.keyClicks(hook, "typed just before")
    Document.edit = Document.edit_story = no
    window.close()
begin = start.Program.begin
def begun(program, file):
    begin(program, Path(BANK))
    QTimer.singleShot(1500, lambda: act(program))
start.Program.begin = begun
"""


def test_a_mistake_in_closing_keeps_what_was_typed(hands: Hands, home: Path) -> None:
    path = hands.open(a_bank(a_story("one")))
    hands.menu("Close bank")
    done = start(f"BANK = {str(path)!r}\n{CLOSING}", home)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done
    found = recovery.find(path)
    assert found is not None
    assert found.mine.stories[0].hook == "typed just before"
