"""Every rule against the plain re-statement on random banks, then at its boundaries one by one, then what holds for all gaps together."""

import dataclasses
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.plain_rules import RULES as PLAIN
from analysis.plain_rules import plain_gaps, waived_reason
from banks import (
    PRINCIPLES,
    RULE_NAMES,
    a_bank,
    a_framework,
    a_sound_bank,
    a_story,
    a_tag,
    banks,
    frameworks,
    full_customers,
)
from storybank.analysis.coverage import coverage
from storybank.analysis.finding import Gap
from storybank.analysis.gaps import RULES, counts_by_severity, gaps, matches
from storybank.model import Bank, Customer, Evidence, Figure, Framework, PrincipleTag, Story, Waiver

SEVERITY = {"error": 0, "warning": 1, "info": 2}


def found_in(bank: Bank, rule: str, **options: Any) -> list[Gap]:
    return [gap for gap in gaps(bank, bank.framework, **options) if gap.rule == rule]


def told(gap: Gap) -> tuple:
    return gap.rule, gap.severity, gap.story, gap.principle, dict(gap.detail)


def comparable(all_told: list[tuple]) -> list[str]:
    """As a sorted set: a figure that a story lists twice may be told once or twice."""
    return sorted(
        {
            f"{rule} {severity} {story!r} {principle!r} {sorted(detail.items())!r}"
            for rule, severity, story, principle, detail in all_told
        }
    )


def drafts_as_ideas(bank: Bank) -> Bank:
    demoted = (dataclasses.replace(s, status="idea") if s.status == "draft" else s for s in bank.stories)
    return dataclasses.replace(bank, stories=tuple(demoted))


def copies(count: int, **fields: Any) -> list[Story]:
    return [a_story(f"s{n}", **fields) for n in range(count)]


# Against the plain reading ------------------------------------------------------------------------------------------------------------


def test_the_rules_are_those_of_the_contract() -> None:
    assert set(RULES) == set(PLAIN) == set(RULE_NAMES)
    assert len(RULES) == 16


@settings(max_examples=160)
@given(banks())
def test_gaps_agree_with_the_plain_reading(bank: Bank) -> None:
    found = gaps(bank, bank.framework)
    assert comparable([told(gap) for gap in found]) == comparable(plain_gaps(bank))
    assert [gap.waived for gap in found] == [waived_reason(bank, told(gap)) for gap in found]
    ready = gaps(bank, bank.framework, ready_only=True)
    assert comparable([told(gap) for gap in ready]) == comparable(plain_gaps(drafts_as_ideas(bank)))


def test_random_banks_reach_every_rule_both_ways() -> None:
    seen, waived, total = Counter[str](), 0, 0

    @settings(max_examples=150, derandomize=True, database=None)
    @given(banks())
    def look(bank: Bank) -> None:
        nonlocal waived, total
        found = gaps(bank, bank.framework)
        seen.update({gap.rule for gap in found})
        waived += any(not gap.is_open for gap in found)
        total += 1

    look()
    assert {rule for rule in RULE_NAMES if not 1 <= seen[rule] <= total - 1} == set()
    assert waived >= 1


@given(banks(), frameworks())
def test_the_framework_that_is_given_decides_not_the_copy_in_the_bank(bank: Bank, other: Framework) -> None:
    known = {principle.id for principle in other.principles}
    size = {principle.id: len(principle.dimensions) for principle in other.principles}
    fitting = [
        dataclasses.replace(
            story,
            principles=tuple(
                dataclasses.replace(
                    tag, evidence=tuple(e for e in tag.evidence if int(e.dimension[1:]) < size[tag.principle])
                )
                for tag in story.principles
                if tag.principle in known
            ),
        )
        for story in bank.stories
    ]
    # no-primary asks for a primary tag, known or not: keep to what the contract says of a bank under its framework
    plain = plain_gaps(dataclasses.replace(bank, framework=other, stories=tuple(fitting)))
    found = [told(gap) for gap in gaps(bank, other)]
    if set(bank.target.principles) <= known:
        assert comparable([t for t in found if t[0] != "no-primary"]) == comparable(
            [t for t in plain if t[0] != "no-primary"]
        )


def test_a_sound_bank_has_no_gap() -> None:
    bank = a_sound_bank()
    assert gaps(bank, bank.framework) == gaps(bank, bank.framework, ready_only=True) == ()
    assert plain_gaps(bank) == []


def test_an_empty_bank() -> None:
    found = Counter(gap.rule for gap in gaps(a_bank(), a_framework()))
    assert found == {"bank-size": 1, "principle-uncovered": 5, "missing-signal": 2}
    ideas = a_bank(a_story("i", a_tag("own", 4.0, "primary", 3), status="idea", signals=("killed-project",)))
    retired = a_bank(a_story("r", a_tag("own", 4.0, "primary", 3), status="retired", signals=("killed-project",)))
    for bank in (ideas, retired):
        assert Counter(gap.rule for gap in gaps(bank, bank.framework)) == found


# Rule by rule, at the boundary ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "gap"), [(0, 1), (7, 1), (8, 0), (9, 0), (10, 0), (11, 1)])
def test_bank_size(count: int, gap: int) -> None:
    bank = a_bank(*copies(count), a_story("idea", status="idea"), a_story("old", status="retired"))
    found = found_in(bank, "bank-size")
    assert [told(one) for one in found] == [("bank-size", "warning", None, None, {"count": count})] * gap
    assert not found or str(count) in found[0].message
    assert not found or found[0].remedy
    small = a_framework(bank_size=(count, count)) if count else a_framework(bank_size=(1, 1))
    assert len(found_in(dataclasses.replace(bank, framework=small), "bank-size")) == (count == 0)


def test_bank_size_says_how_many_are_missing() -> None:
    (one,), (three,) = (found_in(a_bank(*copies(n)), "bank-size") for n in (7, 5))
    assert "1" in one.remedy
    assert "3" in three.remedy
    (many,) = found_in(a_bank(*copies(11)), "bank-size")
    assert "etire" in many.remedy


@pytest.mark.parametrize("status", ["idea", "draft", "ready", "retired"])
def test_uncovered_until_a_story_that_counts_carries_it(status: str) -> None:
    bank = a_bank(a_story("s", a_tag("own", None), status=status), principles=("own", "dive"))
    counting = status in ("draft", "ready")
    uncovered = [gap.principle for gap in found_in(bank, "principle-uncovered")]
    assert uncovered == (["dive"] if counting else ["own", "dive"])
    assert [gap.principle for gap in found_in(bank, "principle-below-bar")] == (["own"] if counting else [])


@pytest.mark.parametrize(
    ("scores", "best"),
    [
        ((None,), None),
        ((3.0,), 3.0),
        ((None, 1.0, 2.5), 2.5),
        ((3.5,), "fine"),
        ((4.0, 1.0), "fine"),
        ((3.0, 3.0), 3.0),
    ],
)
def test_below_bar(scores: tuple[float | None, ...], best: float | str | None) -> None:
    stories = [a_story(f"s{n}", a_tag("own", score, proven=3)) for n, score in enumerate(scores)]
    found = found_in(a_bank(*stories, principles=("own",)), "principle-below-bar")
    assert [told(gap) for gap in found] == (
        [] if best == "fine" else [("principle-below-bar", "error", None, "own", {"best": best})]
    )
    assert found_in(a_bank(*stories, principles=("dive",)), "principle-below-bar") == []


def test_the_bar_is_the_frameworks() -> None:
    story = a_story("s", a_tag("own", 3.0, proven=3))
    for bar, below in ((3.0, 0), (3.5, 1), (4.0, 1)):
        assert len(found_in(a_bank(story, framework=a_framework(bar=bar)), "principle-below-bar")) == below


def test_below_bar_points_at_the_story_that_is_nearest() -> None:
    bank = a_bank(
        a_story("far", a_tag("own", 1.5)), a_story("near", a_tag("own", 3.0)), a_story("none", a_tag("own", None))
    )
    (gap,) = found_in(bank, "principle-below-bar")
    assert "The near story" in gap.remedy
    assert "3.5" in gap.message
    assert "is 3," in gap.message


@pytest.mark.parametrize(
    ("dimensions", "proven", "enough"),
    [(1, 0, False), (1, 1, True), (2, 0, False), (2, 1, True), (3, 1, False), (3, 2, True), (4, 1, False), (4, 2, True), (5, 2, False), (5, 3, True)],
)  # fmt: skip
def test_proven_is_at_least_half_of_the_dimensions(dimensions: int, proven: int, enough: bool) -> None:
    framework = a_framework((dimensions,))
    bank = a_bank(a_story("s", a_tag("care", 3.5, proven=proven)), framework=framework)
    assert len(found_in(bank, "principle-unproven")) == (not enough)
    expected = [("unproven-score", "warning", "s", "care", {"proven": proven, "dimensions": dimensions})]
    found = found_in(bank, "unproven-score")
    assert [told(gap) for gap in found] == ([] if enough else expected)
    if found:
        missing = -(-dimensions // 2) - proven
        assert found[0].remedy.startswith(str(missing))
        assert f"question {proven}?" in found[0].remedy
        assert f"{proven} of {dimensions}" in found[0].message


def test_evidence_counts_once_per_dimension_and_only_with_text() -> None:
    for evidence, proven in (
        ((("d0", "a"), ("d0", "b")), 1),
        ((("d0", "a"), ("d1", " \n\u00a0")), 1),
        ((("d3", "a"), ("d1", "b")), 2),
    ):
        tag = PrincipleTag(
            principle="care", rank="primary", score=4.0, angle="", evidence=tuple(Evidence(dimension=d, text=t) for d, t in evidence)
        )  # fmt: skip
        found = found_in(a_bank(a_story("s", tag)), "unproven-score")
        assert [gap.detail["proven"] for gap in found] == ([1] if proven == 1 else [])


def test_unproven_is_about_every_story_at_the_bar() -> None:
    weak, strong = a_story("weak", a_tag("care", 4.0, proven=1)), a_story("strong", a_tag("care", 3.5, proven=2))
    under = a_story("under", a_tag("care", 3.0, proven=4))
    one = {"principles": ("care",)}
    assert len(found_in(a_bank(weak, under, **one), "principle-unproven")) == 1  # proof under the bar does not help
    assert found_in(a_bank(weak, strong, **one), "principle-unproven") == []
    assert [gap.story for gap in found_in(a_bank(weak, strong, under, **one), "unproven-score")] == ["weak"]
    assert (
        found_in(a_bank(under, **one), "unproven-score") == found_in(a_bank(under, **one), "principle-unproven") == []
    )


def test_scores_outside_the_target_are_still_asked_for_proof() -> None:
    bank = a_bank(a_story("s", a_tag("care")), principles=("dive",))
    assert [gap.principle for gap in found_in(bank, "unproven-score")] == ["care"]
    assert found_in(bank, "principle-unproven") == []


def test_unproven_points_at_the_story_with_most_proof() -> None:
    bank = a_bank(
        a_story("less", a_tag("disagree", 4.0)),
        a_story("more", a_tag("right", 4.0), a_tag("care", 4.0, proven=1)),
        a_story("c", a_tag("care")),
    )
    by_principle = {gap.principle: gap for gap in found_in(bank, "principle-unproven")}
    assert "The more story" in by_principle["care"].remedy
    assert "question 1?" in by_principle["care"].remedy


def test_secondary_only() -> None:
    second = a_story("second", a_tag("own", 4.0, "secondary"))
    first_under = a_story("under", a_tag("own", 3.0, "primary"))
    first = a_story("first", a_tag("own", 3.5, "primary"))
    one = {"principles": ("own",)}
    (gap,) = found_in(a_bank(second, **one), "principle-secondary-only")
    assert told(gap) == ("principle-secondary-only", "info", None, "own", {})
    assert len(found_in(a_bank(second, first_under, **one), "principle-secondary-only")) == 1
    assert found_in(a_bank(second, first, **one), "principle-secondary-only") == []
    assert found_in(a_bank(first_under, **one), "principle-secondary-only") == []
    assert found_in(a_bank(a_story("u", a_tag("own", 3.0)), **one), "principle-secondary-only") == []


@pytest.mark.parametrize(
    ("scores", "gap"), [((3.0,), 0), ((3.5,), 1), ((3.5, 3.0), 1), ((3.5, 3.5), 0), ((4.0, None), 1), ((), 0)]
)
def test_no_backup_is_exactly_one_holder(scores: tuple[float | None, ...], gap: int) -> None:
    stories = [a_story(f"s{n}", a_tag("own", score)) for n, score in enumerate(scores)]
    found = found_in(a_bank(*stories), "principle-no-backup")
    assert [told(one) for one in found] == [("principle-no-backup", "warning", None, "own", {"story": "s0"})] * gap
    for one in found:
        assert "The s0 story" in one.message
        assert ("The s1 story" in one.remedy) == (len(scores) > 1)


def test_the_backup_to_raise_is_the_nearest_one() -> None:
    low, holder, near = (a_story(n, a_tag("own", s)) for n, s in (("low", 1.0), ("holder", 4.0), ("near", 3.0)))
    (gap,) = found_in(a_bank(low, holder, near), "principle-no-backup")
    assert "The near story" in gap.remedy


def test_single_point_of_failure() -> None:
    holder = a_story("holder", a_tag("own"), a_tag("care", 3.5), a_tag("dive", 3.0))
    (gap,) = found_in(a_bank(holder), "single-point-of-failure")
    assert told(gap) == ("single-point-of-failure", "warning", "holder", None, {"principles": ("care", "own")})
    assert "Customer Care and Owning It" in gap.message
    assert found_in(a_bank(holder, a_story("second", a_tag("own", 3.5))), "single-point-of-failure") == []
    assert len(found_in(a_bank(holder, a_story("under", a_tag("own", 3.0))), "single-point-of-failure")) == 1
    assert found_in(a_bank(holder, principles=("own", "dive")), "single-point-of-failure") == []
    two = a_bank(a_story("a", a_tag("own")), a_story("b", a_tag("care")))
    assert found_in(two, "single-point-of-failure") == []
    both = a_bank(a_story("a", a_tag("own"), a_tag("dive")), a_story("b", a_tag("care"), a_tag("right")))
    assert [one.story for one in found_in(both, "single-point-of-failure")] == ["a", "b"]


def test_missing_signal() -> None:
    story = a_story("s", signals=("killed-project", "removed-something"))
    found = found_in(a_bank(story), "missing-signal")
    assert [told(gap) for gap in found] == [
        ("missing-signal", "error", None, None, {"signal": "unanticipated-consequence"})
    ]
    assert "Unanticipated consequence" in found[0].message
    idea = dataclasses.replace(story, status="idea")
    assert [gap.detail["signal"] for gap in found_in(a_bank(idea), "missing-signal")] == ["killed-project", "unanticipated-consequence"]  # fmt: skip


def test_launch_only() -> None:
    plain, deep = a_story("s", signals=("killed-project",)), a_story("d", signals=("regional-failover",))
    (gap,) = found_in(a_bank(plain), "launch-only")
    assert told(gap) == ("launch-only", "warning", None, None, {})
    assert "Cost elasticity" in gap.remedy
    assert found_in(a_bank(plain, deep), "launch-only") == []
    assert found_in(a_bank(plain, framework=a_framework(depth=False)), "launch-only") == []
    assert found_in(a_bank(), "launch-only") == []
    assert len(found_in(a_bank(plain, dataclasses.replace(deep, status="retired")), "launch-only")) == 1
    assert found_in(a_bank(dataclasses.replace(plain, status="idea")), "launch-only") == []


def test_customer_tiers() -> None:
    (primary, secondary, tertiary), blank = full_customers(), Customer(tier="tertiary", who=" \t", gain="g", cost="c")
    for customers, missing in (
        ((), ["primary", "secondary", "tertiary"]),
        ((primary,), ["secondary", "tertiary"]),
        ((tertiary, primary, primary), ["secondary"]),
        ((primary, secondary, blank), ["tertiary"]),
        ((primary, secondary, blank, tertiary), []),
    ):
        found = found_in(a_bank(a_story("s", customers=customers)), "customer-tier-missing")
        assert [gap.detail for gap in found] == [{"tier": tier} for tier in missing]
        assert all(tier in gap.message for gap, tier in zip(found, missing, strict=True))
        assert {(gap.severity, gap.story, gap.principle) for gap in found} <= {("warning", "s", None)}


def test_no_trade_off() -> None:
    primary, secondary, tertiary = full_customers()
    nameless = Customer(tier="secondary", who=" ", gain="", cost="")
    for customers, text, gap in (
        ((primary, secondary), "", 1),
        ((primary, tertiary), " \n ", 1),
        ((primary, secondary, tertiary), "", 1),
        ((primary, secondary), "one paid", 0),
        ((primary, primary), "", 0),
        ((primary, nameless), "", 0),
        ((), "", 0),
    ):
        bank = a_bank(a_story("s", customers=customers, trade_off=text))
        assert [told(g) for g in found_in(bank, "no-trade-off")] == [("no-trade-off", "warning", "s", None, {})] * gap


def test_all_external() -> None:
    outside, inside = a_story("out"), a_story("in", internal=True)
    assert [gap.severity for gap in found_in(a_bank(outside), "all-external")] == ["warning"]
    assert [gap.severity for gap in found_in(a_bank(outside, internal=True), "all-external")] == ["error"]
    assert found_in(a_bank(outside, inside, internal=True), "all-external") == []
    assert len(found_in(a_bank(outside, dataclasses.replace(inside, status="idea")), "all-external")) == 1
    assert found_in(a_bank(dataclasses.replace(outside, status="retired")), "all-external") == []


@pytest.mark.parametrize(("status", "gap"), [("idea", 0), ("draft", 0), ("ready", 1), ("retired", 0)])
def test_no_primary_asks_ready_stories_only(status: str, gap: int) -> None:
    bank = a_bank(a_story("s", a_tag("own"), status=status), a_story("p", a_tag("own", None, "primary"), status=status))
    assert [told(g) for g in found_in(bank, "no-primary")] == [("no-primary", "warning", "s", None, {})] * gap


def claiming(claim: str, **fields: Any) -> Bank:
    figure = Figure(claim=claim, baseline="", source="", confidence=fields.pop("confidence", "do-not-claim"))
    return a_bank(a_story("s", figures=(figure,), **{"status": "ready", **fields}))


@pytest.mark.parametrize("field", ["title", "narrative", "hook", "opening", "closing", "trade_off", "anchors"])
def test_do_not_claim_reads_every_spoken_field(field: str) -> None:
    text = "saved 62 % of it"
    bank = claiming("62 %", **{field: ("first", text) if field == "anchors" else text})
    (gap,) = found_in(bank, "do-not-claim")
    assert told(gap) == ("do-not-claim", "error", "s", None, {"claim": "62 %"})
    assert "62 %" in gap.message
    assert found_in(claiming("63 %", **{field: ("a",) if field == "anchors" else text}), "do-not-claim") == []


@pytest.mark.parametrize("field", ["employer", "role", "scale", "tags"])
def test_do_not_claim_reads_nothing_that_is_not_spoken(field: str) -> None:
    assert found_in(claiming("62 %", **{field: ("62 %",) if field == "tags" else "62 %"}), "do-not-claim") == []


@pytest.mark.parametrize(
    ("claim", "text", "stands"),
    [
        ("40 ms", "40 MS.", True),
        ("40 MS", "to 40\n\t ms!", True),
        (" 40   ms ", "(40 ms)", True),
        ("40 ms", "40ms", False),
        ("40 ms", "140 ms", False),
        ("40 ms", "40 msec", False),
        ("40 ms", "140 ms, then 40 ms", True),
        ("40 ms", "40, ms", False),
        ("40 ms", "40 ms_", False),
        ("62 %", "62 %", True),
        ("62 %", "162 %", False),
        ("a.c", "abc", False),
        ("a.c", "an a.c.", True),
        ("Straße", "DIE STRASSE", True),
        ("down (by half)", "DOWN (by\nhalf).", True),
        ("日本", "in 日本。", True),
    ],
)
def test_do_not_claim_looks_for_whole_words(claim: str, text: str, stands: bool) -> None:
    assert len(found_in(claiming(claim, narrative=text), "do-not-claim")) == stands


def test_do_not_claim_when() -> None:
    assert found_in(claiming("62 %", hook="62 %", status="draft"), "do-not-claim") == []
    for confidence in ("verified", "estimate"):
        assert found_in(claiming("62 %", hook="62 %", confidence=confidence), "do-not-claim") == []
    assert (
        found_in(claiming("a b", opening="a", closing="b", anchors=("a", "b")), "do-not-claim") == []
    )  # not across fields
    assert found_in(claiming("b a", anchors=("b", "a")), "do-not-claim") == []
    figures = tuple(Figure(claim=c, baseline="", source="", confidence="do-not-claim") for c in ("one", "two", "six"))
    bank = a_bank(a_story("s", figures=figures, narrative="two and one", status="ready"))
    assert [gap.detail["claim"] for gap in found_in(bank, "do-not-claim")] == ["one", "two"]


def kinds(stories: list[Story]) -> list[Any]:
    return [gap.detail["kind"] for gap in found_in(a_bank(*stories), "no-spread")]


def test_no_spread_of_employers() -> None:
    assert kinds(copies(3, employer="Initech")) == []
    assert kinds(copies(4, employer="Initech")) == ["employer"]
    assert kinds([*copies(4, employer="Initech"), a_story("x", employer=" ")]) == [
        "employer"
    ]  # the nameless do not count
    assert kinds([*copies(3, employer="Initech"), a_story("x", employer="")]) == []
    assert kinds([*copies(4, employer="Initech"), a_story("x", employer="Globex")]) == []
    assert kinds([*copies(3, employer="Initech"), a_story("x", employer="Initech", status="idea")]) == []
    assert kinds([*copies(4, employer="Initech"), a_story("x", employer="Globex", status="retired")]) == ["employer"]
    (gap,) = found_in(a_bank(*copies(4, employer="Initech")), "no-spread")
    assert (gap.severity, gap.story, gap.principle) == ("info", None, None)
    assert "Initech" in gap.message


def test_no_spread_of_years() -> None:
    assert kinds(copies(3, period="2023-04")) == []
    same = [a_story(f"s{n}", period=p) for n, p in enumerate(("2023-04", "2023-12/2024-02", "2023", "2023, spring"))]
    assert kinds(same) == ["year"]
    assert kinds([*same, a_story("x", period="spring 2024"), a_story("y", period="")]) == ["year"]
    assert kinds([*same, a_story("x", period="2024-01")]) == []
    assert (
        kinds([*same[:3], a_story("x", period="20231"), a_story("y", period="in 2023"), a_story("z", period="202")])
        == []
    )
    assert kinds(copies(4, period="2023-04", employer="Initech")) == ["employer", "year"]
    (gap,) = found_in(a_bank(*same), "no-spread")
    assert "2023" in gap.message


# Waivers --------------------------------------------------------------------------------------------------------------------------------


def waiver(rule: str, story: str | None = None, principle: str | None = None, **detail: Any) -> Waiver:
    return Waiver(rule=rule, story=story, principle=principle, detail=detail, reason=f"waived {rule}")


def test_a_waiver_stays_in_the_list_and_counts_nowhere() -> None:
    bank = a_bank(a_story("s"), waivers=(waiver("customer-tier-missing", "s", tier="tertiary"),))
    without = dataclasses.replace(bank, waivers=())
    found, before = gaps(bank, bank.framework), gaps(without, bank.framework)
    assert [told(gap) for gap in found] == [told(gap) for gap in before]
    (one,) = [gap for gap in found if gap.waived is not None]
    assert (one.detail, one.waived, one.is_open) == ({"tier": "tertiary"}, "waived customer-tier-missing", False)
    counts, all_counts = counts_by_severity(found), counts_by_severity(before)
    assert counts == {**all_counts, "warning": all_counts["warning"] - 1}


@pytest.mark.parametrize(
    ("one", "waived"),
    [
        (waiver("customer-tier-missing", "s"), 3),
        (waiver("customer-tier-missing", "s", tier="primary"), 1),
        (waiver("customer-tier-missing", "s", tier="primary", more=1), 0),
        (waiver("customer-tier-missing", "s", tier="unheard"), 0),
        (waiver("customer-tier-missing"), 0),  # of no story: names nothing
        (waiver("customer-tier-missing", "t"), 0),
        (waiver("customer-tier-missing", "s", "own"), 0),
        (waiver("principle-uncovered", None, "dive"), 1),
        (waiver("principle-uncovered"), 0),
        (waiver("principle-uncovered", "s", "dive"), 0),
        (waiver("principle-below-bar", None, "own", best=3), 1),
        (waiver("principle-below-bar", None, "own", best=2.5), 0),
        (waiver("missing-signal"), 2),
        (waiver("missing-signal", signal="killed-project"), 1),
        (waiver("bank-size", count=1), 1),
        (waiver("bank-size", count=2), 0),
    ],
)
def test_what_a_waiver_names(one: Waiver, waived: int) -> None:
    bank = a_bank(a_story("s", a_tag("own", 3.0)), waivers=(one,))
    found = gaps(bank, bank.framework)
    assert [gap.rule for gap in found if not gap.is_open] == [one.rule] * waived
    assert [matches(one, gap) for gap in found] == [not gap.is_open for gap in found]


def test_a_waiver_with_a_blank_reason_still_waives() -> None:
    bank = a_bank(waivers=(dataclasses.replace(waiver("bank-size"), reason=""),))
    (gap,) = found_in(bank, "bank-size")
    assert gap.waived == ""
    assert not gap.is_open
    assert counts_by_severity([gap]) == {"error": 0, "warning": 0, "info": 0}


def test_without_the_story_its_waivers_go() -> None:
    keep = waiver("bank-size")
    bank = a_bank(a_story("s"), a_story("t"), waivers=(waiver("no-primary", "s"), keep, waiver("no-primary", "t")))
    assert bank.without_story("s").waivers == (keep, waiver("no-primary", "t"))


# All gaps together ------------------------------------------------------------------------------------------------------------------------


@given(banks())
def test_ranking_counts_and_words(bank: Bank) -> None:
    found = gaps(bank, bank.framework)
    assert found == gaps(bank, bank.framework)
    once = [told(gap) for gap in found if gap.rule != "do-not-claim"]
    assert len(once) == len(comparable(once)), "the same gap twice"
    severities = [SEVERITY[gap.severity] for gap in found]
    assert severities == sorted(severities)
    counts = Counter(gap.severity for gap in found if gap.waived is None)
    assert counts_by_severity(found) == {name: counts[name] for name in SEVERITY}
    titles = {story.id: story.title for story in bank.stories}
    names = {principle.id: principle.name for principle in bank.framework.principles}
    for gap in found:
        assert gap.message.strip()
        assert gap.remedy.strip()
        assert gap.story is None or titles[gap.story] in gap.message
        assert gap.principle is None or names[gap.principle] in gap.message
        if gap.rule == "principle-no-backup":
            assert titles[str(gap.detail["story"])] in gap.message
        if isinstance(several := gap.detail.get("principles"), tuple):
            assert all(names[one] in gap.message for one in several)
    exposed = [column.principle.id for column in coverage(bank, bank.framework).by_exposure()]
    for rule in ("principle-uncovered", "principle-below-bar", "principle-unproven", "principle-no-backup"):
        ranked = [gap.principle for gap in found if gap.rule == rule]
        assert ranked == [one for one in exposed if one in ranked]


@given(banks(), st.randoms(use_true_random=False))
def test_the_order_of_the_stories_decides_nothing_but_the_order(bank: Bank, random: Any) -> None:
    shuffled = list(bank.stories)
    random.shuffle(shuffled)
    other = dataclasses.replace(bank, stories=tuple(shuffled))
    assert comparable([told(g) for g in gaps(bank, bank.framework)]) == comparable([told(g) for g in gaps(other, bank.framework)])  # fmt: skip


def test_the_ranking_of_one_bank() -> None:
    ready = {"status": "ready", "customers": full_customers(), "trade_off": "paid"}
    bank = a_bank(
        a_story("second", a_tag("care", 3.0), a_tag("own", 4.0, proven=3), **ready),
        a_story("first", a_tag("disagree", 2.0, "primary"), a_tag("dive", 4.0), internal=True, **ready),
    )
    assert [(gap.rule, gap.story or gap.principle) for gap in gaps(bank, bank.framework)] == [
        ("principle-uncovered", "right"),
        ("principle-below-bar", "disagree"),
        ("principle-below-bar", "care"),
        ("principle-unproven", "dive"),
        ("missing-signal", None),
        ("missing-signal", None),
        ("launch-only", None),
        ("principle-no-backup", "own"),
        ("principle-no-backup", "dive"),
        ("unproven-score", "first"),
        ("no-primary", "second"),
        ("bank-size", None),
        ("principle-secondary-only", "own"),
        ("principle-secondary-only", "dive"),
    ]


def worst(bank: Bank) -> dict[str, int]:
    """The worst `principle-*` severity of each principle; 3 when it has none."""
    found = [gap for gap in gaps(bank, bank.framework) if gap.rule.startswith("principle-")]
    return {
        principle.id: min((SEVERITY[gap.severity] for gap in found if gap.principle == principle.id), default=3)
        for principle in bank.framework.principles
    }


@given(banks(most=8), st.sampled_from(PRINCIPLES), st.booleans(), st.sampled_from(("draft", "ready")))
def test_a_strong_story_never_makes_any_principle_worse(bank: Bank, wanted: str, primary: bool, status: str) -> None:
    principle = bank.framework.principle(wanted) or bank.framework.principles[0]
    tag = a_tag(principle.id, 4.0, "primary" if primary else "secondary", len(principle.dimensions))
    better = bank.with_story(a_story("brand-new", tag, status=status))
    before, after = worst(bank), worst(better)
    assert all(after[one] >= before[one] for one in before)
    targeted = not bank.target.principles or principle.id in bank.target.principles
    assert after[principle.id] >= (1 if targeted else 3)  # no error is left on it


@given(frameworks(), st.integers(1, 12), st.sampled_from(("draft", "ready")))
def test_a_bank_of_merely_typed_fours_does_not_pass(framework: Framework, count: int, status: str) -> None:
    tags = [a_tag(principle.id, 4.0) for principle in framework.principles]
    stories = [a_story(f"s{n}", *tags, status=status, customers=full_customers(), trade_off="t") for n in range(count)]
    bank = a_bank(*stories, framework=framework)
    errors = [gap for gap in gaps(bank, framework) if gap.severity == "error" and gap.principle]
    assert {gap.principle for gap in errors} == {principle.id for principle in framework.principles}
    assert {gap.rule for gap in errors} == {"principle-unproven"}
    assert len(found_in(bank, "unproven-score")) == count * len(framework.principles)
