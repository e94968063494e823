"""The ranked gaps as columns of a sheet: as many as fit, what is left is counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storybank.analysis.finding import Gap
from storybank.reports.setting import Line, Span, Style, bold, wrap
from storybank.reports.sheet import Sheet
from storybank.texts import _, later, plural

GROUPS: Mapping[str, tuple[str, ...]] = {
    later("Can be vetoed"): ("principle-uncovered", "principle-below-bar", "principle-unproven"),
    later("Missing in the bank"): ("missing-signal", "all-external", "launch-only", "bank-size", "no-spread"),
    later("If one story is used up"): ("single-point-of-failure", "principle-no-backup", "principle-secondary-only"),
    later("In single stories"): (
        "do-not-claim",
        "unproven-score",
        "customer-tier-missing",
        "no-trade-off",
        "no-primary",
    ),
}
_SHAPES = {"error": "▲", "warning": "△", "info": "•"}
_LEADING, _AFTER, _HEAD, _GUTTER, _INDENT = 9.3, 3.2, 13.0, 20.0, 9.5
_MESSAGE, _REMEDY = Style(7.4), Style(7.4, "grey")
_LONGEST = 5
"""Lines of one message at most: titles in it may be long."""


@dataclass(frozen=True, slots=True)
class Item:
    """One gap, set."""

    severity: str
    message: list[Line]
    remedy: list[Line]

    def height(self, *, remedy: bool) -> float:
        """Return the height with or without its remedy."""
        return _LEADING * (len(self.message) + len(self.remedy) * remedy) + _AFTER


@dataclass(frozen=True, slots=True)
class GapList:
    """The open gaps in columns of `width` points."""

    columns: tuple[tuple[str, tuple[Item, ...]], ...]
    width: float

    @classmethod
    def of(cls, found: Sequence[Gap], width: float) -> "GapList":
        """Set the open gaps in as many columns as there are groups, side by side in a width."""
        column = (width - _GUTTER * (len(GROUPS) - 1)) / len(GROUPS)
        return cls(tuple((head, _items(found, rules, column)) for head, rules in GROUPS.items()), column)

    def height(self, *, remedies: bool) -> float:
        """Return the height that all of them need, with or without the remedies."""
        tallest = max(sum(item.height(remedy=remedies) for item in items) for _head, items in self.columns)
        return _HEAD + max(tallest, _LEADING)

    def draw(self, sheet: Sheet, x: float, y: float, height: float) -> None:
        """Draw what fits into a height, from its upper left corner on."""
        for head, items in self.columns:
            sheet.text(_(head), x, y + 7, bold(8.4))
            self._column(sheet, items, x, y + _HEAD, height - _HEAD)
            x += self.width + _GUTTER

    def _column(self, sheet: Sheet, items: tuple[Item, ...], x: float, y: float, height: float) -> None:
        y += 7
        if not items:
            sheet.text(_("Nothing."), x, y, _REMEDY)
            return
        shown, remedies = _fitting(items, height)
        for number, item in enumerate(items[:shown]):
            sheet.shape(_SHAPES[item.severity], x + 3, y - 2.6, 7.2, "warning" if item.severity == "error" else "ink")
            y = sheet.lines(item.message, x + _INDENT, y, _LEADING)
            if number in remedies:
                y = sheet.lines(item.remedy, x + _INDENT, y, _LEADING)
            y += _AFTER
        if shown < len(items):
            rest = len(items) - shown
            more = (
                plural("and {count} more", "and {count} more", rest)
                if shown
                else plural("{count} gap", "{count} gaps", rest)
            )
            sheet.text(more.format(count=rest), x + _INDENT, y, _REMEDY)


def _items(found: Sequence[Gap], rules: tuple[str, ...], width: float) -> tuple[Item, ...]:
    return tuple(
        Item(
            gap.severity,
            wrap((Span(gap.message, _MESSAGE),), width - _INDENT, _LONGEST),
            wrap((Span(gap.remedy, _REMEDY),), width - _INDENT, _LONGEST),
        )
        for gap in found
        if gap.rule in rules and gap.is_open
    )


def _fitting(items: tuple[Item, ...], height: float) -> tuple[int, set[int]]:
    """Return how many messages fit, and which of them have room for their remedy too (none while a message is left out)."""
    used, shown = 0.0, 0
    for item in items:
        more = _LEADING if shown + 1 < len(items) else 0.0
        if used + item.height(remedy=False) + more > height + _AFTER:
            return shown, set()
        used += item.height(remedy=False)
        shown += 1
    remedies = set()
    for number, item in enumerate(items):
        more = len(item.remedy) * _LEADING
        if used + more <= height + _AFTER:
            used += more
            remedies.add(number)
    return shown, remedies
