"""Story cards: one story on an A6 card, four to a sheet, with marks to cut along, and with backs for a printer that turns the sheet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from storybank.analysis.coverage import counted
from storybank.analysis.saying import FIGURE, claimable, cut, may_say
from storybank.model import TIERS, Bank, Figure, PrincipleTag, Story
from storybank.reports.legend import TIER_SHAPES
from storybank.reports.setting import Line, Span, Style, bold, shape, wrap
from storybank.reports.sheet import Options, Sheet
from storybank.texts import _, score_text

WIDTH, HEIGHT = 297.64, 419.53
"""A6 in points; on Letter the four cards stand in the middle of what they share."""
ON_SHEET = 4
_PADDING, _LEADING = 27.0, 11.8
_BODY, _QUIET, _SMALL = Style(9.0), Style(9.0, "grey"), Style(7.0, "grey")

_INDENT, _FIGURES, _DOTS = 10.0, 2, 8.0
_INNER = WIDTH - 2 * _PADDING


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines, their leading, the space before them, and whether they hang behind a bullet."""

    lines: list[Line]
    leading: float
    before: float
    bullet: bool = False


def cards_pdf(bank: Bank, options: Options) -> bytes:
    """Return the PDF: the stories that count in the bank's order, four cards to a portrait page.

    With `duplex` each page of fronts is followed by one of their backs, left and right changed: the sheet is turned over its long edge.
    """
    sheet = Sheet(options, landscape=False, title=_("Story cards: {bank}").format(bank=bank.title))
    stories = counted(bank, ready_only=options.ready_only)
    for first in range(0, len(stories), ON_SHEET):
        if first:
            sheet.next_page()
        four = stories[first : first + ON_SHEET]
        _cut_marks(sheet)
        fronts = [
            _side(sheet, bank, _front(bank, story), (number % 2, number // 2), goes_on=options.duplex)
            for number, story in enumerate(four)
        ]
        if options.duplex:
            sheet.next_page()
            for number, (story, rest) in enumerate(zip(four, fronts, strict=True)):
                _side(sheet, bank, _back(bank, story, rest), (1 - number % 2, number // 2), goes_on=False)
    if not stories:
        none = _("No story is ready yet: there is no card to cut.")
        text = none if options.ready_only else _("No story counts yet: there is no card to cut.")
        sheet.text(text, sheet.left, sheet.top + 14, Style(9.0))
    return sheet.finish()


def _size(sheet: Sheet) -> tuple[float, float]:
    return min(WIDTH, sheet.width / 2), min(HEIGHT, sheet.height / 2)


def _cut_marks(sheet: Sheet) -> None:
    width, height = _size(sheet)
    middle_x, middle_y = sheet.width / 2, sheet.height / 2
    sheet.corner(middle_x, middle_y, 8)
    for x, y in (
        (middle_x, middle_y - height + 20),
        (middle_x, middle_y + height - 20),
        (middle_x - width + 20, middle_y),
        (middle_x + width - 20, middle_y),
    ):
        sheet.corner(x, y, 5)


def _side(sheet: Sheet, bank: Bank, blocks: Iterable[_Block], place: tuple[int, int], *, goes_on: bool) -> list[_Block]:
    """Draw a side of a card and return the blocks from the first one on that does not fit; three dots say so unless it goes on overleaf."""
    width, height = _size(sheet)
    x = sheet.width / 2 + (place[0] - 1) * width + _PADDING
    top = sheet.height / 2 + (place[1] - 1) * height
    y, floor, rest = top + _PADDING, top + height - _PADDING - 12, [block for block in blocks if block.lines]
    while rest:
        block = rest[0]
        base = y + block.before + block.leading * 0.8
        dots = 0 if goes_on or len(rest) == 1 else _DOTS
        if y + block.before + len(block.lines) * block.leading > floor - dots:
            break
        if block.bullet:
            sheet.shape("•", x + 3, base - 3.2, 9.0, "grey")
        y = sheet.lines(block.lines, x + _INDENT * block.bullet, base, block.leading) - block.leading * 0.8
        rest = rest[1:]
    if rest and not goes_on:
        sheet.text("…", x, min(y + _DOTS, floor), _QUIET)
    foot = _("{framework} rubric, as reported, not official").format(framework=bank.framework.id)
    sheet.text(foot, x, top + height - _PADDING - 1.5, _SMALL, _INNER)
    return rest


def _text(label: str, text: str, most: int, before: float) -> _Block:
    """Set a text behind what it is."""
    spans = (Span(label, _QUIET), Span(text, _BODY)) if text.strip() else ()
    return _Block(wrap(spans, _INNER, most), _LEADING, before)


def _front(bank: Bank, story: Story) -> Iterator[_Block]:
    """Yield what the front says, the most important first."""
    yield _Block(wrap((Span(story.title, bold(11.5)),), _INNER, 4), 13.8, 0.0)
    if story.hook.strip() and may_say(story, story.hook):
        yield _Block(wrap((Span(story.hook, _QUIET),), _INNER, 4), _LEADING, 2.0)
    for number, tag in enumerate(_tags(bank, story)):
        yield _Block(wrap(_principle(bank, tag), _INNER, 2), _LEADING, 0.0 if number else 6.0)
    said = [anchor for anchor in story.anchors if anchor.strip() and may_say(story, anchor)]
    for number, anchor in enumerate(said):
        lines = wrap((Span(anchor, _BODY),), _INNER - _INDENT, 3)
        yield _Block(lines, _LEADING, 1.0 if number else 7.0, bullet=True)
    for number, figure in enumerate(_figures(story)[:_FIGURES]):
        yield _Block(wrap(_figure(story, figure), _INNER, 3), _LEADING, 1.0 if number else 7.0)
    yield _text(_("Begin:"), _said(story, story.opening), 5, 6.0)
    yield _text(_("End:"), _said(story, story.closing), 5, 5.0)
    yield _text(_("Trade-off:"), _said(story, story.trade_off), 5, 5.0)


def _back(bank: Bank, story: Story, rest: Iterable[_Block]) -> Iterator[_Block]:
    """Yield what the back says: the rest of the front; for follow-ups, the answers to each principle's questions; further figures, customers."""
    yield _Block(wrap((Span(story.title, bold(9.0)),), _INNER, 2), _LEADING, 0.0)
    yield from rest
    tags = _tags(bank, story)
    for tag in tags:
        yield from _answers(bank, story, tag)
    for number, figure in enumerate(_figures(story)[_FIGURES:]):
        yield _Block(wrap(_figure(story, figure), _INNER, 3), _LEADING, 1.0 if number else 6.0)
    yield from _customers(story)
    for tag in tags[:1]:
        yield from _open_questions(bank, tag)


def _answers(bank: Bank, story: Story, tag: PrincipleTag) -> Iterator[_Block]:
    principle = bank.framework.principle(tag.principle)
    found = [
        (dimension.name, text)
        for dimension in (principle.dimensions if principle else ())
        for one in tag.evidence
        if one.dimension == dimension.id and (text := cut(_said(story, one.text), FIGURE))
    ]
    if found:
        yield _Block(wrap(_principle(bank, tag), _INNER, 2), _LEADING, 6.0)
    for name, text in found:
        yield _text(_("{question}:").format(question=name), text, 6, 0.0)


def _customers(story: Story) -> Iterator[_Block]:
    """Yield who gained and who carries it further down, one line a tier."""
    for number, tier in enumerate(TIERS):
        who = ", ".join(said for one in story.named_customers(tier) if (said := _said(story, one.who).strip()))
        spans = (shape(TIER_SHAPES[tier], _QUIET), Span(who, _BODY, tied=True)) if who else ()
        yield _Block(wrap(spans, _INNER, 2), _LEADING, 0.0 if number else 6.0)


def _open_questions(bank: Bank, tag: PrincipleTag) -> Iterator[_Block]:
    """Yield the questions of the first principle that the story has no answer to: they will be asked."""
    principle = bank.framework.principle(tag.principle)
    answered = {one.dimension for one in tag.evidence if one.text.strip()}
    asked = [one.question for one in (principle.dimensions if principle else ()) if one.id not in answered]
    for number, question in enumerate(asked):
        yield _text(_("Still to answer:"), question, 3, 1.0 if number else 6.0)


def _said(story: Story, text: str) -> str:
    """Return a text, or nothing where it would claim what must not be claimed."""
    return text if text.strip() and may_say(story, text) else ""


def _figures(story: Story) -> list[Figure]:
    return [one for one in story.figures if claimable(story, one)]


def _figure(story: Story, figure: Figure) -> list[Span]:
    """Put a figure with its baseline; an estimate is marked."""
    mark = "~" if figure.confidence == "estimate" else ""
    spans = [Span(mark + figure.claim.strip(), bold(9.0))]
    if figure.baseline.strip() and may_say(story, figure.baseline):
        spans.append(Span(_("against {baseline}").format(baseline=figure.baseline.strip()), _BODY))
    return spans


def _tags(bank: Bank, story: Story) -> list[PrincipleTag]:
    """Return the story's tags that the framework knows, the primary first."""
    known = (tag for tag in story.principles if bank.framework.principle(tag.principle) is not None)
    return sorted(known, key=lambda tag: tag.rank != "primary")


def _principle(bank: Bank, tag: PrincipleTag) -> list[Span]:
    """Name a story's principle with its score."""
    principle = bank.framework.principle(tag.principle)
    at_bar = tag.score is not None and tag.score >= bank.framework.bar
    return [
        shape("◆" if tag.rank == "primary" else "◇", Style(9.0, "accent")),
        Span(principle.name if principle else tag.principle, _BODY, tied=True),
        Span(score_text(tag.score), bold(9.0, "accent" if at_bar else "warning"), tied=True),
    ]
