"""The foot of the matrix: what every sign means, whose rubric it is, and the titles that the sheet keeps but does not count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from storybank.analysis.coverage import Coverage
from storybank.model import TIERS, Bank
from storybank.reports.grid import KEPT_ON_PAGE, Place, letters
from storybank.reports.heading import rubric_text
from storybank.reports.setting import Line, Span, Style, bold, shape, wrap
from storybank.reports.sheet import Sheet
from storybank.texts import _, score_text

SMALL, SMALL_LEADING = Style(7.0, "grey"), 9.0
TIER_SHAPES = dict(zip(TIERS, "◆◇○", strict=True))
_DOT = Span("·", SMALL, tied=True)


@dataclass(frozen=True, slots=True)
class Foot:
    """The set lines: legend, rubric (at the right of the legend's last line), and the kept titles of the last page."""

    legend: list[Line]
    rubric: Line
    kept: list[Line]

    @classmethod
    def of(cls, bank: Bank, found: Coverage, width: float, places: Iterable[Place]) -> "Foot":
        """Set the foot in a width. `places` are columns whose heads may show a short label: the foot then has the full name."""
        legend = wrap(_legend(bank, found, places), width)
        rubric = wrap((Span(rubric_text(bank), SMALL),), width, 1)[0]
        if legend[-1].width + 24 + rubric.width > width:
            legend.append(Line((), 0.0))
        return cls(legend, rubric, _kept(bank, found, width))

    @property
    def height(self) -> float:
        """The height of legend and rubric with the space above them, in points."""
        return len(self.legend) * SMALL_LEADING + 8

    def draw(self, sheet: Sheet) -> None:
        """Draw legend and rubric at the bottom of the page."""
        y = sheet.bottom - (len(self.legend) - 1) * SMALL_LEADING - 1.5
        sheet.lines(self.legend, sheet.left, y, SMALL_LEADING)
        sheet.line(self.rubric, sheet.right - self.rubric.width, sheet.bottom - 1.5)


def _legend(bank: Bank, found: Coverage, places: Iterable[Place]) -> Sequence[Span]:
    tiers = {"primary": _("primary"), "secondary": _("secondary"), "tertiary": _("tertiary")}
    solid = _("solid: at or above the bar of {bar}").format(bar=score_text(bank.framework.bar))
    spans = [shape("◆", SMALL), Span(_("primary principle"), SMALL, tied=True), _DOT, Span(solid, SMALL), _DOT]
    spans += [Span(_("line: evidence proven"), SMALL), _DOT, Span(_("customers"), SMALL)]
    for tier in TIERS:
        spans += [shape(TIER_SHAPES[tier], SMALL), Span(tiers[tier], SMALL, tied=True)]
    named = [(letter, signal.name) for letter, signal in letters(bank.framework)]
    for letter, name in (*named, ("I", _("internal customer")), ("E", _("external customer"))):
        spans += [_DOT, Span(letter, bold(7.0, "grey")), Span(name, SMALL, tied=True)]
    spans += [_DOT, shape("▲", Style(7.0, "warning")), Span(_("can be vetoed"), SMALL, tied=True)]
    if any(not column.in_target for column in found.columns):
        spans += [_DOT, Span(_("grey columns: not asked in this loop"), SMALL)]
    for place in places:
        if place.head.legend:
            spans += [_DOT, Span(f"{place.column.principle.short} = {place.head.legend}", SMALL)]
    return spans


def _kept(bank: Bank, found: Coverage, width: float) -> list[Line]:
    """Name the stories that the sheet does not count, so that none is forgotten."""
    states = {"idea": _("idea"), "draft": _("draft"), "retired": _("retired"), "ready": _("ready")}
    shown = {story.id for story in found.stories}
    kept = [
        Span(_("{title} ({state})").format(title=story.title, state=states[story.status]), SMALL)
        for story in bank.stories
        if story.id not in shown
    ]
    if not kept:
        return []
    head = Span(_("Kept, not counted:"), bold(7.0, "grey"))
    lines = wrap([head, *(span for one in kept for span in (one, _DOT))][:-1], width)
    if len(lines) <= KEPT_ON_PAGE:
        return lines
    return [line for one in (head, *kept) for line in wrap((one,), width)]
