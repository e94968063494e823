"""The narrative as a person writes it: its type, its marks, its length, its preview, and passages that become evidence."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QPoint
from PySide6.QtGui import QHelpEvent, QTextLayout
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolTip

from banks import a_bank, a_story, a_tag
from gui.hands import Hands, Key, Modifier
from storybank.gui.stories.highlighting import spans
from storybank.gui.stories.narrative import Narrative
from storybank.gui.stories.pace import PaceDialog
from storybank.gui.stories.preview import Preview
from storybank.gui.stories.spelling import checked_words
from storybank.gui.stories.writing import WritingField
from storybank.gui.theme import DARK, LIGHT, apply_theme
from storybank.model import Evidence, Story

TEXT = "We cut the load by half.\nNobody noticed it for\na week. 🚒 Then somebody did."


def written(hands: Hands, narrative: str, *tags: object) -> WritingField:
    """Open a bank of one story with a narrative, and return the field with the focus."""
    hands.open(a_bank(a_story("one", *tags, title="Blank", narrative=narrative)))  # type: ignore[arg-type]
    field = hands.named("Narrative, Markdown", WritingField)
    field.setFocus()
    return field


def narrative_of(hands: Hands) -> Narrative:
    return hands.window.stories.editor.narrative


def steps(hands: Hands) -> list[str]:
    return [hands.document.stack.text(at) for at in range(hands.document.stack.count())]


def answers(story: Story, principle: str) -> dict[str, str]:
    tag = story.tag(principle)
    return {e.dimension: e.text for e in tag.evidence} if tag else {}


def tops(field: WritingField) -> list[float]:
    """Return where each line of the text begins, from the top of the text."""
    found: list[float] = []
    block = field.document().begin()
    while block.isValid():
        top, laid = field.blockBoundingGeometry(block).top(), block.layout()
        found += [top + laid.lineAt(at).y() for at in range(laid.lineCount())]
        block = block.next()
    return found


def lines_are_even(field: WritingField) -> bool:
    size = field.font().pixelSize()
    gaps = [round(b - a) for a, b in zip(tops(field), tops(field)[1:], strict=False)]
    return bool(gaps) and all(abs(gap - 1.6 * size) <= 2 for gap in gaps)


# Type


def test_lines_stand_evenly_apart_and_hold_seventy_letters_at_most(hands: Hands) -> None:
    field = written(hands, "many words of a story " * 60 + "\n\nand another paragraph " * 9)
    hands.window.resize(1920, 1080)
    hands.settle()
    assert field.font().pixelSize() == 15
    assert lines_are_even(field)
    laid = field.document().begin().layout()
    assert 55 <= max(laid.lineAt(at).textLength() for at in range(laid.lineCount())) <= 75
    hands.window.resize(900, 700)
    hands.settle()
    assert lines_are_even(field), "also after it was laid out anew"


def test_lines_stay_even_while_one_writes_and_takes_back(hands: Hands) -> None:
    field = written(hands, "one\ntwo\nthree")
    for keys in ("a line of words that is typed ", "long enough to be broken into lines, and more than one of them"):
        hands.press(keys)
    hands.press(Key.Key_Return)
    hands.press("東京 ")
    assert lines_are_even(field)
    hands.press("z", Modifier.ControlModifier)
    assert lines_are_even(field)
    hands.window.flush()
    hands.menu("Undo")
    assert field.text == "one\ntwo\nthree"
    assert lines_are_even(field)


def test_laying_out_is_no_step_and_no_typing(hands: Hands) -> None:
    field = written(hands, TEXT)
    told: list[str] = []
    field.typed.connect(told.append)
    narrative_of(hands).show_as("beside")
    narrative_of(hands).show_as("edit")
    apply_theme(QApplication.instance(), DARK)  # type: ignore[arg-type]
    apply_theme(QApplication.instance(), LIGHT)  # type: ignore[arg-type]
    hands.window.resize(1000, 700)
    hands.settle()
    assert told == []
    assert not field.document().isUndoAvailable()
    assert steps(hands) == []


def test_what_is_pasted_is_plain(hands: Hands) -> None:
    field = written(hands, "")
    data = QMimeData()
    data.setHtml("<b>bold</b> <img src='x.png'> text")
    data.setText("bold text")
    QApplication.clipboard().setMimeData(data)
    field.paste()
    assert field.text == "bold text"


def test_the_cursor_stays_in_sight_at_the_end_of_a_long_text(hands: Hands) -> None:
    field = written(hands, "A paragraph that goes on for a while.\n\n" * 80)
    area = hands.window.stories.editor

    def in_sight() -> bool:
        caret = field.cursorRect()
        top = field.viewport().mapTo(area.viewport(), caret.topLeft()).y()
        return top >= 0 and top + caret.height() <= area.viewport().height()

    hands.press(Key.Key_End, Modifier.ControlModifier)
    hands.qtbot.waitUntil(in_sight)
    for _ in range(40):
        hands.press(Key.Key_Return)
        hands.qtbot.waitUntil(in_sight)
    hands.press(Key.Key_Home, Modifier.ControlModifier)
    hands.qtbot.waitUntil(in_sight)


# Marks


@pytest.mark.parametrize(
    ("line", "kind", "marked"),
    [
        ("## A heading", "heading", ["## A heading"]),
        ("#no heading", "heading", []),
        ("so **bold** it is", "bold", ["**bold**"]),
        ("so *slanted* and _too_ it is", "italic", ["*slanted*", "_too_"]),
        ("snake_case_name and 2 * 3 * 4", "italic", []),
        ("`code *x*` and ``b`c``", "code", ["`code *x*`", "``b`c``"]),
        ("`code *x*`", "italic", []),
        ("> quoted", "quote", ["> quoted"]),
        ("- item", "mark", ["-"]),
        ("12. item", "mark", ["12."]),
        ("[text](http://x.org)", "link", ["text"]),
        ("see [1] there", "link", []),
    ],
)
def test_markdown_is_known_by_its_marks(line: str, kind: str, marked: list[str]) -> None:
    assert [line[span.start : span.end] for span in spans(line) if span.kind == kind] == marked


def test_a_line_of_nothing_but_marks_is_read_at_once() -> None:
    from time import perf_counter

    for line in ("**a " * 5_000, "*" * 20_000, "`a" * 10_000, "[" * 20_000, "_a_" * 7_000, "](" * 10_000, "> " * 9_000):
        start = perf_counter()
        list(spans(line))
        list(checked_words(line))
        assert perf_counter() - start < 2, line[:4]


@given(st.text("ab*_`#[]()>-1. \\", max_size=40))
def test_any_line_has_marks_within_it(line: str) -> None:
    for span in spans(line):
        assert 0 <= span.start < span.end <= len(line)


def look(field: WritingField, block: int) -> tuple[int, str]:
    """Return the weight and the colour of the last letters of a paragraph."""
    ranges: list[QTextLayout.FormatRange] = field.document().findBlockByNumber(block).layout().formats()
    form = ranges[-1].format  # type: ignore[attr-defined]
    return int(form.fontWeight()), form.foreground().color().name()


def test_a_fence_of_code_goes_on_until_it_is_closed_and_colours_follow_the_theme(hands: Hands) -> None:
    field = written(hands, "# Title\n```\n# no title\n```\n# Title")
    hands.settle()
    weights = [look(field, at)[0] for at in (0, 2, 4)]
    assert weights[0] == weights[2] > weights[1]
    seen = [look(field, 2)[1]]
    apply_theme(QApplication.instance(), DARK)  # type: ignore[arg-type]
    hands.settle()
    seen.append(look(field, 2)[1])
    apply_theme(QApplication.instance(), LIGHT)  # type: ignore[arg-type]
    assert seen == [LIGHT.quiet, DARK.quiet]


def test_evidence_is_underlined_across_lines_and_says_what_it_answers(hands: Hands) -> None:
    tag = replace(a_tag("own"), evidence=(Evidence(dimension="d1", text="noticed it  for a week."),))
    field = written(hands, TEXT, tag)
    underlined = [field.text[p.start : p.end] for p in field.evidence]
    assert underlined == ["noticed it for\na week."]
    selections = field.extraSelections()
    assert [s.cursor.selectedText() for s in selections] == ["noticed it for\u2029a week."]  # type: ignore[attr-defined]
    assert selections[0].format.fontUnderline()  # type: ignore[attr-defined]
    cursor = field.textCursor()
    cursor.setPosition(TEXT.index("noticed") + 3)
    point = field.cursorRect(cursor).center()
    told: list[str] = []
    hands.monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _widget: told.append(text))
    QApplication.sendEvent(
        field.viewport(), QHelpEvent(QEvent.Type.ToolTip, point, field.viewport().mapToGlobal(point))
    )
    assert told == ["Evidence for Owning It: Owning It, question 1?"]
    assert field.told_at(field.cursorRect().center()) == ""
    assert field.told_at(QPoint(field.width() - 2, field.height() - 2)) == ""


def test_evidence_that_is_written_over_is_no_longer_underlined(hands: Hands) -> None:
    tag = replace(a_tag("own"), evidence=(Evidence(dimension="d1", text="by half"),))
    field = written(hands, TEXT, tag)
    assert len(field.evidence) == 1
    field.select(TEXT.index("half"), TEXT.index("half") + 4)
    hands.press("two")
    hands.qtbot.waitUntil(lambda: field.evidence == ())


# Length


def test_the_length_is_told_at_the_pace_and_of_a_selection(hands: Hands) -> None:
    field = written(hands, "word " * 313)
    length = hands.window.stories.editor.findChild(QPushButton, "narrativeLength")
    assert length is not None
    assert length.text() == "313 words · 2:14 of 3:00 spoken"
    field.select(0, 50)
    hands.qtbot.waitUntil(lambda: length.text() == "10 words selected · 0:04 spoken")
    field.select(0, 0)
    hands.qtbot.waitUntil(lambda: length.text() == "313 words · 2:14 of 3:00 spoken")
    hands.press("one two ")
    hands.qtbot.waitUntil(lambda: length.text() == "315 words · 2:15 of 3:00 spoken")


def test_pace_and_length_are_set_and_remembered(hands: Hands) -> None:
    written(hands, "word " * 300)
    told: list[str] = []

    def agree(dialog: PaceDialog) -> int:
        told.append(dialog.pace.accessibleName())
        dialog.pace.setValue(150)
        dialog.minutes.setValue(2.5)
        told.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.accept()
        return 1

    hands.monkeypatch.setattr(PaceDialog, "exec", agree)
    hands.menu("Spoken pace …")
    assert "375 words fit into 2:30." in told
    assert "300 words · 2:00 of 2:30 spoken" in [b.text() for b in hands.window.findChildren(QPushButton)]
    assert (hands.program.settings.now.pace, hands.program.settings.now.minutes) == (150, 2.5)
    hands.click("Spoken pace: 300 words · 2:00 of 2:30 spoken")
    assert told.count("Words that you speak in a minute") == 2, "the length itself opens it too"


# Preview


def test_the_preview_stands_beside_or_below_or_instead_and_follows_what_is_typed(hands: Hands) -> None:
    field = written(hands, "# Title\n\nSome **bold** text.")
    hands.window.resize(1920, 1080)
    hands.click("Edit the narrative and see beside it how it reads")
    preview = hands.named("Preview of the narrative", Preview)
    assert preview.toPlainText().split("\n") == ["Title", "Some bold text."]
    assert preview.isVisible()
    assert field.isVisible()
    place = preview.mapTo(hands.window, QPoint(0, 0))
    assert place.x() > field.mapTo(hands.window, QPoint(0, 0)).x() + field.width()
    field.setFocus()
    hands.press("New ")
    hands.qtbot.waitUntil(lambda: preview.toPlainText().startswith("New # Title"))
    hands.window.resize(1000, 800)

    def is_below() -> bool:
        top = preview.mapTo(hands.window, QPoint(0, 0)).y()
        return top >= field.mapTo(hands.window, QPoint(0, field.height())).y()

    hands.qtbot.waitUntil(is_below)  # no room beside
    hands.click("Show the narrative as it reads, without marks (Ctrl+Shift+P)")
    assert (preview.isVisible(), field.isVisible()) == (True, False)
    hands.menu("Preview of the narrative")
    assert (preview.isVisible(), field.isVisible()) == (True, True), "back to what was shown before"
    hands.click("Edit the narrative")
    assert (preview.isVisible(), field.isVisible()) == (False, True)


def test_the_preview_is_reached_by_the_key_and_the_focus_goes_with_it(hands: Hands) -> None:
    written(hands, "Text.")
    hands.menu("Preview of the narrative")
    assert hands.focus == "Preview of the narrative"
    hands.menu("Preview of the narrative")
    assert hands.focus == "Narrative, Markdown"
    hands.menu("Preview of the narrative")
    hands.window.stories.editor.focus_field("narrative")
    assert hands.focus == "Narrative, Markdown"


# STAR


def test_an_empty_narrative_offers_the_star_headings_and_a_begun_one_does_not(hands: Hands) -> None:
    field = written(hands, "")
    hands.click("Start with STAR headings")
    assert field.text == "## Situation\n\n\n\n## Task\n\n\n\n## Action\n\n\n\n## Result\n\n"
    assert hands.focus == "Narrative, Markdown"
    assert "Start with STAR headings" not in hands.names(kind=QPushButton)
    hands.press("It was late.")
    assert field.text.startswith("## Situation\n\nIt was late.\n\n## Task")
    assert hands.window.flush()
    assert steps(hands) == ["Insert STAR headings", "Edit the narrative"]
    hands.menu("Undo")
    hands.menu("Undo")
    assert hands.story_on_disk().narrative == ""


def test_star_headings_come_after_the_line_of_the_cursor_and_leave_the_text_alone(hands: Hands) -> None:
    field = written(hands, "One line.\nAnother line.")
    field.select(2, 5)
    hands.menu("Insert STAR headings")
    text = hands.story_on_disk().narrative
    assert text.startswith("One line.\n\n## Situation\n\n")
    assert text.endswith("## Result\n\n\n\nAnother line.")
    hands.menu("Undo")
    assert hands.story_on_disk().narrative == "One line.\nAnother line."


# Evidence


def test_a_selected_passage_answers_the_question_that_is_chosen(hands: Hands) -> None:
    field = written(hands, TEXT, a_tag("own"))
    field.select(TEXT.index("noticed"), TEXT.index("week") + 4)
    said: list[str] = []
    hands.window.status.messageChanged.connect(said.append)
    hands.menu("Attach the selection as evidence …")
    assert hands.focus == "Question that the passage answers"
    hands.press("question 2")
    hands.press(Key.Key_Return)
    hands.settle()
    assert answers(hands.story_on_disk(), "own") == {"d2": "noticed it for\na week"}
    assert steps(hands) == ["Attach evidence for Owning It"]
    assert [field.text[p.start : p.end] for p in field.evidence] == ["noticed it for\na week"]
    assert any("Owning It, question 2?" in text for text in said)
    assert hands.focus == "Narrative, Markdown"
    hands.menu("Undo")
    assert answers(hands.story_on_disk(), "own") == {}
    assert field.evidence == ()


def test_without_a_selection_it_is_the_sentence_and_escape_keeps_it_selected(hands: Hands) -> None:
    field = written(hands, TEXT, a_tag("own"))
    field.select(TEXT.index("some"), TEXT.index("some"))
    hands.menu("Attach the selection as evidence …")
    hands.press(Key.Key_Escape)
    assert hands.focus == "Narrative, Markdown"
    start, end = field.selection
    assert field.text[start:end] == "🚒 Then somebody did."
    assert hands.bank.stories[0].tag("own") == a_tag("own")


def test_an_answer_that_is_there_is_kept_and_the_passage_comes_after_it(hands: Hands) -> None:
    tag = replace(a_tag("own"), evidence=(Evidence(dimension="d1", text="by half"),))
    field = written(hands, TEXT, tag)
    for _ in range(2):
        field.select(0, 6)
        hands.menu("Attach the selection as evidence …")
        hands.press("question 1")
        hands.press(Key.Key_Return)
        hands.settle()
        assert answers(hands.story_on_disk(), "own") == {"d1": "by half\nWe cut"}, "the second time it is there already"
    assert [field.text[p.start : p.end] for p in field.evidence] == ["We cut", "by half"]
    assert steps(hands) == ["Attach evidence for Owning It"]


def test_unanswered_questions_come_first_and_other_principles_on_demand(hands: Hands) -> None:
    tag = replace(a_tag("own", None, "primary"), evidence=(Evidence(dimension="d0", text="x"),))
    field = written(hands, TEXT, tag)
    field.select(0, 6)
    hands.menu("Attach the selection as evidence …")
    line = hands.named("Question that the passage answers")
    assert line.accessibleDescription() == "Owning It: Owning It, question 1?"
    other = next(p for p in hands.bank.framework.principles if p.id != "own")
    hands.press(f"{other.name}: ")
    assert line.accessibleDescription() == "Another principle …"
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Return)
    hands.settle()
    made = hands.story_on_disk().tag(other.id)
    assert made is not None
    assert (made.rank, made.score) == ("secondary", None)
    assert answers(hands.story_on_disk(), other.id) == {other.dimensions[0].id: "We cut"}


def test_the_first_evidence_of_a_story_makes_its_primary_principle(hands: Hands) -> None:
    field = written(hands, TEXT)
    hands.press("Well. ")  # not yet written: it is a step of its own
    field.select(0, 5)
    hands.menu("Attach the selection as evidence …")
    hands.press(Key.Key_Return)
    hands.settle()
    primary = hands.story_on_disk().primary
    assert primary is not None
    assert [e.text for e in primary.evidence] == ["Well."]
    assert steps(hands)[0] == "Edit the narrative"
    hands.menu("Undo")
    assert hands.story_on_disk().principles == ()
    assert hands.story_on_disk().narrative == f"Well. {TEXT}"


def test_an_empty_narrative_has_nothing_to_attach(hands: Hands) -> None:
    written(hands, "")
    said: list[str] = []
    hands.window.status.messageChanged.connect(said.append)
    hands.menu("Attach the selection as evidence …")
    assert any("Select the passage" in text for text in said)


def test_the_menu_of_the_text_keeps_what_every_text_offers(hands: Hands) -> None:
    field = written(hands, TEXT, a_tag("own"))
    field.selectAll()
    menu = field.context_menu(0)
    names = " ".join(action.text().replace("&", "") for action in menu.actions())
    for name in ("Undo", "Cut", "Copy", "Paste", "Select All", "Attach the selection as evidence …"):
        assert name in names
    next(action for action in menu.actions() if "Attach" in action.text()).trigger()
    menu.deleteLater()
    hands.qtbot.waitUntil(lambda: hands.focus == "Question that the passage answers")


def test_what_is_done_to_a_folded_narrative_unfolds_it(hands: Hands) -> None:
    field = written(hands, TEXT, a_tag("own"))
    hands.menu("Fold or unfold the section")
    assert not field.isVisible()
    hands.menu("Insert STAR headings")
    assert field.isVisible()
    assert "## Situation" in hands.story_on_disk().narrative


def test_the_questions_open_in_sight_when_the_passage_is_not(hands: Hands) -> None:
    field = written(hands, "A paragraph that goes on for a while.\n\n" * 80, a_tag("own"))
    hands.window.stories.editor.verticalScrollBar().setValue(100_000)
    field.select(0, 11)
    hands.menu("Attach the selection as evidence …")
    popup = hands.named("Question that the passage answers").parentWidget()
    assert popup is not None
    assert hands.window.rect().contains(popup.geometry())
    assert not popup.geometry().contains(field.mapTo(hands.window, field.cursorRect().center()))
