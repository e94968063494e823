"""What differs between two states of a story or a bank: field by field, and word by word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from storybank.analysis.searchable import Headings
from storybank.model import Bank, Framework, Story
from storybank.texts import _, score_text

Kind = Literal["same", "gone", "new"]

_WORD = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]|\w+|\s+|[^\w\s]")
_MOST = 4_000_000
"""Words before times words after: beyond it a passage counts as replaced whole, for comparing it takes too long."""


class Piece(NamedTuple):
    """A part of a text: in both, only in the former one (`gone`), or only in the later one (`new`)."""

    kind: Kind
    text: str


class Difference(NamedTuple):
    """A field that differs: its name as it is spoken, and its text in pieces."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class BankDifferences:
    """What differs between two banks: stories that came, went or changed (before, after), whether the order did, and the bank's own fields."""

    added: tuple[Story, ...]
    gone: tuple[Story, ...]
    changed: tuple[tuple[Story, Story], ...]
    moved: bool
    bank: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.added or self.gone or self.changed or self.moved or self.bank)


def words(before: str, after: str) -> tuple[Piece, ...]:
    """Return how a text became another one, word by word: what is the same or gone makes up `before`, what is the same or new `after`.

    Lines are compared first and words within those that differ, so that long texts cost little.
    """
    return tuple(_joined(_by_lines(before, after)))


def story_differences(before: Story, after: Story, framework: Framework) -> tuple[Difference, ...]:
    """Return the fields of a story that differ, in the order of the editor, each answer and figure for itself."""
    headings = Headings(framework)
    old, new = (_spoken(story, headings) for story in (before, after))
    names = [*new, *(name for name in old if name not in new)]
    order = {name: at for at, name in enumerate(old)}
    names.sort(key=lambda name: order.get(name, len(order)))
    found = []
    for name in names:
        was, is_now = old.get(name, ""), new.get(name, "")
        if was != is_now:
            found.append(Difference(name, words(was, is_now)))
    return tuple(found)


def bank_differences(before: Bank, after: Bank) -> BankDifferences:
    """Return what differs between two banks."""
    old, new = ({story.id: story for story in bank.stories} for bank in (before, after))
    both = [story_id for story_id in old if story_id in new]
    return BankDifferences(
        added=tuple(story for story_id, story in new.items() if story_id not in old),
        gone=tuple(story for story_id, story in old.items() if story_id not in new),
        changed=tuple((old[one], new[one]) for one in both if old[one] != new[one]),
        moved=both != [story_id for story_id in new if story_id in old],
        bank=tuple(name for field, name in _own_names().items() if getattr(before, field) != getattr(after, field)),
    )


def _own_names() -> dict[str, str]:
    """Return what the bank's own fields are called; its stories are told apart."""
    return {
        "title": _("Bank’s title"),
        "framework": _("Framework"),
        "target": _("The loop"),
        "aliases": _("Confidential terms"),
        "waivers": _("Waived gaps"),
        "aside": _("What is kept aside"),
    }


def _by_lines(before: str, after: str) -> Iterator[Piece]:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(old[a:b]))
        else:
            yield from _by_words("".join(old[a:b]), "".join(new[c:d]))


def _by_words(before: str, after: str) -> Iterator[Piece]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    if not old or not new or len(old) * len(new) > _MOST:
        yield Piece("gone", before)
        yield Piece("new", after)
        return
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(old[a:b]))
        else:
            yield Piece("gone", "".join(old[a:b]))
            yield Piece("new", "".join(new[c:d]))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Leave out what is empty, and join neighbours of a kind."""
    last: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if last is not None and last.kind == piece.kind:
            last = Piece(last.kind, last.text + piece.text)
        else:
            if last is not None:
                yield last
            last = piece
    if last is not None:
        yield last


def _spoken(story: Story, names: Headings) -> dict[str, str]:
    """Return every field of a story as text, by its name as it is spoken."""
    said: dict[str, str] = {}
    for name, text in _said(story, names):
        key, number = name, 1
        while key in said:  # a second customer of a tier, a second answer to a question
            number += 1
            key = _("{name} ({n})").format(name=name, n=number)
        said[key] = text
    return said


_Said = Iterator[tuple[str, str]]


def _said(story: Story, names: Headings) -> _Said:
    for field in ("title", "hook", "employer", "role", "period", "scale"):
        yield _name(names.plain[field]), getattr(story, field)
    yield _("Status"), _statuses()[story.status]
    yield _("Customer inside the company"), _("yes") if story.internal else _("no")
    yield _("Tags"), ", ".join(story.tags)
    yield _name(names.plain["narrative"]), story.narrative
    yield _("Anchors"), "\n".join(story.anchors)
    for customer in story.customers:
        for part in ("who", "gain", "cost"):
            yield _name(names.customers[customer.tier, part]), getattr(customer, part)
    yield _name(names.plain["trade_off"]), story.trade_off
    yield from _of_principles(story, names)
    for tag in story.signals:
        name = names.signals.get(tag.signal, tag.signal)
        yield _("Signal: {signal}").format(signal=name), tag.note or _("marked")
    for number, figure in enumerate(story.figures, 1):
        figures = [figure.claim, figure.baseline, figure.source, _confidences()[figure.confidence]]
        yield _("Figure {n}").format(n=number), " · ".join(text for text in figures if text)
    yield _name(names.plain["opening"]), story.opening
    yield _name(names.plain["closing"]), story.closing


def _of_principles(story: Story, names: Headings) -> _Said:
    for tag in story.principles:
        name = names.principles.get(tag.principle, tag.principle)
        rank = _("primary") if tag.rank == "primary" else _("secondary")
        yield name, f"{rank}, {_('not scored yet') if tag.score is None else score_text(tag.score)}"
        yield _name(names.angles.get(tag.principle, (_("Angle for {principle}").format(principle=name),))), tag.angle
        for proof in tag.evidence:
            unknown = (_("Evidence for {principle}").format(principle=name), proof.dimension)
            yield _name(names.evidence.get((tag.principle, proof.dimension), unknown)), proof.text
    yield (
        _("Order of principles"),
        ", ".join(names.principles.get(tag.principle, tag.principle) for tag in story.principles),
    )


def _name(parts: tuple[str, ...]) -> str:
    return ": ".join(parts)


def _statuses() -> dict[str, str]:
    return {"idea": _("idea"), "draft": _("draft"), "ready": _("ready"), "retired": _("retired")}


def _confidences() -> dict[str, str]:
    return {"verified": _("verified"), "estimate": _("estimate"), "do-not-claim": _("not to be claimed")}
