"""Bringing notes in, taking the bank out, and the loop it is for."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog

from banks import a_bank, a_story, a_tag
from gui.hands import Hands
from storybank.gui.preview.dialog import PreviewDialog
from storybank.gui.target import TargetDialog
from storybank.model import Alias

NOTES = "# Notes\n\n## The wizard\n\nIt was retired.\n\n## The second\n\nIt was not.\n"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.md"
    path.write_text(NOTES, encoding="utf-8")
    return path


def agree(hands: Hands, *, agreed: bool = True) -> list[str]:
    """Answer the preview; returns what it listed, each time."""
    said: list[str] = []

    def run(dialog: PreviewDialog) -> int:
        said.append("\n".join(dialog.stories.item(row).text() for row in range(dialog.stories.count())))
        return int(PreviewDialog.DialogCode.Accepted if agreed else PreviewDialog.DialogCode.Rejected)

    hands.monkeypatch.setattr(PreviewDialog, "exec", run)
    return said


def test_notes_come_in_as_one_step_after_the_preview_was_agreed_to(hands: Hands, notes: Path) -> None:
    start = a_bank(a_story("one"))
    hands.open(start)
    said = agree(hands)
    hands.answer(QFileDialog, "getOpenFileNames", ([str(notes)], ""))
    hands.write("Hook", "typed just before")
    hands.menu("Import …")
    assert said == ["The wizard\n＋ new · no principle\nThe second\n＋ new · no principle"]
    assert [story.title for story in hands.on_disk().stories][1:] == ["The wizard", "The second"]
    assert hands.named("Title").text() == "The wizard"  # type: ignore[attr-defined]
    assert hands.document.stack.undoText() == "Import stories"
    hands.menu("Undo")
    assert [story.id for story in hands.on_disk().stories] == ["one"]
    assert hands.on_disk().stories[0].hook == "typed just before"
    hands.menu("Redo")
    assert len(hands.on_disk().stories) == 3


def test_notes_that_were_declined_change_nothing(hands: Hands, notes: Path) -> None:
    hands.open(a_bank())
    agree(hands, agreed=False)
    hands.program.desk.bring_files((notes,))
    assert hands.on_disk() == a_bank()
    assert hands.document.stack.count() == 0


def test_notes_brought_twice_and_files_that_hold_nothing_are_said_in_the_bar(hands: Hands, notes: Path) -> None:
    hands.open(a_bank())
    agree(hands)
    hands.program.desk.bring_files((notes,))
    hands.program.desk.bring_files((notes,))
    assert hands.said == "Everything in there is in the bank already."
    empty = notes.with_name("empty.md")
    empty.write_text("\n", encoding="utf-8")
    hands.program.desk.bring_files((empty,))
    assert "No story was found there" in hands.said
    assert len(hands.bank.stories) == 2


@pytest.mark.parametrize("name", ["missing.md", "broken.json", "picture.png"])
def test_a_file_that_cannot_be_read_is_named_in_the_bar(hands: Hands, tmp_path: Path, name: str) -> None:
    hands.open(a_bank())
    path = tmp_path / name
    if not name.startswith("missing"):
        path.write_bytes(b"{ \xff")
    hands.program.desk.bring_files((path,))
    assert name in hands.said
    assert "Traceback" not in hands.said
    assert hands.document.stack.count() == 0


@pytest.mark.parametrize(
    ("name", "kind"), [("out.json", ""), ("out", "JSON (*.json)"), ("out", "CSV (*.csv)"), ("out.md", "")]
)
def test_a_bank_is_exported_with_what_was_typed_just_before(hands: Hands, tmp_path: Path, name: str, kind: str) -> None:
    hands.open(a_bank(a_story("one", title="R&D <b>")))
    hands.write("Hook", "just before")
    hands.answer(QFileDialog, "getSaveFileName", (str(tmp_path / name), kind))
    hands.menu("Export …")
    out = next(path for path in tmp_path.iterdir() if path.stem == "out")
    assert out.suffix == (Path(name).suffix or f".{kind[:4].strip().lower()}")
    assert "just before" in out.read_text(encoding="utf-8")
    assert not hands.said
    if out.suffix == ".json":
        assert json.loads(out.read_text(encoding="utf-8"))["stories"][0]["title"] == "R&D <b>"


def test_an_export_that_cannot_be_written_is_said(hands: Hands, tmp_path: Path) -> None:
    hands.open(a_bank(a_story("one")))
    hands.answer(QFileDialog, "getSaveFileName", (str(tmp_path / "no folder" / "out.json"), ""))
    hands.menu("Export …")
    assert "out.json" in hands.said


def test_an_export_never_replaces_the_bank_itself(hands: Hands) -> None:
    path = hands.open(a_bank(a_story("one")))
    hands.answer(QFileDialog, "getSaveFileName", (str(path), "JSON (*.json)"))
    hands.menu("Export …")
    assert hands.said
    assert hands.on_disk() == a_bank(a_story("one"))


def test_an_ending_that_the_dialog_did_not_see_replaces_nothing_unasked(hands: Hands, tmp_path: Path) -> None:
    """The dialog asks about `out`; what would be replaced is `out.json`."""
    hands.open(a_bank(a_story("one")))
    (tmp_path / "out.json").write_text("precious")
    hands.answer(QFileDialog, "getSaveFileName", (str(tmp_path / "out"), "JSON (*.json)"))
    hands.menu("Export …")
    assert (tmp_path / "out.json").read_text() == "precious"
    assert "out.json" in hands.said


# The loop


@pytest.fixture
def dialog(hands: Hands) -> TargetDialog:
    bank = replace(a_bank(a_story("one", a_tag("own"))), aliases=(Alias(term="Kestermoor", alias="a = b"),))
    hands.open(bank)
    made = TargetDialog(hands.bank, hands.window)
    made.show()
    hands.around = made
    return made


def accept(dialog: TargetDialog) -> bool:
    dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok).click()
    return not dialog.isVisible()


def test_the_dialog_shows_the_bank_and_changes_nothing_by_itself(hands: Hands, dialog: TargetDialog) -> None:
    assert accept(dialog)
    assert dialog.result_bank() == hands.bank


@pytest.mark.parametrize("day", ["20.1.27", "2027-02-30", "3/4/2027", "tomorrow", "20 Nonsense 2027"])
def test_a_wrong_date_is_said_and_the_dialog_stays(hands: Hands, dialog: TargetDialog, day: str) -> None:
    hands.write("Date of the loop", day)
    assert not accept(dialog)
    assert "The date must be a day such as 20 Jan 2027 or 2027-01-20, or left empty." in hands.texts(dialog)
    hands.write("Date of the loop", "")
    assert accept(dialog)


def test_a_loop_about_nothing_is_refused(hands: Hands, dialog: TargetDialog) -> None:
    hands.click("None")
    assert not accept(dialog)
    assert any("at least one principle" in text for text in hands.texts(dialog))
    hands.click("All")
    assert accept(dialog)
    assert dialog.result_bank().target.principles == (), "all of them is kept as no choice, so that new ones count too"


def test_title_and_confidential_terms_are_read_line_by_line(hands: Hands, dialog: TargetDialog) -> None:
    hands.write("Title of the bank", "Autumn <b>")
    hands.named("Confidential terms").setPlainText("Kestermoor = a = b\n\n  Project X=\n")  # type: ignore[attr-defined]
    assert accept(dialog)
    bank = dialog.result_bank()
    assert bank.title == "Autumn <b>"
    assert bank.aliases == (Alias(term="Kestermoor", alias="a = b"), Alias(term="Project X", alias=""))


def test_a_date_shows_the_days_left_and_a_title_the_bank(hands: Hands) -> None:
    bank = a_bank(loop_date="2001-01-20", company="R&D", role="PM")
    hands.open(replace(bank, title="<b>Autumn</b>"))
    assert {"<b>Autumn</b>", "loop was 2001-01-20"} <= set(hands.texts(hands.window.top))
    assert hands.window.windowTitle() == "<b>Autumn</b> (bank) – Storybank"


def test_the_list_of_principles_is_chosen_by_check_boxes(hands: Hands, dialog: TargetDialog) -> None:
    hands.click("None")
    dialog._principles.item(3).setCheckState(Qt.CheckState.Checked)
    assert accept(dialog)
    assert dialog.result_bank().target.principles == ("dive",)
