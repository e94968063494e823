"""Setting: spans of text become lines of a given width.

A line breaks at spaces, in scripts without spaces between characters, and inside a word only when the word is wider than the line.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from storybank.reports.type import BOLD, CLOSING, REGULAR, breaks_anywhere, clean, face, runs

SHAPE = "shape"
"""The font of a piece that is drawn as a path: its text is the shape's name."""
_LONGEST_TAIL = 0.85
"""How much of the last line a tail may take."""


@dataclass(frozen=True, slots=True)
class Style:
    """A font, its size in points, and the name of a colour of the palette."""

    size: float
    colour: str = "ink"
    font: str = REGULAR


@dataclass(frozen=True, slots=True)
class Span:
    """A text in one style. Spans stand apart by a space; a line never breaks before a `tied` one."""

    text: str
    style: Style
    tied: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """What cannot be broken: a run of one font, `space` wide away from what stands before it on the line. `glued`: no break before it."""

    text: str
    font: str
    style: Style
    width: float
    space: float
    glued: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces beside each other: (distance from the left, piece), and the width of all."""

    pieces: tuple[tuple[float, Piece], ...]
    width: float

    @property
    def size(self) -> float:
        """The largest size on the line."""
        return max((piece.style.size for _x, piece in self.pieces), default=0.0)


def bold(size: float, colour: str = "ink") -> Style:
    """Return a bold style."""
    return Style(size, colour, BOLD)


def shape(name: str, style: Style, *, tied: bool = False) -> Span:
    """Return a span that is drawn as a shape of `Sheet.shape`."""
    return Span(name, replace(style, font=SHAPE), tied)


def text_width(text: str, style: Style) -> float:
    """Return how wide a text is on one line, in points."""
    return sum(run.width for run in runs(clean(text), style.font)) * style.size


@lru_cache(maxsize=2048)
def pieces(spans: tuple[Span, ...]) -> tuple[Piece, ...]:
    """Cut spans into pieces."""
    result: list[Piece] = []
    for span in spans:
        if span.style.font == SHAPE:
            result.append(
                Piece(span.text, SHAPE, span.style, span.style.size * 0.86, _space(span.style), glued=span.tied)
            )
        else:
            result.extend(_words(span))
    return tuple(result)


def _space(style: Style) -> float:
    return face(REGULAR if style.font == SHAPE else style.font).width(" ") * style.size


def _words(span: Span) -> Iterator[Piece]:
    size, gap = span.style.size, _space(span.style)
    space, after_hyphen = gap, False
    for number, word in enumerate(clean(span.text).split(" ")):
        glued = (
            span.tied if number == 0 else after_hyphen
        )  # a line's last hyphen is lost when the text is copied out of a PDF
        for run in runs(word, span.style.font):
            for part, open_before in _parts(run.text):
                width = run.width if part == run.text else face(run.font).width(part)
                yield Piece(part, run.font, span.style, width * size, space, glued and not open_before)
                space, glued = 0.0, True
        space, after_hyphen = gap, word.endswith("-")


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a word between which a line may break, and whether it may break before each."""
    start = 0
    for index in range(1, 0 if text.isascii() else len(text)):
        if (breaks_anywhere(text[index]) or breaks_anywhere(text[index - 1])) and text[index] not in CLOSING:
            yield text[start:index], breaks_anywhere(text[start])
            start = index
    if text:
        yield text[start:], breaks_anywhere(text[start]) and text[start] not in CLOSING


def wrap(spans: Sequence[Span], width: float, most: int | None = None) -> list[Line]:
    """Set spans in lines of a width in points; with `most`, no more lines than that, the last one ending in “…” when something is cut."""
    return list(_wrapped(tuple(spans), width, most))


@lru_cache(maxsize=4096)  # a sheet is set in several ways until one fits, and a preview sets it again after each edit
def _wrapped(spans: tuple[Span, ...], width: float, most: int | None) -> tuple[Line, ...]:
    lines, line, used = [], [], 0.0
    for group in _groups(pieces(spans)):
        needed = sum(piece.width + piece.space for piece in group) - (0 if line else group[0].space)
        if line and used + needed > width + 0.01:
            lines.append(_line(line))
            line, used = [], 0.0
            needed -= group[0].space
        if needed > width + 0.01:
            *full, rest = _broken(group, width)
            lines.extend(_line(part) for part in full)
            line, used = rest, sum(piece.width for piece in rest)
            continue
        line.extend(group)
        used += needed
    if line:
        lines.append(_line(line))
    if most is not None and len(lines) > most:
        kept = lines[:most]
        rest = [piece for _x, piece in kept[-1].pieces]
        return (*kept[:-1], _cut(rest, width))
    return tuple(lines)


def _groups(found: Iterable[Piece]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for piece in found:
        if group and not piece.glued:
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _line(found: list[Piece]) -> Line:
    x, placed = 0.0, []
    for index, piece in enumerate(found):
        x += piece.space if index else 0.0
        placed.append((x, piece))
        x += piece.width
    return Line(tuple(placed), x)


def _broken(group: list[Piece], width: float) -> list[list[Piece]]:
    """Cut a word that is wider than a line between its characters."""
    lines: list[list[Piece]] = [[]]
    used = 0.0
    for piece in group:
        one = face(piece.font).width if piece.font != SHAPE else None
        text, start = piece.text, 0
        if one is None or used + piece.width <= width:
            lines[-1].append(replace(piece, space=0.0))
            used += piece.width
            continue
        for index, char in enumerate(text):
            step = one(char) * piece.style.size
            if used + step > width and (used or index > start):
                end = index - 1 if text[index - 1] == "-" and index - 1 > start else index  # see `_words`
                if end > start:
                    lines[-1].append(_part(piece, text[start:end]))
                lines.append([])
                start, used = end, one(text[end:index]) * piece.style.size
            used += step
        lines[-1].append(_part(piece, text[start:]))
    return lines


def _part(piece: Piece, text: str) -> Piece:
    return replace(piece, text=text, width=face(piece.font).width(text) * piece.style.size, space=0.0)


def _cut(found: list[Piece], width: float) -> Line:
    """Return a last line that ends in “…” after a whole word, or inside it when it is the only one."""
    kept = list(found)
    while kept:
        last = kept[-1]
        dots = Piece("…", last.style.font if last.font != SHAPE else REGULAR, last.style, 0.0, 0.0, glued=True)
        dots = _part(dots, "…")
        if _line([*kept, dots]).width <= width + 0.01:
            return _line([*kept, dots])
        if len(kept) == 1 and len(last.text) > 1 and last.font != SHAPE:
            kept[0] = _part(last, last.text[:-1])
        else:
            kept.pop()
    return _line([])


def with_tail(spans: Sequence[Span], tail: Sequence[Span], width: float, most: int) -> list[Line]:
    """Set spans and behind them a tail in `most` lines at most. Where something must be cut it is the spans, and a tail that leaves no room."""
    flowing = wrap((*spans, *tail), width)
    if len(flowing) <= most or not tail:
        return wrap((*spans, *tail), width, most) or [_line([])]
    lines = wrap(spans, width, most) or [_line([])]
    ends = wrap(tail, width * _LONGEST_TAIL, 1)[0]
    gap = ends.pieces[0][1].space if lines[-1].pieces else 0.0
    if lines[-1].width + gap + ends.width > width:
        lines[-1] = _cut([piece for _x, piece in lines[-1].pieces], width - gap - ends.width)
    start = lines[-1].width + gap
    moved = tuple((start + x, piece) for x, piece in ends.pieces)
    lines[-1] = Line((*lines[-1].pieces, *moved), start + ends.width)
    return lines
