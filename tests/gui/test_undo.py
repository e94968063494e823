"""Undo and redo of everything, by named steps; what is typed in a burst is one step."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox

from banks import a_bank, a_sound_bank, a_story, a_tag
from gui.hands import Hands, Key, Modifier, type_into
from storybank.gui.fields import LineField, TextField
from storybank.gui.stories.scorebar import ScoreBar
from storybank.model import Alias


def steps(hands: Hands) -> list[str]:
    return [hands.document.stack.text(at) for at in range(hands.document.stack.count())]


def test_a_burst_of_typing_is_one_step_even_when_it_was_written_in_between(hands: Hands) -> None:
    hands.open(a_bank(a_story("one")))
    hands.write("Hook", "one ")
    assert hands.window.flush()
    type_into(hands.named("Hook"), "two ")
    assert hands.window.flush()
    type_into(hands.named("Hook"), "three")
    assert hands.window.flush()
    assert steps(hands) == ["Edit the hook"]
    hands.menu("Undo")
    assert hands.story_on_disk().hook == ""
    hands.menu("Redo")
    assert hands.story_on_disk().hook == "one two three"


def test_fields_and_stories_are_steps_of_their_own(hands: Hands) -> None:
    hands.open(a_bank(a_story("one"), a_story("two")))
    hands.write("Hook", "a hook")
    hands.write("Role", "a role")
    hands.window.stories.show_story("two")
    hands.write("Hook", "another hook")
    assert hands.window.flush()
    assert steps(hands) == ["Edit the hook", "Edit the role", "Edit the hook"]
    hands.write("Secondary customer", "on call")
    assert hands.window.flush()
    assert len(steps(hands)) == 4, "the first letter of a new customer belongs to the same burst"


def test_undo_takes_back_what_is_just_being_typed(hands: Hands) -> None:
    hands.open(a_bank(a_story("one", hook="before")))
    hands.write("Hook", "not yet written")
    hands.menu("Undo")
    assert hands.named("Hook", LineField).text() == "before"
    assert hands.story_on_disk().hook == "before"
    hands.qtbot.wait(800)
    assert hands.story_on_disk().hook == "before"
    hands.menu("Redo")
    assert hands.named("Hook", LineField).text() == "not yet written"


def test_after_undo_the_next_edit_is_a_step_of_its_own_and_ends_redo(hands: Hands) -> None:
    hands.open(a_bank(a_story("one")))
    hands.write("Hook", "first")
    hands.menu("Undo")
    hands.write("Hook", "second")
    assert hands.window.flush()
    assert steps(hands) == ["Edit the hook"]
    assert not hands.document.stack.canRedo()
    hands.menu("Undo")
    assert hands.story_on_disk().hook == ""


def test_steps_have_names_and_the_menu_shows_them(hands: Hands) -> None:
    hands.open(a_bank(a_story("one", a_tag("own", 2.0), title="R&D <b>story</b>"), a_story("two")))
    hands.score("Owning It", 3.5)
    hands.choose("Status", "ready")
    hands.menu("Duplicate")
    hands.window.stories.show_story("one")
    hands.menu("Delete")
    assert steps(hands) == [
        "Score Owning It 3.5 in “R&D <b>story</b>”",
        "Change the status",
        "Duplicate “R&D <b>story</b>”",
        "Delete “R&D <b>story</b>”",
    ]
    undo = hands.program.menus.actions["&Undo"]
    assert undo.text() == "&Undo Delete “R&&D <b>story</b>”"
    for _ in range(4):
        hands.menu("Undo")
    assert not undo.isEnabled()
    assert hands.program.menus.actions["&Redo"].text() == "&Redo Score Owning It 3.5 in “R&&D <b>story</b>”"


def test_every_change_of_a_status_is_a_step(hands: Hands) -> None:
    hands.open(a_bank(a_story("one")))
    for status in ("ready", "idea", "draft"):
        hands.choose("Status", status)
    assert len(steps(hands)) == 2 + 1
    hands.menu("Undo")
    assert hands.story_on_disk().status == "idea"


def test_undo_by_key_reaches_the_bank_when_the_field_has_nothing_to_take_back(hands: Hands) -> None:
    hands.open(a_bank(a_story("one"), a_story("two")))
    hands.write("Hook", "typed")
    hands.named("Role").setFocus()
    hands.press("z", Modifier.ControlModifier)
    assert hands.story_on_disk().hook == "", "Ctrl+Z in a field that holds no typing of its own undoes the last step"
    hands.press(Key.Key_Z, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert hands.story_on_disk().hook == "typed"


def test_undo_by_key_takes_back_the_typing_of_the_focused_field_first(hands: Hands) -> None:
    hands.open(a_bank(a_story("one", hook="before")))
    hands.choose("Status", "ready")
    hands.write("Narrative, Markdown", "typed")
    hands.press("z", Modifier.ControlModifier)
    assert hands.named("Narrative, Markdown", TextField).toPlainText() == ""
    assert hands.window.flush()
    assert hands.story_on_disk().status == "ready"


def test_undo_by_key_takes_back_what_was_typed_since_the_last_pause(hands: Hands) -> None:
    hands.open(a_bank(a_story("one")))
    hands.write("Narrative, Markdown", "first")
    field = hands.named("Narrative, Markdown", TextField)
    hands.qtbot.waitUntil(lambda: not field._pause.isActive(), timeout=5000)
    type_into(field, " second")
    hands.press("z", Modifier.ControlModifier)
    assert field.toPlainText() == "first"
    hands.press("z", Modifier.ControlModifier)
    assert field.toPlainText() == ""


def edits(rng: random.Random) -> list[Callable[[Hands], None]]:  # noqa: C901, PLR0915 - many small ones
    """Return ways to edit, as a person and as the pages do."""

    def story_edit(hands: Hands) -> None:
        story = rng.choice(hands.bank.stories)
        hands.document.edit_story(replace(story, scale=f"scale {rng.random()}"), "Edit the scale", f"{story.id}/scale")

    def target(hands: Hands) -> None:
        hands.document.edit(
            replace(hands.bank, target=replace(hands.bank.target, role=str(rng.random()))), "Set the loop"
        )

    def aliases(hands: Hands) -> None:
        more = (*hands.bank.aliases, Alias(term=f"t{rng.random()}", alias="x"))
        hands.document.edit(replace(hands.bank, aliases=more[-4:]), "Aliases")

    def write(hands: Hands) -> None:
        fields = [f for f in hands.window.stories.editor.findChildren(LineField) if f.isVisible() and f.isEnabled()]
        field = rng.choice(fields)
        field.setFocus()
        type_into(field, rng.choice(("abc", "x", "東京 é", "a, b")))

    def empty(hands: Hands) -> None:
        fields = [f for f in hands.window.stories.editor.findChildren(LineField) if f.isVisible() and f.text()]
        if fields:
            field = rng.choice(fields)
            field.setFocus()
            field.selectAll()
            hands.press(Key.Key_Delete)

    def text(hands: Hands) -> None:
        field = rng.choice([f for f in hands.window.stories.editor.findChildren(TextField) if f.isVisible()])
        field.setFocus()
        type_into(field, rng.choice(("words ", "more\u00a0words", "-")))

    def combo(hands: Hands) -> None:
        box = rng.choice([c for c in hands.window.stories.editor.findChildren(QComboBox) if c.isVisible()])
        row = rng.randrange(box.count())
        box.setCurrentIndex(row)
        box.activated.emit(row)

    def score(hands: Hands) -> None:
        bars = [bar for bar in hands.window.stories.editor.findChildren(ScoreBar) if bar.isVisible()]
        if bars:
            rng.choice(bars).setFocus()
            for key in rng.choices("1234.0", k=rng.randrange(1, 4)):
                hands.press(key)

    def tick(hands: Hands) -> None:
        rng.choice([c for c in hands.window.stories.editor.findChildren(QCheckBox) if c.isVisible()]).click()

    def press(hands: Hands) -> None:
        wanted = ("Remove ", "Take ", "Add a figure")
        buttons = [b for b in hands.window.stories.editor.findChildren(QAbstractButton) if b.isVisible()]
        chosen = [b for b in buttons if (b.accessibleName() or b.text()).startswith(wanted)]
        rng.choice(chosen).click()

    def menu(hands: Hands) -> None:
        hands.menu(rng.choice(("New story", "Duplicate", "Move up", "Move down", "Retire or bring back", "Delete")))

    def show(hands: Hands) -> None:
        hands.window.stories.show_story(rng.choice(hands.bank.stories).id)

    def matrix(hands: Hands) -> None:
        hands.window.show_page("coverage")
        view = hands.window.coverage.view
        view.setCurrentIndex(view.model().index(rng.randrange(view.model().rowCount()), rng.randrange(5)))
        view.setFocus()
        hands.press(rng.choice(("1", "2", "3", "4", ".", "p", "s")))
        hands.press(rng.choice((Key.Key_Delete, Key.Key_Right)))
        hands.window.show_page("stories")

    return [
        story_edit,
        target,
        aliases,
        write,
        write,
        write,
        empty,
        text,
        text,
        combo,
        score,
        score,
        tick,
        press,
        menu,
        show,
        matrix,
    ]


@pytest.mark.parametrize("seed", [1, 2])
def test_random_edits_undone_one_by_one_give_the_starting_bank(hands: Hands, seed: int) -> None:
    rng = random.Random(seed)
    start = a_sound_bank()
    start = replace(start, stories=start.stories[:3])
    hands.open(start)
    acts = edits(rng)
    for _ in range(75):
        if not hands.bank.stories:
            hands.menu("Undo")
        rng.choice(acts)(hands)
        if rng.random() < 0.1:
            hands.menu("Save now")
        if rng.random() < 0.1 and hands.document.stack.canUndo():
            hands.menu("Undo")
        if rng.random() < 0.05 and hands.document.stack.canRedo():
            hands.menu("Redo")
    assert hands.window.flush()
    assert not hands.said or "deleted" in hands.said
    assert hands.document.stack.count() > 20
    end, index = hands.bank, hands.document.stack.index()
    assert hands.on_disk() == end
    while hands.document.stack.canUndo():
        hands.document.undo()
    assert hands.bank == start
    assert hands.on_disk() == start
    assert hands.window.flush(), "nothing was waiting on the screen"
    assert hands.bank == start
    while hands.document.stack.index() < index:
        hands.document.redo()
    assert hands.on_disk() == end
