"""The loop: its dialog, the day, the confidential terms; a bank for another loop, and texts brought back from it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCalendarWidget,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QPushButton,
    QWidget,
)

from banks import a_bank, a_framework, a_story, a_tag
from gui.hands import Hands, Key, spoken
from storybank.gui.loop.another import AnotherLoopDialog
from storybank.gui.loop.bringing import BringingDialog
from storybank.gui.loop.terms import Unclear, lines_of, read_terms
from storybank.gui.target import TargetDialog
from storybank.model import Alias, Bank, Change, Waiver
from storybank.services.session import Session
from storybank.store import BankFile


def modal(hands: Hands, kind: type[QDialog], act: Callable[[QDialog], None]) -> list[QDialog]:
    """Do something in a dialog when it opens; returns those that did."""
    opened: list[QDialog] = []

    def run(dialog: QDialog) -> int:
        opened.append(dialog)
        dialog.show()
        hands.around = dialog
        try:
            act(dialog)
        finally:
            hands.around = None
            dialog.hide()
        return dialog.result()

    hands.monkeypatch.setattr(kind, "exec", run)
    return opened


def press_ok(dialog: QDialog) -> None:
    dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok).click()


# The dialog


def test_a_day_tells_the_days_left_while_it_is_typed(hands: Hands) -> None:
    hands.open(a_bank())
    soon = (date.today() + timedelta(days=58)).isoformat()  # noqa: DTZ011 - the day on the reader's wall

    def act(dialog: QDialog) -> None:
        assert "no date" in hands.texts(dialog)
        hands.write("Date of the loop", soon[:-2])
        assert "not a date yet" in hands.texts(dialog)
        hands.press(soon[-2:])
        assert "58 days left" in hands.texts(dialog)
        hands.click("Leave the date open")
        assert "no date" in hands.texts(dialog)
        hands.write("Date of the loop", soon)
        press_ok(dialog)

    modal(hands, TargetDialog, act)
    hands.menu("The loop …")
    assert hands.on_disk().target.loop_date == soon
    assert "58 days left" in hands.texts(hands.window.top)


def test_a_day_is_understood_as_people_write_it(hands: Hands) -> None:
    hands.open(a_bank())

    def act(dialog: QDialog) -> None:
        hands.write("Date of the loop", "20 Jan 2037")
        assert any(text.startswith("2037-01-20, ") for text in hands.texts(dialog)), "and says at once as what"
        press_ok(dialog)

    modal(hands, TargetDialog, act)
    hands.menu("The loop …")
    assert hands.on_disk().target.loop_date == "2037-01-20"


def test_enter_on_a_button_presses_that_button(hands: Hands) -> None:
    hands.open(a_bank(loop_date="2027-01-20"))

    def act(dialog: QDialog) -> None:
        hands.named("Leave the date open", QPushButton).setFocus()
        hands.press(Key.Key_Return)
        assert dialog.isVisible()
        assert hands.named("Date of the loop", QLineEdit).text() == ""
        dialog.reject()

    modal(hands, TargetDialog, act)
    hands.menu("The loop …")


def test_a_day_is_chosen_from_the_calendar_with_the_keys(hands: Hands) -> None:
    hands.open(a_bank(loop_date="2027-01-20"))
    dialog = TargetDialog(hands.bank, hands.window)
    dialog.show()
    hands.around = dialog
    hands.click("Choose the day from a calendar")
    assert hands.named("Calendar", QCalendarWidget).selectedDate() == QDate(2027, 1, 20)
    hands.press(Key.Key_Escape)
    hands.settle()
    assert not dialog.findChildren(QCalendarWidget)
    assert dialog.isVisible()
    assert dialog.result_bank().target.loop_date == "2027-01-20"
    hands.click("Choose the day from a calendar")
    hands.press(Key.Key_Right)
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Return)
    hands.settle()
    assert dialog.result_bank().target.loop_date == "2027-01-28"
    assert not dialog.findChildren(QCalendarWidget)
    assert hands.focus == "Date of the loop"
    assert dialog.isVisible()


def test_answers_are_kept_when_another_program_wrote_meanwhile(hands: Hands) -> None:
    path = hands.open(a_bank())

    def act(dialog: QDialog) -> None:
        hands.write("Company", "Initech")
        with Session.open(path) as other:  # another program, meanwhile
            other.apply(_renamed(other.bank))
        press_ok(dialog)
        assert not dialog.isVisible()

    opened = modal(hands, TargetDialog, act)
    hands.menu("The loop …")
    assert opened
    assert "changed by another program" in hands.said
    hands.click("Bring both together")
    assert hands.on_disk().target.company == "Initech"
    assert hands.on_disk().waivers == (_waiver(None),), "what the other program wrote is there too"


def _renamed(bank: Bank) -> Change:
    return Change(before=bank, after=replace(bank, waivers=(_waiver(None),)), label="")


def _waiver(principle: str | None) -> Waiver:
    return Waiver(rule="principle-unproven", story=None, principle=principle, detail={}, reason="so be it")


def test_a_line_without_its_sign_is_an_error_and_nothing_is_lost(hands: Hands) -> None:
    hands.open(a_bank())
    dialog = TargetDialog(hands.bank, hands.window, hands.document)
    dialog.show()
    hands.around = dialog
    terms = hands.named("Confidential terms")
    terms.setPlainText("Kestermoor = a parcel company\n\nProject X")  # type: ignore[attr-defined]
    press_ok(dialog)
    assert dialog.isVisible()
    assert any(text.startswith("Line 3 of the confidential terms, “Project X”, needs") for text in hands.texts(dialog))
    assert hands.focus == "Confidential terms"
    assert hands.on_disk().aliases == ()
    terms.setPlainText("Kestermoor = a parcel company\nProject X =")  # type: ignore[attr-defined]
    press_ok(dialog)
    assert not dialog.isVisible()
    assert [alias.term for alias in hands.on_disk().aliases] == ["Kestermoor", "Project X"]


@given(st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9))))
def test_terms_that_are_shown_are_read_back(pairs: list[tuple[str, str]]) -> None:
    one_line = [(" ".join(term.replace("=", " ").split()), " ".join(alias.split())) for term, alias in pairs]
    aliases = tuple(Alias(term=term, alias=alias) for term, alias in one_line if term)
    assert read_terms(lines_of(aliases)) == aliases


@pytest.mark.parametrize(("text", "said"), [("a", "Line 1"), ("\na=b\nc", "Line 3"), (" = b", "nothing before")])
def test_lines_that_are_no_terms(text: str, said: str) -> None:
    with pytest.raises(Unclear, match=said):
        read_terms(text)


def test_long_names_of_principles_are_whole(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    dialog = TargetDialog(sample, hands.window)
    dialog.resize(760, 500)
    dialog.show()
    hands.settle()
    listed = dialog.findChild(QListWidget)
    for row in range(listed.count()):
        item = listed.item(row)
        needed = listed.fontMetrics().horizontalAdvance(item.text()) + 30
        assert listed.visualItemRect(item).width() >= needed or listed.visualItemRect(item).height() > 40, item.text()


# Another loop


def a_story_bank() -> Bank:
    stories = (
        a_story("one", a_tag("own", 3.5, "primary", 2), title="The first", narrative="Long ago."),
        a_story("two", a_tag("right", 4.0), title="The second", signals=("killed-project",)),
    )
    aliases = (Alias(term="Kestermoor", alias="a parcel company"),)
    return replace(a_bank(*stories, waivers=(_waiver("own"), _waiver(None)), principles=("own",)), aliases=aliases)


def test_a_bank_for_another_loop_holds_the_same_stories_and_is_opened(hands: Hands) -> None:
    start = a_story_bank()
    path = hands.open(start)

    def act(dialog: QDialog) -> None:
        hands.choose("Framework", "Any company, product manager")
        assert any("Kept aside in the new bank: 2 tags" in text for text in hands.texts(dialog))
        hands.write("Company", "Initech & Co")
        hands.write("Date of the loop", "soon")
        press_ok(dialog)
        assert dialog.isVisible(), "a wrong date is said"
        hands.write("Date of the loop", "2033-01-20")
        press_ok(dialog)

    modal(hands, AnotherLoopDialog, act)
    hands.menu("New bank for another loop …")
    assert hands.document.path == path.with_name("initech-co.storybank")
    made = hands.on_disk()
    assert (made.title, made.target.company, made.target.loop_date) == ("Initech & Co", "Initech & Co", "2033-01-20")
    assert made.framework.id == "generic-pm"
    assert [story.id for story in made.stories] == ["one", "two"]
    assert made.stories[0].narrative == "Long ago."
    assert made.aliases == start.aliases
    assert made.waivers == start.waivers[1:]
    assert [kept.waiver for kept in made.aside.waivers] == [start.waivers[0]]
    assert [kept.story for kept in made.aside.stories] == ["one", "two"]
    with BankFile.open(path, read_only=True) as file:
        assert file.read() == start, "the first bank stays as it is"


def test_a_bank_made_of_the_sample_is_not_thrown_away_with_it(hands: Hands) -> None:
    hands.menu("Open the sample")

    def act(dialog: QDialog) -> None:
        hands.write("Company", "Initech")
        press_ok(dialog)

    modal(hands, AnotherLoopDialog, act)
    hands.menu("New bank for another loop …")
    assert hands.document.path == Path.home() / "initech.storybank"
    hands.menu("Close bank")
    assert (Path.home() / "initech.storybank").is_file()


def test_a_name_that_is_taken_is_said_and_the_answers_stay(hands: Hands) -> None:
    path = hands.open(a_story_bank())

    def act(dialog: QDialog) -> None:
        hands.write("Company", "Initech")
        hands.write("File of the new bank", str(path))
        press_ok(dialog)
        assert dialog.isVisible()
        assert any("bank.storybank" in text for text in hands.texts(dialog))
        assert hands.named("Company").text() == "Initech"  # type: ignore[attr-defined]
        dialog.reject()

    modal(hands, AnotherLoopDialog, act)
    hands.menu("New bank for another loop …")
    assert hands.document.path == path


# Texts brought back


def the_other(hands: Hands, bank: Bank) -> Path:
    path = hands.home / "other.storybank"
    Session.create(path, bank).close()
    hands.answer(QFileDialog, "getOpenFileName", (str(path), ""))
    return path


def test_bettered_texts_come_back_as_one_step_and_scores_stay(hands: Hands) -> None:
    start = a_story_bank()
    hands.open(start)
    first, second = start.stories
    better = replace(first, title="The better first", hook="New", principles=())
    other = replace(start, stories=(better, replace(second, closing="And so."), a_story("three")), waivers=())
    content = the_other(hands, replace(other, framework=a_framework())).read_bytes()

    def act(dialog: QDialog) -> None:
        listed = hands.named("Stories that differ", QListWidget)
        assert [listed.item(row).text() for row in range(2)] == ["The first\ntitle, hook", "The second\nclosing line"]
        assert "THERE: The better first" in hands.named("What would be other words").toPlainText()  # type: ignore[attr-defined]
        listed.setFocus()
        listed.setCurrentRow(1)
        hands.press(Key.Key_Space)
        button = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
        assert button.text() == "Take the texts of 1 story"
        button.click()

    modal(hands, BringingDialog, act)
    hands.menu("Bring texts back from another bank …")
    now = hands.on_disk()
    assert now.stories == (replace(first, title="The better first", hook="New"), second)
    assert hands.document.stack.undoText() == "Bring texts back from “other”"
    hands.menu("Undo")
    assert hands.on_disk() == start
    assert (hands.home / "other.storybank").read_bytes() == content


@pytest.mark.parametrize(
    ("stories", "said"),
    [((a_story_bank().stories[0],), "say the same"), ((a_story("else"),), "holds no story of this bank")],
)
def test_a_bank_that_has_nothing_to_bring_is_said(hands: Hands, stories: tuple, said: str) -> None:
    hands.open(a_story_bank())
    the_other(hands, a_bank(*stories))
    hands.menu("Bring texts back from another bank …")
    assert said in hands.said
    assert hands.document.stack.count() == 0


def test_what_is_no_bank_is_said(hands: Hands) -> None:
    hands.open(a_story_bank())
    path = hands.home / "picture.storybank"
    path.write_bytes(b"x" * 400)
    hands.answer(QFileDialog, "getOpenFileName", (str(path), ""))
    hands.menu("Bring texts back from another bank …")
    assert "picture.storybank" in hands.said


def test_everything_that_takes_the_focus_has_a_name(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    other = replace(sample, stories=tuple(replace(story, hook="Better") for story in sample.stories))
    frameworks = hands.program.desk._frameworks
    dialogs = (
        TargetDialog(sample, hands.window),
        AnotherLoopDialog(sample, hands.home, frameworks, hands.window),
        BringingDialog(sample, other, "other", hands.window),
    )
    for dialog in dialogs:
        dialog.show()
        hands.settle()
        taking = [
            w for w in dialog.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        assert len(taking) > 4
        assert [type(w).__name__ for w in taking if not spoken(w).strip()] == []
        dialog.hide()
