"""Another copy of the bank, as a synced folder leaves one: its changes come in as one step, and what both changed is asked."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from banks import a_bank, a_story
from gui.hands import Hands
from gui.test_failing import sides
from storybank.model import Change
from storybank.services.session import Session


@pytest.fixture
def copy(hands: Hands) -> Path:
    """A copy of the open bank in which story one has another hook, story two is gone and a third one is new."""
    bank = hands.open(a_bank(a_story("one", hook="was"), a_story("two")))
    made = bank.with_name("bank (conflicted copy).storybank")
    shutil.copy(bank, made)
    with Session.open(made) as other:
        for after in (
            other.bank.with_story(replace(other.bank.stories[0], hook="theirs")).without_story("two"),
            other.bank.with_story(replace(other.bank.stories[0], hook="theirs"))
            .without_story("two")
            .with_story(a_story("new")),
        ):
            other.apply(Change(before=other.bank, after=after, label=""))
    return made


def bring(hands: Hands, *paths: Path) -> None:
    hands.answer(QFileDialog, "getOpenFileNames", ([str(path) for path in paths], ""))
    hands.menu("Import …")


def test_its_changes_come_in_as_one_step(hands: Hands, copy: Path) -> None:
    before = copy.read_bytes()
    asked = hands.answer(QMessageBox, "exec", QMessageBox.StandardButton.Ok)
    bring(hands, copy)
    assert len(asked) == 1
    assert [(story.id, story.hook) for story in hands.on_disk().stories] == [("one", "theirs"), ("new", "")]
    assert copy.read_bytes() == before
    hands.menu("Undo")
    assert [story.hook for story in hands.on_disk().stories] == ["was", ""]
    hands.menu("Redo")
    bring(hands, copy)
    assert "is in the bank already" in hands.said


def test_nothing_changes_when_it_is_left(hands: Hands, copy: Path) -> None:
    hands.answer(QMessageBox, "exec", QMessageBox.StandardButton.Cancel)
    bring(hands, copy)
    assert [story.hook for story in hands.on_disk().stories] == ["was", ""]


def test_where_both_changed_the_same_it_is_asked(hands: Hands, copy: Path) -> None:
    hands.write("Hook", "mine")
    hands.answer(QMessageBox, "exec", QMessageBox.StandardButton.Ok)
    title = hands.bank.stories[0].title
    said = sides(hands, **{title: "Their words"})
    bring(hands, copy)
    assert any("Both copies changed" in text for text in said)
    assert hands.story_on_disk("one").hook == "theirs"
    assert "mine" in [version.story.hook for version in hands.document.versions("one")]


def test_what_is_no_copy_is_said(hands: Hands, copy: Path, tmp_path: Path) -> None:
    bring(hands, hands.document.path)
    assert "is the bank itself" in hands.said
    bring(hands, copy, tmp_path / "notes.md")
    assert "one by one" in hands.said
    (tmp_path / "broken.storybank").write_bytes(b"no bank")
    bring(hands, tmp_path / "broken.storybank")
    assert "broken.storybank" in hands.said
    other = replace(hands.bank, framework=replace(hands.bank.framework, id="other", name="Another"))
    Session.create(tmp_path / "foreign.storybank", other).close()
    bring(hands, tmp_path / "foreign.storybank")
    assert "export it to .json" in hands.said
