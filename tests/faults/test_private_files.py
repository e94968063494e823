"""The whole job, without a network where that can be arranged: each file is for its user alone, and none of ours tells what stands in a story."""

import os
import stat
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX")

MARK = "Xyzzycorp"
APP = str(Path(__file__).parents[2] / "app")
COMMANDS = (
    "new bank.storybank --sample",
    "check bank.storybank",
    "export bank.storybank out.json",
    "export bank.storybank out.csv",
    "export bank.storybank out.md",
    "export bank.storybank notes --as markdown",
    "export bank.storybank matrix.pdf --as matrix",
    "export bank.storybank booklet.pdf --as booklet",
    "backup bank.storybank",
    "import bank.storybank mine.md",
    "import other.storybank out.json",
    "backups bank.storybank",
)
WINDOW = f"""
import os, sys
os.umask(0)  # a machine where everybody may read everything
sys.argv = ["storybank", "bank.storybank"]
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from storybank.__main__ import main
from storybank.gui import start

begin = start.Program.begin

def wait(ms):
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()

def job(program):
    window = program.window
    program.desk.new_story()
    story = window.document.bank.stories[-1]
    from dataclasses import replace
    window.document.edit_story(replace(story, title="{MARK}", narrative="{MARK} told"), "Write")
    from storybank.services import recovery
    recovery.keep(window.document.path, window.document.bank, window.document.bank)
    program.settings.change(theme="dark")
    from storybank.services.wordlist import write_words
    write_words(window.document.path, frozenset({{"wpa"}}))
    for page in ("coverage", "gaps", "paper"):
        window.show_page(page)
        wait(300)
    window.paper.save_as(Path("sheet.pdf"))
    QTimer.singleShot(0, lambda: 1 / 0 if "{MARK}" else None)
    wait(200)
    program.backing.make()
    wait(500)
    recovery.keep(window.document.path, window.document.bank, window.document.bank)
    window.close()

def begun(self, file):
    begin(self, file)
    QTimer.singleShot(0, self, lambda: job(self))

start.Program.begin = begun
sys.exit(main())
"""


@cache
def alone() -> tuple[str, ...]:
    """What runs a command without any network, where that is allowed."""
    words = ("unshare", "--net", "--map-root-user")
    try:
        return words if subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0 else ()
    except OSError:
        return ()


def run(words: list[str], home: Path, desk: Path) -> subprocess.CompletedProcess[bytes]:
    around = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "COV_", "COVERAGE"))}
    around |= {"HOME": str(home), "PYTHONPATH": APP, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(desk.parent / "tmp")}
    return subprocess.run(
        [*alone(), *words], cwd=desk, env=around, capture_output=True, timeout=120, check=False, umask=0
    )


def test_every_file_is_private_and_logs_and_settings_hold_no_word_of_a_story(tmp_path: Path) -> None:
    home, desk, temporary = (tmp_path / name for name in ("home", "desk", "tmp"))
    for folder in (home, desk, temporary):
        folder.mkdir(mode=0o755)
        folder.chmod(0o755)
    (desk / "mine.md").write_text(f"# A story\n\nTold at {MARK}.\n", "utf-8")
    (desk / "mine.md").chmod(0o644)
    for command in COMMANDS:
        done = run([sys.executable, "-m", "storybank", *command.split()], home, desk)
        assert done.returncode in (0, 1), (command, done.stderr)
    done = run([sys.executable, "-c", WINDOW], home, desk)
    assert done.returncode == 0, done.stderr
    written = [path for folder in (home, desk, temporary) for path in folder.rglob("*") if path.name != "mine.md"]
    names = {path.name for path in written}
    assert {"bank.storybank", "preferences.json", "storybank.log", "sheet.pdf", "recovery", "backups"} <= names
    assert "bank.storybank-journal" not in names
    assert not [name for name in names if name.endswith((".open", ".part", ".new"))], (
        "what is for the time being is gone"
    )
    open_to_others = [str(path) for path in written if stat.S_IMODE(path.stat().st_mode) & 0o077]
    assert open_to_others == []
    assert stat.S_IMODE(desk.stat().st_mode) == stat.S_IMODE(home.stat().st_mode) == 0o755, "the user's own folders"
    quiet = [path for path in written if path.suffix in (".log", ".txt") or path.name == "preferences.json"]
    assert quiet
    for path in quiet:
        assert MARK not in path.read_text("utf-8")
    assert not list(temporary.rglob("*")), "temporary files go with the program"
