"""What differs between two texts, two stories and two banks, in words that can be shown and spoken."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from typing import TypeVar

from storybank.analysis.searchable import Headings
from storybank.analysis.wordwise import Kind, Piece, words
from storybank.model import TIERS, Bank, Framework, PrincipleTag, Story, Target
from storybank.texts import _

Item = TypeVar("Item")

__all__ = ["BankDifferences", "Difference", "Kind", "Piece", "bank_differences", "story_differences", "words"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs, by the name that is spoken, and its pieces."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class BankDifferences:
    """The stories that came, went and changed (as before, as after), whether the others stand in another order, and what else differs, by name."""

    added: tuple[Story, ...]
    gone: tuple[Story, ...]
    changed: tuple[tuple[Story, Story], ...]
    moved: bool
    bank: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.added or self.gone or self.changed or self.moved or self.bank)


def story_differences(before: Story, after: Story, framework: Framework) -> tuple[Difference, ...]:
    """Return every field in which two stories differ, in the order of the editor; their ids are of no concern."""
    names = Headings(framework)
    found: list[Difference] = []
    for field, rows in _FIELDS.items():
        was, now = getattr(before, field), getattr(after, field)
        if was == now:
            continue
        shown = [Difference(name, words(old, new)) for name, old, new in rows(before, after, names) if old != new]
        found += shown or [Difference(_name(field, names), _whole(_told(was, names), _told(now, names)))]
    return tuple(found)


def bank_differences(before: Bank, after: Bank) -> BankDifferences:
    """Return what differs between two banks; stories are told apart by their ids."""
    was, now = ({story.id: story for story in bank.stories} for bank in (before, after))
    return BankDifferences(
        added=tuple(story for story in after.stories if story.id not in was),
        gone=tuple(story for story in before.stories if story.id not in now),
        changed=tuple((was[one], story) for one, story in now.items() if one in was and was[one] != story),
        moved=[one for one in was if one in now] != [one for one in now if one in was],
        bank=tuple(_of_bank(before, after)),
    )


# ---- stories


_Row = tuple[str, str, str]
_Rows = Callable[[Story, Story, Headings], Iterator[_Row]]


def _text(field: str) -> _Rows:
    def rows(before: Story, after: Story, names: Headings) -> Iterator[_Row]:
        yield _name(field, names), getattr(before, field), getattr(after, field)

    return rows


def _list(field: str, between: str) -> _Rows:
    def rows(before: Story, after: Story, names: Headings) -> Iterator[_Row]:
        yield _name(field, names), between.join(getattr(before, field)), between.join(getattr(after, field))

    return rows


def _status(before: Story, after: Story, names: Headings) -> Iterator[_Row]:
    said = {"idea": _("Idea"), "draft": _("Draft"), "ready": _("Ready"), "retired": _("Retired")}
    yield _name("status", names), said[before.status], said[after.status]


def _internal(before: Story, after: Story, names: Headings) -> Iterator[_Row]:
    said = {True: _("yes"), False: _("no")}
    yield _name("internal", names), said[before.internal], said[after.internal]


def _customers(before: Story, after: Story, names: Headings) -> Iterator[_Row]:
    for tier in TIERS:
        sides = [[one for one in story.customers if one.tier == tier] for story in (before, after)]
        for old, new in _aligned(*sides):
            for part in ("who", "gain", "cost"):
                yield _spoken(names.customers[tier, part]), getattr(old, part, ""), getattr(new, part, "")


def _principles(before: Story, after: Story, names: Headings) -> Iterator[_Row]:
    for principle in dict.fromkeys(tag.principle for story in (before, after) for tag in story.principles):
        old, new = before.tag(principle), after.tag(principle)
        name = names.principles.get(principle, principle)
        yield _("Principle {principle}").format(principle=name), _rank(old), _rank(new)
        yield _("Score for {principle}").format(principle=name), _score(old), _score(new)
        angle = names.angles.get(principle, (_("Angle for {principle}").format(principle=name),))
        yield _spoken(angle), old.angle if old else "", new.angle if new else ""
        proofs = [{proof.dimension: proof.text for proof in tag.evidence} if tag else {} for tag in (old, new)]
        for dimension in dict.fromkeys([*proofs[0], *proofs[1]]):
            unknown = (_("Evidence for {principle}").format(principle=name), dimension)
            heading = names.evidence.get((principle, dimension), unknown)
            yield _spoken(heading), proofs[0].get(dimension, ""), proofs[1].get(dimension, "")


def _rank(tag: PrincipleTag | None) -> str:
    return {"primary": _("primary"), "secondary": _("secondary")}[tag.rank] if tag else ""


def _score(tag: PrincipleTag | None) -> str:
    if tag is None:
        return ""
    return _("not scored") if tag.score is None else f"{tag.score:.1f}"


def _signals(before: Story, after: Story, names: Headings) -> Iterator[_Row]:
    sides = [{tag.signal: tag.note for tag in story.signals} for story in (before, after)]
    for signal in dict.fromkeys([*sides[0], *sides[1]]):
        name = names.signals.get(signal, signal)
        old, new = (name if signal in side else "" for side in sides)
        yield _spoken(names.signal), old, new
        heading = names.notes.get(signal, (_("Signal note"), name))
        yield _spoken(heading), sides[0].get(signal, ""), sides[1].get(signal, "")


def _figures(before: Story, after: Story, names: Headings) -> Iterator[_Row]:
    said = {"verified": _("Verified"), "estimate": _("Estimate"), "do-not-claim": _("Do not claim")}
    for old, new in _aligned(before.figures, after.figures):
        for part, heading in names.figures.items():
            yield _spoken(heading), getattr(old, part, ""), getattr(new, part, "")
        sure = [said[one.confidence] if one else "" for one in (old, new)]
        yield _spoken((_("Figure"), _("confidence"))), sure[0], sure[1]


_FIELDS: Mapping[str, _Rows] = {
    **{field: _text(field) for field in ("title", "hook")},
    "status": _status,
    **{field: _text(field) for field in ("employer", "role", "period", "scale")},
    "tags": _list("tags", ", "),
    "narrative": _text("narrative"),
    "customers": _customers,
    "internal": _internal,
    "trade_off": _text("trade_off"),
    "principles": _principles,
    "signals": _signals,
    "figures": _figures,
    "opening": _text("opening"),
    "anchors": _list("anchors", "\n"),
    "closing": _text("closing"),
}


def _name(field: str, names: Headings) -> str:
    """Return what a field of a story is called."""
    lists = {
        "tags": _("Tags"), "anchors": _("Anchors"), "customers": _("Customers"), "principles": _("Principles and evidence"),
        "signals": _("Signals"), "figures": _("Figures"), "status": _("Status"), "internal": _("Internal customer"),
    }  # fmt: skip
    return lists.get(field) or _spoken(names.plain[field])


def _told(value: object, names: Headings) -> str:
    """Return the items of a list, one a line, by what each is known by."""
    known = {**names.principles, **names.signals}
    items = value if isinstance(value, tuple) else (value,)
    parts = [next((str(getattr(item, one)) for one in ("principle", "signal", "who", "claim") if hasattr(item, one)), str(item))
             for item in items]  # fmt: skip
    return "\n".join(known.get(part, part) for part in parts)


def _spoken(heading: tuple[str, ...]) -> str:
    return ": ".join(heading)


def _aligned(before: Sequence[Item], after: Sequence[Item]) -> Iterator[tuple[Item | None, Item | None]]:
    """Pair the items of two lists: equal ones with each other, those between in their order."""
    for _kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for at in range(max(b - a, d - c)):
            yield (before[a + at] if a + at < b else None), (after[c + at] if c + at < d else None)


def _whole(before: str, after: str) -> tuple[Piece, ...]:
    """Return all gone, all new: of what differs although it reads the same, or only in its order."""
    return Piece("gone", before or "–"), Piece("new", after or "–")


# ---- banks


def _of_bank(before: Bank, after: Bank) -> Iterator[str]:
    """Yield the names of a bank's own fields that differ."""
    names = {"title": _("Bank’s title"), "framework": _("Framework"), "aliases": _("Confidential terms"), "waivers": _("Waived gaps"),
             "aside": _("What is kept aside")}  # fmt: skip
    loop = {"company": _("Company"), "role": _("Role"), "level": _("Level"), "service": _("Service"), "loop_date": _("Date"),
            "internal": _("Internal customer"), "principles": _("Principles of the loop")}  # fmt: skip
    for field in fields(Bank):
        if field.name == "target":
            its = (one.name for one in fields(Target))
            yield from (loop[one] for one in its if getattr(before.target, one) != getattr(after.target, one))
        elif field.name in names and getattr(before, field.name) != getattr(after, field.name):
            yield names[field.name]
