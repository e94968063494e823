"""Banks for tests: small builders with defaults for example tests, and Hypothesis strategies for whole valid banks.

Builders: `a_principle`, `a_framework`, `a_tag`, `a_story`, `a_bank`, `full_customers`, `a_sound_bank` (a bank in which no rule finds anything).
Strategies: `frameworks()`, `stories(framework, story_id)`, `banks()`, `waivers(bank)`. Nothing here imports the code under test but the records.
"""

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from storybank.model import (
    STATUSES,
    TIERS,
    Bank,
    Customer,
    Dimension,
    Evidence,
    Figure,
    Framework,
    Grade,
    Principle,
    PrincipleTag,
    Rank,
    Signal,
    SignalTag,
    Story,
    Target,
    Waiver,
)
from storybank.model.bank import Alias

RULE_NAMES = (
    "bank-size", "principle-uncovered", "principle-below-bar", "principle-unproven", "principle-secondary-only", "principle-no-backup",
    "single-point-of-failure", "missing-signal", "launch-only", "customer-tier-missing", "no-trade-off", "all-external", "unproven-score",
    "no-primary", "do-not-claim", "no-spread",
)  # fmt: skip
NAMES = ("Customer Care", "Owning It", "Have Backbone; Disagree and Commit", "Dive Deep", "Are Right, A Lot")
PRINCIPLES = ("care", "own", "disagree", "dive", "right")
SHAPES = (4, 3, 2, 5, 1)
"""How many dimensions each of the principles of `a_framework` has."""


# Builders ----------------------------------------------------------------------------------------------------------------------------


def a_principle(principle_id: str, name: str = "", dimensions: int = 4) -> Principle:
    name = name or principle_id.title()
    return Principle(
        id=principle_id, name=name, short=name[:8], line=f"{name}, in a line", sinks=f"What sinks {name}", source="reading",
        dimensions=tuple(Dimension(id=f"d{n}", name=f"Dimension {n}", question=f"{name}, question {n}?") for n in range(dimensions)),
    )  # fmt: skip


def a_framework(
    shapes: Iterable[int] = SHAPES, *, bar: float = 3.5, bank_size: tuple[int, int] = (8, 10), depth: bool = True
) -> Framework:
    """A framework with a principle per shape (its number of dimensions), two required signals, an optional one, and two of depth."""
    signals = [
        Signal(id="killed-project", name="Killed project", need="required", line="Something that was stopped."),
        Signal(id="removed-something", name="Removed something", need="optional", line=""),
        Signal(id="unanticipated-consequence", name="Unanticipated consequence", need="required", line=""),
    ]
    if depth:
        signals.append(Signal(id="cost-elasticity", name="Cost elasticity", need="depth", line="Cost over load."))
        signals.append(Signal(id="regional-failover", name="Regional failover", need="depth", line=""))
    return Framework(
        id="small", name="Small framework", version=1, origin="edited", note="For tests.", bar=bar, bank_size=bank_size,
        scale=tuple(Grade(score=score, label=f"Grade {score}") for score in (1, 2, 3, 4)), signals=tuple(signals),
        principles=tuple(a_principle(p, name, n) for p, name, n in zip(PRINCIPLES, NAMES, shapes, strict=False)),
    )  # fmt: skip


def a_tag(principle: str, score: float | None = 4.0, rank: Rank = "secondary", proven: int = 0) -> PrincipleTag:
    """A tag with evidence for the first `proven` dimensions (`d0`, `d1`, …)."""
    evidence = tuple(Evidence(dimension=f"d{n}", text=f"proof {n}") for n in range(proven))
    return PrincipleTag(principle=principle, rank=rank, score=score, angle="", evidence=evidence)


def full_customers() -> tuple[Customer, ...]:
    return tuple(Customer(tier=tier, who=f"a {tier} customer", gain="time", cost="money") for tier in TIERS)


def a_story(story_id: str, *principles: PrincipleTag, **fields: Any) -> Story:
    """A blank draft with these tags and fields; `title` defaults to one made of the id."""
    everything = {name: getattr(Story.blank(story_id, f"The {story_id} story"), name) for name in Story.__slots__}
    signals = tuple(SignalTag(signal=s, note="") if isinstance(s, str) else s for s in fields.pop("signals", ()))
    return Story(**{**everything, "principles": principles, "signals": signals, **fields})


def a_bank(
    *stories: Story, framework: Framework | None = None, waivers: tuple[Waiver, ...] = (), **target: Any
) -> Bank:
    """A bank of these stories; `target` takes the fields of the target (`principles=("own",)`, `internal=True`)."""
    empty = Target.blank()
    everything = {name: getattr(empty, name) for name in Target.__slots__}
    return Bank(
        title="A bank", framework=framework or a_framework(), target=Target(**{**everything, **target}), aliases=(),
        waivers=waivers, stories=stories,
    )  # fmt: skip


def a_sound_bank() -> Bank:
    """Eight ready stories without a single gap: every principle held and proven by three at the least, once as primary."""
    framework = a_framework()
    stories = []
    carried = {1: ("killed-project",), 2: ("unanticipated-consequence", "cost-elasticity")}
    for n in range(8):
        mine = [framework.principles[(n + step) % 5] for step in range(3)]
        tags = [
            a_tag(p.id, 3.5 + (n % 2) / 2, "secondary" if step else "primary", len(p.dimensions))
            for step, p in enumerate(mine)
        ]
        stories.append(
            a_story(
                f"s{n}",
                *tags,
                status="ready",
                internal=n == 3,
                employer=f"Employer {n % 3}",
                period=f"{2015 + n}-04",
                customers=full_customers(),
                trade_off="Who paid for whom.",
                signals=carried.get(n, ()),
            )
        )
    return a_bank(*stories, framework=framework)


# Strategies --------------------------------------------------------------------------------------------------------------------------

BLANKS = ("", " ", "\n", "\t ", "\u00a0\u2003")
WORDS = (
    "Redis, LRU, 5-minute TTL", "ran for 17 iterations", "naïve café, 東京 リージョン, Ωmega", "🚒 on call at 2 AM", "<b>bold & proud</b>",
    "{0} {title} %s $x", "- a list\n- of *two*\n\n# Heading", 'quotes “ ” " \' ;,', "Zürich straße", "a\u0301 \u202eabc\u202c", "x" * 300,
)  # fmt: skip
CLAIMS = ("62 %", "40 ms faster", "tickets", "3x", "Straße 9", "down (by half)", "1.5 M€ a year", "a.c")
TITLES = (
    "Retired the console wizard", "Retired the  console wizard", "東京の障害", "<b>Bold</b> & “quoted”", "{title} {0} %d", "🚒",
    "Why 3X and 62 % are not said", "Tickets", "ß", "A title that goes on and on " * 8, "=1+1", "# Not a heading", "a.b, c; d | e",
)  # fmt: skip
PERIODS = (
    "2023-04/2023-11", "2023-04", "2023-12/2024-02", "2022-01", "2023", "2023ish, with breaks", "20231", "202", "spring 2023", "", " ",
    "Q3/2023", "99-12", "2022/2023",
)  # fmt: skip


def standing(claim: str) -> list[str]:
    """Texts in which the claim stands, or nearly stands: in another case, over line breaks, inside a longer word, cut in two."""
    spread = "\n ".join(claim.split(" "))
    return [
        claim, claim.upper(), claim.lower(), f"We saw {claim}, at last.", f"({claim})", f"first\n{spread}\nlast", f"a\tb {spread.upper()} c",
        f"9{claim}", f"un{claim} here", f"{claim[:-1]}", f"not {claim[1:]} but", f"x{claim}, then **{claim}**", claim.replace(" ", ""),
        claim.replace(" ", "\u00a0") + "!", f"{claim} {claim}", claim.replace(".", "b"),
    ]  # fmt: skip


CLAIMED = tuple(text for claim in CLAIMS for text in standing(claim))
some_text = st.sampled_from((*BLANKS * 12, *WORDS * 5, *CLAIMED))
wild_text = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=30)
one_line = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=30)
a_text = st.one_of(some_text, some_text, some_text, wild_text)
a_name = st.sampled_from((*BLANKS[:2], "enterprise architect", "on-call engineer", "2 AM support tier", "客服"))
a_score = st.sampled_from((None, 1.0, 2.5, 3.0, 3.0, 3.5, 3.5, 3.5, 4.0, 4.0))


def a_filled_text(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return texts.filter(lambda text: bool(text.strip()))


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    shapes = draw(st.lists(st.integers(1, 5), min_size=4, max_size=5))
    size = draw(st.sampled_from(((8, 10), (8, 10), (1, 12), (2, 4), (5, 5), (3, 12))))
    return a_framework(shapes, bar=draw(st.sampled_from((3.0, 3.5, 4.0))), bank_size=size, depth=draw(st.booleans()))


@st.composite
def _evidence(draw: st.DrawFn, principle: Principle) -> tuple[Evidence, ...]:
    ids = [dimension.id for dimension in principle.dimensions]
    half = (len(ids) + 1) // 2
    pattern = draw(st.sampled_from(("none", "under", "half", "full", "blank", "wild")))
    if pattern == "wild":  # doubles, blanks and any order
        pairs = st.tuples(st.sampled_from(ids), a_text)
        return tuple(Evidence(dimension=d, text=t) for d, t in draw(st.lists(pairs, max_size=6)))
    filled = {"none": 0, "under": half - 1, "half": half, "full": len(ids), "blank": half - 1}[pattern]
    chosen = draw(st.permutations(ids))
    evidence = [Evidence(dimension=d, text=draw(st.sampled_from(WORDS))) for d in chosen[:filled]]
    if pattern == "blank":
        evidence += [Evidence(dimension=d, text=draw(st.sampled_from(BLANKS))) for d in chosen[filled:]]
    elif evidence and draw(st.booleans()):
        evidence.append(evidence[0])  # told twice, counts once
    return tuple(evidence)


@st.composite
def _tags(draw: st.DrawFn, framework: Framework) -> tuple[PrincipleTag, ...]:
    chosen = draw(st.lists(st.sampled_from(framework.principles), unique_by=lambda p: p.id, max_size=4))
    primary = draw(st.integers(-1, max(0, len(chosen) - 1)))
    return tuple(
        PrincipleTag(
            principle=principle.id, rank="primary" if place == primary else "secondary", score=draw(a_score),
            angle=draw(st.sampled_from(("", "lead with what was removed"))), evidence=draw(_evidence(principle)),
        )
        for place, principle in enumerate(chosen)
    )  # fmt: skip


_filled = a_filled_text(st.sampled_from(WORDS))
_figures = st.lists(
    st.builds(
        Figure, claim=st.one_of(st.sampled_from(CLAIMS), st.sampled_from(CLAIMS), _filled), baseline=st.sampled_from(("", "410 a week")),
        source=st.sampled_from(("", "dashboard")), confidence=st.sampled_from(("do-not-claim", "do-not-claim", "verified", "estimate")),
    ),
    max_size=3,
)  # fmt: skip
_customers = st.lists(
    st.builds(
        Customer, tier=st.sampled_from(TIERS), who=a_name, gain=st.sampled_from(("", "an hour a day")), cost=st.sampled_from(("", " ", "toil"))
    ),
    max_size=4,
)  # fmt: skip
_titles = st.one_of(st.sampled_from(TITLES), st.sampled_from(TITLES), a_filled_text(one_line))
_tag_words = st.lists(st.sampled_from(("platform", "数", "two words", "")), max_size=2)
_anchors = (st.lists(some_text, max_size=1), st.lists(some_text, max_size=5))


@st.composite
def stories(
    draw: st.DrawFn,
    framework: Framework,
    story_id: str = "story",
    employers: tuple[str, ...] = ("Initech", "Globex", " "),
    periods: tuple[str, ...] = PERIODS,
    statuses: tuple[str, ...] = STATUSES,
) -> Story:
    """A valid story under a framework; the narrower the pools of employers, periods and statuses, the more alike its neighbours."""
    named = draw(st.booleans())
    customers = full_customers()[: draw(st.integers(1, 3))] if named else tuple(draw(_customers))
    signals = [SignalTag(signal=signal.id, note=note) for signal in framework.signals for note in ("", "at the end")]
    return Story(
        id=story_id, title=draw(_titles), hook=draw(a_text), employer=draw(st.sampled_from(employers)),
        role=draw(st.sampled_from(("", "PM, provisioning"))), period=draw(st.sampled_from(periods)),
        scale=draw(st.sampled_from(("", "50 people, 3,000 requests/s"))),
        status=draw(st.sampled_from(statuses)),  # pyright: ignore[reportArgumentType]
        internal=draw(st.sampled_from((False, False, False, True))), narrative=draw(a_text), tags=tuple(draw(_tag_words)),
        anchors=tuple(draw(_anchors[named])), opening=draw(some_text), closing=draw(some_text), customers=customers,
        trade_off=draw(some_text), principles=draw(_tags(framework)), signals=draw(st.sampled_from([(), *((one,) for one in signals)])),
        figures=tuple(draw(_figures)),
    )  # fmt: skip


ODD_IDS = ("ünï-1", "../up", "with space", "a/b", "CON", "日本", "x" * 80, "{0}")


@st.composite
def waivers(draw: st.DrawFn, stories_: tuple[Story, ...], framework: Framework) -> Waiver:
    """A waiver of the shape that its rule's gaps have, most of the time; with a detail that fits, one that does not, or none."""
    rule = draw(st.sampled_from(RULE_NAMES))
    ids = [story.id for story in stories_]
    of_story = rule in {
        "customer-tier-missing",
        "no-trade-off",
        "no-primary",
        "do-not-claim",
        "single-point-of-failure",
    }
    story = draw(st.sampled_from(ids)) if ids and (of_story or rule == "unproven-score") else None
    of_principle = (rule.startswith("principle-") or rule == "unproven-score") and draw(st.integers(0, 9)) > 0
    principle = draw(st.sampled_from(framework.principles)).id if of_principle else None
    details: dict[str, list[dict[str, Any]]] = {
        "customer-tier-missing": [{"tier": tier} for tier in TIERS], "missing-signal": [{"signal": s.id} for s in framework.signals],
        "bank-size": [{"count": len(ids)}, {"count": 0}, {"count": 4}], "no-spread": [{"kind": "employer"}, {"kind": "year"}],
        "principle-below-bar": [{"best": None}, {"best": 3}, {"best": 3.0}, {"best": 2.5}],
        "principle-no-backup": [{"story": one} for one in ids], "do-not-claim": [{"claim": claim} for claim in CLAIMS],
        "unproven-score": [{"proven": 0}, {"proven": 1, "dimensions": 4}],
        "single-point-of-failure": [{"principles": tuple(p.id for p in framework.principles[:2])}],
    }  # fmt: skip
    detail = draw(st.sampled_from([{}, {}, *details.get(rule, []), {"unheard-of": "x"}]))
    reason = draw(st.sampled_from(("asked in no round", "", "{0}")))
    return Waiver(rule=rule, story=story, principle=principle, detail=detail, reason=reason)


@st.composite
def banks(draw: st.DrawFn, *, framework: Framework | None = None, most: int = 12) -> Bank:
    """A valid bank of 0 to `most` stories, some alike (one employer, one year), with a target, aliases and waivers."""
    framework = framework or draw(frameworks())
    employers = draw(st.sampled_from((("Initech",), ("Initech", " "), ("Initech", "Initech", "Globex", ""), ("", " "))))
    periods = draw(st.sampled_from((("2023-04", "2023-12/2024-02", "2023"), ("2023-05", "", "spring"), PERIODS)))
    statuses = draw(st.sampled_from((STATUSES, ("draft", "ready"), ("ready",), ("idea", "retired", "draft"))))
    count = draw(st.integers(0, most))
    ids = [f"story-{n}" for n in range(count)]
    if ids and draw(st.booleans()):
        ids[draw(st.integers(0, count - 1))] = draw(st.sampled_from(ODD_IDS))
    made = tuple(draw(stories(framework, one, employers, periods, statuses)) for one in ids)
    wanted = draw(st.one_of(st.just([]), st.lists(st.sampled_from([p.id for p in framework.principles]), unique=True)))
    target = Target(
        company=draw(st.sampled_from(("", "AWS"))), role="Senior PM", level="", service=draw(st.sampled_from(("", "storage"))),
        internal=draw(st.booleans()), loop_date=draw(st.sampled_from(("", "2027-01-20"))), principles=tuple(wanted),
    )  # fmt: skip
    aliases = draw(
        st.sampled_from(((), (Alias(term="Initech", alias="a 40-person fintech"), Alias(term="ß", alias=""))))
    )
    return Bank(
        title=draw(st.sampled_from(("Spring loop", "", "日本 <b>", "{0}"))), framework=framework, target=target, aliases=aliases,
        waivers=tuple(draw(st.lists(waivers(made, framework), max_size=6))), stories=made,
    )  # fmt: skip
