"""Waiving, taking it back, and waivers that name nothing any more."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from banks import a_bank, a_sound_bank, a_story, banks
from storybank.analysis.gaps import gaps
from storybank.analysis.waiving import stale_waivers, waiver_of, with_waiver, without_waiver
from storybank.model import Bank, Waiver


@given(banks(), st.data())
def test_a_waiver_closes_its_gap_alone_and_reinstating_opens_it_alone(bank: Bank, data: st.DataObject) -> None:
    found = gaps(bank, bank.framework)
    if not found:
        return
    at = data.draw(st.integers(0, len(found) - 1))
    gap = found[at]
    if gap.is_open:
        waived = with_waiver(bank, gap, "known")
        after = gaps(waived, waived.framework)
        assert after[at].waived == "known"
        assert [g for g in after if g != after[at]] == [g for g in found if g != gap]
        assert without_waiver(waived, after[at], after) == bank
    else:
        reopened = without_waiver(bank, gap, found)
        after = gaps(reopened, reopened.framework)
        assert after[at].is_open
        assert [g for place, g in enumerate(after) if place != at] == [
            g for place, g in enumerate(found) if place != at
        ]


def test_a_waiver_outlives_another_score() -> None:
    bank = a_sound_bank()
    first = bank.stories[0]
    weak = bank.with_story(
        dataclasses.replace(first, principles=(dataclasses.replace(first.principles[0], evidence=()),))
    )
    gap = next(gap for gap in gaps(weak, weak.framework) if gap.rule == "unproven-score")
    assert waiver_of(gap, "x").detail == {}


def test_reinstating_one_tier_leaves_the_others_waived() -> None:
    broad = Waiver(rule="customer-tier-missing", story="s", principle=None, detail={}, reason="inside only")
    bank = a_bank(a_story("s"), waivers=(broad,))
    found = gaps(bank, bank.framework)
    gap = next(gap for gap in found if gap.detail.get("tier") == "secondary")
    after = without_waiver(bank, gap, found)
    assert [(waiver.detail, waiver.reason) for waiver in after.waivers] == [
        ({"tier": "primary"}, "inside only"),
        ({"tier": "tertiary"}, "inside only"),
    ]


def test_what_names_nothing_is_told() -> None:
    bank = a_bank(a_story("s"))
    gap = next(gap for gap in gaps(bank, bank.framework) if gap.rule == "customer-tier-missing")
    stale = Waiver(rule="no-trade-off", story="s", principle=None, detail={}, reason="once")
    bank = dataclasses.replace(bank, waivers=(waiver_of(gap, "now"), stale))
    assert stale_waivers(bank, gaps(bank, bank.framework)) == (stale,)
