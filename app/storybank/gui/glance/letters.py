"""Choosing a principle by two letters: its initials, the beginning of its name, or of a word in it."""

import re
from collections.abc import Sequence

from storybank.analysis.folding import folded
from storybank.model import Principle

_WORD = re.compile(r"\w+")


def fitting(principles: Sequence[Principle], letters: str) -> tuple[int, ...]:
    """Return the places of the principles that letters may mean, the best first: initials, the name's beginning, a word's, letters in order.

    The letters fit in one of these ways at least; the nearer in the list comes first where several fit alike.
    """
    typed = "".join(_WORD.findall(folded(letters)))
    if not typed:
        return ()
    ranked = [(rank, at) for at, one in enumerate(principles) if (rank := _rank(one, typed)) is not None]
    return tuple(at for _rank_of, at in sorted(ranked))


def only(principles: Sequence[Principle], letters: str) -> int | None:
    """Return the place of the one principle that fits better than every other; None while there are several or none."""
    typed = "".join(_WORD.findall(folded(letters)))
    found = fitting(principles, letters)
    if not found:
        return None
    best = [at for at in found if _rank(principles[at], typed) == _rank(principles[found[0]], typed)]
    return best[0] if len(best) == 1 else None


def _rank(principle: Principle, typed: str) -> int | None:
    words, short = _WORD.findall(folded(principle.name)), _WORD.findall(folded(principle.short))
    initials = "".join(word[0] for word in words)
    telling = "".join(word[0] for word in words if len(word) > 3 or len(words) < 3)  # without “and”, “the”, “for”
    if typed in (initials, telling):
        return 0
    if any(start.startswith(typed) for start in (initials, telling)):
        return 1
    if "".join(words).startswith(typed) or "".join(short).startswith(typed):
        return 2
    if any(word.startswith(typed) for word in (*words, *short)):
        return 3
    return 4 if len(typed) > 1 and _in_order("".join(words), typed) else None


def _in_order(name: str, typed: str) -> bool:
    letters = iter(name)
    return name[:1] == typed[:1] and all(letter in letters for letter in typed)
