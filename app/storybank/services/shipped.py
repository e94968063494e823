"""What Storybank is made of, where it keeps what, and the text of that for a report."""

import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from storybank import __version__
from storybank.paths import config_folder, data_folder, log_folder, resources
from storybank.texts import _

_LIBRARIES = (
    ("PySide6-Essentials", "LGPL-3.0"),
    ("shiboken6", "LGPL-3.0"),
    ("SQLAlchemy", "MIT"),
    ("reportlab", "BSD-3-Clause"),
    ("pillow", "MIT-CMU"),
    ("charset-normalizer", "MIT"),
    ("Markdown", "BSD-3-Clause"),
    ("pydantic", "MIT"),
    ("pydantic_core", "MIT"),
    ("annotated-types", "MIT"),
    ("typing-inspection", "MIT"),
    ("typing_extensions", "PSF-2.0"),
    ("platformdirs", "MIT"),
    ("pypdfium2", "BSD-3-Clause, Apache-2.0"),
    ("PyYAML", "MIT"),
    ("rapidfuzz", "MIT"),
    ("openpyxl", "MIT"),
    ("et_xmlfile", "MIT"),
    ("pyenchant", "LGPL-2.1"),
)
_MATERIALS = (
    ("Inter", "OFL-1.1"),
    ("WenQuanYi Micro Hei", "Apache-2.0"),
    ("Lucide", "ISC"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """Something that the program is shipped with: name, version (empty for fonts and drawings) and licence."""

    name: str
    version: str
    licence: str


def parts() -> tuple[Part, ...]:
    """Return all that is shipped or at work here. A library that is not installed, such as the one for spelling, is left out."""
    found = [Part("Python", platform.python_version(), "PSF-2.0")]
    for name, licence in _LIBRARIES:
        try:
            found.append(Part(name, version(name), licence))
        except PackageNotFoundError:
            continue
    return (*found, *(Part(name, "", licence) for name, licence in _MATERIALS))


def places() -> tuple[tuple[str, str], ...]:
    """Return the program's folders with what is in them; the home folder as `~`, for the text may go into a report."""
    named = (
        (_("Settings and your own frameworks"), config_folder()),
        (_("Backups and recovery files"), data_folder()),
        (_("Log"), log_folder()),
        (_("What is shipped with the program"), resources()),
    )
    return tuple((name, _at_home(path)) for name, path in named)


def report(*more: str) -> str:
    """Return versions, system and folders as lines of text, without a word of anybody's stories; `more` names versions that others know."""
    lines = [f"Storybank {__version__}", platform.platform(), *more]
    lines += [f"{part.name} {part.version}".rstrip() + f" ({part.licence})" for part in parts()]
    lines += [f"{name}: {path}" for name, path in places()]
    return "\n".join(lines) + "\n"


def _at_home(path: Path) -> str:
    home = Path.home()
    return str(Path("~") / path.relative_to(home)) if path.is_relative_to(home) else str(path)
