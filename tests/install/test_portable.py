"""A portable program: everything that it writes lies beside it, and its banks may lie on a drive that has another name tomorrow."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from storybank import paths
from storybank.paths import HOME, known_as, known_by

ROOT = Path(__file__).parents[2]
TYPED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import storybank.gui.start as start
begin = start.Program.begin_when_painted
def begin_and_leave(self, file):
    begin(self, file)
    look = QTimer(self)
    def leave():
        if self.window.document is not None and list(Path("storybank-data/data/backups").glob("*/*.storybank")):
            look.stop()
            self.window.close()
    look.timeout.connect(leave)
    look.start(20)
start.Program.begin_when_painted = begin_and_leave
from storybank.__main__ import main
sys.exit(main())
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program of its own on a stick: a copy of the checkout's."""
    folder = tmp_path / "stick"
    shutil.copytree(ROOT / "app", folder / "app", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "resources").symlink_to(ROOT / "resources")
    (folder / "docs").symlink_to(ROOT / "docs")
    return folder


def run(program: Path, *words: str, code: str | None = None) -> subprocess.CompletedProcess[str]:
    home = program.parent / "home"
    home.mkdir(exist_ok=True)
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "TMP", "STORYBANK", "COV"))
    }
    environment |= {
        "HOME": str(home), "PYTHONPATH": str(program / "app"), "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    command = [sys.executable, "-P", *(("-c", code) if code else ("-m", "storybank")), *words]
    return subprocess.run(
        command,
        env=environment,
        cwd=program,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )


def written(program: Path) -> set[str]:
    return {
        path.relative_to(program).parts[0]
        for path in program.rglob("*")
        if path.is_file() and path.relative_to(program).parts[0] not in ("app", "resources", "docs")
    }


def test_what_the_command_line_writes_lies_beside_the_program(program: Path) -> None:
    assert run(program, "--portable", "new", "mine.storybank", "--sample").returncode == 0
    assert run(program, "--portable", "backup", "mine.storybank").returncode == 0
    assert written(program) == {"mine.storybank", "storybank-data"}
    assert not list((program.parent / "home").rglob("*"))
    listed = run(program, "backups", "mine.storybank")
    assert "made" not in listed.stdout  # another program's backups: without the word it is not portable
    assert program.joinpath("storybank-data").stat().st_mode & 0o777 == 0o700


def test_what_the_window_writes_lies_beside_the_program(program: Path) -> None:
    (program / "portable.txt").touch()
    assert run(program, "new", "mine.storybank", "--sample").returncode == 0
    shown = run(program, "mine.storybank", code=TYPED)
    assert shown.returncode == 0, shown.stderr
    assert not list((program.parent / "home").rglob("*"))
    assert written(program) == {"mine.storybank", "storybank-data", "portable.txt"}
    remembered = json.loads((program / "storybank-data" / "config" / "preferences.json").read_text("utf-8"))
    assert remembered["recent"] == ["mine.storybank"]
    assert list((program / "storybank-data" / "data" / "backups").glob("*/*.storybank"))
    assert not list((program / "storybank-data" / "temp").rglob("*"))


def test_backups_are_found_when_the_stick_has_another_name(program: Path) -> None:
    (program / "portable.txt").touch()
    assert run(program, "new", "mine.storybank", "--sample").returncode == 0
    assert run(program, "backup", "mine.storybank").returncode == 0
    before = run(program, "backups", "mine.storybank").stdout
    moved = program.rename(program.with_name("another"))
    assert run(moved, "backups", "mine.storybank").stdout.splitlines() == before.splitlines()
    assert len(before.splitlines()) >= 1


def test_a_folder_that_may_not_be_written_is_one_sentence(program: Path) -> None:
    (program / "storybank-data").write_text("a file in the way")
    done = run(program, "--portable", "frameworks")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert str(program) in done.stderr


def test_a_program_of_the_whole_system_is_not_portable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "storybank" / "resources").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "storybank" / "paths.py"))
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    assert paths.program_folder() is None
    assert not paths.is_portable()
    with pytest.raises(LookupError):
        paths.keep_beside_program()


@pytest.mark.parametrize(
    ("executable", "folder"),
    [("opt/storybank/storybank", "opt/storybank"), ("Apps/Storybank.app/Contents/MacOS/storybank", "Apps")],
)
def test_a_bundle_is_portable_where_it_lies(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, executable: str, folder: str
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / executable))
    assert paths.program_folder() == tmp_path / folder


def test_paths_outside_the_stick_stay_what_they_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    inside, outside = tmp_path / "stick" / "banks" / "a.storybank", tmp_path / "elsewhere.storybank"
    for home, known in ((None, str(inside)), (tmp_path / "stick" / "storybank-data", "banks/a.storybank")):
        monkeypatch.delenv(HOME, raising=False) if home is None else monkeypatch.setenv(HOME, str(home))
        assert known_as(inside) == known
        assert known_as(outside) == str(outside)
        assert known_by(known_as(inside)) == inside
        assert known_by(known_as(outside)) == outside
