"""When a story is kept as it was: pure rules over a change and the times of the versions that are there."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from storybank.analysis.thinning import Measure, thinned
from storybank.model import Change, Story, Why

NOTHING: Mapping[str, Story] = {}
SPELL = timedelta(minutes=5)
"""Edits of a story that follow each other within this share the version that was kept before the first of them."""

MEASURE = Measure(days=1, daily=30, weekly=26, monthly=24)
"""How many versions of one story are kept, see `thinning`."""


MUCH = 250
"""Characters that a story may lose within a spell, or half of them and more than `FEW`, before it is kept as it was all the same."""
FEW = 60


def due(
    change: Change, last: Mapping[str, datetime], now: datetime, why: Why, fullest: Mapping[str, Story] = NOTHING
) -> tuple[tuple[Story, Why], ...]:
    """Return the stories that are to be kept as they were before a change, and before what.

    `last` tells when a version of each story was kept last, in UTC like `now`. A story is kept before it is deleted, before an import or a
    restore, and before an edit unless a version was kept within the last five minutes – or the edit takes much away, at once or bit by bit:
    then it is kept as it was when it was `fullest`. A new story has nothing to keep.
    """
    touched = change.stories()
    found: list[tuple[Story, Why]] = []
    for story in change.before.stories:
        if story.id not in touched:
            continue
        if change.after.story(story.id) is None:
            found.append((story, why if why != "edit" else "delete"))
        elif why != "edit" or story.id not in last or abs(now - last[story.id]) >= SPELL:
            found.append((story, why))
        elif (lost := _lost(story, change.after.story(story.id), fullest.get(story.id, story))) is not None:
            found.append((lost, why))
    return tuple(found)


def fuller(one: Story, other: Story | None) -> Story:
    """Return the story that holds more text, the first one where both hold the same."""
    return other if other is not None and _size(other) > _size(one) else one


def _lost(before: Story, after: Story | None, fullest: Story) -> Story | None:
    """Return the story to keep where an edit, or all since it was fullest, took much of its text away."""
    if after is None:
        return None
    most = fuller(before, fullest)
    if _is_much(_size(most) - _size(after), _size(most)):
        return most
    replaced = len(before.narrative) - _shared(before.narrative, after.narrative)
    return before if _is_much(replaced, _size(before)) else None


def _is_much(lost: int, size: int) -> bool:
    return lost >= MUCH or (lost > FEW and 2 * lost > size)


def _size(story: Story) -> int:
    """Return how many characters of text a story holds."""
    texts = [story.title, story.hook, story.narrative, story.opening, story.closing, story.trade_off, *story.anchors]
    texts += [one for customer in story.customers for one in (customer.who, customer.gain, customer.cost)]
    texts += [proof.text for tag in story.principles for proof in tag.evidence]
    return sum(map(len, texts)) + sum(len(figure.claim) for figure in story.figures)


def _shared(before: str, after: str) -> int:
    """Return how many characters at the beginning and the end of two texts are the same."""
    if before == after:
        return len(before)
    least = min(len(before), len(after))
    start = next((at for at in range(least) if before[at] != after[at]), least)
    end = next((at for at in range(least - start) if before[-1 - at] != after[-1 - at]), least - start)
    return start + end


def too_many(kept: Sequence[datetime], now: datetime) -> tuple[int, ...]:
    """Return the positions of the versions of one story that are too many."""
    return tuple(sorted(thinned(kept, now, MEASURE)))
