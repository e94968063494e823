"""When the file does not take a change: it is said in a sentence, what was typed stays, and nothing is lost unseen."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox

from banks import a_bank, a_story, a_tag
from gui.hands import Hands
from storybank.gui.differing import DifferenceView
from storybank.gui.fields import Choice, LineField
from storybank.gui.sides import SidesDialog
from storybank.model import Bank, Change
from storybank.services import recovery
from storybank.services.session import Session
from storybank.store import BankFull, BankGone


class Disk:
    """A disk that can be full."""

    def __init__(self, hands: Hands) -> None:
        self._real = Session.apply
        self.full = False
        hands.monkeypatch.setattr(Session, "apply", lambda *words: self.apply(*words))  # noqa: PLW0108 - a function binds to a session, a method does not

    def apply(self, session: Session, change: Change, *words: object) -> None:
        if self.full:
            raise BankFull(session.path)
        self._real(session, change, *words)


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


def test_a_full_disk_is_said_the_text_is_kept_and_trying_again_writes_it(hands: Hands, disk: Disk) -> None:
    disk.full = True
    hands.write("Hook", "typed in vain")
    hands.qtbot.waitUntil(lambda: bool(hands.said), timeout=3000)
    assert "disk is full" in hands.said
    assert hands.window.status.saved.text() == "▲ Not saved"
    assert shown(hands) == "typed in vain"
    assert hands.bank.stories[0].hook == "typed in vain", "the bank on the screen has it"
    assert hands.story_on_disk().hook == ""
    assert not hands.document.is_saved
    hands.press(" and more")
    hands.click("Try again")
    assert "disk is full" in hands.said, "it is still full"
    disk.full = False
    hands.click("Try again")
    assert hands.story_on_disk().hook == "typed in vain and more"
    assert not hands.said
    assert hands.window.status.saved.text().startswith("● Saved")
    assert hands.document.stack.count() == 1


def test_it_is_tried_again_by_itself(hands: Hands, disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    disk.full = True
    hands.document._behind.again.setInterval(20)
    hands.write("Hook", "typed in vain")
    assert hands.window.flush()
    disk.full = False
    hands.qtbot.waitUntil(lambda: hands.document.is_saved, timeout=3000)
    assert hands.story_on_disk().hook == "typed in vain"
    assert not hands.said


@pytest.mark.parametrize(
    "leave",
    [
        lambda hands: hands.window.stories.list.setCurrentIndex(hands.window.stories.model.index(1)),
        lambda hands: hands.window.top.search.setText("second"),
        lambda hands: hands.menu("Coverage"),
        lambda hands: hands.menu("Gaps"),
        lambda hands: hands.menu("New story"),
        lambda hands: hands.menu("Duplicate"),
        lambda hands: hands.menu("Move down"),
    ],
    ids=["another story", "search", "coverage", "gaps", "new", "duplicate", "move"],
)
def test_nothing_that_one_does_next_loses_what_could_not_be_written(
    hands: Hands, disk: Disk, leave: Callable[[Hands], None]
) -> None:
    disk.full = True
    hands.write("Hook", "typed in vain")
    leave(hands)
    assert hands.said
    assert next(story.hook for story in hands.bank.stories if story.id == "one") == "typed in vain"
    disk.full = False
    assert hands.document.retry()
    assert hands.on_disk() == hands.bank
    hands.window.show_page("stories")
    hands.window.stories.show_story("one")
    assert shown(hands) == "typed in vain"
    assert hands.story_on_disk("one").hook == "typed in vain"


def test_what_is_done_on_other_pages_is_kept_too(hands: Hands, disk: Disk) -> None:
    disk.full = True
    hands.write("Hook", "typed in vain")
    hands.menu("Coverage")
    view = hands.window.coverage.view
    view.setCurrentIndex(view.model().index(0, 1))
    view.setFocus()
    hands.press("4")
    assert "disk is full" in hands.said
    assert view.currentIndex().data() == "4"
    assert hands.story_on_disk("one").principles[0].score == 2.0
    disk.full = False
    hands.press("3")
    story = hands.story_on_disk("one")
    assert (story.hook, story.principles[0].score) == ("typed in vain", 3.0)
    assert not hands.said


def test_undo_works_while_the_disk_is_full(hands: Hands, disk: Disk) -> None:
    hands.write("Hook", "typed")
    assert hands.window.flush()
    disk.full = True
    hands.menu("Undo")
    assert hands.said
    assert hands.bank.stories[0].hook == ""
    assert hands.document.stack.canRedo()
    assert hands.story_on_disk("one").hook == "typed"
    disk.full = False
    assert hands.document.retry()
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


def test_a_bank_changed_elsewhere_and_mine_are_brought_together(hands: Hands, changed: Path) -> None:
    hands.write("Hook", "mine")
    elsewhere(hands, lambda b: b.with_story(replace(b.stories[0], role="theirs", employer="theirs too")))
    assert hands.window.flush()
    assert "changed by another program" in hands.said
    assert shown(hands) == "mine"
    hands.click("Bring both together")
    story = hands.story_on_disk("one")
    assert (story.hook, story.role, story.employer) == ("mine", "theirs", "theirs too")
    assert shown(hands, "Role") == "theirs"
    assert hands.document.is_saved
    hands.menu("Undo")
    assert (hands.story_on_disk("one").hook, hands.story_on_disk("one").role) == ("", "theirs")


def sides(hands: Hands, **chosen: str) -> list[str]:
    """Answer the dialog that asks for sides, by story; returns what it said."""
    said: list[str] = []

    def run(dialog: SidesDialog) -> int:
        said.extend(one.text() for one in dialog.findChildren(QLabel))
        said.extend(one.toPlainText() for one in dialog.findChildren(DifferenceView))
        for title, side in chosen.items():
            choice = next(one for one in dialog.findChildren(Choice) if f"“{title}”" in one.accessibleName())
            choice.setCurrentIndex(choice.findText(side))
        return int(SidesDialog.DialogCode.Accepted)

    hands.monkeypatch.setattr(SidesDialog, "exec", run)
    return said


def test_where_both_changed_the_same_one_says_whose_words_stay(hands: Hands, changed: Path) -> None:
    hands.write("Hook", "mine")
    elsewhere(hands, lambda b: b.with_story(replace(b.stories[0], hook="theirs", role="theirs")))
    assert hands.window.flush()
    title = hands.bank.stories[0].title
    said = sides(hands, **{title: "Their words"})
    hands.click("Bring both together")
    assert any("Both changed: Hook" in text for text in said)
    assert any("mine" in text and "theirs" in text for text in said if "struck" not in text), (
        "the words of both sides are shown"
    )
    assert (hands.story_on_disk("one").hook, hands.story_on_disk("one").role) == ("theirs", "theirs")
    hands.write("Hook", "mine again")
    elsewhere(hands, lambda b: b.with_story(replace(b.stories[0], hook="theirs again")))
    assert hands.window.flush()
    sides(hands, **{title: "My words"})
    hands.click("Bring both together")
    assert hands.story_on_disk("one").hook == "mine again"
    assert "theirs again" in [version.story.hook for version in hands.document.versions("one")]


def test_a_story_deleted_elsewhere_stays_with_my_edit_unless_i_agree(hands: Hands, changed: Path) -> None:
    hands.write("Hook", "mine")
    elsewhere(hands, lambda b: b.without_story("one"))
    assert hands.window.flush()
    sides(hands)
    hands.click("Bring both together")
    assert hands.story_on_disk("one").hook == "mine"


def test_taking_theirs_lets_go_of_mine(hands: Hands, changed: Path) -> None:
    elsewhere(hands, lambda b: b.with_story(replace(b.stories[0], role="theirs")))
    hands.menu("Coverage")
    view = hands.window.coverage.view
    view.setCurrentIndex(view.model().index(1, 1))
    view.setFocus()
    hands.press("4")
    assert "changed by another program" in hands.said
    hands.click("Take theirs")
    assert hands.story_on_disk("one").role == "theirs"
    assert hands.bank == hands.on_disk()
    assert "undo brings your part back" in hands.said
    hands.press("4")
    assert hands.story_on_disk("two").principles[0].score == 4.0


def test_after_taking_theirs_undo_brings_mine_back(hands: Hands, changed: Path) -> None:
    hands.write("Hook", "mine")
    elsewhere(hands, lambda b: b.with_story(replace(b.stories[0], hook="theirs")))
    assert hands.window.flush()
    hands.click("Take theirs")
    assert hands.story_on_disk("one").hook == "theirs"
    hands.menu("Undo")
    assert hands.story_on_disk("one").hook == "mine"
    hands.menu("Redo")
    assert hands.story_on_disk("one").hook == "theirs"


def test_mine_can_be_kept_as_a_new_bank(hands: Hands, changed: Path) -> None:
    hands.write("Hook", "mine")
    elsewhere(hands, lambda b: b.with_story(replace(b.stories[0], hook="theirs")))
    assert hands.window.flush()
    other = changed.with_name("mine.storybank")
    hands.answer(QFileDialog, "getSaveFileName", (str(other), ""))
    hands.click("Keep it as a new bank …")
    assert hands.document.path == other
    assert hands.story_on_disk("one").hook == "mine"
    assert [version.story.hook for version in hands.document.versions("one")] == [""], "its history goes with it"
    with Session.open(changed) as first:
        assert first.bank.stories[0].hook == "theirs"


def test_a_file_that_is_gone_is_said_and_what_was_typed_is_kept(hands: Hands, changed: Path) -> None:
    changed.rename(changed.with_name("moved.storybank"))
    hands.write("Hook", "typed after it was moved")
    assert hands.window.flush()
    assert str(BankGone(changed)) == hands.said
    changed.with_name("moved.storybank").rename(changed)
    hands.click("Try again")
    assert hands.story_on_disk("one").hook == "typed after it was moved"


def crashed(hands: Hands, disk: Disk) -> None:
    """Type while the disk is full, then let the program end as if it were killed."""
    disk.full = True
    hands.write("Hook", "typed in vain")
    assert hands.window.flush()
    path = hands.document.path
    kept = recovery._file(path)
    assert kept.stat().st_mode & 0o777 == 0o600
    content = kept.read_bytes()
    hands.document.let_go()
    assert not kept.exists()
    kept.write_bytes(content)
    disk.full = False
    hands.program.close_bank()
    assert hands.program.open_path(path)


def test_after_a_crash_what_was_not_saved_is_back_and_can_be_taken_back(hands: Hands, disk: Disk) -> None:
    crashed(hands, disk)
    assert "is back: 1 story differs" in hands.said
    assert hands.story_on_disk("one").hook == "typed in vain"
    assert not recovery.is_kept(hands.document.path)
    hands.click("Go back to what the file held")
    assert hands.story_on_disk("one").hook == ""
    hands.menu("Redo")
    assert hands.story_on_disk("one").hook == "typed in vain"


def test_what_comes_back_goes_with_what_another_program_wrote_meanwhile(hands: Hands, disk: Disk) -> None:
    disk.full = True
    hands.write("Hook", "typed in vain")
    assert hands.window.flush()
    path, kept = hands.document.path, recovery._file(hands.document.path)
    content = kept.read_bytes()
    hands.document.let_go()
    disk.full = False
    elsewhere(hands, lambda b: b.with_story(replace(b.stories[0], role="theirs")))
    kept.write_bytes(content)
    hands.program.close_bank()
    kept.write_bytes(content)
    assert hands.program.open_path(path)
    assert (hands.story_on_disk("one").hook, hands.story_on_disk("one").role) == ("typed in vain", "theirs")


def test_where_another_program_changed_the_same_it_is_said_and_in_the_history(hands: Hands, disk: Disk) -> None:
    disk.full = True
    hands.write("Hook", "typed in vain")
    assert hands.window.flush()
    path, kept = hands.document.path, recovery._file(hands.document.path)
    content = kept.read_bytes()
    hands.document.let_go()
    disk.full = False
    elsewhere(hands, lambda b: b.with_story(replace(b.stories[0], hook="theirs")))
    hands.program.close_bank()
    kept.write_bytes(content)
    assert hands.program.open_path(path)
    assert "what it wrote is in the history" in hands.said
    assert hands.story_on_disk("one").hook == "typed in vain"
    assert hands.document.session.versions("one")[0].story.hook == "theirs"


def left_of_a_bank(hands: Hands, disk: Disk) -> Path:
    """Leave words that were not saved behind, of a bank that has another name now; returns the file that keeps them."""
    disk.full = True
    hands.write("Hook", "typed in vain")
    assert hands.window.flush()
    path, kept = hands.document.path, recovery._file(hands.document.path)
    content = kept.read_bytes()
    hands.document.let_go()
    disk.full = False
    hands.program.close_bank()
    path.rename(path.with_name("renamed.storybank"))
    kept.write_bytes(content)
    hands.program._tell_of_left()
    assert "is kept, but that bank is not at" in hands.said
    return kept


def test_words_of_a_bank_that_is_gone_can_be_kept_as_a_new_bank(hands: Hands, disk: Disk) -> None:
    kept = left_of_a_bank(hands, disk)
    hands.answer(QFileDialog, "getSaveFileName", ("", ""))
    hands.click("Keep it as a new bank …")
    assert kept.exists(), "nobody said where"
    hands.answer(QFileDialog, "getSaveFileName", (str(hands.home / "rescued.storybank"), ""))
    hands.click("Keep it as a new bank …")
    assert hands.story_on_disk("one").hook == "typed in vain"
    assert not kept.exists()


def test_words_of_a_bank_that_is_gone_can_be_let_go_of(hands: Hands, disk: Disk) -> None:
    kept = left_of_a_bank(hands, disk)
    hands.click("Let go of it")
    assert not kept.exists()


def test_a_recovery_file_that_cannot_be_read_stays_and_disturbs_nobody(hands: Hands, disk: Disk) -> None:
    path = hands.document.path
    kept = recovery._file(path)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text("{ half", "utf-8")
    hands.program.close_bank()
    assert hands.program.open_path(path)
    assert not hands.said
    assert kept.exists()
