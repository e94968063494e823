"""A damaged bank opens for reading, the damaged stories are named, and it is mended from a backup, story by story."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from banks import a_bank, a_story, a_tag
from gui.hands import Hands
from storybank.gui.fields import Choice
from storybank.gui.sides import SidesDialog
from storybank.model import Bank
from storybank.services.safety import make_backup
from storybank.services.session import Session

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def bank_of_three() -> Bank:
    return a_bank(
        a_story("one", a_tag("own", 3.0), title="The first", narrative="As it was."),
        a_story("two", title="The second", narrative="Also as it was."),
        a_story("three", title="The third"),
    )


def damage(path: Path, statement: str, *values: object) -> None:
    """Change the rows behind the seal's back, as a bit that flips does."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute(statement, values)


@pytest.fixture
def damaged(hands: Hands) -> Path:
    path = hands.open(bank_of_three())
    make_backup(path, NOW)
    hands.program.close_bank()
    damage(path, "UPDATE stories SET narrative = 'As it waz.' WHERE id = 'one'")
    return path


def mending(hands: Hands, **chosen: str) -> list[tuple[str, list[str]]]:
    """Answer the dialog that asks what to take of each story; returns what it offered."""
    offered: list[tuple[str, list[str]]] = []

    def run(dialog: SidesDialog) -> int:
        for choice in dialog.findChildren(Choice):
            name = choice.accessibleName()
            offered.append((name, [choice.itemText(at) for at in range(choice.count())]))
            for story, side in chosen.items():
                if f"The {story}”" in name:
                    choice.setCurrentIndex(choice.findText(side))
        return int(SidesDialog.DialogCode.Accepted)

    hands.monkeypatch.setattr(SidesDialog, "exec", run)
    return offered


def test_it_opens_for_reading_and_names_the_damaged_story(hands: Hands, damaged: Path) -> None:
    was = damaged.read_bytes()
    assert hands.program.open_path(damaged)
    assert "“The first” is not as it was written" in hands.said
    assert [story.title for story in hands.bank.stories] == ["The first", "The second", "The third"]
    assert hands.window.status.saved.text() == "◇ Read only"
    new_story = next(entry for entry, _action in hands.program.menus.listed() if entry.name == "&New story")
    assert hands.program.menus.why_not(new_story) == "the bank is read only"
    hands.window.notice.hide()
    hands.write("Hook", "typed in vain")
    assert not hands.window.flush()
    assert "open for reading alone" in hands.said
    assert "Mend it …" in hands.names(hands.window.notice)  # offered again with every refusal
    hands.menu("Coverage")
    hands.menu("Gaps")
    hands.program.close_bank()
    assert damaged.read_bytes() == was


def test_it_is_mended_from_the_newest_good_backup(hands: Hands, damaged: Path) -> None:
    damage(damaged, "DELETE FROM stories WHERE id = 'three'")
    hands.program.open_path(damaged)
    assert "“The first”, “The third”" in hands.said
    offered = mending(hands)
    hands.click("Mend it …")
    assert [sides for _name, sides in offered] == [
        ["As the backup has it", "As it can be read", "Leave it out"],
        ["As the backup has it", "Leave it out"],
    ]
    assert "Mended" in hands.said
    assert hands.on_disk().stories == bank_of_three().stories
    assert not hands.document.read_only
    kept = [file for file in damaged.parent.iterdir() if "damaged" in file.name]
    assert len(kept) == 1


def test_what_can_be_read_may_be_kept_and_a_story_left_out(hands: Hands, damaged: Path) -> None:
    damage(damaged, "UPDATE stories SET hook = 'flipped' WHERE id = 'two'")
    hands.program.open_path(damaged)
    mending(hands, first="As it can be read", second="Leave it out")
    hands.click("Mend it …")
    assert [story.id for story in hands.on_disk().stories] == ["one", "three"]
    assert hands.story_on_disk("one").narrative == "As it waz."


def test_without_a_backup_what_can_be_read_is_kept_as_a_new_bank(hands: Hands, tmp_path: Path) -> None:
    path = hands.open(bank_of_three())
    hands.program.close_bank()
    damage(path, "UPDATE stories SET narrative = 'x' WHERE id = 'two'")
    hands.program.open_path(path)
    other = path.with_name("kept.storybank")
    hands.answer(QFileDialog, "getSaveFileName", (str(other), ""))
    hands.click("Keep it as a new bank …")
    assert hands.document.path == other
    assert not hands.document.read_only
    assert hands.story_on_disk("two").narrative == "x"


def test_a_file_that_is_no_bank_any_more_is_mended_whole_from_its_backup(hands: Hands, damaged: Path) -> None:
    damaged.write_bytes(b"\0" * 4096)
    assert hands.program.open_path(damaged)
    assert "“The first”, “The second”, “The third”" in hands.said
    mending(hands)
    hands.click("Mend it …")
    assert hands.on_disk() == bank_of_three()


def test_a_foreign_file_without_a_backup_is_refused_in_a_sentence(hands: Hands, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.storybank"
    foreign.write_bytes(b"nothing of ours, " * 100)
    assert not hands.program.open_path(foreign)
    assert "not a whole Storybank file" in hands.said
    assert hands.window.document is None


def test_damage_outside_the_stories_leaves_them_whole(hands: Hands) -> None:
    path = hands.open(replace(bank_of_three(), title="As it was"))
    hands.program.close_bank()
    damage(path, "UPDATE bank SET title = 'flipped'")
    hands.program.open_path(path)
    assert "every story is whole" in hands.said
    with Session.open(make_backup(hands.open(bank_of_three(), "other.storybank"), NOW).path, read_only=True) as copy:
        assert copy.bank == bank_of_three()
