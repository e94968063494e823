"""What the program remembers between two starts: recent banks, how the window stood, how its user likes it. One private file in the config folder."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from storybank.paths import config_folder, known_as, known_by, private_folder
from storybank.texts import Refusal

MOST_RECENT = 8


class LastPlace(NamedTuple):
    """Where one was in a bank when it was closed: the bank's path, the page, and the id of the story (or empty)."""

    path: str
    page: str
    story: str


class Preferences(NamedTuple):
    """What is remembered; every field has the value of a first start as its default.

    `recent` are paths, the last one first, and `remember` says whether banks that are opened join them. `theme` is light, dark or system;
    `text_size` is in percent; `geometry` is Qt's own, as hex; `columns` are the widths of the stories page in pixels; `folded` are names of
    sections, `dismissed` of hints, `coverage` of that page's switches that are on. `gaps_by` is how gaps are grouped: principle, story or
    severity. `pace` is in spoken words a minute, `minutes` how long a story should take; `spelling` says whether it is checked where it can be.
    `paper` is what sheets are made for, A4 or Letter, `author` whom a PDF names in its properties (nobody, at first). `words` is how many a story
    that is copied as plain text may have.
    """

    recent: tuple[str, ...] = ()
    remember: bool = True
    places: tuple[LastPlace, ...] = ()
    theme: str = "system"
    text_size: int = 100
    geometry: str = ""
    columns: tuple[int, ...] = ()
    folded: tuple[str, ...] = ()
    dismissed: tuple[str, ...] = ()
    coverage: tuple[str, ...] = ()
    gaps_by: str = "principle"
    pace: int = 140
    minutes: float = 3.0
    spelling: bool = True
    paper: str = "A4"
    author: str = ""
    words: int = 250

    def opened(self, path: Path) -> "Preferences":
        """Return the preferences with a bank at the head of the recent ones, unless nothing is to be remembered."""
        others = tuple(other for other in self.recent if other != str(path))
        return self._replace(recent=(str(path), *others)[:MOST_RECENT]) if self.remember else self

    def forgotten(self, path: Path) -> "Preferences":
        """Return the preferences without a recent bank, and without where one was in it."""
        return self._replace(
            recent=tuple(other for other in self.recent if other != str(path)),
            places=tuple(place for place in self.places if place.path != str(path)),
        )

    def remembering(self, *, on: bool) -> "Preferences":
        """Return the preferences with recent banks remembered from now on, or with none remembered."""
        return self._replace(remember=True) if on else self._replace(remember=False, recent=(), places=())

    def left(self, path: Path, page: str, story: str) -> "Preferences":
        """Return the preferences with where one was in a bank."""
        if str(path) not in self.recent:
            return self
        others = tuple(place for place in self.places if place.path != str(path))
        return self._replace(places=(LastPlace(str(path), page, story), *others)[:MOST_RECENT])

    def place(self, path: Path) -> LastPlace | None:
        """Return where one was in a bank."""
        return next((place for place in self.places if place.path == str(path)), None)

    def existing(self) -> tuple[Path, ...]:
        """Return the recent banks that are still there."""
        return tuple(path for name in self.recent if (path := Path(name)).is_file())


NONE = Preferences()
_ITEMS: dict[str, type] = {"columns": int, "places": list}  # what the lists hold; all others hold texts


def read_preferences() -> Preferences:
    """Return what is remembered; a file that cannot be read counts as nothing remembered, for it only holds conveniences.

    So does a single field of another kind than it should be.
    """
    with suppress(OSError, ValueError):
        text = _file().read_text(encoding="utf-8")
        import json  # not before there is something to read: the window is painted sooner

        data = json.loads(text)
        if isinstance(data, dict):
            fields = {
                name: value for name in Preferences._fields if (value := _fitting(name, data.get(name))) is not None
            }
            return _with_paths(NONE._replace(**fields), lambda name: str(known_by(name)))
    return NONE


def write_preferences(preferences: Preferences) -> None:
    """Remember; a config folder that cannot be written is no reason to bother anybody."""
    with suppress(OSError, Refusal):
        import json  # neither is needed before the window is painted

        from storybank.services.publish import write_whole

        private_folder(_file().parent)
        write_whole(_file(), json.dumps(_with_paths(preferences, _kept)._asdict(), indent=1).encode(), force=True)
        os.chmod(_file(), 0o600)  # noqa: PTH101 - mkstemp made it so already; a file of an older version may not be


def _fitting(name: str, value: object) -> object:
    """Return a value as the field of that name holds it; None when it is of another kind."""
    kind = type(getattr(NONE, name))
    if kind is not tuple:
        whole_as_float = kind is float and type(value) is int
        return value if type(value) is kind or whole_as_float else None
    if not isinstance(value, list) or not all(type(item) is _ITEMS.get(name, str) for item in value):
        return None
    if name != "places":
        return tuple(value)
    return tuple(LastPlace(*item) for item in value if len(item) == 3 and all(type(part) is str for part in item))


def _with_paths(preferences: Preferences, change: Callable[[str], str]) -> Preferences:
    """Return the preferences with the paths of banks written another way."""
    return preferences._replace(
        recent=tuple(change(path) for path in preferences.recent),
        places=tuple(place._replace(path=change(place.path)) for place in preferences.places),
    )


def _kept(path: str) -> str:
    known = known_as(Path(path))
    return path if Path(known).is_absolute() else known


def _file() -> Path:
    return config_folder() / "preferences.json"
