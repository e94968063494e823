"""When a story is kept as it was: pure rules over a change and the times of the versions that are there."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from storybank.analysis.thinning import Measure, thinned
from storybank.model import Change, Story, Why

SPELL = timedelta(minutes=5)
"""Edits of a story that follow each other within this share the version that was kept before the first of them."""

MEASURE = Measure(days=1, daily=30, weekly=26, monthly=24)
"""How many versions of one story are kept, see `thinning`."""


def due(change: Change, last: Mapping[str, datetime], now: datetime, why: Why) -> tuple[tuple[Story, Why], ...]:
    """Return the stories that are to be kept as they were before a change, and before what.

    `last` tells when a version of each story was kept last, in UTC like `now`. A story is kept before it is deleted, before an import or a
    restore, and before an edit unless a version was kept within the last five minutes. A new story has nothing to keep.
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
    return tuple(found)


def too_many(kept: Sequence[datetime], now: datetime) -> tuple[int, ...]:
    """Return the positions of the versions of one story that are too many."""
    return tuple(sorted(thinned(kept, now, MEASURE)))
