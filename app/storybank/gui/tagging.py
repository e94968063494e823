"""What tagging a story with principles comes to: pure functions from a story, or its tags, to another."""

from dataclasses import replace
from typing import Any

from storybank.model import Change, Evidence, Framework, PrincipleTag, Rank, Story
from storybank.texts import _

_TITLE = 48  # letters of a title in a sentence of one line


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


def told_of_rank(change: Change) -> str:
    """Return what an edit of one story did to its primary principle beside what was asked for; empty where it did nothing of the kind."""
    touched = change.stories()
    if len(touched) != 1:
        return ""
    (story_id,) = touched
    before, after = change.before.story(story_id), change.after.story(story_id)
    former, now = before.primary if before else None, after.primary if after else None
    if after is None or former is None or (now is not None and now.principle == former.principle):
        return ""
    if now is None:
        return _("“{title}” has no primary principle now.").format(title=_short(after.title))
    names = {"principle": _name(now, change.after.framework), "former": _name(former, change.after.framework)}
    if after.tag(former.principle) is None:
        return _("{principle} is now primary.").format(**names)
    return _("{principle} is now primary; {former} became secondary.").format(**names)


def _short(title: str) -> str:
    """Return a title that leaves room for the sentence it stands in."""
    return title if len(title) <= _TITLE else title[: _TITLE - 1].rstrip() + "…"


def _name(tag: PrincipleTag, framework: Framework) -> str:
    principle = framework.principle(tag.principle)
    return principle.name if principle else tag.principle


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
