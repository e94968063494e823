"""Two banks that come from one: what either changed since, brought together field by field."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from storybank.model import Bank, PrincipleTag, Story

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Clash:
    """A story that both changed in the same place, or that one changed and the other deleted (None).

    `fields` are the names of the record's fields that both changed, each to something else; empty where one deleted it.
    """

    story_id: str
    mine: Story | None
    theirs: Story | None
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """The bank with what both changed; where they clash it holds mine, and a story that one deleted and the other changed stays."""

    bank: Bank
    clashes: tuple[Clash, ...]

    def with_theirs(self, story_ids: frozenset[str]) -> Bank:
        """Return the bank with their side of the clashes of these stories."""
        bank = self.bank
        for clash in self.clashes:
            if clash.story_id in story_ids:
                bank = bank.without_story(clash.story_id) if clash.theirs is None else bank.with_story(clash.theirs)
        return bank


def merge(base: Bank, mine: Bank, theirs: Bank) -> Merged:
    """Bring together two banks that both come from `base`.

    What one side alone changed is taken over; with nothing changed on one side the result is the other. A story is merged field by field, its
    principles one by one; a list such as its figures is one field.
    """
    sides = [{story.id: story for story in bank.stories} for bank in (base, mine, theirs)]
    clashes: list[Clash] = []
    stories: dict[str, Story] = {}
    for story_id in _order(base, mine, theirs):
        merged, clash = _story(*(side.get(story_id) for side in sides))
        if merged is not None:
            stories[story_id] = merged
        if clash is not None:
            clashes.append(clash)
    kept = frozenset(stories)
    bank = replace(
        mine,
        **{name: _one(getattr(base, name), getattr(mine, name), getattr(theirs, name))[0] for name in _OWN},
        target=replace(
            mine.target,
            **{
                field.name: _one(*(getattr(bank.target, field.name) for bank in (base, mine, theirs)))[0]
                for field in fields(mine.target)
            },
        ),
        stories=tuple(stories.values()),
    )
    waivers = tuple(waiver for waiver in bank.waivers if waiver.story is None or waiver.story in kept)
    return Merged(replace(bank, waivers=waivers, aside=bank.aside.only(kept)), tuple(clashes))


_OWN = ("title", "framework", "aliases", "waivers", "aside")


def _one(base: Any, mine: Any, theirs: Any) -> tuple[Any, bool]:
    """Return what one value comes to, and whether both changed it, each to something else; it is mine then."""
    if theirs in (base, mine):
        return mine, False
    return (theirs, False) if mine == base else (mine, True)


def _story(base: Story | None, mine: Story | None, theirs: Story | None) -> tuple[Story | None, Clash | None]:
    whole, clash = _one(base, mine, theirs)
    if not clash:
        return whole, None
    if mine is None or theirs is None or base is None:
        kept = mine or theirs
        story_id = kept.id if kept else ""
        both = tuple(_differing(mine, theirs)) if mine and theirs else ()
        return kept, Clash(story_id, mine, theirs, both)
    values, both = {}, []
    for field in fields(Story):
        sides = [getattr(story, field.name) for story in (base, mine, theirs)]
        values[field.name], clash = _tags(*sides) if field.name == "principles" else _one(*sides)
        if clash:
            both.append(field.name)
    merged = replace(mine, **values)
    return merged, Clash(merged.id, mine, theirs, tuple(both)) if both else None


def _differing(mine: Story, theirs: Story) -> Iterable[str]:
    return (field.name for field in fields(Story) if getattr(mine, field.name) != getattr(theirs, field.name))


def _tags(
    base: tuple[PrincipleTag, ...], mine: tuple[PrincipleTag, ...], theirs: tuple[PrincipleTag, ...]
) -> tuple[tuple[PrincipleTag, ...], bool]:
    """Merge the principles of a story one by one; of two primary ones mine stays it."""
    whole, clash = _one(base, mine, theirs)
    if not clash:
        return whole, False
    sides = [_by(tags, lambda tag: tag.principle) for tags in (base, mine, theirs)]
    merged, clashes = [], []
    for principle in dict.fromkeys([*sides[1], *sides[2]]):
        tag, both = _one(*(side.get(principle) for side in sides))
        clashes.append(both)
        if tag is None and both:
            tag = sides[2][principle]
        if tag is not None:
            merged.append(tag)
    primary = next((tag.principle for tag in (*mine, *theirs) if tag.rank == "primary" and tag in merged), None)
    return tuple(
        replace(tag, rank="secondary") if tag.rank == "primary" and tag.principle != primary else tag for tag in merged
    ), any(clashes)


def _order(base: Bank, mine: Bank, theirs: Bank) -> list[str]:
    """Return every id in the order of the side that moved something, what the other has besides behind what it follows there."""
    was, ours, other = ([story.id for story in bank.stories] for bank in (base, mine, theirs))
    moved = [one for one in ours if one in was] != [one for one in was if one in ours]
    first, second = (ours, other) if moved else (other, ours)
    order = list(first)
    for at, story_id in enumerate(second):
        if story_id not in first:
            before = next((one for one in reversed(second[:at]) if one in order), None)
            order.insert(order.index(before) + 1 if before is not None else 0, story_id)
    return order


def _by(items: Iterable[Item], key: Callable[[Item], Key]) -> Mapping[Key, Item]:
    return {key(item): item for item in items}
