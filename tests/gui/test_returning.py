"""Undo and redo bring one to where it happened, and opening a bank to where one was."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from banks import a_bank, a_story
from gui.hands import Hands, spoken
from storybank.gui.start import Program
from storybank.model import Bank, Story, Waiver
from storybank.services.preferences import read_preferences


def shown(hands: Hands) -> tuple[str, str]:
    return hands.window.place


def edited(hands: Hands, story_id: str, **fields: object) -> None:
    story = hands.bank.story(story_id)
    assert story is not None
    assert hands.document.edit_story(replace(story, **fields), "Edit")  # type: ignore[arg-type]
    hands.settle()


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("title", "Another title", "Title"),
        ("narrative", "Another text", "Narrative, Markdown"),
        ("opening", "Another line", "Opening line"),
        ("trade_off", "They paid", "Trade-off"),
        ("employer", "Elsewhere", "Employer"),
    ],
)
def test_undo_and_redo_show_the_story_and_the_field(hands: Hands, field: str, value: str, name: str) -> None:
    hands.open(a_bank(a_story("one"), a_story("two")))
    edited(hands, "two", **{field: value})
    hands.window.show_page("gaps")
    hands.menu("Undo")
    assert shown(hands) == ("stories", "two")
    assert hands.focus == name
    hands.window.stories.show_story("one")
    hands.window.show_page("coverage")
    hands.menu("Redo")
    assert shown(hands) == ("stories", "two")
    assert hands.focus == name


def test_a_score_is_undone_in_sight(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    story = sample.stories[3]
    tags = tuple(replace(tag, score=1.0) for tag in story.principles)
    edited(hands, story.id, principles=tags)
    hands.window.show_page("coverage")
    hands.menu("Undo")
    assert shown(hands)[0] == "coverage", "the matrix shows it"
    hands.window.show_page("paper")
    hands.menu("Redo")
    assert shown(hands) == ("stories", story.id)


def test_a_story_that_comes_back_is_shown_and_one_that_goes_leaves_the_list(hands: Hands) -> None:
    hands.open(a_bank(a_story("one"), a_story("two")))
    hands.document.edit(hands.bank.without_story("two"), "Delete")
    hands.window.show_page("gaps")
    hands.menu("Undo")
    assert shown(hands) == ("stories", "two")
    hands.window.show_page("gaps")
    hands.menu("Redo")
    assert shown(hands) == ("stories", "one")


def test_a_waiver_brings_to_the_gaps_and_a_move_to_the_list(hands: Hands) -> None:
    hands.open(a_bank(a_story("one"), a_story("two")))
    waiver = Waiver(rule="bank-size", story=None, principle=None, detail={}, reason="it is few")
    hands.document.edit(replace(hands.bank, waivers=(waiver,)), "Waive")
    hands.document.edit(hands.bank.with_order(("two", "one")), "Move")
    hands.window.show_page("coverage")
    hands.menu("Undo")
    assert shown(hands)[0] == "stories"
    hands.menu("Undo")
    assert shown(hands)[0] == "gaps"


def test_what_shows_everywhere_moves_nobody(hands: Hands) -> None:
    hands.open(a_bank(a_story("one")))
    hands.document.edit(replace(hands.bank, title="Autumn"), "Set the loop")
    hands.window.show_page("coverage")
    hands.menu("Undo")
    assert shown(hands)[0] == "coverage"


def test_a_bank_opens_where_it_was_left(hands: Hands, qapp: QApplication) -> None:
    stories: tuple[Story, ...] = (a_story("one"), a_story("two"), a_story("three"))
    path = hands.open(a_bank(*stories))
    hands.window.stories.show_story("two")
    hands.window.show_page("gaps")
    hands.menu("Close bank")
    hands.program.open_path(path)
    hands.settle()
    assert shown(hands) == ("gaps", "two")
    hands.menu("Stories")
    hands.window.stories.show_story("three")
    hands.program.end()
    again = Program(qapp, read_preferences())
    again.window.show()
    again.begin(None)
    again.window.stories._begin()
    assert again.window.place == ("stories", "three")
    again.end()
    again.window.hide()


def test_a_place_that_is_gone_is_no_reason_to_stop(hands: Hands) -> None:
    path = hands.open(a_bank(a_story("one"), a_story("two")))
    hands.window.stories.show_story("two")
    hands.document.edit(hands.bank.without_story("two"), "Delete")
    hands.menu("Close bank")
    hands.program.settings.set(hands.program.settings.now.left(path, "gone", "two"))
    hands.program.open_path(path)
    hands.settle()
    assert shown(hands) == ("stories", "one")


def test_a_bank_that_is_forgotten_leaves_no_trace_of_a_story(hands: Hands, home: Path) -> None:
    path = hands.open(a_bank(a_story("a-secret-project"), a_story("two")))
    hands.menu("Close bank")
    hands.program.remembering.forget(path)
    hands.program.settings.write()
    assert "a-secret-project" not in (home / "config" / "storybank" / "preferences.json").read_text("utf-8")
    assert spoken(hands.window.welcome) is not None
