"""What goes into the bundle and what stays out of it; read by `storybank.spec` and by the tests."""

import re
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

SHOWN_LIBRARIES = (  # Help ▸ About tells their versions
    "PySide6-Essentials", "shiboken6", "SQLAlchemy", "reportlab", "pillow", "Markdown", "platformdirs", "pypdfium2", "PyYAML",
    "rapidfuzz", "openpyxl", "et_xmlfile", "typing_extensions",
)  # fmt: skip

# Modules that a library can use and Storybank never does.
EXCLUDED = [
    "PIL._avif", "PIL._webp", "PIL._imagingcms", "PIL._imagingft", "PIL._imagingmath", "PIL._imagingmorph", "PIL._imagingtk",
    "PIL.ImageQt", "charset_normalizer", "chardet", "lxml", "numpy", "pandas",  # kinds of pictures, and guesses, that no sheet needs
    "pydantic", "pydantic_core", "typing_inspection", "annotated_types",  # they write the schema, which is shipped as written
    "tkinter", "_tkinter", "turtle", "idlelib", "lib2to3", "pydoc_data", "ensurepip", "distutils", "setuptools", "pip", "_distutils_hack",
    "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtSql", "PySide6.QtTest", "PySide6.QtDesigner", "PySide6.QtOpenGL",
    "PySide6.QtHelp", "PySide6.QtUiTools", "PySide6.QtConcurrent", "PySide6.QtXml",
    "sqlalchemy.testing", "sqlalchemy.ext.mypy", "sqlalchemy.dialects.mssql", "sqlalchemy.dialects.mysql",
    "sqlalchemy.dialects.oracle", "sqlalchemy.dialects.postgresql", "greenlet",
    "ssl", "_ssl", "_hashlib", "readline", "curses", "_curses", "PySide6.QtDBus",
    "pytest", "hypothesis", "coverage", "babel",
]  # fmt: skip

# Plugins of Qt, by folder and by what is in their names; of folders that are not named here none is kept.
_PLUGINS = {
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    "imageformats": ("qsvg", "qico", "qicns"),
    "iconengines": ("qsvgicon",),
    "styles": ("qmodernwindowsstyle", "qmacstyle"),
    "platformthemes": ("qgtk3", "qxdgdesktopportal"),
    "platforminputcontexts": ("compose", "ibus"),  # without them no accent can be typed with two keys
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-graphics-integration-client": ("qt-plugin-wayland-egl",),
    "printsupport": ("cups",),
    "accessiblebridge": ("",),
}

# What every desktop has, and what must be its own: the C++ library that its graphics driver wants, fonts as they are set up, the bus.
# Library -> Debian package; `|` where a later Debian calls it otherwise.
FROM_SYSTEM = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libgl1",
    "libOpenGL.so.0": "libgl1",
    "libstdc++.so.6": "libstdc++6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libgthread-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libz.so.1": "zlib1g",
}
# What a plugin asks for that does without it: the look of GNOME's dialogs, printers. Where the library is missing, Qt goes on without the plugin.
WELCOME = {
    "libgtk-3.so.0": "libgtk-3-0 | libgtk-3-0t64",
    "libcups.so.2": "libcups2 | libcups2t64",
}
_COMES_WITH_THOSE = re.compile(
    r"lib(gtk|gdk|gdk_pixbuf|harfbuzz|pango\w*|cairo[\w-]*|atk\w*|gobject|gio|gmodule)-?[\d.]*\.so.*"
)
_C_LIBRARY = re.compile(r"(lib(c|m|dl|rt|pthread|util|resolv)|ld-linux-.*)\.so.*")
_LIBRARY = re.compile(
    r"(PySide6/Qt/lib/|pillow\.libs/)?lib(?!python)[^/]+\.so[^/]*"
)  # the starter loads Python's by name

_NEEDED = re.compile(r"\(NEEDED\).*\[(.+)\]")

Entry = tuple[str, str, str]  # as PyInstaller lists it: where in the bundle, where from, of which kind


def is_needed(target: str) -> bool:
    """Say whether a file of the bundle, by its path inside, is of use to anybody."""
    path = Path(target)
    parts = path.as_posix().split("/")
    if "PySide6" in parts and "translations" in parts:
        return False  # no dialog of Qt's own is shown in another language than the program's
    if "PySide6" in parts and "plugins" in parts:
        kept = _PLUGINS.get(parts[parts.index("plugins") + 1], ())
        return any(name in path.name for name in kept)
    return True


def is_systems(library: str) -> bool:
    """Say whether a library is left to the system."""
    known = library in FROM_SYSTEM or library in WELCOME
    return known or any(pattern.fullmatch(library) for pattern in (_C_LIBRARY, _COMES_WITH_THOSE))


def asked_for(entries: list[Entry], needs: Callable[[str], set[str]]) -> list[Entry]:
    """Return the entries without the libraries of a Linux that are the system's or that nothing asks for.

    `needs` returns the names of the libraries that a file names in its head.
    """
    libraries = {
        target.rsplit("/", 1)[-1]: (target, source)
        for target, source, kind in entries
        if _LIBRARY.fullmatch(target) and kind != "SYMLINK"
    }
    waiting = [source for target, source, kind in entries if not _LIBRARY.fullmatch(target) and kind != "SYMLINK"]
    kept: set[str] = set()
    while waiting:
        for name in needs(waiting.pop()) - kept:
            if name in libraries and not is_systems(name):
                kept.add(name)
                waiting.append(libraries[name][1])
    return [entry for entry in entries if not _LIBRARY.fullmatch(entry[0]) or entry[0].rsplit("/", 1)[-1] in kept]


def named_in(file: str | Path) -> set[str]:
    """Return the libraries that a program, library or plugin of Linux names in its head, by binutils' readelf."""
    told = subprocess.run(
        ["readelf", "--dynamic", "--wide", str(file)], capture_output=True, encoding="utf-8", check=False
    )
    return set(_NEEDED.findall(told.stdout))


def unmet(needed: set[str], there: set[str]) -> set[str]:
    """Return the libraries that a bundle asks for, holds none of, and no system is known to have."""
    return {name for name in needed - there if not is_systems(name)}


def data_files(root: Path) -> list[tuple[str, str]]:
    """Return (file, folder in the bundle) of every resource, the same ones as the wheel holds."""
    build = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    found: list[tuple[str, str]] = []
    for source, target in build["force-include"].items():
        path = root / source
        if path.is_dir():
            files = [file for file in sorted(path.rglob("*")) if file.is_file()]
            found += [(str(file), str(Path(target) / file.relative_to(path).parent)) for file in files]
        else:
            found.append((str(path), str(Path(target).parent)))
    return found
