"""A story as blocks: what stands in the booklet, in which order, in which type."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from storybank.analysis.saying import claimable, may_say
from storybank.model import TIERS, Framework, Principle, PrincipleTag, Story
from storybank.reports.booklet import prose
from storybank.reports.booklet.flow import Block
from storybank.reports.booklet.prose import Piece, Words
from storybank.reports.setting import Line, Span, Style, bold, wrap
from storybank.texts import _, score_text

BODY, LEADING = 10.0, 14.4
SMALL, SMALL_LEADING = 9.0, 12.6
_TEXT, _QUIET, _NOTE = Style(BODY), Style(SMALL, "grey"), Style(SMALL)
_TITLE, _TITLE_LEADING = bold(17), 21.0
_STEP, _MARK = 16.0, 12.0
_HEADS = {1: 13.0, 2: 12.0}


def story_blocks(story: Story, number: int, framework: Framework, width: float, *, as_plain: bool) -> Iterator[Block]:
    """Yield everything of a story that may be printed. `as_plain` sets its narrative without reading Markdown, and says so."""
    title = tuple(wrap((Span(story.title, _TITLE),), width))
    yield Block(lines=title, leading=_TITLE_LEADING, keeps=True, story=number, fresh=True)
    hook = story.hook if may_say(story, story.hook) else ""
    yield from _text(hook, Style(11, "grey"), 15.0, width, before=2)
    facts = [_status(story.status), story.employer, story.role, story.period, story.scale, ", ".join(story.tags)]
    facts += [_("internal customer")] if story.internal else []
    yield from _text(" · ".join(fact.strip() for fact in facts if fact.strip()), _QUIET, SMALL_LEADING, width, before=4)
    yield from narrative_blocks(story, width, as_plain=as_plain)
    yield from _customers(story, width)
    yield from _principles(story, framework, width)
    yield from _signals(story, framework, width)
    yield from _figures(story, width)
    anchors = [one for one in story.anchors if one.strip() and may_say(story, one)]
    lines = [(_("Opening"), story.opening), *(("" if at else _("Anchors"), one) for at, one in enumerate(anchors))]
    yield from _labelled(story, _("Word for word"), [*lines, (_("Closing"), story.closing)], width)


def narrative_blocks(story: Story, width: float, *, as_plain: bool) -> Iterator[Block]:
    """Yield a story's narrative; one whose Markdown cannot be set in reasonable time stands as plain text, which is said before it.

    A paragraph that states a figure which must not be claimed is left out, and that is said in its place.
    """
    text = story.narrative
    if not text.strip():
        return
    if as_plain or prose.too_much(text):
        said = _("The Markdown of this story is too long or too deep to be set; it stands here as plain text.")
        yield from _text(said, Style(SMALL, "warning"), SMALL_LEADING, width, before=12, keeps=True)
        pieces = prose.plain(text)
    else:
        pieces = prose.read(text)
    for at, piece in enumerate(pieces):
        if may_say(story, _said(piece)):
            yield from _piece(piece, pieces[at - 1] if at else None, width)
        else:
            said = _("Left out: a passage that states a figure which is not to be claimed.")
            yield from _text(said, _QUIET, SMALL_LEADING, width, before=10)


def _said(piece: Piece) -> str:
    return " ".join(word.text for words in (piece.words, *piece.cells) for word in words)


def _piece(piece: Piece, above: Piece | None, width: float) -> Iterator[Block]:
    if piece.kind == "rule":
        yield Block(lines=(Line((), 0.0),), leading=9.0, before=9, ruled=True)
        return
    if piece.kind == "row":
        yield _row(piece, width, first=above is None or above.kind != "row")
        return
    if piece.kind == "head":
        size = _HEADS.get(piece.level, 11.0)
        head = wrap(_spans(piece.words, bold(size)), width) or [Line((), 0.0)]
        yield Block(lines=tuple(head), leading=size * 1.35, before=14, keeps=True)
        return
    indent = piece.depth * _STEP
    style, leading = (Style(SMALL), SMALL_LEADING) if piece.kind == "code" else (_TEXT, LEADING)
    if piece.kind == "text" and piece.depth:
        style = replace(style, colour="grey")
    joins = above is not None and above.kind == piece.kind in ("item", "code")
    lines: list[Line] = []
    for part in _broken(piece.words):
        lines += wrap(_spans(part, style), max(60.0, width - indent)) or [Line((), 0.0)]
    mark = wrap((Span(piece.mark, Style(BODY, "grey")),), 100.0)[0] if piece.mark else None
    before = 2.0 if joins and piece.kind == "item" else 0.0 if joins else 10.0
    yield Block(
        lines=tuple(lines),
        leading=leading,
        indent=min(indent, width - 60),
        before=before,
        mark=mark,
        shaded=piece.kind == "code",
    )


def _row(piece: Piece, width: float, *, first: bool) -> Block:
    """Set a row of a table, its columns of one width."""
    wide = width / max(1, len(piece.cells))
    cells = [tuple(wrap(_spans(cell, _NOTE), max(24.0, wide - 8))) for cell in piece.cells]
    columns = tuple((at * wide, lines) for at, lines in enumerate(cells))
    return Block(
        columns=columns, lines=(Line((), 0.0),), leading=SMALL_LEADING, before=10.0 if first else 3.0, ruled=True
    )


def _broken(words: Sequence[Words]) -> list[tuple[Words, ...]]:
    """Part words at their line breaks."""
    parts: list[list[Words]] = [[]]
    for word in words:
        parts[-1].append(word)
        if word.breaks:
            parts.append([])
    return [tuple(part) for part in parts if part]


def _spans(words: Sequence[Words], style: Style) -> tuple[Span, ...]:
    """Return words as spans: spans stand apart by a space, so a word that is half in one form is put into the form it begins in."""
    pieces: list[tuple[str, Style]] = []
    for word in words:
        form = bold(style.size, style.colour) if word.strong else style
        if word.slanted or word.code:
            form = replace(form, colour="strong" if word.slanted else "grey")
        for number, part in enumerate(_parts(word.text)):
            glued = bool(pieces) and number == 0 and not word.text[:1].isspace() and not pieces[-1][0][-1:].isspace()
            if glued and pieces[-1][0]:
                pieces[-1] = (pieces[-1][0] + part, pieces[-1][1])
            else:
                pieces.append((part, form))
    return tuple(Span(text.strip(), form) for text, form in pieces if text.strip())


def _parts(text: str) -> list[str]:
    """Part a text behind its first word: that one may belong to the word before."""
    head, space, rest = text.partition(" ")
    return [head + space, rest] if space and rest else [text]


def _customers(story: Story, width: float) -> Iterator[Block]:
    names = {"primary": _("Primary"), "secondary": _("Secondary"), "tertiary": _("Tertiary")}
    rows = []
    for tier in TIERS:
        for customer in story.named_customers(tier):
            parts = [customer.who]
            parts += [_("gain: {text}").format(text=customer.gain)] if customer.gain.strip() else []
            parts += [_("cost: {text}").format(text=customer.cost)] if customer.cost.strip() else []
            rows.append((names[tier], " · ".join(parts)))
    if story.trade_off.strip():
        rows.append((_("Trade-off"), story.trade_off))
    yield from _labelled(story, _("Customers"), rows, width)


def _principles(story: Story, framework: Framework, width: float) -> Iterator[Block]:
    known = [(tag, found) for tag in story.principles if (found := framework.principle(tag.principle)) is not None]
    if known:
        yield _head(_("Principles and evidence"), width)
    for tag, principle in known:
        rank = _("primary") if tag.rank == "primary" else _("secondary")
        score = _("not scored yet") if tag.score is None else score_text(tag.score)
        spans = (Span(principle.name, bold(BODY)), Span(f"{score} · {rank}", _QUIET))
        rows = [] if not tag.angle.strip() else [(_("Angle"), tag.angle)]
        rows += _answers(tag, principle)
        rows = [(name, text) for name, text in rows if may_say(story, text)]
        yield Block(lines=tuple(wrap(spans, width)), leading=LEADING, before=6, keeps=bool(rows))
        yield from _rows(rows, width)


def _answers(tag: PrincipleTag, principle: Principle) -> list[tuple[str, str]]:
    names = {one.id: one.name for one in principle.dimensions}
    return [(names.get(one.dimension, one.dimension), one.text) for one in tag.evidence if one.text.strip()]


def _signals(story: Story, framework: Framework, width: float) -> Iterator[Block]:
    found = [(framework.signal(tag.signal), tag.note) for tag in story.signals]
    rows = [(signal.name, note) for signal, note in found if signal is not None]
    if rows:
        yield _head(_("Signals"), width)
        yield from _rows([(name, note if may_say(story, note) else "") for name, note in rows], width)


def _figures(story: Story, width: float) -> Iterator[Block]:
    rows = []
    for figure in story.figures:
        if not claimable(story, figure):
            continue
        claim = _("~{claim}").format(claim=figure.claim) if figure.confidence == "estimate" else figure.claim
        parts = [claim]
        parts += [_("against {baseline}").format(baseline=figure.baseline)] if figure.baseline.strip() else []
        parts += [_("from {source}").format(source=figure.source)] if figure.source.strip() else []
        rows.append((_("Estimate") if figure.confidence == "estimate" else _("Verified"), " · ".join(parts)))
    yield from _labelled(story, _("Figures"), rows, width)


def _labelled(story: Story, head: str, rows: Sequence[tuple[str, str]], width: float) -> Iterator[Block]:
    """Set what may be said under a head."""
    kept = [(name, text) for name, text in rows if text.strip() and may_say(story, text)]
    if kept:
        yield _head(head, width)
        yield from _rows(kept, width)


def _rows(rows: Sequence[tuple[str, str]], width: float) -> Iterator[Block]:
    """Set texts beside what they are."""
    side = 118.0
    for name, text in rows:
        names = tuple(wrap((Span(name, _QUIET),), side - 10))
        texts = tuple(wrap((Span(text, _NOTE),), width - side))
        yield Block(lines=names, columns=((side, texts),), leading=SMALL_LEADING, before=4)


def _head(text: str, width: float) -> Block:
    return Block(lines=tuple(wrap((Span(text, bold(SMALL, "grey")),), width)), leading=LEADING, before=16, keeps=True)


def _text(
    text: str, style: Style, leading: float, width: float, *, before: float, keeps: bool = False
) -> Iterator[Block]:
    if text.strip():
        yield Block(lines=tuple(wrap((Span(text, style),), width)), leading=leading, before=before, keeps=keeps)


def _status(status: str) -> str:
    return {"idea": _("Idea"), "draft": _("Draft"), "ready": _("Ready"), "retired": _("Retired")}[status]
