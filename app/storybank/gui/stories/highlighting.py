"""Markdown marked lightly while it is written: weight and slant for what they mean, the quiet colour for the marks themselves."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from storybank.gui.theme import Theme

Kind = Literal["heading", "bold", "italic", "code", "quote", "mark", "link"]

_HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?=\s|$)")
_QUOTE = re.compile(r"[ ]{0,3}(?:>[ \t]?)+")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?=[ \t])")
_FENCE = re.compile(r"[ ]{0,3}(```|~~~)")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.{1,400}?)(?<!`)\1(?!`)")
_LINK = re.compile(r"!?\[([^\[\]]+)\](\([^()\s]*(?:\s+\"[^\"]*\")?\))")
_BOLD = re.compile(r"(?<![\\\w*])(\*\*|__)(?=\S)(.{1,400}?)(?<=\S)\1(?![\w*])")
_ITALIC = re.compile(r"(?<![\\\w*_])([*_])(?=[^\s*_])([^*_]+?)(?<=\S)\1(?![\w*_])")
_EMPHASIS: tuple[tuple[Kind, re.Pattern[str]], ...] = (("bold", _BOLD), ("italic", _ITALIC))


MOST_CHARACTERS = 5000  # of a paragraph that is marked; a longer one is nobody's writing


class Span(NamedTuple):
    """A part of a line and what it is; `mark` is what Markdown itself needs."""

    start: int
    end: int
    kind: Kind


def spans(line: str) -> Iterator[Span]:
    """Yield what the parts of a line of Markdown are; parts may lie in each other."""
    heading, quote, item = _HEADING.match(line), _QUOTE.match(line), _ITEM.match(line)
    if heading:
        yield Span(0, len(line), "heading")
        yield Span(0, heading.end(), "mark")
    elif quote:
        yield Span(0, len(line), "quote")
        yield Span(0, quote.end(), "mark")
    elif item:
        yield Span(0, item.end(), "mark")
    if not any(character in line for character in "`*_["):
        return
    for code in _CODE.finditer(line):
        yield Span(code.start(), code.end(), "code")
    plain = _CODE.sub(lambda found: " " * len(found[0]), line)
    for link in _LINK.finditer(plain):
        yield Span(link.start(1), link.end(1), "link")
        yield Span(link.start(2) - 1, link.end(2), "mark")
        yield Span(link.start(), link.start(1), "mark")
    plain = _LINK.sub(lambda found: " " * len(found[0]), plain)
    for kind, pattern in _EMPHASIS:
        for found in pattern.finditer(plain):
            yield Span(found.start(), found.end(), kind)
            yield Span(found.start(), found.end(1), "mark")
            yield Span(found.end(2), found.end(), "mark")


class Highlighter(QSyntaxHighlighter):
    """Marks the paragraphs of a document as they change, in the colours of a theme."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._forms: dict[Kind, QTextCharFormat] = {}
        self._theme = theme
        self._take(theme)

    def use(self, theme: Theme) -> None:
        """Mark everything in the colours of another theme."""
        if theme != self._theme:
            self._theme = theme
            self._take(theme)
            self.rehighlight()

    def _take(self, theme: Theme) -> None:
        self._forms = {
            "heading": _form(weight=QFont.Weight.DemiBold),
            "bold": _form(weight=QFont.Weight.DemiBold),
            "italic": _form(italic=True),
            "code": _form(colour=theme.quiet, fixed=True),
            "quote": _form(italic=True),
            "link": _form(colour=theme.accent),
            "mark": _form(colour=theme.quiet),
        }

    def highlightBlock(self, text: str) -> None:
        """Format one paragraph; a fence of code says so to the next."""
        if len(text) > MOST_CHARACTERS:
            self.setCurrentBlockState(int(self.previousBlockState() == 1))
            return
        fenced, fence = self.previousBlockState() == 1, _FENCE.match(text)
        self.setCurrentBlockState(int(fenced != bool(fence)))
        if fenced or fence:
            self.setFormat(0, _utf16(text), self._forms["code"])
            return
        wide = not text.isascii() and max(text) > "\uffff"
        for start, end, kind in spans(text):
            first, last = (_utf16(text[:start]), _utf16(text[:end])) if wide else (start, end)
            self._format(first, last, self._forms[kind])

    def _format(self, start: int, end: int, form: QTextCharFormat) -> None:
        """Format a part on top of what it has: bold in a heading stays what both make it."""
        for at in range(start, end):
            merged = self.format(at)
            merged.merge(form)
            self.setFormat(at, 1, merged)


def _form(
    *, weight: QFont.Weight | None = None, italic: bool = False, colour: str = "", fixed: bool = False
) -> QTextCharFormat:
    form = QTextCharFormat()
    if weight is not None:
        form.setFontWeight(weight)
    if italic:
        form.setFontItalic(True)
    if colour:
        form.setForeground(QColor(colour))
    if fixed:
        form.setFontFixedPitch(True)
    return form


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
