"""Gap rules that look at one story at a time."""

import re
from collections.abc import Iterator

from storybank.analysis.finding import Gap, View, quoted
from storybank.analysis.rules_of_principles import missing_evidence
from storybank.model import TIERS, Story, Tier
from storybank.texts import _, score_text


def customer_tier_missing(view: View) -> Iterator[Gap]:
    """Warning: the story counts, and no customer with a name stands in the tier."""
    missing = {"primary": _("primary"), "secondary": _("secondary"), "tertiary": _("tertiary")}
    ask = {
        "primary": _("Name who buys it or builds on it."),
        "secondary": _("Name who has to run it."),
        "tertiary": _("Name who carries its cost further down: support, finance, a partner."),
    }
    for story in view.stories:
        for tier in TIERS:
            if not story.named_customers(tier):
                yield Gap(
                    "customer-tier-missing", "warning", story.id, None, {"tier": tier},
                    _("{story} names no {tier} customer.").format(story=quoted(story), tier=missing[tier]),
                    ask[tier],
                )  # fmt: skip


def no_trade_off(view: View) -> Iterator[Gap]:
    """Warning: the story counts, names customers in two tiers or more, and has no trade-off."""
    for story in view.stories:
        tiers: list[Tier] = [tier for tier in TIERS if story.named_customers(tier)]
        if len(tiers) >= 2 and not story.trade_off.strip():
            yield Gap(
                "no-trade-off", "warning", story.id, None, {},
                _("{story} names its customers but not the trade-off between them.").format(story=quoted(story)),
                _("Say in one sentence who paid for whose gain, and why that was right."),
            )  # fmt: skip


def unproven_score(view: View) -> Iterator[Gap]:
    """Warning: the story counts, a score is at or above the bar, and less than half of the dimensions have evidence."""
    for cell in view.coverage.cells.values():
        if cell.at_bar and not cell.is_proven:
            yield Gap(
                "unproven-score", "warning", cell.story.id, cell.principle.id, {"proven": cell.proven, "dimensions": cell.asked},
                _("{story} claims {score} for {principle} with evidence for {proven} of {asked} dimensions.").format(
                    story=quoted(cell.story), score=score_text(cell.score), principle=cell.principle.name, proven=cell.proven, asked=cell.asked
                ),
                missing_evidence(cell),
            )  # fmt: skip


def no_primary(view: View) -> Iterator[Gap]:
    """Warning: the story is ready and has no primary principle."""
    for story in view.stories:
        if story.status == "ready" and story.primary is None:
            yield Gap(
                "no-primary", "warning", story.id, None, {},
                _("{story} is ready, yet told for no principle first.").format(story=quoted(story)),
                _("Choose the principle that it shows best and make it the primary one."),
            )  # fmt: skip


def do_not_claim(view: View) -> Iterator[Gap]:
    """Error: the story is ready, and a figure that must not be claimed stands in what would be said aloud."""
    for story in view.stories:
        if story.status != "ready":
            continue
        for figure in story.figures:
            if figure.confidence != "do-not-claim":
                continue
            places = claimed_in(story, figure.claim)
            if places:
                yield Gap(
                    "do-not-claim", "error", story.id, None, {"claim": figure.claim},
                    _("{story} says “{claim}” in its {place}, and that is marked as not to be claimed.").format(
                        story=quoted(story), claim=figure.claim, place=places[0]
                    ),
                    _("Take the figure out of the text, or find the source that lets you claim it."),
                )  # fmt: skip


def claimed_in(story: Story, claim: str) -> list[str]:
    """Return the names of the story's spoken fields that hold a claim as whole words; case and runs of white space are ignored."""
    words = r"\s+".join(re.escape(word) for word in claim.casefold().split())
    if not words:
        return []
    pattern = re.compile(rf"(?<!\w){words}(?!\w)")
    fields = [
        (_("title"), story.title),
        (_("narrative"), story.narrative),
        (_("hook"), story.hook),
        (_("opening line"), story.opening),
        (_("closing line"), story.closing),
        *((_("anchors"), anchor) for anchor in story.anchors),
        (_("trade-off"), story.trade_off),
    ]
    return [name for name, text in fields if pattern.search(text.casefold())]
