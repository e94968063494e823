"""What a field does while it is empty, and rows that come and go: titles, figures, customers."""

import dataclasses

from PySide6.QtTest import QTest

from banks import a_bank, a_story
from gui.hands import Hands
from storybank.model import Figure


def test_a_title_emptied_keeps_its_last_valid_text_on_disk_and_says_so(story: Hands) -> None:
    story.write("Title", "Fine")
    story.write("Title", "")
    assert any("needs a title" in text for text in story.texts(story.window.stories.editor))
    story.qtbot.wait(800)  # longer than the pause after which typing is written: nothing may come back by itself
    assert story.named("Title").text() == ""  # type: ignore[attr-defined]
    assert story.story_on_disk().title == "Fine"
    story.press("New")
    assert not any("needs a title" in text for text in story.texts(story.window.stories.editor))
    story.reaches_disk(lambda: story.story_on_disk().title == "New")


def test_a_title_left_empty_is_there_again_when_one_comes_back(hands: Hands) -> None:
    hands.open(a_bank(a_story("one", title="Fine"), a_story("two")))
    hands.write("Title", "")
    hands.window.stories.show_story("two")
    hands.window.stories.show_story("one")
    assert hands.named("Title").text() == "Fine"  # type: ignore[attr-defined]
    assert hands.bank.stories[0].title == "Fine"


def test_a_figure_without_claim_waits_and_one_emptied_keeps_its_last_claim(story: Hands) -> None:
    story.click("Add a figure")
    story.write("Baseline of figure 1", "410 a week")
    assert story.window.flush()
    assert story.story_on_disk().figures == ()
    assert any("once it has its claim" in text for text in story.texts(story.window.stories.editor))
    story.write("Claim of figure 1", "38 %")
    assert story.window.flush()
    wanted = Figure(claim="38 %", baseline="410 a week", source="", confidence="estimate")
    assert story.story_on_disk().figures == (wanted,)
    story.write("Claim of figure 1", "")
    story.write("Source of figure 1", "a dashboard")
    assert story.window.flush()
    assert story.story_on_disk().figures == (dataclasses.replace(wanted, source="a dashboard"),)
    assert story.named("Claim of figure 1").text() == ""  # type: ignore[attr-defined]


def test_figures_are_added_and_removed_one_by_one(story: Hands) -> None:
    for number in (1, 2, 3):
        story.click("Add a figure")
        story.write(f"Claim of figure {number}", f"claim {number}")
    assert story.window.flush()
    story.click("Remove figure 2")
    assert [figure.claim for figure in story.story_on_disk().figures] == ["claim 1", "claim 3"]
    story.menu("Undo")
    assert [figure.claim for figure in story.story_on_disk().figures] == ["claim 1", "claim 2", "claim 3"]
    assert story.named("Claim of figure 2").text() == "claim 2"  # type: ignore[attr-defined]


def test_customers_are_added_to_a_tier_and_removed(story: Hands) -> None:
    story.write("Primary customer", "buyers")
    story.write("Secondary customer", "on call")
    story.click("Add a primary customer")
    second = [w for w in story.window.findChildren(type(story.named("Primary customer"))) if w.isVisible()]
    named = [w for w in second if w.accessibleName() == "Primary customer"]
    assert len(named) == 2
    named[1].setFocus()
    QTest.keyClicks(named[1], "builders")
    assert story.window.flush()
    assert [(c.tier, c.who) for c in story.story_on_disk().customers] == [
        ("primary", "buyers"),
        ("secondary", "on call"),
        ("primary", "builders"),
    ]
    story.click("Remove this secondary customer")
    assert [c.who for c in story.story_on_disk().customers] == ["buyers", "builders"]
    assert story.named("Secondary customer").text() == ""  # type: ignore[attr-defined]
