"""The coverage matrix: stories × principles on landscape paper, what can be vetoed, and the ranked gaps below."""

from storybank.analysis.coverage import Column, Coverage, coverage
from storybank.analysis.gaps import gaps
from storybank.model import TIERS, Bank, Story
from storybank.reports.cell import HEIGHT, WIDEST, draw_cell, tones
from storybank.reports.gaplist import GapList
from storybank.reports.grid import (
    DEGREES,
    HEAD_LEADING,
    SIGNAL_SLOT,
    TIER_SLOT,
    Grid,
    Row,
    head_shift,
    letters,
)
from storybank.reports.heading import count_text, date_text, target_note, target_text, under_title
from storybank.reports.legend import SMALL_LEADING, TIER_SHAPES, Foot
from storybank.reports.plan import FOOT_ROWS, Page, Space, plan
from storybank.reports.setting import Span, Style, bold, wrap
from storybank.reports.sheet import Options, Sheet
from storybank.texts import _, plural, score_text

_TITLE_HEIGHT = 38.0
_LOOP = Style(8.8, "grey")


def matrix_pdf(bank: Bank, options: Options) -> bytes:
    """Return the PDF: one page for up to 14 stories, further ones with repeated heads for more. Every story's title is on it."""
    sheet = Sheet(options, landscape=True, title=_("Coverage matrix: {bank}").format(bank=bank.title))
    _Matrix(sheet, bank, options).draw()
    return sheet.finish()


class _Matrix:
    """One matrix being drawn."""

    def __init__(self, sheet: Sheet, bank: Bank, options: Options) -> None:
        self.sheet, self.bank, self.options = sheet, bank, options
        self.width = sheet.right - sheet.left
        self.found: Coverage = coverage(bank, bank.framework, ready_only=options.ready_only)
        self.letters = letters(bank.framework)
        self.gaps = GapList.of(gaps(bank, bank.framework, ready_only=options.ready_only), self.width)

    def draw(self) -> None:
        foot = Foot.of(self.bank, self.found, self.width, ())
        columns = (*self.found.target, *(column for column in self.found.columns if not column.in_target))
        pages = plan(self.found.stories, columns, self._space(foot))
        places = [place for page in pages for place in page.grid.places]
        if any(place.head.legend for place in places):  # the full names take some room from the rows
            foot = Foot.of(self.bank, self.found, self.width, places)
            pages = plan(self.found.stories, columns, self._space(foot))
        for number, page in enumerate(pages, 1):
            if number > 1:
                self.sheet.next_page()
            self._page(page, foot, number, len(pages))

    def _space(self, foot: Foot) -> Space:
        height = self.sheet.bottom - self.sheet.top - _TITLE_HEIGHT - foot.height
        return Space(
            self.width, height, len(self.letters), len(foot.kept), SMALL_LEADING, self.gaps.height(remedies=True) + 12
        )

    def _page(self, page: Page, foot: Foot, number: int, of: int) -> None:
        sheet = self.sheet
        self._title(number, of)
        y = sheet.top + _TITLE_HEIGHT
        if page.grid.places:
            y = self._heads(page.grid, y)
        kept = page.kept[1] - page.kept[0]
        floor = sheet.bottom - foot.height - kept * SMALL_LEADING
        wanted = FOOT_ROWS + 12 + self.gaps.height(remedies=True) if page.gaps else FOOT_ROWS
        spare = floor - y - sum(row.height for row in page.rows) - wanted
        more = max(0.0, min(9.0, spare / max(1, len(page.rows))))
        for row in page.rows:
            y = self._row(page, row, y, row.height + more)
        if not self.found.stories and page.foot_rows:
            y = self._nothing(y)
        if page.foot_rows:
            y = self._foot_rows(page.grid, y)
        if page.gaps and floor - y > 12 + 12:
            self.gaps.draw(sheet, sheet.left, y + 12, floor - y - (22 if kept else 12))
        if kept:
            sheet.lines(foot.kept[slice(*page.kept)], sheet.left, floor + 3, SMALL_LEADING)
        foot.draw(sheet)

    def _title(self, number: int, of: int) -> None:
        sheet, bank = self.sheet, self.bank
        sheet.text(_("Coverage matrix"), sheet.left, sheet.top + 14, bold(18))
        if of > 1:
            text = _("page {number} of {count}").format(number=number, count=of)
            line = wrap((Span(text, Style(8.8, "grey")),), self.width)[0]
            sheet.line(line, sheet.right - line.width, sheet.top + 14)
        parts = (
            target_text(bank),
            date_text(bank, self.options.today),
            count_text(bank, ready_only=self.options.ready_only),
            target_note(bank),
        )
        sheet.text(under_title(_LOOP, self.width, bank.title, *parts), sheet.left, sheet.top + 29, _LOOP, self.width)

    def _heads(self, grid: Grid, y: float) -> float:
        """Draw the heads, and in the corner that they leave free how the loop stands; return the y of the line below."""
        sheet, base = self.sheet, y + grid.head_height
        self._standing(grid, base)
        for place in grid.places:
            x = sheet.left + place.centre
            if grid.turned:
                sheet.turned(place.head.lines, x + head_shift(place.head), base - 5, DEGREES, HEAD_LEADING)
                continue
            low = base - grid.low_height if place.head.raised else base
            at = low - 5 - (len(place.head.lines) - 1) * HEAD_LEADING
            if place.head.raised:
                sheet.stem(x, low - 1, base - 3)
            for line in place.head.lines:
                sheet.line(line, x - line.width / 2, at)
                at += HEAD_LEADING
        self._side_heads(grid, base)
        sheet.rule(sheet.left, base, self.width, "rule")
        return base

    def _side_heads(self, grid: Grid, base: float) -> None:
        """Draw the heads of the narrow columns: what they are, and below it which stands where."""
        sheet, quiet = self.sheet, Style(7.0, "grey")
        sheet.text(_("Customers"), sheet.left + grid.tiers_x, base - 15, Style(7.0), TIER_SLOT * 3 + 10)
        for slot, tier in enumerate(TIERS):
            x = sheet.left + grid.tiers_x + (slot + 0.5) * TIER_SLOT
            sheet.shape(TIER_SHAPES[tier], x, base - 7.5, 7.0, "grey")
        if self.letters:
            sheet.text(_("Signals"), sheet.left + grid.signals_x, base - 15, Style(7.0))
        for slot, (letter, _signal) in enumerate(self.letters):
            sheet.centred(letter, sheet.left + grid.signals_x + (slot + 0.5) * SIGNAL_SLOT, base - 5, quiet)
        sheet.centred("I/E", sheet.right - SIGNAL_SLOT / 2, base - 5, quiet)

    def _standing(self, grid: Grid, base: float) -> None:
        """Write how many principles can be vetoed, hang on one story, have a backup."""
        target = self.found.target
        vetoed = sum(column.vetoable for column in target)
        single = sum(column.depth == 1 for column in target)
        held = len(target) - vetoed - single
        rows = (
            (
                vetoed,
                plural("principle can be vetoed", "principles can be vetoed", vetoed),
                "warning" if vetoed else "ink",
            ),
            (single, plural("hangs on one story", "hang on one story", single), "ink"),
            (held, plural("has a backup", "have a backup", held), "ink"),
        )
        y = base - 5 - 2 * 11.5
        for count, words, colour in rows:
            number = wrap((Span(str(count), bold(9.4, colour)),), 40)[0]
            self.sheet.line(number, self.sheet.left + 12 - number.width, y)
            self.sheet.text(
                words,
                self.sheet.left + 17,
                y,
                Style(8.8, colour if colour == "warning" else "grey"),
                grid.story_width - 31,
            )
            y += 11.5

    def _row(self, page: Page, row: Row, y: float, height: float) -> float:
        sheet, grid = self.sheet, page.grid
        lines = len(row.title) * page.step.leading + len(row.hook) * 9.0
        at = y + (height - lines) / 2 + page.step.size * 0.92
        at = sheet.lines(row.title, sheet.left, at, page.step.leading)
        sheet.lines(row.hook, sheet.left, at - page.step.leading + 9.4 if row.hook else at, 9.0)
        middle = y + height / 2
        for place in grid.places:
            cell = self.found.cell(row.story.id, place.column.principle.id)
            if cell is not None:
                colours = tones(cell, self.bank.framework.bar, in_target=place.column.in_target)
                size = (min(place.width - 3.0, WIDEST), min(height - 3.0, HEIGHT + min(4.0, max(0.0, height - 20) / 2)))
                draw_cell(sheet, cell, colours, (sheet.left + place.centre, middle), size)
        self._sides(row.story, grid, middle)
        sheet.rule(sheet.left, y + height, self.width)
        return y + height

    def _sides(self, story: Story, grid: Grid, middle: float) -> None:
        """Draw the tiers whose customers are named, each in its own place, and the letters of the signals."""
        sheet = self.sheet
        for slot, tier in enumerate(TIERS):
            if story.named_customers(tier):
                sheet.shape(TIER_SHAPES[tier], sheet.left + grid.tiers_x + (slot + 0.5) * TIER_SLOT, middle, 9.6, "ink")
        carried = {tag.signal for tag in story.signals}
        for slot, (letter, signal) in enumerate(self.letters):
            if signal.id in carried:
                style = bold(8.0) if signal.need == "required" else Style(8.0, "grey")
                sheet.centred(letter, sheet.left + grid.signals_x + (slot + 0.5) * SIGNAL_SLOT, middle + 2.9, style)
        whose = ("I", Style(8.0)) if story.internal else ("E", Style(8.0, "faint"))
        sheet.centred(whose[0], sheet.right - SIGNAL_SLOT / 2, middle + 2.9, whose[1])

    def _nothing(self, y: float) -> float:
        sheet = self.sheet
        text = _("No story counts yet.") if not self.options.ready_only else _("No story is ready yet.")
        sheet.text(text, sheet.left, y + 19, bold(8.8))
        advice = _("A story counts from its first draft on: write one, name its principles, score it honestly.")
        sheet.text(advice, sheet.left, y + 30, Style(7.4, "grey"), self.width)
        sheet.rule(sheet.left, y + 40, self.width)
        return y + 40

    def _foot_rows(self, grid: Grid, y: float) -> float:
        """Draw best score and depth per principle; what can be vetoed stands in the warning colour beside a triangle."""
        sheet, middle = self.sheet, FOOT_ROWS / 2
        sheet.rule(sheet.left, y, self.width, "rule")
        sheet.text(_("Veto exposure: best score"), sheet.left, y + 11.5, bold(8.4))
        sheet.text(_("Depth: stories at the bar"), sheet.left, y + middle + 11, Style(8.4))
        for place in grid.places:
            column, x = place.column, sheet.left + place.centre
            exposed = column.vetoable and column.in_target
            colour = "warning" if exposed else "ink" if column.in_target else "faint"
            size = 8.8 if place.width > 24 else 6.8
            shift = size * 0.42 if exposed else 0.0
            sheet.centred(_best(column), x - shift, y + 11.5, bold(size, colour))
            if exposed:
                reach = size * (1.05 if column.best is not None and column.best % 1 else 0.62)
                sheet.shape("▲", x - shift + reach + size * 0.14, y + 11.5 - size * 0.34, size * 0.92, "warning")
        for place in grid.places:
            column, size = place.column, 8.4 if place.width > 24 else 6.4
            colour = "faint" if not column.in_target else "warning" if column.vetoable else "ink"
            sheet.centred(str(column.depth), sheet.left + place.centre, y + middle + 11, Style(size, colour))
        sheet.rule(sheet.left, y + middle, self.width)
        sheet.rule(sheet.left, y + FOOT_ROWS, self.width, "rule")
        return y + FOOT_ROWS


def _best(column: Column) -> str:
    """Return the best score; 0 would be a score, so a column that nobody tells shows a dash."""
    return score_text(column.best)
