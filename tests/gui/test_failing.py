"""When the file does not take a change: it is said in a sentence, what was typed stays, and nothing is lost unseen."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from banks import a_bank, a_story, a_tag
from gui.hands import Hands
from storybank.gui.fields import LineField
from storybank.model import Bank, Change
from storybank.services.session import Session
from storybank.store import BankFull, BankGone


class Disk:
    """A disk that can be full."""

    def __init__(self, hands: Hands) -> None:
        self._real = Session.apply
        self.full = False
        hands.monkeypatch.setattr(Session, "apply", lambda *words: self.apply(*words))  # noqa: PLW0108 - a function binds to a session, a method does not

    def apply(self, session: Session, change: Change) -> None:
        if self.full:
            raise BankFull(session.path)
        self._real(session, change)


@pytest.fixture
def disk(hands: Hands) -> Disk:
    hands.open(a_bank(a_story("one", a_tag("own", 2.0)), a_story("two", hook="the second")))
    return Disk(hands)


def shown(hands: Hands, name: str = "Hook") -> str:
    return hands.named(name, LineField).text()


def asked(hands: Hands, answer: str) -> list[str]:
    """Answer the box that asks; returns what the box said."""
    said: list[str] = []

    def run(box: QMessageBox) -> int:
        said.append(f"{box.text()} {box.informativeText()}")
        next(button for button in box.buttons() if button.text().replace("&", "") == answer).click()
        return 0

    hands.monkeypatch.setattr(QMessageBox, "exec", run)
    return said


def test_a_full_disk_is_said_the_text_stays_and_trying_again_writes_it(hands: Hands, disk: Disk) -> None:
    disk.full = True
    hands.write("Hook", "typed in vain")
    hands.qtbot.waitUntil(lambda: bool(hands.said), timeout=2000)
    assert "disk is full" in hands.said
    assert hands.window.status.saved.text() == "▲ Not saved"
    assert shown(hands) == "typed in vain"
    assert hands.story_on_disk().hook == ""
    assert hands.document.stack.count() == 0
    hands.press(" and more")
    hands.click("Try again")
    assert "disk is full" in hands.said, "it is still full"
    disk.full = False
    hands.click("Try again")
    assert hands.story_on_disk().hook == "typed in vain and more"
    assert not hands.said
    assert hands.window.status.saved.text().startswith("● Saved")
    assert hands.document.stack.count() == 1


@pytest.mark.parametrize(
    "leave",
    [
        lambda hands: hands.window.stories.list.setCurrentIndex(hands.window.stories.model.index(1)),
        lambda hands: hands.window.top.search.setText("second"),
        lambda hands: hands.menu("Coverage"),
        lambda hands: hands.menu("Gaps"),
        lambda hands: hands.menu("New story"),
        lambda hands: hands.menu("Duplicate"),
        lambda hands: hands.menu("Delete"),
        lambda hands: hands.menu("Move down"),
        lambda hands: hands.menu("Undo"),
    ],
    ids=["another story", "search", "coverage", "gaps", "new", "duplicate", "delete", "move", "undo"],
)
def test_nothing_that_one_does_next_loses_what_could_not_be_written(
    hands: Hands, disk: Disk, leave: Callable[[Hands], None]
) -> None:
    hands.write("Role", "a step to undo")
    assert hands.window.flush()
    disk.full = True
    hands.write("Hook", "typed in vain")
    leave(hands)
    assert hands.said
    disk.full = False
    hands.window.show_page("stories")
    assert hands.window.flush()
    hands.window.stories.show_story("one")
    assert shown(hands) == "typed in vain"
    assert hands.story_on_disk("one").hook == "typed in vain"


def test_text_that_waits_is_kept_when_another_page_changes_the_same_story(hands: Hands, disk: Disk) -> None:
    disk.full = True
    hands.write("Hook", "typed in vain")
    hands.menu("Coverage")
    disk.full = False
    view = hands.window.coverage.view
    view.setCurrentIndex(view.model().index(0, 1))
    view.setFocus()
    hands.press("4")
    assert hands.bank.stories[0].principles[0].score == 4.0
    hands.reaches_disk(lambda: hands.story_on_disk("one").hook == "typed in vain")
    assert hands.story_on_disk("one").principles[0].score == 4.0


def test_a_score_that_the_file_does_not_take_is_said_and_the_matrix_shows_the_truth(hands: Hands, disk: Disk) -> None:
    hands.menu("Coverage")
    view = hands.window.coverage.view
    view.setCurrentIndex(view.model().index(0, 1))
    view.setFocus()
    disk.full = True
    hands.press("4")
    assert "disk is full" in hands.said
    assert view.currentIndex().data() == "2"
    disk.full = False
    hands.press("3")
    assert view.currentIndex().data() == "3"
    assert not hands.said


def test_undo_that_the_file_does_not_take_can_be_repeated(hands: Hands, disk: Disk) -> None:
    hands.write("Hook", "typed")
    assert hands.window.flush()
    disk.full = True
    hands.menu("Undo")
    assert hands.said
    assert hands.bank.stories[0].hook == "typed"
    assert hands.document.stack.canUndo()
    disk.full = False
    hands.menu("Undo")
    assert hands.story_on_disk("one").hook == ""


def test_the_window_asks_before_it_closes_on_text_that_is_not_written(hands: Hands, disk: Disk) -> None:
    disk.full = True
    hands.write("Hook", "typed in vain")
    said = asked(hands, "Keep it open")
    hands.window.close()
    assert hands.window.isVisible()
    assert "not in the file" in said[0]
    assert "disk is full" in said[0]
    assert shown(hands) == "typed in vain"
    hands.menu("Close bank")
    assert hands.window.document is not None
    disk.full = False
    hands.window.close()
    assert len(said) == 2, "no question when all is written"
    assert not hands.window.isVisible()
    assert hands.story_on_disk("one").hook == "typed in vain"


def test_whoever_gives_up_can_close_all_the_same(hands: Hands, disk: Disk) -> None:
    disk.full = True
    hands.write("Hook", "typed in vain")
    asked(hands, "Close without it")
    hands.window.close()
    assert not hands.window.isVisible()


def test_closing_writes_what_was_typed_just_before(hands: Hands, disk: Disk) -> None:
    hands.write("Hook", "just before")
    hands.window.close()
    assert hands.story_on_disk("one").hook == "just before"


def elsewhere(hands: Hands, edit: Callable[[Bank], Bank]) -> None:
    """Change the bank with another program."""
    with Session.open(hands.document.path) as other:
        other.apply(Change(before=other.bank, after=edit(other.bank), label="elsewhere"))


@pytest.fixture
def changed(hands: Hands) -> Path:
    return hands.open(a_bank(a_story("one"), a_story("two")))


def test_a_bank_changed_elsewhere_is_loaded_and_my_edit_kept(hands: Hands, changed: Path) -> None:
    hands.write("Hook", "mine")
    elsewhere(hands, lambda b: b.with_story(replace(b.stories[0], role="theirs", employer="theirs too")))
    assert not hands.window.flush()
    assert "changed by another program" in hands.said
    assert shown(hands) == "mine"
    hands.click("Load it and keep my edit")
    story = hands.story_on_disk("one")
    assert (story.hook, story.role, story.employer) == ("mine", "theirs", "theirs too")
    assert shown(hands, "Role") == "theirs"
    assert not hands.said
    hands.write("Hook", "mine again")
    assert hands.window.flush()
    hands.menu("Undo")
    assert (hands.story_on_disk("one").hook, hands.story_on_disk("one").role) == ("", "theirs")


def test_a_story_deleted_elsewhere_comes_back_with_my_edit(hands: Hands, changed: Path) -> None:
    hands.write("Hook", "mine")
    elsewhere(hands, lambda b: b.without_story("one"))
    assert not hands.window.flush()
    hands.click("Load it and keep my edit")
    assert hands.story_on_disk("one").hook == "mine"
    assert hands.window.stories.editor.story_id == "one"


def test_loading_again_puts_nothing_over_a_story_that_i_did_not_touch(hands: Hands, changed: Path) -> None:
    elsewhere(hands, lambda b: b.with_story(replace(b.stories[0], role="theirs")))
    hands.menu("Coverage")
    view = hands.window.coverage.view
    view.setCurrentIndex(view.model().index(1, 1))
    view.setFocus()
    hands.press("4")
    assert "changed by another program" in hands.said
    hands.click("Load it")
    assert hands.story_on_disk("one").role == "theirs"
    hands.press("4")
    assert hands.story_on_disk("two").principles[0].score == 4.0


def test_a_file_that_is_gone_is_said_and_what_was_typed_can_still_be_taken_along(hands: Hands, changed: Path) -> None:
    changed.rename(changed.with_name("moved.storybank"))
    hands.write("Hook", "typed after it was moved")
    assert not hands.window.flush()
    assert str(BankGone(changed)) == hands.said
    changed.with_name("moved.storybank").rename(changed)
    hands.click("Try again")
    assert hands.story_on_disk("one").hook == "typed after it was moved"
