"""One principle's entry on the cheat sheet: what it can say, in which order that is given up, and how high it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from storybank.analysis.rules_of_stories import claimed_in
from storybank.analysis.telling import Telling
from storybank.model import Figure, Story
from storybank.reports.setting import Line, Span, Style, bold, shape, with_tail, wrap
from storybank.texts import _, score_text

Kind = Literal[
    "title", "whole-title", "figure", "anchor-1", "anchor-2", "anchor-3", "anchor-4", "anchor-5",
    "backup", "angle", "hook", "trade-off", "opening", "closing",
]  # fmt: skip
ANCHORS: tuple[Kind, ...] = ("anchor-1", "anchor-2", "anchor-3", "anchor-4", "anchor-5")
FIRST, AGAIN = frozenset({False}), frozenset({True})
ORDER: tuple[tuple[Kind, frozenset[bool]], ...] = (
    ("title", FIRST | AGAIN), ("figure", FIRST), ("angle", AGAIN), ("anchor-1", FIRST), ("backup", FIRST | AGAIN), ("hook", FIRST),
    ("anchor-2", FIRST), ("anchor-3", FIRST), ("anchor-4", FIRST), ("anchor-5", FIRST), ("angle", FIRST), ("trade-off", FIRST),
    ("opening", FIRST), ("closing", FIRST), ("figure", AGAIN),
)  # fmt: skip
"""What an entry may say, the most important first, for a story told the first time or again: the sheet gives up from the end.

The told story's name and score always stay; most texts of a story told again stand above already.
"""
GROUPS: tuple[tuple[Kind, ...], ...] = (
    ("figure", "hook", *ANCHORS, "trade-off", "angle"),
    ("backup",),
    ("opening",),
    ("closing",),
)
"""What runs on in one paragraph, from top to bottom."""

TITLE, BODY, LEADING, TITLE_LEADING = 10.5, 9.0, 11.3, 12.8
PADDING = 8.0
_BODY, _QUIET, _STRONG = Style(BODY), Style(BODY, "grey"), bold(BODY)
_FIGURE = 170
_WHOLE: tuple[Kind] = ("whole-title",)
_ENDS = (".", "!", "?", "…", "”", "。")


@dataclass(frozen=True, slots=True)
class Entry:
    """A principle with all that could be said. `texts` has the spans of each kind that is there."""

    telling: Telling
    name: list[Line]
    head: Span
    tail: tuple[Span, ...]
    texts: Mapping[Kind, tuple[Span, ...]]
    width: float

    def lines(self, kinds: frozenset[Kind]) -> tuple[list[Line], list[Line]]:
        """Set the entry with the kinds chosen: the lines of the title, and those below it."""
        title = with_tail(
            (self.head,), self.tail, self.width, 4 if "whole-title" in kinds else 2 if "title" in kinds else 1
        )
        body: list[Line] = []
        for group in GROUPS:
            spans = _run_on([self.texts[kind] for kind in group if kind in kinds and kind in self.texts])
            body += wrap(spans, self.width) if spans else []
        if self.telling.told is None:
            body = wrap(_needed(self.telling), self.width, 3 if "title" in kinds else 1)
        return title, body

    def height(self, kinds: frozenset[Kind]) -> float:
        """Return the height in points, without padding."""
        title, body = self.lines(kinds)
        return max(len(title) * TITLE_LEADING + len(body) * LEADING, len(self.name) * LEADING + 1.5)

    def title_is_cut(self, kinds: frozenset[Kind]) -> bool:
        """Say whether the title ends in “…”, though it could stand whole on more lines."""
        return len(self.lines(kinds)[0]) < len(self.lines(kinds.union(_WHOLE))[0])


def entry(telling: Telling, name_width: float, width: float) -> Entry:
    """Return the entry of one principle, its body as wide as given in points."""
    name = wrap((Span(telling.principle.name, bold(9.4)),), name_width, 4)
    cell = telling.told
    if cell is None:
        return Entry(telling, name, Span(_("No story yet"), bold(TITLE, "warning")), (), {}, width)
    tail = [Span(score_text(cell.score), bold(TITLE, "accent" if cell.at_bar else "warning"))]
    tail.append(shape("◆" if cell.is_primary else "◇", Style(BODY, "accent")))
    if telling.repeat:
        tail.append(Span(_("(again)"), _QUIET))
    marks = [] if cell.at_bar else [_("Not scored yet") if cell.score is None else _("Under the bar")]
    marks += [_("a draft") if marks else _("A draft")] if cell.story.status == "draft" else []
    if marks:
        tail.append(Span(", ".join(marks), Style(BODY, "warning" if not cell.at_bar else "grey")))
    return Entry(telling, name, Span(cell.story.title, bold(TITLE)), tuple(tail), _texts(telling), width)


def _texts(telling: Telling) -> dict[Kind, tuple[Span, ...]]:
    cell = telling.told
    if cell is None:
        return {}
    story = cell.story
    anchors = [anchor for anchor in story.anchors if anchor.strip() and may_say(story, anchor)]
    texts: dict[Kind, tuple[Span, ...]] = {
        "hook": _said(story, story.hook, story.hook),
        "trade-off": _said(story, story.trade_off, story.trade_off, _("Trade-off:")),
        "angle": _said(story, cell.tag.angle, cell.tag.angle, _("Angle:")),
        "opening": _said(story, story.opening, _("“{text}”").format(text=story.opening.strip()), _("Begin:")),
        "closing": _said(story, story.closing, _("“{text}”").format(text=story.closing.strip()), _("End:")),
    }
    texts |= {kind: (Span(_glance(anchor, 120), _BODY),) for kind, anchor in zip(ANCHORS, anchors, strict=False)}
    figure = next((one for one in story.figures if claimable(story, one)), None)
    if figure is not None:
        texts["figure"] = (Span(_figure_text(story, figure), _STRONG),)
    if telling.backup is not None:
        second = telling.backup
        texts["backup"] = (
            Span(_("Backup: {title}").format(title=second.story.title), _QUIET),
            Span(score_text(second.score), bold(BODY, "grey")),
            *(
                []
                if second.at_bar
                else [Span(_("not scored yet") if second.score is None else _("under the bar"), Style(BODY, "warning"))]
            ),
        )
    return {kind: spans for kind, spans in texts.items() if spans}


def may_say(story: Story, text: str) -> bool:
    """Say whether a text holds none of the story's figures that are marked do-not-claim, by the gap rule's own reading."""
    probe = Story.blank("probe", text)
    return not any(figure.confidence == "do-not-claim" and claimed_in(probe, figure.claim) for figure in story.figures)


def claimable(story: Story, figure: Figure) -> bool:
    """Say whether a figure may be claimed: it is not marked do-not-claim, and holds no other one that is."""
    return figure.confidence != "do-not-claim" and bool(figure.claim.strip()) and may_say(story, figure.claim)


def _said(story: Story, text: str, put: str, label: str = "") -> tuple[Span, ...]:
    """Return a text as it is put on the sheet, cut where it is too long to be read at a glance, or nothing."""
    if not text.strip() or not may_say(story, text):
        return ()
    said = Span(_glance(put), _BODY)
    return (Span(label, _QUIET), said) if label else (said,)


def _run_on(parts: list[tuple[Span, ...]]) -> list[Span]:
    """Put parts behind each other, with a dot after one that does not end as a sentence does."""
    spans: list[Span] = []
    for part in parts:
        if spans and not spans[-1].text.endswith(_ENDS):
            spans.append(Span("·", _BODY, tied=True))
        spans.extend(part)
    return spans


def _glance(text: str, most: int = 280) -> str:
    """Cut a text at a word when it is longer than one reads at a glance."""
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    return words[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _figure_text(story: Story, figure: Figure) -> str:
    claim = (
        _("~{claim}").format(claim=figure.claim.strip()) if figure.confidence == "estimate" else figure.claim.strip()
    )
    if not figure.baseline.strip() or not may_say(story, figure.baseline):
        return _glance(claim, _FIGURE)
    return _glance(_("{claim}, against {baseline}").format(claim=claim, baseline=figure.baseline.strip()), _FIGURE)


def _needed(telling: Telling) -> tuple[Span, ...]:
    question = telling.principle.dimensions[0].question if telling.principle.dimensions else telling.principle.line
    return (Span(_("Needed: one that answers “{question}”").format(question=question), _QUIET),)
