"""`--self-test`: it tells a whole installation from one that is not, and leaves the user's own things alone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from storybank.services.self_test import self_test

ROOT = Path(__file__).parents[2]
NAMES = ["system", "SQLite", "resources", "guide", "bank", "sheets", "exports", "imports"]


def run(home: Path, *words: str, package: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "COV") if package else "XDG_")
    }
    environment |= {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(home)}
    if package is not None:
        environment["PYTHONPATH"] = str(package)
    return subprocess.run(
        [sys.executable, "-P", "-m", "storybank", *words],
        env=environment, capture_output=True, encoding="utf-8", cwd=home, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip


def test_everything_is_tried_and_nothing_is_left(tmp_path: Path) -> None:
    done = run(tmp_path, "--self-test")
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert [line[7:].split(":")[0] for line in lines[1:-1]] == [*NAMES, "window"]
    assert all(line.startswith("ok ") for line in lines[1:-1])
    assert not list(tmp_path.iterdir())
    assert not done.stderr


def test_what_is_missing_is_named_and_the_rest_is_tried_all_the_same(tmp_path: Path) -> None:
    """A copy of the program without one font, one page of the guide's pictures and the sample."""
    package = tmp_path / "program" / "app" / "storybank"
    shutil.copytree(ROOT / "app" / "storybank", package, ignore=shutil.ignore_patterns("__pycache__"))
    resources = tmp_path / "program" / "resources"
    shutil.copytree(ROOT / "resources", resources)
    shutil.copytree(ROOT / "docs" / "guide", tmp_path / "program" / "docs" / "guide")
    (resources / "fonts" / "wqy-microhei.ttc").unlink()
    (resources / "samples" / "sample.json").unlink()
    done = run(tmp_path, "--self-test", package=package.parent)
    told = {line[7:].split(":")[0]: line[:6].strip() for line in done.stdout.splitlines()[1:-1]}
    assert done.returncode == 1
    assert told["system"] == told["SQLite"] == "ok"
    assert told["guide"] == told["bank"] == told["sheets"] == told["imports"] == told["window"] == "FAILED"
    assert "sample.json" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_more_can_be_tried_and_a_failure_is_an_answer(tmp_path: Path) -> None:
    def broken(_folder: Path) -> str:
        raise OSError("no paint")

    checks = list(self_test(tmp_path, (("paint", broken),)))
    assert [check.name for check in checks] == [*NAMES, "paint"]
    assert [check.is_well for check in checks] == [True] * len(NAMES) + [False]
    assert checks[-1].found == "OSError: no paint"


def test_self_test_stands_alone(tmp_path: Path) -> None:
    done = run(tmp_path, "--self-test", "check")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
