"""Reading a day as people write it, where only one day can be meant."""

import re
from collections.abc import Sequence
from datetime import date

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_LEAST = 3  # letters that name a month
_NUMBERS = re.compile(r"(\d{1,4})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{1,4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?\s*(?:of\s+)?([^\W\d_]+)\.?,?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")


def read_day(text: str, pattern: str = "%Y-%m-%d", months: Sequence[str] = ()) -> date | None:
    """Return the day that a text names; None where it names none, or could mean two.

    Understood are 2027-01-20, 20 January 2027, Jan 20, 2027, 20.1.2027, and figures with slashes in the order of `pattern` (as `strftime` takes
    it: the habit of the reader's locale), or where they can be read in one order only. `months` are twelve more names. A year has four figures.
    """
    text = " ".join(text.split())
    numbers = _NUMBERS.fullmatch(text)
    if numbers is not None:
        return _of_numbers(numbers, pattern)
    for form, at in ((_DAY_FIRST, (2, 1)), (_MONTH_FIRST, (1, 2))):
        named = form.fullmatch(text)
        month = _month(named[at[0]], months) if named is not None else None
        if named is not None and month is not None:
            return _day(int(named[3]), month, int(named[at[1]]))
    return None


def _of_numbers(found: re.Match[str], pattern: str) -> date | None:
    first, sign, second, third = found[1], found[2], found[3], found[4]
    if len(first) == 4:
        return _day(int(first), int(second), int(third))
    if len(third) != 4:
        return None
    day_first, month_first = (_day(int(third), int(second), int(first)), _day(int(third), int(first), int(second)))
    if sign == "." or day_first is None or month_first is None or day_first == month_first:
        return day_first if sign == "." else day_first or month_first
    places = [pattern.find("%d"), pattern.find("%m")]
    if pattern.startswith("%Y") or -1 in places:
        return None  # a habit that says nothing of this form: either could be meant
    return day_first if places[0] < places[1] else month_first


def _month(word: str, months: Sequence[str]) -> int | None:
    if len(word) < _LEAST:
        return None
    found = {
        at % 12 + 1
        for at, name in enumerate((*MONTHS, *(name.casefold() for name in months)))
        if name.startswith(word.casefold())
    }
    return found.pop() if len(found) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
