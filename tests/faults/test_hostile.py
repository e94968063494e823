"""Whatever is brought as JSON, Markdown or CSV: no hang over 5 s, no memory over 512 MB, no traceback, and a refusal changes nothing.

200 cases per format, 10,000 with STORYBANK_FAULTS=long, and the known bombs besides. Each format has a process of its own, with these limits.
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


@pytest.mark.skipif(sys.platform != "linux", reason="other systems limit and tell memory in other ways")
@pytest.mark.parametrize("kind", ["json", "md", "csv"])
def test_hostile_files(kind: str, tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    folders = (Path(storybank.__file__).parents[1], Path(__file__).parents[1])
    homes = dict.fromkeys(("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), str(tmp_path))
    seed = os.environ.get("STORYBANK_SEED") or str(int.from_bytes(os.urandom(4), "big") if LONG else 1)
    done = subprocess.run(
        [sys.executable, "-m", "faults.hostile_child", kind, str(CASES), seed],
        capture_output=True, text=True, check=False, timeout=7200 if LONG else 280,
        env={**plain, **homes, "PYTHONPATH": os.pathsep.join(map(str, folders)), "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 0, f"STORYBANK_SEED={seed}\n{done.stderr[:4000]}\n…\n{done.stderr[-1000:]}"
    told = json.loads(done.stdout)
    known = sum(name.endswith(f".{kind}") for name in BOMBS)
    record_property(
        "counts",
        f"hostile {kind}: {told['cases']} cases ({known} known bombs), {told['refused']} refused, {told['taken']} taken, "
        f"slowest {told['slowest']} s of 5, peak {told['peak']} MB of 512 (seed {seed})",
    )
    assert told["cases"] == CASES + known
    assert told["refused"] > CASES // 10, "hardly anything was hostile"
    assert told["taken"] > CASES // 50, "hardly anything was read"
