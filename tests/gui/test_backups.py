"""File ▸ Backups: what each would change is shown before, and restoring is a step that can be undone. Backups come by themselves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QThread

from banks import a_bank, a_story, a_tag
from gui.hands import Hands
from storybank.gui.backing import _Beside
from storybank.gui.backups.dialog import BackupsDialog
from storybank.gui.differing import DifferenceView
from storybank.model import Bank
from storybank.services import safety
from storybank.services.safety import backup_folder, find_backups, look_into, make_backup
from storybank.services.session import Session
from storybank.texts import Refusal

THEN = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def old() -> Bank:
    return a_bank(
        a_story("one", a_tag("own", 2.0), title="The first", hook="before"), a_story("gone", title="The second")
    )


@pytest.fixture
def bank(hands: Hands) -> Path:
    """A bank with a backup of what it was: one story was told differently, one is gone, one is new."""
    path = hands.home / "bank.storybank"
    Session.create(path, old()).close()
    make_backup(path, THEN)
    now = old().without_story("gone").with_story(replace(old().stories[0], hook="after")).with_story(a_story("new"))
    path.unlink()
    Session.create(path, now).close()
    assert hands.program.open_path(path)
    return path


def shown(hands: Hands, act: Callable[[BackupsDialog], object]) -> None:
    """Open the dialog, wait until the chosen backup was read, and act."""

    def run(dialog: BackupsDialog) -> int:
        dialog.show()
        hands.around = dialog
        try:
            hands.qtbot.waitUntil(lambda: dialog._held is not None or not dialog._backups or dialog._fault.isVisible())
            act(dialog)
        finally:
            hands.around = None
            if dialog.isVisible():
                dialog.reject()
        return dialog.result()

    hands.monkeypatch.setattr(BackupsDialog, "exec", run)
    hands.menu("Backups …")


def listed(dialog: BackupsDialog) -> list[str]:
    return [dialog._stories.item(at).text() for at in range(dialog._stories.count())]


def test_what_would_change_is_shown_word_by_word(hands: Hands, bank: Path) -> None:
    seen: list[object] = []

    def act(dialog: BackupsDialog) -> None:
        hands.qtbot.waitUntil(lambda: "2 stories" in dialog._list.item(0).text())
        seen.extend(listed(dialog))
        seen.append(dialog._said.text())
        view = dialog.findChild(DifferenceView)
        dialog._stories.setCurrentRow(1)
        seen.append(view.accessibleDescription())
        dialog._stories.setCurrentRow(2)
        seen.append((view.toPlainText()[:30], dialog._one.isEnabled()))

    shown(hands, act)
    assert seen == [
        "The second\nwould come back",
        "The first\ndiffers",
        "The new story\nwould go",
        "3 stories differ.",
        "Hook: removed: before. added: after.",
        ("It is in the bank now and not ", False),
    ]


def test_all_of_it_is_restored_after_another_backup_and_can_be_undone(hands: Hands, bank: Path) -> None:
    now = hands.bank
    shown(hands, lambda dialog: dialog._all.click())
    assert hands.on_disk() == old()
    assert [backup.cause for backup in find_backups(bank)] == ["restore", ""]
    assert "What was there before is backed up" in hands.said
    hands.click("Undo")
    assert hands.on_disk() == now


def test_one_story_comes_back_alone(hands: Hands, bank: Path) -> None:
    shown(hands, lambda dialog: dialog._one.click())
    assert [story.id for story in hands.on_disk().stories] == ["one", "new", "gone"]
    assert hands.story_on_disk("one").hook == "after"
    assert hands.window.stories.editor.story_id == "gone"


def test_one_that_cannot_be_read_is_listed_and_not_restored(hands: Hands, bank: Path) -> None:
    (backup,) = find_backups(bank)
    backup.path.write_bytes(b"\0" * 4096)

    def act(dialog: BackupsDialog) -> None:
        hands.qtbot.waitUntil(lambda: "cannot be read" in dialog._list.item(0).text())
        assert not dialog._all.isEnabled()
        assert "not a whole Storybank file" in dialog._fault.text()

    shown(hands, act)


def test_a_backup_can_be_made_now(hands: Hands, bank: Path) -> None:
    def act(dialog: BackupsDialog) -> None:
        with hands.qtbot.waitSignal(hands.program.backing.ended, timeout=10_000):
            dialog._make.click()
            assert not dialog._make.isEnabled()
        assert dialog._list.count() == 2
        hands.qtbot.waitUntil(lambda: dialog._held is not None)
        assert "what the bank holds now" in dialog._said.text()

    shown(hands, act)


def test_no_backup_yet_says_when_one_comes(hands: Hands) -> None:
    hands.open(a_bank(a_story("one")))
    texts: list[str] = []
    shown(hands, lambda dialog: texts.append(dialog._said.text()))
    assert "No backup yet" in texts[0]


# By themselves


def test_one_is_made_of_the_day_when_a_bank_was_opened(hands: Hands) -> None:
    hands.program.backing.daily.setInterval(10)
    with hands.qtbot.waitSignal(hands.program.backing.made, timeout=10_000):
        path = hands.open(a_bank(a_story("one")))
    assert [(backup.cause, look_into(backup).stories) for backup in find_backups(path)] == [("opening", 1)]


def test_one_is_made_after_half_an_hour_of_work(hands: Hands) -> None:
    path = hands.open(a_bank(a_story("one")))
    backing = hands.program.backing
    assert backing.work.interval() == 30 * 60 * 1000
    backing.work.setInterval(10)
    with hands.qtbot.waitSignal(backing.made, timeout=10_000):
        hands.write("Hook", "changed")
        assert hands.window.flush()
    assert [backup.cause for backup in find_backups(path)] == ["work"]


def test_one_is_made_before_a_story_is_deleted(hands: Hands) -> None:
    path = hands.open(a_bank(a_story("one"), a_story("two")))
    hands.menu("Delete")
    (backup,) = find_backups(path)
    assert (backup.cause, look_into(backup).stories) == ("bulk", 2)


def test_a_folder_that_takes_none_is_said_once_and_stops_nothing(hands: Hands) -> None:
    hands.open(a_bank(a_story("one"), a_story("two"), a_story("three")))
    full = Refusal("there is no room")
    hands.monkeypatch.setattr(safety, "back_up", lambda *_: (_ for _ in ()).throw(full))
    hands.menu("Delete")
    hands.qtbot.waitUntil(lambda: "could not be backed up: there is no room" in hands.said)
    assert len(hands.on_disk().stories) == 2
    hands.window.notice.hide()
    hands.menu("Delete")
    hands.settle()
    assert "backed up" not in hands.said, "once is enough"
    assert len(hands.on_disk().stories) == 1


def test_the_sample_and_a_closed_bank_are_not_backed_up(hands: Hands) -> None:
    path = hands.open(a_bank(a_story("one")))
    backing = hands.program.backing
    assert backing.daily.isActive()
    hands.program.close_bank()
    assert not backing.daily.isActive()
    assert not backing.work.isActive()
    hands.program.open_sample()
    assert not backing.daily.isActive()
    assert not backup_folder(path).exists()


def test_no_thread_outlives_the_program(hands: Hands) -> None:
    hands.open(a_bank(a_story("one")))
    backing = hands.program.backing
    backing.make()
    backing.let_go()
    assert not [thread for thread in backing.findChildren(_Beside) if QThread.isRunning(thread)]


def test_old_banks_are_backed_up_before_their_format_changes(hands: Hands, tmp_path: Path) -> None:
    path = hands.home / "old.storybank"
    path.write_bytes((Path(__file__).parents[1] / "golden" / "v1.storybank").read_bytes())
    assert hands.program.open_path(path)
    (backup,) = find_backups(path)
    assert backup.cause == "migration"
    assert THEN - backup.made < timedelta(days=36500)
