"""Two banks that come from one: nothing that one side alone did is lost, and what both did is asked."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from banks import a_bank, a_story, a_tag, banks
from storybank.analysis.merging import merge
from storybank.model import Alias, Bank, Story


@given(banks(), banks())
def test_one_sided_changes_are_taken_over(base: Bank, other: Bank) -> None:
    other = replace(other, framework=base.framework)
    assert merge(base, base, other).bank == replace(other, stories=other.stories)
    assert merge(base, base, other).clashes == ()
    assert merge(base, other, base).bank == other
    assert merge(base, other, other).bank == other
    assert merge(base, other, base).clashes == merge(base, other, other).clashes == ()


TEXTS = st.sampled_from(["", "a", "b"])


@st.composite
def edits(draw: st.DrawFn) -> Bank:
    """One of the banks that three stories can become."""
    stories = [
        replace(
            story,
            hook=draw(TEXTS),
            role=draw(TEXTS),
            principles=tuple(a_tag(p, draw(st.sampled_from([2.0, 3.0]))) for p in tags),
        )
        for story in BASE.stories
        if draw(st.integers(0, 5))
        for tags in [draw(st.sampled_from([("own",), ("own", "dive"), ()]))]
    ]
    return replace(BASE, stories=tuple(draw(st.permutations(stories))), title=draw(TEXTS) or BASE.title)


BASE = a_bank(a_story("one", a_tag("own", 2.0)), a_story("two"), a_story("three"))


@given(edits(), edits())
def test_what_does_not_clash_is_the_same_from_either_side(mine: Bank, theirs: Bank) -> None:
    one, other = merge(BASE, mine, theirs), merge(BASE, theirs, mine)
    assert {clash.story_id for clash in one.clashes} == {clash.story_id for clash in other.clashes}
    clashing = {clash.story_id for clash in one.clashes}
    stories, mirrored = ({s.id: s for s in merged.bank.stories if s.id not in clashing} for merged in (one, other))
    assert stories.keys() == mirrored.keys()
    for story_id, story in stories.items():
        assert _plain(story) == _plain(mirrored[story_id])


def _plain(story: Story) -> Story:
    return replace(story, principles=tuple(sorted(story.principles, key=lambda tag: tag.principle)))


@given(edits(), edits())
def test_every_field_comes_from_somewhere_and_theirs_can_be_had(mine: Bank, theirs: Bank) -> None:
    merged = merge(BASE, mine, theirs)
    for story in merged.bank.stories:
        sides = [side for bank in (mine, theirs) if (side := bank.story(story.id))]
        for field in ("hook", "role"):
            assert getattr(story, field) in {getattr(side, field) for side in sides}
        for field in ("hook", "role"):
            base = BASE.story(story.id)
            changed = [getattr(side, field) for side in sides if base and getattr(side, field) != getattr(base, field)]
            if changed:
                assert getattr(story, field) in changed, "a change is never undone by the other side’s silence"
    took = merged.with_theirs(frozenset(clash.story_id for clash in merged.clashes))
    for clash in merged.clashes:
        assert took.story(clash.story_id) == clash.theirs


def test_a_story_is_merged_field_by_field() -> None:
    story = BASE.stories[0]
    mine = BASE.with_story(replace(story, hook="mine"))
    theirs = BASE.with_story(replace(story, role="theirs", hook="theirs"))
    merged = merge(BASE, mine, theirs)
    (clash,) = merged.clashes
    assert clash.fields == ("hook",)
    assert (merged.bank.stories[0].hook, merged.bank.stories[0].role) == ("mine", "theirs")


def test_what_one_deleted_and_the_other_changed_stays_and_is_asked() -> None:
    mine, theirs = BASE.without_story("two"), BASE.with_story(replace(BASE.stories[1], hook="theirs"))
    for merged, deleted in ((merge(BASE, mine, theirs), "mine"), (merge(BASE, theirs, mine), "theirs")):
        assert [story.id for story in merged.bank.stories] == ["one", "two", "three"]
        assert merged.bank.stories[1].hook == "theirs"
        (clash,) = merged.clashes
        assert getattr(clash, deleted) is None


def test_order_and_the_banks_own_fields_follow_who_changed_them() -> None:
    moved = BASE.with_order(("three", "one", "two"))
    added = replace(BASE.with_story(a_story("four")), aliases=(Alias(term="Initech", alias="a firm"),))
    for merged in (merge(BASE, moved, added), merge(BASE, added, moved)):
        assert [story.id for story in merged.bank.stories] == ["three", "four", "one", "two"]
        assert merged.bank.aliases == added.aliases


def test_there_is_one_primary_principle() -> None:
    story = a_story("one", a_tag("own", 2.0), a_tag("dive", 2.0))
    base = a_bank(story)
    mine, theirs = (
        base.with_story(
            replace(
                story,
                principles=tuple(
                    replace(tag, rank="primary") if tag.principle == p else tag for tag in story.principles
                ),
            )
        )
        for p in ("own", "dive")
    )
    (merged,) = merge(base, mine, theirs).bank.stories
    assert [(tag.principle, tag.rank) for tag in merged.principles] == [("own", "primary"), ("dive", "secondary")]
