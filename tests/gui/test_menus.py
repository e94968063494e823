"""The menus: one table of actions, switches that tell the truth, keys that do not collide, and the sheet that lists them."""

from collections import Counter

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QMenu

from banks import a_bank, a_story, a_tag
from gui.hands import Hands, Key, Modifier
from storybank.gui.glance.window import Glance
from storybank.gui.menus import Entry, plain
from storybank.gui.shortcuts.sheet import Sheet
from storybank.gui.shortcuts.table import Section, place_sections, sections
from storybank.model import Bank

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # a second window, offscreen


def in_the_menus(hands: Hands) -> list[QAction]:
    """Return every action that a menu of the window holds, deep down."""
    found: list[QAction] = []
    for menu in hands.window.menuBar().findChildren(QMenu):
        found += [action for action in menu.actions() if not action.isSeparator() and action.menu() is None]
    return found


def entry(hands: Hands, name: str) -> Entry:
    return next(one for one, _action in hands.program.menus.listed() if plain(one.name) == name)


def action(hands: Hands, name: str) -> QAction:
    return next(action for one, action in hands.program.menus.listed() if plain(one.name) == name)


def opened(hands: Hands, name: str) -> QAction:
    """Open the menu of an action, as somebody does to look; returns the action."""
    found = next(one for one in in_the_menus(hands) if plain(one.text()) == name)
    for menu in hands.window.menuBar().findChildren(QMenu):
        if found in menu.actions():
            menu.aboutToShow.emit()
    return found


def test_every_entry_is_in_the_menus_once_under_a_name_of_its_own(hands: Hands) -> None:
    entries = [one for one, _action in hands.program.menus.listed()]
    assert len(in_the_menus(hands)) == len(entries) == len(hands.program.menus.actions) > 40
    names = Counter(plain(one.name).removesuffix("…").strip().casefold() for one in entries)
    assert [name for name, times in names.items() if times > 1] == []


def test_no_two_actions_share_a_key(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    keys = Counter(key.toString() for one in hands.window.findChildren(QAction) for key in one.shortcuts())
    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize(("name", "read"), [("R&&D", "R&D"), ("D&uplicate", "Duplicate"), ("&Save && go", "Save & go")])
def test_a_name_is_read_without_its_marks(name: str, read: str) -> None:
    assert plain(name) == read


def test_an_entry_can_have_several_shortcuts_and_standard_ones_all_of_the_system(hands: Hands) -> None:
    from storybank.gui.menus import Key as Standard
    from storybank.gui.menus import Menus

    made = Menus(hands.window, [Entry("Tools", "Both", (Standard.Redo, "Ctrl+Alt+9"), lambda: None)])
    keys = {key.toString() for key in made.actions["Both"].shortcuts()}
    assert keys == {key.toString() for key in QKeySequence.keyBindings(Standard.Redo)} | {"Ctrl+Alt+9"}


def test_the_themes_are_alternatives_and_show_which_one_is_on(hands: Hands) -> None:
    themes = ("Light", "Dark", "As the system")
    assert [opened(hands, name).isChecked() for name in themes] == [False, False, True]
    hands.menu("Dark")
    assert [action(hands, name).isChecked() for name in themes] == [False, True, False]
    hands.program.settings.change(theme="light")
    assert [opened(hands, name).isChecked() for name in themes] == [True, False, False]
    hands.menu("Light")
    assert opened(hands, "Light").isChecked(), "choosing what is on leaves it on"


def test_switches_are_read_when_their_menu_opens(hands: Hands, sample: Bank) -> None:
    miss, ready = "What the interviewer would miss", "Ready stories only"
    assert not opened(hands, miss).isChecked()
    hands.open(sample)
    assert opened(hands, miss).isChecked()
    hands.window.stories.columns.show_side(on=False)
    assert not opened(hands, miss).isChecked()
    hands.menu(miss)
    assert action(hands, miss).isChecked()
    assert hands.window.stories.columns.side_shown
    hands.program.settings.switch("coverage", "ready", on=True)
    assert opened(hands, ready).isChecked()
    hands.menu(ready)
    assert not action(hands, ready).isChecked()
    assert "ready" not in hands.program.settings.now.coverage


def test_why_an_entry_rests_is_said_in_words(hands: Hands) -> None:
    menus = hands.program.menus
    assert menus.why_not(entry(hands, "New story")) == "needs an open bank"
    assert menus.why_not(entry(hands, "Undo")) == "needs an open bank"
    assert menus.why_not(entry(hands, "New bank …")) == ""
    hands.open(a_bank(a_story("one")))
    assert menus.why_not(entry(hands, "New story")) == ""
    assert menus.why_not(entry(hands, "Undo")) == "nothing to take back"
    hands.menu("New story")
    assert menus.why_not(entry(hands, "Undo")) == ""


# The sheet


def sheet(hands: Hands) -> Sheet:
    hands.menu("Keyboard shortcuts")
    return next(one for one in hands.window.findChildren(Sheet) if one.isVisible())


def test_the_sheet_lists_every_shortcut_of_the_menus(hands: Hands) -> None:
    shown = hands.texts(sheet(hands))
    for one, found in hands.program.menus.listed():
        if not found.shortcut().isEmpty():
            assert found.shortcut().toString(QKeySequence.SequenceFormat.NativeText) in shown, one.name
            assert plain(one.name).removesuffix("…").rstrip() in shown
    for place in place_sections():
        assert place.title in shown


def test_the_sheet_finds_a_key_scrolls_and_closes_on_escape(hands: Hands) -> None:
    found = sheet(hands)
    assert not found.isModal()
    assert isinstance(found.field, QLineEdit)
    found.field.setText("dupli")
    visible = hands.texts(found)
    assert "Duplicate" in visible
    assert "New bank" not in visible
    found.field.setText("no key does this at all")
    assert any("No key does that" in text for text in hands.texts(found))
    found.field.clear()
    assert "New bank" in hands.texts(found)
    bar = found._area.verticalScrollBar()
    hands.qtbot.waitUntil(lambda: bar.maximum() > 0)
    hands.qtbot.keyClick(found.field, Key.Key_PageDown)
    assert bar.value() > 0
    hands.qtbot.keyClick(found.field, Key.Key_Escape)
    assert not found.isVisible()
    assert sheet(hands) is found, "it is made once"
    assert len(found.findChildren(QLabel)) < 400, "and filled anew, not twice"


def test_the_sheet_has_two_columns_that_fit_a_small_window(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    found = sheet(hands)
    found.resize(900, 560)
    hands.settle()
    labels = [one for one in found.findChildren(QLabel) if one.isVisible() and one.parentWidget() is not found]
    body = found._area.viewport().width()
    assert len({one.mapTo(found, one.rect().topLeft()).x() for one in labels}) <= 4, "two columns of keys and words"
    for one in labels:
        right = one.mapTo(found._area.viewport(), one.rect().topRight()).x()
        assert right <= body
        assert one.width() >= min(one.sizeHint().width(), one.minimumSizeHint().width()), one.text()


def focused(hands: Hands, place: Section) -> None:
    """Put the focus where a section's keys work."""
    hands.window.show_page(place.page)
    hands.settle()
    if place.widget == "Command or story":
        hands.menu("Any command …")
        hands.press("light")  # what Enter then does is harmless
    elif place.widget == "Search":
        hands.menu("Find")
        hands.press("one")
    elif place.widget == "Gaps":
        hands.named("Gaps", QAbstractItemView).setFocus()
    else:
        hands.named(place.widget.format(principle="Owning It")).setFocus()
    hands.settle()


@pytest.mark.parametrize(
    ("place", "keys"),
    [(place, row.keys) for place in place_sections() if place.page for row in place.rows],
    ids=lambda value: value.title if isinstance(value, Section) else " ".join(value),
)
def test_the_place_takes_every_key_that_the_sheet_names(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, place: Section, keys: tuple[str, ...]
) -> None:
    """There and back, for at the first cell nothing takes Up."""
    monkeypatch.setattr("storybank.gui.gaps.waive.WaiveDialog.exec", lambda _dialog: 0)
    hands.open(a_bank(a_story("one", a_tag("own", 3.0, "primary"), title="One"), a_story("two", title="Two")))
    focused(hands, place)
    widget = QApplication.focusWidget()
    assert widget is not None
    taken: set[str] = set()
    for key in (*keys, *reversed(keys)):
        pressed = QKeySequence(key)[0]  # type: ignore[index]
        text = key.lower() if len(key) == 1 else ""
        event = QKeyEvent(QEvent.Type.KeyPress, pressed.key(), pressed.keyboardModifiers(), text)
        QApplication.sendEvent(widget, event)
        if event.isAccepted():
            taken.add(key)
    assert taken == set(keys)
    nothing = QKeyEvent(QEvent.Type.KeyPress, Key.Key_F12, Modifier.NoModifier)
    QApplication.sendEvent(widget, nothing)
    assert not nothing.isAccepted() or place.widget == "Command or story", "a key that means nothing is not taken"
    hands.settle()


def test_the_keys_of_glance_are_the_ones_the_sheet_names(hands: Hands) -> None:
    hands.open(a_bank(a_story("one", a_tag("own", 3.0, "primary"))))
    glance = Glance(hands.document)
    hands.qtbot.addWidget(glance)
    place = next(one for one in place_sections() if one.title == "Glance")
    for key in (key for row in place.rows for key in row.keys):
        pressed = QKeySequence(key)[0]  # type: ignore[index]
        assert glance._take(QKeyEvent(QEvent.Type.KeyPress, pressed.key(), pressed.keyboardModifiers())), key
    assert not glance._take(QKeyEvent(QEvent.Type.KeyPress, Key.Key_F12, Modifier.NoModifier))


def test_the_sections_are_told_apart(hands: Hands) -> None:
    titles = [one.title for one in sections(hands.program.menus)]
    assert titles[:5] == ["File", "Edit", "Story", "View", "Help"]
    assert len(titles) == len(set(titles))
