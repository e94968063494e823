"""What is alike to somebody who searches: case, accents, ligatures, and the several forms of a quotation mark, a hyphen or a space.

A folded text is made character by character, so that every place in it stands for one in the text itself. Marks, joiners and soft hyphens fold to
nothing, `ß` and `ﬁ` to two letters.
"""

import re
from functools import lru_cache
from unicodedata import category, normalize

Span = tuple[int, int]

_ALIKE = str.maketrans("‘’ʼ‚“”„«»‐–—−", "''''" + '"""""' + "----")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_SPACES = re.compile(r"[\t-\r\x1c-\x1f]")
_NOTHING = ("Mn", "Me", "Cf")  # marks, and what says only how to print
_PARTS = re.compile(r'["“”„]([^"“”„]*)["“”„]?|([^\s"“”„]+)')


def folded(text: str) -> str:
    """Return a text as it is compared."""
    if not text.isascii():
        text = _BEYOND_ASCII.sub(lambda run: "".join(map(_folded_char, run[0])), text)
    return _SPACES.sub(" ", text.lower())


@lru_cache(maxsize=16)  # a list asks for every story
def wanted(words: str) -> tuple[str, ...]:
    """Return what is looked for, folded: single words, and phrases that stood in quotation marks. What folds to nothing asks for nothing."""
    parts = (folded(phrase or word) for phrase, word in _PARTS.findall(words))
    return tuple(dict.fromkeys(part for part in map(_tidy, parts) if part))


def spans(text: str, parts: tuple[str, ...], most: int) -> tuple[Span, ...]:
    """Return where these folded parts stand in a text, from its start on, `most` at most; what overlaps is one place."""
    alike = folded(text)
    found = sorted(place for part in parts for place in _places(alike, part, most))
    merged: list[Span] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return _unfolded(text, merged[:most], same=len(alike) == len(text) and text.isascii())


def _places(alike: str, part: str, most: int) -> list[Span]:
    found: list[Span] = []
    at = alike.find(part)
    while at >= 0 and len(found) < most:
        found.append((at, at + len(part)))
        at = alike.find(part, at + len(part))
    return found


def _unfolded(text: str, found: list[Span], *, same: bool) -> tuple[Span, ...]:
    """Return the places of a folded text as places of the text: whole characters, with the marks that follow them."""
    if same or not found:
        return tuple(found)
    origin = [at for at, char in enumerate(text) for _one in _folded_char(char)]
    result: list[Span] = []
    for start, end in found:
        first, last = origin[start], origin[end - 1] + 1
        while last < len(text) and not _folded_char(text[last]):
            last += 1
        if result and first < result[-1][1]:  # two letters of one ligature
            result[-1] = (result[-1][0], last)
        else:
            result.append((first, last))
    return tuple(result)


@lru_cache(maxsize=4096)
def _folded_char(char: str) -> str:
    if char.isspace():
        return " "
    plain = normalize("NFKD", normalize("NFKD", char).casefold()).translate(_ALIKE)
    return "".join(one for one in plain if category(one) not in _NOTHING).lower()


def _tidy(part: str) -> str:
    return part.strip(" ")
