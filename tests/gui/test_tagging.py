"""Scoring, ranking and proving: in the editor, and in the coverage matrix by keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from banks import a_bank, a_story, a_tag
from gui.hands import Hands, Key
from storybank.gui.coverage.view import MatrixView
from storybank.gui.links import LinkButton
from storybank.gui.stories.offer import Offer
from storybank.gui.stories.scorebar import ScoreBar
from storybank.model import Story

OWN = "Owning It"


def tags(story: Story) -> list[tuple[str, str, float | None]]:
    return [(tag.principle, tag.rank, tag.score) for tag in story.principles]


def proof(hands: Hands) -> list[str]:
    return [text for text in hands.texts(hands.window.stories.editor) if "proven" in text]


def offered(hands: Hands) -> list[str]:
    """The principles that the story may be tagged with still."""
    hands.click("Add a principle")
    popup = hands.window.findChild(Offer)
    assert popup is not None
    names = [popup.list.item(row).text() for row in range(popup.list.count())]
    hands.press(Key.Key_Escape)
    assert popup.isHidden()
    return names


# In the editor


def test_the_first_principle_is_primary_and_a_new_primary_makes_the_former_secondary(hands: Hands) -> None:
    hands.open(a_bank(a_story("one")))
    hands.add_principle(OWN)
    assert hands.focus == f"Score for {OWN}"
    hands.add_principle("Dive")
    assert tags(hands.story_on_disk()) == [("own", "primary", None), ("dive", "secondary", None)]
    hands.click("Rank of Dive Deep")
    assert tags(hands.story_on_disk()) == [("own", "secondary", None), ("dive", "primary", None)]
    assert hands.named(f"Rank of {OWN}").accessibleDescription().startswith("Secondary")
    assert hands.document.stack.undoText() == "Make Dive Deep primary in “The one story”"
    hands.menu("Undo")
    assert tags(hands.story_on_disk()) == [("own", "primary", None), ("dive", "secondary", None)]


def test_a_principle_is_offered_once_and_again_after_it_was_taken_off(hands: Hands) -> None:
    hands.open(a_bank(a_story("one", a_tag("own"))))
    assert OWN not in offered(hands)
    hands.click(f"Take {OWN} off this story")
    assert hands.story_on_disk().principles == ()
    assert OWN in offered(hands)
    hands.menu("Undo")
    assert tags(hands.story_on_disk()) == [("own", "secondary", 4.0)]
    assert hands.named(f"Score for {OWN}", ScoreBar).score == 4.0


@pytest.mark.parametrize(
    ("score", "proven", "doubtful"),
    [(3.5, 0, True), (4.0, 1, True), (3.5, 2, False), (3.0, 0, False), (None, 0, False)],
)
def test_at_the_bar_with_less_than_half_proven_is_marked_on_the_spot(
    hands: Hands, score: float | None, proven: int, doubtful: bool
) -> None:
    hands.open(a_bank(a_story("one", a_tag("care", None, "primary", proven))))  # it has four dimensions
    hands.score("Customer Care", score)
    shown = "–" if score is None else f"{score:g}"
    more = f"{2 - proven} more answer{'s' * (2 - proven > 1)} would prove it."
    said = f"△ At the bar, but less than half is proven: {more}"
    assert proof(hands) == [f"{shown} · {proven} of 4 proven", *([said] if doubtful else [])]
    marked = [
        n for n in range(4) if hands.named(f"Customer Care: Customer Care, question {n}?").property("missing") is True
    ]
    assert marked == (list(range(proven, 4)) if doubtful else [])
    if doubtful:
        missed = hands.names(hands.window.stories.missing, LinkButton)
        assert missed[0].startswith(f"“The one story” claims {score:g} for Customer Care")


def test_evidence_answers_a_question_and_an_emptied_answer_goes(hands: Hands) -> None:
    hands.open(a_bank(a_story("one", a_tag("own", 4.0, "primary"))))
    assert proof(hands)[0] == "4 · 0 of 3 proven"
    for n in (0, 2):
        hands.write(f"{OWN}: {OWN}, question {n}?", f"answer {n}")
    assert hands.window.flush()
    assert [(e.dimension, e.text) for e in hands.story_on_disk().principles[0].evidence] == [
        ("d0", "answer 0"),
        ("d2", "answer 2"),
    ]
    assert proof(hands) == ["4 · 2 of 3 proven"]
    hands.write(f"{OWN}: {OWN}, question 0?", "")
    assert hands.window.flush()
    assert [e.dimension for e in hands.story_on_disk().principles[0].evidence] == ["d2"]


def test_the_wheel_scrolls_and_never_scores(hands: Hands) -> None:
    hands.open(a_bank(a_story("one", a_tag("own", 2.0))))
    score = hands.named(f"Score for {OWN}", ScoreBar)
    score.setFocus()
    hands.qtbot.wait(0)
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QWheelEvent

    middle = QPointF(score.rect().center())
    for _ in range(3):
        event = QWheelEvent(
            middle, score.mapToGlobal(middle), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(score, event)
    assert score.score == 2.0
    assert tags(hands.story_on_disk()) == [("own", "secondary", 2.0)]


def test_tags_of_a_principle_that_the_framework_does_not_know_are_kept(hands: Hands) -> None:
    bank = a_bank(a_story("one", a_tag("own", 3.0, "primary")))
    hands.open(bank)
    hands.write("Hook", "x")
    assert hands.window.flush()
    assert hands.story_on_disk().principles == bank.stories[0].principles


# In the matrix


@pytest.fixture
def matrix(hands: Hands) -> Hands:
    """Three stories, the second an idea that does not count; the loop is about two principles."""
    stories = (
        a_story("s0", a_tag("care", 3.5, "primary", 4), a_tag("own", 2.0), status="ready"),
        a_story("s1", a_tag("own", 4.0), status="idea"),
        a_story("s2", a_tag("own", 3.5, "primary"), title="Third <b>one</b>"),
    )
    hands.open(replace(a_bank(*stories, principles=("care", "own"))))
    hands.menu("Coverage")
    view(hands).setFocus()
    at(hands, 0, 0)
    return hands


def view(hands: Hands) -> MatrixView:
    return hands.window.coverage.view


def at(hands: Hands, row: int, column: int) -> None:
    view(hands).setCurrentIndex(view(hands).model().index(row, column))


def why(hands: Hands) -> str:
    return hands.window.coverage._why.text()


def test_arrows_move_and_the_sentence_follows(matrix: Hands) -> None:
    assert why(matrix) == ("“The s0 story” × Customer Care · 3.5 of 4, primary\nAt the bar. 4 of 4 dimensions proven.")
    matrix.press(Key.Key_Right)
    assert why(matrix) == (
        "“The s0 story” × Owning It · 2 of 4, secondary\n1.5 points under the bar. 0 of 3 dimensions proven. "
        "Cheapest to add: “Owning It, question 0?”"
    )
    matrix.press(Key.Key_Down)
    assert "“Third <b>one</b>” × Owning It · 3.5 of 4, primary" in why(matrix)
    assert "At the bar. Claimed, not proven yet: 0 of 3 dimensions proven" in why(matrix)
    matrix.press(Key.Key_Left)
    assert "does not carry Customer Care" in why(matrix)
    matrix.press(Key.Key_Down)
    assert why(matrix) == "Customer Care: 1 story at the bar."
    assert QApplication.focusWidget() is view(matrix)


def test_keys_score_rank_and_clear(matrix: Hands) -> None:
    at(matrix, 0, 3)
    for key, expected in (
        ("3", ("dive", "secondary", 3.0)), (".", ("dive", "secondary", 3.5)), (".", ("dive", "secondary", 3.0)),
        (",", ("dive", "secondary", 3.5)), ("4", ("dive", "secondary", 4.0)), (".", ("dive", "secondary", 4.0)),
        ("p", ("dive", "primary", 4.0)), ("S", ("dive", "secondary", 4.0)), ("1", ("dive", "secondary", 1.0)),
    ):  # fmt: skip
        matrix.press(key)
        assert expected in tags(matrix.story_on_disk("s0")), key
        assert view(matrix).currentIndex().column() == 3
    matrix.press("P")
    assert ("care", "secondary", 3.5) in tags(matrix.story_on_disk("s0")), "the former primary became secondary"
    matrix.press(Key.Key_Delete)
    assert "dive" not in {tag.principle for tag in matrix.story_on_disk("s0").principles}
    matrix.press(Key.Key_Delete)
    assert matrix.document.stack.undoText() == "Take Dive Deep off “The s0 story”"


def test_the_first_score_of_a_story_makes_its_primary(matrix: Hands) -> None:
    matrix.document.edit_story(a_story("s3"), "Add")
    at(matrix, 2, 1)
    matrix.press("2")
    assert tags(matrix.story_on_disk("s3")) == [("own", "primary", 2.0)]
    assert matrix.document.stack.undoText() == "Score Owning It 2 in “The s3 story”"


def test_keys_in_the_verdict_rows_edit_nothing(matrix: Hands) -> None:
    before = matrix.bank
    for row in (2, 3):
        at(matrix, row, 1)
        for key in ("1", "4", ".", "p", "s", Key.Key_Delete, Key.Key_Return):
            matrix.press(key)
    assert matrix.bank == before
    assert matrix.document.stack.count() == 0


def test_enter_opens_the_story_at_the_first_unanswered_question(matrix: Hands) -> None:
    at(matrix, 1, 1)
    matrix.press(Key.Key_Return)
    assert matrix.window.stack.currentWidget() is matrix.window.stories
    assert matrix.window.stories.editor.story_id == "s2"
    assert matrix.focus == f"{OWN}: {OWN}, question 0?"


def test_a_double_click_opens_too(matrix: Hands) -> None:
    rect = view(matrix).visualRect(view(matrix).model().index(0, 0))
    viewport = view(matrix).viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, rect.center())
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, rect.center())
    assert matrix.focus == "Score for Customer Care", "all is answered there, so the score is what is left to change"


def test_ready_only_leaves_the_ready_ones(matrix: Hands) -> None:
    model = view(matrix).model()
    assert [s.id for s in model.coverage.stories] == ["s0", "s2"]  # type: ignore[attr-defined]
    matrix.click("Ready stories only")
    assert [s.id for s in model.coverage.stories] == ["s0"]  # type: ignore[attr-defined]
    assert "Where you can be vetoed: Owning It." in matrix.texts(matrix.window.coverage)
    matrix.click("Ready stories only")
    said = "Every principle of this loop has a story at the bar. At the bar on paper only, without proof: Owning It."
    assert said in matrix.texts(matrix.window.coverage)


def test_columns_outside_the_loop_are_dimmed_and_say_so(matrix: Hands) -> None:
    at(matrix, 2, 3)
    assert why(matrix) == "Dive Deep is not part of this loop."
    at(matrix, 0, 0)
    image = view(matrix).grab().toImage()

    def contrast(column: int) -> int:
        view(matrix).scrollTo(view(matrix).model().index(0, column))
        rect = view(matrix).visualRect(view(matrix).model().index(1, column)).translated(view(matrix).viewport().pos())
        inside, page = image.pixelColor(rect.center() - QPoint(0, 8)), image.pixelColor(rect.topLeft())
        return abs(inside.lightness() - page.lightness())

    assert contrast(0) > contrast(3), "an empty cell outside the loop is fainter than one inside"


def test_the_page_follows_undo_and_keeps_the_cell(matrix: Hands) -> None:
    at(matrix, 0, 1)
    matrix.press("4")
    matrix.menu("Undo")
    index = view(matrix).currentIndex()
    assert (index.row(), index.column()) == (0, 1)
    assert "2 of 4" in why(matrix)
    matrix.menu("Redo")
    assert "4 of 4, secondary" in why(matrix)


def test_an_empty_bank_says_that_there_is_nothing_to_cover_with(hands: Hands) -> None:
    hands.open(a_bank())
    hands.menu("Coverage")
    assert "There is no story yet, so there is nothing to cover with." in hands.texts(hands.window.coverage)
    view(hands).setFocus()
    for key in ("1", "p", Key.Key_Delete, Key.Key_Return, Key.Key_Down, Key.Key_Right):
        hands.press(key)
    assert hands.bank.stories == ()


def test_the_matrix_is_painted_four_hundred_times_without_losing_a_reference(matrix: Hands) -> None:
    """PySide6 6.12.0 loses references to None in void calls; a painting loop then aborts the process."""
    import sys

    view(matrix).grab()
    before = sys.getrefcount(None)
    for _ in range(400):
        view(matrix).viewport().grab()
    lost = before - sys.getrefcount(None)
    assert lost < 100, f"{lost} references to None were lost (3.12 and later: None is immortal and this is 0)"
