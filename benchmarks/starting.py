"""Whole processes: what a window and a command cost from the moment the process is started."""

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from measuring import Bar, rounds

ROOT = Path(__file__).parents[1]
PAINTED = Path(__file__).with_name("painted.py")
SETTLED_MS = 2000  # by then all is loaded that was put off until after the painting
# What the installed script `storybank` does.
STORYBANK = "import sys; from storybank.__main__ import main; sys.exit(main())"


@dataclass(frozen=True)
class Painted:
    """When a window was painted, in ms after its process was started, the processor time until then, and its peak memory in MB."""

    ms: float
    busy_ms: float
    megabytes: float


def windows(folder: Path, count: int, seconds: float) -> list[Bar]:
    """Measure bare window, welcome page and stories, in turns."""
    welcome = Bar("window", "window painted", "bare PySide6 window painted", 1.5)
    stories = Bar("stories", "stories on screen", "bare PySide6 window painted", 4.0)
    memory = Bar("memory", "peak memory, stories on screen", "bare PySide6 window", 2.0, "MB")
    starts = Starts(folder)
    starts.bare(), starts.welcome(), starts.stories()  # compiles what is not compiled, and fills the disk cache
    for _number in rounds(count, seconds):
        bare, ours, bank = starts.bare(), starts.welcome(), starts.stories()
        welcome.add(ours.ms, bare.ms, ours.busy_ms / bare.busy_ms)
        stories.add(bank.ms, bare.ms, bank.busy_ms / bare.busy_ms)
    if not bare.megabytes:
        memory.note = "this system does not tell the peak memory"
        return [welcome, stories, memory]
    for _number in range(1 if count <= 5 else 3):  # it hardly varies
        memory.add(starts.stories(SETTLED_MS).megabytes, starts.bare(SETTLED_MS).megabytes)
    memory.note = f"{SETTLED_MS / 1000:g} s after the painting; {bank.megabytes:.1f} MB / {bare.megabytes:.1f} MB at it"
    return [welcome, stories, memory]


class Starts:
    """The kinds of window to start, each with a home of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.bank = folder, folder / "sample.storybank"
        made = [sys.executable, "-P", "-c", STORYBANK, "new", str(self.bank), "--sample"]
        subprocess.run(made, env=environment(folder / "home"), check=True, stdout=subprocess.DEVNULL)

    def bare(self, wait: int = 0) -> Painted:
        """Show a QMainWindow with nothing in it."""
        return _painted(self.folder / "home-bare", "bare", str(wait))

    def welcome(self) -> Painted:
        """Show our window as on the first start of all: nothing is remembered."""
        shutil.rmtree(self.folder / "home-welcome", ignore_errors=True)
        return _painted(self.folder / "home-welcome", "welcome", "0")

    def stories(self, wait: int = 0) -> Painted:
        """Open the sample bank."""
        return _painted(self.folder / "home-stories", "stories", str(wait), str(self.bank))


def _painted(home: Path, *words: str) -> Painted:
    around = environment(home)
    command = [sys.executable, "-P", str(PAINTED), *words]
    start = time.perf_counter()  # the same clock for all processes of a machine
    done = subprocess.run(command, env=around, check=False, capture_output=True, timeout=60)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    told = json.loads(done.stdout)
    return Painted((told["at"] - start) * 1000, told["used"] * 1000, told["peak"] / 1e6)


def command(folder: Path, count: int, seconds: float) -> Bar:
    """Measure `storybank check` of an interchange file."""
    bar = Bar("check", "storybank check x.json", 'python -c "import pydantic"', 2.5)
    file = folder / "x.json"
    shutil.copyfile(ROOT / "resources" / "samples" / "sample.json", file)
    around = environment(folder / "home")
    check = [sys.executable, "-P", "-c", STORYBANK, "check", str(file)]
    floor = [sys.executable, "-P", "-c", "import pydantic"]
    for number in rounds(count + 1, seconds):
        ours, theirs = _whole(check, around), _whole(floor, around)
        if number:  # the first one compiles
            bar.add(ours, theirs)
    return bar


def _whole(words: list[str], around: dict[str, str]) -> float:
    start = time.perf_counter()
    done = subprocess.run(words, env=around, check=False, capture_output=True, timeout=60)
    took = (time.perf_counter() - start) * 1000
    if done.returncode not in (0, 1):  # 1: there are gaps of severity error
        raise RuntimeError(done.stderr.decode(errors="replace"))
    return took


def environment(home: Path) -> dict[str, str]:
    """Return the environment of a child: no screen, a home of its own, bytecode kept, nothing that watches it."""
    (home / "config").mkdir(parents=True, exist_ok=True)
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "COV_", "COVERAGE", "QT_", "XDG_", "PYTEST"))
    }
    places = {"HOME": str(home), "USERPROFILE": str(home), "APPDATA": str(home), "LOCALAPPDATA": str(home)}
    return kept | places | {"PYTHONPATH": str(ROOT / "app"), "QT_QPA_PLATFORM": "offscreen"}
