"""Two copies of one bank that went their own ways: what both have been at some time is what they come from."""

from collections.abc import Iterable
from dataclasses import replace

from storybank.model import Bank, Story, Version


def common_base(mine: Bank, my_versions: Iterable[Version], theirs: Bank, their_versions: Iterable[Version]) -> Bank:
    """Return what two copies come from, as far as their histories tell: of each story the newest state of mine that theirs has had, too.

    A story without such a state is not in it. What is the bank's own (title, loop, aliases …) is theirs: nobody knows what it was, and with theirs
    for the base a merge leaves mine as it is.
    """
    told = _by_story(theirs, their_versions)
    stories: list[Story] = []
    for story_id, states in _by_story(mine, my_versions).items():
        had = told.get(story_id, [])
        common = next((state for state in states if state in had), None)
        if common is not None:
            stories.append(common)
    return replace(theirs, stories=tuple(stories))


def _by_story(bank: Bank, versions: Iterable[Version]) -> dict[str, list[Story]]:
    """Return the states that each story has had, the newest first."""
    found: dict[str, list[Story]] = {story.id: [story] for story in bank.stories}
    for version in sorted(versions, key=lambda version: version.number, reverse=True):
        found.setdefault(version.story.id, []).append(version.story)
    return found
