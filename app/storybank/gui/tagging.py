"""What tagging a story with principles comes to: pure functions from a story, or its tags, to another."""

from dataclasses import replace
from typing import Any

from storybank.model import Evidence, PrincipleTag, Rank, Story


def with_rank(tags: tuple[PrincipleTag, ...], principle: str, rank: Rank) -> tuple[PrincipleTag, ...]:
    """Return the tags with one's rank set; a new primary makes the former one secondary."""
    return tuple(
        replace(tag, rank=rank)
        if tag.principle == principle
        else replace(tag, rank="secondary")
        if rank == "primary" and tag.rank == "primary"
        else tag
        for tag in tags
    )


def tagged(story: Story, principle: str) -> Story:
    """Return the story with one more principle, not scored yet; the first one of a story is its primary."""
    rank: Rank = "secondary" if story.primary else "primary"
    tag = PrincipleTag(principle=principle, rank=rank, score=None, angle="", evidence=())
    return replace(story, principles=(*story.principles, tag))


def untagged(story: Story, principle: str) -> Story:
    """Return the story without a principle."""
    return replace(story, principles=tuple(tag for tag in story.principles if tag.principle != principle))


def with_tag(story: Story, principle: str, **changed: Any) -> Story:
    """Return the story with some fields of one tag changed."""
    return replace(
        story,
        principles=tuple(replace(tag, **changed) if tag.principle == principle else tag for tag in story.principles),
    )


def with_answer(story: Story, principle: str, dimension: str, text: str) -> Story:
    """Return the story with the answer to one question of one principle set."""
    tag = story.tag(principle)
    return story if tag is None else with_tag(story, principle, evidence=answered(tag.evidence, dimension, text))


def answered(evidence: tuple[Evidence, ...], dimension: str, text: str) -> tuple[Evidence, ...]:
    """Return the evidence with the first answer to a dimension set; an emptied answer goes, further ones to the same dimension stay."""
    first = next((index for index, item in enumerate(evidence) if item.dimension == dimension), None)
    new = (Evidence(dimension=dimension, text=text),) if text else ()
    if first is None:
        return (*evidence, *new)
    return (*evidence[:first], *new, *evidence[first + 1 :])
