"""Which rows of the palette a few letters mean, the likeliest first."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from storybank.analysis.folding import folded

EXACT, MISTYPED = 0, 6
"""Kinds of match; all of them are in `likeness`. From `MISTYPED` on they are guesses, made where nothing else is found."""
ALIKE = 74
"""From how many per cent on a text counts as mistyped and not as another (two letters swapped in a word of six are 83)."""
LEAST = 4
"""Shorter texts are like too many others to be mistyped."""

_WORD = re.compile(r"\w+")
_OUTSIDE = " …"


class Wanted(NamedTuple):
    """What can be looked for: a name, the menu it stands in, whether it can be used now, and whether it is an action."""

    name: str
    menu: str
    usable: bool
    action: bool = True


def matches(words: str, rows: Sequence[Wanted]) -> list[int]:
    """Return the places of the rows that words can mean, the likeliest first; rows that are equally likely keep their order.

    The whole name comes first, then its beginning, words of it, their initials, and what holds the text. Where there is nothing of
    the kind: what can be mistyped, then what holds the letters in their order.
    """
    asked = _tidy(words)
    found = []
    for at, row in enumerate(rows):
        how = likeness(asked, _tidy(row.name), folded(row.menu))
        if how is not None:
            kind, likely = how
            found.append((kind, kind == EXACT and not row.action, kind != EXACT and not row.usable, -likely, at))
    found.sort()
    sure = [match for match in found if match[0] < MISTYPED]
    return [at for *_key, at in sure or found]


def likeness(asked: str, name: str, menu: str) -> tuple[int, float] | None:
    """Return how a text means a name (both tidied and folded): the kind of match, and how well within its kind; None where it does not."""
    starts = _WORD.findall(name)
    initials = "".join(word[0] for word in starts)
    parts = _WORD.findall(asked)
    kinds: tuple[Callable[[], float | bool], ...] = (
        lambda: asked == name,
        lambda: name.startswith(asked),
        lambda: _begin(parts, starts),
        lambda: _initials(asked, initials),
        lambda: asked in name,
        lambda: _begin(parts, [*_WORD.findall(menu), *starts]),
        lambda: _mistyped(asked, name),
        lambda: _in_order(asked, name) and 1 + sum(letter in initials for letter in asked),
    )
    for kind, likely in enumerate(kinds):
        how_well = likely()
        if how_well:
            return kind, float(how_well)
    return None


def _tidy(text: str) -> str:
    return " ".join(folded(text).split()).strip(_OUTSIDE)


def _begin(asked: list[str], words: list[str]) -> bool:
    """Say whether every word that was asked for begins a word."""
    return bool(asked) and all(any(word.startswith(one) for word in words) for one in asked)


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return len(letters) > 1 and all(letter in rest for letter in letters.replace(" ", ""))


def _initials(asked: str, initials: str) -> float:
    """Return 2 for the first initials of a name, 1 for others that begin with its first, else 0."""
    if len(asked) < 2 or not initials.startswith(asked[0]):
        return 0.0
    return 2.0 if initials.startswith(asked) else float(_in_order(asked, initials))


def _mistyped(asked: str, name: str) -> float:
    """Return how much alike two texts are, in per cent; 0 where that is too little."""
    if min(len(asked), len(name)) < LEAST:
        return 0.0
    alike = max(fuzz.ratio(asked, name), fuzz.partial_ratio(asked, name))
    return alike if alike >= ALIKE else 0.0
