"""Two copies of one bank that went their own ways come together: nothing is lost, and the order does not matter where nothing clashes."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banks import a_bank, a_story, banks
from storybank.analysis.diverging import common_base
from storybank.analysis.merging import Merged, merge
from storybank.model import Bank, Story, Version

BASE = a_bank(a_story("one", hook="a"), a_story("two", hook="a"), a_story("three", hook="a"))
COUNTS = pytest.mark.parametrize("count", [200, pytest.param(2000, marks=pytest.mark.long)])


class Copy:
    """A copy with its history, as the file keeps it: a story is kept as it was before it changes or goes."""

    def __init__(self, bank: Bank, versions: Sequence[Version] = ()) -> None:
        self.bank, self.versions = bank, tuple(versions)

    def to(self, bank: Bank) -> "Copy":
        gone = [story for story in self.bank.stories if bank.story(story.id) != story]
        kept = [
            Version(number=len(self.versions) + at, story=story, kept="2026-11-23T15:00:00Z", why="edit")
            for at, story in enumerate(gone, 1)
        ]
        return Copy(bank, (*self.versions, *kept))

    def merged(self, other: "Copy") -> Merged:
        return merge(common_base(self.bank, self.versions, other.bank, other.versions), self.bank, other.bank)

    def bringing(self, other: "Copy") -> "Copy":
        return self.to(self.merged(other).bank)


def stories(bank: Bank) -> dict[str, Story]:
    return {story.id: story for story in bank.stories}


def edited(draw: st.DrawFn, copy: Copy, ids: Sequence[str], name: str) -> Copy:
    """The copy after a few edits of these stories alone, a deletion now and then, and stories of its own."""
    for _step in range(draw(st.integers(0, 4))):
        bank = copy.bank
        story = bank.story(draw(st.sampled_from(ids)))
        if story is None or draw(st.integers(0, 5)) == 0:
            bank = bank.with_story(a_story(f"{name}{draw(st.integers(0, 2))}", hook=draw(st.text("ab", max_size=2))))
        elif draw(st.integers(0, 6)) == 0:
            bank = bank.without_story(story.id)
        else:
            bank = bank.with_story(
                replace(story, **{draw(st.sampled_from(["hook", "role", "opening"])): draw(st.text("ab", max_size=2))})
            )
        copy = copy.to(bank)
    return copy


@COUNTS
def test_bringing_in_what_one_has_changes_nothing(count: int) -> None:
    @settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck))
    @given(banks(), st.data())
    def every(bank: Bank, data: st.DataObject) -> None:
        first = Copy(bank)
        later = edited(data.draw, first, [story.id for story in bank.stories] or ["none"], "x")
        for mine, theirs in ((first, first), (later, later), (later, first)):
            done = mine.merged(theirs)
            assert done.bank == mine.bank
            assert done.clashes == ()
        assert stories(first.merged(later).bank) == stories(later.bank), "who has not changed anything gets all of it"

    every()


@COUNTS
def test_two_copies_that_do_not_clash_may_come_in_any_order(count: int) -> None:
    @settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def every(data: st.DataObject) -> None:
        mine = edited(data.draw, Copy(BASE), ["one"], "m")
        left, right = edited(data.draw, Copy(BASE), ["two"], "l"), edited(data.draw, Copy(BASE), ["three"], "r")
        assert mine.merged(left).clashes == mine.merged(right).clashes == ()
        one, other = mine.bringing(left).bringing(right), mine.bringing(right).bringing(left)
        assert stories(one.bank) == stories(other.bank)
        for copy in (mine, left, right):
            for story in copy.bank.stories:
                if story != BASE.story(story.id):
                    assert one.bank.story(story.id) == story, "what one copy alone changed is there"

    every()


@COUNTS
def test_no_story_is_lost_and_every_clash_is_told(count: int) -> None:
    @settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def every(data: st.DataObject) -> None:
        mine, theirs = (edited(data.draw, Copy(BASE), ["one", "two"], name) for name in ("m", "t"))
        done = mine.merged(theirs)
        clashing = {clash.story_id for clash in done.clashes}
        base = common_base(mine.bank, mine.versions, theirs.bank, theirs.versions)
        for side, other in ((mine, theirs), (theirs, mine)):
            for story in side.bank.stories:
                kept, was = done.bank.story(story.id), base.story(story.id)
                known = [BASE.story(story.id), *(version.story for version in other.versions)]
                assert kept is not None or story in known, "only what the other knew and deleted goes"
                if kept is not None and story.id not in clashing and was is not None:
                    for name in Story.__slots__:
                        if getattr(story, name) != getattr(was, name):
                            assert getattr(kept, name) == getattr(story, name), (
                                "what one side changed is there, or asked about"
                            )

    every()


def test_without_a_common_state_both_are_asked_about() -> None:
    mine, theirs = Copy(a_bank(a_story("one", hook="a", role="x"))), Copy(a_bank(a_story("one", hook="b", role="x")))
    (clash,) = mine.merged(theirs).clashes
    assert clash.fields == ("hook",)
    assert mine.merged(theirs).bank == mine.bank


def test_what_is_the_banks_own_stays_mine() -> None:
    theirs = replace(BASE, title="Theirs", stories=(replace(BASE.stories[0], hook="theirs"), *BASE.stories[1:]))
    done = Copy(BASE).merged(Copy(BASE).to(theirs))
    assert done.bank.title == BASE.title
    assert done.bank.stories[0].hook == "theirs"
