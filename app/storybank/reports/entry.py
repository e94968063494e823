"""One principle's entry on the cheat sheet: what it can say, in which order that is given up, and how high it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from storybank.analysis.saying import cut, marks, needed, saying
from storybank.analysis.telling import Telling
from storybank.reports.setting import Line, Span, Style, bold, shape, with_tail, wrap
from storybank.texts import _, score_text

Kind = Literal[
    "title", "whole-title", "figure", "anchor-1", "anchor-2", "anchor-3", "anchor-4", "anchor-5",
    "evidence-1", "evidence-2", "backup", "angle", "hook", "trade-off", "opening", "closing",
]  # fmt: skip
ANCHORS: tuple[Kind, ...] = ("anchor-1", "anchor-2", "anchor-3", "anchor-4", "anchor-5")
EVIDENCE: tuple[Kind, ...] = ("evidence-1", "evidence-2")
HERE, ELSEWHERE = frozenset({False}), frozenset({True})
ORDER: tuple[tuple[Kind, frozenset[bool]], ...] = (
    ("title", HERE | ELSEWHERE), ("figure", HERE), ("angle", ELSEWHERE), ("evidence-1", ELSEWHERE), ("anchor-1", HERE),
    ("backup", HERE | ELSEWHERE), ("hook", HERE), ("trade-off", HERE), ("anchor-2", HERE), ("anchor-3", HERE), ("anchor-4", HERE),
    ("anchor-5", HERE), ("angle", HERE), ("evidence-1", HERE), ("evidence-2", ELSEWHERE), ("opening", HERE), ("closing", HERE),
    ("evidence-2", HERE), ("figure", ELSEWHERE),
)  # fmt: skip
"""What an entry may say, the most important first, for a story whose text stands here or elsewhere: the sheet gives up from the end.

The told story's name and score always stay; most texts of a story that is told several times stand once, where it tells best.
"""
GROUPS: tuple[tuple[Kind, ...], ...] = (
    ("hook", "figure", *ANCHORS, "trade-off", "angle", *EVIDENCE),
    ("opening", "closing"),
)
"""What runs on in one paragraph, from top to bottom. The backup stands beside them, below the principle's name."""

TITLE, BODY, LEADING, TITLE_LEADING = 10.5, 9.0, 11.0, 12.6
PADDING = 6.5
_SHORT = 24

_BODY, _QUIET, _STRONG = Style(BODY), Style(BODY, "grey"), bold(BODY)
_WHOLE: tuple[Kind] = ("whole-title",)
_ENDS = (".", "!", "?", "…", "”", "。")


@dataclass(frozen=True, slots=True)
class Entry:
    """A principle with all that could be said, in columns of two widths. `texts` has the spans of each kind that is there."""

    telling: Telling
    name: list[Line]
    head: Span
    tail: tuple[Span, ...]
    texts: Mapping[Kind, tuple[Span, ...]]
    side_width: float
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
            body = wrap((Span(needed(self.telling), _QUIET),), self.width, 3 if "title" in kinds else 1)
        return title, body

    def height(self, kinds: frozenset[Kind]) -> float:
        """Return the height in points, without padding."""
        title, body = self.lines(kinds)
        return max(len(title) * TITLE_LEADING + len(body) * LEADING, len(self.side(kinds)) * LEADING + 1.5)

    def side(self, kinds: frozenset[Kind]) -> list[Line]:
        """Set what stands at the left: the principle's name, and the backup when it is chosen."""
        backup = wrap(self.texts["backup"], self.side_width, 4) if "backup" in kinds and "backup" in self.texts else []
        return [*self.name, *backup]

    def title_is_cut(self, kinds: frozenset[Kind]) -> bool:
        """Say whether the title ends in “…”, though it could stand whole on more lines."""
        return len(self.lines(kinds)[0]) < len(self.lines(kinds.union(_WHOLE))[0])


def entry(telling: Telling, name_width: float, width: float, *, ready_only: bool = False) -> Entry:
    """Return the entry of one principle, its name and its body as wide as given in points."""
    name = wrap((Span(telling.principle.name, bold(9.4)),), name_width, 4)
    cell = telling.told
    if cell is None:
        none = _("No ready story yet") if ready_only else _("No story yet")
        return Entry(telling, name, Span(none, bold(TITLE, "warning")), (), {}, name_width, width)
    tail = [Span(score_text(cell.score), bold(TITLE, "accent" if cell.at_bar else "warning"))]
    tail.append(shape("◆" if cell.is_primary else "◇", Style(BODY, "accent"), tied=True))
    if telling.repeat or telling.elsewhere is not None:
        tail.append(Span(_whole(_again(telling)), _QUIET))
    known = marks(telling)
    if known:
        tail.append(Span(_whole(", ".join(known)), Style(BODY, "warning" if not cell.at_bar else "grey")))
    return Entry(telling, name, Span(cell.story.title, bold(TITLE)), tuple(tail), _texts(telling), name_width, width)


def _whole(text: str) -> str:
    """Keep a few words on one line."""
    return text.replace(" ", "\u00a0")


def _again(telling: Telling) -> str:
    if telling.elsewhere is None:
        return _("(again)")
    said = _("(again: see {principle})") if telling.repeat else _("(see {principle})")
    return said.format(principle=cut(telling.elsewhere.short, _SHORT))


def _texts(telling: Telling) -> dict[Kind, tuple[Span, ...]]:
    said = saying(telling)
    if said is None:
        return {}
    texts: dict[Kind, tuple[Span, ...]] = {
        "hook": _put(said.hook),
        "trade-off": _put(said.trade_off, _("Trade-off:")),
        "angle": _put(said.angle, _("Angle:")),
        "opening": _put(said.opening, _("Begin:")),
        "closing": _put(said.closing, _("End:")),
    }
    texts |= {kind: _put(anchor) for kind, anchor in zip(ANCHORS, said.anchors, strict=False)}
    texts |= {
        kind: _put(answer, _("{question}:").format(question=question))
        for kind, (question, answer) in zip(EVIDENCE, said.evidence, strict=False)
    }
    if said.figure:
        texts["figure"] = (Span(said.figure, _STRONG),)
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


def _put(text: str, label: str = "") -> tuple[Span, ...]:
    """Return a text as it is put on the sheet, behind what it is, or nothing."""
    if not text:
        return ()
    return (Span(label, _QUIET), Span(text, _BODY)) if label else (Span(text, _BODY),)


def _run_on(parts: list[tuple[Span, ...]]) -> list[Span]:
    """Put parts behind each other, with a dot after one that does not end as a sentence does."""
    spans: list[Span] = []
    for part in parts:
        if spans and not spans[-1].text.endswith(_ENDS):
            spans.append(Span("·", _BODY, tied=True))
        spans.extend(part)
    return spans
