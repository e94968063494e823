"""How stories that come in meet those that are there: added, changed or unchanged by id, and likely doubles told, never merged."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from storybank.model import Bank, PrincipleTag, Story

# Out of 100, by rapidfuzz: what must be equal for a story under another id to be told as a likely double.
CLOSE_TITLE = 88  # token_sort_ratio: words in any order
CLOSE_TEXT = 90  # ratio of the narratives
LONG_ENOUGH = 200  # characters of narrative below which likeness says nothing
COMPARED = 2000  # characters of narrative that are looked at


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one story that came in.

    `before` is the bank's own when it had one of that id; `doubles` are the ids of others that seem to tell the same.
    """

    kind: Literal["added", "changed", "unchanged"]
    story: Story
    before: Story | None
    doubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """The bank with the stories in it, and an outcome per story, in their order."""

    bank: Bank
    outcomes: tuple[Outcome, ...]


def merge(bank: Bank, incoming: Iterable[Story]) -> Merge:
    """Return the bank with the stories put in: one of a known id replaces that story, one of a new id is added at the end."""
    stories = {story.id: story for story in bank.stories}
    outcomes: list[Outcome] = []
    for story in incoming:
        before = stories.get(story.id)
        if before is None:
            outcomes.append(Outcome("added", story, None, _doubles(story, stories)))
        else:
            outcomes.append(Outcome("unchanged" if before == story else "changed", story, before, ()))
        if before != story:
            stories[story.id] = story
    if all(outcome.kind == "unchanged" for outcome in outcomes):
        return Merge(bank, tuple(outcomes))
    merged = replace(bank, stories=tuple(stories.values()))
    return Merge(merged, tuple(outcomes))


def filled(notes: Story, own: Story | None) -> Story:
    """Return a story of plain notes with what they are silent about taken from the bank's own story of that id: no heading empties a field."""
    if own is None:
        return notes
    kept = {name: getattr(own, name) for name in Story.__slots__ if getattr(notes, name) in ("", (), False)}
    if notes.status == "draft":  # what notes are taken for when they do not say
        kept["status"] = own.status
    told = {tag.principle: tag for tag in notes.principles}
    tags = [_filled_tag(told.pop(tag.principle), tag) if tag.principle in told else tag for tag in own.principles]
    tags += [tag for tag in notes.principles if tag.principle in told]
    # one primary at most: what the notes say goes before what the bank said
    said = next((tag.principle for tag in (*notes.principles, *own.principles) if tag.rank == "primary"), None)
    kept["principles"] = tuple(
        replace(tag, rank="secondary") if tag.rank == "primary" and tag.principle != said else tag for tag in tags
    )
    return replace(notes, **kept)


def _filled_tag(notes: PrincipleTag, own: PrincipleTag) -> PrincipleTag:
    score = own.score if notes.score is None else notes.score
    return replace(notes, score=score, angle=notes.angle or own.angle, evidence=notes.evidence or own.evidence)


def _doubles(story: Story, others: dict[str, Story]) -> tuple[str, ...]:
    if not others:
        return ()
    from rapidfuzz import fuzz, process, utils  # 30 ms that an import into an empty bank does not need

    titles = {name: other.title for name, other in others.items()}
    close = process.extract(
        story.title,
        titles,
        scorer=fuzz.token_sort_ratio,
        processor=utils.default_process,
        score_cutoff=CLOSE_TITLE,
        limit=None,
    )
    found = {name for _title, _score, name in close}
    if len(story.narrative) >= LONG_ENOUGH:
        texts = {
            name: other.narrative[:COMPARED] for name, other in others.items() if len(other.narrative) >= LONG_ENOUGH
        }
        close = process.extract(
            story.narrative[:COMPARED], texts, scorer=fuzz.ratio, score_cutoff=CLOSE_TEXT, limit=None
        )
        found |= {name for _text, _score, name in close}
    return tuple(name for name in others if name in found)
