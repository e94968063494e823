"""The running program for tests: a real window of 1280×800 on the offscreen platform, in a home of its own."""

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from banks import a_bank, a_story
from gui.hands import Hands
from storybank.exchange.frameworks import Catalogue
from storybank.gui.start import Program
from storybank.gui.theme import Theme, apply_theme
from storybank.gui.window import Window
from storybank.model import Bank
from storybank.services.loading import sample_bank
from storybank.services.preferences import read_preferences


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with nothing in it, so that no test sees or touches the settings of whoever runs it."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name, inside in (("HOME", ""), ("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("TMPDIR", "tmp")):
        (folder / inside).mkdir(exist_ok=True)
        monkeypatch.setenv(name, str(folder / inside))
    monkeypatch.setattr("tempfile.tempdir", None)
    return folder


@pytest.fixture(autouse=True)
def collected_between_events() -> Iterator[None]:
    """Collect garbage as the program does: never in the middle of Qt's own work."""
    gc.disable()
    yield
    gc.collect()


@pytest.fixture(scope="session")
def sample() -> Bank:
    """The bank of the sample, as a record."""
    return sample_bank(Catalogue.standard())


def _apply_once(app: QApplication, theme: Theme, percent: int = 100) -> None:
    """Apply a theme unless it is the one in use: that costs a quarter of a second, and every test starts a program."""
    look = f"{theme.name} {percent}"
    if app.property("look in tests") != look:
        apply_theme(app, theme, percent)
        app.setProperty("look in tests", look)


def let_go_of_the_mouse(window: Window) -> None:
    """End a click that a test began: a double click by QTest leaves the button down, and the next test's page would wait for it."""
    if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
        QTest.mouseRelease(window, Qt.MouseButton.LeftButton)
    assert QApplication.mouseButtons() == Qt.MouseButton.NoButton


@pytest.fixture
def hands(qtbot: QtBot, qapp: object, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hands]:
    """A started program on its first start, and the hands of its user. A modal box that a test did not expect fails it."""
    monkeypatch.setattr("storybank.gui.theme.apply_theme", _apply_once)
    program = Program(qapp, read_preferences())  # type: ignore[arg-type]
    program.window.resize(1280, 800)
    program.window.show()
    program.window.activateWindow()
    qtbot.waitExposed(program.window)
    made = Hands(program, qtbot, home, monkeypatch)
    program.begin(None)
    yield made
    let_go_of_the_mouse(program.window)
    monkeypatch.undo()
    monkeypatch.setattr(Window, "leave", lambda _window: True, raising=False)
    program.end()
    program.window.hide()
    program.window.deleteLater()
    program.deleteLater()
    qtbot.wait(0)


@pytest.fixture
def story(hands: Hands) -> Hands:
    """A bank with one blank story, shown."""
    hands.open(a_bank(a_story("one", title="Blank")))
    return hands
