"""What a user does: look for a widget by the name that a screen reader says, click it, type into it, and look into the file."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from storybank.gui.document import Document
from storybank.gui.start import Program
from storybank.gui.window import Window
from storybank.model import Bank, Story
from storybank.services.session import Session
from storybank.store import BankFile

Key, Modifier = Qt.Key, Qt.KeyboardModifier
W = TypeVar("W", bound=QWidget)
PROMISE_MS = 2000
"""What is typed is in the file within this time."""


class Hands:
    """A person at the window."""

    def __init__(self, program: Program, qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.program = program
        self.qtbot = qtbot
        self.home = home
        self.monkeypatch = monkeypatch
        self.around: QWidget | None = None  # where to look instead of the window
        for box in ("exec", "open"):
            monkeypatch.setattr(QMessageBox, box, self._modal)
            monkeypatch.setattr(QDialog, box, self._modal)

    @property
    def window(self) -> Window:
        return self.program.window

    @property
    def document(self) -> Document:
        assert self.window.document is not None
        return self.window.document

    @property
    def bank(self) -> Bank:
        return self.document.bank

    @property
    def said(self) -> str:
        """What the notice bar says; empty while it is hidden."""
        return self.window.notice.text if self.window.notice.isVisible() else ""

    # Opening

    def open(self, bank: Bank, name: str = "bank") -> Path:
        """Make a file of a bank and open it."""
        path = self.home / f"{name}.storybank"
        Session.create(path, bank).close()
        assert self.program.open_path(path)
        self.settle()
        return path

    def on_disk(self) -> Bank:
        """Return the bank that somebody else would read from the file now."""
        with BankFile.open(self.document.path, read_only=True) as file:
            return file.read()

    def story_on_disk(self, story_id: str = "") -> Story:
        story = self.on_disk().story(story_id or str(self.window.stories.editor.story_id))
        assert story is not None
        return story

    def reaches_disk(self, check: Callable[[], bool], milliseconds: int = PROMISE_MS) -> None:
        """Wait until the file holds it; no longer than was promised."""
        self.qtbot.waitUntil(check, timeout=milliseconds)

    # Looking

    def settle(self) -> None:
        """Let everything that is due happen, deletions included, and what waits for the first painting."""
        if self.window.document is not None:
            self.window.stories._begin()
            assert self.window.stories.editor.sections
        for _ in range(3):
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete

    def named(self, name: str, kind: type[W] = QWidget, within: QWidget | None = None) -> W:  # type: ignore[assignment]
        """Return the widget that a screen reader calls so."""
        self.settle()
        around = within or self.around or self.window
        found = [
            w for w in around.findChildren(kind) if spoken(w) == name and not w.isHidden() and not isinstance(w, QLabel)
        ]
        assert found, f"nothing is called “{name}”"
        return found[0]

    def names(self, within: QWidget | None = None, kind: type[QWidget] = QWidget) -> list[str]:
        """Return the names of everything that can be seen."""
        self.settle()
        return [spoken(w) for w in (within or self.window).findChildren(kind) if w.isVisible()]

    def texts(self, within: QWidget) -> list[str]:
        """Return the texts of the labels that can be seen."""
        self.settle()
        return [w.text() for w in within.findChildren(QLabel) if w.isVisible()]

    @property
    def focus(self) -> str:
        """The name of what has the focus."""
        widget = QApplication.focusWidget()
        return spoken(widget) if widget else ""

    # Acting

    def press(self, keys: str | Key, modifier: Modifier = Modifier.NoModifier) -> None:
        """Press a key, or type a text, where the focus is."""
        widget = QApplication.focusWidget() or self.window
        if isinstance(keys, str):
            type_into(widget, keys, modifier)
        else:
            QTest.keyClick(widget, keys, modifier)
        QApplication.processEvents()

    def write(self, name: str, text: str) -> None:
        """Put the cursor into a field, replace what stands there, and type."""
        widget = self.named(name)
        widget.setFocus()
        select_all(widget)
        if not text:
            QTest.keyClick(widget, Key.Key_Delete)
        for number, line in enumerate(text.split("\n")):
            if number:
                QTest.keyClick(widget, Key.Key_Return)
            type_into(widget, line)

    def choose(self, name: str, value: object) -> None:
        """Choose an entry of a closed list, by its text or its value, with the keys."""
        box = self.named(name, QComboBox)
        rows = [row for row in range(box.count()) if value in (box.itemText(row), box.itemData(row))]
        assert rows, f"“{name}” does not offer {value}"
        box.setFocus()
        box.setCurrentIndex(rows[0])
        box.activated.emit(rows[0])
        self.settle()

    def score(self, principle: str, value: float | None) -> None:
        """Score a principle of the story that is shown, by keys; None takes the score back."""
        self.named(f"Score for {principle}").setFocus()
        self.press(Key.Key_Delete if value is None else f"{value:g}"[:2])
        self.settle()

    def add_principle(self, name: str) -> None:
        """Search for a principle by its name and add it to the story that is shown, by keys."""
        self.named("Add a principle", QAbstractButton).setFocus()
        self.press(Key.Key_Return)
        self.press(name)
        self.press(Key.Key_Return)
        self.settle()

    def click(self, name: str, within: QWidget | None = None) -> None:
        """Click a button, by its name."""
        button = self.named(name, QAbstractButton, within)
        assert button.isEnabled(), f"“{name}” is disabled"
        button.click()
        self.settle()

    def menu(self, name: str) -> None:
        """Choose a menu entry, by its name without the ampersand."""
        actions = {key.replace("&", ""): action for key, action in self.program.menus.actions.items()}
        assert actions[name].isEnabled(), f"“{name}” is disabled"
        actions[name].trigger()
        self.settle()

    def answer(self, target: object, name: str, value: object) -> list[tuple[object, ...]]:
        """Answer a dialog that opens; returns what it was asked."""
        asked: list[tuple[object, ...]] = []

        def answered(*words: object, **_named: object) -> object:
            asked.append(words)
            return value

        self.monkeypatch.setattr(target, name, answered)
        return asked

    @staticmethod
    def _modal(*_words: object) -> int:
        pytest.fail("a modal box opened")


def type_into(widget: QWidget, text: str, modifier: Modifier = Modifier.NoModifier) -> None:
    """Type; characters that no key of `QTest` stands for come as an input method would send them."""
    for character in text:
        if character.isascii():
            QTest.keyClicks(widget, character, modifier)
        else:
            QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, 0, modifier, character))


def select_all(widget: QWidget) -> None:
    getattr(widget, "selectAll", lambda: None)()


def spoken(widget: QWidget) -> str:
    """Return what a screen reader calls a widget. (Of a combo box Qt tells AT-SPI the value; its name goes the way of the label.)"""
    if widget.accessibleName():
        return widget.accessibleName()
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""
