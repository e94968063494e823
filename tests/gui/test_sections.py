"""The editor's sections: they fold and remember it, keys go between them, scores are given by keys and mouse, fields come into sight."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from banks import a_bank, a_framework, a_story, a_tag, full_customers
from gui.hands import Hands, Key, Modifier, spoken
from storybank.gui.stories.editor import Editor
from storybank.gui.stories.heading import Heading
from storybank.gui.stories.offer import Offer
from storybank.gui.stories.scorebar import ScoreBar, grade_text
from storybank.gui.stories.summaries import summary
from storybank.gui.tagging import answered, tagged, untagged, with_rank
from storybank.model import SCORES, Bank, Evidence, Figure, Story

CTRL, ALT = Modifier.ControlModifier, Modifier.AltModifier
OWN = "Owning It"


def editor(hands: Hands) -> Editor:
    return hands.window.stories.editor


def headings(hands: Hands) -> list[str]:
    return [spoken(w) for section in editor(hands).sections for w in section.findChildren(Heading) if w.isVisible()]


def folded(hands: Hands) -> list[str]:
    return [section.name for section in editor(hands).sections if section.is_folded]


def whole(hands: Hands, widget: QWidget) -> bool:
    """Whether all of a widget is in sight."""
    view = editor(hands).viewport()
    return view.rect().contains(widget.rect().translated(widget.mapTo(view, QPoint(0, 0))))


# Folding


def test_sections_fold_by_their_heading_and_the_next_start_knows(hands: Hands) -> None:
    hands.open(a_bank(a_story("one", narrative="three short words", customers=full_customers())))
    assert folded(hands) == []
    hands.named("Narrative, section, open").setFocus()
    hands.press(Key.Key_Space)
    assert hands.focus == "Narrative, section, folded: 3 words"
    assert "Narrative, Markdown" not in hands.names()
    hands.named("Customers and the trade-off between them, section, open").setFocus()
    hands.press(Key.Key_Return)
    assert hands.focus == "Customers and the trade-off between them, section, folded: 3 customers, no trade-off"
    assert hands.window.settings.now.folded == ("narrative", "customers")
    hands.open(a_bank(a_story("two")), "another")
    assert folded(hands) == ["narrative", "customers"]
    hands.click("Narrative, section, folded: nothing yet")
    assert folded(hands) == ["customers"]
    assert "Narrative, Markdown" in hands.names()


def test_a_key_folds_the_section_of_the_cursor_and_the_cursor_stays_reachable(hands: Hands) -> None:
    hands.open(a_bank(a_story("one")))
    hands.named("Trade-off").setFocus()
    hands.press(".", CTRL)
    assert folded(hands) == ["customers"]
    assert hands.focus.startswith("Customers and the trade-off between them, section, folded")
    hands.press(".", CTRL)
    assert folded(hands) == []


def test_what_is_typed_into_a_section_is_written_when_it_is_folded(hands: Hands) -> None:
    hands.open(a_bank(a_story("one")))
    hands.write("Trade-off", "who paid")
    hands.press(".", CTRL)
    hands.reaches_disk(lambda: hands.story_on_disk().trade_off == "who paid")
    hands.menu("Undo")
    hands.press(".", CTRL)
    assert hands.named("Trade-off", QPlainTextEdit).toPlainText() == ""


def test_all_but_one_fold_and_all_unfold_and_other_names_in_the_setting_stay(hands: Hands) -> None:
    hands.open(a_bank(a_story("one")))
    hands.window.settings.change(folded=("of-another-page",))
    hands.named("Trade-off").setFocus()
    hands.menu("Fold all but this")
    assert folded(hands) == ["narrative", "principles", "signals", "figures", "lines"]
    assert hands.focus == "Trade-off"
    hands.menu("Unfold all")
    assert folded(hands) == []
    assert hands.window.settings.now.folded == ("of-another-page",)


def test_keys_go_from_section_to_section_and_back(hands: Hands) -> None:
    hands.open(a_bank(a_story("one")))
    hands.named("Title").setFocus()
    seen = []
    for _ in range(7):
        hands.press(Key.Key_PageDown, ALT)
        seen.append(hands.focus.partition(",")[0])
    wanted = ["Narrative", "Customers and the trade-off between them", "Principles and evidence", "Signals", "Figures"]
    assert seen == [*wanted, "Opening", "Opening"], "and it ends at the last"
    hands.named("Anchor 2").setFocus()
    hands.press(Key.Key_PageUp, ALT)
    assert hands.focus.startswith("Opening, anchors"), "first to the beginning of the section one is in"
    hands.press(Key.Key_PageUp, ALT)
    assert hands.focus.startswith("Figures")
    for _ in range(5):
        hands.press(Key.Key_PageUp, ALT)
    assert hands.focus == "Title"


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("customers.tertiary", "Tertiary customer"),
        ("principles.own.evidence", f"{OWN}: {OWN}, question 1?"),
        ("principles.own.angle", f"Angle for {OWN}"),
        ("principles.own.evidence.d2", f"{OWN}: {OWN}, question 2?"),
        ("principles.rank", f"Rank of {OWN}"),
        ("principles", "Add a principle"),
        ("signals.killed-project", "Killed project · required"),
        ("figures", "Add a figure"),
        ("anchors", "Anchor 1"),
        ("narrative", "Narrative, Markdown"),
    ],
)
def test_going_to_a_field_unfolds_its_section_and_its_principle(hands: Hands, field: str, name: str) -> None:
    hands.open(a_bank(a_story("one", a_tag("own", 2.0, proven=1))))
    hands.named("Title").setFocus()
    hands.menu("Fold all but this")
    assert len(folded(hands)) == 6
    hands.window.stories.show_story("one", field)
    assert hands.focus == name
    hands.settle()
    widget = QApplication.focusWidget()
    assert widget is not None
    assert whole(hands, widget)
    assert len(folded(hands)) == 5


def test_a_folded_section_says_in_a_few_words_what_is_inside() -> None:
    figure = Figure(claim="38 %", baseline="", source="", confidence="estimate")
    story = a_story(
        "one", a_tag("own", 3.5), a_tag("dive", None), customers=full_customers(), trade_off="they paid",
        figures=(figure, figure), signals=("killed-project",), anchors=("a",), opening="It began.", narrative="one",
    )  # fmt: skip
    sections = ("narrative", "customers", "principles", "signals", "figures", "lines", "headline")
    assert [summary(section, story, a_framework()) for section in sections] == [
        "1 word",
        "3 customers, trade-off",
        "Owning It 3.5 · Dive Deep –",
        "Killed project",
        "2 figures",
        "opening, 1 anchor",
        "",
    ]
    blank = [summary(section, a_story("two"), a_framework()) for section in sections]
    assert blank == ["nothing yet", "no customer, no trade-off", "none", "none", "none", "none", ""]


# Principles


def test_the_primary_principle_is_unfolded_and_questions_of_others_are_made_when_they_are_asked_for(
    hands: Hands,
) -> None:
    hands.open(a_bank(a_story("one", a_tag("care", 3.0, "primary"), a_tag("own", 4.0)), a_story("two", a_tag("own"))))
    assert "Customer Care, principle, open" in headings(hands)
    assert f"{OWN}, principle, folded" in headings(hands)
    question = f"{OWN}: {OWN}, question 0?"
    assert question not in hands.names()
    assert any("3 of 3" in text or "2 more answers" in text for text in hands.texts(editor(hands))), "said while folded"
    hands.click(f"{OWN}, principle, folded")
    assert question in hands.names()
    hands.window.stories.show_story("two")
    assert question not in hands.names()
    hands.window.stories.show_story("one")
    assert question in hands.names(), "what was unfolded stays so"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("3", 3.0), ("3.", 3.5), ("3,", 3.5), ("3.5", 3.5), ("3..", 3.0), ("4.", 4.0), ("1", 1.0), ("10", None), (".", 2.0), ("0.", None),
        ([Key.Key_Right], 3.0), ([Key.Key_Up, Key.Key_Right], 3.5), ([Key.Key_Left], 2.0), ([Key.Key_Down] * 9, 1.0), ([Key.Key_Up] * 9, 4.0),
        ([Key.Key_Home], 1.0), ([Key.Key_End], 4.0), ([Key.Key_Delete], None), ([Key.Key_Backspace, Key.Key_Down], None),
        ([Key.Key_Delete, Key.Key_Up], 1.0),
    ],
)  # fmt: skip
def test_keys_on_the_score_are_one_named_step(hands: Hands, keys: str | list[Qt.Key], expected: float | None) -> None:
    hands.open(a_bank(a_story("one", a_tag("own", 2.5))))
    hands.named(f"Score for {OWN}").setFocus()
    for key in keys:
        hands.press(key)
    assert hands.story_on_disk().principles[0].score == expected, "written at once"
    assert hands.named(f"Score for {OWN}", ScoreBar).score == expected
    assert hands.document.stack.count() == 1
    said = f"Score {OWN} {expected:g} in" if expected else f"Take the score of {OWN} back in"
    assert hands.document.stack.undoText() == f"{said} “The one story”"
    assert hands.program.menus.actions["&Undo"].text() == f"&Undo {said} “The one story”"
    hands.menu("Undo")
    assert hands.story_on_disk().principles[0].score == 2.5
    assert hands.named(f"Score for {OWN}", ScoreBar).score == 2.5


def test_scores_of_two_principles_are_two_steps(hands: Hands) -> None:
    hands.open(a_bank(a_story("one", a_tag("own", 2.0), a_tag("dive", 2.0))))
    hands.score(OWN, 3.0)
    hands.score("Dive Deep", 4.0)
    assert hands.document.stack.count() == 2
    hands.menu("Undo")
    assert [tag.score for tag in hands.story_on_disk().principles] == [3.0, 2.0]


def test_a_click_scores_by_halves_and_drawing_along_is_one_step(hands: Hands) -> None:
    hands.open(a_bank(a_story("one", a_tag("own", 2.0))))
    bar = hands.named(f"Score for {OWN}", ScoreBar)
    left, seen = Qt.MouseButton.LeftButton, []
    for x in (5, 20, 35, 50, 60, 80, 90, 107):
        QTest.mouseClick(bar, left, Modifier.NoModifier, QPoint(x, 13))
        seen.append(bar.score)
    assert seen == [1.0, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0]
    assert hands.document.stack.count() == 1
    assert hands.story_on_disk().principles[0].score == 4.0


def test_shortcuts_work_on_the_score_too(hands: Hands) -> None:
    hands.open(a_bank(a_story("one", a_tag("own", 2.0))))
    hands.named(f"Score for {OWN}").setFocus()
    hands.press("4")
    hands.press("z", CTRL)
    assert hands.story_on_disk().principles[0].score == 2.0
    hands.press("1", CTRL)
    hands.press("p", ALT)
    assert hands.story_on_disk().principles == (a_tag("own", 2.0),), "keys with Ctrl or Alt are no scores and no ranks"


@pytest.mark.parametrize("where", [f"Score for {OWN}", f"Rank of {OWN}", f"{OWN}, principle, open"])
def test_p_and_s_rank_from_anywhere_in_the_row(hands: Hands, where: str) -> None:
    hands.open(a_bank(a_story("one", a_tag("own", 2.0, "primary"), a_tag("dive", 2.0))))
    hands.named(where).setFocus()
    hands.press("s")
    assert hands.story_on_disk().primary is None
    assert hands.document.stack.undoText() == f"Make {OWN} secondary in “The one story”"
    hands.press("P")
    assert hands.story_on_disk().primary == hands.story_on_disk().principles[0]
    hands.press("p")
    assert hands.document.stack.count() == 2, "what is so already is no step"


def test_a_screen_reader_hears_the_score_as_a_number_with_its_meaning(hands: Hands) -> None:
    hands.open(a_bank(a_story("one", a_tag("own", 3.5))))
    bar = hands.named(f"Score for {OWN}", ScoreBar)
    assert (bar.value(), bar.minimum(), bar.maximum()) == (3.5, 0, 4)
    assert bar.accessibleDescription() == "3.5: between “Grade 3” and “Grade 4”"
    bar.setValue(0.5)  # as a screen reader may ask for
    assert hands.story_on_disk().principles[0].score == 1.0


@pytest.mark.parametrize("score", [None, *SCORES])
def test_every_score_has_words(score: float | None) -> None:
    assert len(grade_text(score, a_framework())) > 3
    assert grade_text(score, replace(a_framework(), scale=())), "and where the scale has no word for it"


def test_a_principle_is_searched_for_and_its_row_comes_into_sight_without_moving_the_page_away(
    hands: Hands, sample: Bank
) -> None:
    hands.open(sample)
    story = sample.stories[0]
    hands.window.stories.show_story(story.id, "principles")
    hands.settle()
    hands.press(Key.Key_Return)
    offer = hands.window.findChild(Offer)
    assert offer is not None
    assert offer.isVisible()
    assert all(story.tag(p.id) is None for p in sample.framework.principles if p.name == offer.list.item(0).text())
    hands.press("Trust")
    assert offer.line.accessibleDescription() == "Earn Trust"
    hands.press(Key.Key_Return)
    assert hands.focus == "Score for Earn Trust"
    assert offer.isHidden()
    hands.settle()
    bar = QApplication.focusWidget()
    assert bar is not None
    assert whole(hands, bar)
    last = hands.named("Angle for Earn Trust")
    assert whole(hands, last), "the whole new row is in sight"
    assert hands.document.stack.undoText() == f"Add Earn Trust to “{story.title}”"


def test_the_search_says_what_is_outside_the_loop_and_what_is_not_there_and_escape_leaves(hands: Hands) -> None:
    hands.open(a_bank(a_story("one"), principles=("dive", "own")))
    hands.named("Add a principle").setFocus()
    hands.press(Key.Key_Space)
    offer = hands.window.findChild(Offer)
    assert offer is not None
    names = [offer.list.item(row).text() for row in range(offer.list.count())]
    assert names[:2] == [OWN, "Dive Deep"]
    assert names[2] == "Customer Care · not part of this loop"
    hands.press(Key.Key_Down)
    assert offer.line.accessibleDescription() == "Dive Deep"
    hands.press("loop")
    assert offer.line.accessibleDescription() == "No principle is called so."
    hands.press(Key.Key_Return)
    assert hands.bank.stories[0].principles == ()
    hands.press(Key.Key_Escape)
    assert offer.isHidden()
    assert hands.focus == "Add a principle"


TAGS = st.lists(
    st.sampled_from(["care", "own", "dive", "right"]), unique=True, max_size=4
).map(lambda ids: a_story("one", *(a_tag(p, 2.0, "primary" if n == 0 else "secondary") for n, p in enumerate(ids))))  # fmt: skip


@given(TAGS, st.sampled_from(["care", "own", "dive", "right"]))
def test_there_is_one_primary_at_most_and_the_first_principle_is_it(story: Story, principle: str) -> None:
    ranked = with_rank(story.principles, principle, "primary")
    assert [tag.rank for tag in ranked].count("primary") <= 1
    assert all(tag.rank == "primary" for tag in ranked if tag.principle == principle)
    if story.tag(principle) is None:
        more = tagged(story, principle)
        assert [t.rank for t in more.principles].count("primary") == 1
        assert untagged(more, principle) == story


@given(st.lists(st.builds(Evidence, dimension=st.sampled_from("ab"), text=st.text(max_size=3)), max_size=4), st.text())
def test_an_answer_is_what_was_typed_and_no_other_answer_changes(evidence: list[Evidence], text: str) -> None:
    after = answered(tuple(evidence), "a", text)
    assert [e for e in after if e.dimension == "b"] == [e for e in evidence if e.dimension == "b"]
    mine, before = ([e.text for e in some if e.dimension == "a"] for some in (after, evidence))
    assert mine == ([text] if text else []) + before[1:]


# Customers, signals, figures


def test_a_key_adds_another_customer_of_the_tier_one_is_in(hands: Hands) -> None:
    hands.open(a_bank(a_story("one", customers=full_customers())))
    hands.named("Secondary customer’s gain").setFocus()
    hands.press(Key.Key_Return, CTRL)
    assert hands.focus == "Secondary customer"
    hands.press("the next shift")
    assert hands.window.flush()
    customers = hands.story_on_disk().customers
    assert [c.who for c in customers if c.tier == "secondary"] == ["a secondary customer", "the next shift"]
    hands.named("Title").setFocus()
    hands.press(Key.Key_Return, CTRL)
    assert len(hands.bank.stories[0].customers) == 5


def test_an_empty_row_is_used_before_another_is_made(hands: Hands) -> None:
    hands.open(a_bank(a_story("one")))
    hands.click("Add a tertiary customer")
    assert hands.focus == "Tertiary customer"
    hands.named("Title").setFocus()
    hands.menu("Add a customer")
    assert hands.focus == "Primary customer"
    assert hands.bank.stories[0].customers == ()
    assert "Remove this primary customer" not in hands.names(), "there is nothing to remove yet"


def test_signals_and_figures_explain_their_words(hands: Hands) -> None:
    hands.open(a_bank(a_story("one")))
    said = " ".join(hands.texts(editor(hands)))
    for words in ("Required: the bank needs a story with it", "Beyond the launch:", "Estimate: call it one"):
        assert words in said
    meaning = "Something that was stopped."
    assert meaning in said, "told beside its box"
    hands.click("Killed project · required")
    assert hands.texts(editor(hands)).count(meaning) == 1, "and whole, once, while it is tagged"


# In sight


def test_every_field_that_tab_reaches_is_whole_in_sight(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    hands.window.stories.show_story(sample.stories[0].id)
    hands.named("Title").setFocus()
    reached = 0
    for _ in range(120):
        hands.press(Key.Key_Tab)
        widget = QApplication.focusWidget()
        if widget is None or not editor(hands).isAncestorOf(widget):
            break
        hands.settle()
        if widget.height() < editor(hands).viewport().height() - 40:
            assert whole(hands, widget), hands.focus
            reached += 1
    assert reached > 50


def test_the_cursor_stays_in_sight_while_a_text_grows(hands: Hands) -> None:
    hands.open(a_bank(a_story("one")))
    field = hands.named("Trade-off", QPlainTextEdit)
    field.setFocus()
    for _ in range(40):
        hands.press(Key.Key_Return)
    hands.press("the end")
    hands.settle()
    view = editor(hands).viewport()
    caret = field.cursorRect().translated(field.mapTo(view, QPoint(0, 0)))
    assert view.rect().contains(caret)


def test_a_click_does_not_move_the_page(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    hands.settle()
    bar = editor(hands).verticalScrollBar()
    field = hands.named("Secondary customer")
    bar.setValue(
        field.mapTo(editor(hands).viewport(), QPoint(0, 0)).y() + bar.value() - editor(hands).viewport().height() + 14
    )
    before = bar.value()
    QTest.mousePress(field, Qt.MouseButton.LeftButton, Modifier.NoModifier, QPoint(9, 5))
    hands.settle()
    assert hands.focus == "Secondary customer"
    assert bar.value() == before
    QTest.mouseRelease(field, Qt.MouseButton.LeftButton, Modifier.NoModifier, QPoint(9, 5))


# Light


def test_the_editor_stays_light_however_many_stories_were_shown(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    hands.window.stories.show_story(sample.stories[0].id)
    hands.settle()
    assert len(editor(hands).findChildren(QWidget)) < 330, "it was 402 before sections folded"
    for _ in range(2):
        for story in sample.stories:
            hands.window.stories.show_story(story.id)
            hands.settle()
    after = len(editor(hands).findChildren(QWidget))
    for story in sample.stories:
        hands.window.stories.show_story(story.id)
        hands.settle()
    assert len(editor(hands).findChildren(QWidget)) == after, "rows are filled anew, not made anew"
