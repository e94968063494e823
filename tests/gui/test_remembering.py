"""What is remembered between two starts, that nothing is where nobody wants it, and a window that stood on a screen that is gone."""

from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QCheckBox, QFileDialog

from banks import a_bank, a_story
from gui.hands import Hands, Key
from storybank.gui.start import Program
from storybank.services.preferences import NONE, LastPlace, Preferences, read_preferences


def again(hands: Hands) -> Program:
    """Start the program once more."""
    program = Program(hands.program._app, read_preferences())
    program.window.show()
    program.begin(None)
    hands.settle()
    return program


def let_go(program: Program) -> None:
    program.end()
    program.window.hide()
    program.window.deleteLater()
    program.deleteLater()


def test_turning_it_off_forgets_every_bank_and_every_place() -> None:
    full = Preferences(recent=("/a", "/b"), places=(LastPlace("/a", "gaps", "x"),), theme="dark")
    off = full.remembering(on=False)
    assert off == Preferences(remember=False, theme="dark")
    assert off.opened(Path("/c")) == off
    assert off.left(Path("/c"), "gaps", "") == off
    assert off.remembering(on=True) == NONE._replace(theme="dark")


def test_a_bank_opened_while_nothing_is_remembered_leaves_no_trace(hands: Hands) -> None:
    path = hands.open(a_bank(a_story("one")), "first")
    hands.menu("Remember recent banks")
    assert read_preferences().recent == ()
    hands.open(a_bank(a_story("two")), "second")
    hands.menu("Close bank")
    hands.program.settings.write()
    text = (hands.home / "config" / "storybank" / "preferences.json").read_text()
    assert str(path) not in text
    assert "second" not in text
    assert not hands.named("Remember recent banks", QCheckBox).isChecked()


def test_the_welcome_page_and_the_menu_are_one_switch(hands: Hands) -> None:
    path = hands.open(a_bank(a_story("one")), "first")
    hands.menu("Close bank")
    assert f"Open {path}" in hands.names(hands.window.welcome)
    box = hands.named("Remember recent banks", QCheckBox)
    assert box.isChecked()
    box.click()
    assert f"Open {path}" not in hands.names(hands.window.welcome)
    action = next(one for entry, one in hands.program.menus.listed() if entry.name == "&Remember recent banks")
    assert not action.isChecked()
    action.trigger()
    assert hands.named("Remember recent banks", QCheckBox).isChecked()
    assert read_preferences().remember
    hands.open(a_bank(), "third")
    assert [Path(name).stem for name in read_preferences().recent] == ["third"]


def test_a_bank_opens_on_the_page_and_story_where_it_was_left(hands: Hands) -> None:
    hands.open(a_bank(a_story("one"), a_story("two")), "first")
    hands.window.open_story("two", "")
    hands.window.show_page("coverage")
    hands.program.end()
    program = again(hands)
    try:
        assert program.window.place[0] == "coverage"
        program.window.show_page("stories")
        program.window.stories._begin()
        assert program.window.place == ("stories", "two")
    finally:
        let_go(program)


def test_a_window_that_stood_on_a_screen_that_is_gone_comes_back_into_sight(hands: Hands) -> None:
    hands.window.resize(900, 600)
    hands.window.move(QPoint(9000, 7000))
    hands.program.settings.change(geometry=hands.window.geometry_text())
    program = again(hands)
    try:
        screen = program.window.screen().availableGeometry()
        bar = QRect(program.window.frameGeometry().topLeft(), program.window.size()).adjusted(0, 0, 0, -500)
        assert screen.contains(bar.topLeft())
        assert screen.intersected(bar).width() >= min(400, screen.width())
    finally:
        let_go(program)


def test_from_the_start_to_the_first_story_in_three_steps(hands: Hands) -> None:
    hands.answer(QFileDialog, "getSaveFileName", (str(hands.home / "mine"), ""))  # its Enter is the second step
    assert hands.focus == "Make a bank of your own (Ctrl+Shift+N)"
    hands.press(Key.Key_Return)
    hands.settle()
    write = next(name for name in hands.names(hands.window.stories) if "first story" in name.lower())
    hands.click(write)
    assert hands.focus == "Title"
    hands.press("Nine days to go")
    hands.reaches_disk(lambda: [story.title for story in hands.on_disk().stories] == ["Nine days to go"])
