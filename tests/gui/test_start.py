"""The first minute: the welcome page, the sample, a bank of one's own, what is remembered, and files that are none."""

import json
import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox

from banks import a_bank, a_story
from gui.hands import Hands
from storybank.__main__ import main
from storybank.gui.arriving import Arriving
from storybank.gui.start import Program
from storybank.services.preferences import read_preferences
from storybank.services.session import Session


def test_a_first_start_shows_the_welcome_page_and_nothing_that_needs_a_bank(hands: Hands) -> None:
    assert hands.window.stack.currentWidget() is hands.window.welcome
    assert hands.window.navigation.isHidden()
    assert hands.window.top.isHidden()
    enabled = {name.replace("&", "") for name, action in hands.program.menus.actions.items() if action.isEnabled()}
    assert enabled == {
        "Guide", "What is new",
        "New bank …", "Open …", "Open the sample", "Quit", "Light", "Dark", "As the system", "About Storybank",
        "Any command …", "Keyboard shortcuts", "Larger text", "Smaller text", "Usual text size", "Show the hints again", "Remember recent banks",
    }  # fmt: skip


def test_the_sample_opens_as_a_copy_that_goes_with_the_program(hands: Hands) -> None:
    hands.click("Nine stories of an invented candidate, in a copy that is thrown away")
    path = hands.document.path
    assert len(hands.bank.stories) == 9
    assert "copy of the sample" in hands.said
    assert hands.program.settings.now.recent == ()
    assert hands.window.windowTitle().endswith("– Storybank")
    hands.menu("Close bank")
    assert not path.exists()
    assert not path.parent.exists()
    assert hands.window.stack.currentWidget() is hands.window.welcome


def test_the_sample_can_be_opened_anew_over_itself_while_something_is_being_typed(hands: Hands) -> None:
    hands.menu("Open the sample")
    first = hands.document.path
    hands.write("Hook", "typed a moment ago")
    hands.menu("Open the sample")
    assert "typed a moment ago" not in {story.hook for story in hands.bank.stories}
    assert hands.document.path != first
    assert not first.parent.exists()
    hands.write("Hook", "and this goes into the new copy")
    assert hands.window.flush()


def test_a_new_bank_is_made_private_and_opened(hands: Hands) -> None:
    path = hands.home / "mine"
    hands.answer(QFileDialog, "getSaveFileName", (str(path), ""))
    hands.click("Make a bank of your own (Ctrl+Shift+N)")
    made = path.with_suffix(".storybank")
    assert hands.document.path == made
    assert hands.bank.stories == ()
    assert made.stat().st_mode & 0o777 == 0o600
    assert hands.program.settings.now.recent == (str(made),)
    assert hands.document.stack.count() == 0


def test_a_new_bank_refuses_a_file_that_is_there(hands: Hands) -> None:
    path = hands.home / "mine.storybank"
    path.write_bytes(b"precious")
    hands.answer(QFileDialog, "getSaveFileName", (str(path), ""))
    hands.menu("New bank …")
    assert path.read_bytes() == b"precious"
    assert "already there" in hands.said
    assert hands.window.stack.currentWidget() is hands.window.welcome


def test_a_dialog_that_is_closed_does_nothing(hands: Hands) -> None:
    hands.answer(QFileDialog, "getSaveFileName", ("", ""))
    hands.answer(QFileDialog, "getOpenFileName", ("", ""))
    hands.menu("New bank …")
    hands.menu("Open …")
    assert hands.window.document is None
    assert not hands.said


def test_recent_banks_are_remembered_and_can_be_forgotten(hands: Hands) -> None:
    first, second = hands.open(a_bank(), "first"), hands.open(a_bank(), "second")
    assert read_preferences().recent == (str(second), str(first))
    hands.menu("Close bank")
    assert f"Open {first}" in hands.names(hands.window.welcome)
    hands.click(f"Do not remember {first}")
    assert f"Open {first}" not in hands.names(hands.window.welcome)
    assert read_preferences().recent == (str(second),)
    hands.click(f"Open {second}")
    assert hands.document.path == second


def test_the_next_start_opens_the_last_bank_and_stands_where_it_stood(hands: Hands) -> None:
    path = hands.open(a_bank(a_story("one")))
    hands.window.resize(900, 620)  # the offscreen screen is 800 × 800, and Qt keeps a window on it
    hands.program.end()
    again = Program(hands.program._app, read_preferences())
    try:
        again.begin(None)
        assert again.window.document is not None
        assert again.window.document.path == path
        assert again.window.height() == 620
    finally:
        again.end()
        again.window.hide()
        again.deleteLater()
        again.window.deleteLater()


def test_a_theme_is_remembered(hands: Hands) -> None:
    hands.menu("Dark")
    assert read_preferences().theme == "dark"
    hands.menu("Light")
    assert read_preferences().theme == "light"


def test_settings_that_are_nonsense_count_as_none(hands: Hands) -> None:
    file = hands.home / "config" / "storybank" / "preferences.json"
    file.parent.mkdir(exist_ok=True)
    for text in ("", "[]", "{", json.dumps({"recent": 3}), json.dumps({"recent": ["/nowhere/\x00"], "geometry": "zz"})):
        file.write_text(text)
        program = Program(hands.program._app, read_preferences())
        program.begin(None)
        assert program.window.document is None
        program.window.deleteLater()
        program.deleteLater()


UNREADABLE = {
    "empty": b"", "text": b"not a bank", "zeros": b"\0" * 5000, "cut off": b"SQLite format 3\0" + b"\0" * 84, "json": b'{"stories": []}',
}  # fmt: skip


@pytest.mark.parametrize("kind", [*UNREADABLE, "missing", "folder"])
def test_an_unreadable_file_is_said_in_the_bar_and_the_window_stays(hands: Hands, kind: str) -> None:
    path = hands.open(a_bank(a_story("kept")), "kept")
    bad = hands.home / "bad.storybank"
    if kind == "folder":
        bad.mkdir()
    elif kind != "missing":
        bad.write_bytes(UNREADABLE[kind])
    hands.answer(QFileDialog, "getOpenFileName", (str(bad), ""))
    hands.menu("Open …")
    assert "bad.storybank" in hands.said
    assert "Traceback" not in hands.said
    assert hands.document.path == path
    hands.write("Hook", "still writable")
    assert hands.window.flush()
    assert hands.story_on_disk().hook == "still writable"
    assert str(bad) not in read_preferences().recent


def test_a_last_bank_that_is_gone_or_broken_leads_to_the_welcome_page(hands: Hands) -> None:
    path = hands.open(a_bank())
    hands.menu("Close bank")
    os.truncate(path, 700)
    hands.program.begin(None)
    assert hands.window.stack.currentWidget() is hands.window.welcome
    assert path.name in hands.said
    path.unlink()
    hands.window.notice.hide()
    hands.program.begin(None)
    assert not hands.said


def test_opening_another_bank_writes_what_was_typed_into_the_first(hands: Hands) -> None:
    first = hands.open(a_bank(a_story("one")), "first")
    hands.write("Hook", "typed just now")
    hands.open(a_bank(a_story("two")), "second")
    with Session.open(first, read_only=True) as session:
        assert session.bank.stories[0].hook == "typed just now"


def test_opening_the_bank_that_is_open_keeps_what_was_typed_and_stays_writable(hands: Hands) -> None:
    path = hands.open(a_bank(a_story("one")))
    hands.write("Hook", "typed just now")
    assert hands.program.open_path(path)
    hands.settle()
    assert hands.bank.stories[0].hook == "typed just now"
    hands.write("Hook", "and more")
    assert hands.window.flush()
    assert not hands.said
    assert hands.story_on_disk().hook == "and more"


def test_a_file_given_on_the_command_line_is_opened(hands: Hands, tmp_path: Path) -> None:
    path = tmp_path / "given.storybank"
    Session.create(path, a_bank(a_story("given"))).close()
    hands.program.begin(path)
    assert hands.document.path == path


def test_a_bank_that_the_finder_hands_over_is_opened(hands: Hands, tmp_path: Path) -> None:
    """Only a Mac sends such events, and the filter is only put there; here it is asked itself."""
    path = tmp_path / "mine.storybank"
    Session.create(path, a_bank(a_story("a", title="Handed over"))).close()
    arriving = Arriving(hands.program, hands.program.open_path)
    assert arriving.eventFilter(hands.window, QFileOpenEvent(str(path)))
    assert hands.document.path == path
    assert not arriving.eventFilter(hands.window, QEvent(QEvent.Type.User))


def test_without_a_terminal_a_refusal_is_said_in_a_box(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "critical", lambda _parent, _title, sentence: said.append(sentence))
    monkeypatch.setattr(sys, "argv", ["storybank", "nowhere.storybank"])
    monkeypatch.setattr(sys, "stderr", None)
    assert main() == 2
    assert len(said) == 1
    assert "nowhere.storybank" in said[0]
