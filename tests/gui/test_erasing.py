"""File ▸ Erase deleted stories: what goes is said first, nothing goes unasked, and the steps that knew of it are forgotten."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from banks import a_bank, a_story
from gui.hands import Hands
from storybank.gui.erasing import EraseDialog

MARK = "Xyzzycorp"


def asked(hands: Hands, answer: Callable[[EraseDialog], bool]) -> list[str]:
    said: list[str] = []

    def run(dialog: EraseDialog) -> int:
        said.extend(one.text() for one in dialog.findChildren(QLabel))
        return int(answer(dialog))

    hands.monkeypatch.setattr(EraseDialog, "exec", run)
    return said


def deleted(hands: Hands) -> None:
    hands.open(a_bank(a_story("gone", title="The deal", narrative=f"{MARK} " * 50), a_story("kept", hook="stays")))
    hands.window.stories.show_story("gone")
    hands.menu("Delete")
    assert [story.id for story in hands.on_disk().stories] == ["kept"]


def test_it_names_what_is_kept_and_leaves_it_when_one_says_no(hands: Hands) -> None:
    deleted(hands)
    said = asked(hands, lambda _dialog: False)
    hands.menu("Erase deleted stories …")
    assert "1 deleted story is still kept: “The deal”." in said
    assert hands.document.versions("gone")
    assert hands.document.stack.canUndo()


def test_after_it_no_byte_is_left_and_undo_does_not_bring_it_back(hands: Hands) -> None:
    deleted(hands)
    path = hands.document.path
    assert MARK.encode() in path.read_bytes()
    asked(hands, lambda _dialog: True)
    hands.menu("Erase deleted stories …")
    assert hands.said == "Erased for good."
    assert MARK.encode() not in path.read_bytes()
    assert not hands.document.stack.canUndo()
    hands.write("Hook", "goes on")
    assert hands.window.flush()
    assert hands.story_on_disk("kept").hook == "goes on"


def test_backups_go_when_that_is_asked_for(hands: Hands) -> None:
    deleted(hands)
    hands.document.retry()
    from datetime import UTC, datetime

    from storybank.services.safety import find_backups, make_backup  # the window makes its own in time

    for day in (1, 2):
        make_backup(hands.document.path, datetime(2026, 11, day, tzinfo=UTC))

    def all_of_it(dialog: EraseDialog) -> bool:
        dialog.backups.setChecked(True)
        return True

    asked(hands, all_of_it)
    hands.menu("Erase deleted stories …")
    assert "backups with it" in hands.said
    assert len(find_backups(hands.document.path)) == 1
