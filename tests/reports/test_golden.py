"""Every sheet as it was when somebody last looked at it: the text of all its pages, and pictures of the first two and the last.

Four banks (the sample, an empty, a hard one, one of forty stories), four kinds of sheet, A4 and Letter, in colour and in greys.
The day is fixed. `golden/` holds one text a sheet, and two pictures of it at 32 dots an inch, pages side by side.

Texts are compared letter by letter. Pictures are drawn at 260 dots an inch and reduced, so that how an edge is smoothed hardly counts;
then both are blurred a little, and nowhere may 3 × 3 pixels of them (2.4 mm) differ by more than TOLERANCE of 255 on average, in any of
the three colours. Measured: the same PDFium 0; Poppler, which shares no line of code with it, 15 at most; the smallest mark of the matrix
missing 19, a score 33, a page moved by one pixel (0.8 mm) 21, by three 44. What must be refused is tested at the end.

When a sheet changed on purpose:

    STORYBANK_GOLDEN=write .venv/bin/pytest --no-cov -q tests/reports/test_golden.py

writes what differs and fails; look at what was written (`git diff`, and the pictures), then run again without it.
"""

import difflib
import os
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import product
from math import ceil, floor
from pathlib import Path
from typing import NamedTuple, NoReturn

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops, ImageFilter  # comes with ReportLab
from pypdfium2 import raw

from reports.sheets import A4, LETTER, empty_bank, hard_bank, long_bank, pages, sample
from storybank.reports import REPORTS
from storybank.reports.preview import page_texts

GOLDEN = Path(__file__).parent / "golden"
WRITES = os.environ.get("STORYBANK_GOLDEN") == "write"
TOLERANCE = 16
MOST_BYTES = 1_500_000

_SCALE, _FINER = 0.45, 8  # pixels to a point, and how many times finer each is drawn
_STEP = 8  # between the tones that are kept: small files, and an error of 4 at most
_NEAR, _WINDOW = 1, 1  # radius in pixels of the blur, and of the window

BANKS = {"sample": sample, "empty": empty_bank, "hard": hard_bank, "forty": long_bank}
PAPERS = {"A4": A4, "Letter": LETTER}
TURNS = {"": {}, "-landscape": {"landscape": True}, "-duplex": {"duplex": True}}


class Golden(NamedTuple):
    """A sheet that is kept: which bank, what kind, on what paper, and how it is turned."""

    bank: str
    kind: str
    paper: str
    turn: str = ""

    def __str__(self) -> str:
        return f"{self.bank}-{self.kind}{self.turn}-{self.paper}"


SHEETS = (
    *(Golden(*one) for one in product(BANKS, REPORTS, PAPERS)),
    Golden("sample", "cheatsheet", "A4", "-landscape"),
    Golden("sample", "cards", "A4", "-duplex"),
)
every_sheet = pytest.mark.parametrize("sheet", SHEETS, ids=str)
every_tone = pytest.mark.parametrize("grey", [False, True], ids=["colour", "grey"])


@cache
def made(sheet: Golden, *, grey: bool = False) -> bytes:
    """Make a sheet, once for all tests."""
    options = replace(PAPERS[sheet.paper], grey=grey, **TURNS[sheet.turn])
    return REPORTS[sheet.kind].make(BANKS[sheet.bank](), options)


# What is kept ------------------------------------------------------------------------------------------------------------------------


def said(pdf: bytes) -> str:
    """Return all that a PDF says, for a person to read: its title and outline, and every page."""
    with pdfium.PdfDocument(pdf) as document:
        title = document.get_metadata_value("Title")
        outline = [entry.get_title() for entry in document.get_toc()]
    texts = page_texts(pdf)
    parts = [f"Title: {title}", *(f"Outline: {entry}" for entry in outline)]
    for number, text in enumerate(texts, 1):
        parts += ["", f"――― page {number} of {len(texts)} ―――", text.replace("\r\n", "\n").replace("\ufffe", "-")]
    return "\n".join(line.rstrip() for part in parts for line in part.split("\n")) + "\n"


def shown(count: int) -> list[int]:
    """Return which pages of so many are kept as pictures."""
    return sorted({0, min(1, count - 1), count - 1})


def drawn(pdf: bytes) -> Image.Image:
    """Draw the pages that are kept beside each other, in few tones."""
    with pdfium.PdfDocument(pdf) as document:
        kept = [_page(document, index) for index in shown(len(document))]
    result = Image.new("RGB", (sum(page.width for page in kept), kept[0].height), "white")
    x = 0
    for page in kept:
        result.paste(page, (x, 0))
        x += page.width
    tones = [255 if value == 255 else min(248, round(value / _STEP) * _STEP) for value in range(256)]
    return result.point(tones * 3)


def _page(document: pdfium.PdfDocument, index: int) -> Image.Image:
    page = document[index]
    bitmap = page.render(scale=_SCALE * _FINER)  # pyright: ignore[reportArgumentType]  # its default is an int
    try:
        return bitmap.to_pil().convert("RGB").reduce(_FINER)
    finally:
        bitmap.close()
        page.close()


def save(picture: Image.Image, path: Path) -> None:
    """Keep a picture, as small as it goes without another loss."""
    if colours := picture.getcolors(256):
        picture = picture.quantize(len(colours), dither=Image.Dither.NONE)
    picture.save(path, optimize=True)


# Comparing ---------------------------------------------------------------------------------------------------------------------------


def far(one: Image.Image, other: Image.Image) -> Image.Image:
    """Return how far two pictures differ around each pixel, 0 to 255, in the colour where they differ most."""
    near = [picture.filter(ImageFilter.BoxBlur(_NEAR)) for picture in (one, other)]
    bands = ImageChops.difference(*near).filter(ImageFilter.BoxBlur(_WINDOW)).split()
    return ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])


def distance(one: Image.Image, other: Image.Image) -> int:
    """Return how far two pictures differ where they differ most. Different sizes are as far apart as can be."""
    return max(far(one, other).tobytes()) if one.size == other.size else 255


def where(one: Image.Image, other: Image.Image) -> str:
    """Tell which part of two pictures is too far apart."""
    if one.size != other.size:
        return f"{other.size} pixels, not {one.size}"
    box = far(one, other).point([value > TOLERANCE for value in range(256)]).getbbox()
    return f"up to {distance(one, other)} of 255 within {box} (left, top, right, bottom in pixels)"


def refuse(path: Path, why: str, write: Callable[[], object]) -> NoReturn:
    """Fail because a sheet is not what is kept of it; where that was asked for, keep it first."""
    if not WRITES:
        pytest.fail(f"{path.name}: {why}", pytrace=False)
    path.parent.mkdir(exist_ok=True)
    write()
    pytest.fail(f"{path.name} was written: look at it, then run again without STORYBANK_GOLDEN", pytrace=False)


@every_sheet
def test_a_sheet_says_what_it_said(sheet: Golden) -> None:
    text, path = said(made(sheet)), GOLDEN / f"{sheet}.txt"
    assert said(made(sheet, grey=True)) == text, "without colour a sheet says the same"
    kept = path.read_text("utf-8") if path.exists() else ""
    if text != kept:
        differing = difflib.unified_diff(kept.splitlines(), text.splitlines(), "kept", "now", lineterm="", n=1)
        refuse(path, "\n" + "\n".join([*differing][:60]), lambda: path.write_text(text, "utf-8", newline="\n"))


@every_tone
@every_sheet
def test_a_sheet_looks_as_it_looked(sheet: Golden, grey: bool, tmp_path: Path) -> None:
    picture, path = drawn(made(sheet, grey=grey)), GOLDEN / f"{sheet}-{'grey' if grey else 'colour'}.png"
    if path.exists():
        with Image.open(path) as file:
            kept = file.convert("RGB")
    else:
        kept = Image.new("RGB", (1, 1))
    if distance(kept, picture) > TOLERANCE:
        save(picture, tmp_path / path.name)
        why = f"{where(kept, picture)}; the new picture is {tmp_path / path.name}"
        refuse(path, why, lambda: save(picture, path))


def test_nothing_is_kept_but_these_and_all_is_small() -> None:
    names = {f"{sheet}{end}" for sheet in SHEETS for end in (".txt", "-colour.png", "-grey.png")}
    assert {path.name for path in GOLDEN.iterdir()} == names
    assert sum(path.stat().st_size for path in GOLDEN.glob("*.png")) <= MOST_BYTES
    for sheet in SHEETS:
        picture = kept_picture(sheet, grey=True)
        assert picture.convert("L").convert("RGB").tobytes() == picture.tobytes(), "a grey sheet has a colour"


# What must be refused, and what must not ----------------------------------------------------------------------------------------------

MATRIX = Golden("sample", "matrix", "A4")
Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points, measured from the top left corner of the page."""


def kept_picture(sheet: Golden, *, grey: bool = False) -> Image.Image:
    with Image.open(GOLDEN / f"{sheet}-{'grey' if grey else 'colour'}.png") as file:
        return file.convert("RGB")


def pixels(box: Box) -> tuple[int, int, int, int]:
    left, top, right, bottom = (one * _SCALE for one in box)
    return floor(left), floor(top), ceil(right), ceil(bottom)


def without(picture: Image.Image, box: Box) -> Image.Image:
    """Blank a box of the first page."""
    result = picture.copy()
    result.paste("white", pixels(box))
    return result


def texts() -> list[tuple[str, Box]]:
    """Return the texts of the matrix."""
    (page,) = pages(made(MATRIX))
    corners = [(one, *zip(*one.corners, strict=True)) for one in page.drawn]
    return [
        (one.text.strip(), (min(xs), page.height - max(ys), max(xs), page.height - min(ys))) for one, xs, ys in corners
    ]


def marks() -> list[Box]:
    """Return the marks of the matrix: ranks in its cells, tiers and signals beside them, the legend's."""
    with pdfium.PdfDocument(made(MATRIX)) as document:
        page = document[0]
        height = page.get_height()
        found = [one.get_bounds() for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])]
        page.close()
    boxes = [(left, height - top, right, height - bottom) for left, bottom, right, top in found]
    return [one for one in boxes if all(2 < side < 9 for side in (one[2] - one[0], one[3] - one[1]))]


@every_tone
@every_sheet
def test_a_sheet_that_moved_by_three_pixels_is_refused(sheet: Golden, grey: bool) -> None:
    picture = kept_picture(sheet, grey=grey)
    for across, down in ((3, 0), (-3, 0), (0, 3), (0, -3)):
        assert distance(picture, ImageChops.offset(picture, across, down)) > 2 * TOLERANCE


@every_tone
def test_a_mark_that_is_missing_is_refused(grey: bool) -> None:
    picture, found = kept_picture(MATRIX, grey=grey), marks()
    assert len(found) > 40
    for box in found:
        assert distance(picture, without(picture, box)) > TOLERANCE, box


@every_tone
@pytest.mark.parametrize("text", ["Veto exposure", "Depth", "Dive Deep", "3.5", "Earn Trust can be vetoed", "Kept"])
def test_a_text_that_is_missing_or_moved_is_refused(text: str, grey: bool) -> None:
    picture = kept_picture(MATRIX, grey=grey)
    found = [box for said, box in texts() if said.startswith(text)]
    assert found
    for box in found:
        assert distance(picture, without(picture, box)) > TOLERANCE
        moved = without(picture, box)
        moved.paste(picture.crop(pixels(box)), (pixels(box)[0] + 3, pixels(box)[1]))
        assert distance(picture, moved) > TOLERANCE


def test_a_row_that_is_missing_is_refused() -> None:
    picture = kept_picture(MATRIX)
    for row in ("Veto exposure", "Depth", "Refused or timed out"):
        ((_left, top, _right, bottom),) = [box for said, box in texts() if said.startswith(row)]
        assert distance(picture, without(picture, (0, top, picture.width / _SCALE, bottom))) > 2 * TOLERANCE


@pytest.mark.parametrize("kind", ["matrix", "cheatsheet", "cards"])
def test_a_colour_that_is_lost_is_refused(kind: str) -> None:
    picture = kept_picture(Golden("sample", kind, "A4"))
    assert distance(picture, picture.convert("L").convert("RGB")) > TOLERANCE


def test_a_warning_that_is_no_longer_red_is_refused() -> None:
    picture = kept_picture(MATRIX)
    ((_left, top, _right, bottom),) = [box for said, box in texts() if said.startswith("Veto exposure")]
    row, plain = pixels((0, top, picture.width / _SCALE, bottom)), picture.copy()
    plain.paste(picture.crop(row).convert("L").convert("RGB"), row[:2])
    assert distance(picture, plain) > TOLERANCE


@every_sheet
def test_softer_or_lighter_edges_are_accepted(sheet: Golden) -> None:
    picture = kept_picture(sheet)
    assert distance(picture, picture.filter(ImageFilter.BoxBlur(0.15))) <= TOLERANCE
    assert distance(picture, picture.point([min(255, value + 8) for value in range(256)] * 3)) <= TOLERANCE
