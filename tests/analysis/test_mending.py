"""The next things to do: what a mend promises to remove must be gone after the edit that its words describe, made here by hand."""

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from banks import a_bank, a_framework, a_sound_bank, a_story, a_tag, banks, full_customers
from storybank.analysis.finding import Gap
from storybank.analysis.gaps import gaps
from storybank.analysis.mending import Mend, next_things
from storybank.model import TIERS, Bank, Customer, Evidence, Figure, SignalTag, Story, Waiver

Key = tuple[object, ...]


def key(gap: Gap) -> Key:
    """What makes it the same gap before and after an edit."""
    return (gap.rule, gap.story, gap.principle, *(gap.detail.get(one) for one in ("signal", "tier", "claim", "kind")))


def open_keys(bank: Bank, *, ready_only: bool = False, severity: str = "") -> set[Key]:
    found = gaps(bank, bank.framework, ready_only=ready_only)
    return {key(gap) for gap in found if gap.is_open and severity in ("", gap.severity)}


def raised(bank: Bank, story: Story, mend: Mend) -> Story:
    """The principle at the bar in this story, every question answered."""
    (principle,) = [one for one in bank.framework.principles if one.id == mend.principle]
    assert principle.name in mend.what
    answers = tuple(Evidence(dimension=one.id, text="an answer") for one in principle.dimensions)
    tags = tuple(
        dataclasses.replace(tag, score=max(bank.framework.bar, tag.score or 0), evidence=answers)
        if tag.principle == mend.principle
        else tag
        for tag in story.principles
    )
    return dataclasses.replace(story, principles=tags)


def completed(bank: Bank, story: Story, *, literally: bool, what: str) -> Story:
    """The customers named that the words ask for; the trade-off said (read literally: only if the words ask for that)."""
    if "Name the" in what:
        asked = [tier for tier in TIERS if tier in what.partition("“")[0]]
        open_tiers = {
            g.detail["tier"]
            for g in gaps(bank, bank.framework)
            if g.is_open and g.story == story.id and "tier" in g.detail
        }
        assert asked == [tier for tier in TIERS if tier in open_tiers], "what is waived is not asked for"
        added = tuple(Customer(tier=t, who="somebody", gain="", cost="a night") for t in asked)
        story = dataclasses.replace(story, customers=(*story.customers, *added))
    if "who paid" in what or "trade-off" in what or not literally:
        story = dataclasses.replace(story, trade_off="they paid for it")
    return story


def new_story(bank: Bank, what: str) -> Story:
    """The story that the words ask for, told well: ready, at the bar, proven, its customers named."""
    asked = [principle for principle in bank.framework.principles if principle.name in what]
    tags = tuple(a_tag(p.id, bank.framework.bar, "secondary", len(p.dimensions)) for p in asked)
    if tags:
        tags = (dataclasses.replace(tags[0], rank="primary"), *tags[1:])
    signals = tuple(SignalTag(signal=s.id, note="") for s in bank.framework.signals if f"“{s.name}”" in what)
    return a_story(
        "brand-new", *tags, status="ready", customers=full_customers(), trade_off="t", signals=signals, internal="inside" in what
    )  # fmt: skip


def after(bank: Bank, mend: Mend, *, literally: bool = False) -> Bank:
    """The bank with the edit that the mend's words describe."""
    if mend.story is None:
        assert mend.principle is None
        return bank.with_story(new_story(bank, mend.what))
    story = bank.story(mend.story)
    assert story is not None
    assert story.title in mend.what
    rules = {gap.rule for gap in mend.removes}
    if mend.principle is not None:
        return bank.with_story(raised(bank, story, mend))
    if rules & {"customer-tier-missing", "no-trade-off"}:
        return bank.with_story(completed(bank, story, literally=literally, what=mend.what))
    if "do-not-claim" in rules:  # "or find the source that lets you claim it"
        claims = {gap.detail["claim"] for gap in mend.removes}
        figures = (
            dataclasses.replace(figure, confidence="verified") if figure.claim in claims else figure
            for figure in story.figures
        )
        return bank.with_story(dataclasses.replace(story, figures=tuple(figures)))
    assert "no-primary" in rules
    assert rules <= {"no-primary", "principle-secondary-only"}
    best = max(story.principles, key=lambda tag: tag.score or 0)
    tags = (dataclasses.replace(tag, rank="primary") if tag is best else tag for tag in story.principles)
    return bank.with_story(dataclasses.replace(story, principles=tuple(tags)))


@settings(max_examples=70)
@given(banks(), st.booleans())
def test_a_mend_removes_what_it_promises(bank: Bank, ready_only: bool) -> None:
    found = gaps(bank, bank.framework, ready_only=ready_only)
    mends = next_things(bank, bank.framework, ready_only=ready_only)
    assert len(mends) <= 3
    assert mends == next_things(bank, bank.framework, ready_only=ready_only)
    removed = [one for mend in mends for one in {key(gap) for gap in mend.removes}]
    assert len(removed) == len(set(removed)), "two mends promise the same"
    errors = open_keys(bank, ready_only=ready_only, severity="error")
    for mend in mends:
        assert mend.removes
        assert all(gap in found and gap.is_open for gap in mend.removes)
        assert mend.what.strip()
        assert mend.work >= 1
        mended = after(bank, mend)
        assert open_keys(mended, ready_only=ready_only).isdisjoint(key(gap) for gap in mend.removes), mend.what
        new = open_keys(mended, ready_only=ready_only, severity="error") - errors
        # the first story that counts may be found to be about outsiders: the rule was silent while there was none
        assert {rule for rule, *_ in new} <= ({"all-external"} if mend.story is None else set()), "brings an error"
    ratios = [mend.gain / mend.work for mend in mends]
    assert ratios == sorted(ratios, reverse=True)


@given(banks(), st.integers(0, 6))
def test_at_most_as_many_as_asked_for(bank: Bank, most: int) -> None:
    mends = next_things(bank, bank.framework, most=most)
    assert len(mends) <= most
    assert mends == next_things(bank, bank.framework, most=9)[:most]


@given(banks())
def test_an_error_that_a_story_can_mend_is_never_left_without_a_mend(bank: Bank) -> None:
    errors = {gap.rule for gap in gaps(bank, bank.framework) if gap.is_open and gap.severity == "error"}
    mends = next_things(bank, bank.framework)
    assert bool(mends) or not errors
    if errors and mends:
        offered = [gap.severity for mend in next_things(bank, bank.framework, most=99) for gap in mend.removes]
        assert "error" in offered


def test_an_empty_bank_has_an_honest_first_thing() -> None:
    bank = a_bank()
    first, *_ = next_things(bank, bank.framework)
    assert (first.story, first.principle) == (None, None)
    assert "Customer Care" in first.what
    assert "Killed project" in first.what
    assert {gap.rule for gap in first.removes} == {"principle-uncovered", "missing-signal"}
    assert len(first.removes) == 3  # not all five principles and both signals: nobody's life fits all of them
    assert "3 errors" in first.why
    assert "new story" in first.why


def test_a_sound_bank_has_nothing_to_do() -> None:
    bank = a_sound_bank()
    assert next_things(bank, bank.framework) == ()


def test_waived_gaps_are_not_mended() -> None:
    sound = a_sound_bank()
    bank = sound.with_story(dataclasses.replace(sound.stories[0], customers=(), trade_off=""))
    (mend,) = next_things(bank, bank.framework)
    assert [gap.detail["tier"] for gap in mend.removes] == ["primary", "secondary", "tertiary"]
    waived = Waiver(rule="customer-tier-missing", story="s0", principle=None, detail={}, reason="never asked")
    assert next_things(dataclasses.replace(bank, waivers=(waived,)), bank.framework) == ()


def only(bank: Bank) -> Mend:
    (mend,) = next_things(bank, bank.framework)
    return mend


def test_a_missing_proof() -> None:
    sound = a_sound_bank()
    first = sound.stories[0]  # carries care (4 dimensions), own, disagree
    tags = (a_tag("care", 3.5, "primary", 1), *first.principles[1:])
    mend = only(sound.with_story(dataclasses.replace(first, principles=tags)))
    assert (mend.story, mend.principle, mend.work) == ("s0", "care", 1)
    assert [gap.rule for gap in mend.removes] == ["unproven-score"]
    assert "question 1?" in mend.what
    assert mend.gain == 1
    assert mend.why == "Removes 1 lesser gap for about 1 sentence."


def test_the_story_nearest_to_the_bar_is_raised() -> None:
    far, near = a_story("far", a_tag("own", 1.0)), a_story("near", a_tag("own", 3.0, proven=1))
    bank = a_bank(far, near, principles=("own",))
    mend = next(one for one in next_things(bank, bank.framework) if one.principle == "own")
    assert (mend.story, mend.principle) == ("near", "own")
    assert "from 3 to 3.5" in mend.what
    assert "question 1?" in mend.what
    assert mend.work == 3  # a half point is two sentences, and one more of three dimensions proves it
    assert [gap.rule for gap in mend.removes] == ["principle-below-bar"]
    assert mend.gain == 8


def test_a_backup_is_raised_not_the_holder() -> None:
    holder, second = a_story("holder", a_tag("own", 4.0)), a_story("second", a_tag("own", 2.5))
    third = a_story("third", a_tag("own", 4.0, proven=3))
    bank = a_bank(third, second, principles=("own",))
    assert "second" in [m.story for m in next_things(bank, bank.framework, most=9) if m.principle == "own"]
    bank = a_bank(holder, second, principles=("own",))
    mends = [m for m in next_things(bank, bank.framework, most=9) if m.principle == "own"]
    assert ("holder", {"principle-unproven", "unproven-score"}) in [(m.story, {g.rule for g in m.removes}) for m in mends]  # fmt: skip


def accepted(rule: str, story: str | None = None) -> Waiver:
    return Waiver(rule=rule, story=story, principle="own", detail={}, reason="known")


def test_what_is_waived_does_not_hide_what_is_not() -> None:
    holder, second = a_story("holder", a_tag("own", 4.0)), a_story("second", a_tag("own", 2.5))
    score, principle = accepted("unproven-score", "holder"), accepted("principle-unproven")
    bank = a_bank(holder, principles=("own",), waivers=(score,))
    mends = {m.story: [g.rule for g in m.removes] for m in next_things(bank, bank.framework, most=9) if m.principle}
    assert mends == {"holder": ["principle-unproven"]}
    bank = a_bank(holder, second, principles=("own",), waivers=(score, principle))
    mends = {m.story: [g.rule for g in m.removes] for m in next_things(bank, bank.framework, most=9) if m.principle}
    assert mends == {"second": ["principle-no-backup"]}


def test_a_claim_and_a_primary() -> None:
    sound = a_sound_bank()
    figure = Figure(claim="62 %", baseline="", source="", confidence="do-not-claim")
    bank = sound.with_story(dataclasses.replace(sound.stories[2], figures=(figure,), hook="by 62 %"))
    mend = only(bank)
    assert (mend.story, [gap.rule for gap in mend.removes], mend.gain) == ("s2", ["do-not-claim"], 8)
    tags = tuple(dataclasses.replace(tag, rank="secondary") for tag in sound.stories[2].principles)
    mend = only(sound.with_story(dataclasses.replace(sound.stories[2], principles=tags)))
    assert (mend.story, mend.removes[0].rule) == ("s2", "no-primary")


def test_a_new_story_for_what_only_a_story_mends() -> None:
    sound = a_sound_bank()
    outside = dataclasses.replace(sound, stories=tuple(dataclasses.replace(s, internal=False) for s in sound.stories))
    mend = only(outside)
    assert (mend.story, [gap.rule for gap in mend.removes]) == (None, ["all-external"])
    assert "inside" in mend.what
    shallow = dataclasses.replace(
        sound,
        stories=tuple(
            dataclasses.replace(s, signals=tuple(t for t in s.signals if t.signal != "cost-elasticity"))
            for s in sound.stories
        ),
    )
    mend = only(shallow)
    assert [gap.rule for gap in mend.removes] == ["launch-only"]
    assert "Cost elasticity" in mend.what
    seven = sound.without_story("s7")
    assert [gap.rule for mend in next_things(seven, seven.framework) for gap in mend.removes] == ["bank-size"]


def test_the_framework_that_is_given_decides() -> None:
    sound = a_sound_bank()
    assert next_things(sound, a_framework(bank_size=(9, 10)))[0].removes[0].rule == "bank-size"


def test_with_ready_only_a_draft_is_as_little_as_an_idea() -> None:
    bank = a_bank(a_story("d", a_tag("own", 4.0, proven=3)), principles=("own",))
    (first, *_) = next_things(bank, bank.framework, ready_only=True)
    assert "principle-uncovered" in {gap.rule for gap in first.removes}


# Where the mends are not yet honest: each is reported, and its mark goes with the repair --------------------------------------------------


def test_with_ready_only_the_ready_story_is_raised() -> None:
    ready, draft = a_story("ready", a_tag("own", 2.0), status="ready"), a_story("draft", a_tag("own", 3.0))
    bank = a_bank(ready, draft, principles=("own",))
    mends = next_things(bank, bank.framework, ready_only=True, most=9)
    assert "ready" in [mend.story for mend in mends if mend.principle == "own"]


def test_a_trade_off_of_white_space_is_mended() -> None:
    sound = a_sound_bank()
    bank = sound.with_story(dataclasses.replace(sound.stories[0], trade_off=" \n"))
    assert [gap.rule for mend in next_things(bank, bank.framework) for gap in mend.removes] == ["no-trade-off"]


def test_the_words_ask_for_the_trade_off_when_the_mend_promises_it() -> None:
    sound = a_sound_bank()
    story = dataclasses.replace(sound.stories[0], trade_off="", customers=full_customers()[:2])
    bank = sound.with_story(story)
    mend = only(bank)
    mended = after(bank, mend, literally=True)
    assert open_keys(mended).isdisjoint(key(gap) for gap in mend.removes)


def test_the_best_principle_becomes_the_primary_one() -> None:
    sound = a_sound_bank()
    tags = (a_tag("care", 3.5, "secondary", 4), a_tag("own", 4.0, "secondary", 3))
    stories = [
        dataclasses.replace(s, principles=tuple(dataclasses.replace(t, rank="secondary") for t in s.principles))
        for s in sound.stories
    ]
    bank = dataclasses.replace(sound, stories=tuple(stories)).with_story(
        dataclasses.replace(stories[0], principles=tags)
    )
    mend = next(mend for mend in next_things(bank, bank.framework) if mend.story == "s0")
    mended = after(bank, mend, literally=True)
    assert open_keys(mended).isdisjoint(key(gap) for gap in mend.removes)
