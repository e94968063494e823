"""What SQLite leaves after a crash in the middle of a change: a journal that has to be played back, and only into its own bank."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.running import Run, mark, names

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
CRASH = """
import os, sqlite3, sys
bank = sqlite3.connect(sys.argv[1], isolation_level=None)
bank.execute("PRAGMA cache_size = 1")  # so that pages reach the file before the commit
bank.execute("BEGIN IMMEDIATE")
bank.execute("PRAGMA defer_foreign_keys = ON")
bank.execute("UPDATE stories SET title = 'half-written', narrative = hex(randomblob(20000))")
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def crashed(run: Run, bank: Path) -> Path:
    run.well("export", bank, "before.json")
    bank.with_name("original").write_bytes(bank.read_bytes())
    subprocess.run([sys.executable, "-c", CRASH, str(bank)], check=False)
    assert bank.with_name("mine.storybank-journal").stat().st_size > 0
    assert mark(bank) != mark(bank.with_name("original"))
    return bank


@pytest.mark.parametrize(
    "words",
    [("check", "mine.storybank"), ("export", "mine.storybank", "o.json"), ("import", "mine.storybank", "before.json", "--dry-run"),
     ("import", "mine.storybank", "before.json"), ("backup", "mine.storybank")],
)  # fmt: skip
def test_every_command_finds_the_bank_as_it_was(run: Run, crashed: Path, words: tuple[str, ...]) -> None:
    assert run(*words).code in (0, 1)
    assert mark(crashed) == mark(crashed.with_name("original"))
    run.well("export", crashed, "after.json")
    assert mark(Path("after.json")) == mark(Path("before.json"))
    assert "mine.storybank-journal" not in names(crashed.parent)


def test_a_journal_without_its_bank_is_not_played_into_a_new_one(run: Run, crashed: Path) -> None:
    """SQLite would: the new bank would show the stories of the old one."""
    crashed.rename("moved.storybank")
    for words in (("new", crashed), ("import", crashed, "before.json")):
        result = run(*words)
        assert (result.code, result.out) == (2, "")
        (line,) = result.problems
        assert line.startswith(f"{crashed} cannot be made here: mine.storybank-journal is left of another bank")
    assert "mine.storybank-journal" in names(crashed.parent)
    Path("mine.storybank-journal").rename("moved.storybank-journal")
    run.well("export", "moved.storybank", "after.json")
    assert mark(Path("after.json")) == mark(Path("before.json"))


def test_restoring_takes_the_journal_of_a_damaged_bank_along(run: Run, crashed: Path) -> None:
    made = run.well("backup", crashed).split(":")[0]
    subprocess.run([sys.executable, "-c", CRASH, str(crashed)], check=False)
    assert crashed.with_name("mine.storybank-journal").exists()
    crashed.write_bytes(b"no bank any more" * 1000)
    out = run.well("restore", crashed, made)
    assert "kept as" in out
    run.well("export", crashed, "after.json")
    assert mark(Path("after.json")) == mark(Path("before.json"))
    aside = [name for name in names(crashed.parent) if "-damaged-" in name]
    assert [name.endswith("-journal") for name in aside] == [False, True]
