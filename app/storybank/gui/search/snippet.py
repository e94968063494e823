"""What is shown of a text that was found: the part around the first place, on one line."""

import re

from storybank.analysis.folding import Span

BEFORE, MOST = 34, 200
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f]")


def snippet(
    text: str, spans: tuple[Span, ...], *, before: int = BEFORE, most: int = MOST
) -> tuple[str, tuple[Span, ...]]:
    """Return a part of a text with the first of these places in it, and where the places stand in that part."""
    first = spans[0][0] if spans else 0
    start = max(0, first - before)
    if start:
        space = _BREAKS.search(text, start, first)
        start = space.end() if space else start
    end = min(len(text), start + most)
    head, tail = "… " if start else "", " …" if end < len(text) else ""
    shift = len(head) - start
    inside = tuple((a + shift, min(b, end) + shift) for a, b in spans if a >= start and a < end)
    return head + _BREAKS.sub(" ", text[start:end]) + tail, inside


def utf16(text: str, at: int) -> int:
    """Return a place in a text as Qt counts, for which an emoji is two."""
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2
