"""When something breaks: exit 3 with a log that quotes no story, exit 2 for what the system refuses, and nothing on the screen but a sentence."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cli.running import APP, Run
from storybank.cli import main as entry

TOLD = "the merger with Globex"


def _broken(_asked: object) -> int:
    try:
        return int(TOLD)
    except ValueError as error:
        raise KeyError(TOLD) from error


def test_a_mistake_of_our_own(run: Run, desk: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry, "COMMANDS", {"check": _broken})
    result = run("check", "a.json")
    assert (result.code, result.out) == (3, "")
    (line,) = result.problems
    log = next(Path(word) for word in line.split() if word.endswith("storybank.log"))
    assert line == f"Storybank made a mistake of its own; the details are in {log} (no words of your stories)"
    assert home in log.parents
    text = log.read_text("utf-8")
    assert "_broken" in text
    assert "KeyError" in text
    assert "ValueError" in text
    assert "test_faults.py" in text
    assert TOLD not in text
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in (log.parent, log.parent.parent)} == {0o700}
    before = len(text)
    assert run("check", "a.json").code == 3
    assert len(log.read_text("utf-8")) > before  # it is added to, not replaced


def test_no_log_either(run: Run, desk: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry, "COMMANDS", {"check": _broken})
    (home / "state").write_text("in the way", "utf-8")
    result = run("check", "a.json")
    assert result.code == 3
    assert result.problems[0].startswith("Storybank made a mistake of its own, and no log could be written: ")
    assert len(result.problems) == 1


def test_what_the_system_refuses_is_no_mistake_of_ours(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_asked: object) -> int:
        raise PermissionError(13, "Permission denied", "/some/where")

    monkeypatch.setattr(entry, "COMMANDS", {"check": refused})
    result = run("check", "a.json")
    assert (result.code, result.problems) == (2, ["/some/where: permission denied; see to that and try again"])


def test_ctrl_c(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_asked: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "COMMANDS", {"check": stopped})
    assert (run("check", "a.json").code, run("check", "a.json").err) == (2, "Stopped.\n")


def piped(words: list[str], out: int) -> tuple[int, str]:
    environment = {**os.environ, "PYTHONPATH": str(APP), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "storybank", *words], stdout=out, stderr=subprocess.PIPE, env=environment, check=False
    )
    return done.returncode, done.stderr.decode()


def test_a_reader_that_has_seen_enough(bank: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        assert piped(["frameworks", "--json"], writing) == (0, "")
    finally:
        os.close(writing)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has /dev/full")
def test_an_output_that_is_full(bank: Path) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    try:
        assert piped(["check", str(bank)], full) == (
            2,
            "the output: no space left on device; see to that and try again\n",
        )
    finally:
        os.close(full)
