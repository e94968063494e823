"""Texts that were bettered in another bank come back by id, and nothing but the texts."""

import dataclasses
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from banks import RULE_NAMES, a_bank, a_framework, a_story, a_tag, banks
from storybank.analysis.bringing import TEXTS, differences, with_texts_of
from storybank.analysis.refitting import for_another_loop
from storybank.analysis.validity import bank_problems
from storybank.model import Bank, SignalTag, Story, Target

change = dataclasses.replace
LEFT_ALONE = {"id", "status", "internal", "principles", "signals"}


def fewer_signals() -> Any:
    whole = a_framework()
    return change(whole, id="other", principles=whole.principles[:2], signals=whole.signals[1:])


@given(st.data(), banks(framework=a_framework()), banks(framework=a_framework()), st.booleans())
def test_taking_them_leaves_no_difference_and_touches_nothing_else(
    data: st.DataObject, bank: Bank, other: Bank, refitted: bool
) -> None:
    if refitted:
        other = for_another_loop(other, fewer_signals(), "Other", Target.blank())
    found = differences(bank, other)
    chosen = frozenset(data.draw(st.sets(st.sampled_from([one.story.id for one in found]))) if found else ())
    after = with_texts_of(bank, other, chosen)
    assert bank_problems(after, frozenset(RULE_NAMES)) == []
    assert change(after, stories=()) == change(bank, stories=())
    assert [one.story.id for one in differences(after, other)] == [
        one.story.id for one in found if one.story.id not in chosen
    ]
    for before, now in zip(bank.stories, after.stories, strict=True):
        if before.id not in chosen:
            assert now is before
            continue
        theirs = other.story(before.id)
        assert all(getattr(now, name) == getattr(theirs, name) for name in TEXTS)
        assert all(getattr(now, name) == getattr(before, name) for name in LEFT_ALONE - {"signals"})


@given(banks(framework=a_framework()))
def test_a_copy_for_another_loop_differs_in_no_text(bank: Bank) -> None:
    assert differences(bank, for_another_loop(bank, fewer_signals(), "Other", Target.blank())) == ()


def test_every_field_is_brought_or_left_alone() -> None:
    assert {field.name for field in dataclasses.fields(Story)} == LEFT_ALONE | set(TEXTS)


def test_signals_that_only_one_framework_knows_stay_where_they_are() -> None:
    here = a_bank(
        a_story(
            "s",
            signals=(
                SignalTag(signal="killed-project", note="mine"),
                SignalTag(signal="removed-something", note="old"),
            ),
        )
    )
    there = a_bank(
        a_story("s", signals=(SignalTag(signal="removed-something", note="new"),)), framework=fewer_signals()
    )
    [found] = differences(here, there)
    assert found.fields == ("signals",)
    after = with_texts_of(here, there, frozenset({"s"}))
    assert [(tag.signal, tag.note) for tag in after.stories[0].signals] == [
        ("removed-something", "new"),
        ("killed-project", "mine"),
    ]


def test_the_fields_that_differ_are_named() -> None:
    here = a_bank(a_story("s", a_tag("own")), a_story("only-here"))
    there = a_bank(a_story("s", a_tag("care"), hook="Better", narrative="Longer"), a_story("only-there"))
    assert [(one.story.id, one.fields) for one in differences(here, there)] == [("s", ("hook", "narrative"))]
