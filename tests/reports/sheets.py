"""Reading a sheet back: its texts, the box of every text drawn, and banks that are hard to print."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import pypdfium2 as pdfium
from pypdfium2 import raw

from banks import a_bank, a_story, a_tag, full_customers
from storybank.exchange.frameworks import Catalogue
from storybank.model import Bank, Figure, Framework, Story
from storybank.paths import resources
from storybank.reports import Options
from storybank.reports.sheet import MARGIN
from storybank.services.loading import sample_bank

TODAY = date(2026, 11, 23)
A4, LETTER = Options(today=TODAY), Options(today=TODAY, paper="Letter")
Point = tuple[float, float]


@dataclass(frozen=True)
class Drawn:
    """One text drawn: what it says, the four corners of its ink, its size in points."""

    text: str
    corners: tuple[Point, ...]
    size: float


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    text: str
    drawn: tuple[Drawn, ...]


def pages(pdf: bytes) -> list[Page]:
    with pdfium.PdfDocument(pdf) as document:
        return [_page(document[index]) for index in range(len(document))]


def _page(page: pdfium.PdfPage) -> Page:
    text_page = page.get_textpage()
    drawn = []
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], textpage=text_page):
        size = one.get_font_size()
        drawn.append(Drawn(one.extract(), tuple(one.get_quad_points()), size))
    result = Page(*page.get_size(), text_page.get_text_range(), tuple(drawn))
    text_page.close()
    page.close()
    return result


def squeezed(text: str) -> str:
    """A text without any white space: lines break where they must. PDFium reads a hyphen at the end of a line as U+FFFE."""
    return "".join(text.replace("\ufffe", "-").split())


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.text for page in pages(pdf)).split())


def assert_sound(pdf: bytes, *, smallest: float = 6.0, margin: float = MARGIN) -> list[Page]:
    """Every text stands inside the margins, none on another, none smaller than it may be."""
    found = pages(pdf)
    for page in found:
        for one in page.drawn:
            for x, y in one.corners:
                assert margin - 0.6 <= x <= page.width - margin + 0.6, one
                assert margin - 0.6 <= y <= page.height - margin + 0.6, one
            assert one.size >= smallest - 0.01, one
        assert not overlaps(page.drawn)
    return found


def overlaps(drawn: Sequence[Drawn]) -> list[tuple[str, str]]:
    """The pairs of texts whose ink boxes overlap by more than half a point."""
    boxes = sorted((one for one in drawn if one.text.strip()), key=lambda one: min(x for x, _y in one.corners))
    found, open_boxes = [], []
    for one in boxes:
        left = min(x for x, _y in one.corners)
        open_boxes = [other for other in open_boxes if max(x for x, _y in other.corners) > left]
        found += [(one.text, other.text) for other in open_boxes if _overlap(one.corners, other.corners)]
        open_boxes.append(one)
    return found


def _overlap(one: tuple[Point, ...], other: tuple[Point, ...]) -> bool:
    """Two rectangles, turned as they like, overlap when no side of either separates them."""
    for corners in (one, other):
        for (ax, ay), (bx, by) in ((corners[0], corners[1]), (corners[1], corners[2])):
            length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
            if not length:
                return False
            nx, ny = (bx - ax) / length, (by - ay) / length
            first = [x * nx + y * ny for x, y in one]
            second = [x * nx + y * ny for x, y in other]
            if max(first) - 0.5 <= min(second) or max(second) - 0.5 <= min(first):
                return False
    return True


# Banks -------------------------------------------------------------------------------------------------------------------------------


@cache
def catalogue() -> Catalogue:
    return Catalogue(resources() / "frameworks", lambda: resources() / "no such folder")


@cache
def sample() -> Bank:
    return sample_bank(catalogue())


def framework_of(name: str) -> Framework:
    found = catalogue().get(name)
    assert found is not None
    return found


def aws() -> Framework:
    return framework_of("aws-pm")


def whole_loop(bank: Bank) -> Bank:
    return replace(bank, target=replace(bank.target, principles=()))


LONG = (
    "How the migration of three hundred tenants from one metering pipeline to another was stopped on a Thursday evening, "
    "with a table of risks that everybody signed, and why I still think so today"
)
HARD_TITLES = (
    LONG,
    LONG.upper(),
    "<b>Bold</b> & “proud” &amp; <img src='file:/etc/passwd'> " + LONG[:120],
    "東京リージョンの障害を、四分で復旧させた夜の話。" * 5,
    "障害" * 80,
    "🚒🚒 On call at 2 AM 👩‍👩‍👧‍👦 with ❤️ and 1️⃣ " + LONG[:100],
    "Überraschung: naïve café, Ångström, żółć, Ωmega, Жизнь " + LONG[:90],
    "שלום עולם: a title that begins from the right " + LONG[:100],
    "Supercalifragilistic" * 9,
    "one-two-three-" * 13,
    "e\u0301tude \u202eabc\u202c zero\u200bwidth " + LONG[:80],
    "≥ → ≤ ≠ ∑ √ ∞ µ " + LONG[:120],
    "한국어 제목이 여기에 길게 들어갑니다 " * 8,
    "tab\tand\nnew line " + LONG[:150],
)


def hard_story(number: int, title: str, *, framework: Framework) -> Story:
    principles = [framework.principles[(number * 3 + step) % len(framework.principles)] for step in range(4)]
    scores = (None, 1.0, 2.5, 3.0, 3.5, 4.0)
    tags = [
        replace(
            a_tag(p.id, scores[(number + step) % 6], "secondary" if step else "primary"),
            angle="Lead with <what> was removed & 東京 " * 3,
        )
        for step, p in enumerate(principles)
    ]
    return a_story(
        f"hard-{number}", *tags, title=title, hook=LONG, status=("draft", "ready")[number % 2], internal=number % 3 == 0,
        anchors=tuple(f"{n} anchor <i>& 錨 {LONG[:60]}" for n in range(5)), opening=LONG * 3, closing=LONG, trade_off=LONG,
        customers=full_customers(), signals=("killed-project", "cost-elasticity"),
        figures=(
            Figure(claim="never say 97 %", baseline="", source="", confidence="do-not-claim"),
            Figure(claim="tickets down 62 % " + "x" * 150, baseline="410 a week " * 9, source="", confidence="estimate"),
        ),
    )  # fmt: skip


def hard_bank(*, target: tuple[str, ...] = ()) -> Bank:
    framework = aws()
    stories = [hard_story(n, title, framework=framework) for n, title in enumerate(HARD_TITLES)]
    bank = a_bank(*stories, framework=framework, principles=target, loop_date="2026-11-01", company="<AWS> & 東京 " * 5)
    return replace(bank, title="Hard & <b>heavy</b> 銀行 " * 8)


def empty_bank() -> Bank:
    return Bank.empty(aws(), "Nothing yet")


def long_bank(count: int = 40) -> Bank:
    """Forty stories, some of them ideas or retired."""
    framework, made = aws(), []
    for number in range(count):
        story = hard_story(number, f"Story number {number} about something of middling length", framework=framework)
        status = (
            ("ready", "draft", "ready", "ready", "idea", "retired")[number % 6] if number % 5 == 0 else story.status
        )
        made.append(replace(story, status=status, hook="A hook of one line"))
    return a_bank(*made, framework=framework)
