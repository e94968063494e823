"""A narrative in Markdown as blocks of words: headings, paragraphs, lists, quotes, tables and code. Nothing is loaded; images and HTML stay text.

python-markdown reads it. On hostile texts it takes minutes (20,000 brackets: 77 s), and nothing can interrupt it there, so the structure of a text is
measured first, and what is too much is set as plain text.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n`]*\n(.*?)(?:^ {0,3}\1[`~]* *$\n?|\Z)", re.MULTILINE | re.DOTALL)
_PLACES = {"\x02amp\x03": "&", "\x02": "", "\x03": ""}
_LONGEST, _LONGEST_BLOCK = 200_000, 30_000  # characters; a narrative of half an hour is 30,000
_MOST_SIGNS, _MOST_ROWS, _DEEPEST = 400, 400, 12
_HEADS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset({"p", "ul", "ol", "blockquote", "pre", "table", "hr", *_HEADS})


class Words(NamedTuple):
    """A run of text in one form; `breaks` says that a new line begins after it."""

    text: str
    strong: bool = False
    slanted: bool = False
    code: bool = False
    breaks: bool = False


_USUAL = Words("")


class Piece(NamedTuple):
    """A block: `kind` is text, head, item, code, row or rule. `level` is a heading's, `mark` an item's, `depth` how deep it is listed or quoted.

    A row has its cells in `cells`, everything else its words in `words`.
    """

    kind: str
    words: tuple[Words, ...] = ()
    level: int = 0
    depth: int = 0
    mark: str = ""
    cells: tuple[tuple[Words, ...], ...] = ()


def too_much(text: str) -> bool:
    """Say whether the Markdown of a text would take too long to read: by its length, its brackets and stars, and how deep it is nested."""
    if len(text) > _LONGEST:
        return True
    for block in re.split(r"\n[ \t]*\n", text):
        signs = sum(block.count(sign) for sign in "[]*_`<>&\\!")
        rows = sum(line.count("|") > 1 for line in block.splitlines())
        if len(block) > _LONGEST_BLOCK or signs > _MOST_SIGNS or rows > _MOST_ROWS:
            return True
    deepest = max((_depth(line) for line in text.splitlines()), default=0)
    return deepest > _DEEPEST


def _depth(line: str) -> int:
    inner = line.lstrip(" \t")
    inside = len(line[: len(line) - len(inner)].expandtabs(4)) // 2
    marks = re.match(r"(?:(?:[-*+>]|\d{1,9}[.)])[ \t]*)+", inner)
    return inside // 2 + (len(re.findall(r"[-*+>]|\d[.)]", marks[0])) if marks else 0)


def plain(text: str) -> tuple[Piece, ...]:
    """Return a text as paragraphs, without reading any Markdown in it."""
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", text)]
    return tuple(Piece("text", (Words(part),)) for part in paragraphs if part)


def read(text: str) -> tuple[Piece, ...]:
    """Return the blocks of a Markdown text that is not `too_much`."""
    pieces: list[Piece] = []
    at = 0
    for fence in _FENCE.finditer(text):
        pieces += _parsed(text[at : fence.start()])
        pieces += [Piece("code", (Words(line, code=True),)) for line in fence[2].rstrip("\n").split("\n")]
        at = fence.end()
    return (*pieces, *_parsed(text[at:]))


def _parsed(text: str) -> list[Piece]:
    if not text.strip():
        return []
    reader = Markdown(extensions=["tables", "sane_lists"])
    reader.preprocessors.deregister("html_block")  # HTML is shown as it stands
    for name in ("html", "entity"):
        reader.inlinePatterns.deregister(name)
    lines = text.replace("\x02", "").replace("\x03", "").split("\n")
    lines = reader.preprocessors["normalize_whitespace"].run(lines)
    root = reader.parser.parseDocument(lines).getroot()
    for processor in reader.treeprocessors:
        made = processor.run(root) if root is not None else None
        root = made if made is not None else root  # an element without children counts as false
    return list(_blocks(root, 0)) if root is not None else []


def _blocks(parent: Element, depth: int) -> Iterator[Piece]:
    for element in parent:
        name = element.tag
        if name in _HEADS:
            yield Piece("head", tuple(_inline(element)), level=_HEADS[name])
        elif name == "p":
            yield Piece("text", tuple(_inline(element)), depth=depth)
        elif name in ("ul", "ol"):
            yield from _items(element, depth)
        elif name == "blockquote":
            yield from _blocks(element, depth + 1)
        elif name == "pre":
            code = "".join(element.itertext()).rstrip("\n")
            yield from (Piece("code", (Words(_text(line), code=True),), depth=depth) for line in code.split("\n"))
        elif name == "table":
            yield from _rows(element)
        elif name == "hr":
            yield Piece("rule")


def _items(element: Element, depth: int) -> Iterator[Piece]:
    number = int(element.get("start", "1"))
    for item in element:
        mark = "•" if element.tag == "ul" else f"{number}."
        number += 1
        own = Element("p")
        own.text = item.text
        inner = [child for child in item if child.tag in _BLOCKS]
        own.extend(child for child in item if child.tag not in _BLOCKS)
        words = tuple(_inline(own))
        if not "".join(word.text for word in words).strip() and inner and inner[0].tag == "p":
            words = tuple(_inline(inner.pop(0)))
        yield Piece("item", words, depth=depth + 1, mark=mark)
        rest = Element("div")
        rest.extend(inner)
        yield from _blocks(rest, depth + 1)


def _rows(table: Element) -> Iterator[Piece]:
    for part in table:
        for row in part:
            cells = (
                tuple(word._replace(strong=word.strong or part.tag == "thead") for word in _inline(cell))
                for cell in row
            )
            yield Piece("row", cells=tuple(cells))


def _inline(element: Element, form: Words = _USUAL) -> Iterator[Words]:
    """Yield the words of an element with their forms, those behind inner elements included."""
    if element.text:
        yield form._replace(text=_text(element.text))
    for child in element:
        yield from _child(child, form)
        if child.tail:
            yield form._replace(text=_text(child.tail))


def _child(child: Element, form: Words) -> Iterator[Words]:
    if child.tag == "br":
        yield form._replace(text="", breaks=True)
    elif child.tag == "img":
        yield form._replace(text=f"![{_text(child.get('alt', ''))}]({_text(child.get('src', ''))})")
    elif child.tag == "a":
        yield from _inline(child, form)
        address = _text(child.get("href", "")).removeprefix("mailto:")
        if address and address != _text("".join(child.itertext())):
            yield form._replace(text=f" ({address})")
    else:
        strong, slanted, code = child.tag == "strong", child.tag == "em", child.tag == "code"
        inner = form._replace(strong=form.strong or strong, slanted=form.slanted or slanted, code=form.code or code)
        yield from _inline(child, inner)


def _text(text: str) -> str:
    for place, meant in _PLACES.items():
        text = text.replace(place, meant)
    return re.sub(r"&(amp|lt|gt|quot|#\d+);", _entity, text)


def _entity(found: re.Match[str]) -> str:
    named = {"amp": "&", "lt": "<", "gt": ">", "quot": '"'}
    return named.get(found[1]) or chr(int(found[1][1:]))
