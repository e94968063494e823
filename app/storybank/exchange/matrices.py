"""What stands in a cell of a matrix story × principle: x, P, S, 1 to 4 in half points, ●, “P 3.5”, “S (3)”, yes, or a few words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from storybank.model import SCORES, Rank

_NOT = re.compile(r"(?i)(?:[-–—−·.✗✘❌☐☒○◯□\s]*|no|none|n|n/?a|not|false|nil|null)")
_TICK = re.compile(r"(?i)(?:x{1,3}|[✓✔☑✅●•◉⬤■★⭐+*]{1,4}\ufe0f?|y|yes|true|ja|ok|tick)")
_RANKED = re.compile(
    r"(?i)(?P<rank>primary|secondary|backup|main|supporting|1st|2nd|p|s)?\s*[-:=/]?\s*[(\[]?\s*(?P<number>[0-9]+(?:[.,][0-9]+)?)?"
    r"(?:\s?/\s?(?P<of>[0-9]+))?\s*[)\]]?"
)
_NUMBER_FIRST = re.compile(
    r"(?i)(?P<number>[0-9]+(?:[.,][0-9]+)?)\s*[-:/,]?\s*[(\[]?\s*(?P<rank>primary|secondary|backup|main|p|s)\s*[)\]]?"
)
_THEN_WORDS = re.compile(
    r"(?i)(?P<mark>x|[✓✔☑✅●•■★]|(?:primary|secondary|[ps](?![a-z]))?\s*(?:[1-4](?:[.,][05])?)?|yes)\s*[-–—:,;(]\s*(?P<words>[^\W_].*)",
    re.DOTALL,
)
_PRIMARY = frozenset({"p", "primary", "main", "1st"})
_LONGEST = 40  # characters of a mark


@dataclass(frozen=True, slots=True)
class Mark:
    """What a cell says of a principle: its rank and score (None where it states none), and words that are none of these.

    `is_odd`: it holds a number that is no score.
    """

    rank: Rank | None = None
    score: float | None = None
    words: str = ""
    is_odd: bool = False


def mark_of(cell: str, *, is_binary: bool = False) -> Mark | None:
    """Return what a cell says, None where it says that the story has nothing of the principle. `is_binary`: 1 is a tick and 0 none."""
    text = " ".join(cell.split()) if len(cell) <= _LONGEST else cell
    if _NOT.fullmatch(text[:_LONGEST]) and len(text) <= _LONGEST:
        return None
    if len(text) <= _LONGEST:
        if not _TICK.fullmatch(text) and not any(char.isalnum() for char in text):
            return None  # “?”
        if _TICK.fullmatch(text) or (is_binary and text == "1"):
            return Mark()
        match = _RANKED.fullmatch(text) or _NUMBER_FIRST.fullmatch(text)
        if match is not None:
            return _numbered(match)
    apart = _THEN_WORDS.fullmatch(cell.strip())
    if apart is None or not apart["mark"].strip():
        return Mark(words=cell.strip())
    mark = mark_of(apart["mark"])
    words = apart["words"]
    if words.endswith(")") and "(" not in words:
        words = words[:-1]
    return Mark(words=cell.strip()) if mark is None else Mark(mark.rank, mark.score, words.strip(), mark.is_odd)


def is_mark(cell: str) -> bool:
    """Say whether a cell is a mark and nothing else, or empty."""
    mark = mark_of(cell)
    return mark is None or not mark.words


def is_binary(cells: Iterable[str]) -> bool:
    """Say whether a matrix has ones and noughts alone, so that 1 is a tick and not a score."""
    said = {cell.strip() for cell in cells} - {""}
    return {"0", "1"} == said


def _numbered(match: re.Match[str]) -> Mark | None:
    groups = match.groupdict()
    said, number = (groups["rank"] or "").casefold(), groups["number"]
    rank: Rank | None = ("primary" if said in _PRIMARY else "secondary") if said else None
    if number is None:
        return Mark(rank)
    value = float(number.replace(",", "."))
    if value == 0 and rank is None:
        return None
    if value not in SCORES or groups.get("of") not in (None, "4"):
        return Mark(rank, None, "", is_odd=True)
    return Mark(rank, value)
