"""Finding, ordering and putting away stories."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton

from banks import a_bank, a_story, a_tag
from gui.hands import Hands, Key, Modifier
from storybank.gui.stories.page import StoriesPage
from storybank.model import Bank


@pytest.fixture
def five() -> Bank:
    evidence = replace(a_tag("own", 3.0, "primary", 1), angle="kafka broker")
    return a_bank(
        a_story("s0", title="First of all", status="ready", narrative="Redis, LRU"),
        a_story("s1", evidence, title="Second", status="draft"),
        a_story("s2", title="Third", status="idea", hook="about REDIS too"),
        a_story("s3", title="Fourth", status="retired"),
        a_story("s4", title="Fifth", status="draft", signals=("killed-project",)),
    )


def listed(hands: Hands) -> list[str]:
    return [row.story.id for row in page(hands).model.rows]


def page(hands: Hands) -> StoriesPage:
    return hands.window.stories


def chips(hands: Hands) -> dict[str, QPushButton]:
    return {b.property("status"): b for b in page(hands).column.bar.chips.buttons()}  # type: ignore[misc]


def test_search_filters_as_one_types_and_escape_restores(hands: Hands, five: Bank) -> None:
    hands.open(five)
    hands.menu("Coverage")
    hands.press("f", Modifier.ControlModifier)
    assert hands.focus == "Search"
    hands.press("red")
    assert hands.window.stack.currentWidget() is page(hands)
    assert listed(hands) == ["s0", "s2"]
    hands.press("is too")
    assert listed(hands) == ["s2"]
    assert page(hands).editor.story_id == "s2"
    assert hands.focus == "Search"
    hands.press(Key.Key_Escape)
    assert listed(hands) == ["s0", "s1", "s2", "s4"]
    assert hands.window.top.search.text() == ""
    hands.press(Key.Key_Escape)
    assert hands.focus == "Coverage matrix", "back where the search began"


@pytest.mark.parametrize(
    ("words", "expected"),
    [("owning", ["s1"]), ("kafka", ["s1"]), ("killed proj", ["s4"]), ("SECOND", ["s1"]), ("nowhere", []), ("  ", None)],
)
def test_search_looks_into_every_field(hands: Hands, five: Bank, words: str, expected: list[str] | None) -> None:
    hands.open(five)
    hands.window.top.search.setText(words)
    assert listed(hands) == (expected if expected is not None else ["s0", "s1", "s2", "s4"])
    if expected == []:
        assert "No story here matches." in hands.texts(page(hands))
        assert page(hands).editor.story_id == "s0", "what was shown stays"


def test_enter_leaves_the_search_for_what_was_found(hands: Hands, five: Bank) -> None:
    hands.open(five)
    hands.press("f", Modifier.ControlModifier)
    hands.press("redis")
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Return)
    assert hands.focus == "Narrative, Markdown"
    assert listed(hands) == ["s0", "s2"], "the list stays narrowed"
    page(hands).list.setFocus()
    hands.press(Key.Key_Down)
    assert page(hands).editor.story_id == "s2"


def test_chips_count_and_filter_by_status(hands: Hands, five: Bank) -> None:
    hands.open(five)
    assert [chip.text() for chip in chips(hands).values()] == ["All 4", "Ready 1", "Draft 2", "Idea 1", "Archive 1"]
    for status, expected in (("ready", ["s0"]), ("draft", ["s1", "s4"]), ("idea", ["s2"]), ("retired", ["s3"])):
        chips(hands)[status].click()
        assert listed(hands) == expected
    chips(hands)[""].click()
    assert listed(hands) == ["s0", "s1", "s2", "s4"]


def test_a_new_story_is_seen_whatever_was_filtered_or_searched(hands: Hands, five: Bank) -> None:
    hands.open(five)
    chips(hands)["ready"].click()
    hands.window.top.search.setText("redis")
    hands.menu("New story")
    assert page(hands).editor.story_id in listed(hands)
    assert hands.window.top.search.text() == "", "a search that no longer holds is not shown"
    assert hands.focus == "Title"


def test_stories_move_by_keys_and_what_is_being_typed_goes_along(hands: Hands, five: Bank) -> None:
    hands.open(five)
    page(hands).show_story("s1")
    hands.write("Role", "typed just now")
    hands.press(Key.Key_Up, Modifier.AltModifier)
    assert [story.id for story in hands.bank.stories] == ["s1", "s0", "s2", "s3", "s4"]
    assert hands.window.flush()
    assert hands.story_on_disk("s1").role == "typed just now"
    assert hands.window.document is not None
    hands.press(Key.Key_Up, Modifier.AltModifier)
    assert hands.on_disk().stories[0].id == "s1", "at the top it stays there"
    hands.menu("Undo")
    hands.menu("Undo")
    assert [story.id for story in hands.on_disk().stories] == ["s0", "s1", "s2", "s3", "s4"]


def test_moving_goes_past_stories_that_are_not_listed(hands: Hands, five: Bank) -> None:
    hands.open(five)
    page(hands).show_story("s4")
    hands.press(Key.Key_Up, Modifier.AltModifier)
    assert listed(hands) == ["s0", "s1", "s4", "s2"], "one press is one place in the list that one sees"


def test_a_copy_is_whole_and_shown(hands: Hands, five: Bank) -> None:
    hands.open(five)
    page(hands).show_story("s1")
    hands.menu("Duplicate")
    copy = hands.story_on_disk()
    assert replace(copy, id="s1", title="Second") == five.stories[1]
    assert copy.title == "Second (copy)"
    assert hands.focus == "Title"


def test_a_retired_story_can_be_copied_and_shown(hands: Hands, five: Bank) -> None:
    hands.open(five)
    page(hands).show_story("s3")
    assert page(hands).editor.story_id == "s3"
    hands.menu("Duplicate")
    assert page(hands).editor.story_id not in (None, "s3")
    assert page(hands).editor.story_id in listed(hands)


def test_retiring_puts_a_story_away_and_brings_it_back(hands: Hands, five: Bank) -> None:
    hands.open(five)
    page(hands).show_story("s1")
    hands.menu("Retire or bring back")
    assert hands.story_on_disk("s1").status == "retired"
    assert "s1" not in listed(hands)
    assert hands.document.stack.undoText() == "Retire “Second”"
    page(hands).show_story("s1")
    hands.menu("Retire or bring back")
    assert hands.story_on_disk("s1").status == "draft"


def test_deleting_says_so_and_undo_brings_it_back(hands: Hands, five: Bank) -> None:
    hands.open(five)
    page(hands).show_story("s1")
    hands.write("Role", "typed just before")
    hands.menu("Delete")
    assert [story.id for story in hands.on_disk().stories] == ["s0", "s2", "s3", "s4"]
    assert hands.said == "“Second” was deleted."
    hands.click("Undo", hands.window.notice)
    assert hands.story_on_disk("s1").role == "typed just before"
    assert [story.id for story in hands.on_disk().stories] == ["s0", "s1", "s2", "s3", "s4"]


def test_undo_in_the_bar_is_gone_once_something_else_was_done(hands: Hands, five: Bank) -> None:
    hands.open(five)
    hands.menu("Delete")
    hands.write("Role", "something else")
    assert hands.window.flush()
    assert not hands.said


def test_the_last_story_deleted_leaves_an_empty_page_that_says_what_to_do(hands: Hands) -> None:
    hands.open(a_bank(a_story("only")))
    hands.menu("Delete")
    assert page(hands).editor.story_id is None
    assert "No story yet. Ctrl+N begins the first one." in hands.texts(page(hands))
    for name in ("Duplicate", "Delete", "Retire or bring back", "Move up", "Move down"):
        hands.menu(name)
    assert hands.bank.stories == ()
    hands.menu("Undo")
    assert page(hands).editor.story_id == "only"


def test_arrows_in_the_list_show_the_stories_and_write_what_was_typed(hands: Hands, five: Bank) -> None:
    hands.open(five)
    hands.write("Hook", "typed just now")
    page(hands).list.setFocus()
    hands.press(Key.Key_Down)
    assert page(hands).editor.story_id == "s1"
    assert hands.story_on_disk("s0").hook == "typed just now"
    hands.press(Key.Key_Up)
    assert hands.named("Hook").text() == "typed just now"  # type: ignore[attr-defined]


def test_a_sentence_that_is_no_failure_stays_until_it_is_closed(hands: Hands) -> None:
    hands.menu("Open the sample")
    hands.write("Hook", "typed")
    assert hands.window.flush()
    assert "copy of the sample" in hands.said
    hands.click("Close this message")
    assert not hands.said


def test_what_belongs_to_a_story_shows_it_first_on_other_pages(hands: Hands, five: Bank) -> None:
    hands.open(five)
    hands.menu("Coverage")
    hands.menu("Move down")
    hands.menu("Gaps")
    hands.menu("Delete")
    assert hands.window.stack.currentWidget() is page(hands), "nothing is deleted out of sight"
