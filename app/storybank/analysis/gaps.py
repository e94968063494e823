"""Where a bank is weak, rule by rule. Source: the gap contract; the reasons behind it are the rubric's, as reported.

A rule is one function from a `View` to its gaps and stands in `RULES` under its name; a new rule is a function and a line there. `gaps` ranks
what they find: errors first, then what an interviewer could veto soonest.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from storybank.analysis.finding import SEVERITIES, Gap, Severity, View
from storybank.analysis.rules_of_bank import all_external, bank_size, launch_only, missing_signal, no_spread
from storybank.analysis.rules_of_principles import (
    principle_below_bar,
    principle_no_backup,
    principle_secondary_only,
    principle_uncovered,
    principle_unproven,
    single_point_of_failure,
)
from storybank.analysis.rules_of_stories import (
    customer_tier_missing,
    do_not_claim,
    no_primary,
    no_trade_off,
    unproven_score,
)
from storybank.model import Bank, Framework, Waiver

# In the order in which gaps of one severity are told.
RULES: Mapping[str, Callable[[View], Iterator[Gap]]] = {
    "do-not-claim": do_not_claim,
    "principle-uncovered": principle_uncovered,
    "principle-below-bar": principle_below_bar,
    "principle-unproven": principle_unproven,
    "missing-signal": missing_signal,
    "all-external": all_external,
    "launch-only": launch_only,
    "single-point-of-failure": single_point_of_failure,
    "principle-no-backup": principle_no_backup,
    "unproven-score": unproven_score,
    "customer-tier-missing": customer_tier_missing,
    "no-trade-off": no_trade_off,
    "no-primary": no_primary,
    "bank-size": bank_size,
    "principle-secondary-only": principle_secondary_only,
    "no-spread": no_spread,
}
RULE_NAMES: frozenset[str] = frozenset(RULES)


def gaps(bank: Bank, framework: Framework, *, ready_only: bool = False) -> tuple[Gap, ...]:
    """Return every gap of a bank under a framework, ranked; waived ones stay in the list with their reason.

    With `ready_only` a draft counts as little as an idea.
    """
    view = View.of(bank, framework, ready_only=ready_only)
    place = {name: index for index, name in enumerate(RULES)}
    exposure = {column.principle.id: column.exposure for column in view.coverage.columns}
    order = {story.id: index for index, story in enumerate(bank.stories)}
    nothing = (True, 0.0, 0, -1)  # a gap of no principle goes before those that have one
    found = [gap for rule in RULES.values() for gap in rule(view)]
    found.sort(
        key=lambda gap: (
            SEVERITIES.index(gap.severity),
            place[gap.rule],
            order.get(gap.story or "", -1),
            exposure.get(gap.principle or "", nothing),
        )
    )
    return tuple(_waived(gap, bank.waivers) for gap in found)


def counts_by_severity(found: Iterable[Gap]) -> dict[Severity, int]:
    """Return how many open gaps there are of each severity."""
    open_gaps = [gap for gap in found if gap.is_open]
    return {severity: sum(gap.severity == severity for gap in open_gaps) for severity in SEVERITIES}


def matches(waiver: Waiver, gap: Gap) -> bool:
    """Say whether a waiver names a gap: same rule, story and principle, and all that its detail lists."""
    same = (waiver.rule, waiver.story, waiver.principle) == (gap.rule, gap.story, gap.principle)
    return same and all(key in gap.detail and gap.detail[key] == value for key, value in waiver.detail.items())


def _waived(gap: Gap, waivers: tuple[Waiver, ...]) -> Gap:
    waiver = next((waiver for waiver in waivers if matches(waiver, gap)), None)
    return gap if waiver is None else replace(gap, waived=waiver.reason)
