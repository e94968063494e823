"""The gap rules once more, written naively from the contract (`interchange.md`, section "Gaps") before reading the analysis layer.

Slow and repetitive on purpose: every rule reads like its line of the table, and shares nothing with the code under test but the records.
A gap is told as `(rule, severity, story, principle, detail)`.
"""

import re
from collections.abc import Iterator

from storybank.model import Bank, Principle, PrincipleTag, Story

Told = tuple[str, str, str | None, str | None, dict]


def has_text(text: str) -> bool:
    return any(not letter.isspace() for letter in text)


def that_count(bank: Bank) -> list[Story]:
    return [story for story in bank.stories if story.status in ("draft", "ready")]


def of_the_target(bank: Bank) -> list[Principle]:
    if not bank.target.principles:
        return list(bank.framework.principles)
    return [principle for principle in bank.framework.principles if principle.id in bank.target.principles]


def tags_of(story: Story, principle: str) -> list[PrincipleTag]:
    return [tag for tag in story.principles if tag.principle == principle]


def carries(story: Story, principle: str) -> bool:
    return len(tags_of(story, principle)) > 0


def at_the_bar(bank: Bank, story: Story, principle: str) -> bool:
    return any(tag.score is not None and tag.score >= bank.framework.bar for tag in tags_of(story, principle))


def dimensions_proven(bank: Bank, tag: PrincipleTag) -> tuple[int, int]:
    """How many of the principle's dimensions have evidence with text, and how many there are."""
    (principle,) = [one for one in bank.framework.principles if one.id == tag.principle]
    proven = 0
    for dimension in principle.dimensions:
        if any(evidence.dimension == dimension.id and has_text(evidence.text) for evidence in tag.evidence):
            proven += 1
    return proven, len(principle.dimensions)


def is_proven(bank: Bank, tag: PrincipleTag) -> bool:
    proven, dimensions = dimensions_proven(bank, tag)
    return proven >= dimensions / 2


def bank_size(bank: Bank) -> Iterator[Told]:
    count = len(that_count(bank))
    fewest, most = bank.framework.bank_size
    if count < fewest or count > most:
        yield "bank-size", "warning", None, None, {"count": count}


def principle_uncovered(bank: Bank) -> Iterator[Told]:
    for principle in of_the_target(bank):
        if not any(carries(story, principle.id) for story in that_count(bank)):
            yield "principle-uncovered", "error", None, principle.id, {}


def principle_below_bar(bank: Bank) -> Iterator[Told]:
    for principle in of_the_target(bank):
        tags = [tag for story in that_count(bank) for tag in tags_of(story, principle.id)]
        scores = [tag.score for tag in tags if tag.score is not None]
        if tags and not any(score >= bank.framework.bar for score in scores):
            yield "principle-below-bar", "error", None, principle.id, {"best": max(scores) if scores else None}


def principle_unproven(bank: Bank) -> Iterator[Told]:
    for principle in of_the_target(bank):
        holders = [story for story in that_count(bank) if at_the_bar(bank, story, principle.id)]
        if holders and all(not is_proven(bank, tags_of(story, principle.id)[0]) for story in holders):
            yield "principle-unproven", "error", None, principle.id, {}


def principle_secondary_only(bank: Bank) -> Iterator[Told]:
    for principle in of_the_target(bank):
        holders = [story for story in that_count(bank) if at_the_bar(bank, story, principle.id)]
        if holders and all(tags_of(story, principle.id)[0].rank != "primary" for story in holders):
            yield "principle-secondary-only", "info", None, principle.id, {}


def principle_no_backup(bank: Bank) -> Iterator[Told]:
    for principle in of_the_target(bank):
        holders = [story for story in that_count(bank) if at_the_bar(bank, story, principle.id)]
        if len(holders) == 1:
            yield "principle-no-backup", "warning", None, principle.id, {"story": holders[0].id}


def single_point_of_failure(bank: Bank) -> Iterator[Told]:
    for story in that_count(bank):
        alone = []
        for principle in of_the_target(bank):
            others = [other for other in that_count(bank) if other.id != story.id]
            if at_the_bar(bank, story, principle.id) and not any(at_the_bar(bank, o, principle.id) for o in others):
                alone.append(principle.id)
        if len(alone) >= 2:
            yield "single-point-of-failure", "warning", story.id, None, {"principles": tuple(alone)}


def missing_signal(bank: Bank) -> Iterator[Told]:
    for signal in bank.framework.signals:
        had = any(tag.signal == signal.id for story in that_count(bank) for tag in story.signals)
        if signal.need == "required" and not had:
            yield "missing-signal", "error", None, None, {"signal": signal.id}


def launch_only(bank: Bank) -> Iterator[Told]:
    depth = [signal.id for signal in bank.framework.signals if signal.need == "depth"]
    had = any(tag.signal in depth for story in that_count(bank) for tag in story.signals)
    if that_count(bank) and depth and not had:
        yield "launch-only", "warning", None, None, {}


def customer_tier_missing(bank: Bank) -> Iterator[Told]:
    for story in that_count(bank):
        for tier in ("primary", "secondary", "tertiary"):
            if not any(customer.tier == tier and has_text(customer.who) for customer in story.customers):
                yield "customer-tier-missing", "warning", story.id, None, {"tier": tier}


def no_trade_off(bank: Bank) -> Iterator[Told]:
    for story in that_count(bank):
        tiers = {customer.tier for customer in story.customers if has_text(customer.who)}
        if len(tiers) >= 2 and not has_text(story.trade_off):
            yield "no-trade-off", "warning", story.id, None, {}


def all_external(bank: Bank) -> Iterator[Told]:
    if that_count(bank) and all(not story.internal for story in that_count(bank)):
        yield "all-external", "error" if bank.target.internal else "warning", None, None, {}


def unproven_score(bank: Bank) -> Iterator[Told]:
    for story in that_count(bank):
        for tag in story.principles:
            if at_the_bar(bank, story, tag.principle) and not is_proven(bank, tag):
                proven, dimensions = dimensions_proven(bank, tag)
                detail = {"proven": proven, "dimensions": dimensions}
                yield "unproven-score", "warning", story.id, tag.principle, detail


def no_primary(bank: Bank) -> Iterator[Told]:
    for story in bank.stories:
        if story.status == "ready" and not any(tag.rank == "primary" for tag in story.principles):
            yield "no-primary", "warning", story.id, None, {}


def stands_in(claim: str, text: str) -> bool:
    """Whole words; case and runs of white space ignored. A word is a run of letters, digits and underscores."""
    claim, text = (" ".join(one.casefold().split()) for one in (claim, text))
    for at in range(len(text)):
        before, after = text[:at], text[at + len(claim) :]
        if text[at:].startswith(claim):
            cut_before = re.fullmatch(r"\w", before[-1:]) and re.fullmatch(r"\w", claim[0])
            cut_after = re.fullmatch(r"\w", after[:1]) and re.fullmatch(r"\w", claim[-1])
            if not cut_before and not cut_after:
                return True
    return False


def do_not_claim(bank: Bank) -> Iterator[Told]:
    for story in bank.stories:
        texts = [
            story.title,
            story.narrative,
            story.hook,
            story.opening,
            story.closing,
            *story.anchors,
            story.trade_off,
        ]
        for figure in story.figures:
            if story.status != "ready" or figure.confidence != "do-not-claim":
                continue
            if any(stands_in(figure.claim, text) for text in texts):
                yield "do-not-claim", "error", story.id, None, {"claim": figure.claim}


def no_spread(bank: Bank) -> Iterator[Told]:
    employers = [story.employer for story in that_count(bank) if has_text(story.employer)]
    if len(employers) >= 4 and len({employer.strip() for employer in employers}) == 1:
        yield "no-spread", "info", None, None, {"kind": "employer"}
    years = [story.period[:4] for story in that_count(bank) if re.match(r"[0-9]{4}(?![0-9])", story.period)]
    if len(years) >= 4 and len(set(years)) == 1:
        yield "no-spread", "info", None, None, {"kind": "year"}


RULES = {
    rule.__name__.replace("_", "-"): rule
    for rule in (
        bank_size, principle_uncovered, principle_below_bar, principle_unproven, principle_secondary_only, principle_no_backup,
        single_point_of_failure, missing_signal, launch_only, customer_tier_missing, no_trade_off, all_external, unproven_score,
        no_primary, do_not_claim, no_spread,
    )
}  # fmt: skip


def plain_gaps(bank: Bank) -> list[Told]:
    return [told for rule in RULES.values() for told in rule(bank)]


def waived_reason(bank: Bank, told: Told) -> str | None:
    """The reason of a waiver that names this gap: same rule, story and principle, and what its detail lists, if anything."""
    rule, _, story, principle, detail = told
    for waiver in bank.waivers:
        same = (waiver.rule, waiver.story, waiver.principle) == (rule, story, principle)
        if same and all(key in detail and detail[key] == wanted for key, wanted in waiver.detail.items()):
            return waiver.reason
    return None
