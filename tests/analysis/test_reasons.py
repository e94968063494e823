"""Why a gap matters: every rule has a reason, and what the framework says goes with it."""

import pytest
from hypothesis import given

from banks import RULE_NAMES, a_bank, a_framework, banks
from storybank.analysis.gaps import RULES, gaps
from storybank.analysis.reasons import rule_reason, rule_title, why, why_principle
from storybank.model import Bank


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_has_a_title_and_a_reason_of_its_own(rule: str) -> None:
    assert len(rule_reason(rule).split()) >= 8
    assert rule_reason(rule).endswith(".")
    assert rule not in rule_title(rule), "words, not the name of the rule"
    assert [other for other in RULE_NAMES if rule_reason(other) == rule_reason(rule)] == [rule]
    assert [other for other in RULE_NAMES if rule_title(other) == rule_title(rule)] == [rule]


def test_a_rule_without_a_reason_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        rule_reason("no-such-rule")


@given(banks())
def test_every_gap_has_a_reason_and_the_lines_of_its_principle(bank: Bank) -> None:
    for gap in gaps(bank, bank.framework):
        first, *more = why(gap, bank.framework)
        assert first == rule_reason(gap.rule)
        assert all(text.strip() for text in more)
        principle = bank.framework.principle(gap.principle or "")
        if principle is not None:
            assert tuple(more) == why_principle(principle)


def test_the_line_of_the_signal_and_what_sinks_the_principle_are_told() -> None:
    bank = a_bank()
    told = {gap.detail.get("signal", gap.principle): why(gap, bank.framework) for gap in gaps(bank, bank.framework)}
    assert told["killed-project"][1:] == ("Killed project: Something that was stopped.",)
    assert told["unanticipated-consequence"][1:] == (), "a signal without a line says nothing more"
    assert told["own"][1:] == ("Owning It: Owning It, in a line", "What sinks an answer: What sinks Owning It")
    assert why(gaps(bank, bank.framework)[0], a_framework(shapes=()))[1:] == (), "nor does a principle that is gone"
