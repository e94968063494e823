"""Sound banks with the most awkward texts that a record may hold: edge spaces, separators, fences, formula signs, line ends of all kinds."""

from hypothesis import strategies as st

from banks import RULE_NAMES, a_framework
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
    Evidence,
    Figure,
    Framework,
    Principle,
    PrincipleTag,
    SignalTag,
    Story,
    Target,
    Waiver,
)

AWKWARD = (
    "---", "...", "\n---\n", "key: value", "- item", "# heading\ntext\n## lower", "```\n# code", " spaced ", "\ttab", "a | b \\| c \\", "\\n", "\\e",
    "'=x", "=1+1", "@cmd", "-", "''-", "line\r\nline\rline", "null", "yes", "2027-01-20", "3.0", "0x1f", "*alias &anchor", "{a: b}", "[",
    "”quoted“ \"'",
    "日本\u2028", "\ufeff", "\x85", "😀", "\x07", "a\n  indented: x | y", "Role: x", "> quote", "a,b;c\td", "Title\n===", "\n\n", "\n",
    "~", "!tag", "%d {x}", "\u00a0",
)  # fmt: skip
wild = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)
texts = st.one_of(st.just(""), st.sampled_from(AWKWARD), wild, st.tuples(st.sampled_from(AWKWARD), wild).map("".join))
filled = st.one_of(
    st.sampled_from([text for text in AWKWARD if text.strip()]), st.tuples(wild, st.sampled_from("aZ9é界=-#"), wild).map("".join)
)  # fmt: skip
flags = st.booleans()


def some(items: st.SearchStrategy, most: int = 3) -> st.SearchStrategy:
    return st.lists(items, max_size=most).map(tuple)


def tags(principle: Principle) -> st.SearchStrategy[PrincipleTag]:
    evidence = st.builds(Evidence, dimension=st.sampled_from([d.id for d in principle.dimensions]), text=texts)
    return st.builds(
        PrincipleTag, principle=st.just(principle.id), rank=st.just(RANKS[1]), score=st.sampled_from((None, *SCORES)), angle=texts,
        evidence=some(evidence),
    )  # fmt: skip


@st.composite
def tagged(draw: st.DrawFn, framework: Framework) -> tuple[PrincipleTag, ...]:
    chosen = draw(st.lists(st.sampled_from(framework.principles), unique_by=lambda p: p.id, max_size=4))
    found = [draw(tags(principle)) for principle in chosen]
    if found and draw(flags):
        at = draw(st.integers(0, len(found) - 1))
        found[at] = PrincipleTag(**{**{n: getattr(found[at], n) for n in PrincipleTag.__slots__}, "rank": "primary"})
    return tuple(found)


def stories(framework: Framework, story_id: st.SearchStrategy[str] = filled) -> st.SearchStrategy[Story]:
    signals = [signal.id for signal in framework.signals]
    return st.builds(
        Story, id=story_id, title=filled, hook=texts, employer=texts, role=texts, period=texts, scale=texts, status=st.sampled_from(STATUSES),
        internal=flags, narrative=texts, tags=some(texts), anchors=some(texts, 5), opening=texts, closing=texts, trade_off=texts,
        customers=some(st.builds(Customer, tier=st.sampled_from(TIERS), who=texts, gain=texts, cost=texts)), principles=tagged(framework),
        signals=some(st.builds(SignalTag, signal=st.sampled_from(signals), note=texts), 2),
        figures=some(st.builds(Figure, claim=filled, baseline=texts, source=texts, confidence=st.sampled_from(CONFIDENCES)), 2),
    )  # fmt: skip


DETAIL = st.one_of(
    texts,
    flags,
    st.none(),
    some(texts),
    st.integers(-(2**63) + 1, 2**63 - 1),
    st.floats(-1e299, 1e299, allow_nan=False),
)


places = st.integers(0, 99)
aside_tags = st.builds(
    AsideTag, at=st.none() | places, principle=texts, rank=st.sampled_from(RANKS), score=st.sampled_from((None, *SCORES)), angle=texts,
    evidence=some(st.builds(AsideEvidence, at=places, dimension=texts, text=texts)),
)  # fmt: skip


def asides(ids: tuple[str, ...], waivers: st.SearchStrategy[Waiver]) -> st.SearchStrategy[Aside]:
    """What a bank of these stories keeps aside."""
    signals = some(st.builds(AsideSignal, at=places, signal=texts, note=texts), 2)
    owners = st.sampled_from(ids) if ids else st.nothing()
    kept = st.lists(
        st.builds(AsideStory, story=owners, principles=some(aside_tags, 2), signals=signals), max_size=2, unique_by=lambda one: one.story
    )  # fmt: skip
    return st.builds(
        Aside, stories=kept.map(tuple), target=some(st.builds(AsidePrinciple, at=places, principle=texts), 2),
        waivers=some(st.builds(AsideWaiver, at=places, waiver=waivers), 2),
    )  # fmt: skip


@st.composite
def banks(draw: st.DrawFn, framework: Framework | None = None) -> Bank:
    framework = framework or a_framework()
    ids = draw(st.lists(filled, max_size=3, unique=True))
    principles = st.sampled_from([principle.id for principle in framework.principles])
    waivers = st.builds(
        Waiver, rule=st.sampled_from(RULE_NAMES), story=st.sampled_from((None, *ids)), principle=st.none() | principles,
        detail=st.dictionaries(texts, DETAIL, max_size=3), reason=texts,
    )  # fmt: skip
    target = st.builds(
        Target, company=texts, role=texts, level=texts, service=texts, internal=flags, loop_date=st.sampled_from(("", "2027-01-20")),
        principles=some(principles),
    )  # fmt: skip
    return Bank(
        title=draw(texts), framework=framework, target=draw(target), aliases=draw(some(st.builds(Alias, term=filled, alias=texts))),
        waivers=draw(some(waivers)), stories=tuple(draw(stories(framework, st.just(story_id))) for story_id in ids),
        aside=draw(st.just(Aside.nothing()) | asides(tuple(ids), waivers)),
    )  # fmt: skip
