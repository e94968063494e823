"""A bank under another framework: what that one knows is active, everything else is kept aside in its place, and nothing is lost.

First active and aside are put together, each thing at the place it had; then the whole is parted anew. Parting a whole and putting it together
are each other's opposite, so the old framework brings back what it knew, field for field.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from storybank.model import (
    Aside,
    AsideEvidence,
    AsidePrinciple,
    AsideSignal,
    AsideStory,
    AsideTag,
    AsideWaiver,
    Bank,
    Evidence,
    Framework,
    PrincipleTag,
    SignalTag,
    Story,
    Target,
    Waiver,
)

T = TypeVar("T")


def refit(bank: Bank, framework: Framework) -> Bank:
    """Return the bank under a framework.

    Tags, evidence, principles of the loop and waivers that it knows are active, the others aside. Where something that comes back meets what was
    tagged meanwhile, the latter holds; what both say in other words stays aside.
    """
    parted = [_part_story(_whole(story, bank.aside.of(story.id)), framework) for story in bank.stories]
    target, target_aside = _part(_target(bank), lambda principle: framework.principle(principle) is not None)
    waivers, waivers_aside = _part(
        _put([(kept.at, kept.waiver) for kept in bank.aside.waivers], bank.waivers), lambda one: _fits(one, framework)
    )
    aside = Aside(
        stories=tuple(sorted((kept for _story, kept in parted if not kept.is_empty()), key=lambda kept: kept.story)),
        target=tuple(AsidePrinciple(at=at, principle=principle) for at, principle in target_aside),
        waivers=tuple(AsideWaiver(at=at, waiver=waiver) for at, waiver in waivers_aside),
    )
    stories = tuple(_same(story, before) for (story, _kept), before in zip(parted, bank.stories, strict=True))
    return replace(
        bank,
        framework=framework,
        target=bank.target if target == bank.target.principles else replace(bank.target, principles=target),
        waivers=_same(waivers, bank.waivers),
        stories=_same(stories, bank.stories),
        aside=_same(aside, bank.aside),
    )


# ---- putting together


@dataclass(frozen=True, slots=True)
class _Whole:
    """A story with all its tags and signals, known or not, and the parts that no tag of it can take."""

    story: Story
    tags: tuple[PrincipleTag, ...]
    parts: tuple[AsideTag, ...]
    signals: tuple[SignalTag, ...]


def _whole(story: Story, kept: AsideStory) -> _Whole:
    tags = {tag.principle: tag for tag in story.principles}
    places: list[tuple[int, str]] = []
    others: list[AsideTag] = []
    for one in kept.principles:
        if one.at is not None and one.principle not in tags:
            tags[one.principle] = _tag_of(one)
            places.append((one.at, one.principle))
        else:
            others.append(one)
    parts: list[AsideTag] = []
    for one in others:
        if one.principle in tags:
            tags[one.principle], left = _joined(tags[one.principle], one)
            parts += left
        else:
            parts.append(one)
    order = _put(places, [tag.principle for tag in story.principles])
    signals = _put([(one.at, SignalTag(signal=one.signal, note=one.note)) for one in kept.signals], story.signals)
    return _Whole(story, tuple(tags[principle] for principle in order), tuple(parts), signals)


def _joined(tag: PrincipleTag, kept: AsideTag) -> tuple[PrincipleTag, list[AsideTag]]:
    """Return a tag with what was kept aside for it, and what of that it cannot take: another angle or score than its own."""
    evidence = [(e.at, Evidence(dimension=e.dimension, text=e.text)) for e in kept.evidence if _is_new(e, tag)]
    full = replace(
        tag,
        angle=tag.angle or kept.angle,
        score=kept.score if tag.score is None else tag.score,
        evidence=_put(evidence, tag.evidence),
    )
    angle = "" if kept.angle == full.angle else kept.angle
    score = None if kept.score == full.score else kept.score
    return full, [_bare(tag.principle, angle, score)] if angle or score is not None else []


def _bare(principle: str, angle: str, score: float | None) -> AsideTag:
    """Return a part without evidence; the rank of a part says nothing."""
    return AsideTag(at=None, principle=principle, rank="secondary", score=score, angle=angle, evidence=())


def _is_new(kept: AsideEvidence, tag: PrincipleTag) -> bool:
    return Evidence(dimension=kept.dimension, text=kept.text) not in tag.evidence


def _tag_of(kept: AsideTag) -> PrincipleTag:
    evidence = tuple(Evidence(dimension=one.dimension, text=one.text) for one in kept.evidence)
    return PrincipleTag(principle=kept.principle, rank=kept.rank, score=kept.score, angle=kept.angle, evidence=evidence)


def _target(bank: Bank) -> tuple[str, ...]:
    active = bank.target.principles
    kept = [(one.at, one.principle) for one in bank.aside.target if one.principle not in active]
    return _put(kept, active)


def _put(kept: Iterable[tuple[int, T]], active: Sequence[T]) -> tuple[T, ...]:
    """Return the active things with the kept ones among them, each at its place."""
    whole = list(active)
    for at, one in sorted(kept, key=lambda placed: placed[0]):
        whole.insert(max(at, 0), one)
    return tuple(whole)


# ---- parting


def _part_story(whole: _Whole, framework: Framework) -> tuple[Story, AsideStory]:
    """Return a story with the tags that a framework knows, and what is kept aside of it."""
    active: list[PrincipleTag] = []
    aside: list[AsideTag] = []
    parts = list(whole.parts)
    primary = _primary(whole, framework)
    for at, tag in enumerate(whole.tags):
        principle = framework.principle(tag.principle)
        if principle is None:
            aside.append(_kept(at, tag))
            continue
        known, unknown = _part(tag.evidence, lambda one, p=principle: p.dimension(one.dimension) is not None)
        rank = "secondary" if tag.principle != primary else tag.rank
        active.append(replace(tag, rank=rank, evidence=known))
        if unknown:
            parts.append(replace(_bare(tag.principle, "", None), evidence=_placed(unknown)))
    signals, other = _part(whole.signals, lambda tag: framework.signal(tag.signal) is not None)
    kept = AsideStory(
        story=whole.story.id,
        principles=(*aside, *sorted(parts, key=lambda part: part.principle)),
        signals=tuple(AsideSignal(at=at, signal=tag.signal, note=tag.note) for at, tag in other),
    )
    return replace(whole.story, principles=tuple(active), signals=signals), kept


def _primary(whole: _Whole, framework: Framework) -> str | None:
    """Return the one primary: what is primary in the story now goes before what comes back."""
    known = [tag for tag in whole.tags if tag.rank == "primary" and framework.principle(tag.principle) is not None]
    now = whole.story.primary
    if now is not None and any(tag.principle == now.principle for tag in known):
        return now.principle
    return known[0].principle if known else None


def _kept(at: int, tag: PrincipleTag) -> AsideTag:
    return AsideTag(
        at=at, principle=tag.principle, rank=tag.rank, score=tag.score, angle=tag.angle,
        evidence=_placed(enumerate(tag.evidence)),
    )  # fmt: skip


def _placed(evidence: Iterable[tuple[int, Evidence]]) -> tuple[AsideEvidence, ...]:
    return tuple(AsideEvidence(at=at, dimension=one.dimension, text=one.text) for at, one in evidence)


def _part(whole: Iterable[T], is_known: Callable[[T], bool]) -> tuple[tuple[T, ...], tuple[tuple[int, T], ...]]:
    """Return what is known, and what is not with its place."""
    placed = tuple(enumerate(whole))
    return tuple(one for _at, one in placed if is_known(one)), tuple(pair for pair in placed if not is_known(pair[1]))


def _fits(waiver: Waiver, framework: Framework) -> bool:
    return waiver.principle is None or framework.principle(waiver.principle) is not None


def _same(after: T, before: T) -> T:
    """Return the record that was there where it is equal: unchanged records are shared."""
    return before if after == before else after


# ---- what a framework would do, told before it does it


@dataclass(frozen=True, slots=True)
class Moved:
    """Something of the bank that goes aside, or comes back: of a story (None: of the loop, or a waiver), by its id, and as text.

    `texts` are the written words that go along; `principle` is given for evidence.
    """

    story: Story | None
    kind: Literal["tag", "evidence", "signal", "target", "waiver"]
    id: str
    principle: str
    texts: tuple[str, ...]


def lost(bank: Bank, framework: Framework) -> tuple[Moved, ...]:
    """Return what would go aside under a framework, in the order of the bank."""
    return _moved(bank, refit(bank, framework))


def returning(bank: Bank, framework: Framework) -> tuple[Moved, ...]:
    """Return what is aside now and would come back under a framework."""
    return _moved(refit(bank, framework), bank)


def _moved(before: Bank, after: Bank) -> tuple[Moved, ...]:
    """Return what is active in one bank and not in the other."""
    found: list[Moved] = []
    for story in before.stories:
        other = after.story(story.id)
        if other is not None and other is not story:
            found += _moved_of(story, other)
    found += [
        Moved(None, "target", principle, "", ())
        for principle in before.target.principles
        if principle not in after.target.principles
    ]
    found += [
        Moved(None, "waiver", waiver.rule, waiver.principle or "", (waiver.reason,))
        for waiver in before.waivers
        if waiver not in after.waivers
    ]
    return tuple(found)


def _moved_of(story: Story, other: Story) -> Iterator[Moved]:
    for tag in story.principles:
        now = other.tag(tag.principle)
        if now is None:
            texts = (tag.angle, *(one.text for one in tag.evidence))
            yield Moved(story, "tag", tag.principle, tag.principle, tuple(text for text in texts if text.strip()))
            continue
        for one in tag.evidence:
            if one not in now.evidence:
                yield Moved(story, "evidence", one.dimension, tag.principle, (one.text,) if one.text.strip() else ())
    for signal in story.signals:
        if signal not in other.signals:
            yield Moved(story, "signal", signal.signal, "", (signal.note,) if signal.note.strip() else ())


def for_another_loop(bank: Bank, framework: Framework, title: str, target: Target) -> Bank:
    """Return a bank of the same stories, under the same ids, for another company's loop; what its framework does not know is kept aside.

    The principles that the old loop was about are no concern of the new one.
    """
    fitted = refit(replace(bank, target=replace(bank.target, principles=())), framework)
    return replace(fitted, title=title, target=target, aside=replace(fitted.aside, target=()))
