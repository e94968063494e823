"""The next things to do: which mending removes most exposure for least work.

A mend is tried on the bank itself: the edit it asks for is made on a copy and the gap rules are asked again, so what it promises to remove is what
the rules would then no longer find. The work is an estimate in sentences to write; the weights say that one error outweighs many warnings.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from storybank.analysis.coverage import Cell, Column, Coverage, make_cell
from storybank.analysis.finding import Gap, Severity
from storybank.analysis.gaps import gaps
from storybank.analysis.rules_of_principles import next_step
from storybank.analysis.trying import Key, Trial, key_of
from storybank.model import TIERS, Bank, Customer, Evidence, Framework, PrincipleTag, Rank, SignalTag, Story, Tier
from storybank.texts import _, listed, plural, score_text

WEIGHTS: dict[Severity, float] = {"error": 8.0, "warning": 1.0, "info": 0.25}
_SENTENCES_OF_A_STORY = 10
_TRIED_AT_MOST = 24
_NEW = "\n new story"  # no id of a real story: an id typed by a person holds no line break


@dataclass(frozen=True, slots=True)
class Mend:
    """One thing to do. `story` and `principle` say where (None: a new story); `removes` are the gaps that would go, `work` the sentences to write."""

    what: str
    story: str | None
    principle: str | None
    work: int
    removes: tuple[Gap, ...]

    @property
    def gain(self) -> float:
        """The weight of what it removes."""
        return sum(WEIGHTS[gap.severity] for gap in self.removes)

    @property
    def why(self) -> str:
        """What it removes, and for how much work, in words."""
        errors = sum(gap.severity == "error" for gap in self.removes)
        others = len(self.removes) - errors
        parts = []
        if errors:
            parts.append(plural("{n} error", "{n} errors", errors).format(n=errors))
        if others:
            parts.append(plural("{n} lesser gap", "{n} lesser gaps", others).format(n=others))
        work = (
            _("a new story")
            if self.story is None
            else plural("about {n} sentence", "about {n} sentences", self.work).format(n=self.work)
        )
        return _("Removes {gaps} for {work}.").format(gaps=_(" and ").join(parts), work=work)


@dataclass(frozen=True, slots=True)
class _Idea:
    what: str
    story: str | None
    principle: str | None
    work: int
    edited: Story


def next_things(
    bank: Bank,
    framework: Framework,
    *,
    ready_only: bool = False,
    most: int = 3,
    found: tuple[Gap, ...] | None = None,
) -> tuple[Mend, ...]:
    """Return up to `most` mends, the best ratio of exposure removed to work first, none of which mends only what another one does.

    `found` are the bank's gaps, for who has them already.
    """
    found = gaps(bank, framework, ready_only=ready_only) if found is None else found
    now = [gap for gap in found if gap.is_open]
    trial = Trial(bank, framework, found, ready_only=ready_only)
    mends: list[Mend] = []
    for idea in dict.fromkeys(_ideas(bank, framework, now, trial.view.coverage)):
        removed = trial.removed(idea.edited)
        if removed:
            mends.append(Mend(idea.what, idea.story, idea.principle, idea.work, removed))
    mends.sort(key=lambda mend: -mend.gain / mend.work)
    chosen: list[Mend] = []
    done: set[Key] = set()
    for mend in mends:
        keys = {key_of(gap) for gap in mend.removes}
        if len(chosen) < most and not keys & done:
            chosen.append(mend)
            done |= keys
    return tuple(chosen)


def _ideas(bank: Bank, framework: Framework, now: list[Gap], matrix: Coverage) -> Iterator[_Idea]:
    columns = {column.principle.id: column for column in matrix.columns}
    found = now[:_TRIED_AT_MOST]
    for gap in found:
        story = bank.story(gap.story) if gap.story else None
        if gap.rule in ("principle-below-bar", "principle-unproven", "principle-no-backup") and gap.principle:
            yield from _to_the_bar(framework, columns[gap.principle], gap.rule)
        elif gap.rule == "unproven-score" and story and gap.principle:
            yield _prove(framework, story, gap.principle)
        elif gap.rule in ("customer-tier-missing", "no-trade-off") and story:
            yield _complete_customers(bank, story, now)
        elif gap.rule == "do-not-claim" and story:
            kept = tuple(figure for figure in story.figures if figure.claim != gap.detail["claim"])
            yield _Idea(f"{gap.message} {gap.remedy}", story.id, None, 1, replace(story, figures=kept))
        elif gap.rule == "no-primary" and story and story.principles:
            best = max(story.principles, key=lambda tag: tag.score or 0.0)
            tags = tuple(replace(tag, rank="primary") if tag is best else tag for tag in story.principles)
            yield _Idea(f"{gap.message} {gap.remedy}", story.id, None, 1, replace(story, principles=tags))
    if any(
        gap.rule in ("principle-uncovered", "missing-signal", "all-external", "launch-only", "bank-size")
        for gap in found
    ):
        yield _new_story(bank, framework, found)


def _to_the_bar(framework: Framework, column: Column, rule: str) -> Iterator[_Idea]:
    """Raise the story that is nearest to the bar, but does not hold it yet (for a backup) or holds it without proof."""
    open_cells = [cell for cell in column.cells if not (cell.at_bar and cell.is_proven)]
    if rule == "principle-no-backup":
        open_cells = [cell for cell in open_cells if not cell.at_bar]
    if not open_cells:
        return
    cell = max(open_cells, key=lambda cell: ((cell.score or 0.0), cell.proven))
    yield _Idea(*_raise_words(cell, framework.bar), _raised(cell, framework.bar))


def _raise_words(cell: Cell, bar: float) -> tuple[str, str, str, int]:
    missing = max(0, (cell.asked + 1) // 2 - cell.proven)
    steps = max(0, round(2 * (bar - (cell.score or 1.0))))
    if steps:
        what = _("Bring {principle} in “{title}” from {score} to {bar}: {next_step}").format(
            principle=cell.principle.name,
            title=cell.story.title,
            score=score_text(cell.score),
            bar=score_text(bar),
            next_step=next_step(cell),
        )
        what += " " + _("Then score it again, honestly.")
    else:
        what = _("Prove {principle} in “{title}”: {next_step}").format(
            principle=cell.principle.name, title=cell.story.title, next_step=next_step(cell)
        )
    return what, cell.story.id, cell.principle.id, max(1, 2 * steps + missing)


def _raised(cell: Cell, bar: float) -> Story:
    answers = tuple(Evidence(dimension=dimension.id, text="…") for dimension in cell.principle.dimensions)
    tag = replace(cell.tag, score=max(bar, cell.score or 0.0), evidence=answers)
    return replace(
        cell.story, principles=tuple(tag if old.principle == tag.principle else old for old in cell.story.principles)
    )


def _prove(framework: Framework, story: Story, principle_id: str) -> _Idea:
    tag, principle = story.tag(principle_id), framework.principle(principle_id)
    assert tag is not None  # noqa: S101  # the gap was found on this tag
    assert principle is not None  # noqa: S101
    cell = make_cell(story, tag, principle, framework.bar)
    return _Idea(*_raise_words(cell, framework.bar), _raised(cell, framework.bar))


def _complete_customers(bank: Bank, story: Story, now: list[Gap]) -> _Idea:
    """Name the customers that are missed, and the trade-off between them. What is waived is not asked for."""
    own = [gap for gap in now if gap.story == story.id]
    missing: list[Tier] = [tier for tier in TIERS if any(gap.detail.get("tier") == tier for gap in own)]
    accepted = any(waiver.rule == "no-trade-off" and waiver.story == story.id for waiver in bank.waivers)
    untold = not story.trade_off.strip() and not accepted
    added = tuple(Customer(tier=tier, who="…", gain="", cost="") for tier in missing)
    edited = replace(story, customers=(*story.customers, *added), trade_off="…" if untold else story.trade_off)
    what = _customer_words(story, missing, untold=untold)
    return _Idea(what, story.id, None, len(missing) + untold, edited)


def _customer_words(story: Story, missing: list[Tier], *, untold: bool) -> str:
    words = {"primary": _("primary"), "secondary": _("secondary"), "tertiary": _("tertiary")}
    if not missing:
        return _("Say in “{title}” who paid for whose gain.").format(title=story.title)
    what = plural(
        "Name the {tiers} customer of “{title}”, and what the decision cost them.",
        "Name the {tiers} customers of “{title}”, and what the decision cost them.",
        len(missing),
    ).format(tiers=listed([words[tier] for tier in missing]), title=story.title)
    return what + " " + _("Say who paid for whose gain.") if untold else what


def _new_story(bank: Bank, framework: Framework, found: list[Gap]) -> _Idea:
    """One story that would close what only a story can: two uncovered principles at most, and one missing signal – nobody's life fits all of them."""
    uncovered = [gap.principle for gap in found if gap.rule == "principle-uncovered" and gap.principle][:2]
    signals = [str(gap.detail["signal"]) for gap in found if gap.rule == "missing-signal"][:1]
    if not signals and any(gap.rule == "launch-only" for gap in found):
        signals = [framework.signals_needed("depth")[0].id]
    tags = []
    for place, principle_id in enumerate(uncovered):
        principle = framework.principle(principle_id)
        answers = tuple(Evidence(dimension=d.id, text="…") for d in principle.dimensions) if principle else ()
        rank: Rank = "secondary" if place else "primary"
        tags.append(PrincipleTag(principle=principle_id, rank=rank, score=framework.bar, angle="", evidence=answers))
    internal = any(gap.rule == "all-external" for gap in found) or (bank.target.internal and not bank.stories)
    story = replace(
        Story.blank(_NEW, "…"),
        status="ready",
        internal=internal,
        trade_off="…",
        customers=tuple(Customer(tier=tier, who="…", gain="", cost="") for tier in TIERS),
        principles=tuple(tags),
        signals=tuple(SignalTag(signal=signal, note="") for signal in signals),
    )
    return _Idea(
        _new_story_words(framework, uncovered, signals, internal=internal),
        None,
        None,
        _SENTENCES_OF_A_STORY,
        story,
    )


def _new_story_words(framework: Framework, principles: list[str], signals: list[str], *, internal: bool) -> str:
    asks = [p.name for p in framework.principles if p.id in principles]
    asks += [_("the signal “{signal}”").format(signal=s.name) for s in framework.signals if s.id in signals]
    if internal:
        asks.append(_("a customer inside the company"))
    if not asks:
        return _("Write one more story.")
    return _("Write or find one story with {asks}.").format(asks=", ".join(asks))
