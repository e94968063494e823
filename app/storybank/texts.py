"""Every sentence that a person reads goes through here: window, paper and command line have one catalogue (gettext domain `storybank`)."""

import gettext
from pathlib import Path


def _locale_folder() -> Path:
    """Return where the catalogues lie: in the package when installed, beside `app/` in a checkout."""
    package = Path(__file__).parent
    inside = package / "resources" / "locale"
    return inside if inside.is_dir() else package.parents[1] / "resources" / "locale"


def _read_catalogue() -> gettext.NullTranslations:
    """Return the catalogue of the user's language; the texts themselves where none is shipped, which spares looking for one."""
    folder = _locale_folder()
    return gettext.translation("storybank", folder, fallback=True) if folder.is_dir() else gettext.NullTranslations()


_catalogue = _read_catalogue()

_ = _catalogue.gettext
plural = _catalogue.ngettext


def mark(text: str) -> str:
    """Return the text as it is: marks a constant for extraction that is translated where it is shown."""
    return text


def score_text(score: float | None) -> str:
    """Return a score as people write it: 4, 3.5, or a dash where there is none."""
    return "–" if score is None else f"{score:g}"


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
