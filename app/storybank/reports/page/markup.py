"""HTML that holds words as they are: nothing that somebody wrote is taken for a tag, an address or a script."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape, unescape
from itertools import groupby

from storybank.reports.booklet.prose import Piece, Words

_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_STYLE, _INNER, _ANY = (
    re.compile(r"<style>.*?</style>", re.DOTALL),
    re.compile(r"</?(?:strong|em|code)>"),
    re.compile(r"<[^>]*>"),
)
_HIGHEST = 4  # a narrative's own headings stand below those of the page
_DEEPEST = 12


def said(text: str) -> str:
    """Return a text as HTML shows it; what HTML cannot hold is shown as a sign that something stood there."""
    return escape(_UNFIT.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")))


def tag(name: str, inner: str, kind: str = "", **attributes: str) -> str:
    """Return an element around HTML. `kind` is its class, and `_` in the name of an attribute is `-`."""
    named = {"class": kind, **attributes} if kind else attributes
    written = "".join(f' {key.replace("_", "-")}="{escape(value)}"' for key, value in named.items())
    return f"<{name}{written}>{inner}</{name}>"


def visible_text(page: str) -> str:
    """Return what a page says, without its tags and its style."""
    return unescape(_ANY.sub("\n", _INNER.sub("", _STYLE.sub("", page))))


def blocks(pieces: Iterable[Piece]) -> Iterator[str]:
    """Yield the blocks of a narrative as HTML."""
    open_lists = _Lists()
    for kind, run in groupby(pieces, key=lambda piece: piece.kind):
        group = list(run)
        if kind == "item":
            yield from (open_lists.item(piece, words(piece.words)) for piece in group)
            continue
        for piece, block in _grouped(kind, group):
            ends = open_lists.back_to(piece.depth)
            yield ends + (tag("blockquote", block) if piece.depth > open_lists.depth else block)
    yield open_lists.back_to(0)


def _grouped(kind: str, group: Sequence[Piece]) -> Iterator[tuple[Piece, str]]:
    """Yield blocks of one kind, each with the piece that says how deep it is: rows are a table, lines of code one block."""
    if kind == "row":
        yield group[0], _table(group)
    elif kind == "code":
        lines = "\n".join("".join(said(word.text) for word in piece.words) for piece in group)
        yield group[0], tag("pre", tag("code", lines))
    else:
        for piece in group:
            yield piece, _single(piece)


def _single(piece: Piece) -> str:
    if piece.kind == "rule":
        return "<hr>"
    if piece.kind == "head":
        return tag(f"h{min(6, _HIGHEST + max(0, piece.level - 2))}", words(piece.words))
    return tag("p", words(piece.words))


def words(run: Iterable[Words]) -> str:
    """Return words in their forms."""
    made = []
    for word in run:
        text = said(word.text)
        for name, on in (("code", word.code), ("em", word.slanted), ("strong", word.strong)):
            text = f"<{name}>{text}</{name}>" if on and text else text
        made.append(f"{text}<br>" if word.breaks else text)
    return "".join(made)


def _table(group: Sequence[Piece]) -> str:
    """Return rows as a table; a first row that is bold throughout has its heads."""
    rows = []
    for number, piece in enumerate(group):
        is_head = number == 0 and all(word.strong for cell in piece.cells for word in cell if word.text.strip())
        cells = (tag("th", words(cell), scope="col") if is_head else tag("td", words(cell)) for cell in piece.cells)
        rows.append(tag("tr", "".join(cells)))
    return tag("div", tag("table", "".join(rows)), "wide")


class _Lists:
    """The lists that are open: items come one after the other, each with how deep it is."""

    def __init__(self) -> None:
        self._open: list[str] = []

    @property
    def depth(self) -> int:
        """How many are open."""
        return len(self._open)

    def item(self, piece: Piece, inner: str) -> str:
        """Return an item's beginning; what is inside of it may follow."""
        depth, name = min(max(1, piece.depth), _DEEPEST), "ul" if piece.mark == "•" else "ol"
        made = self.back_to(depth)
        if len(self._open) == depth and self._open[-1] == name:
            made += "</li>"
        elif len(self._open) == depth:
            made += self.back_to(depth - 1)
        while len(self._open) < depth:
            is_last = len(self._open) == depth - 1
            self._open.append(name)
            made += f"<{name}>" if is_last else f"<{name}><li>"
        number = f' value="{piece.mark.rstrip(".")}"' if name == "ol" else ""
        return f"{made}<li{number}>{inner}"

    def back_to(self, depth: int) -> str:
        """Return the ends of the lists that are deeper."""
        ends = "".join(f"</li></{name}>" for name in reversed(self._open[depth:]))
        del self._open[depth:]
        return ends
