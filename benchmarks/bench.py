"""The bars of the project as ratios, each against a floor that is measured in the same run, in turns.

`./run bench [--quick] [--json FILE] [--only NAME …] [--strict]`. Prints a table, what is missed, and as the last line compact JSON.
Ratios, not times: they mean the same on a slow machine. The tables' times are medians of this run.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import SubprocessError

sys.path.insert(0, str(Path(__file__).parent))  # `python -P` leaves it out
sys.path.insert(1, str(Path(__file__).parents[1] / "app"))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

import working
from answers import reactions
from measuring import Bar, table
from paper import cheat_sheet, matrix
from starting import command, windows

# Rounds and seconds for: windows, the command, the matrix, the first cheat sheet, each kind of save, opening, the gaps, the window’s answers.
FULL = {
    "windows": (15, 40),
    "check": (15, 10),
    "matrix": (20, 5),
    "sheet": (7, 8),
    "save": (60, 9),
    "open": (15, 4),
    "gaps": (15, 5),
    "answers": (200, 30),
}
QUICK = {
    "windows": (5, 7),
    "check": (5, 2.5),
    "matrix": (20, 2),
    "sheet": (3, 3),
    "save": (20, 1.5),
    "open": (5, 1.5),
    "gaps": (5, 1.5),
    "answers": (60, 30),
}


def measure(folder: Path, limits: dict[str, tuple[int, float]], only: list[str]) -> list[Bar]:
    """Measure what is asked for."""
    parts: dict[str, Callable[[int, float], list[Bar]]] = {
        "windows": lambda count, seconds: windows(folder, count, seconds),
        "check": lambda count, seconds: [command(folder, count, seconds)],
        "matrix": matrix,
        "sheet": lambda count, seconds: cheat_sheet(folder, count, seconds),
        "save": lambda count, seconds: working.saves(folder, count, seconds),
        "open": lambda count, seconds: [working.opening(folder, count, seconds)],
        "gaps": lambda count, seconds: [working.growth(count, seconds)],
        "answers": lambda count, seconds: reactions(folder, count, seconds),
    }
    bars: list[Bar] = []
    for name, part in parts.items():
        if not only or name in only:
            print(f"measuring: {name} …", file=sys.stderr, flush=True)
            try:
                bars += part(*limits[name])
            except (
                ImportError,
                AttributeError,
                RuntimeError,
                OSError,
                SubprocessError,
            ) as error:  # the others are measured all the same
                why = (str(error).splitlines() or [type(error).__name__])[-1]
                bars.append(Bar(name, name, "", None, note=why))
    return bars


def real_disk() -> str | None:
    """Return where to put the banks: /var/tmp, where there is one, for /tmp may be memory, where a commit costs nothing."""
    place = Path("/var/tmp")  # noqa: S108 - a private folder is made in it
    return str(place) if place.is_dir() and os.access(place, os.W_OK) else None


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run bench", description="The bars of the project as ratios.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds: under 25 s")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the result there too")
    parser.add_argument("--only", action="append", default=[], choices=FULL, help="measure only this; may be repeated")
    parser.add_argument("--strict", action="store_true", help="exit with 1 when a bar is missed or not measured")
    asked = parser.parse_args()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="storybank-bench-", dir=real_disk()) as folder:
        bars = measure(Path(folder), QUICK if asked.quick else FULL, asked.only)
    missed = [bar.name for bar in bars if bar.is_met is False]
    unmeasured = [bar.name for bar in bars if bar.ratio is None]
    result = {
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "quick": asked.quick,
        "seconds": round(time.perf_counter() - start, 1),
        "missed": missed,
        "unmeasured": unmeasured,
        "bars": {bar.name: bar.as_json() for bar in bars},
    }
    print(table(bars))
    print(f"Missed: {', '.join(missed)}" if missed else "No bar is missed.")
    if unmeasured:
        print(f"Not measured: {', '.join(unmeasured)}")
    if asked.json:
        asked.json.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(result, separators=(",", ":"), ensure_ascii=False))
    return 1 if (missed or unmeasured) and asked.strict else 0


if __name__ == "__main__":
    sys.exit(main())
