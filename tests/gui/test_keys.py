"""Keys: none of ours writes or belongs to the desktop, pages begin where they are worked in, and what one wants to do has a name."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from gui.hands import Hands, Key, Modifier
from storybank.gui.menus import plain
from storybank.gui.palette.matching import Wanted, matches
from storybank.model import Bank

CTRL = Modifier.ControlModifier
TEXT = [
    "Cut",
    "Copy",
    "Paste",
    "Delete",
    "Backspace",
    "DeleteStartOfWord",
    "DeleteEndOfWord",
    "DeleteEndOfLine",
    "SelectAll",
    "MoveToNextChar",
    "MoveToPreviousChar",
    "MoveToNextWord",
    "MoveToPreviousWord",
    "MoveToNextLine",
    "MoveToPreviousLine",
    "MoveToNextPage",
    "MoveToPreviousPage",
    "MoveToStartOfLine",
    "MoveToEndOfLine",
    "MoveToStartOfDocument",
    "MoveToEndOfDocument",
    "SelectNextChar",
    "SelectPreviousChar",
    "SelectNextWord",
    "SelectPreviousWord",
    "SelectNextLine",
    "SelectPreviousLine",
    "SelectNextPage",
    "SelectPreviousPage",
    "SelectStartOfLine",
    "SelectEndOfLine",
    "SelectStartOfDocument",
    "SelectEndOfDocument",
]
AGREED = {"Ctrl+K", "Ctrl+D"}  # old keys of X11 for the end of a line and for one character
DESKTOP = {f"Ctrl+Alt+{key}" for key in ("Up", "Down", "Left", "Right", "Del", "Backspace", "T", "L")}
WHOLE_WINDOW = {"Alt+F4", "Alt+Tab", "Alt+F2", "Alt+Space", "Ctrl+Esc"}


def test_no_action_takes_a_key_that_writes_or_that_the_desktop_has(hands: Hands) -> None:
    standard = [getattr(QKeySequence.StandardKey, name) for name in TEXT]
    writing = {key.toString() for one in standard for key in QKeySequence.keyBindings(one)} - AGREED
    assert "Ctrl+Backspace" in writing
    for one, found in hands.program.menus.listed():
        keys = {key.toString() for key in found.shortcuts()}
        assert not keys & (writing | DESKTOP | WHOLE_WINDOW), one.name


def test_no_menu_is_longer_than_one_can_take_in(hands: Hands) -> None:
    for menu in hands.window.menuBar().findChildren(QMenu):
        assert len([action for action in menu.actions() if not action.isSeparator()]) <= 18, menu.title()


def test_control_backspace_takes_back_a_word_and_nothing_else(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    hands.named("Title").setFocus()
    hands.press(Key.Key_End)
    hands.press(" two words")
    hands.press(Key.Key_Backspace, CTRL)
    hands.window.flush()
    assert [story.id for story in hands.on_disk().stories] == [story.id for story in sample.stories]
    assert hands.on_disk().stories[0].title.rstrip() == f"{sample.stories[0].title} two"


WANTS = ["figure", "customer", "signal", "evidence", "hook", "trade", "period", "delete", "pdf", "archive", "larger"]


@pytest.mark.parametrize("words", WANTS)
def test_what_one_wants_to_do_is_found_in_the_palette(hands: Hands, words: str) -> None:
    rows = [
        Wanted(plain(one.name), plain(one.under or one.menu), usable=True) for one, _ in hands.program.menus.listed()
    ]
    found = [rows[at].name for at in matches(words, rows)]
    assert found
    assert words in found[0].casefold()


def test_a_figure_is_added_from_the_menu(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    count = len(sample.stories[0].figures)
    hands.menu("Add a figure")
    assert hands.focus.startswith("Claim")
    hands.menu("Add a figure")
    hands.press("Twelve")
    hands.window.flush()
    assert [figure.claim for figure in hands.on_disk().stories[0].figures][count:] == ["Twelve"], "an empty row is used"


def test_a_page_chosen_by_its_key_is_worked_in_at_once(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    for key, name in (
        ("2", "Coverage matrix"),
        ("3", "Gaps"),
        ("4", "Sheet"),
        ("1", "Stories"),
        ("2", "Coverage matrix"),
    ):
        hands.press(key, CTRL)
        assert hands.focus == name
    hands.press(Key.Key_Home, CTRL)
    hands.press("1")
    assert any(tag.score == 1.0 for tag in hands.on_disk().stories[0].principles), "a digit scores at once"


@pytest.mark.parametrize("page", ["coverage", "gaps", "paper"])
def test_f6_goes_round_the_parts_of_the_page_and_leads_to_no_other(hands: Hands, sample: Bank, page: str) -> None:
    hands.open(sample)
    hands.window.show_page(page)
    hands.settle()
    seen = []
    for _part in range(6):
        hands.press(Key.Key_F6)
        assert hands.window.place[0] == page
        seen.append(hands.focus)
    assert "Pages" in seen
    parts = len(set(seen))
    assert seen[:parts] == seen[parts : 2 * parts], "round and round"
    for _part in range(parts):
        hands.press(Key.Key_F6, Modifier.ShiftModifier)
    assert hands.focus == seen[-1]


def test_escape_ends_a_search_where_it_began_and_takes_a_filter_away(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    hands.press("3", CTRL)
    hands.press("f", CTRL)
    hands.press("rescue")
    assert hands.window.place[0] == "stories"
    hands.press(Key.Key_Escape)
    assert hands.window.place[0] == "gaps"
    hands.press(Key.Key_Escape)
    assert hands.focus == "Gaps"
    hands.press("1", CTRL)
    column = hands.window.stories.column
    column.choose(replace(column.choice, status="idea"))
    assert len(hands.window.stories.model.rows) == 1
    hands.press("1", CTRL)
    hands.press(Key.Key_Escape)
    assert len(hands.window.stories.model.rows) == sum(story.status != "retired" for story in sample.stories)
