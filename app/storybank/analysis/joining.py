"""A story that comes in and one that is there, made one field by field: mine, theirs, or both."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Literal

from storybank.analysis.validity import MAX_ANCHORS
from storybank.model import PrincipleTag, Story

Side = Literal["mine", "theirs", "both"]

TEXTS = ("narrative", "trade_off")
"""Texts of which both can be had, one below the other."""
LISTS = ("tags", "anchors", "signals", "figures", "customers", "principles")
"""Lists of which both can be had, without doubles."""
JOINABLE = frozenset((*TEXTS, *LISTS))


def differing_fields(mine: Story, theirs: Story) -> tuple[str, ...]:
    """Return the fields in which two stories differ, in the order of the record; their ids are of no concern."""
    return tuple(name for name in Story.__slots__ if name != "id" and getattr(mine, name) != getattr(theirs, name))


def joined(mine: Story, theirs: Story, sides: Mapping[str, Side], usual: Side = "theirs") -> Story:
    """Return my story with what each side is to give; fields that `sides` does not name are as `usual`.

    Of a field that only one of them can have, such as the title, both is theirs. The id stays mine.
    """
    values: dict[str, Any] = {}
    for name in differing_fields(mine, theirs):
        side = sides.get(name, usual)
        if side == "theirs" or (side == "both" and name not in JOINABLE):
            values[name] = getattr(theirs, name)
        elif side == "both":
            values[name] = _both(name, getattr(mine, name), getattr(theirs, name))
    return replace(mine, **values)


def _both(name: str, mine: Any, theirs: Any) -> Any:
    if name in TEXTS:
        return _texts(mine, theirs)
    if name == "principles":
        return _principles(mine, theirs)
    if name == "anchors":
        return _list(mine, theirs, lambda anchor: anchor)[:MAX_ANCHORS]
    if name == "figures":
        return _list(mine, theirs, lambda figure: figure.claim)
    return _list(mine, theirs, lambda one: one)


def _texts(mine: str, theirs: str) -> str:
    """Return a text and below it the paragraphs of another which it does not have."""
    held = {" ".join(part.split()) for part in mine.split("\n\n")}
    more = [part for part in theirs.split("\n\n") if " ".join(part.split()) not in held]
    return "\n\n".join([mine, *more] if mine else more)


def _list(mine: tuple[Any, ...], theirs: tuple[Any, ...], key: Callable[[Any], object]) -> tuple[Any, ...]:
    held = [key(one) for one in mine]
    return (*mine, *(one for one in theirs if key(one) not in held))


def _principles(mine: tuple[PrincipleTag, ...], theirs: tuple[PrincipleTag, ...]) -> tuple[PrincipleTag, ...]:
    """Return mine, with what theirs says where mine is silent, and theirs besides; mine stays the primary one."""
    other = {tag.principle: tag for tag in theirs}
    found: list[PrincipleTag] = []
    for tag in mine:
        theirs_too = other.pop(tag.principle, None)
        found.append(tag if theirs_too is None else _tag(tag, theirs_too))
    has_primary = any(tag.rank == "primary" for tag in found)
    for tag in other.values():
        found.append(replace(tag, rank="secondary") if has_primary else tag)
        has_primary |= tag.rank == "primary"
    return tuple(found)


def _tag(mine: PrincipleTag, theirs: PrincipleTag) -> PrincipleTag:
    return replace(
        mine,
        score=theirs.score if mine.score is None else mine.score,
        angle=mine.angle or theirs.angle,
        evidence=_list(mine.evidence, theirs.evidence, lambda proof: (proof.dimension, proof.text)),
    )
