"""The command palette: it holds everything, finds it by a few letters, and does what the menu does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from banks import a_bank, a_story
from gui.hands import Hands, Key, Modifier
from gui.test_menus import in_the_menus
from storybank.gui.entries import entries as all_entries
from storybank.gui.entries.doing import Running
from storybank.gui.menus import Entry, plain
from storybank.gui.palette.commands import Command
from storybank.gui.palette.matching import Wanted, matches
from storybank.gui.palette.palette import Palette
from storybank.model import Bank


def opened(hands: Hands) -> Palette:
    hands.menu("Any command …")
    return next(one for one in hands.window.findChildren(Palette) if one.isVisible())


def titles(palette: Palette) -> list[str]:
    return [command.title for command in palette.rows.commands]


def current(palette: Palette) -> Command:
    return palette.rows.commands[palette.list.currentIndex().row()]


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every entry only writes down its name, except for the palette itself."""
    told: list[str] = []

    def recording(program: Running) -> list[Entry]:
        return [
            one if one.shortcut == "Ctrl+K" else one._replace(do=lambda name=one.name: told.append(name))
            for one in all_entries(program)
        ]

    monkeypatch.setattr("storybank.gui.entries.entries", recording)
    return told


def test_it_holds_every_action_and_every_entry_and_every_story(hands: Hands, sample: Bank) -> None:
    for bank in (None, sample):
        if bank is not None:
            hands.open(bank)
        palette = opened(hands)
        held = {command.title for command in palette.rows.commands if not command.is_story}
        assert {plain(action.text()) for action in in_the_menus(hands)} == held
        keys = {command.key for command in palette.rows.commands}
        assert {one.name for one in all_entries(hands.program) if one.name} <= keys
        stories = [command.title for command in palette.rows.commands if command.is_story]
        assert stories == [story.title for story in (bank.stories if bank else ())]
        hands.press(Key.Key_Escape)


def test_choosing_an_action_runs_what_the_menu_runs(ran: list[str], hands: Hands) -> None:
    hands.open(a_bank(a_story("one")))
    for action in hands.program.menus.actions.values():
        action.setEnabled(True)
    for entry in all_entries(hands.program):
        if not entry.name or entry.shortcut == "Ctrl+K":
            continue
        hands.program.menus.actions[entry.name].trigger()
        palette = opened(hands)
        hands.press(plain(entry.name))
        assert current(palette).key == entry.name
        hands.press(Key.Key_Return)
        assert not palette.isVisible()
        assert ran == [entry.name, entry.name]
        ran.clear()


def test_what_cannot_be_used_says_why_and_does_not_run(ran: list[str], hands: Hands) -> None:
    palette = opened(hands)
    resting = [bool(command.why_not) for command in palette.rows.commands]
    assert resting == sorted(resting), "those that can be used come first"
    hands.press("Duplicate")
    assert current(palette).why_not == "needs an open bank"
    hands.press(Key.Key_Return)
    assert palette.isVisible()
    hands.qtbot.mouseClick(
        palette.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=palette.list.visualRect(palette.list.currentIndex()).center(),
    )
    assert palette.isVisible()
    assert ran == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [("nbal", "New bank for another loop …"), ("btb", "Bring texts back from another bank …"), ("ntb", "Bring texts back from another bank …"),
     ("dupicate", "Duplicate"), ("fremwork", "Framework …"), ("COVER", "Coverage"), ("bank new", "New bank …"), ("file op", "Open …"),
     ("evidence", "Attach the selection as evidence …")],
)  # fmt: skip
def test_a_few_letters_initials_and_mistyped_names_find(hands: Hands, typed: str, found: str) -> None:
    hands.open(a_bank(a_story("one", title="Zebra")))
    palette = opened(hands)
    hands.press(typed)
    assert current(palette).title == found


def test_what_nothing_is_called_finds_nothing_and_says_so(hands: Hands) -> None:
    palette = opened(hands)
    hands.press("zzqqxx")
    assert titles(palette) == []
    assert "No command and no story is called so." in hands.texts(palette)
    assert "No command" in palette.line.accessibleDescription()
    hands.press(Key.Key_Return)
    assert palette.isVisible()


NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=30).filter(
    lambda name: name.strip(" …") != ""
)


def tidy(name: str) -> str:
    from storybank.analysis.folding import folded

    return " ".join(folded(name).split()).strip(" …")


@given(
    st.lists(st.tuples(NAMES, st.booleans()), min_size=1, max_size=12, unique_by=lambda row: tidy(row[0])), st.data()
)
def test_the_full_name_always_finds_it_first(rows: list[tuple[str, bool]], data: st.DataObject) -> None:
    wanted = [Wanted(name, "File", usable) for name, usable in rows]
    at = data.draw(st.integers(0, len(rows) - 1))
    assert matches(rows[at][0], wanted)[0] == at


@given(NAMES, st.lists(NAMES, max_size=12))
def test_a_match_is_a_row_and_rows_that_are_alike_keep_their_order(words: str, names: list[str]) -> None:
    twice = [Wanted(name, "File", usable=True) for name in names for _copy in range(2)]
    found = matches(words, twice)
    assert len(found) == len(set(found))
    assert all(0 <= at < len(twice) for at in found)
    for at in range(0, len(twice), 2):
        if at in found:
            assert found.index(at) < found.index(at + 1)


def test_every_name_of_the_menus_finds_its_entry_first(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    palette = opened(hands)
    rows = palette.rows.commands
    wanted = [Wanted(one.title, one.menu, not one.why_not, not one.is_story) for one in rows]
    for at, row in enumerate(rows):
        assert matches(row.title, wanted)[0] == at, row.title


def test_an_action_comes_before_a_story_of_its_name() -> None:
    rows = [Wanted("Gaps", "Go to", usable=True, action=False), Wanted("Gaps", "View", usable=False)]
    assert matches("gaps", rows) == [1, 0]


def test_a_story_is_gone_to(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    hands.window.show_page("gaps")
    story = sample.stories[4]
    palette = opened(hands)
    hands.press(story.title)
    assert current(palette).spoken == f"Go to: {story.title}"
    hands.press(Key.Key_Return)
    assert hands.window.stack.currentWidget() is hands.window.stories
    assert hands.window.stories.editor.story_id == story.id
    assert hands.focus == "Stories"


def test_what_was_used_last_stands_first_while_nothing_is_typed(ran: list[str], hands: Hands) -> None:
    hands.open(a_bank(a_story("one")))
    for name in ("Coverage", "Duplicate"):
        opened(hands)
        hands.press(name)
        hands.press(Key.Key_Return)
    assert titles(opened(hands))[:2] == ["Duplicate", "Coverage"]
    assert len(ran) == 2
    hands.press("c")
    hands.press(Key.Key_Escape)
    hands.menu("Close bank")
    hands.program.menus.show_open(is_open=False)
    first = opened(hands).rows.commands[0]
    assert first.why_not == "", "what rests now does not stand first"


def test_keys_move_and_the_row_is_told_with_the_line(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    palette = opened(hands)
    row = palette.list.currentIndex
    assert row().row() == 0
    for key, place in (
        (Key.Key_Down, 1),
        (Key.Key_Down, 2),
        (Key.Key_Up, 1),
        (Key.Key_PageDown, 9),
        (Key.Key_PageUp, 1),
    ):
        hands.press(key)
        assert row().row() == place
    for _time in range(30):
        hands.press(Key.Key_PageDown)
    assert row().row() == len(titles(palette)) - 1
    assert palette.line.accessibleDescription() == current(palette).spoken
    hands.press("light")
    said = row().data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == palette.line.accessibleDescription() == "Colours: Light, off"
    hands.press(Key.Key_Tab)
    assert hands.focus == "Command or story"


def test_leaving_brings_back_the_focus_and_what_was_selected(hands: Hands) -> None:
    hands.open(a_bank(a_story("one", narrative="Nobody dared.", hook="A hook")))
    text = hands.named("Narrative, Markdown", QPlainTextEdit)
    for name in ("Narrative, Markdown", "Hook"):
        field = hands.named(name)
        field.setFocus()
        field.selectAll()  # type: ignore[attr-defined]
        palette = opened(hands)
        assert hands.focus == "Command or story"
        hands.press(Key.Key_Escape)
        assert not palette.isVisible()
        assert QApplication.focusWidget() is field
    assert hands.named("Hook").selectedText() == "A hook"  # type: ignore[attr-defined]
    assert text.textCursor().selectedText() == "Nobody dared."
    opened(hands)
    hands.press("k", Modifier.ControlModifier)
    assert hands.focus == "Hook"


def test_a_click_outside_closes_and_one_on_a_row_runs_it(ran: list[str], hands: Hands) -> None:
    hands.open(a_bank(a_story("one")))
    hands.named("Hook").setFocus()
    palette = opened(hands)
    hands.qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not palette.isVisible()
    assert hands.focus == "Hook"
    opened(hands)
    where = palette.list.visualRect(palette.rows.index(1)).center()
    hands.qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert [plain(name) for name in ran] == ["Open …"]


def test_no_key_reaches_what_lies_behind(ran: list[str], hands: Hands) -> None:
    hands.open(a_bank(a_story("one"), a_story("two")))
    palette = opened(hands)
    for key, modifier in (
        (Key.Key_D, Modifier.ControlModifier),
        (Key.Key_Up, Modifier.AltModifier),
        (Key.Key_F9, Modifier.NoModifier),
    ):
        hands.press(key, modifier)
    assert ran == []
    assert palette.isVisible()


def test_it_goes_when_the_focus_goes_elsewhere(hands: Hands) -> None:
    hands.open(a_bank(a_story("one")))
    palette = opened(hands)
    hands.named("Hook").setFocus()
    assert not palette.isVisible()


def test_the_button_opens_it_and_it_stays_in_the_window(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    hands.click("Any command or story (Ctrl+K)")
    palette = next(one for one in hands.window.findChildren(Palette) if one.isVisible())
    for width, height in ((900, 560), (1280, 800)):
        hands.window.resize(width, height)
        hands.settle()
        assert palette.geometry() == hands.window.rect()
        card = palette.line.parentWidget()
        assert isinstance(card, QWidget)
        assert palette.rect().contains(card.geometry())


def test_a_switch_that_is_on_is_told(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    palette = opened(hands)
    hands.press("as the system")
    assert current(palette).on is True
    assert current(palette).spoken == "Colours: As the system, on"
    palette.grab()


def test_rapidfuzz_waits_for_the_first_opening() -> None:
    import subprocess
    import sys

    code = "import sys, storybank.gui.start; assert not [m for m in sys.modules if 'rapidfuzz' in m or 'gui.palette' in m or 'shortcuts' in m]"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
