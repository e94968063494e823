"""A sheet: paper, margins, palette, and drawing with the origin at the top left, in points.

Text is drawn as it is, never parsed: a title may hold `<b>` or `&`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Literal

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from storybank.reports.setting import SHAPE, Line, Piece, Span, Style, wrap
from storybank.reports.type import REGULAR, clean, face

Paper = Literal["A4", "Letter"]
PAPERS: Mapping[str, tuple[float, float]] = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}
"""Width and height in points, portrait."""
MARGIN = 36.0
"""12.7 mm: inside what any printer reaches."""

# Tones differ in lightness, so that a photocopy still tells them apart.
PALETTE: Mapping[str, str] = {
    "ink": "#16181d", "grey": "#555b64", "faint": "#7a818b", "white": "#ffffff", "hairline": "#d3d7dc", "rule": "#6d747e",
    "accent": "#2f66ab", "strong": "#15366b", "solid": "#3b72b4", "pale": "#e4ebf5", "warning": "#a63c06",
    "aside": "#7f8893", "aside-pale": "#eff1f3", "track": "#c3cfdf", "track-dark": "#6f98ca", "wash": "#f5f7fa",
}  # fmt: skip
_DIAMOND, _TRIANGLE = ((0, 1), (1, 0), (0, -1), (-1, 0)), ((0, 0.9), (1, -0.8), (-1, -0.8))
_COLOURS = {name: HexColor(value) for name, value in PALETTE.items()}


def lightness(colour: str) -> float:
    """Return the lightness of a colour of the palette as the eye sees it (CIE L*), 0 black to 100 white."""
    linear = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in _COLOURS[colour].rgb())
    light = sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 116 * light ** (1 / 3) - 16 if light > 0.008856 else 903.3 * light


def _grey(colour: str) -> float:
    """Return the grey of a colour's lightness, 0 black to 1 white as PDF counts."""
    light = lightness(colour)
    linear = ((light + 16) / 116) ** 3 if light > 8 else light / 903.3
    return round(12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055, 3)


# Without its hue a warning would be fainter than what stands beside it: it is as dark as anything.
_GREYS = {name: _grey("ink" if name == "warning" else name) for name in PALETTE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a sheet is wanted. `today` is the date that the days left are counted from; the same bank and options give the same bytes.

    `landscape` turns the cheat sheet, `duplex` gives the cards backs, `grey` prints without colour. `author` stands in the file's properties.
    """

    paper: Paper = "A4"
    landscape: bool = False
    ready_only: bool = False
    grey: bool = False
    duplex: bool = False
    author: str = ""
    today: date


class Sheet:
    """A PDF in the making. All y are measured downwards from the top edge; a text's y is its baseline."""

    def __init__(self, options: Options, *, landscape: bool, title: str) -> None:
        width, height = PAPERS[options.paper]
        self._is_grey = options.grey
        self.width, self.height = (height, width) if landscape else (width, height)
        self._file = BytesIO()
        first_font = face(REGULAR).name  # ReportLab names its own first font in the file, used or not
        self._canvas = Canvas(
            self._file, pagesize=(self.width, self.height), invariant=1, pageCompression=1, lang="en", initialFontName=first_font,  # pyright: ignore[reportArgumentType]  # its annotation is mistaken
        )  # fmt: skip
        self._canvas.setTitle(clean(title))
        self._canvas.setCreator("Storybank")
        self._canvas.setAuthor(clean(options.author))
        self._canvas.setSubject("")
        self._begin()

    @property
    def left(self) -> float:
        """The left margin's x."""
        return MARGIN

    @property
    def right(self) -> float:
        """The right margin's x."""
        return self.width - MARGIN

    @property
    def top(self) -> float:
        """The top margin's y."""
        return MARGIN

    @property
    def bottom(self) -> float:
        """The bottom margin's y."""
        return self.height - MARGIN

    def next_page(self) -> None:
        """End the page and begin another."""
        self._canvas.drawText(self._text)
        self._canvas.showPage()
        self._begin()

    def finish(self) -> bytes:
        """Return the PDF."""
        self._canvas.drawText(self._text)
        self._canvas.showPage()
        self._canvas.save()
        return self._file.getvalue()

    def line(self, line: Line, x: float, y: float) -> None:
        """Draw a set line with its left end at x."""
        for at, piece in _joined(line):
            if piece.font == SHAPE:
                size, middle = piece.style.size, x + at + piece.width / 2
                self.shape(piece.text, middle, y - size * 0.36, size, piece.style.colour)
                continue
            self._dress(piece)
            self._text.setTextOrigin(x + at, self.height - y)
            self._text.textOut(piece.text)

    def lines(self, lines: Sequence[Line], x: float, y: float, leading: float) -> float:
        """Draw lines below each other, the first on baseline y; return the baseline after the last."""
        for line in lines:
            self.line(line, x, y)
            y += leading
        return y

    def text(self, text: str, x: float, y: float, style: Style, width: float = 10_000.0) -> float:
        """Draw a text on one line, cut to a width with “…”; return its width."""
        for line in wrap((Span(text, style),), width, 1):
            self.line(line, x, y)
            return line.width
        return 0.0

    def centred(self, text: str, x: float, y: float, style: Style) -> None:
        """Draw a short text centred on x."""
        for line in wrap((Span(text, style),), 10_000.0, 1):
            self.line(line, x - line.width / 2, y)

    def turned(self, lines: Sequence[Line], x: float, y: float, degrees: float, leading: float) -> None:
        """Draw lines that rise from (x, y), the last one nearest to it."""
        sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
        for number, line in enumerate(lines):
            up = (len(lines) - 1 - number) * leading
            for at, piece in _joined(line):
                self._dress(piece)
                across, above = at * cosine - up * sine, at * sine + up * cosine
                self._text.setTextTransform(cosine, sine, -sine, cosine, x + across, self.height - y + above)
                self._text.textOut(piece.text)

    def rule(self, x: float, y: float, width: float, colour: str = "hairline", weight: float = 0.5) -> None:
        """Draw a horizontal line."""
        self._stroke(colour, weight)
        self._canvas.line(x, self.height - y, x + width, self.height - y)

    def box(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0.0) -> None:
        """Fill a box whose top left corner is (x, y)."""
        self._fill(colour)
        if radius:
            self._canvas.roundRect(x, self.height - y - height, width, height, radius, stroke=0, fill=1)
        else:
            self._canvas.rect(x, self.height - y - height, width, height, stroke=0, fill=1)

    def shape(self, name: str, x: float, y: float, size: float, colour: str) -> None:
        """Draw ◆ ◇ ○ ▲ △ or • as a path round its centre (x, y), as large as in a text of that size."""
        canvas, y, reach = self._canvas, self.height - y, size * 0.36
        hollow = name in "◇○△"
        self._fill(colour)
        self._stroke(colour, max(0.6, size * 0.08))
        if name in "○•":
            canvas.circle(x, y, reach * (0.85 if hollow else 0.5), stroke=int(hollow), fill=int(not hollow))
            return
        corners = _DIAMOND if name in "◆◇" else _TRIANGLE
        path = canvas.beginPath()
        for number, (across, up) in enumerate(corners):
            (path.lineTo if number else path.moveTo)(x + across * reach, y + up * reach)
        path.close()
        canvas.drawPath(path, stroke=int(hollow), fill=int(not hollow))

    def outline(self, x: float, y: float, width: float, height: float, colour: str = "faint") -> None:
        """Outline a box with rounded corners."""
        self._stroke(colour, 0.5)
        self._canvas.roundRect(x, self.height - y - height, width, height, 2.5, stroke=1, fill=0)

    def stem(self, x: float, top: float, bottom: float) -> None:
        """Draw a vertical hairline."""
        self._stroke("hairline", 0.5)
        self._canvas.line(x, self.height - top, x, self.height - bottom)

    def anchor(self, name: str, title: str, y: float) -> None:
        """Name a place of the page, and put it into the outline that a viewer shows beside the pages."""
        self._canvas.bookmarkHorizontal(name, 0, self.height - y)
        self._canvas.addOutlineEntry(clean(title), name, level=0)
        self._canvas.showOutline()  # readers keep it closed otherwise

    def link(self, name: str, x: float, y: float, width: float, height: float) -> None:
        """Make a box a link to a place that is named somewhere."""
        self._canvas.linkAbsolute("", name, (x, self.height - y - height, x + width, self.height - y), Border="[0 0 0]")

    def corner(self, x: float, y: float, reach: float) -> None:
        """Draw a cut mark: a small cross."""
        self.rule(x - reach, y, 2 * reach, "faint", 0.4)
        self._canvas.line(x, self.height - y - reach, x, self.height - y + reach)

    def _begin(self) -> None:
        """Begin a page. All its texts stand in one text object, above everything else: half the time of one object per text."""
        self._text = self._canvas.beginText()
        self._colour, self._text_colour, self._font = "", "", ("", 0.0)

    def _dress(self, piece: Piece) -> None:
        if self._font != (piece.font, piece.style.size):
            self._font = (piece.font, piece.style.size)
            self._text.setFont(*self._font)
        if piece.style.colour != self._text_colour:
            self._text_colour = piece.style.colour
            self._paint(self._text, piece.style.colour)

    def _fill(self, colour: str) -> None:
        if colour != self._colour:
            self._paint(self._canvas, colour)
            self._colour = colour

    def _paint(self, on: Canvas | PDFTextObject, colour: str) -> None:
        """Choose what is filled with: where no colour is wanted a true grey, which asks a printer for black alone."""
        if self._is_grey:
            on.setFillGray(_GREYS[colour])
        else:
            on.setFillColor(_COLOURS[colour])

    def _stroke(self, colour: str, weight: float) -> None:
        if self._is_grey:
            self._canvas.setStrokeGray(_GREYS[colour])
        else:
            self._canvas.setStrokeColor(_COLOURS[colour])
        self._canvas.setLineWidth(weight)


def _joined(line: Line) -> list[tuple[float, Piece]]:
    """Join neighbours of one font and style into one string: fewer operators, and the text copies out of the PDF whole."""
    result: list[tuple[float, Piece]] = []
    for x, piece in line.pieces:
        if result and piece.font != SHAPE:
            start, last = result[-1]
            space = " " if piece.space and x > 0 else ""
            same = last.font == piece.font and last.style == piece.style
            if same and not (space and piece.font != piece.style.font):  # a stand-in font's space has another width
                result[-1] = (start, _and(last, space + piece.text, x + piece.width - start))
                continue
        result.append((x, piece))
    return result


def _and(piece: Piece, more: str, width: float) -> Piece:
    return Piece(piece.text + more, piece.font, piece.style, width, piece.space, piece.glued)
