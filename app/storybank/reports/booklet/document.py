"""The booklet: a title, contents, and every story whole, with page numbers, an outline and links."""

from storybank.model import Bank, Story
from storybank.reports.booklet.blocks import LEADING, SMALL, SMALL_LEADING, story_blocks
from storybank.reports.booklet.flow import Block, Placed, flow
from storybank.reports.heading import count_text, date_text, rubric_text, target_text, under_title
from storybank.reports.setting import Span, Style, bold, wrap
from storybank.reports.sheet import Options, Sheet
from storybank.texts import _, score_text

_MEASURE = 430.0  # points: some 75 characters of the body
_HEAD, _FOOT = 26.0, 26.0
_SMALL = Style(7.5, "grey")
_NUMBER = 40.0  # room for a page number beside the contents
_MOST_READ = 600_000  # characters of Markdown in all


def booklet_pdf(bank: Bank, options: Options) -> bytes:
    """Return the PDF of all stories but the retired ones, in the bank's order; with `ready_only` of those that are ready."""
    sheet = Sheet(options, landscape=False, title=_("Stories: {bank}").format(bank=bank.title))
    stories = [story for story in bank.stories if _stands(story, ready_only=options.ready_only)]
    width = min(_MEASURE, sheet.right - sheet.left)
    left = (sheet.width - width) / 2
    blocks = _front(bank, options, stories, width)
    read = 0
    for number, story in enumerate(stories):
        read += len(story.narrative)
        blocks += story_blocks(story, number, bank.framework, width, as_plain=read > _MOST_READ)
    pages = flow(blocks, sheet.bottom - sheet.top - _HEAD - _FOOT)
    _Book(sheet, bank, stories, pages, left, width).draw()
    return sheet.finish()


def _stands(story: Story, *, ready_only: bool) -> bool:
    return story.status == "ready" if ready_only else story.status != "retired"


def _front(bank: Bank, options: Options, stories: list[Story], width: float) -> list[Block]:
    """Return the title and the contents."""
    title = bank.title if bank.title.strip() else _("Stories")
    parts = (target_text(bank), date_text(bank, options.today), count_text(bank, ready_only=options.ready_only))
    quiet = Style(SMALL, "grey")
    under = under_title(quiet, 2 * width, *parts)
    made = [
        Block(lines=tuple(wrap((Span(title, bold(22)),), width)), leading=27.0),
        Block(lines=tuple(wrap((Span(under, quiet),), width)), leading=SMALL_LEADING, before=4),
    ]
    if not stories:
        said = _("No story is ready yet.") if options.ready_only and bank.stories else _("No story is written yet.")
        return [*made, Block(lines=tuple(wrap((Span(said, Style(10)),), width)), leading=LEADING, before=24)]
    made.append(Block(lines=tuple(wrap((Span(_("Contents"), bold(12)),), width)), leading=17.0, before=28, keeps=True))
    for number, story in enumerate(stories):
        tag = story.primary
        principle = bank.framework.principle(tag.principle) if tag else None
        spans = [Span(story.title, Style(10))]
        if principle is not None and tag is not None:
            score = "" if tag.score is None else f" {score_text(tag.score)}"
            spans.append(Span(f"{principle.short}{score}", Style(SMALL, "grey")))
        made.append(Block(lines=tuple(wrap(spans, width - _NUMBER)), leading=LEADING, before=5, entry=number))
    return made


class _Book:
    """Draws placed blocks page by page."""

    def __init__(
        self, sheet: Sheet, bank: Bank, stories: list[Story], pages: list[list[Placed]], left: float, width: float
    ) -> None:
        self._sheet, self._bank, self._stories, self._pages = sheet, bank, stories, pages
        self._left, self._width = left, width
        self._page_of = {
            placed.block.story: number
            for number, page in enumerate(pages, 1)
            for placed in page
            if placed.block.story is not None
        }

    def draw(self) -> None:
        """Draw every page, with a head on those after a story's first."""
        current: int | None = None
        for number, page in enumerate(self._pages, 1):
            if number > 1:
                self._sheet.next_page()
            begins = [placed.block.story for placed in page if placed.block.story is not None]
            if not begins and current is not None:
                self._sheet.text(self._stories[current].title, self._left, self._sheet.top + 8, _SMALL, self._width)
            for placed in page:
                self._draw(placed)
            current = begins[-1] if begins else current
            self._foot(number)

    def _draw(self, placed: Placed) -> None:
        block, sheet = placed.block, self._sheet
        top = sheet.top + _HEAD + placed.top
        height = (placed.last - placed.first) * block.leading
        x, first = self._left + block.indent, top + block.leading * 0.76
        if block.shaded:
            sheet.box(x - 6, top, self._width - block.indent + 12, height, "wash")
        if block.ruled and not placed.first:
            sheet.rule(self._left, top, self._width)
        if block.story is not None and not placed.first:
            sheet.anchor(f"story-{block.story}", self._stories[block.story].title, top)
        sheet.lines(block.lines[placed.first : placed.last], x, first, block.leading)
        for across, lines in block.columns:
            sheet.lines(lines[placed.first : placed.last], x + across, first, block.leading)
        if block.mark is not None and not placed.first:
            sheet.line(block.mark, x - 5 - block.mark.width, first)
        if block.entry is not None and not placed.first:
            self._number(block.entry, top, height, first)

    def _number(self, story: int, top: float, height: float, y: float) -> None:
        """Put a story's page number at the right of its entry, and make the entry a link to it."""
        for line in wrap((Span(str(self._page_of[story]), Style(10, "grey")),), 100.0):
            self._sheet.line(line, self._left + self._width - line.width, y)
        self._sheet.link(f"story-{story}", self._left, top, self._width, height)

    def _foot(self, number: int) -> None:
        sheet, y = self._sheet, self._sheet.bottom - 2
        said = wrap((Span(_("{page} of {pages}").format(page=number, pages=len(self._pages)), _SMALL),), 200.0)[0]
        sheet.line(said, self._left + self._width - said.width, y)
        sheet.text(rubric_text(self._bank), self._left, y, _SMALL, self._width - said.width - 12)
