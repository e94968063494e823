"""Trying an edit of one story tells what asking all rules of the edited bank tells."""

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from banks import banks, full_customers, stories
from storybank.analysis.gaps import gaps
from storybank.analysis.trying import Trial, key_of
from storybank.model import STATUSES, Bank


@settings(max_examples=150)
@given(banks(), st.booleans(), st.data())
def test_a_trial_finds_what_the_rules_find(bank: Bank, ready_only: bool, data: st.DataObject) -> None:
    found = gaps(bank, bank.framework, ready_only=ready_only)
    story_id = data.draw(st.sampled_from([*(story.id for story in bank.stories), "brand-new"]))
    story = data.draw(stories(bank.framework, story_id))
    story = dataclasses.replace(story, status=data.draw(st.sampled_from(STATUSES)))
    if data.draw(st.booleans()):
        story = dataclasses.replace(story, customers=full_customers(), trade_off="they paid")
    edited = bank.with_story(story)
    left = {key_of(gap) for gap in gaps(edited, edited.framework, ready_only=ready_only) if gap.is_open}
    expected = {key_of(gap) for gap in found if gap.is_open} - left
    removed = Trial(bank, bank.framework, found, ready_only=ready_only).removed(story)
    assert {key_of(gap) for gap in removed} == expected
    assert all(gap in found for gap in removed)
