"""The cheat sheet: exactly one page to hold in the hand, one entry per principle of the loop."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storybank.analysis.telling import tellings
from storybank.model import Bank
from storybank.reports.entry import ANCHORS, EVIDENCE, LEADING, ORDER, PADDING, TITLE_LEADING, Entry, Kind, entry
from storybank.reports.heading import count_text, date_text, rubric_text, target_note, target_text, under_title
from storybank.reports.setting import Span, Style, bold, shape, wrap
from storybank.reports.sheet import Options, Sheet
from storybank.texts import _, plural

_HEAD = 42.0
_LOOP, _SMALL, _SMALL_LEADING = Style(9.0, "grey"), Style(7.5, "grey"), 9.6
_FOOT = 3 * _SMALL_LEADING + 5
_GUTTER, _NAME_GAP = 22.0, 12.0
_AIRIEST = 16.0
"""Most that is added between two entries when the page has room."""

TITLES = frozenset({"title", "whole-title"})
Chosen = dict[int, frozenset[Kind]]


@dataclass(frozen=True, slots=True)
class _Fit:
    """What was chosen: entries (from the first), the kinds of each, how many stand in the first column."""

    entries: tuple[Entry, ...]
    chosen: Chosen
    split: int
    left_out: dict[str, int]


def cheatsheet_pdf(bank: Bank, options: Options) -> bytes:
    """Return the PDF: one page always. What does not fit is given up from the least important on, and the foot says what."""
    sheet = Sheet(options, landscape=options.landscape, title=_("Cheat sheet: {bank}").format(bank=bank.title))
    width = sheet.right - sheet.left
    columns = 2 if options.landscape else 1
    column = (width - _GUTTER * (columns - 1)) / columns
    name = 98.0 if columns == 2 else 124.0
    found = tellings(bank, bank.framework, ready_only=options.ready_only)
    entries = [entry(one, name, column - name - _NAME_GAP, ready_only=options.ready_only) for one in found]
    room = sheet.bottom - sheet.top - _HEAD - _FOOT
    fit = _fit(entries, room, columns)
    _head(sheet, bank, options)
    _entries(sheet, fit, column, name, room)
    _foot(sheet, bank, fit)
    return sheet.finish()


def _fit(entries: Sequence[Entry], room: float, columns: int) -> _Fit:
    """Choose kind by kind, the most important first; after the first kind that does not fit whole, nothing lesser comes in.

    What an entry leaves out of a story whose text stands elsewhere is not counted.
    """
    kept = list(entries)
    while kept and _split([one.height(frozenset()) for one in kept], columns)[1] > room:
        kept.pop()
    chosen: Chosen = {index: frozenset() for index in range(len(kept))}
    heights = [one.height(frozenset()) for one in kept]
    left_out = {"principle": len(entries) - len(kept)}
    full_since: Kind | None = "title" if left_out["principle"] else None
    for kind, index in _order(kept):
        wanted: frozenset[Kind] = chosen[index].union((kind,))
        others = [*heights[:index], kept[index].height(wanted), *heights[index + 1 :]]
        if full_since in {None, kind} and _split(others, columns)[1] <= room:
            chosen[index], heights = wanted, others
        elif kind not in TITLES and not (kind == "figure" and kept[index].telling.elsewhere is not None):
            full_since = full_since or kind
            left_out[kind] = left_out.get(kind, 0) + 1
        else:
            full_since = full_since or kind
    left_out["title"] = sum(one.title_is_cut(chosen[index]) for index, one in enumerate(kept))
    return _Fit(tuple(kept), chosen, _split(heights, columns)[0], left_out)


def _order(entries: Sequence[Entry]) -> Iterator[tuple[Kind, int]]:
    """Yield what could be said, the most important first, and within a kind from the top down."""
    for kind, tellings_of in ORDER:
        for index, one in enumerate(entries):
            if (one.telling.elsewhere is not None) in tellings_of and (kind in TITLES or kind in one.texts):
                yield kind, index


def _split(heights: Sequence[float], columns: int) -> tuple[int, float]:
    """Return how many entries stand in the first column, and the height of the higher column."""
    padded = [height + PADDING for height in heights]
    if columns == 1:
        return len(padded), sum(padded)
    total, above = sum(padded), 0.0
    best = (0, total)
    for count, height in enumerate(padded, 1):
        above += height
        best = min(best, (count, max(above, total - above)), key=lambda pair: pair[1])
    return best


def _head(sheet: Sheet, bank: Bank, options: Options) -> None:
    width = sheet.right - sheet.left
    sheet.text(bank.title if bank.title.strip() else _("Cheat sheet"), sheet.left, sheet.top + 14, bold(17), width)
    parts = (
        target_text(bank),
        date_text(bank, options.today),
        count_text(bank, ready_only=options.ready_only),
        target_note(bank),
    )
    sheet.text(under_title(_LOOP, width, *parts), sheet.left, sheet.top + 28, _LOOP, width)


def _entries(sheet: Sheet, fit: _Fit, column: float, name: float, room: float) -> None:
    """Draw the entries; the room that is left goes between them."""
    x = sheet.left
    for first, last in ((0, fit.split), (fit.split, len(fit.entries))):
        set_lines = [fit.entries[index].lines(fit.chosen[index]) for index in range(first, last)]
        heights = [fit.entries[index].height(fit.chosen[index]) for index in range(first, last)]
        if not heights:
            continue
        air = PADDING + max(0.0, min(_AIRIEST, (room - sum(heights)) / len(heights) - PADDING))
        y = sheet.top + _HEAD
        sheet.rule(x, y, column, "rule")
        for index, (title, body), height in zip(range(first, last), set_lines, heights, strict=True):
            top = y + air / 2
            sheet.lines(fit.entries[index].side(fit.chosen[index]), x, top + 9.6, LEADING)
            at = sheet.lines(title, x + name + _NAME_GAP, top + 9.6, TITLE_LEADING)
            sheet.lines(body, x + name + _NAME_GAP, at - TITLE_LEADING + 12.0, LEADING)
            y += height + air
            sheet.rule(x, y, column)
        x += column + _GUTTER
    if not fit.entries:
        sheet.text(
            _("The framework holds no principle yet: there is nothing to be asked for."),
            sheet.left,
            sheet.top + _HEAD + 14,
            Style(9.0),
        )


def _foot(sheet: Sheet, bank: Bank, fit: _Fit) -> None:
    width = sheet.right - sheet.left
    legend = [
        shape("◆", _SMALL), Span(_("told for it first"), _SMALL, tied=True), Span("·", _SMALL, tied=True),
        shape("◇", _SMALL), Span(_("second"), _SMALL, tied=True), Span("·", _SMALL, tied=True),
        Span(_("(again): told before"), _SMALL), Span("·", _SMALL, tied=True), Span(_("~ estimate"), _SMALL),
    ]  # fmt: skip
    rubric = wrap((Span(rubric_text(bank), _SMALL),), width, 1)[0]
    signs = wrap(legend, width, 1)[0]
    y = sheet.bottom - 2
    sheet.line(rubric, sheet.right - rubric.width, y)
    if signs.width + rubric.width + 16 > width:
        y -= _SMALL_LEADING
    sheet.line(signs, sheet.left, y)
    for line in reversed(wrap(_left_out(fit), width, 2)):
        y -= _SMALL_LEADING
        sheet.line(line, sheet.left, y)


def _left_out(fit: _Fit) -> list[Span]:
    """Say what the page had no room for, the least important first."""
    anchors = sum(fit.left_out.get(kind, 0) for kind in ANCHORS)
    answers = sum(fit.left_out.get(kind, 0) for kind in EVIDENCE)
    left_out = {**fit.left_out, "anchor": anchors, "evidence": answers}
    words = {
        "closing": plural("{count} closing line", "{count} closing lines", fit.left_out.get("closing", 0)),
        "opening": plural("{count} opening line", "{count} opening lines", fit.left_out.get("opening", 0)),
        "evidence": plural("{count} answer", "{count} answers", answers),
        "trade-off": plural("{count} trade-off", "{count} trade-offs", fit.left_out.get("trade-off", 0)),
        "hook": plural("{count} hook", "{count} hooks", fit.left_out.get("hook", 0)),
        "angle": plural("{count} angle", "{count} angles", fit.left_out.get("angle", 0)),
        "anchor": plural("{count} anchor", "{count} anchors", anchors),
        "backup": plural("{count} backup", "{count} backups", fit.left_out.get("backup", 0)),
        "figure": plural("{count} figure", "{count} figures", fit.left_out.get("figure", 0)),
        "title": plural("the end of {count} title", "the ends of {count} titles", fit.left_out.get("title", 0)),
        "principle": plural("{count} principle", "{count} principles", fit.left_out.get("principle", 0)),
    }  # fmt: skip
    parts = [text.format(count=left_out[kind]) for kind, text in words.items() if left_out.get(kind)]
    return (
        [Span(_("Left out, from the least important on: {parts}").format(parts=", ".join(parts)), _SMALL)]
        if parts
        else []
    )
