"""The history of a story: what it was, in words, and bringing it back as a step that can be undone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtGui import QGuiApplication

from banks import a_bank, a_story, a_tag
from gui.hands import Hands
from storybank.gui.differing import DifferenceView
from storybank.gui.history.dialog import HistoryDialog
from storybank.model import Change
from storybank.services.session import Session

THEN = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def shown(hands: Hands, act: Callable[[HistoryDialog], object]) -> list[HistoryDialog]:
    """Do something in the dialog when it is opened."""
    seen: list[HistoryDialog] = []

    def run(dialog: HistoryDialog) -> int:
        seen.append(dialog)
        dialog.show()
        hands.settle()
        act(dialog)
        dialog.hide()
        return dialog.result()

    hands.monkeypatch.setattr(HistoryDialog, "exec", run)
    return seen


@pytest.fixture
def told(hands: Hands) -> Hands:
    """A story with two versions, of 9:00 and 10:00."""
    path = hands.home / "bank.storybank"
    bank = a_bank(
        a_story("one", a_tag("own", 2.0), title="The first", narrative="We stopped it in May."), a_story("two")
    )
    with Session.create(path, bank) as session:
        for hour, text in enumerate(("We stopped it in June.", "We stopped it in July, all of us.")):
            after = session.bank.with_story(replace(session.bank.stories[0], narrative=text))
            session.apply(Change(before=session.bank, after=after, label=""), now=THEN + timedelta(hours=hour))
    assert hands.program.open_path(path)
    hands.window.stories.show_story("one")
    hands.settle()
    return hands


def test_versions_are_listed_and_their_words_compared(told: Hands) -> None:
    texts: list[str] = []

    def act(dialog: HistoryDialog) -> None:
        assert dialog._list.count() == 2
        assert "before an edit" in dialog._list.item(0).text()
        view = dialog.findChild(DifferenceView)
        texts.append(view.accessibleDescription())
        dialog._list.setCurrentRow(1)
        texts.append(view.accessibleDescription())
        dialog._step.click()
        texts.append(view.accessibleDescription())

    assert shown(told, act) is not None
    told.menu("History …")
    assert texts == [
        "Narrative: removed: June. added: July, all of us.",
        "Narrative: removed: May. added: July, all of us.",
        "Narrative: removed: May. added: June.",
    ]


def test_a_version_comes_back_as_a_step(told: Hands) -> None:
    def act(dialog: HistoryDialog) -> None:
        dialog._list.setCurrentRow(1)
        dialog._back.click()

    shown(told, act)
    told.menu("History …")
    assert told.story_on_disk("one").narrative == "We stopped it in May."
    assert told.window.stories.editor.story_id == "one"
    told.menu("Undo")
    assert told.story_on_disk("one").narrative == "We stopped it in July, all of us."


def test_its_text_can_be_copied(told: Hands) -> None:
    shown(told, lambda dialog: dialog._copy.click())
    told.menu("History …")
    assert QGuiApplication.clipboard().text() == "We stopped it in June."


def test_a_story_without_versions_says_when_one_is_kept(told: Hands) -> None:
    told.window.stories.show_story("two")
    told.menu("History …")
    assert "No version" in told.said


def test_deleted_stories_come_back_even_when_the_framework_knows_them_no_more(told: Hands) -> None:
    told.menu("Deleted stories …")
    assert told.said == "No deleted story is kept in this bank."
    told.window.stories.show_story("one")
    told.menu("Delete")
    principles = tuple(p for p in told.bank.framework.principles if p.id != "own")
    fewer = replace(told.bank.framework, principles=principles, origin="edited")
    assert told.document.edit(
        replace(told.bank, framework=fewer, target=replace(told.bank.target, principles=())), "Fewer"
    )
    texts: list[str] = []

    def act(dialog: HistoryDialog) -> None:
        texts.append(dialog.findChild(DifferenceView).toPlainText())
        dialog._back.click()

    shown(told, act)
    told.menu("Deleted stories …")
    assert "We stopped it in July, all of us." in texts[0]
    story = told.story_on_disk("one")
    assert story.narrative == "We stopped it in July, all of us."
    assert story.principles == ()
    assert told.on_disk().aside.stories[0].principles[0].principle == "own"
    assert not told.said


def test_the_view_takes_the_theme(told: Hands) -> None:
    def act(dialog: HistoryDialog) -> None:
        view = dialog.findChild(DifferenceView)
        before = view.toHtml()
        told.program.set_theme("dark")
        told.settle()
        assert view.toHtml() != before
        told.program.set_theme("light")

    shown(told, act)
    told.menu("History …")
