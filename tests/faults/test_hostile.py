"""Whatever is brought as JSON, Markdown, CSV or XLSX: no hang over 5 s, no memory over 512 MB, no traceback, and a refusal changes nothing.

200 cases per format, 10,000 with STORYBANK_FAULTS=long, and the known bombs besides. Each format has processes of its own, with these limits.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import storybank
from faults.bombs import BOMBS

LONG = os.environ.get("STORYBANK_FAULTS") == "long"
CASES = 10_000 if LONG else 200
AT_ONCE = 500


@pytest.mark.skipif(sys.platform != "linux", reason="other systems limit and tell memory in other ways")
@pytest.mark.parametrize("kind", ["json", "md", "csv", "xlsx"])
def test_hostile_files(kind: str, tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    path = os.pathsep.join(map(str, (Path(storybank.__file__).parents[1], Path(__file__).parents[1])))
    homes = dict.fromkeys(("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), str(tmp_path))
    seed = os.environ.get("STORYBANK_SEED") or str(int.from_bytes(os.urandom(4), "big") if LONG else 1)
    told = [
        brought(
            kind,
            min(AT_ONCE, CASES - first),
            str(int(seed) + first),
            {**plain, **homes, "PYTHONPATH": path},
            bombs=first == 0,
        )
        for first in range(0, CASES, AT_ONCE)
    ]
    known = sum(name.endswith(f".{kind}") for name in BOMBS)
    cases, refused, taken = (sum(one[name] for one in told) for name in ("cases", "refused", "taken"))
    record_property(
        "counts",
        f"hostile {kind}: {cases} cases ({known} known bombs), {refused} refused, {taken} taken, "
        f"slowest {max(one['slowest'] for one in told)} s of 5, peak {max(one['peak'] for one in told)} MB of 512 (seed {seed})",
    )
    assert cases == CASES + known
    assert refused > CASES // 10, "hardly anything was hostile"
    assert taken > CASES // 50, "hardly anything was read"


def brought(kind: str, cases: int, seed: str, around: dict[str, str], *, bombs: bool) -> dict[str, float]:
    """Bring some cases in a process of their own: Hypothesis remembers all that it made, and thousands of files are gigabytes."""
    done = subprocess.run(
        [sys.executable, "-m", "faults.hostile_child", kind, str(cases), seed, "bombs" if bombs else "none"],
        capture_output=True, text=True, check=False, timeout=1200, env={**around, "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 0, f"STORYBANK_SEED={seed}\n{done.stderr[:4000]}\n…\n{done.stderr[-1000:]}"
    return json.loads(done.stdout)
