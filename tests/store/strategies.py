"""Banks for the store: any text that a record may hold, doubles, odd ids, all list lengths. What they mean is of no concern here."""

from hypothesis import strategies as st

from storybank.model import (
    CONFIDENCES,
    RANKS,
    SCORES,
    STATUSES,
    TIERS,
    Alias,
    Aside,
    AsideEvidence,
    AsidePrinciple,
    AsideSignal,
    AsideStory,
    AsideTag,
    AsideWaiver,
    Bank,
    Customer,
    Dimension,
    Evidence,
    Figure,
    Framework,
    Grade,
    Principle,
    PrincipleTag,
    Signal,
    SignalTag,
    Story,
    Target,
    Waiver,
)

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
filled = texts.filter(lambda text: bool(text.strip()))
flags = st.booleans()


def _some(items: st.SearchStrategy, most: int = 3) -> st.SearchStrategy:
    return st.lists(items, max_size=most).map(tuple)


dimensions = st.builds(Dimension, id=texts, name=texts, question=texts)
principles = st.builds(
    Principle, id=texts, name=texts, short=texts, line=texts, sinks=texts, source=st.sampled_from(("reported", "reading")),
    dimensions=_some(dimensions),
)  # fmt: skip
frameworks = st.builds(
    Framework, id=texts, name=texts, version=st.integers(-(2**63), 2**63 - 1), origin=texts, note=texts,
    bar=st.sampled_from((*SCORES, 3)), bank_size=st.tuples(st.integers(), st.integers()),
    scale=_some(st.builds(Grade, score=st.integers(), label=texts)),
    signals=_some(st.builds(Signal, id=texts, name=texts, need=st.sampled_from(("required", "depth", "optional")), line=texts)),
    principles=_some(principles, 2),
)  # fmt: skip
tags = st.builds(
    PrincipleTag, principle=texts, rank=st.sampled_from(RANKS), score=st.sampled_from((None, *SCORES)), angle=texts,
    evidence=_some(st.builds(Evidence, dimension=texts, text=texts)),
)  # fmt: skip


def stories(story_id: str) -> st.SearchStrategy[Story]:
    return st.builds(
        Story, id=st.just(story_id), title=filled, hook=texts, employer=texts, role=texts, period=texts, scale=texts,
        status=st.sampled_from(STATUSES), internal=flags, narrative=texts, tags=_some(texts), anchors=_some(texts, 5), opening=texts,
        closing=texts, customers=_some(st.builds(Customer, tier=st.sampled_from(TIERS), who=texts, gain=texts, cost=texts)),
        trade_off=texts, principles=st.lists(tags, max_size=3, unique_by=lambda tag: tag.principle).map(tuple),
        signals=_some(st.builds(SignalTag, signal=texts, note=texts)),
        figures=_some(st.builds(Figure, claim=filled, baseline=texts, source=texts, confidence=st.sampled_from(CONFIDENCES))),
    )  # fmt: skip


details = st.dictionaries(
    texts, st.one_of(texts, st.integers(), st.floats(allow_nan=False, allow_infinity=False), flags, st.none(), _some(texts)), max_size=3
)  # fmt: skip
ids = st.one_of(st.sampled_from(("a", "b", "c", "d")), filled)


places = st.integers(0, 9)
aside_tags = st.builds(
    AsideTag, at=st.none() | places, principle=texts, rank=st.sampled_from(RANKS), score=st.sampled_from((None, *SCORES)), angle=texts,
    evidence=_some(st.builds(AsideEvidence, at=places, dimension=texts, text=texts)),
)  # fmt: skip


def asides(stories: tuple[str, ...]) -> st.SearchStrategy[Aside]:
    """What a bank of these stories keeps aside: mostly nothing."""
    waivers = st.builds(
        Waiver, rule=texts, story=st.sampled_from((None, *stories)), principle=st.none() | texts, detail=details, reason=texts
    )  # fmt: skip
    signals = _some(st.builds(AsideSignal, at=places, signal=texts, note=texts), 2)
    owners = st.sampled_from(stories) if stories else st.nothing()
    kept = st.lists(
        st.builds(AsideStory, story=owners, principles=_some(aside_tags, 2), signals=signals), max_size=2, unique_by=lambda one: one.story
    )  # fmt: skip
    full = st.builds(
        Aside, stories=kept.map(tuple), target=_some(st.builds(AsidePrinciple, at=places, principle=texts), 2),
        waivers=_some(st.builds(AsideWaiver, at=places, waiver=waivers), 2),
    )  # fmt: skip
    return st.just(Aside.nothing()) | full


@st.composite
def banks(draw: st.DrawFn, framework: Framework | None = None) -> Bank:
    """A bank whose waivers name its own stories; ids come from a small pool, so that two banks share some."""
    chosen = draw(st.lists(ids, max_size=4, unique=True))
    named = st.sampled_from((None, *chosen))
    waivers = st.builds(Waiver, rule=texts, story=named, principle=st.none() | texts, detail=details, reason=texts)
    target = st.builds(
        Target, company=texts, role=texts, level=texts, service=texts, internal=flags, loop_date=texts, principles=_some(texts)
    )  # fmt: skip
    return Bank(
        title=draw(texts), framework=framework or draw(frameworks), target=draw(target),
        aliases=draw(_some(st.builds(Alias, term=filled, alias=texts))), waivers=draw(_some(waivers)),
        stories=tuple(draw(stories(one)) for one in chosen), aside=draw(asides(tuple(chosen))),
    )  # fmt: skip
