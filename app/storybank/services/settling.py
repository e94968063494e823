"""What the user says of each story that comes in, and the bank that follows from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from storybank.analysis.joining import Side, joined
from storybank.exchange.merge import Outcome, filled
from storybank.exchange.notes import Ids
from storybank.model import Bank, Story
from storybank.services.importing import ImportPlan

Kind = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one story that comes in.

    `story` is it, as it may have been corrected in the preview. `take` says whether it comes in at all, `same_as` is the id of the bank's story
    that it is another telling of, empty for a new one. `sides` says of fields that differ whose are taken; those not in it are `usual`.
    """

    story: Story
    take: bool = True
    same_as: str = ""
    sides: Mapping[str, Side] = field(default_factory=dict)
    usual: Side = "theirs"


def decisions(plan: ImportPlan) -> tuple[Decision, ...]:
    """Return what is proposed: a story of a known id, or that resembles one of the bank, is the same; every other one is new."""
    return tuple(_proposed(plan.before, outcome, is_whole) for outcome, is_whole in _outcomes(plan))


def _outcomes(plan: ImportPlan) -> list[tuple[Outcome, bool]]:
    whole = [source.notes.whole for source in plan.sources for _story in source.notes.stories]
    return list(zip(plan.merged.outcomes, whole, strict=True))


def _proposed(bank: Bank, outcome: Outcome, is_whole: bool) -> Decision:
    if outcome.before is not None and bank.story(outcome.story.id) is not None:
        return Decision(outcome.story, same_as=outcome.story.id)
    same = next((one for one in outcome.doubles if bank.story(one) is not None), "")
    if not same:
        return Decision(outcome.story)
    return Decision(outcome.story if is_whole else filled(outcome.story, bank.story(same)), same_as=same)


def kind_of(bank: Bank, decision: Decision) -> Kind:
    """Return what a story is to the bank: new, a change of one that is there, or nothing new."""
    mine = bank.story(decision.same_as)
    if mine is None:
        return "new"
    return "unchanged" if joined(mine, decision.story, decision.sides, decision.usual) == mine else "changed"


def settled(bank: Bank, made: Sequence[Decision]) -> Bank:
    """Return the bank with what was decided: a new story whose id is taken gets another, several tellings of one story come in one by one."""
    stories = {story.id: story for story in bank.stories}
    ids = Ids(stories)
    for decision in made:
        if not decision.take:
            continue
        mine = stories.get(decision.same_as)
        if mine is not None:
            stories[mine.id] = joined(mine, decision.story, decision.sides, decision.usual)
        else:
            free = decision.story.id not in stories
            new = decision.story if free else replace(decision.story, id=ids.claim(decision.story.id))
            stories[new.id] = new
    after = tuple(stories.values())
    return bank if after == bank.stories else replace(bank, stories=after)
