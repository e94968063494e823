"""Where in the window a gap is mended."""

from dataclasses import dataclass

from storybank.analysis.coverage import counted, coverage
from storybank.analysis.finding import Gap
from storybank.analysis.mending import Mend
from storybank.model import Bank


@dataclass(frozen=True, slots=True)
class Place:
    """A page, a story on it (or None) and a field of the story (or empty)."""

    page: str
    story: str | None
    field: str


def place_of(gap: Gap, bank: Bank) -> Place:
    """Return where a gap is mended: a field of its story, the story nearest to the bar, the page that shows the whole, or a new story."""
    if gap.story is not None:
        return Place("stories", gap.story, _field_of(gap))
    if gap.principle is not None:
        column = next((c for c in coverage(bank, bank.framework).columns if c.principle.id == gap.principle), None)
        if column is None or not column.cells:
            return Place("coverage", None, gap.principle)
        nearest = max(column.cells, key=lambda cell: cell.score or 0.0)
        return Place("stories", nearest.story.id, f"principles.{gap.principle}.evidence")
    too_few = gap.rule == "bank-size" and len(counted(bank)) < bank.framework.bank_size[0]
    if too_few or not bank.stories:
        return Place("new", None, "")
    return Place("stories", _shown_first(bank), _field_of_bank(gap))


def place_of_mend(mend: Mend, bank: Bank) -> Place:
    """Return where the next thing is done; a story that is still to be written has no id."""
    if mend.story is None:
        return Place("new", None, "")
    if mend.principle is not None:
        return Place("stories", mend.story, f"principles.{mend.principle}.evidence")
    return place_of(mend.removes[0], bank)


def _field_of(gap: Gap) -> str:
    if gap.rule == "customer-tier-missing":
        return f"customers.{gap.detail['tier']}"
    if gap.principle is not None:
        return f"principles.{gap.principle}.evidence"
    fields = {
        "no-trade-off": "trade_off",
        "no-primary": "principles.rank",
        "do-not-claim": "figures",
        "single-point-of-failure": "principles",
    }
    return fields.get(gap.rule, "title")


def _field_of_bank(gap: Gap) -> str:
    """Return the field that mends a gap of the whole bank, in whichever story it is filled."""
    if gap.rule in ("missing-signal", "launch-only"):
        return f"signals.{gap.detail.get('signal', '')}"
    return {"all-external": "internal", "no-spread": "employer"}.get(gap.rule, "")


def _shown_first(bank: Bank) -> str | None:
    return bank.stories[0].id if bank.stories else None
