"""What a search looks into: every text of a story, of the loop and of what was waived, each with its field and its name in words."""

from collections.abc import Iterator
from typing import NamedTuple

from storybank.analysis.folding import folded
from storybank.model import Bank, Framework, Story, Tier
from storybank.texts import _

LOOP, WAIVED = "loop", "waived"
"""The fields of what belongs to no story; a waiver's is followed by its number in the bank."""
_WEIGHTS = ("title", "hook", "tags", "employer", "role", "period", "scale", "anchors", "opening", "closing", "figures", "trade_off",
            "principles", "signals", "customers", "evidence", "narrative")  # fmt: skip
WEIGHTS = {name: weight for weight, name in enumerate(_WEIGHTS)}
"""What is shown first of a story: the lower, the sooner."""


class Searchable(NamedTuple):
    """One text: the field to go to (named as the editor names it), its name in words, how soon it is shown, the text and how it is compared."""

    field: str
    heading: tuple[str, ...]
    weight: int
    text: str
    alike: str


class Headings:
    """How the fields are called, made once per framework."""

    def __init__(self, framework: Framework) -> None:
        self.plain = _plain()
        self.customers = _of_customers()
        self.figures = {
            "claim": (_("Figure"),),
            "baseline": (_("Figure"), _("baseline")),
            "source": (_("Figure"), _("source")),
        }
        self.principle, self.signal = (_("Principle"),), (_("Signal"),)
        self.principles = {p.id: p.name for p in framework.principles}
        self.signals = {s.id: s.name for s in framework.signals}
        self.notes = {s.id: (_("Signal note"), s.name) for s in framework.signals}
        self.angles = {p.id: (_("Angle for {principle}").format(principle=p.name),) for p in framework.principles}
        self.evidence = {
            (p.id, d.id): (_("Evidence for {principle}").format(principle=p.name), d.question)
            for p in framework.principles
            for d in p.dimensions
        }


def texts_of(story: Story, names: Headings) -> tuple[Searchable, ...]:
    """Return every text of a story that is not blank, those that are shown first before the others."""
    found = [_made(*one) for one in _raw(story, names) if one[3].strip()]
    found.sort(key=lambda one: one.weight)
    return tuple(found)


def texts_of_loop(bank: Bank) -> tuple[Searchable, ...]:
    """Return the texts of the loop, confidential terms and what stands for them among these."""
    target = bank.target
    own = (
        (_("Bank’s title"), bank.title),
        (_("Company"), target.company),
        (_("Role"), target.role),
        (_("Level"), target.level),
        (_("Service"), target.service),
        (_("Date"), target.loop_date),
    )
    terms = ((_("Confidential term"), alias.term) for alias in bank.aliases)
    instead = ((_("Stands for a confidential term"), alias.alias) for alias in bank.aliases)
    return tuple(_made(LOOP, (name,), 0, text) for name, text in (*own, *terms, *instead) if text.strip())


def texts_of_waivers(bank: Bank) -> tuple[tuple[Searchable, ...], ...]:
    """Return the reason of each waiver, apart from each other: what is looked for has to stand in one of them."""
    heading = (_("Reason"),)
    made = (_made(f"{WAIVED}.{n}", heading, 0, waiver.reason) for n, waiver in enumerate(bank.waivers))
    return tuple((one,) for one in made if one.text.strip())


def _made(field: str, heading: tuple[str, ...], weight: int, text: str) -> Searchable:
    return Searchable(field, heading, weight, text, folded(text))


_Raw = tuple[str, tuple[str, ...], int, str]


def _raw(story: Story, names: Headings) -> Iterator[_Raw]:
    for field, heading in names.plain.items():
        if field not in ("tags", "anchors"):
            yield field, heading, WEIGHTS[field], getattr(story, field)
    for tag in story.tags:
        yield "tags", names.plain["tags"], WEIGHTS["tags"], tag
    for number, anchor in enumerate(story.anchors):
        yield f"anchors.{number}", names.plain["anchors"], WEIGHTS["anchors"], anchor
    for figure in story.figures:
        for part, heading in names.figures.items():
            yield "figures", heading, WEIGHTS["figures"], getattr(figure, part)
    for customer in story.customers:
        for part in ("who", "gain", "cost"):
            heading = names.customers[customer.tier, part]
            yield f"customers.{customer.tier}", heading, WEIGHTS["customers"], getattr(customer, part)
    yield from _of_principles(story, names)
    for tag in story.signals:
        field = f"signals.{tag.signal}"
        yield field, names.signal, WEIGHTS["signals"], names.signals.get(tag.signal, "")
        yield field, names.notes.get(tag.signal, names.signal), WEIGHTS["signals"], tag.note


def _of_principles(story: Story, names: Headings) -> Iterator[_Raw]:
    for tag in story.principles:
        field, weight = f"principles.{tag.principle}", WEIGHTS["principles"]
        yield field, names.principle, weight, names.principles.get(tag.principle, "")
        yield f"{field}.angle", names.angles.get(tag.principle, names.principle), weight, tag.angle
        for proof in tag.evidence:
            heading = names.evidence.get((tag.principle, proof.dimension), names.principle)
            yield f"{field}.evidence.{proof.dimension}", heading, WEIGHTS["evidence"], proof.text


def _plain() -> dict[str, tuple[str, ...]]:
    """Return the names of the fields that hold one text or a list of them."""
    return {
        "title": (_("Title"),),
        "hook": (_("Hook"),),
        "tags": (_("Tag"),),
        "employer": (_("Employer"),),
        "role": (_("Role"),),
        "period": (_("Period"),),
        "scale": (_("Scale"),),
        "anchors": (_("Anchor"),),
        "opening": (_("Opening line"),),
        "closing": (_("Closing line"),),
        "trade_off": (_("Trade-off"),),
        "narrative": (_("Narrative"),),
    }


def _of_customers() -> dict[tuple[Tier, str], tuple[str, ...]]:
    tiers: dict[Tier, str] = {
        "primary": _("Primary customer"),
        "secondary": _("Secondary customer"),
        "tertiary": _("Tertiary customer"),
    }
    parts = {"who": (), "gain": (_("gain"),), "cost": (_("cost"),)}
    return {(tier, part): (name, *more) for tier, name in tiers.items() for part, more in parts.items()}
