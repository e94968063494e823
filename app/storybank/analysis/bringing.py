"""Texts of stories that were bettered in another bank: which differ, and the bank with them taken over by id.

Principles, scores, evidence and status stay what this bank says: they belong to its own loop.
"""

from dataclasses import dataclass, replace

from storybank.model import Bank, SignalTag, Story

TEXTS = (
    "title", "hook", "employer", "role", "period", "scale", "narrative", "tags", "anchors", "opening", "closing", "customers", "trade_off",
    "figures",
)  # fmt: skip
"""The fields of a story that are taken as they are; signals are too, as far as both frameworks know them."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A story that both banks hold and tell differently: as it is here, as it would be, and the fields in which the two differ."""

    story: Story
    brought: Story
    fields: tuple[str, ...]


def differences(bank: Bank, other: Bank) -> tuple[Difference, ...]:
    """Return the stories that another bank tells in other words, in the order of this one."""
    found = []
    for story in bank.stories:
        theirs = other.story(story.id)
        if theirs is None:
            continue
        brought = _brought(story, theirs, bank, other)
        fields = tuple(name for name in (*TEXTS, "signals") if getattr(story, name) != getattr(brought, name))
        if fields:
            found.append(Difference(story, brought, fields))
    return tuple(found)


def with_texts_of(bank: Bank, other: Bank, story_ids: frozenset[str]) -> Bank:
    """Return the bank with the texts that another one has for these stories."""
    brought = {one.story.id: one.brought for one in differences(bank, other) if one.story.id in story_ids}
    if not brought:
        return bank
    return replace(bank, stories=tuple(brought.get(story.id, story) for story in bank.stories))


def _brought(story: Story, theirs: Story, bank: Bank, other: Bank) -> Story:
    texts = {name: getattr(theirs, name) for name in TEXTS}
    return replace(story, **texts, signals=_signals(story, theirs, bank, other))


def _signals(story: Story, theirs: Story, bank: Bank, other: Bank) -> tuple[SignalTag, ...]:
    """Return their signals that this bank's framework knows, and after them ours that theirs has no word for."""
    ours = tuple(tag for tag in story.signals if other.framework.signal(tag.signal) is not None)
    known = tuple(tag for tag in theirs.signals if bank.framework.signal(tag.signal) is not None)
    if ours == known:
        return story.signals
    return known + tuple(tag for tag in story.signals if other.framework.signal(tag.signal) is None)
