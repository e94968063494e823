"""A bank under another framework: nothing is lost, the result is sound, and the old framework brings everything back."""

import dataclasses
from collections import Counter
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from banks import RULE_NAMES, a_bank, a_framework, a_story, a_tag, banks, frameworks
from storybank.analysis.refitting import for_another_loop, lost, refit, returning
from storybank.analysis.validity import bank_problems
from storybank.model import Bank, Dimension, Evidence, Framework, SignalTag, Target, Waiver

KNOWN = frozenset(RULE_NAMES)
change = dataclasses.replace


@st.composite
def others(draw: st.DrawFn) -> Framework:
    """A framework that knows a part of what `a_framework` knows: some principles, some of their questions, some signals, in any order."""
    whole = a_framework()
    principles = draw(st.lists(st.sampled_from(whole.principles), unique_by=lambda p: p.id, min_size=1))
    more = Dimension(id="new", name="New", question="")
    cut = [
        change(p, dimensions=(*draw(st.lists(st.sampled_from(p.dimensions), unique=True)), more)) for p in principles
    ]
    signals = draw(st.lists(st.sampled_from(whole.signals), unique_by=lambda s: s.id))
    return change(whole, id="other", principles=tuple(cut), signals=tuple(signals))


def written(bank: Bank) -> Counter[tuple[Any, ...]]:
    """Everything that hangs on the framework, wherever in the bank it stands."""
    found: Counter[tuple[Any, ...]] = Counter()
    for story in bank.stories:
        kept = bank.aside.of(story.id)
        for tag in (*story.principles, *kept.principles):
            found.update((story.id, tag.principle, e.dimension, e.text) for e in tag.evidence)
            found.update([(story.id, tag.principle, "angle", tag.angle)] if tag.angle else [])
            found.update([(story.id, tag.principle, "score", tag.score)] if tag.score else [])
        found.update((story.id, tag.signal, tag.note) for tag in (*story.signals, *kept.signals))
    found.update([*bank.target.principles, *(kept.principle for kept in bank.aside.target)])  # type: ignore[list-item]
    for waiver in (*bank.waivers, *(kept.waiver for kept in bank.aside.waivers)):
        found[waiver.rule, waiver.story, waiver.principle, str(waiver.detail), waiver.reason] += 1
    return found


@given(banks(framework=a_framework()), others(), others())
def test_there_and_back_is_the_same_bank(bank: Bank, one: Framework, other: Framework) -> None:
    there = refit(bank, one)
    assert bank_problems(there, KNOWN) == []
    assert there.framework is one
    assert refit(there, bank.framework) == bank
    assert refit(there, one) == there
    further = refit(there, other)
    assert bank_problems(further, KNOWN) == []
    assert refit(further, one) == there, "whatever lies between"
    assert refit(further, bank.framework) == bank
    assert written(bank) == written(there) == written(further)


@given(banks(framework=a_framework()))
def test_its_own_framework_changes_nothing(bank: Bank) -> None:
    assert refit(bank, bank.framework) == bank
    assert lost(bank, bank.framework) == returning(bank, bank.framework) == ()


@given(banks(framework=a_framework()), others(), others())
def test_what_is_told_is_what_goes_and_comes(bank: Bank, one: Framework, other: Framework) -> None:
    there = refit(bank, one)
    assert lost(bank, one) == returning(there, bank.framework)
    assert bool(lost(bank, one)) == (there.aside != bank.aside)
    assert bool(lost(there, other)) == (not all(knows(other, what) for what in told(there)))


def told(bank: Bank) -> Iterator[tuple[str, str]]:
    for story in bank.stories:
        for tag in story.principles:
            yield "", tag.principle
            yield from ((tag.principle, e.dimension) for e in tag.evidence)
        yield from (("signal", s.signal) for s in story.signals)
    yield from (("", principle) for principle in bank.target.principles)
    yield from (("", w.principle) for w in bank.waivers if w.principle is not None)


def knows(framework: Framework, what: tuple[str, str]) -> bool:
    where, name = what
    if where == "signal":
        return framework.signal(name) is not None
    principle = framework.principle(where or name)
    return principle is not None and (not where or principle.dimension(name) is not None)


def edited(draw: Any, bank: Bank) -> Bank:
    """The bank after somebody went on working under a framework that knows less."""
    stories = []
    for story in bank.stories:
        tags = [tag for tag in story.principles if draw(st.booleans())]
        free = [p.id for p in bank.framework.principles if p.id not in {t.principle for t in story.principles}]
        if free:
            rank = "primary" if all(tag.rank == "secondary" for tag in tags) else "secondary"
            tags.append(change(a_tag(free[0], 2.0), rank=rank, angle="another angle"))
        stories.append(change(story, principles=tuple(draw(st.permutations(tags))), title="Edited"))
    return change(bank, stories=tuple(draw(st.permutations(stories))))


@given(st.data(), banks(framework=a_framework()), others(), frameworks())
def test_edits_in_between_are_kept_and_the_bank_stays_sound(
    data: st.DataObject, bank: Bank, one: Framework, other: Framework
) -> None:
    there = edited(data.draw, refit(bank, one))
    for framework in (bank.framework, other):
        back = refit(there, framework)
        assert bank_problems(back, KNOWN) == []
        assert set(written(there)) <= set(written(back)), "nothing is lost"
        assert refit(back, framework) == back
        for story in there.stories:
            now = back.story(story.id)
            assert now is not None
            primary = story.primary
            if primary is not None and framework.principle(primary.principle) is not None:
                assert now.primary is not None
                assert now.primary.principle == primary.principle, "what was said last holds"


def narrowed(*principles: str, dimensions: int = 9) -> Framework:
    whole = a_framework()
    kept = tuple(
        change(p, dimensions=p.dimensions[:dimensions])
        for p in whole.principles
        if p.id in (principles or ("own", "care", "dive"))
    )
    return change(whole, principles=kept)


def test_where_both_speak_the_later_one_holds_and_the_other_words_stay_aside() -> None:
    old = change(a_tag("right", 3.0, "primary", 1), angle="as it was")
    there = refit(a_bank(a_story("s", a_tag("own", 3.5), old)), narrowed("own"))
    again = change(a_tag("right", 4.0), angle="said anew", evidence=(Evidence(dimension="d0", text="new proof"),))
    both = change(there, framework=a_framework())
    both = both.with_story(change(both.stories[0], principles=(*both.stories[0].principles, again)))
    back = refit(both, a_framework())
    tag = back.stories[0].tag("right")
    assert tag is not None
    assert (tag.score, tag.angle, tag.rank) == (4.0, "said anew", "secondary")
    assert [one.text for one in tag.evidence] == ["proof 0", "new proof"]
    [left] = back.aside.stories[0].principles
    assert (left.at, left.score, left.angle, left.evidence) == (None, 3.0, "as it was", ())


def test_evidence_of_a_tag_that_was_taken_off_waits_for_it() -> None:
    bank = a_bank(a_story("s", a_tag("own", 3.5, "primary", 3), a_tag("care")))
    there = refit(bank, narrowed(dimensions=1))
    assert [e.dimension for e in there.stories[0].principles[0].evidence] == ["d0"]
    off = there.with_story(change(there.stories[0], principles=there.stories[0].principles[1:]))
    back = refit(off, bank.framework)
    assert back.stories[0].principles == off.stories[0].principles, "no tag comes back that somebody took off"
    on = back.with_story(change(back.stories[0], principles=bank.stories[0].principles[:1]))
    assert refit(on, bank.framework).aside.stories == ()


def test_the_list_says_what_goes_aside() -> None:
    waiver = Waiver(rule="principle-unproven", story=None, principle="right", detail={}, reason="told so")
    story = a_story(
        "s",
        a_tag("own", 3.5, "primary", 2),
        a_tag("right", None),
        signals=(SignalTag(signal="killed-project", note="late"),),
    )
    bank = a_bank(story, waivers=(waiver,), principles=("own", "right"))
    fewer = change(narrowed("own", dimensions=1), signals=a_framework().signals[1:])
    found = lost(bank, fewer)
    assert [(one.kind, one.id, one.principle, one.texts) for one in found] == [
        ("evidence", "d1", "own", ("proof 1",)),
        ("tag", "right", "right", ()),
        ("signal", "killed-project", "", ("late",)),
        ("target", "right", "", ()),
        ("waiver", "principle-unproven", "right", ("told so",)),
    ]
    there = refit(bank, fewer)
    assert there.target.principles == ("own",)
    assert there.waivers == ()
    assert there.stories[0].title == story.title


def test_a_bank_for_another_loop_holds_the_same_stories() -> None:
    bank = a_bank(a_story("s", a_tag("own", 3.5, "primary", 2), narrative="Long."), company="AWS", principles=("own",))
    target = change(Target.blank(), company="Initech")
    other = for_another_loop(bank, narrowed("care"), "Initech", target)
    assert bank_problems(other, KNOWN) == []
    assert (other.title, other.target, other.aside.target) == ("Initech", target, ())
    assert other.stories == (change(bank.stories[0], principles=()),)
    assert refit(other, bank.framework).stories == bank.stories
