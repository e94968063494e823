"""A story that comes in and one that is there become one, field by field."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banks import a_framework, a_story, a_tag
from exchange.strategies import stories
from storybank.analysis.joining import JOINABLE, differing_fields, joined
from storybank.analysis.validity import story_problems
from storybank.model import Figure, Story

SMALL = a_framework()
SIDES = st.dictionaries(
    st.sampled_from([name for name in Story.__slots__ if name != "id"]), st.sampled_from(["mine", "theirs", "both"])
)
QUICK = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


@QUICK
@given(stories(SMALL), stories(SMALL), SIDES)
def test_the_laws_of_joining(mine: Story, theirs: Story, sides: dict) -> None:  # type: ignore[type-arg]
    assert joined(mine, mine, sides) is mine or joined(mine, mine, sides) == mine
    assert joined(mine, theirs, {}, "mine") == mine
    assert joined(mine, theirs, {}) == replace(theirs, id=mine.id)
    once = joined(mine, theirs, sides)
    assert joined(once, theirs, sides) == once or any(side == "mine" for side in sides.values())
    both = joined(mine, theirs, {}, "both")
    assert joined(both, theirs, {}, "both") == both, "importing it again adds nothing"
    assert once.id == mine.id
    assert sum(tag.rank == "primary" for tag in both.principles) <= 1


def test_both_texts_stand_below_each_other_without_doubles() -> None:
    mine = a_story("a", narrative="One.\n\nTwo.")
    assert (
        joined(mine, a_story("b", narrative="Two.\n\nThree."), {"narrative": "both"}).narrative
        == "One.\n\nTwo.\n\nThree."
    )
    assert joined(a_story("a"), mine, {"narrative": "both"}).narrative == "One.\n\nTwo."


def test_both_lists_are_one_with_mine_first() -> None:
    mine = a_story("a", a_tag("care", 3.5, "primary", 1), tags=("x", "y"), anchors=("1", "2", "3"))
    theirs = a_story(
        "b",
        a_tag("own", 2.0, "primary"),
        a_tag("care", 1.0, "secondary", 2),
        tags=("y", "z"),
        anchors=("3", "4", "5", "6"),
    )
    theirs = replace(theirs, figures=(Figure(claim="9 %", baseline="", source="", confidence="verified"),))
    both = joined(mine, theirs, {}, "both")
    assert both.tags == ("x", "y", "z")
    assert both.anchors == ("1", "2", "3", "4", "5"), "a story has five"
    assert both.figures == theirs.figures
    care, own = both.principles
    assert (care.score, care.rank, len(care.evidence)) == (3.5, "primary", 2)
    assert (own.score, own.rank) == (2.0, "secondary")
    assert not [problem for problem in story_problems(both, SMALL) if "principles" in problem.path]


@pytest.mark.parametrize("field", ["title", "hook", "status"])
def test_what_only_one_can_have_is_theirs(field: str) -> None:
    assert field not in JOINABLE
    mine, theirs = a_story("a", hook="m", title="M"), replace(a_story("b", hook="t", title="T"), status="ready")
    assert getattr(joined(mine, theirs, {field: "both"}), field) == getattr(theirs, field)
    assert set(differing_fields(mine, theirs)) == {"title", "hook", "status"}
