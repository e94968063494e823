"""`./run release X.Y.Z`: sets the version everywhere, dates the changes, makes everything with `dist.py`, and says what is left to do by hand.

It commits, tags and uploads nothing. When a step fails, every file is as it was.
"""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VERSION_FILE, CHANGELOG, INSTALLER = "app/storybank/__init__.py", "CHANGELOG.md", "packaging/windows/storybank.iss"
# Made from the version, the changes and the command line.
GENERATORS = ("packaging/metainfo.py", "packaging/man.py", "packaging/completions.py", "docs/generate.py")
_VERSION = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)
_INSTALLER = re.compile(r'^#define AppVersion ".+"$', re.MULTILINE)
_UNRELEASED = re.compile(r"^## \[Unreleased\]\n(.*?)(?=^## \[|\Z)", re.MULTILINE | re.DOTALL)
_SOUND = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")

LEFT = """\
Storybank {version} is made and tried; dist/ holds it. Left to do by hand:
  1. ./run test and ./run bench, and look at the window and the two sheets once
  2. git commit -am "Storybank {version}" && git tag -s v{version}
  3. on Windows: ./run dist (in Git Bash), then iscc packaging\\windows\\storybank.iss; on a Mac: ./run dist. packaging/README.md says more
  4. hand out what lies in dist/, with its check sums: (cd dist && sha256sum *.whl *.tar.* *.deb)
"""


class ReleaseError(Exception):
    """Why nothing is released."""


def released(texts: dict[str, str], version: str, today: date) -> dict[str, str]:
    """Return the three files that name a version, by path, with the new one and with the changes dated. Raises `ReleaseError`."""
    now = _VERSION.search(texts[VERSION_FILE])
    if now is None:
        raise ReleaseError(f"{VERSION_FILE} names no version")
    if not _SOUND.fullmatch(version):
        raise ReleaseError(f"“{version}” is no version; it looks like 1.2.0")
    if _numbers(version) < _numbers(now[1]) or f"## [{version}]" in texts[CHANGELOG]:
        raise ReleaseError(f"{version} is not after {now[1]}, or was released already")
    changes = _UNRELEASED.search(texts[CHANGELOG])
    if changes is None or not changes[1].strip():
        raise ReleaseError(f"{CHANGELOG} lists nothing under [Unreleased]; a release without a change helps nobody")
    head = f"## [Unreleased]\n\n## [{version}] - {today.isoformat()}\n"
    return {
        VERSION_FILE: _VERSION.sub(f'__version__ = "{version}"', texts[VERSION_FILE]),
        CHANGELOG: texts[CHANGELOG].replace("## [Unreleased]\n", head, 1),
        INSTALLER: _INSTALLER.sub(f'#define AppVersion "{version}"', texts[INSTALLER]),
    }


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split("."))


def main(version: str) -> int:
    """Release, or say why not and leave everything as it was."""
    paths = [ROOT / name for name in (VERSION_FILE, CHANGELOG, INSTALLER)]
    before = {path: path.read_bytes() for path in [*paths, *_generated()]}
    try:
        _refuse_unsaved()
        texts = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in paths}
        for name, text in released(texts, version, date.today()).items():  # noqa: DTZ011 - the day on the wall
            (ROOT / name).write_text(text, encoding="utf-8")
        for script in (*GENERATORS, "packaging/dist.py"):
            subprocess.run([sys.executable, "-P", str(ROOT / script)], cwd=ROOT, check=True)
    except BaseException as error:
        for path, content in before.items():
            path.write_bytes(content)
        if not isinstance(error, (ReleaseError, subprocess.CalledProcessError, OSError)):
            raise
        print(f"release: {error}. Nothing was changed.", file=sys.stderr)
        return 1
    print(LEFT.format(version=version))
    return 0


def _generated() -> list[Path]:
    """Return the files that the generators write."""
    linux = ROOT / "packaging" / "linux"
    return [path for folder in (linux, ROOT / "docs" / "guide") for path in sorted(folder.rglob("*")) if path.is_file()]


def _refuse_unsaved() -> None:
    told = subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    if told.stdout.strip():
        raise ReleaseError("there are changes that are not committed")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
