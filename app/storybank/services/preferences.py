"""What the program remembers between two starts: recent banks and how the window stood. One private file in the config folder."""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from storybank.paths import config_folder, private_folder
from storybank.texts import Refusal

MOST_RECENT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """`recent` are paths, the last one first; `theme` is light, dark or system; `geometry` is Qt's own, as hex."""

    recent: tuple[str, ...]
    theme: str
    geometry: str

    def opened(self, path: Path) -> "Preferences":
        """Return the preferences with a bank at the head of the recent ones."""
        others = tuple(other for other in self.recent if other != str(path))
        return replace(self, recent=(str(path), *others)[:MOST_RECENT])

    def forgotten(self, path: Path) -> "Preferences":
        """Return the preferences without a recent bank."""
        return replace(self, recent=tuple(other for other in self.recent if other != str(path)))

    def existing(self) -> tuple[Path, ...]:
        """Return the recent banks that are still there."""
        return tuple(path for name in self.recent if (path := Path(name)).is_file())


NONE = Preferences(recent=(), theme="system", geometry="")


def read_preferences() -> Preferences:
    """Return what is remembered; a file that cannot be read counts as nothing remembered, for it only holds conveniences."""
    with suppress(OSError, ValueError, TypeError, AttributeError):
        data = json.loads(_file().read_text(encoding="utf-8"))
        return Preferences(
            recent=tuple(str(path) for path in data.get("recent", ()))[:MOST_RECENT],
            theme=str(data.get("theme", "system")),
            geometry=str(data.get("geometry", "")),
        )
    return NONE


def write_preferences(preferences: Preferences) -> None:
    """Remember; a config folder that cannot be written is no reason to bother anybody."""
    with suppress(OSError, Refusal):
        from storybank.services.publish import write_whole  # not needed before the window is painted

        private_folder(_file().parent)
        write_whole(_file(), json.dumps(asdict(preferences), indent=1).encode(), force=True)
        os.chmod(_file(), 0o600)  # noqa: PTH101 - mkstemp made it so already; a file of an older version may not be


def _file() -> Path:
    return config_folder() / "preferences.json"
