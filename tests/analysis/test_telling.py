"""Which story is told under which principle: highest score, primary rank, proof, bank order; a story not told yet before a repeat."""

import dataclasses

from hypothesis import given

from analysis.plain_rules import at_the_bar, dimensions_proven, of_the_target, tags_of, that_count
from banks import a_bank, a_framework, a_story, a_tag, banks
from storybank.analysis.telling import Telling, tellings
from storybank.model import Bank, Story

Plain = tuple[str, str | None, bool, str | None]


def ranked(bank: Bank, principle: str) -> list[Story]:
    def beats(one: Story, other: Story) -> bool:
        (mine,), (theirs,) = tags_of(one, principle), tags_of(other, principle)
        if (mine.score or 0) != (theirs.score or 0):
            return (mine.score or 0) > (theirs.score or 0)
        if mine.rank != theirs.rank:
            return mine.rank == "primary"
        if dimensions_proven(bank, mine) != dimensions_proven(bank, theirs):
            return dimensions_proven(bank, mine) > dimensions_proven(bank, theirs)
        return bank.stories.index(one) < bank.stories.index(other)

    order: list[Story] = []
    for story in that_count(bank):
        if tags_of(story, principle):
            order.insert(sum(beats(other, story) for other in order), story)
    return order


def plain_tellings(bank: Bank) -> list[Plain]:
    result: list[Plain] = []
    told_before: list[str] = []
    for principle in of_the_target(bank):
        order = ranked(bank, principle.id)
        strong = [story for story in order if at_the_bar(bank, story, principle.id)]
        pool = strong or order  # a story under the bar is worse than a repeat
        fresh = [story for story in pool if story.id not in told_before]
        told = (fresh or pool or [None])[0]
        rest = [story for story in order if story is not told]
        repeat = told is not None and told.id in told_before
        result.append((principle.id, told.id if told else None, repeat, rest[0].id if rest else None))
        if told:
            told_before.append(told.id)
    return result


def plain(telling: Telling) -> Plain:
    told, backup = telling.told, telling.backup
    return telling.principle.id, told.story.id if told else None, telling.repeat, backup.story.id if backup else None


@given(banks())
def test_tellings_agree_with_the_plain_reading(bank: Bank) -> None:
    assert [plain(one) for one in tellings(bank, bank.framework)] == plain_tellings(bank)
    ideas = (dataclasses.replace(s, status="idea") if s.status == "draft" else s for s in bank.stories)
    demoted = dataclasses.replace(bank, stories=tuple(ideas))
    assert [plain(one) for one in tellings(bank, bank.framework, ready_only=True)] == plain_tellings(demoted)


def told_of(*stories: Story, principles: tuple[str, ...] = ("own",)) -> list[Plain]:
    bank = a_bank(*stories, framework=a_framework((4, 4, 4)), principles=principles)
    return [plain(one) for one in tellings(bank, bank.framework)]


def test_the_order_score_rank_proof_bank() -> None:
    low = a_story("low", a_tag("own", 3.5, "primary", 4))
    high = a_story("high", a_tag("own", 4.0))
    first = a_story("first", a_tag("own", 4.0, "primary"))
    proven = a_story("proven", a_tag("own", 4.0, proven=1))
    more = a_story("more", a_tag("own", 4.0, proven=2))
    assert told_of(low, high) == [("own", "high", False, "low")]
    assert told_of(high, proven, more) == [("own", "more", False, "proven")]
    assert told_of(more, first) == [("own", "first", False, "more")]
    assert told_of(high, dataclasses.replace(high, id="same")) == [("own", "high", False, "same")]
    assert told_of(dataclasses.replace(high, id="same"), high) == [("own", "same", False, "high")]
    assert told_of(a_story("unscored", a_tag("own", None)), a_story("one", a_tag("own", 1.0))) == [
        ("own", "one", False, "unscored")
    ]


def test_ideas_and_retired_stories_are_not_told() -> None:
    idea, old = (a_story(status, a_tag("own"), status=status) for status in ("idea", "retired"))
    assert told_of(idea, old) == [("own", None, False, None)]


def test_nobody_hears_a_story_twice_unless_the_other_is_under_the_bar() -> None:
    both = a_story("both", a_tag("care", 4.0), a_tag("own", 4.0))
    lesser = a_story("lesser", a_tag("own", 3.5))
    weak = a_story("weak", a_tag("own", 3.0))
    target = ("care", "own")
    assert told_of(both, lesser, principles=target)[1] == ("own", "lesser", False, "both")
    assert told_of(both, weak, principles=target)[1] == ("own", "both", True, "weak")
    assert told_of(both, principles=target)[1] == ("own", "both", True, None)
    under = a_story("under", a_tag("care", 2.0), a_tag("own", 3.0))
    poor = a_story("poor", a_tag("own", 1.0))
    assert told_of(under, poor, principles=target)[1] == ("own", "poor", False, "under")


def test_the_target_is_told_in_the_frameworks_order() -> None:
    assert [one[0] for one in told_of(principles=("disagree", "care"))] == ["care", "disagree"]
    assert [one[0] for one in told_of(principles=())] == ["care", "own", "disagree"]
