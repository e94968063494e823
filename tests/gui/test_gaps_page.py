"""The gaps page: what to do next, where each gap is mended, and gaps that one accepts."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QInputDialog

from banks import a_bank, a_sound_bank, a_story, a_tag, full_customers
from gui.hands import Hands, Key
from storybank.analysis.gaps import gaps
from storybank.analysis.mending import next_things
from storybank.gui.gaps.page import GapsPage
from storybank.gui.links import LinkButton
from storybank.model import Bank, Customer, Figure


def page(hands: Hands) -> GapsPage:
    hands.menu("Gaps")
    shown = hands.window.stack.currentWidget()
    assert isinstance(shown, GapsPage)
    return shown


def links(hands: Hands) -> list[str]:
    return hands.names(page(hands), LinkButton)


def follow(hands: Hands, part: str) -> None:
    """Click the gap that says so."""
    name = next(name for name in links(hands) if part in name)
    hands.click(name, page(hands))


def test_the_next_three_things_come_first_then_every_open_gap(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    things = next_things(sample, sample.framework)
    assert len(things) == 3
    shown = links(hands)
    assert [name[4:] for name in shown[:3]] == [thing.what for thing in things]
    assert [name[3:] for name in shown[3:]] == [gap.message for gap in gaps(sample, sample.framework)]
    assert {thing.why for thing in things} <= set(hands.texts(page(hands)))
    counts = [gap.severity for gap in gaps(sample, sample.framework)]
    badge = hands.window.navigation.item(2).text()
    assert badge.split() == ["Gaps", str(counts.count("error") + counts.count("warning"))]


def weak() -> Bank:
    """A bank with one gap of each kind that a field mends."""
    framework = a_sound_bank().framework
    unproven = a_story(
        "s0", a_tag("care", 3.5, "primary", 1), a_tag("own", 2.0), status="ready", employer="Same", trade_off="",
        customers=(Customer(tier="primary", who="x", gain="", cost=""),), opening="We saved 40 %, honestly.",
        figures=(Figure(claim="40 %", baseline="", source="", confidence="do-not-claim"),),
    )  # fmt: skip
    unranked = a_story("s1", a_tag("dive", 3.0), employer="Same", status="ready", customers=full_customers())
    return a_bank(unproven, unranked, framework=framework)


@pytest.mark.parametrize(
    ("part", "story", "field"),
    [
        ("no tertiary customer", "s0", "Tertiary customer"),
        ("not the trade-off", "s1", "Trade-off"),
        ("claims 3.5 for Customer Care", "s0", "Customer Care: Customer Care, question 1?"),
        ("40 %", "s0", "Claim of figure 1"),
        ("for no principle first", "s1", "Rank of Dive Deep"),
    ],
)
def test_a_gap_of_a_story_leads_to_the_field_that_mends_it(hands: Hands, part: str, story: str, field: str) -> None:
    hands.open(weak())
    follow(hands, part)
    assert hands.window.stack.currentWidget() is hands.window.stories
    assert (hands.window.stories.editor.story_id, hands.focus) == (story, field)
    widget = QApplication.focusWidget()
    assert not widget.visibleRegion().isEmpty(), "and it is scrolled into sight"


def test_a_gap_of_a_principle_leads_to_its_nearest_story_or_into_the_matrix(hands: Hands) -> None:
    hands.open(weak())
    follow(hands, "Dive Deep")
    assert hands.window.stories.editor.story_id == "s1"
    assert hands.focus == "Dive Deep: Dive Deep, question 0?"
    uncovered = next(g for g in gaps(hands.bank, hands.bank.framework) if g.rule == "principle-uncovered")
    follow(hands, uncovered.message)
    assert hands.window.stack.currentWidget() is hands.window.coverage
    assert hands.window.coverage.model.column(hands.window.coverage.view.currentIndex().column()).principle.id == (
        uncovered.principle
    )


def test_enter_follows_a_gap_too_and_the_right_column_does_the_same(hands: Hands) -> None:
    hands.open(weak())
    name = next(name for name in links(hands) if "not the trade-off" in name)
    hands.named(name, LinkButton, page(hands)).setFocus()
    hands.press(Key.Key_Return)
    assert hands.focus == "Trade-off"
    hands.window.stories.show_story("s0")
    hands.click(next(n for n in hands.names(hands.window.stories.missing, LinkButton) if "40 %" in n))
    assert hands.focus == "Claim of figure 1"


def test_a_gap_is_waived_with_a_reason_and_reinstated(hands: Hands) -> None:
    hands.open(weak())
    gap = next(g for g in gaps(hands.bank, hands.bank.framework) if g.rule == "no-trade-off")
    before = hands.window.navigation.item(2).text()
    asked = hands.answer(QInputDialog, "getText", ("  nobody paid  ", True))
    hands.click(f"Waive: {gap.message}", page(hands))
    assert gap.message in str(asked[0][2])
    assert [w.reason for w in hands.on_disk().waivers] == ["nobody paid"]
    assert "Waived: nobody paid" in hands.texts(page(hands))
    assert hands.window.navigation.item(2).text() != before or gap.severity == "info"
    hands.click(f"Reinstate: {gap.message}", page(hands))
    assert hands.on_disk().waivers == ()
    assert [hands.document.stack.text(at) for at in range(2)] == ["Waive a gap", "Reinstate a gap"]
    hands.menu("Undo")
    hands.menu("Undo")
    assert hands.bank == weak()


@pytest.mark.parametrize("answer", [("", True), ("   ", True), ("never mind", False)])
def test_a_gap_is_not_waived_without_a_reason(hands: Hands, answer: tuple[str, bool]) -> None:
    hands.open(weak())
    hands.answer(QInputDialog, "getText", answer)
    name = next(n for n in hands.names(page(hands)) if n.startswith("Waive: "))
    hands.click(name)
    assert hands.bank == weak()


def test_a_waiver_of_one_tier_leaves_the_other_tier_open(hands: Hands) -> None:
    hands.open(weak())
    hands.answer(QInputDialog, "getText", ("internal tool", True))
    name = next(n for n in hands.names(page(hands)) if n.startswith("Waive: ") and "tertiary" in n and "s0" in n)
    hands.click(name)
    found = [g for g in gaps(hands.bank, hands.bank.framework) if g.rule == "customer-tier-missing" and g.story == "s0"]
    assert {(g.detail["tier"], g.is_open) for g in found} == {("secondary", True), ("tertiary", False)}


def test_a_clean_bank_and_an_empty_bank_have_sentences_of_their_own(hands: Hands) -> None:
    hands.open(a_sound_bank())
    assert "Nothing is missing by the rules. What remains is to tell it aloud." in hands.texts(page(hands))
    assert hands.window.navigation.item(2).text() == "Gaps"
    hands.open(a_bank(), "empty")
    assert "The bank is empty: the first story closes most of these at once." in hands.texts(page(hands))


def test_every_gap_of_an_empty_bank_leads_somewhere(hands: Hands) -> None:
    hands.open(a_bank())
    for name in dict.fromkeys(links(hands)):
        hands.click(name, page(hands))
        assert QApplication.focusWidget() is not None, name
        assert QApplication.focusWidget().isVisible(), name
        while hands.document.stack.canUndo():
            hands.menu("Undo")


def test_every_gap_of_the_sample_leads_somewhere(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    for name in dict.fromkeys(links(hands)):
        hands.click(name, page(hands))
        assert QApplication.focusWidget().isVisible(), name
        assert hands.window.document is not None
        while hands.document.stack.canUndo():
            hands.menu("Undo")


def test_the_page_is_live_and_keeps_its_place(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    shown = page(hands)
    bar = shown._scroll.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    assert place > 0
    story = sample.stories[0]
    hands.document.edit_story(replace(story, scale="another"), "Edit")
    hands.settle()
    assert bar.value() == place
    before = links(hands)
    hands.document.edit_story(replace(story, principles=()), "Take all off")
    assert links(hands) != before


def test_the_right_column_tells_an_idea_from_a_story_without_gaps(hands: Hands) -> None:
    sound = a_sound_bank()
    hands.open(replace(sound, stories=(*sound.stories, a_story("idea", status="idea"))))
    hands.window.stories.show_story("idea")
    assert "does not count yet" in " ".join(hands.texts(hands.window.stories.missing))
    hands.window.stories.show_story("s0")
    assert "Nothing, by the rules." in " ".join(hands.texts(hands.window.stories.missing))
