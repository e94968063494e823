"""A PDF taken apart as a viewer does it: every code that is drawn, the font that the PDF carries for it, the outline of its glyph.

Nothing here asks the program which font has what, nor ReportLab: the tables are read from the bytes of the file.
"""

import base64
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

# Reading a font ----------------------------------------------------------------------------------------------------------------------


class Glyphs:
    """The glyphs of a TrueType font, or of the first one in a collection, as its own tables have them."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        start = self._at(12, ">I")[0] if data[:4] == b"ttcf" else 0
        (count,) = self._at(start + 4, ">H")
        entries = (self._at(start + 12 + 16 * number, ">4sIII") for number in range(count))
        self.tables = {tag.decode(): (at, size) for tag, _sum, at, size in entries}

    def _at(self, at: int, form: str) -> tuple:
        return struct.unpack_from(form, self.data, at)

    @cached_property
    def outlines(self) -> list[bytes]:
        """The outline of every glyph; nothing for one that leaves no ink."""
        (long_form,) = self._at(self.tables["head"][0] + 50, ">h")
        (count,) = self._at(self.tables["maxp"][0] + 4, ">H")
        ends = self._at(self.tables["loca"][0], f">{count + 1}{'I' if long_form else 'H'}")
        glyf, unit = self.tables["glyf"][0], 1 if long_form else 2
        return [self.data[glyf + unit * one : glyf + unit * other] for one, other in pairwise(ends)]

    @cached_property
    def map(self) -> dict[int, int]:
        """Which glyph stands for a code: all maps of the font together, a Unicode one above a Macintosh one."""
        found: dict[int, int] = {}
        start = self.tables["cmap"][0]
        (count,) = self._at(start + 2, ">H")
        heads = sorted(self._at(start + 4 + 8 * number, ">HHI") for number in range(count))
        for platform, _encoding, offset in sorted(heads, key=lambda head: head[0] in {0, 3}):
            (form,) = self._at(start + offset, ">H")
            read = {0: self._bytes, 4: self._segments, 6: self._row, 12: self._groups}.get(form)
            if read and platform in {0, 1, 3}:
                found.update(read(start + offset))
        return found

    def _bytes(self, at: int) -> dict[int, int]:
        return dict(enumerate(self.data[at + 6 : at + 262]))

    def _row(self, at: int) -> dict[int, int]:
        first, count = self._at(at + 6, ">HH")
        return dict(enumerate(self._at(at + 10, f">{count}H"), first))

    def _groups(self, at: int) -> dict[int, int]:
        (count,) = self._at(at + 12, ">I")
        groups = (self._at(at + 16 + 12 * number, ">III") for number in range(count))
        return {code: glyph + code - first for first, last, glyph in groups for code in range(first, last + 1)}

    def _segments(self, at: int) -> dict[int, int]:
        count = self._at(at + 6, ">H")[0] // 2
        lasts, firsts = self._at(at + 14, f">{count}H"), self._at(at + 16 + 2 * count, f">{count}H")
        deltas, ranges = self._at(at + 16 + 4 * count, f">{count}H"), self._at(at + 16 + 6 * count, f">{count}H")
        found = {}
        for number, (first, last, delta, skip) in enumerate(zip(firsts, lasts, deltas, ranges, strict=True)):
            for code in range(first, last + 1):
                glyph = code
                if skip:
                    (glyph,) = self._at(at + 16 + 6 * count + 2 * number + skip + 2 * (code - first), ">H")
                found[code] = (glyph + delta) % 65536 if glyph or not skip else 0
        return found

    def fault(self, code: int, char: str) -> str:
        """Tell why a code does not print as its character, or nothing."""
        glyph = self.map.get(code, 0)
        if glyph == 0 or glyph >= len(self.outlines):
            return "no glyph"
        if not self.outlines[glyph]:
            return "" if char.isspace() else "a glyph without ink"
        return "the outline of a missing glyph" if self.outlines[glyph] == self.outlines[0] else ""


# Reading a PDF -----------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Font:
    """A font of a PDF: its name there, the file that it carries, the character that each code stands for."""

    name: str
    file: bytes
    chars: dict[int, str]

    @cached_property
    def glyphs(self) -> Glyphs:
        return Glyphs(self.file)


class Paper:
    """A PDF as ReportLab writes it, taken apart."""

    def __init__(self, pdf: bytes) -> None:
        found = re.finditer(rb"(?s)(?<=\n)(\d+) 0 obj\n(.*?)endobj\n", pdf)
        self.objects = {int(one[1]): one[2] for one in found}

    def stream(self, number: int) -> bytes:
        head, _, rest = self.objects[number].partition(
            b"stream\r\n" if b"stream\r\n" in self.objects[number] else b"stream\n"
        )
        data = rest.rpartition(b"endstream")[0]
        if b"ASCII85Decode" in head:
            data = base64.a85decode(data.strip().removesuffix(b"~>"))
        return zlib.decompress(data) if b"FlateDecode" in head else data

    def link(self, number: int, name: str) -> int:
        found = re.search(rb"/%s (\d+) 0 R" % name.encode(), self.objects[number])
        assert found, f"object {number} has no {name}"
        return int(found[1])

    def of_type(self, name: str) -> list[int]:
        return [number for number, text in self.objects.items() if re.search(rb"/Type /%s\b" % name.encode(), text)]

    @cached_property
    def fonts(self) -> dict[str, Font]:
        """The fonts by the names that the pages give them."""
        return {name: self._font(number) for name, number in self._font_objects()}

    def _font_objects(self) -> Iterator[tuple[str, int]]:
        for number in self.of_type("Font"):
            found = re.search(rb"/Name /(\S+)", self.objects[number])
            assert found, "every font is named"
            yield found[1].decode(), number

    def _font(self, number: int) -> Font:
        base = re.search(rb"/BaseFont /(\S+)", self.objects[number])
        assert base, "every font says which it is"
        file = self.stream(self.link(self.link(number, "FontDescriptor"), "FontFile2"))
        return Font(
            base[1].decode(), file, dict(_meanings(self.stream(self.link(number, "ToUnicode")).decode("ascii")))
        )

    def drawn(self) -> Iterator[tuple[Font, int]]:
        """Every code drawn, page by page, with the font that it is drawn in."""
        for number in self.of_type("Page"):
            font = None
            for name, text in _SHOWN.findall(self.stream(self.link(number, "Contents"))):
                if name:
                    font = self.fonts[name.decode()]
                    continue
                assert font is not None, "a text before its font"
                yield from ((font, code) for code in _codes(text))


_SHOWN = re.compile(rb"(?s)/(\S+) [\d.]+ Tf|\(((?:\\.|[^\\()])*)\) (?:Tj|')")
_ESCAPED = re.compile(rb"(?s)\\([0-7]{1,3}|.)")
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _codes(text: bytes) -> bytes:
    return _ESCAPED.sub(lambda one: bytes([int(one[1], 8)]) if one[1].isdigit() else _NAMED.get(one[1], one[1]), text)


def _meanings(cmap: str) -> Iterator[tuple[int, str]]:
    for block in re.findall(r"(?s)beginbfchar(.*?)endbfchar", cmap):
        for code, char in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            yield int(code, 16), bytes.fromhex(char).decode("utf-16-be")


def missing(pdf: bytes) -> list[str]:
    """Return what is drawn without a glyph of its own: the character, the font and the fault.

    Where a font has no such character ReportLab draws code 0 and forgets which one it was.
    """
    found = ((font, font.chars.get(code, "\0"), code) for font, code in dict.fromkeys(Paper(pdf).drawn()))
    told = ((char, font, "no glyph" if char == "\0" else font.glyphs.fault(code, char)) for font, char, code in found)
    return [f"{char!r} in {font.name}: {fault}" for char, font, fault in told if fault]
