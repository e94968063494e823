"""What the program remembers between two starts: recent banks and how the window stood. One private file in the config folder."""

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from storybank.paths import config_folder, private_folder
from storybank.texts import Refusal

MOST_RECENT = 8


class Preferences(NamedTuple):
    """`recent` are paths, the last one first; `theme` is light, dark or system; `geometry` is Qt's own, as hex."""

    recent: tuple[str, ...]
    theme: str
    geometry: str

    def opened(self, path: Path) -> "Preferences":
        """Return the preferences with a bank at the head of the recent ones."""
        others = tuple(other for other in self.recent if other != str(path))
        return self._replace(recent=(str(path), *others)[:MOST_RECENT])

    def forgotten(self, path: Path) -> "Preferences":
        """Return the preferences without a recent bank."""
        return self._replace(recent=tuple(other for other in self.recent if other != str(path)))

    def existing(self) -> tuple[Path, ...]:
        """Return the recent banks that are still there."""
        return tuple(path for name in self.recent if (path := Path(name)).is_file())


NONE = Preferences(recent=(), theme="system", geometry="")


def read_preferences() -> Preferences:
    """Return what is remembered; a file that cannot be read counts as nothing remembered, for it only holds conveniences."""
    with suppress(OSError, ValueError, TypeError, AttributeError):
        text = _file().read_text(encoding="utf-8")
        import json  # not before there is something to read: the window is painted sooner

        data = json.loads(text)
        return Preferences(
            recent=tuple(str(path) for path in data.get("recent", ()))[:MOST_RECENT],
            theme=str(data.get("theme", "system")),
            geometry=str(data.get("geometry", "")),
        )
    return NONE


def write_preferences(preferences: Preferences) -> None:
    """Remember; a config folder that cannot be written is no reason to bother anybody."""
    with suppress(OSError, Refusal):
        import json  # neither is needed before the window is painted

        from storybank.services.publish import write_whole

        private_folder(_file().parent)
        write_whole(_file(), json.dumps(preferences._asdict(), indent=1).encode(), force=True)
        os.chmod(_file(), 0o600)  # noqa: PTH101 - mkstemp made it so already; a file of an older version may not be


def _file() -> Path:
    return config_folder() / "preferences.json"
