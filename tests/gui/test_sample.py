"""The copy of the sample may be thrown away, what somebody wrote into it of their own may not."""

import os
import tempfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from banks import a_story
from gui.hands import Hands
from storybank.gui import sample
from storybank.gui.sample import PREFIX, ThrowAway
from storybank.services.session import Session


@pytest.fixture
def own(hands: Hands) -> Hands:
    """The sample, with a story of the user's own in it."""
    hands.program.open_sample()
    hands.settle()
    assert hands.document.edit(hands.bank.with_story(a_story("mine", title="My own")), "New story")
    return hands


def answered(hands: Hands, button: str) -> list[str]:
    """Answer the question with a button; returns what was asked, each time."""
    asked: list[str] = []

    def ask(box: QMessageBox) -> int:
        asked.append(box.text())
        next(one for one in box.buttons() if one.text() == button).click()
        return 0

    hands.monkeypatch.setattr(QMessageBox, "exec", ask)
    return asked


def test_the_copy_goes_when_it_is_closed(hands: Hands) -> None:
    hands.program.open_sample()
    folder = hands.document.path.parent
    hands.program.close_bank()
    assert not folder.exists()


def test_whoever_keeps_it_open_has_it(own: Hands) -> None:
    asked = answered(own, "Keep it open")
    own.program.close_bank()
    assert len(asked) == 1
    assert "“My own”" in asked[0]
    assert own.on_disk().story("mine")


def test_whoever_lets_it_go_loses_it(own: Hands) -> None:
    folder = own.document.path.parent
    answered(own, "Let it go")
    own.program.close_bank()
    assert own.window.document is None
    assert not folder.exists()


def test_ones_own_stories_can_be_kept_in_a_bank(own: Hands) -> None:
    answered(own, "Keep it in a bank of mine …")
    own.answer(QFileDialog, "getSaveFileName", ("", ""))
    own.program.close_bank()
    assert own.document.bank.story("mine"), "nobody said where, so it stays open"
    kept = own.home / "mine.storybank"
    own.answer(QFileDialog, "getSaveFileName", (str(kept), ""))
    own.program.close_bank()
    assert own.window.document is None
    with Session.open(kept) as session:
        assert [story.title for story in session.bank.stories] == ["My own"]


def test_a_bank_that_cannot_be_made_is_said_and_the_copy_stays(own: Hands) -> None:
    answered(own, "Keep it in a bank of mine …")
    own.answer(QFileDialog, "getSaveFileName", (str(own.home / "nowhere" / "mine.storybank"), ""))
    own.program.close_bank()
    assert own.said
    assert own.document.bank.story("mine")


def left(number: int, *, own: bool) -> Path:
    """Leave a copy behind as a program of that number does that is killed."""
    made = ThrowAway()
    bank = made.bank.with_story(a_story("mine", title="My own")) if own else made.bank
    Session.create(made.path, bank).close()
    return made.folder.rename(made.folder.with_name(f"{PREFIX}{number}-abc"))


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> int:
    """The number of a program that runs no more."""
    monkeypatch.setattr(sample, "_runs", lambda number: number == str(os.getpid()))
    return 4_000_000


def test_copies_of_programs_that_were_killed_are_cleared_away(hands: Hands, ended: int) -> None:
    folder, running = left(ended, own=False), left(os.getpid(), own=False)
    (Path(tempfile.gettempdir()) / f"{PREFIX}{ended}-begun").mkdir()
    hands.program.open_sample()
    assert not folder.exists()
    assert running.exists()
    assert "invented candidate" in hands.said
    assert len(list(Path(tempfile.gettempdir()).glob(f"{PREFIX}*"))) == 2


def test_a_copy_with_ones_own_stories_is_taken_over(hands: Hands, ended: int) -> None:
    folder = left(ended, own=True)
    hands.program.open_sample()
    assert not folder.exists()
    assert "from last time" in hands.said
    assert hands.on_disk().story("mine")
    answered(hands, "Let it go")
    hands.program.close_bank()


def test_what_cannot_be_read_is_left_alone(hands: Hands, ended: int) -> None:
    folder = left(ended, own=False)
    (folder / "sample.storybank").write_bytes(b"\0" * 5000)
    hands.program.open_sample()
    assert folder.exists() or "from last time" not in hands.said


@pytest.mark.skipif(os.name == "nt", reason="Windows is not asked")
def test_a_running_program_is_told_from_one_that_ended() -> None:
    assert sample._runs(str(os.getpid()))
    assert not sample._runs("4000000")
    assert sample._runs("abc")
