"""How soon the window answers: a child process measures, this holds it against the bars."""

import json
import statistics
import subprocess
import sys
from pathlib import Path

from measuring import Bar
from starting import environment

REACTING = Path(__file__).with_name("reacting.py")
# name of the measurement: what it is, its median in ms, the worst that any single one may be (one frame of a screen is 16 ms)
LIMITS: dict[str, tuple[str, float, float | None]] = {
    "keystroke": ("a key in a narrative of 20 KB, painted", 16.0, 50.0),
    "search": ("a letter more, over 1,000 stories", 16.0, None),
    "page switch": ("another page, 300 stories", 50.0, None),
    "preview": ("a changed bank on paper, previewed", 200.0, None),
    "scrolling": ("a notch in a matrix of 16 × 300", 33.0, 33.0),
}


def reactions(folder: Path, count: int, seconds: float) -> list[Bar]:
    """Measure what a person waits for; `count` keystrokes, within `seconds` (a guard, not an aim)."""
    place = folder / "answers"
    place.mkdir()
    words = [sys.executable, "-P", str(REACTING), str(place), str(count)]
    done = subprocess.run(
        words, env=environment(place / "home"), check=False, capture_output=True, timeout=20 * seconds
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    times: dict[str, list[float]] = json.loads(done.stdout)
    bars = []
    for name, (what, limit, worst) in LIMITS.items():
        bar = Bar(
            name.replace(" ", "_"),
            what,
            f"{limit:g} ms" + (f", none over {worst:g}" if worst else ""),
            1.0,
            worst=worst,
        )
        bar.ours, bar.floor = times[name], [limit]
        bar.note = f"worst {max(bar.ours):.1f} ms"
        bars.append(bar)
    notes = {
        "keystroke": f"; Qt’s own editor {statistics.median(times['bare keystroke']):.1f} ms",
        "search": f"; until the hits are painted {statistics.median(times['search shown']):.1f} ms",
        "page_switch": f"; made anew {max(times['page made']):.0f} ms",
        "preview": f"; the window waited {statistics.median(times['preview held']):.1f} ms at most",
    }
    for bar in bars:
        bar.note += notes.get(bar.name, "")
    return bars
