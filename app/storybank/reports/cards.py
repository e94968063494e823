"""Story cards: one story on an A6 card, four to a sheet, with marks to cut along."""

from dataclasses import dataclass

from storybank.analysis.coverage import counted
from storybank.analysis.saying import claimable, may_say
from storybank.model import Bank, Figure, Story
from storybank.reports.heading import rubric_text
from storybank.reports.setting import Line, Span, Style, bold, shape, wrap
from storybank.reports.sheet import Options, Sheet
from storybank.texts import _, score_text

WIDTH, HEIGHT = 297.64, 419.53
"""A6 in points; on Letter the four cards stand in the middle of what they share."""
_PADDING, _LEADING = 36.0, 12.0
_BODY, _QUIET, _SMALL = Style(9.0), Style(9.0, "grey"), Style(7.5, "grey")

_INDENT, _FIGURES = 10.0, 2


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines, their leading, the space before them, and whether they hang behind a bullet."""

    lines: list[Line]
    leading: float
    before: float
    bullet: bool = False


def cards_pdf(bank: Bank, options: Options) -> bytes:
    """Return the PDF: the stories that count in the bank's order, four cards to a portrait page."""
    sheet = Sheet(options, landscape=False, title=_("Story cards: {bank}").format(bank=bank.title))
    width, height = min(WIDTH, sheet.width / 2), min(HEIGHT, sheet.height / 2)
    stories = counted(bank, ready_only=options.ready_only)
    for number, story in enumerate(stories):
        if number and number % 4 == 0:
            sheet.next_page()
        if number % 4 == 0:
            _cut_marks(sheet, width, height)
        x = sheet.width / 2 - width + number % 2 * width
        y = sheet.height / 2 - height + number % 4 // 2 * height
        _card(sheet, bank, story, (x, y, width, height))
    if not stories:
        sheet.text(_("No story counts yet: there is no card to cut."), sheet.left, sheet.top + 14, Style(9.0))
    return sheet.finish()


def _cut_marks(sheet: Sheet, width: float, height: float) -> None:
    middle_x, middle_y = sheet.width / 2, sheet.height / 2
    sheet.corner(middle_x, middle_y, 8)
    for x, y in (
        (middle_x, middle_y - height + 20),
        (middle_x, middle_y + height - 20),
        (middle_x - width + 20, middle_y),
        (middle_x + width - 20, middle_y),
    ):
        sheet.corner(x, y, 5)


def _card(sheet: Sheet, bank: Bank, story: Story, box: tuple[float, float, float, float]) -> None:
    """Draw a card; from the first block on that does not fit, the rest is left out and three dots say so."""
    x, y, width, height = box
    x, y, floor = x + _PADDING, y + _PADDING, y + height - _PADDING - 12
    for block in _blocks(bank, story, width - 2 * _PADDING):
        base = y + block.before + block.leading * 0.8
        if y + block.before + len(block.lines) * block.leading > floor:
            sheet.text("…", x, min(base, floor), _QUIET)
            break
        if block.bullet:
            sheet.shape("•", x + 3, base - 3.2, 9.0, "grey")
        y = sheet.lines(block.lines, x + _INDENT * block.bullet, base, block.leading) - block.leading * 0.8
    sheet.text(rubric_text(bank), x, box[1] + height - _PADDING - 1.5, Style(6.0, "grey"), width - 2 * _PADDING)


def _blocks(bank: Bank, story: Story, width: float) -> list[_Block]:
    """Return what the card says, the most important first."""
    blocks = [_Block(wrap((Span(story.title, bold(11.5)),), width, 4), 13.8, 0.0)]
    if story.hook.strip() and may_say(story, story.hook):
        blocks.append(_Block(wrap((Span(story.hook, _QUIET),), width, 4), _LEADING, 2.0))
    for number, spans in enumerate(_principles(bank, story)):
        blocks.append(_Block(wrap(spans, width, 2), _LEADING, 0.0 if number else 6.0))
    said = [anchor for anchor in story.anchors if anchor.strip() and may_say(story, anchor)]
    for number, anchor in enumerate(said):
        lines = wrap((Span(anchor, _BODY),), width - _INDENT, 3)
        blocks.append(_Block(lines, _LEADING, 1.0 if number else 7.0, bullet=True))
    for number, figure in enumerate([one for one in story.figures if claimable(story, one)][:_FIGURES]):
        blocks.append(_Block(wrap(_figure(story, figure), width, 3), _LEADING, 1.0 if number else 7.0))
    for label, text in ((_("Begin:"), story.opening), (_("End:"), story.closing), (_("Trade-off:"), story.trade_off)):
        if text.strip() and may_say(story, text):
            blocks.append(_Block(wrap((Span(label, _QUIET), Span(text, _BODY)), width, 5), _LEADING, 5.0))
    return [block for block in blocks if block.lines]


def _figure(story: Story, figure: Figure) -> list[Span]:
    """Put a figure with its baseline; an estimate is marked."""
    mark = "~" if figure.confidence == "estimate" else ""
    spans = [Span(mark + figure.claim.strip(), bold(9.0))]
    if figure.baseline.strip() and may_say(story, figure.baseline):
        spans.append(Span(_("against {baseline}").format(baseline=figure.baseline.strip()), _BODY))
    return spans


def _principles(bank: Bank, story: Story) -> list[list[Span]]:
    """Name the story's principles, the primary first, with their scores."""
    rows: list[list[Span]] = []
    for tag in sorted(story.principles, key=lambda tag: tag.rank != "primary"):
        principle = bank.framework.principle(tag.principle)
        if principle is None:
            continue
        at_bar = tag.score is not None and tag.score >= bank.framework.bar
        rows.append([
            shape("◆" if tag.rank == "primary" else "◇", Style(9.0, "accent")), Span(principle.name, _BODY, tied=True),
            Span(score_text(tag.score), bold(9.0, "accent" if at_bar else "warning"), tied=True),
        ])  # fmt: skip
    return rows
