"""Hints: one calm line a page, until it is dismissed for good."""

from PySide6.QtWidgets import QLabel, QWidget

from banks import a_bank, a_story
from gui.hands import Hands
from storybank.gui.hints import HintBar, page_hints
from storybank.services.preferences import read_preferences

DISMISS = "Do not show this hint again"


def shown(hands: Hands) -> str:
    """Return the hint that can be seen; empty when there is none."""
    hands.settle()
    bars = [bar for bar in hands.window.findChildren(HintBar) if bar.isVisible()]
    return bars[0].findChildren(QLabel)[0].text() if bars else ""


def bar(hands: Hands) -> QWidget:
    return next(bar for bar in hands.window.findChildren(HintBar) if bar.isVisible())


def test_there_are_few_and_each_is_one_short_line() -> None:
    hints = list(page_hints().values())
    assert len(hints) <= 2, "with the one about the loop, on the gaps page, three"
    assert len({hint.name for hint in hints}) == len(hints)
    assert all(len(hint.text) <= 100 for hint in hints)


def test_a_page_says_its_hint_and_others_do_not(hands: Hands) -> None:
    hands.open(a_bank(a_story("one")))
    for page in ("stories", "coverage", "gaps", "paper", "stories"):
        hands.window.show_page(page)
        hint = page_hints().get(page)
        assert shown(hands) == (hint.text if hint else "")


def test_a_hint_waits_for_the_first_story_and_goes_with_the_bank(hands: Hands) -> None:
    hands.open(a_bank())
    assert shown(hands) == ""
    hands.menu("New story")
    assert shown(hands) == page_hints()["stories"].text
    hands.menu("Close bank")
    assert shown(hands) == ""


def test_a_dismissed_hint_stays_away_for_good_and_can_be_had_again(hands: Hands) -> None:
    hands.open(a_bank(a_story("one")), "first")
    hands.click(DISMISS, bar(hands))
    assert shown(hands) == ""
    assert read_preferences().dismissed == ("attach",)
    hands.open(a_bank(a_story("two")), "second")
    assert shown(hands) == ""
    hands.window.show_page("coverage")
    assert shown(hands) == page_hints()["coverage"].text, "another hint is not dismissed with it"
    hands.window.show_page("stories")
    hands.menu("Show the hints again")
    assert shown(hands) == page_hints()["stories"].text


def test_a_hint_takes_no_room_from_what_stands_above_the_page(hands: Hands) -> None:
    hands.open(a_bank(a_story("one")))
    shown(hands)
    above = hands.window.stack.mapTo(hands.window, hands.window.stack.rect().topLeft())
    hands.click(DISMISS, bar(hands))
    assert hands.window.stack.mapTo(hands.window, hands.window.stack.rect().topLeft()) == above
