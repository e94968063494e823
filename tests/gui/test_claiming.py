"""A bank is open in one window; another process, or another machine, is told, and nobody is kept from working by a file that was left."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from banks import a_bank, a_story
from gui.hands import Hands
from storybank.gui import claiming as waiting
from storybank.gui.start import is_elsewhere
from storybank.services import claiming
from storybank.services.claiming import Claim, claim, others_claim
from storybank.services.preferences import NONE
from storybank.services.session import Session


@pytest.fixture
def bank(hands: Hands) -> Path:
    """A bank that is not open."""
    path = hands.home / "bank.storybank"
    Session.create(path, a_bank(a_story("one", hook="as it was"))).close()
    return path


@pytest.fixture
def other() -> Iterator[subprocess.Popen[bytes]]:
    """A living process that is not this one."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield process
    process.communicate(b"\n")


def left(bank: Path, **fields: object) -> Path:
    """Leave somebody's claim beside a bank."""
    mine = Claim(
        "a-host", claiming._machine(), os.getpid(), claiming._started(os.getpid()), "2026-11-20T09:00:00+00:00"
    )
    file = claiming._beside(bank)
    file.write_text(json.dumps(asdict(mine) | fields), "utf-8")
    return file


def lively(bank: Path, other: subprocess.Popen[bytes]) -> Path:
    return left(bank, pid=other.pid, started=claiming._started(other.pid))


def read_only(hands: Hands, said: str) -> None:
    assert said in hands.said
    assert hands.window.status.saved.text() == "◇ Read only"
    hands.write("Hook", "typed in vain")
    assert not hands.window.flush()
    hands.settle()
    assert said in hands.said
    assert hands.bank.stories[0].hook == "as it was"
    assert hands.window.stories.editor.typed is None
    actions = {entry.name: action for entry, action in hands.program.menus.listed()}
    assert not actions["&New story"].isEnabled()
    assert actions["&Export …"].isEnabled()


def test_a_bank_is_claimed_while_it_is_open_and_let_go_of(hands: Hands, bank: Path) -> None:
    hands.program.open_path(bank)
    file = claiming._beside(bank)
    assert file.stat().st_mode & 0o777 == 0o600
    assert "as it was" not in file.read_text("utf-8")
    assert others_claim(bank) is None, "it is ours"
    hands.program.close_bank()
    assert not file.exists()


def test_what_a_crash_left_is_nobodys(hands: Hands, bank: Path, other: subprocess.Popen[bytes]) -> None:
    left(bank, pid=other.pid, started="another time")
    assert others_claim(bank) is None
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    left(bank, pid=int(ended.stdout), started="1")
    assert hands.program.open_path(bank)
    assert not hands.document.read_only
    claiming._beside(bank).write_text("{ half", "utf-8")
    assert others_claim(bank) is None


def test_a_window_that_does_not_answer_leaves_reading(
    hands: Hands, bank: Path, other: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "PATIENCE_MS", 60)
    lively(bank, other)
    assert hands.program.open_path(bank)
    read_only(hands, "is open in another window since")
    assert not list(claiming.calls_folder().iterdir()), "nobody is called any more"
    hands.program.close_bank()
    assert claiming._beside(bank).exists(), "it is not ours to let go of"


def test_another_machine_has_it(hands: Hands, bank: Path) -> None:
    file = left(bank, machine="another", host="the-laptop")
    assert hands.program.open_path(bank)
    read_only(hands, "is open on the-laptop since")
    hands.program.close_bank()
    hands.program.open_path(bank)
    hands.click("Open it for writing all the same")
    assert not hands.document.read_only
    hands.write("Hook", "now it can be")
    assert hands.window.flush()
    assert hands.story_on_disk().hook == "now it can be"
    hands.program.close_bank()
    left(bank, machine="another")
    os.utime(file, (1, 1))
    assert hands.program.open_path(bank)
    assert not hands.document.read_only, "it was not refreshed for ten minutes"


def test_whoever_calls_is_answered_and_the_window_comes_to_the_front(hands: Hands, bank: Path) -> None:
    hands.program.open_path(bank)
    raised: list[bool] = []
    hands.monkeypatch.setattr(hands.window, "raise_", lambda: raised.append(True))  # Qt without a screen cannot
    with hands.qtbot.waitSignal(hands.program.opening.claims.called, timeout=5000):
        call = claiming.call(bank)
        assert call.stat().st_mode & 0o777 == 0o600
    assert not call.exists()
    assert raised


def test_the_same_bank_in_another_window_of_this_machine_is_not_opened_twice(
    hands: Hands, bank: Path, other: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    lively(bank, other)
    monkeypatch.setattr(claiming, "call", lambda path: path.with_name("answered already"))
    assert not hands.program.open_path(bank)
    assert "in front now" in hands.said
    assert is_elsewhere(bank, NONE)
    assert is_elsewhere(None, NONE._replace(recent=(str(bank),)))
    assert not is_elsewhere(bank.with_name("other.storybank"), NONE)


def test_a_folder_that_takes_no_claim_keeps_it_among_our_own_data(
    hands: Hands, bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = claiming._write
    monkeypatch.setattr(
        claiming, "_write", lambda file, mine: None if file.parent == bank.parent else write(file, mine)
    )
    held = claim(bank)
    assert held is not None
    assert not claiming._beside(bank).exists()
    assert claiming._file(bank).exists()
    held.refresh()
    held.release()
    assert not claiming._file(bank).exists()
    monkeypatch.setattr(claiming, "_write", lambda _file, _mine: None)
    assert claim(bank) is None


def test_a_claim_that_somebody_took_is_not_let_go_of(bank: Path, hands: Hands) -> None:
    held = claim(bank)
    assert held is not None
    file = left(bank, machine="another")
    held.release()
    assert file.exists()


def test_two_processes_the_second_one_ends_and_the_first_one_has_it(bank: Path, hands: Hands) -> None:
    around = dict(os.environ) | {"QT_QPA_PLATFORM": "offscreen"}
    words = [sys.executable, "-m", "storybank", str(bank)]
    first = subprocess.Popen(words, env=around, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        hands.qtbot.waitUntil(lambda: claiming._beside(bank).exists(), timeout=30_000)
        second = subprocess.run(words, env=around, capture_output=True, timeout=30, check=False)
        assert (second.returncode, second.stderr) == (0, b"")
        assert first.poll() is None
    finally:
        first.kill()
        first.wait()
    assert hands.program.open_path(bank), "what it left is nobody’s"
    assert not hands.document.read_only


@pytest.mark.parametrize(
    "fields", [{"pid": "x"}, {"pid": 1 << 70}, {"pid": -1}, {"since": None}, {"host": 5}, {"more": 1}]
)
def test_a_claim_that_is_none_keeps_nobody_from_opening(hands: Hands, bank: Path, fields: dict[str, object]) -> None:
    left(bank, **fields)
    assert hands.program.open_path(bank)
    assert not hands.document.read_only
    assert not hands.said


def test_a_claim_of_mine_is_written_again_and_one_of_others_left_alone(bank: Path, hands: Hands) -> None:
    held = claim(bank)
    assert held is not None
    file = claiming._beside(bank)
    file.unlink()
    held.refresh()
    assert file.exists()
    os.utime(file, (1, 1))
    held.refresh()
    assert file.stat().st_mtime > 1
    left(bank, machine="another")
    os.utime(file, (1, 1))
    held.refresh()
    assert file.stat().st_mtime == 1


def test_a_link_to_a_bank_is_the_same_bank(hands: Hands, bank: Path, other: subprocess.Popen[bytes]) -> None:
    lively(bank, other)
    link = bank.with_name("link.storybank")
    link.symlink_to(bank)
    hands.monkeypatch.setattr(claiming, "call", lambda path: path.with_name("answered already"))
    assert is_elsewhere(link, NONE)
    assert not hands.program.open_path(link)
