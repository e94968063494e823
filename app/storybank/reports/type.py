"""Type: the fonts of the sheets, and how a text is cut into runs of one font each.

One rule for every character: Inter where Inter has it, else WenQuanYi Micro Hei, else a plain mark. Nothing ever prints as a box.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from storybank.paths import resources

REGULAR, BOLD, FALLBACK = "Inter-Regular", "Inter-Bold", "WQY-MicroHei"
MARK = "•"
"""What stands for a character, or an emoji of several, that no font has."""

_FILES = {REGULAR: "Inter-Regular.ttf", BOLD: "Inter-Bold.ttf", FALLBACK: "wqy-microhei.ttc"}
_JOINER = "\u200d"
_ASTRAL = 0x10000  # Micro Hei ends here: an emoji need not load five megabytes to be found missing


@dataclass(frozen=True, slots=True)
class Face:
    """A registered font: which characters it has, and how wide they are in thousandths of the size."""

    name: str
    has: frozenset[int]
    widths: dict[int, float]
    default: float

    def width(self, text: str) -> float:
        """Return the width of a text at size 1."""
        widths, default = self.widths, self.default
        return sum([widths.get(code, default) for code in map(ord, text)]) / 1000


@dataclass(frozen=True, slots=True)
class Run:
    """A text in one font. `width` is at size 1."""

    font: str
    text: str
    width: float


@cache
def face(name: str) -> Face:
    """Register a font with ReportLab on its first use and return it. Micro Hei costs 70 ms, so only its own characters ask for it."""
    font = TTFont(name, str(resources() / "fonts" / _FILES[name]))
    pdfmetrics.registerFont(font)
    glyphs = font.face
    private = range(0xE000, 0xF900)  # a font's own signs, which mean nothing in somebody's text
    special = range(0xFFF9, 0xFFFE)  # stand-ins for what was lost or embedded: fonts draw them as boxes
    ends = glyphs.glyphPos  # Micro Hei has “∼” without an outline: a character that leaves no ink is a missing one
    inked = (code for code, glyph in glyphs.charToGlyph.items() if ends[glyph] < ends[glyph + 1] or chr(code).isspace())
    has = frozenset(code for code in inked if code not in private and code not in special)
    return Face(name, has, glyphs.charWidths, glyphs.defaultWidth)


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """Return a text as it can be printed on one line: composed, white space as single spaces, no controls, a mark for what no font has.

    An emoji sequence (joined, with a skin tone or a variation selector) and a word in a script without a font become one mark each.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    has, kept = face(REGULAR).has, []
    joined = False
    for char in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(char)
        if (
            kind == "Cf" or "\ufe00" <= char <= "\ufe0f"
        ):  # joiners, direction and variation: how to print, nothing to print
            joined = joined or char == _JOINER
            continue
        if kind[0] == "Z" or kind == "Cc":
            kept.append("\u00a0" if char in "\u00a0\u202f" else " ")
        elif kept and kept[-1] == MARK and (joined or kind in {"Mn", "Me"}):
            pass
        elif ord(char) in has or in_fallback(char):
            kept.append(char)
        elif kind not in {"Mn", "Me"} and not (kept and kept[-1] == MARK):
            kept.append(MARK)
        joined = False
    return " ".join(part for part in "".join(kept).split(" ") if part)


def in_fallback(char: str) -> bool:
    """Say whether Micro Hei has a character that Inter was asked for first."""
    return (
        ord(char) < _ASTRAL and unicodedata.category(char) not in {"Co", "Cs", "Cn"} and ord(char) in face(FALLBACK).has
    )


def runs(text: str, font: str) -> Iterator[Run]:
    """Cut a cleaned text into runs, each in the first font that has its characters."""
    main = face(font)
    if text.isascii() and text:
        yield _run(text, main, fallback=False)
        return
    start, fallback = 0, False
    for index, char in enumerate(text):
        missing = ord(char) not in main.has
        if missing != fallback:
            if index > start:
                yield _run(text[start:index], main, fallback=fallback)
            start, fallback = index, missing
    if start < len(text):
        yield _run(text[start:], main, fallback=fallback)


def _run(text: str, main: Face, *, fallback: bool) -> Run:
    used = face(FALLBACK) if fallback else main
    return Run(used.name, text, used.width(text))


def breaks_anywhere(char: str) -> bool:
    """Say whether a line may break beside a character: the scripts that are written without spaces."""
    code = ord(char)
    return 0x2E80 <= code <= 0x9FFF or 0xAC00 <= code <= 0xD7AF or 0xF900 <= code <= 0xFAFF or 0xFE30 <= code <= 0xFFEF


CLOSING = frozenset("、。，．：；？！」』）】》〉〕％…ー々")
"""What must not begin a line."""
