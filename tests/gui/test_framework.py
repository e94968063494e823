"""The framework inside the bank: another one, edits, reset; what goes aside stands there first, and comes back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QPushButton, QTreeView, QWidget

from banks import RULE_NAMES, a_bank, a_framework, a_story, a_tag, banks
from gui.hands import Hands, Key, Modifier, spoken
from storybank.analysis.refitting import refit
from storybank.analysis.validity import bank_problems, framework_problems
from storybank.exchange.frameworks import Catalogue
from storybank.gui.framework.dialog import FrameworkDialog
from storybank.gui.framework.draft import Draft
from storybank.gui.framework.words import differences, faults
from storybank.model import Bank, Framework, SignalTag
from storybank.paths import config_folder

USE = "Use the framework as it stands here (Ctrl+Enter)"


def in_dialog(hands: Hands, act: Callable[[FrameworkDialog], None]) -> None:
    """Choose the menu entry and do something in the dialog that opens."""
    opened = []

    def run(dialog: FrameworkDialog) -> int:
        opened.append(dialog)
        dialog.show()
        hands.around = dialog
        try:
            act(dialog)
        finally:
            hands.around = None
            dialog.hide()
        return dialog.result()

    hands.monkeypatch.setattr(FrameworkDialog, "exec", run)
    hands.menu("Framework …")
    assert opened


def changes(hands: Hands) -> list[str]:
    listed = hands.named("What changes", QListWidget)
    return [listed.item(row).text() for row in range(listed.count())]


def go_to(hands: Hands, name: str) -> None:
    """Walk to something in the tree, as the arrows do."""
    tree = hands.named("Contents of the framework", QTreeView)
    model = tree.model()
    anywhere = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
    [index] = model.match(model.index(0, 0), int(Qt.ItemDataRole.DisplayRole), name, -1, anywhere)
    tree.setCurrentIndex(index)
    hands.settle()


def a_written_bank() -> Bank:
    story = a_story(
        "one", a_tag("own", 3.5, "primary", 2), a_tag("right", 4.0), title="R&D <b>", signals=(SignalTag(signal="killed-project", note="late"),)
    )  # fmt: skip
    return a_bank(story, principles=("own", "right"))


def test_another_framework_is_one_step_and_the_old_one_brings_everything_back(hands: Hands, sample: Bank) -> None:
    hands.open(sample)

    def other(dialog: FrameworkDialog) -> None:
        assert not hands.named(USE).isEnabled(), "nothing has changed yet"
        hands.choose("Framework", "Any company, product manager (built-in, version 1)")
        heads = [text for text in hands.texts(dialog) if text.startswith("▲ Kept aside")]
        assert heads
        assert "28 tags, 3 signals and 12 principles of the loop, in 9 stories" in heads[0]
        assert any(line.startswith("Aside – “") for line in changes(hands))
        assert hands.on_disk() == sample, "nothing happens before it is agreed to"
        hands.click(USE)

    in_dialog(hands, other)
    there = hands.on_disk()
    assert there.framework.id == "generic-pm"
    assert there == refit(sample, there.framework)
    assert hands.document.stack.count() == 1
    assert hands.document.stack.undoText() == "Use Any company, product manager"
    hands.menu("Undo")
    assert hands.on_disk() == sample
    hands.menu("Redo")

    def back(_dialog: FrameworkDialog) -> None:
        hands.choose("Framework", "AWS, product manager (built-in, version 1)")
        assert any(line.startswith("Back – “") for line in changes(hands))
        hands.click(USE)

    in_dialog(hands, back)
    assert hands.on_disk() == sample


def test_a_broken_framework_of_my_own_is_said_and_the_others_offered(hands: Hands, sample: Bank) -> None:
    folder = config_folder() / "frameworks"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text('id = "mine"\nbar = 9\n', "utf-8")
    hands.open(sample)

    def act(dialog: FrameworkDialog) -> None:
        assert any("mine.toml" in text for text in hands.texts(dialog))
        hands.choose("Framework", "Any company, product manager (built-in, version 1)")

    in_dialog(hands, act)
    assert hands.on_disk() == sample, "closed without agreeing"


def test_names_bar_and_size_are_edited_and_reset(hands: Hands, sample: Bank) -> None:
    hands.open(sample)

    def edit(_dialog: FrameworkDialog) -> None:
        hands.choose("Bar", 3.0)
        hands.choose("Stories in a bank, from", 6)
        hands.write("What 4 means", "Enough")
        go_to(hands, "Ownership")
        hands.write("Name", "Owning it")
        hands.write("Question 1, in short", "After the launch")
        go_to(hands, "Killed project")
        hands.choose("Need", "optional")
        assert changes(hands) == [
            "Bar: 3.5 becomes 3.",
            "Size of a bank: 8–10 becomes 6–10.",
            "The words of the scale are others.",
            "Owning it: its name, question “After the launch” in other words.",
            "Signal changed: Killed project.",
        ]
        hands.click(USE)

    in_dialog(hands, edit)
    edited = hands.on_disk()
    assert hands.document.stack.undoText() == "Edit the framework"
    assert (edited.framework.origin, edited.framework.id) == ("edited", "aws-pm")
    assert (edited.framework.bar, edited.framework.bank_size) == (3.0, (6, 10))
    assert edited.framework.scale[-1].label == "Enough"
    own = edited.framework.principle("ownership")
    assert own is not None
    assert (own.name, own.dimensions[0].name) == ("Owning it", "After the launch")
    assert own.dimensions[0].id == sample.framework.principle("ownership").dimensions[0].id  # type: ignore[union-attr]
    assert edited.stories == sample.stories

    def reset(_dialog: FrameworkDialog) -> None:
        hands.click("Show the built-in framework of this name in its place")
        assert "Bar: 3 becomes 3.5." in changes(hands)
        assert hands.on_disk() == edited
        hands.click(USE)

    in_dialog(hands, reset)
    assert hands.on_disk() == sample


def test_a_question_that_goes_is_told_with_its_evidence_and_comes_back(hands: Hands) -> None:
    start = a_written_bank()
    hands.open(start)

    def remove(dialog: FrameworkDialog) -> None:
        go_to(hands, "Owning It")
        hands.click("Remove question 1")
        assert hands.focus == "Question 1, in short", "the work goes on where it was"
        assert "▲ Kept aside, and back with the old framework: 1 answer, in 1 story" in hands.texts(dialog)
        assert "Aside – “R&D <b>”: Owning It, the answer to “Dimension 0”" in changes(hands)
        hands.click(USE)

    in_dialog(hands, remove)
    without = hands.on_disk()
    assert [one.dimension for one in without.stories[0].principles[0].evidence] == ["d1"]
    assert without.aside.stories[0].principles[0].evidence[0].text == "proof 0"
    hands.menu("Undo")
    assert hands.on_disk() == start


def test_new_questions_and_principles_get_ids_of_their_names(hands: Hands) -> None:
    start = a_written_bank()
    hands.open(start)

    def add(_dialog: FrameworkDialog) -> None:
        go_to(hands, "Owning It")
        hands.click("Add a question")
        assert hands.focus == "Question 4, in short"
        hands.write("Question 4, in short", "Who carries it on?")
        hands.click("Move question 4 up")
        assert hands.focus == "Question 3, in short"
        hands.click("Add principle")
        hands.write("Name", "Own")  # the id “own” is taken
        hands.write("Question 1, in short", "Why")
        hands.click("Add signal")
        hands.write("Name", "Killed project")  # so is this one
        hands.click(USE)

    in_dialog(hands, add)
    framework = hands.on_disk().framework
    assert [d.id for d in framework.principles[1].dimensions] == ["d0", "d1", "who-carries-it-on", "d2"]
    new = framework.principles[-1]
    assert (new.id, new.name, new.short, [d.id for d in new.dimensions]) == ("own-2", "Own", "Own", ["why"])
    assert (framework.signals[-1].id, framework.signals[-1].name) == ("killed-project-2", "Killed project")
    assert hands.on_disk().stories == start.stories


def test_what_is_wrong_is_said_while_it_is_typed_and_cannot_be_used(hands: Hands) -> None:
    hands.open(a_written_bank())

    def act(dialog: FrameworkDialog) -> None:
        go_to(hands, "Dive Deep")
        hands.write("Name", "")
        assert "“Dive Dee”, name: must not be blank." in hands.texts(dialog)
        assert not hands.named(USE).isEnabled()
        hands.write("Name", "Dig")
        hands.write("Question 2, in short", "")
        assert any("“Dig”, question 2, name: must not be blank." in text for text in hands.texts(dialog))
        hands.click("Take back everything that was edited here")
        assert not any("blank" in text for text in hands.texts(dialog))
        hands.choose("Framework", "AWS, product manager (built-in, version 1)")
        assert hands.named(USE).isEnabled()

    in_dialog(hands, act)
    assert hands.on_disk() == a_written_bank()


def test_the_whole_of_it_by_keys(hands: Hands) -> None:
    hands.open(a_written_bank())

    def act(dialog: FrameworkDialog) -> None:
        tree = hands.named("Contents of the framework", QTreeView)
        tree.setFocus()
        hands.press(Key.Key_Home)
        for _step in range(3):  # the heading, the first principle, the second
            hands.press(Key.Key_Down)
        seen = []
        for _step in range(40):
            hands.press(Key.Key_Tab)
            seen.append(hands.focus)
            if hands.focus == "Short name":
                break
        assert "Name" in seen
        hands.press("Mine", Modifier.NoModifier)
        hands.press(Key.Key_Return)
        assert dialog.isVisible(), "Enter ends a name, not the dialog"
        hands.press(Key.Key_Return, Modifier.ControlModifier)

    in_dialog(hands, act)
    assert hands.on_disk().framework.principles[1].short == "Mine"


def test_everything_that_takes_the_focus_has_a_name_and_fits_a_small_screen(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    dialog = FrameworkDialog(sample, Catalogue.standard(), hands.window)
    dialog.resize(900, 560)
    dialog.show()
    hands.around = dialog
    for name in ("Name, bar and scale", "Ownership", "Killed project"):
        go_to(hands, name)
        taking = [
            w for w in dialog.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        assert [type(w).__name__ for w in taking if not spoken(w).strip()] == []
        names = [spoken(w) for w in taking]
        assert len(set(names)) == len(names), name
        small = [spoken(w) for w in taking if isinstance(w, QPushButton) and min(w.width(), w.height()) < 24]
        assert not small
    assert (dialog.width(), dialog.height()) == (900, 560)
    assert hands.named(USE).isVisible()


def test_a_newer_built_in_is_offered_with_what_it_would_keep_aside(hands: Hands, sample: Bank) -> None:
    own = sample.framework
    more = replace(own.principles[0], id="gone", name="An old principle")
    older = replace(own, version=0, principles=(*own.principles, more))
    story = replace(sample.stories[0], principles=(*sample.stories[0].principles, a_tag("gone", 3.0)))
    start = replace(sample, framework=older).with_story(story)
    hands.open(start)
    hands.program.opening._offer()
    assert "There is a newer version" in hands.said
    assert "1 tag, in 1 story would be kept aside" in hands.said
    hands.click("Use it")
    assert hands.on_disk().framework == own
    assert hands.on_disk().aside.stories[0].principles[0].principle == "gone"
    hands.menu("Undo")
    assert hands.on_disk() == start


# The draft, without a widget


@st.composite
def edits(draw: st.DrawFn) -> list[tuple[str, Any]]:
    kinds = st.sampled_from(("add", "remove", "move", "name"))
    where = st.sampled_from(("principles", "signals", 0, 1))
    names = st.sampled_from(("Own", "Care", "d1", "Dimension 1", "Killed project", "", "New question", "é"))
    return draw(st.lists(st.tuples(kinds, where, st.integers(0, 5), names), max_size=12))  # type: ignore[return-value]


@given(banks(framework=a_framework()), edits())
def test_no_edit_makes_ids_meet_and_no_evidence_is_lost(bank: Bank, steps: list[Any]) -> None:
    draft = Draft(bank, bank.framework)
    for kind, where, at, name in steps:
        if isinstance(where, int) and where >= len(draft.framework.principles):
            continue
        count = len(draft.items(where))
        if kind == "add":
            draft.add(where)
        elif at < count and kind == "remove":
            draft.remove(where, at)
        elif at < count and kind == "move":
            there = draft.move(where, at, 1)
            assert there == min(at + 1, count - 1)
        elif at < count:
            draft.change(where, at, name=name)
    framework = draft.result(None)
    assert not [p for p in framework_problems(framework) if p.path.endswith(".id")], "no id stands twice or is blank"
    assert (framework == bank.framework) == (framework.origin == bank.framework.origin and framework is bank.framework)
    if not framework_problems(framework):
        there = refit(bank, framework)
        assert bank_problems(there, frozenset(RULE_NAMES)) == []
        assert refit(there, bank.framework) == bank
        assert bool(differences(bank.framework, framework)) == (
            replace(framework, origin="") != replace(bank.framework, origin="")
        )


def test_ids_that_mean_something_are_never_given_anew() -> None:
    bank = a_written_bank()
    cut = replace(bank.framework, principles=bank.framework.principles[:1])
    there = refit(bank, cut)
    draft = Draft(there, cut)
    at = draft.add("principles")
    draft.change("principles", at, name="Own")
    assert draft.items("principles")[at].id == "own-2", "evidence of “own” lies aside, and belongs to that one"
    draft.change("principles", 0, name="Another name")
    assert draft.items("principles")[0].id == "care"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": " "}, "name: must not be blank."),
        ({"bank_size": (9, 3)}, "Size of a bank: must be two numbers, the smaller first, such as [8, 10]."),
        ({"principles": ()}, "Principles: must hold at least one principle."),
        ({"scale": ()}, "Scale: must hold at least one grade."),
    ],
)
def test_faults_are_sentences(fields: dict[str, Any], said: str) -> None:
    framework: Framework = replace(a_framework(), **fields)
    assert said in faults(framework)
    assert faults(a_framework()) == []
