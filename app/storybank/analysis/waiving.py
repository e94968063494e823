"""Gaps that the teller accepts: the waiver of a gap, taking it back, and waivers that name nothing any more."""

from collections.abc import Iterable
from dataclasses import replace

from storybank.analysis.finding import Gap
from storybank.analysis.gaps import matches
from storybank.analysis.trying import NAMING
from storybank.model import Bank, Waiver


def waiver_of(gap: Gap, reason: str) -> Waiver:
    """Return the waiver that names this gap and no other. Scores and counts are left out of its detail: they would end it with the next edit."""
    detail = {key: value for key, value in gap.detail.items() if key in NAMING}
    return Waiver(rule=gap.rule, story=gap.story, principle=gap.principle, detail=detail, reason=reason)


def with_waiver(bank: Bank, gap: Gap, reason: str) -> Bank:
    """Return the bank with a gap waived."""
    return replace(bank, waivers=(*bank.waivers, waiver_of(gap, reason)))


def without_waiver(bank: Bank, gap: Gap, found: Iterable[Gap]) -> Bank:
    """Return the bank with a gap open again. A waiver that names others of the gaps found, too, goes on for those."""
    others = [other for other in found if other != gap]
    kept: list[Waiver] = []
    for waiver in bank.waivers:
        if matches(waiver, gap):
            kept += [waiver_of(other, waiver.reason) for other in others if matches(waiver, other)]
        else:
            kept.append(waiver)
    return replace(bank, waivers=tuple(kept))


def stale_waivers(bank: Bank, found: Iterable[Gap]) -> tuple[Waiver, ...]:
    """Return the waivers that match none of the bank's gaps: what they accepted is mended, or gone."""
    known = tuple(found)
    return tuple(waiver for waiver in bank.waivers if not any(matches(waiver, gap) for gap in known))
