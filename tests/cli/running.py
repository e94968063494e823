"""Running the command line: in this process for speed, or cold in one of its own."""

import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import storybank
from storybank.cli.main import main

APP = Path(storybank.__file__).parents[1]


@dataclass(frozen=True)
class Result:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def problems(self) -> list[str]:
        return self.err.splitlines()


class Run:
    """Calls `storybank WORDS…` in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: object) -> Result:
        self._capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as ended:  # argparse
            code = ended.code if isinstance(ended.code, int) else 2
        seen = self._capsys.readouterr()
        assert "Traceback" not in seen.out + seen.err
        return Result(code, seen.out, seen.err)

    def well(self, *words: object) -> str:
        """Run what has to end with 0 and return its output."""
        result = self(*words)
        assert result.code == 0, result
        return result.out


def cold(*words: object, cwd: Path | None = None, **environment: str) -> Result:
    """Call `python -m storybank WORDS…` as somebody would."""
    done = subprocess.run(
        [sys.executable, "-m", "storybank", *map(str, words)], capture_output=True, cwd=cwd, check=False,
        env={**os.environ, "PYTHONPATH": str(APP), "PYTHONUTF8": "1", **environment},
    )  # fmt: skip
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def python(code: str, *words: object) -> str:
    """Run a few lines of Python in a process of their own and return what they print."""
    # a coverage measurement would bring modules of its own into the child
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, words)], capture_output=True, check=False,
        env={**plain, "PYTHONPATH": str(APP), "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def mark(path: Path) -> str:
    """Return a hash of what a file holds."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def names(folder: Path) -> list[str]:
    """Return everything in a folder, hidden or not."""
    return sorted(file.name for file in folder.iterdir())
