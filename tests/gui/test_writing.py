"""A newcomer writes: every field of a story, typed through its own widget, is in the file within two seconds."""

import dataclasses
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from banks import a_bank, a_framework, a_story
from gui.hands import Hands, Modifier
from storybank.gui.target import TargetDialog
from storybank.model import (
    Bank,
    Customer,
    Evidence,
    Figure,
    PrincipleTag,
    SignalTag,
    Story,
    Target,
)

Act = Callable[[Hands], None]


def typed(name: str, text: str) -> Act:
    return lambda hands: hands.write(name, text)


def chosen(name: str, value: object) -> Act:
    return lambda hands: hands.choose(name, value)


def clicked(name: str) -> Act:
    return lambda hands: hands.click(name)


FULL = "first line\n\n## Second, with Ω, 東京 and 🚒\n- <b>not bold</b> & so on"
STORY: dict[str, tuple[Act, object]] = {
    "title": (typed("Title", "Retired the wizard"), "Retired the wizard"),
    "hook": (typed("Hook", "Nobody dared to switch it off"), "Nobody dared to switch it off"),
    "employer": (typed("Employer", "Initech"), "Initech"),
    "role": (typed("Role", "PM, storage"), "PM, storage"),
    "period": (typed("Period", "2023-04/2023-11"), "2023-04/2023-11"),
    "scale": (typed("Scale", "50 people"), "50 people"),
    "status": (chosen("Status", "ready"), "ready"),
    "internal": (clicked("Internal customer"), True),
    "narrative": (typed("Narrative, Markdown", FULL), FULL),
    "tags": (typed("Tags", "platform, two words,"), ("platform", "two words")),
    "anchors": (typed("Anchor 2", "the 40 ms"), ("the 40 ms",)),
    "opening": (typed("Opening line", "It began at 2 AM."), "It began at 2 AM."),
    "closing": (typed("Closing line", "I would do it again."), "I would do it again."),
    "trade_off": (typed("Trade-off", "They paid, these gained."), "They paid, these gained."),
}
CUSTOMER: dict[str, tuple[Act, object]] = {
    "tier": (typed("Tertiary customer", "support"), "tertiary"),
    "who": (typed("Tertiary customer", "support"), "support"),
    "gain": (typed("Tertiary customer’s gain", "sleep"), "sleep"),
    "cost": (typed("Tertiary customer’s cost", "a week"), "a week"),
}
FIGURE: dict[str, tuple[Act, object]] = {
    "claim": (typed("Claim of figure 1", "38 % down"), "38 % down"),
    "baseline": (typed("Baseline of figure 1", "410 a week"), "410 a week"),
    "source": (typed("Source of figure 1", "dashboard"), "dashboard"),
    "confidence": (chosen("How sure figure 1 is", "do-not-claim"), "do-not-claim"),
}
TAG: dict[str, tuple[Act, object]] = {
    "principle": (lambda hands: hands.add_principle("Owning It"), "own"),
    "rank": (clicked("Rank of Owning It"), "secondary"),
    "score": (lambda hands: hands.score("Owning It", 3.5), 3.5),
    "angle": (typed("Angle for Owning It", "lead with what went"), "lead with what went"),
    "evidence": (
        typed("Owning It: Owning It, question 1?", "I stayed\nto the end"),
        (Evidence(dimension="d1", text="I stayed\nto the end"),),
    ),
}
SIGNAL: dict[str, tuple[Act, object]] = {
    "signal": (clicked("Killed project · required"), "killed-project"),
    "note": (typed("Where the story shows: Killed project", "near the end"), "near the end"),
}
ELSEWHERE = {"id", "customers", "principles", "signals", "figures"}
"""An id is made, not typed; the others are records of their own."""


def test_the_first_story_is_begun_and_written_without_leaving_the_window(hands: Hands) -> None:
    hands.open(a_bank())
    assert "Ctrl+N" in " ".join(hands.texts(hands.window.stories))
    hands.press("n", Modifier.ControlModifier)
    assert hands.focus == "Title"
    hands.press("Retired the wizard")  # the stand-in is selected, so typing replaces it
    hands.reaches_disk(lambda: [story.title for story in hands.on_disk().stories] == ["Retired the wizard"])
    assert hands.on_disk().stories[0].status == "idea"
    assert hands.window.status.saved.text().startswith("● Saved")


def test_every_field_of_the_story_reaches_the_file_and_changes_nothing_else(story: Hands) -> None:
    for field, (act, value) in STORY.items():
        before = story.story_on_disk()
        act(story)
        assert story.window.flush()
        after = story.story_on_disk()
        assert getattr(after, field) == value, field
        assert after == dataclasses.replace(before, **{field: value}), field
    assert story.bank == story.on_disk()


def test_all_fields_typed_at_one_go_lose_no_letter(story: Hands) -> None:
    """The typing of one field is written while the next one is begun: no first letter may be lost by that."""
    for act, _value in [*STORY.values(), *list(CUSTOMER.values())[1:]]:
        act(story)
    everything = {field: value for field, (_act, value) in STORY.items()}
    customer = Customer(**{field: value for field, (_act, value) in CUSTOMER.items()})  # type: ignore[arg-type]
    wanted = dataclasses.replace(a_story("one"), **everything, customers=(customer,))
    story.reaches_disk(lambda: story.story_on_disk() == wanted)


@pytest.mark.parametrize("field", ["hook", "narrative", "trade_off", "status", "tags", "anchors"])
def test_what_is_typed_is_in_the_file_within_two_seconds(story: Hands, field: str) -> None:
    act, value = STORY[field]
    act(story)
    story.reaches_disk(lambda: getattr(story.story_on_disk(), field) == value)
    assert story.window.status.saved.text().startswith("● Saved")


def test_every_field_of_a_customer_reaches_the_file(story: Hands) -> None:
    for field, (act, value) in CUSTOMER.items():
        act(story)
        assert story.window.flush()
        assert [getattr(c, field) for c in story.story_on_disk().customers] == [value], field


def test_every_field_of_a_figure_reaches_the_file(story: Hands) -> None:
    story.click("Add a figure")
    assert story.focus == "Claim of figure 1"
    for field, (act, value) in FIGURE.items():
        act(story)
        assert story.window.flush()
        assert [getattr(f, field) for f in story.story_on_disk().figures] == [value], field


def test_every_field_of_a_tag_reaches_the_file(story: Hands) -> None:
    for field, (act, value) in TAG.items():
        act(story)
        assert story.window.flush()
        assert [getattr(t, field) for t in story.story_on_disk().principles] == [value], field


def test_a_signal_and_its_note_reach_the_file(story: Hands) -> None:
    for act, _value in SIGNAL.values():
        act(story)
    wanted = (SignalTag(signal="killed-project", note="near the end"),)
    story.reaches_disk(lambda: story.story_on_disk().signals == wanted)
    story.click("Killed project · required")
    story.reaches_disk(lambda: story.story_on_disk().signals == ())
    assert "Where the story shows: Killed project" not in story.names()


def test_every_field_of_every_record_of_a_story_has_a_widget() -> None:
    told = {Story: {*STORY, *ELSEWHERE}, Customer: CUSTOMER, Figure: FIGURE, PrincipleTag: TAG, SignalTag: SIGNAL}
    told[Evidence] = {"dimension", "text"}  # a field per dimension: see "evidence" of TAG
    forgotten = [
        f"{record.__name__}.{field.name}"
        for record, known in told.items()
        for field in dataclasses.fields(record)
        if field.name not in known
    ]
    assert not forgotten, "no widget is known for these; add it and name it in this file"


TARGET: dict[str, tuple[Act, object]] = {
    "company": (typed("Company", "AWS"), "AWS"),
    "role": (typed("Role", "Senior PM"), "Senior PM"),
    "level": (typed("Level", "L6"), "L6"),
    "service": (typed("Service or team", "R&D"), "R&D"),
    "internal": (clicked("The role’s customers are inside the company"), True),
    "loop_date": (typed("Date of the loop", "2031-01-20"), "2031-01-20"),
    "principles": (clicked("None"), ("own",)),
}


def test_every_field_of_the_target_and_the_bank_has_a_widget() -> None:
    assert {field.name for field in dataclasses.fields(Target)} == set(TARGET)
    elsewhere = {
        "framework",
        "target",
        "waivers",
        "stories",
        "title",
        "aliases",
        "aside",
    }  # the last three: test_transfer.py, test_framework.py
    assert {field.name for field in dataclasses.fields(Bank)} == elsewhere


def test_every_field_of_the_target_reaches_the_file(story: Hands) -> None:
    def fill(dialog: TargetDialog) -> int:
        dialog.show()
        story.around = dialog
        for act, _value in TARGET.values():
            act(story)
        dialog._principles.item(1).setCheckState(Qt.CheckState.Checked)
        story.around = None
        dialog.accept()
        return dialog.result()

    story.monkeypatch.setattr(TargetDialog, "exec", fill)
    story.menu("The loop …")
    for field, (_act, value) in TARGET.items():
        assert getattr(story.on_disk().target, field) == value, field
    assert story.document.stack.undoText() == "Set the loop"
    assert story.named("The loop this bank is for (Ctrl+T)").text() == "AWS · Senior PM, R&&D · L6"  # type: ignore[attr-defined]


def test_texts_that_qt_would_alter_are_shown_without_being_changed(hands: Hands) -> None:
    odd = "a\u00a0b\r\nc\u2028d\u2029e\tf\n\n"
    kept = a_story(
        "odd", title="T\u00a0t", hook="two\nlines", narrative=odd, trade_off=odd, opening="x\ny", tags=("a,b", " c ")
    )
    hands.open(a_bank(kept))
    hands.window.show_page("coverage")
    hands.window.show_page("stories")
    assert hands.window.flush()
    hands.document.edit_story(dataclasses.replace(kept, role="elsewhere"), "Elsewhere")
    hands.qtbot.wait(700)
    assert hands.bank.stories[0] == dataclasses.replace(kept, role="elsewhere")
    assert hands.document.stack.count() == 1


def test_typing_into_a_text_keeps_its_no_break_spaces(hands: Hands) -> None:
    hands.open(a_bank(a_story("one", narrative="62\u00a0%")))
    field = hands.named("Narrative, Markdown", QPlainTextEdit)
    field.setFocus()
    field.moveCursor(field.textCursor().MoveOperation.End)
    QTest.keyClicks(field, " less")
    assert hands.window.flush()
    assert hands.story_on_disk().narrative == "62\u00a0% less"


def test_the_cursor_stays_where_it_is_when_what_was_typed_is_written(story: Hands) -> None:
    story.write("Narrative, Markdown", "one two three")
    field = story.named("Narrative, Markdown", QPlainTextEdit)
    cursor = field.textCursor()
    cursor.setPosition(3)
    field.setTextCursor(cursor)
    QTest.keyClicks(field, "X")
    assert story.window.flush()
    assert field.textCursor().position() == 4
    assert story.focus == "Narrative, Markdown"


def test_a_long_narrative_is_written_while_it_is_still_being_typed(story: Hands) -> None:
    field = story.named("Hook")
    field.setFocus()
    reached: list[bool] = []
    story.document.changed.connect(lambda _change: reached.append(True))
    for _ in range(30):
        QTest.keyClicks(field, "x")
        story.qtbot.wait(60)
        if reached:
            break
    assert reached, "no pause in the typing, and yet it is in the file within two seconds"


def test_small_framework_has_what_these_tests_name() -> None:
    framework = a_framework()
    assert framework.principles[1].name == "Owning It"
    assert framework.signals[0].name == "Killed project"
