"""A story on the page: all of it that may be said, and in a sentence how much may not."""

from collections.abc import Iterator, Sequence

from storybank.analysis.saying import claimable, may_say
from storybank.model import TIERS, Framework, Story
from storybank.reports.booklet import prose
from storybank.reports.page.markup import blocks, said, tag
from storybank.texts import _, plural, score_text

Row = tuple[str, str]


def story_article(story: Story, number: int, framework: Framework, *, as_plain: bool) -> str:
    """Return everything of a story that may be said as an article. `as_plain` sets its narrative without reading Markdown, and says so."""
    at = f"story-{number}"
    parts = [tag("h2", said(story.title), id=at)]
    if story.hook.strip() and may_say(story, story.hook):
        parts.append(tag("p", said(story.hook), "quiet"))
    facts = [_status(story.status), story.employer, story.role, story.period, story.scale, ", ".join(story.tags)]
    facts += [_("internal customer")] if story.internal else []
    parts.append(tag("p", said(" · ".join(fact.strip() for fact in facts if fact.strip())), "quiet"))
    parts += _narrative(story, as_plain=as_plain)
    parts += _section(_("Customers"), _sayable(story, _customers(story)))
    parts += _principles(story, framework)
    parts += _section(_("Signals"), _sayable(story, _signals(story, framework)))
    parts += _section(_("Figures"), _figures(story))
    parts += _left_out(story)
    lines = [
        (_("Opening"), story.opening),
        *((_("Anchor"), one) for one in story.anchors),
        (_("Closing"), story.closing),
    ]
    parts += _section(_("Word for word"), _sayable(story, lines))
    return tag("article", "\n".join(parts), aria_labelledby=at)


def _narrative(story: Story, *, as_plain: bool) -> Iterator[str]:
    text = story.narrative
    if not text.strip():
        return
    yield tag("h3", said(_("Narrative")))
    if as_plain or prose.too_much(text):
        sentence = _("The Markdown of this story is too long or too deep to be set; it stands here as plain text.")
        yield tag("p", said(sentence), "warning")
        pieces = prose.plain(text)
    else:
        pieces = prose.read(text)
    left_out = prose.Words(_("Left out: a passage that states a figure which is not to be claimed."), slanted=True)
    yield from blocks(
        piece if may_say(story, _spoken(piece)) else prose.Piece("text", (left_out,), depth=piece.depth)
        for piece in pieces
    )


def _spoken(piece: prose.Piece) -> str:
    return " ".join(word.text for run in (piece.words, *piece.cells) for word in run)


def _customers(story: Story) -> Iterator[Row]:
    names = {"primary": _("Primary"), "secondary": _("Secondary"), "tertiary": _("Tertiary")}
    for tier in TIERS:
        for customer in story.named_customers(tier):
            parts = [customer.who]
            parts += [_("gain: {text}").format(text=customer.gain)] if customer.gain.strip() else []
            parts += [_("cost: {text}").format(text=customer.cost)] if customer.cost.strip() else []
            yield names[tier], " · ".join(parts)
    yield _("Trade-off"), story.trade_off


def _principles(story: Story, framework: Framework) -> Iterator[str]:
    known = [(one, found) for one in story.principles if (found := framework.principle(one.principle)) is not None]
    if known:
        yield tag("h3", said(_("Principles and evidence")))
    for one, principle in known:
        rank = _("primary") if one.rank == "primary" else _("secondary")
        score = _("not scored yet") if one.score is None else score_text(one.score)
        yield tag("h4", f"{said(principle.name)} {tag('span', said(f'{score} · {rank}'), 'quiet')}")
        names = {dimension.id: dimension.name for dimension in principle.dimensions}
        rows = [(_("Angle"), one.angle), *((names.get(e.dimension, e.dimension), e.text) for e in one.evidence)]
        yield from _rows(_sayable(story, rows))


def _signals(story: Story, framework: Framework) -> Iterator[Row]:
    for one in story.signals:
        signal = framework.signal(one.signal)
        if signal is not None:
            yield signal.name, one.note if one.note.strip() and may_say(story, one.note) else "–"


def _figures(story: Story) -> list[Row]:
    rows = []
    for figure in story.figures:
        if not claimable(story, figure):
            continue
        estimate = figure.confidence == "estimate"
        parts = [_("~{claim}").format(claim=figure.claim) if estimate else figure.claim]
        parts += [_("against {baseline}").format(baseline=figure.baseline)] if figure.baseline.strip() else []
        parts += [_("from {source}").format(source=figure.source)] if figure.source.strip() else []
        rows.append((_("Estimate") if estimate else _("Verified"), " · ".join(parts)))
    return list(_sayable(story, rows))


def _left_out(story: Story) -> Iterator[str]:
    left = sum(not claimable(story, figure) for figure in story.figures)
    if left:
        sentence = plural(
            "{n} figure that is not to be claimed is left out.",
            "{n} figures that are not to be claimed are left out.",
            left,
        )
        yield tag("p", said(sentence.format(n=left)), "quiet")


def _sayable(story: Story, rows: Sequence[Row] | Iterator[Row]) -> Iterator[Row]:
    return ((name, text) for name, text in rows if text.strip() and may_say(story, text))


def _section(head: str, rows: Sequence[Row] | Iterator[Row]) -> list[str]:
    made = _rows(rows)
    return [tag("h3", said(head)), *made] if made else []


def _rows(rows: Sequence[Row] | Iterator[Row]) -> list[str]:
    made = [tag("dt", said(name)) + tag("dd", said(text).replace("\n", "<br>")) for name, text in rows]
    return [tag("dl", "\n".join(made))] if made else []


def _status(status: str) -> str:
    return {"idea": _("Idea"), "draft": _("Draft"), "ready": _("Ready"), "retired": _("Retired")}[status]
