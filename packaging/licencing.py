"""The licences of everything that a bundle holds, collected into a folder that goes with it."""

import platform
import shutil
import subprocess
import sys
import sysconfig
from importlib import metadata
from pathlib import Path

_LICENCE = ("licen", "copying", "notice")
TEXTS = ("LGPL-3.0.txt", "GPL-3.0.txt", "Qt.txt")


class MissingLicenceError(Exception):
    """Something is shipped whose licence was not found."""


def collect_licences(folder: Path, libraries: tuple[str, ...], binaries: list[Path], root: Path) -> None:
    """Write the licences into an empty folder: ours, Qt's, each library's, Python's, the starter's, and the system libraries'.

    `binaries` are the files of the bundle that were copied from this system, by their names there. Raises `MissingLicenceError`.
    """
    folder.mkdir(parents=True)
    shutil.copy(root / "LICENSE", folder / "Storybank.txt")
    for name in TEXTS:
        shutil.copy(root / "packaging" / "licences" / name, folder / name)
    told = [f"Python {platform.python_version()}"]
    for name in (*libraries, "pyinstaller"):  # whose starter is the program's
        try:
            told.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError as error:
            raise MissingLicenceError(name) from error
        texts = _texts_of(name)
        if not texts and name not in ("PySide6-Essentials", "shiboken6"):  # theirs are the three above
            raise MissingLicenceError(name)
        _put(texts, folder / name)
    _put([_python_licence()], folder / "Python")
    told += _of_system(binaries, folder / "system")
    _put([root / "resources" / "icons" / "LICENSE"], folder / "icons")
    _put(sorted((root / "resources" / "fonts").glob("*.txt")), folder / "fonts")
    (folder / "versions.txt").write_text("\n".join(told) + "\n", encoding="utf-8")


def _texts_of(name: str) -> list[Path]:
    files = metadata.files(name) or ()
    found = [Path(str(file.locate())) for file in files if any(word in file.as_posix().lower() for word in _LICENCE)]
    return [path for path in found if path.is_file() and path.suffix not in (".py", ".pyc")]


def _python_licence() -> Path:
    places = (Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt")
    debian = Path(f"/usr/share/doc/python{sys.version_info[0]}.{sys.version_info[1]}/copyright")
    found = next((path for path in (*places, debian) if path.is_file()), None)
    if found is None:
        raise MissingLicenceError("Python")
    return found


def _of_system(binaries: list[Path], folder: Path) -> list[str]:
    """Return the Debian packages, with versions, that files of a bundle come from, and put what Debian says of their copyright there."""
    if not binaries or shutil.which("dpkg-query") is None:
        return []
    found = set()
    for binary in binaries:
        for path in dict.fromkeys((str(binary), str(binary.resolve()), str(binary.resolve()).removeprefix("/usr"))):
            asked = subprocess.run(["dpkg-query", "-S", path], capture_output=True, encoding="utf-8", check=False)
            found |= {line.split(":")[0] for line in asked.stdout.splitlines() if not line.startswith("diversion")}
    told = []
    for package in sorted(found):
        text = Path(f"/usr/share/doc/{package}/copyright")
        if text.is_file():
            folder.mkdir(exist_ok=True)
            shutil.copy(text, folder / f"{package}.txt")
        version = subprocess.run(
            ["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, encoding="utf-8", check=False
        )
        told.append(f"{package} {version.stdout}")
    return told


def _put(files: list[Path], folder: Path) -> None:
    for file in files:
        folder.mkdir(exist_ok=True)
        target = folder / file.name
        number = 2
        while target.exists():
            target = folder / f"{file.stem}-{number}{file.suffix}"
            number += 1
        shutil.copy(file, target)
