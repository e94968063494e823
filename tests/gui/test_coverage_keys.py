"""The keys of the coverage page: they work from the moment the page is shown, and what a rank does beside what was asked for is said."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from banks import a_bank, a_story, a_tag
from gui.hands import Hands, Key, Modifier
from storybank.gui.navigation import Navigation
from storybank.gui.tagging import told_of_rank, untagged
from storybank.model import Change

CTRL = Modifier.ControlModifier
LONG = "A title that goes on and on, as titles do that want to say the whole of a story before it begins"


@pytest.fixture
def two(hands: Hands) -> Hands:
    """Two stories, the first with two principles; the stories page is shown."""
    stories = (a_story("s0", a_tag("care", 3.5, "primary", 4), a_tag("own", 2.0)), a_story("s1", a_tag("own", 3.0)))
    hands.open(a_bank(*stories))
    return hands


def rank(hands: Hands, story: str, principle: str) -> str:
    tag = hands.story_on_disk(story).tag(principle)
    return tag.rank if tag else ""


def cursor(hands: Hands) -> tuple[int, int]:
    index = hands.window.coverage.view.currentIndex()
    return index.row(), index.column()


def said(hands: Hands) -> str:
    hands.settle()
    return hands.window.status.currentMessage()


# Where the focus goes


def by_shortcut(hands: Hands) -> None:
    hands.press(Key.Key_2, CTRL)


def by_menu(hands: Hands) -> None:
    hands.menu("Coverage")


def by_palette(hands: Hands) -> None:
    hands.press(Key.Key_K, CTRL)
    hands.press("coverage")
    hands.press(Key.Key_Return)


def by_navigation(hands: Hands) -> None:
    pages = hands.named("Pages", Navigation)
    place = pages.visualItemRect(pages.item(1)).center()
    QTest.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=place)


def by_arrows(hands: Hands) -> None:
    hands.named("Pages").setFocus()
    hands.press(Key.Key_Down)
    assert hands.focus == "Pages", "an arrow shows a page and goes on to the next"
    hands.press(Key.Key_Return)


WAYS = (by_shortcut, by_menu, by_palette, by_navigation, by_arrows)


@pytest.mark.parametrize("go", WAYS, ids=lambda go: go.__name__)
def test_whoever_comes_to_the_page_scores_and_moves_at_once(two: Hands, go: object) -> None:
    go(two)  # type: ignore[operator]
    two.settle()
    assert (two.focus, cursor(two)) == ("Coverage matrix", (0, 0))
    two.press("4")
    two.press(Key.Key_Down)
    two.press("2")
    assert [two.story_on_disk(story).tag("care").score for story in ("s0", "s1")] == [4.0, 2.0]  # type: ignore[union-attr]


def test_the_cell_is_remembered_and_the_focus_goes_back_to_it_from_a_button(two: Hands) -> None:
    two.press(Key.Key_2, CTRL)
    two.press(Key.Key_Right)
    two.press(Key.Key_Down)
    two.named("Ready stories only").setFocus()
    two.press(Key.Key_1, CTRL)
    two.press(Key.Key_2, CTRL)
    two.settle()
    assert (two.focus, cursor(two)) == ("Coverage matrix", (1, 1))
    two.named("Ready stories only").setFocus()
    two.press(Key.Key_2, CTRL)
    assert two.focus == "Coverage matrix", "from the page itself too"


def test_what_is_chosen_in_the_palette_leaves_the_focus_in_the_matrix(two: Hands) -> None:
    for _ in ("shown by it", "there already"):
        two.press(Key.Key_K, CTRL)
        two.press("transpose")
        two.press(Key.Key_Return)
        two.settle()
        assert two.window.place[0] == "coverage"
        assert two.focus == "Coverage matrix"


def test_the_palette_left_by_escape_gives_the_focus_back(two: Hands) -> None:
    two.press(Key.Key_2, CTRL)
    two.press(Key.Key_Right)
    two.press(Key.Key_K, CTRL)
    assert two.focus != "Coverage matrix"
    two.press(Key.Key_Escape)
    two.settle()
    assert (two.focus, cursor(two)) == ("Coverage matrix", (0, 1))


def test_a_key_goes_round_the_parts_of_the_page_and_leaves_it_never(two: Hands) -> None:
    two.press(Key.Key_2, CTRL)
    seen = []
    for _ in range(3):
        two.press(Key.Key_F6)
        assert two.window.place[0] == "coverage"
        seen.append(two.focus)
    assert seen[1:] == ["Pages", "Coverage matrix"]
    assert seen[0] not in seen[1:]
    two.press(Key.Key_F6, Modifier.ShiftModifier)
    assert two.focus == "Pages"


def test_where_the_chosen_cell_is_gone_another_is_chosen(two: Hands) -> None:
    two.press(Key.Key_2, CTRL)
    two.press(Key.Key_Down)
    two.document.edit(two.bank.without_story("s1"), "Delete")
    assert cursor(two) == (0, 0)
    two.press("2")
    assert two.story_on_disk("s0").tag("care").score == 2.0  # type: ignore[union-attr]


# What is said of ranks


def test_the_matrix_says_what_p_and_s_and_delete_do_to_the_primary(two: Hands) -> None:
    two.press(Key.Key_2, CTRL)
    two.press(Key.Key_Right)
    two.press("p")
    assert said(two) == "Owning It is now primary; Customer Care became secondary."
    assert (rank(two, "s0", "own"), rank(two, "s0", "care")) == ("primary", "secondary")
    two.press("s")
    assert said(two) == "“The s0 story” has no primary principle now."
    two.press("p")
    assert said(two) == "", "it has one again: the sentence before is true no more"
    two.press(Key.Key_Delete)
    assert said(two) == "“The s0 story” has no primary principle now."
    two.menu("Undo")
    assert said(two) == ""


def test_the_stories_page_says_it_too_and_its_list_shows_it(two: Hands) -> None:
    two.named("Score for Owning It").setFocus()
    two.press("p")
    assert said(two) == "Owning It is now primary; Customer Care became secondary."
    two.click("Rank of Owning It")
    assert said(two) == "“The s0 story” has no primary principle now."
    assert [row.foot for row in two.window.stories.model.rows] == ["no primary · draft", "no primary · draft"]
    two.click("Rank of Customer Care")
    assert two.window.stories.model.rows[0].foot == "Customer Care · draft"


def test_a_story_without_principles_is_not_blamed_for_lacking_a_primary(hands: Hands) -> None:
    hands.open(a_bank(a_story("s0")))
    assert hands.window.stories.model.rows[0].foot == "draft"


def test_scores_and_steps_that_touch_no_rank_say_nothing(two: Hands) -> None:
    two.press(Key.Key_2, CTRL)
    two.press("3")
    two.press(Key.Key_Right)
    two.press("s")
    two.press("1")
    assert said(two) == ""


def test_a_sentence_of_a_long_title_keeps_its_end() -> None:
    story = a_story("s0", a_tag("care", 3.0, "primary"), title=LONG)
    bank = a_bank(story)
    told = told_of_rank(Change(before=bank, after=bank.with_story(untagged(story, "care")), label="Take it off"))
    assert told.endswith("…” has no primary principle now.")
    assert len(told) < 90


def test_of_several_stories_at_once_nothing_is_said() -> None:
    stories = [a_story(name, a_tag("care", 3.0, "primary")) for name in ("s0", "s1")]
    before, after = a_bank(*stories), a_bank(*(untagged(story, "care") for story in stories))
    assert told_of_rank(Change(before=before, after=after, label="Bring in")) == ""


def test_the_message_has_the_whole_bar(two: Hands) -> None:
    two.press(Key.Key_2, CTRL)
    rubric = two.window.status._rubric
    assert rubric.isVisible()
    two.press(Key.Key_Right)
    two.press("p")
    assert said(two)
    assert not rubric.isVisible()
    two.window.status.clearMessage()
    QApplication.processEvents()
    assert rubric.isVisible()
