"""The preview of an import: every guess can be corrected before anything changes."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QPlainTextEdit

from banks import a_story, a_tag
from gui.hands import Hands
from storybank.exchange.frameworks import Catalogue
from storybank.gui.fields import Choice
from storybank.gui.preview.dialog import PreviewDialog
from storybank.model import Bank

NOTES = """# My notes

## The cheap mast
LP: Frugality, Dive Deep

Why: nobody asked.

I measured it for a week.

## Nine seconds
LP: Ownership

I waited.

### A third
I waited again.
"""


@pytest.fixture
def bank(hands: Hands) -> Bank:
    found = Catalogue.standard().built_in("aws-pm")
    assert found is not None
    bank = Bank.empty(found, "Mine").with_story(
        a_story("own", a_tag("ownership", 3.0, "primary"), title="Nine seconds", hook="kept")
    )
    hands.open(bank)
    return bank


def previewed(hands: Hands, act: Callable[[PreviewDialog], None], *files: tuple[str, str], agreed: bool = True) -> None:
    """Import files, doing something in the preview."""
    paths = []
    for name, text in files or (("notes.md", NOTES),):
        paths.append(hands.home / name)
        paths[-1].write_text(text, encoding="utf-8")

    def run(dialog: PreviewDialog) -> int:
        dialog.show()
        QApplication.processEvents()
        hands.around = dialog
        act(dialog)
        hands.around = None
        dialog.hide()
        return int(agreed)

    hands.monkeypatch.setattr(PreviewDialog, "exec", run)
    hands.program.desk.bring_files(tuple(paths))


def listed(dialog: PreviewDialog) -> list[str]:
    return [dialog.stories.item(row).text() for row in range(dialog.stories.count())]


def take(dialog: PreviewDialog) -> str:
    return dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).text()


def choose(choice: Choice, text: str) -> None:
    choice.setCurrentIndex(choice.findText(text))
    choice.activated.emit(choice.currentIndex())


def test_it_shows_what_was_found_and_where(hands: Hands, bank: Bank) -> None:
    seen: list[object] = []

    def act(dialog: PreviewDialog) -> None:
        seen.extend(listed(dialog))
        seen.append((sorted(dialog.text.begins), take(dialog), dialog.shape.text()))
        dialog.stories.setCurrentRow(1)
        seen.append(dialog.text.line)

    previewed(hands, act, agreed=False)
    assert seen == [
        "The cheap mast\n＋ new · Frugality, Dive Deep",
        "Nine seconds\n≠ changes “Nine seconds” · Ownership",
        ([3, 10], "Import 2 stories", "Read as: a story per heading of level 2"),
        10,
    ]
    assert hands.bank == bank


def test_titles_and_principles_are_corrected(hands: Hands, bank: Bank) -> None:
    def act(dialog: PreviewDialog) -> None:
        details = dialog.details
        details.title.selectAll()
        QTest.keyClicks(details.title, "The mast")
        details.principles.setCurrentRow(1)
        details.primary.click()
        choose(details.add, "Think Big")
        details.principles.setCurrentRow(0)
        details.remove.click()
        assert listed(dialog)[0] == "The mast\n＋ new · Dive Deep, Think Big"

    previewed(hands, act)
    mast = hands.on_disk().stories[-1]
    assert mast.title == "The mast"
    assert [(tag.principle, tag.rank) for tag in mast.principles] == [
        ("dive-deep", "primary"),
        ("think-big", "secondary"),
    ]


def test_a_story_is_left_out_called_new_or_taken_field_by_field(hands: Hands, bank: Bank) -> None:
    def act(dialog: PreviewDialog) -> None:
        dialog.stories.item(0).setCheckState(Qt.CheckState.Unchecked)
        assert take(dialog) == "Import 1 story"
        dialog.stories.setCurrentRow(1)
        choose(dialog.details.same, "A new story")
        assert listed(dialog)[1].startswith("Nine seconds\n＋ new")
        choose(dialog.details.same, "The same as “Nine seconds”")
        choose(hands.named("Whose Narrative is taken", Choice), "As it is here")
        assert "Narrative" not in dialog.details.view.toPlainText()
        choose(hands.named("Whose Narrative is taken", Choice), "Both")
        assert "I waited." in dialog.details.view.toPlainText()

    previewed(hands, act)
    (story,) = hands.on_disk().stories
    assert (story.hook, story.narrative.split("\n")[0]) == ("kept", "I waited.")
    hands.menu("Undo")
    assert hands.on_disk() == bank


def test_stories_begin_where_one_says(hands: Hands, bank: Bank) -> None:
    def act(dialog: PreviewDialog) -> None:
        dialog.details.title.selectAll()
        QTest.keyClicks(dialog.details.title, "Renamed")
        dialog.text.show_line(15)
        QTest.keyClick(dialog.text, Qt.Key.Key_Space)
        assert [text.split("\n")[0] for text in listed(dialog)] == ["Renamed", "Nine seconds", "A third"], (
            "what was corrected stays"
        )
        rect = dialog.text.cursorRect()
        QTest.mouseClick(dialog.text._gutter, Qt.MouseButton.LeftButton, pos=QPoint(4, rect.center().y()))
        assert len(listed(dialog)) == 2
        choose(dialog.level, "headings of level 3")
        assert [text.split("\n")[0] for text in listed(dialog)] == ["A third"]
        choose(dialog.level, "as recognised")
        assert len(listed(dialog)) == 2

    previewed(hands, act, agreed=False)


def test_a_section_goes_to_the_field_one_says_and_lines_are_found(hands: Hands, bank: Bank) -> None:
    table = "Story\tLesson learned\tMood\nOne\tAsk sooner.\tfine\nTwo\tAsk twice.\tgood\n"

    def act(dialog: PreviewDialog) -> None:
        choose(dialog.page, "Sections and columns, and the fields they go to")
        rows = [dialog.parts.table.item(row, 0).text() for row in range(dialog.parts.table.rowCount())]
        dialog.parts.table.setCurrentCell(next(at for at, name in enumerate(rows) if name.casefold() == "mood"), 0)
        choose(dialog.parts.field, "Hook")
        assert "fine" in dialog.details.view.toPlainText()
        choose(dialog.page, "What became of each line")
        dialog.findings.setCurrentCell(dialog.findings.rowCount() - 1, 0)
        assert dialog.text.line == int(dialog.findings.item(dialog.findings.rowCount() - 1, 0).text())

    previewed(hands, act, ("table.tsv", table))
    assert [story.hook for story in hands.on_disk().stories[1:]] == ["fine", "good"]


def test_several_sources_are_shown_one_at_a_time(hands: Hands, bank: Bank) -> None:
    def act(dialog: PreviewDialog) -> None:
        dialog.stories.setCurrentRow(1)
        assert "I was there" in dialog.text.toPlainText()
        choose(dialog.file, str(hands.home / "a.md"))
        assert "I was here" in dialog.text.toPlainText()

    previewed(hands, act, ("a.md", "## One\n\nI was here once.\n"), ("b.md", "## Two\n\nI was there twice.\n"))
    assert len(hands.on_disk().stories) == 3


def test_notes_are_pasted(hands: Hands, bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    QApplication.clipboard().setText("## A pasted one\n\nLP: Frugality\n\nI pasted it.\n")
    monkeypatch.setattr(QDialog, "exec", lambda dialog: int(bool(dialog.findChild(QPlainTextEdit, "pasted"))))
    monkeypatch.setattr(PreviewDialog, "exec", lambda _dialog: 1)
    hands.menu("Paste notes …")
    assert hands.on_disk().stories[-1].title == "A pasted one"
    QApplication.clipboard().setText("Title\tHook\nA cell\tits hook\nAnother\tits own\n")
    hands.menu("Paste notes …")
    assert [story.hook for story in hands.on_disk().stories[-2:]] == ["its hook", "its own"]
    monkeypatch.setattr(QDialog, "exec", lambda _dialog: 0)
    hands.menu("Paste notes …")
    assert len(hands.on_disk().stories) == 4


def test_the_view_stays_whole_at_its_least_size(hands: Hands, bank: Bank) -> None:
    def act(dialog: PreviewDialog) -> None:
        dialog.resize(dialog.minimumSize())
        QApplication.processEvents()
        assert dialog.width() <= 1000
        assert dialog.text.width() > 300
        assert not dialog.grab().isNull()

    previewed(hands, act, agreed=False)


TABLE = "Name of story,Good at,What happened\nThe ticket queue,Fri 3,I read the log.\nThe vendor,Sat 2,I argued.\n"


def test_a_column_that_was_not_recognised_goes_where_one_says(hands: Hands, bank: Bank) -> None:
    """What makes a story of a row is offered for columns alone: the title, and principles."""
    told: list[list[str]] = []

    def act(dialog: PreviewDialog) -> None:
        choose(dialog.page, "Sections and columns, and the fields they go to")
        dialog.parts.table.setCurrentCell(0, 0)
        assert dialog.parts.table.item(0, 2).text() == "Title"
        assert dialog.parts.field.currentText() == "Title"
        dialog.parts.table.setCurrentCell(1, 0)
        choose(dialog.parts.field, "Tags")
        told.append([dialog.parts.table.item(row, 2).text() for row in range(3)])

    previewed(hands, act, ("t.csv", TABLE))
    assert told == [["Title", "Tags", "Narrative"]]
    assert hands.bank.stories[-1].tags == ("Sat 2",)

    def of_notes(dialog: PreviewDialog) -> None:
        assert dialog.parts.field.findText("Title") == -1

    previewed(hands, of_notes, agreed=False)


def test_an_empty_bank_offers_to_bring_notes_in(hands: Hands) -> None:
    found = Catalogue.standard().built_in("aws-pm")
    assert found is not None
    hands.open(Bank.empty(found, "Mine"))
    asked: list[str] = []
    hands.monkeypatch.setattr(type(hands.program.desk), "bring", lambda _desk: asked.append("bring"))
    hands.click("Import notes, a table or another bank; they can be dropped here, too")
    assert asked == ["bring"]
