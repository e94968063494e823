"""What another program does to the file of the open bank is noticed before the next write."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from banks import a_bank, a_story
from gui.hands import Hands
from storybank.model import Change
from storybank.services.session import Session


@pytest.fixture
def bank(hands: Hands) -> Path:
    return hands.open(a_bank(a_story("one"), a_story("two")))


def elsewhere(path: Path) -> None:
    with Session.open(path) as other:
        after = other.bank.with_story(replace(other.bank.stories[1], hook="theirs"))
        other.apply(Change(before=other.bank, after=after, label=""))


def test_a_change_by_another_program_is_said_and_shown(hands: Hands, bank: Path) -> None:
    with hands.qtbot.waitSignal(hands.program.opening.watching.noticed, timeout=5000) as noticed:
        elsewhere(bank)
    assert noticed.args == ["changed"]
    assert "Another program changed “bank.storybank”." in hands.said
    hands.click("Show what it wrote")
    assert hands.bank.stories[1].hook == "theirs"
    assert hands.document.is_saved


def test_our_own_writes_are_not_noticed(hands: Hands, bank: Path) -> None:
    seen: list[str] = []
    hands.program.opening.watching.noticed.connect(seen.append)
    hands.write("Hook", "mine")
    assert hands.window.flush()
    hands.program.opening.watching.look()
    hands.settle()
    assert seen == []


def test_a_file_that_is_moved_or_replaced_is_said_at_once(hands: Hands, bank: Path) -> None:
    with hands.qtbot.waitSignal(hands.program.opening.watching.noticed, timeout=5000) as noticed:
        bank.rename(bank.with_name("moved.storybank"))
    assert noticed.args == ["gone"]
    assert "moved, deleted or replaced" in hands.said
    kept = bank.with_name("kept.storybank")
    hands.answer(QFileDialog, "getSaveFileName", (str(kept), ""))
    hands.click("Keep it as a new bank …")
    assert hands.document.path == kept
    assert hands.on_disk() == hands.bank


def test_a_file_that_comes_back_ends_the_alarm(hands: Hands, bank: Path) -> None:
    noticed = hands.program.opening.watching.noticed
    with hands.qtbot.waitSignal(noticed, timeout=5000):
        bank.rename(bank.with_name("moved.storybank"))
    with hands.qtbot.waitSignal(noticed, timeout=5000) as again:
        bank.with_name("moved.storybank").rename(bank)
    assert again.args == ["back"]
    assert hands.said == ""


def test_where_the_system_tells_nothing_it_looks_from_time_to_time(hands: Hands, bank: Path) -> None:
    watching = hands.program.opening.watching
    watching._watcher.removePaths([*watching._watcher.files(), *watching._watcher.directories()])
    watching._poll.setInterval(20)
    with hands.qtbot.waitSignal(watching.noticed, timeout=5000):
        elsewhere(bank)


def test_nothing_is_watched_when_the_bank_is_closed(hands: Hands, bank: Path) -> None:
    hands.program.close_bank()
    watching = hands.program.opening.watching
    assert not watching._watcher.files()
    assert not watching._poll.isActive()
    watching.look()
