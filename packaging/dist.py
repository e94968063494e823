"""`./run dist`: everything that can be handed out, into dist/, each tried before it counts.

Source archive, wheel, the bundle (a folder), a Debian package of it, an archive for other Linuxes. On Windows and macOS it stops after the
bundle; what is made of it there is in README.md.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "packaging"), str(ROOT / "app")]

from archiving import make_archive  # noqa: E402 - beside this file, where no package may be
from bundling import SHOWN_LIBRARIES, named_in, unmet  # noqa: E402
from debian import make_package  # noqa: E402
from licencing import collect_licences  # noqa: E402
from trying import TryingError, try_bundle, try_package, try_wheel  # noqa: E402

from storybank import __version__  # noqa: E402

DIST, BUILD = ROOT / "dist", ROOT / "build"
BUNDLE, ICONS = DIST / "storybank", BUILD / "icons"
MOST_MB = {"bundle": 170, "deb": 60}
_OURS_TO_STRIP = ("PySide6", "shiboken6")  # not these: they stay as the Qt Project made them


def main() -> int:
    """Make it all, or what is named, and say how large it is."""
    parser = argparse.ArgumentParser(prog="./run dist", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="without the trial in an empty Debian")
    asked = parser.parse_args()
    os.environ.setdefault("SOURCE_DATE_EPOCH", _date_of_sources())
    try:
        _wheel()
        _bundle()
        if sys.platform == "linux":
            _linux(quick=asked.quick)
    except (TryingError, subprocess.CalledProcessError) as error:
        print(f"dist: {error}", file=sys.stderr)
        return 1
    for path in sorted(DIST.iterdir()):
        print(f"{_size(path) / 2**20:7.1f} MB  {path.relative_to(ROOT)}")
    return 0


def _say(what: str) -> None:
    print(f"dist: {what}", flush=True)


def _run(*command: str | Path, **more: str) -> None:
    log = BUILD / "dist.log"
    with log.open("ab") as out:
        done = subprocess.run(
            command, cwd=ROOT, env=os.environ | more, stdout=out, stderr=subprocess.STDOUT, check=False
        )
    if done.returncode:
        print("\n".join(log.read_text("utf-8", "replace").splitlines()[-30:]), file=sys.stderr)
        raise TryingError(f"that failed: {' '.join(map(str, command))}; the whole log is {log}")


def _date_of_sources() -> str:
    """Return when the sources last changed, in seconds, so that two builds of them are alike."""
    told = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    ) if shutil.which("git") else None  # fmt: skip
    return (told.stdout.strip() if told and told.returncode == 0 else "") or str(int(time.time()))


def _wheel() -> None:
    _say("source archive and wheel")
    BUILD.mkdir(exist_ok=True)
    (BUILD / "dist.log").unlink(missing_ok=True)
    for left in (
        DIST,
        BUILD / "trial",
        BUILD / "debian",
    ):  # of a run that was stopped: the builder would look into them
        shutil.rmtree(left, ignore_errors=True)
    _run(sys.executable, "-P", "packaging/translations.py")
    _run(sys.executable, "-P", "-m", "build", "--no-isolation", "--outdir", DIST, ".")
    _say(try_wheel(next(DIST.glob("*.whl")), ROOT, BUILD / "trial"))


def _bundle() -> None:
    _say("bundle")
    shutil.rmtree(ICONS, ignore_errors=True)
    ICONS.mkdir(parents=True)
    _run(sys.executable, "-P", "packaging/icons.py", ICONS, QT_QPA_PLATFORM="offscreen")
    work = BUILD / "pyinstaller"
    spec = ROOT / "packaging" / "storybank.spec"
    shutil.rmtree(work, ignore_errors=True)
    _run(sys.executable, "-P", "-m", "PyInstaller", "--noconfirm", "--distpath", DIST, "--workpath", work, spec,
         STORYBANK_ICONS=str(ICONS), PYTHONHASHSEED="0")  # fmt: skip
    if sys.platform == "linux":
        _finish_on_linux()
    _add_licences()
    _demand_size("bundle", BUNDLE)
    _say(try_bundle(BUNDLE, ROOT))


def _add_licences() -> None:
    """Put the licences of all that is in the bundle beside the program; on a Mac into the application, too."""
    libraries = [path for path in (BUNDLE / "_internal").glob("lib*.so*") if not path.is_symlink()]
    from_here = [Path("/usr/lib") / _triplet() / path.name for path in libraries]
    collect_licences(BUNDLE / "licences", SHOWN_LIBRARIES, [path for path in from_here if path.exists()], ROOT)
    application = DIST / "Storybank.app" / "Contents" / "Resources"
    if application.is_dir():
        shutil.copytree(BUNDLE / "licences", application / "licences")


def _finish_on_linux() -> None:
    """Take debugging symbols out, and look whether every library that is asked for is there or any system's."""
    internal = BUNDLE / "_internal"
    binaries = [path for path in internal.rglob("*.so*") if path.is_file() and not path.is_symlink()]
    for path in binaries:
        if not path.relative_to(internal).as_posix().startswith(_OURS_TO_STRIP):
            _run("strip", "--strip-debug", path)
    needed = set().union(*(named_in(path) for path in binaries))
    missing = unmet(needed, {path.name for path in internal.rglob("*.so*")})
    if missing:
        raise TryingError(
            f"the bundle asks for {', '.join(sorted(missing))}, holds none of them, and bundling.py does not know them"
        )
    for name in ("libQt6Core.so.6", "libQt6Gui.so.6", "libQt6Widgets.so.6"):
        if not (internal / "PySide6" / "Qt" / "lib" / name).is_file():
            raise TryingError(f"{name} is no file of its own: nobody could replace it, as Qt's licence demands")


def _linux(*, quick: bool) -> None:
    name = f"storybank-{__version__}-linux-{os.uname().machine}"
    _say("archive")
    make_archive(BUNDLE, ICONS, ROOT, name, DIST, BUILD / name)
    if shutil.which("dpkg-deb") is None:
        _say("no Debian package: dpkg-deb is not there")
        return
    _say("Debian package")
    package = make_package(BUNDLE, ICONS, ROOT, __version__, DIST, BUILD / "debian")
    _demand_size("deb", package)
    _say(try_package(package, BUILD / "trial", quick=quick))


def _triplet() -> str:
    import sysconfig

    return sysconfig.get_config_var("MULTIARCH") or ""


def _size(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(inner.stat().st_size for inner in path.rglob("*") if inner.is_file() and not inner.is_symlink())


def _demand_size(what: str, path: Path) -> None:
    megabytes = _size(path) / 2**20
    if megabytes > MOST_MB[what]:
        raise TryingError(f"{path} takes {megabytes:.0f} MB, more than the {MOST_MB[what]} MB that it may")


if __name__ == "__main__":
    sys.exit(main())
