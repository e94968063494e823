"""The whole program in a language that nobody speaks: whatever still reads like ours can never be translated."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import storybank

CHILD = Path(__file__).with_name("pseudo.py")


def said(home: Path, *words: str) -> list[str]:
    """Return what the program said in our language, in a process whose `texts` translate everything."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "LANG", "LC_"))}
    places = {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "TMPDIR")}
    around = (
        kept
        | places
        | {"PYTHONPATH": str(Path(storybank.__file__).parents[1]), "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    )
    done = subprocess.run(
        [sys.executable, "-P", str(CHILD), *words], env=around, capture_output=True, check=False, timeout=180, cwd=home
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def test_the_window_speaks_one_language(tmp_path: Path) -> None:
    assert said(tmp_path, "window") == []


COMMANDS = (
    "new 7.storybank --sample", "check nothing.json", "--help", "check --help", "export --help", "import --help", "backups 7.storybank", "chekc x",
    "check", "import 7.storybank nothing.md",
)  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS)
def test_the_command_line_speaks_one_language(tmp_path: Path, words: str) -> None:
    assert said(tmp_path, "cli", *words.split()) == []
