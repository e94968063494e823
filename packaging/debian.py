"""The Debian package of the bundle. It has no scripts of its own: what a menu or an icon needs, dpkg's triggers do."""

import gzip
import os
import re
import shutil
import subprocess
from pathlib import Path

from bundling import FROM_SYSTEM, WELCOME, named_in
from layout import desktop_files

FONTS = "fonts-dejavu-core | fonts-noto-core | fonts-liberation | fonts-freefont-ttf"
_GLIBC = re.compile(r"Name: GLIBC_(\d+)\.(\d+)")
_ALWAYS = ("libegl1", "libgl1")  # loaded when a window is painted, without being named anywhere

_CONTROL = """\
Package: storybank
Version: {version}
Architecture: {architecture}
Section: editors
Priority: optional
Maintainer: The Storybank founders
Installed-Size: {kibibytes}
Depends: {depends}
Recommends: {recommends}
Description: career stories for behavioural interviews
 Keeps the eight to ten stories that somebody tells in a loop of behavioural
 interviews, shows where the set is weak before an interviewer does, and prints
 a coverage matrix and a cheat sheet of one page. Works without a network.
 .
 Not affiliated with Amazon; the rubric is as reported, not official.
"""
_COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Storybank
Comment: This package holds a bundle: Python, Qt, PySide6 and other libraries with
 the program. Their licences are in /usr/lib/storybank/licences.

Files: *
Copyright: The Storybank founders
License: Expat

"""


def make_package(bundle: Path, icons: Path, root: Path, version: str, out: Path, work: Path) -> Path:
    """Write the Debian package of a bundle into a folder and return its path. Needs dpkg-deb; the same input gives the same bytes."""
    shutil.rmtree(work, ignore_errors=True)
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, encoding="utf-8", check=True
    ).stdout.strip()
    _fill(work, bundle, icons, root)
    size = sum(path.stat().st_size for path in work.rglob("*") if path.is_file() and not path.is_symlink())
    control = work / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text(
        _CONTROL.format(
            version=version,
            architecture=architecture,
            kibibytes=size // 1024,
            depends=", ".join(depends(bundle)),
            recommends=", ".join(sorted(WELCOME.values())),
        ),
        encoding="utf-8",
    )
    for path in (work, *work.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    package = out / f"storybank_{version}_{architecture}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(work), str(package)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return package


def depends(bundle: Path) -> list[str]:
    """Return what the package depends on: the C library as new as its files want it, what they name, a font."""
    files = [path for path in bundle.rglob("*") if path.is_file() and not path.is_symlink() and _is_binary(path)]
    newest = (2, 17)
    named: set[str] = set()
    for file in files:
        versions = subprocess.run(
            ["readelf", "--version-info", "--wide", str(file)], capture_output=True, encoding="utf-8", check=False
        )
        newest = max([newest, *((int(major), int(minor)) for major, minor in _GLIBC.findall(versions.stdout))])
        named |= named_in(file)
    packages = {FROM_SYSTEM[name] for name in named if name in FROM_SYSTEM} | set(_ALWAYS)
    return [f"libc6 (>= {newest[0]}.{newest[1]})", *sorted(packages), FONTS]


def _is_binary(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(4) == b"\x7fELF"


def _fill(work: Path, bundle: Path, icons: Path, root: Path) -> None:
    usr = work / "usr"
    shutil.copytree(bundle, usr / "lib" / "storybank", symlinks=True)
    (usr / "bin").mkdir()
    (usr / "bin" / "storybank").symlink_to("../lib/storybank/storybank")
    for target, source in desktop_files(root, icons).items():
        path = usr / target.replace("share/zsh/site-functions", "share/zsh/vendor-completions")
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, path)
    _squeeze(usr / "share" / "man" / "man1" / "storybank.1")
    doc = usr / "share" / "doc" / "storybank"
    doc.mkdir(parents=True)
    shutil.copy(root / "CHANGELOG.md", doc / "changelog")
    _squeeze(doc / "changelog")
    licence = (root / "LICENSE").read_text("utf-8").splitlines()
    (doc / "copyright").write_text(
        _COPYRIGHT + "License: Expat\n" + "".join(f" {line or '.'}\n" for line in licence), encoding="utf-8"
    )


def _squeeze(file: Path) -> None:
    file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), 9, mtime=0))
    file.unlink()
