"""The folder that follows a bank: chosen, followed, never written over in silence; and a story copied as plain text."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox

from banks import a_bank, a_story
from gui.hands import Hands
from storybank.gui import mirroring
from storybank.gui.excerpting import ExcerptDialog, copy_as_text
from storybank.gui.mirroring import choose_mirror, mirroring_of, watch_mirror
from storybank.services.mirroring import mirror_of


@pytest.fixture
def folder(hands: Hands) -> Path:
    """A folder that follows the open bank of one story."""
    folder = hands.home / "mirror"
    folder.mkdir()
    hands.monkeypatch.setattr(mirroring, "SOON_MS", 0)
    hands.open(a_bank(a_story("one", title="Blank", narrative="First.")))
    hands.answer(QFileDialog, "getExistingDirectory", str(folder))
    choose_mirror(hands.program)
    file = folder / "01-one.md"
    hands.qtbot.waitUntil(file.exists)
    assert str(folder) in hands.said
    return folder


def finish(hands: Hands) -> None:
    mirroring_of(hands.program).finish()
    hands.settle()


def test_what_is_saved_is_in_the_folder_at_the_latest_on_closing(hands: Hands, folder: Path) -> None:
    hands.write("Hook", "written here")
    assert hands.window.flush()
    watch_mirror(hands.program, None)
    assert "written here" in (folder / "01-one.md").read_text("utf-8")


def test_an_edited_file_is_offered_once_and_can_be_brought_in(hands: Hands, folder: Path) -> None:
    finish(hands)
    file = folder / "01-one.md"
    file.write_text(file.read_text("utf-8").replace("First.", "Edited elsewhere."), "utf-8")
    hands.write("Hook", "mine")
    assert hands.window.flush()
    finish(hands)
    assert "edited elsewhere" in hands.said
    assert "Edited elsewhere." in file.read_text("utf-8")
    hands.window.notice.hide()
    hands.write("Hook", "mine again")
    assert hands.window.flush()
    finish(hands)
    assert not hands.said, "it was said"
    mirroring_of(hands.program)._told = None
    mirroring_of(hands.program).begin()
    finish(hands)
    asked = hands.answer(hands.program.desk, "bring_files", None)
    hands.click("Import the edited files")
    assert asked == [((file,),)]
    mirroring_of(hands.program).replace((file,))
    finish(hands)
    assert "mine again" in file.read_text("utf-8")


def test_a_folder_that_is_gone_is_said_and_the_bank_is_saved(hands: Hands, folder: Path) -> None:
    finish(hands)
    folder.rename(hands.home / "moved")
    hands.write("Hook", "all the same")
    assert hands.window.flush()
    finish(hands)
    assert "is gone; the bank itself is saved" in hands.said
    assert hands.on_disk().stories[0].hook == "all the same"


def test_it_can_be_switched_off(hands: Hands, folder: Path) -> None:
    finish(hands)

    def switch_off(box: QMessageBox) -> int:
        next(button for button in box.buttons() if button.text() == "Switch off").click()
        return 0

    hands.monkeypatch.setattr(QMessageBox, "exec", switch_off)
    choose_mirror(hands.program)
    assert mirror_of(hands.document.path) is None
    assert (folder / "01-one.md").exists()


def test_a_story_is_copied_in_so_many_words(hands: Hands) -> None:
    story = a_story("one", narrative="**One** sentence of six words here. " * 30, opening="", closing="")
    hands.open(a_bank(story))
    seen: list[str] = []

    def copy(dialog: ExcerptDialog) -> int:
        dialog.words.setValue(50)
        seen.extend([dialog.text, dialog.counts.text()])
        return QDialog.DialogCode.Accepted

    hands.monkeypatch.setattr(ExcerptDialog, "exec", copy)
    assert copy_as_text(story, hands.program.settings, hands.window)
    assert QApplication.clipboard().text() == seen[0]
    assert seen[0].endswith("words here.")
    assert seen[1].startswith("48 words, ")
    assert hands.program.settings.now.words == 50
