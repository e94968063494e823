"""What was made is tried: the wheel in an empty environment, the bundle far from the checkout, the package in an empty Debian."""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

OLDEST_SQLITE = (3, 37)
_ROUNDS = 7
_PATIENCE_S = 60
_NOT_THEIRS = ("PYTHON", "COV", "VIRTUAL", "XDG_", "STORYBANK", "QT_", "DISPLAY", "WAYLAND")
_SQLITE = re.compile(r"^ok +SQLite: ([\d.]+)", re.MULTILINE)


class TryingError(Exception):
    """What was made does not do what it should."""


def try_wheel(wheel: Path, root: Path, work: Path) -> str:
    """Install a wheel into an empty environment, with the versions that are pinned, and let it try itself."""
    shutil.rmtree(work, ignore_errors=True)
    made = [sys.executable, "-m", "venv", str(work / "venv")]
    _succeed(made, root)
    python = work / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    _succeed([str(python), "-m", "pip", "install", "-c", str(root / "packaging" / "constraints.txt"), str(wheel)], root)
    told = _succeed([str(python), "-P", "-m", "storybank", "--self-test"], work)
    shutil.rmtree(work)
    return f"the wheel in an empty environment: {_last(told)}"


def try_bundle(bundle: Path, root: Path) -> str:
    """Let a bundle try itself from another folder with an empty home, look at its SQLite, and hold its start against that of the sources."""
    program = bundle / ("storybank-cli.exe" if os.name == "nt" else "storybank")
    with tempfile.TemporaryDirectory() as home:
        told = _succeed([str(program), "--self-test"], Path(home))
    found = _SQLITE.search(told)
    if found is None or tuple(map(int, found[1].split("."))) < OLDEST_SQLITE:
        raise TryingError(f"the bundle's SQLite is {found[1] if found else 'unknown'}, which is too old")
    return f"the bundle: {_last(told)} SQLite {found[1]}. " + _starts(program, root)


def try_package(package: Path, work: Path, *, quick: bool) -> str:
    """Install a Debian package in an empty Debian, try it and remove it; where that is not allowed, unpack it and try it from there."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    if not quick and os.geteuid() == 0 and shutil.which("debootstrap") and shutil.which("unshare"):
        with tempfile.TemporaryDirectory(prefix="storybank-debian-") as folder:  # debootstrap takes no space in a path
            return _in_empty_debian(package, Path(folder))
    _succeed(["dpkg-deb", "-x", str(package), str(work)], work)
    told = _succeed([str(work / "usr" / "bin" / "storybank"), "--self-test"], work)
    shutil.rmtree(work)
    return f"the package, unpacked here (an empty Debian needs root and debootstrap): {_last(told)}"


def _in_empty_debian(package: Path, work: Path) -> str:
    mirror = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI)"], capture_output=True, encoding="utf-8", check=False
    ).stdout.split()
    debian = work / "debian"
    _succeed(["debootstrap", "--variant=minbase", "bookworm", str(debian), *mirror[:1]], work)
    for name in ("apt.conf.d", "trusted.gpg.d"):  # how this machine reaches its mirror
        shutil.copytree(Path("/etc/apt") / name, debian / "etc" / "apt" / name, dirs_exist_ok=True)
    shutil.copy(package, debian / "storybank.deb")
    shutil.copy(Path(__file__).with_name("try_in_debian.sh"), debian / "try.sh")
    inside = f"mount -t proc proc {debian}/proc && mount --rbind /dev {debian}/dev && exec chroot {debian} sh /try.sh"
    told = _succeed(["unshare", "--mount", "--pid", "--fork", "sh", "-c", inside], work)
    return f"the package in an empty Debian: {_last(told)}"


def _starts(program: Path, root: Path) -> str:
    """Return how long the bundle takes from the start of its process until a bank stands open in its window, held against the sources."""
    sources = [sys.executable, "-P", "-m", "storybank"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bank = folder / "start.storybank"
        _succeed([str(program), "new", str(bank), "--sample"], folder)
        times: dict[str, list[float]] = {"bundle": [], "sources": []}
        for turn in range(_ROUNDS + 1):
            for what, command in (("bundle", [str(program)]), ("sources", sources)):
                took = _start(command, bank, folder)
                times[what] += [took] if turn else []  # the first of each fills the cache of the disk
    medians = {what: statistics.median(took) for what, took in times.items()}
    ratio = medians["bundle"] / medians["sources"]
    return f"Its start / that of the sources in {root.name}: {ratio:.2f} ({medians['bundle']:.2f} s / {medians['sources']:.2f} s; at most 1.2)"


def _start(command: list[str], bank: Path, folder: Path) -> float:
    claim = bank.with_name(f".{bank.name}.open")  # laid when the bank stands in the window, gone when that is closed
    environment = _strangers(folder) | {"STORYBANK_HOME": str(folder / "own")}
    began = time.perf_counter()
    with subprocess.Popen([*command, str(bank)], env=environment, cwd=folder, stdin=subprocess.DEVNULL) as running:
        while not claim.exists():
            if running.poll() is not None or time.perf_counter() - began > _PATIENCE_S:
                running.kill()
                raise TryingError(f"{command[0]} did not open a bank")
            time.sleep(0.001)
        took = time.perf_counter() - began
        running.kill()
    claim.unlink()
    return took


def _strangers(home: Path) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_THEIRS)}
    return environment | {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}


def _succeed(command: list[str], folder: Path) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env=_strangers(folder),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        told = "\n".join((done.stdout + done.stderr).splitlines()[-30:])
        raise TryingError(f"that failed: {' '.join(command)}\n{told}")
    return done.stdout


def _last(told: str) -> str:
    return told.strip().splitlines()[-1]
