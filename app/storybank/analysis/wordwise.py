"""What differs between two texts, word by word; Chinese characters and kana one by one."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "gone", "new"]

MOST_PAIRS = 40_000
"""So many pairs of equal words are looked at in one text; beyond, paragraphs are compared, and beyond that all is gone and all is new."""
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = "\u0300-\u036f\ufe00-\ufe0f\u200d\U0001f3fb-\U0001f3ff"  # they belong to the character before
_TOKEN = re.compile(
    rf"[{_UNSPACED}][{_MARKS}]*|(?:(?![{_UNSPACED}])\w[{_MARKS}]*)+|\n|[^\S\n]+|[^\w\s](?:\u200d[^\w\s]|[{_MARKS}])*"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text that stayed, went or came; never empty."""

    kind: Kind
    text: str


def words(before: str, after: str) -> tuple[Piece, ...]:
    """Compare two texts word by word, Chinese characters and kana one by one.

    What stayed and went makes `before`, what stayed and came makes `after`, exactly. Neighbours differ in kind, and what went stands before what
    came in its place.
    """
    if before == after:
        return (Piece("same", before),) if before else ()
    found = _compared(_TOKEN.findall(before), _TOKEN.findall(after), MOST_PAIRS)
    if found is None:
        found = _by_paragraphs(before, after)
    return tuple(_joined(found))


_Pair = tuple[Kind, str]


def _compared(before: Sequence[str], after: Sequence[str], most: int) -> list[_Pair] | None:
    """Compare two rows of tokens; None where that would take too long."""
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    if _pairs(old, new) > most:
        return None
    found: list[_Pair] = [("same", "".join(before[:start]))]
    # White space is matched beside the words it stands between: it alone says nothing, and there is so much of it.
    matcher = SequenceMatcher(str.isspace, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            found.append(("same", "".join(old[a:b])))
        else:
            found.append(("gone", "".join(old[a:b])))
            found.append(("new", "".join(new[c:d])))
    return [*found, ("same", "".join(before[len(before) - end :]))]


def _by_paragraphs(before: str, after: str) -> list[_Pair]:
    """Compare paragraphs, then words inside of those that changed, as long as that is quickly done."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if _pairs(old, new) > MOST_PAIRS:
        return [("gone", before), ("new", after)]
    found: list[_Pair] = []
    left = MOST_PAIRS
    for kind, a, b, c, d in SequenceMatcher(str.isspace, old, new, autojunk=False).get_opcodes():
        gone, came = "".join(old[a:b]), "".join(new[c:d])
        if kind == "equal":
            found.append(("same", gone))
            continue
        tokens = _TOKEN.findall(gone), _TOKEN.findall(came)
        compared = _compared(*tokens, left)
        left -= _pairs(*tokens) if compared else 0
        replaced: list[_Pair] = [("gone", gone), ("new", came)]
        found += compared or replaced
    return found


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many tokens two rows begin with in common."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _pairs(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many pairs of equal tokens there are: what a comparison costs."""
    counts = Counter(token for token in other if not token.isspace())
    return sum(n * counts[token] for token, n in Counter(one).items() if token in counts)


def _joined(found: Sequence[_Pair]) -> Iterator[Piece]:
    """Yield pieces, none empty: between two that stayed one that went and one that came."""
    held: dict[Kind, list[str]] = {"same": [], "gone": [], "new": []}

    def flush(*kinds: Kind) -> Iterator[Piece]:
        for kind in kinds:
            text = "".join(held[kind])
            held[kind].clear()
            if text:
                yield Piece(kind, text)

    for kind, text in found:
        if not text:
            continue
        yield from flush("gone", "new") if kind == "same" else flush("same")
        held[kind].append(text)
    yield from flush("same", "gone", "new")
