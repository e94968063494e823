"""Every sentence that a person reads goes through here: window, paper and command line have one catalogue (gettext domain `storybank`)."""

import gettext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date, time


DOMAIN = "storybank"


def locale_folder() -> Path:
    """Return where the catalogues lie: in the package when installed, beside `app/` in a checkout."""
    package = Path(__file__).parent
    inside = package / "resources" / "locale"
    return inside if inside.is_dir() else package.parents[1] / "resources" / "locale"


def read_catalogue(folder: Path) -> gettext.NullTranslations:
    """Return the catalogue of the user's language in a folder; the texts themselves where none is shipped, which spares looking for one."""
    return gettext.translation(DOMAIN, folder, fallback=True) if folder.is_dir() else gettext.NullTranslations()


_catalogue = read_catalogue(locale_folder())

_ = _catalogue.gettext
plural = _catalogue.ngettext


def later(text: str) -> str:
    """Return the text as it is: marks a constant for extraction that is translated where it is shown."""
    return text


def score_text(score: float | None) -> str:
    """Return a score as people write it here: 4, 3.5 (or 3,5), or a dash where there is none."""
    return plain_score(score).replace(".", habits().point)


def plain_score(score: float | None) -> str:
    """Return a score as files hold it, the same everywhere: 4, 3.5, or a dash where there is none."""
    return "–" if score is None else f"{score:g}"


def number_text(number: int) -> str:
    """Return a whole number as people write it here: 1,240 or 1.240 or 1240."""
    return f"{number:,}".replace(",", habits().group)


def day_text(day: "date") -> str:
    """Return a date in figures, with its year in full, as people write it here: 2027-01-20, 20.01.2027 or 01/20/2027."""
    return day.strftime(habits().day)


def clock_text(clock: "time") -> str:
    """Return the time of the day, hours and minutes, as people write it here: 14:05 or 02:05 PM."""
    return clock.strftime(habits().clock)


class Habits(NamedTuple):
    """How numbers and dates are written: the decimal point, what groups thousands, a date and a time as `strftime` takes them."""

    point: str
    group: str
    day: str
    clock: str


PLAIN = Habits(point=".", group="", day="%Y-%m-%d", clock="%H:%M")


@cache
def habits() -> Habits:
    """Return the habits of the user's locale; plain ones where it says nothing (the C locale).

    Looked up once and put back at once: libraries that write files for machines must not begin to write commas.
    """
    import locale  # with the first number or date that is shown
    import time

    probe = time.struct_time((2033, 11, 22, 13, 44, 55, 1, 326, 0))
    before = {kind: locale.setlocale(kind) for kind in (locale.LC_NUMERIC, locale.LC_TIME)}
    try:
        named = {kind: locale.setlocale(kind, "") for kind in before}
        point, group = locale.localeconv()["decimal_point"], locale.localeconv()["thousands_sep"]
        day, clock = time.strftime("%x", probe), time.strftime("%X", probe)
    except locale.Error:
        return PLAIN
    finally:
        for kind, name in before.items():
            locale.setlocale(kind, name)
    if _says_nothing(named[locale.LC_NUMERIC]):
        point, group = PLAIN.point, PLAIN.group
    if _says_nothing(named[locale.LC_TIME]):
        return Habits(str(point), str(group), PLAIN.day, PLAIN.clock)
    return Habits(str(point), str(group), _pattern_of_day(day), "%H:%M" if "13" in clock else "%I:%M %p")


def _says_nothing(name: str) -> bool:
    return name.partition(".")[0].upper() in ("C", "POSIX")


def _pattern_of_day(written: str) -> str:
    """Return the pattern by which 22 November 2033 was written; the plain one where its figures cannot be told."""
    pattern = (
        written.replace("%", "%%").replace("2033", "%Y").replace("33", "%Y").replace("11", "%m").replace("22", "%d")
    )
    return pattern if all(pattern.count(part) == 1 for part in ("%Y", "%m", "%d")) else PLAIN.day


def listed(items: list[str]) -> str:
    """Return `a`, `a and b`, or `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return _("{most} and {last}").format(most=", ".join(items[:-1]), last=items[-1])


class Refusal(Exception):  # noqa: N818 - it is no error of the program
    """Something could not be done, told in sentences that a person can act on: what, where, what to do. Never a fault of the program."""

    def lines(self) -> tuple[str, ...]:
        """Return one sentence per problem."""
        return tuple(str(self).splitlines())
