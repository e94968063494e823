"""The whole main job with the keyboard alone. Every key goes to the widget that has the focus; no click, no `setFocus`, no method of ours.

Only the dialogs of the system are answered in its place: which file. What came of it is read from the file, or from what a screen reader is told.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from gui.hands import Hands, Key, Modifier, spoken, type_into
from storybank.model import Bank, Story
from storybank.services.sheets import sheet_text
from storybank.store import BankFile

CTRL, ALT, SHIFT = Modifier.ControlModifier, Modifier.AltModifier, Modifier.ShiftModifier
ROUND = 150  # presses of Tab that must suffice on any page
STORIES, COVERAGE, GAPS, PAPER = "1234"  # with Ctrl


class Keyboard:
    """A person without a mouse: keys go where the focus is."""

    def __init__(self, hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
        self._hands = hands
        self._in_dialog: list[Callable[[], None]] = []
        self.file = hands.home / "loop.storybank"
        monkeypatch.setattr(QDialog, "exec", lambda dialog: self._exec(dialog))  # noqa: PLW0108 - binds the dialog

    def at(self) -> QWidget:
        """Return what gets the next key."""
        popup = QApplication.activePopupWidget()
        widget = (popup.focusWidget() or popup) if popup is not None else QApplication.focusWidget()
        assert widget is not None, "nothing has the focus: the next key would be lost"
        assert widget.isVisible(), "the focus is on something that cannot be seen"
        return widget

    @property
    def name(self) -> str:
        """What a screen reader says where the focus is."""
        return spoken(self.at())

    def press(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Modifier.NoModifier, times: int = 1) -> None:
        """Press a key, or type a text."""
        for _time in range(times):
            self._hands.press(key, modifier) if QApplication.activePopupWidget() is None else self._into_popup(key)
            self._hands.settle()

    def _into_popup(self, key: Qt.Key | str) -> None:
        if isinstance(key, str):
            type_into(self.at(), key)
        else:
            QTest.keyClick(self.at(), key)

    def tab_to(self, name: str, *, back: bool = False) -> None:
        """Press Tab until the focus is on what is called so."""
        seen: list[str] = []
        while self.name != name:
            seen.append(self.name)
            assert len(seen) < ROUND, f"Tab does not reach “{name}”: {seen}"
            self.press(Key.Key_Backtab if back else Key.Key_Tab, SHIFT if back else Modifier.NoModifier)

    def fill(self, name: str, text: str) -> None:
        """Go to a field and write into it."""
        self.tab_to(name)
        self.press(text)

    def answering(
        self, answer: Callable[[], None], key: Qt.Key | str, modifier: Qt.KeyboardModifier = Modifier.NoModifier
    ) -> None:
        """Press what opens a dialog, and answer that with keys."""
        self._in_dialog.append(answer)
        self.press(key, modifier)
        assert not self._in_dialog, "no dialog opened"

    def _exec(self, dialog: QDialog) -> int:
        answer = self._in_dialog.pop()
        dialog.setModal(True)
        dialog.show()
        dialog.activateWindow()
        QApplication.processEvents()
        assert dialog.isAncestorOf(self.at()), "the dialog has the focus"
        answer()
        assert not dialog.isVisible(), "the dialog is closed by the keys"
        self._hands.window.activateWindow()  # as every window manager does; offscreen there is none
        QApplication.processEvents()
        return dialog.result()

    def line(self) -> str:
        """Return what a screen reader says of the row that is chosen where the focus is."""
        view = self.at()
        index = view.currentIndex()  # type: ignore[attr-defined]
        return index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data() or ""

    def go_down_to(self, part: str, *, unfold: bool = True) -> None:
        """Go down a list, unfolding its groups, to the row that says so."""
        for _row in range(200):
            if part in self.line():
                return
            if unfold:
                self.press(Key.Key_Right)
            self.press(Key.Key_Down)
        pytest.fail(f"no row says “{part}”")

    def rows(self, name: str) -> list[str]:
        """Return what a screen reader is told that a list holds."""
        view = QAccessible.queryAccessibleInterface(self._hands.named(name))
        return [row.text(QAccessible.Text.Name) for row in children(view)]

    def bank(self) -> Bank:
        """Return the bank that the file holds, once everything is written: Ctrl+S."""
        if self._hands.window.document is not None:
            self.press("s", CTRL)
        with BankFile.open(self.file, read_only=True) as file:
            return file.read()

    def story(self, title: str) -> Story:
        """Return a story of the file, by its title."""
        return next(story for story in self.bank().stories if story.title == title)


def children(interface: QAccessibleInterface) -> list[QAccessibleInterface]:
    return [interface.child(at) for at in range(interface.childCount())]


@pytest.fixture
def keys(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> Iterator[Keyboard]:
    """A person without a mouse, with a screen reader at work: what it is told follows the lists only then."""
    QAccessible.setActive(True)
    yield Keyboard(hands, monkeypatch)
    QAccessible.setActive(False)


@pytest.mark.qt_log_ignore("This plugin does not support")  # grabbing and raising popups, offscreen
def test_the_whole_main_job(keys: Keyboard, hands: Hands) -> None:
    """From the welcome page to a sheet of paper, and all of it is still there the next time."""
    _make_a_bank(keys, hands)
    _write_a_story(keys)
    _prove_it(keys)
    _finish_it(keys)
    _write_another(keys)
    _filter_sort_and_move(keys)
    _work_in_the_matrix(keys)
    _go_to_a_gap_and_come_back(keys)
    _waive_and_reinstate(keys)
    _set_the_loop(keys)
    _search(keys)
    _save_a_sheet(keys, hands)
    _close_and_open_again(keys)


def _make_a_bank(keys: Keyboard, hands: Hands) -> None:
    keys.tab_to("Make a bank of your own (Ctrl+Shift+N)")
    asked = hands.answer(QFileDialog, "getSaveFileName", (str(keys.file), ""))
    keys.press(Key.Key_Return)
    assert asked, "Enter presses the button"
    assert keys.bank().stories == ()


def _write_a_story(keys: Keyboard) -> None:
    assert keys.name == "Write the first story"
    keys.press(Key.Key_Return)
    assert keys.name == "Title"
    keys.press("Retired the wizard")
    keys.fill("Hook", "Nobody dared to switch it off.")
    keys.tab_to("Status")
    keys.press(Key.Key_Down)
    keys.fill("Narrative, Markdown", "I asked nine teams. Then I wrote the end date down.")
    keys.fill("Primary customer", "builders of three services")
    keys.fill("Primary customer’s gain", "one page instead of nine")
    keys.fill("Secondary customer", "the people on call")
    keys.fill("Tertiary customer", "who reads the bill")
    keys.fill("Trade-off", "Two teams lost a week, and knew it before.")
    story = keys.story("Retired the wizard")
    assert (story.hook, story.status) == ("Nobody dared to switch it off.", "draft")
    assert story.narrative == "I asked nine teams. Then I wrote the end date down."
    assert [(c.tier, c.who) for c in story.customers] == [
        ("primary", "builders of three services"), ("secondary", "the people on call"), ("tertiary", "who reads the bill"),
    ]  # fmt: skip
    assert story.customers[0].gain == "one page instead of nine"
    assert story.trade_off.startswith("Two teams")


def _prove_it(keys: Keyboard) -> None:
    keys.tab_to("Add a principle")
    keys.press(Key.Key_Return)
    assert keys.name == "Principle to add"
    keys.press("owner")
    keys.press(Key.Key_Return)
    assert keys.name == "Score for Ownership"
    keys.press("3")
    keys.press(".")
    keys.press("p")
    first = next(d for d in keys.bank().framework.principles if d.id == "ownership").dimensions[0]
    keys.fill(f"Ownership: {first.question}", "I wrote the end date down.")
    (tag,) = keys.story("Retired the wizard").principles
    assert (tag.principle, tag.score, tag.rank) == ("ownership", 3.5, "primary")
    assert [(e.dimension, e.text) for e in tag.evidence] == [(first.id, "I wrote the end date down.")]


def _finish_it(keys: Keyboard) -> None:
    signal = keys.bank().framework.signals[0]
    while not keys.name.startswith(signal.name):
        keys.press(Key.Key_Tab)
    keys.press(Key.Key_Space)
    keys.fill(f"Where the story shows: {signal.name}", "the end date")
    keys.tab_to("Add a figure")
    keys.press(Key.Key_Return)
    assert keys.name == "Claim of figure 1"
    keys.press("38 % fewer pages")
    keys.fill("Source of figure 1", "pager log")
    keys.fill("Opening line", "I switched off what nobody dared to.")
    story = keys.story("Retired the wizard")
    assert [(s.signal, s.note) for s in story.signals] == [(signal.id, "the end date")]
    assert [(f.claim, f.source) for f in story.figures] == [("38 % fewer pages", "pager log")]
    assert story.opening == "I switched off what nobody dared to."


def _write_another(keys: Keyboard) -> None:
    keys.press("n", CTRL)
    assert keys.name == "Title"
    keys.press("A second queue")
    keys.tab_to("Status")
    keys.press(Key.Key_Down)
    keys.fill("Narrative, Markdown", "The queue was slow.")
    keys.press("a", CTRL | SHIFT)
    keys.press("dive")
    keys.press(Key.Key_Return)
    keys.press("4")
    story = keys.story("A second queue")
    assert [(t.principle, t.score) for t in story.principles] == [("dive-deep", 4.0)]


def _filter_sort_and_move(keys: Keyboard) -> None:
    assert len(keys.rows("Stories")) == 2
    keys.press("l", CTRL)
    keys.press("Dive")  # the list of principles is open to typing
    assert len(keys.rows("Stories")) == 1
    assert keys.rows("Stories")[0].startswith("A second queue")
    keys.tab_to("Show all")
    keys.press(Key.Key_Space)
    assert len(keys.rows("Stories")) == 2
    keys.press(Key.Key_Escape)
    keys.press("l", CTRL)
    keys.tab_to("Sort by")
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Escape)
    assert [row.partition(",")[0] for row in keys.rows("Stories")] == ["A second queue", "Retired the wizard"]
    keys.press("l", CTRL)
    keys.tab_to("Show all")
    keys.press(Key.Key_Space)
    keys.press(Key.Key_Escape)
    before = [story.title for story in keys.bank().stories]
    assert before == ["Retired the wizard", "A second queue"]
    keys.press(Key.Key_Up, ALT)
    assert [story.title for story in keys.bank().stories] == ["A second queue", "Retired the wizard"]


def _work_in_the_matrix(keys: Keyboard) -> None:
    keys.press(COVERAGE, CTRL)
    keys.tab_to("Coverage matrix")
    keys.press(Key.Key_Home, CTRL)
    keys.press("3")
    keys.press(".")
    first = keys.bank().framework.principles[0].id
    tag = keys.story("A second queue").tag(first)
    assert tag is not None
    assert (tag.score, tag.rank) == (3.5, "secondary")
    keys.press("p")
    ranks = {tag.principle: tag.rank for tag in keys.story("A second queue").principles}
    assert ranks == {first: "primary", "dive-deep": "secondary"}
    keys.press(Key.Key_Delete)
    assert keys.story("A second queue").tag(first) is None
    keys.press("z", CTRL)
    assert keys.story("A second queue").tag(first) == replace(tag, rank="primary")


def _go_to_a_gap_and_come_back(keys: Keyboard) -> None:
    keys.press(GAPS, CTRL)
    assert keys.name == "Gaps"
    keys.go_down_to("names no tertiary")
    line = keys.line()
    keys.press(Key.Key_Return)
    assert keys.name == "Tertiary customer"
    keys.press(GAPS, CTRL)
    assert (keys.name, keys.line()) == ("Gaps", line), "coming back keeps the place"


def _waive_and_reinstate(keys: Keyboard) -> None:
    def answer() -> None:
        keys.press("there is nobody further down")
        keys.press(Key.Key_Return)

    keys.answering(answer, "w")
    (waiver,) = keys.bank().waivers
    assert (waiver.rule, waiver.reason) == ("customer-tier-missing", "there is nobody further down")
    keys.press(Key.Key_Home)
    keys.go_down_to("there is nobody further down")
    keys.press("w")
    assert keys.bank().waivers == ()


def _set_the_loop(keys: Keyboard) -> None:
    def answer() -> None:
        keys.fill("Role", "Senior PM")
        keys.fill("Date of the loop", "2027-01-20")
        keys.press(Key.Key_Return)

    keys.answering(answer, "t", CTRL)
    target = keys.bank().target
    assert (target.role, target.loop_date) == ("Senior PM", "2027-01-20")


def _search(keys: Keyboard) -> None:
    keys.press("f", CTRL)
    assert keys.name == "Search"
    keys.press("end date")
    assert [row.partition(",")[0] for row in keys.rows("Stories")] == ["Retired the wizard"]
    keys.press(Key.Key_Return)
    assert keys.name != "Search", "Enter leads to what was found"
    keys.press("f", CTRL)
    keys.press(Key.Key_Escape)
    assert len(keys.rows("Stories")) == 2


def _save_a_sheet(keys: Keyboard, hands: Hands) -> None:
    sheet: Path = hands.home / "sheet.pdf"
    hands.answer(QFileDialog, "getSaveFileName", (str(sheet), ""))
    keys.press(PAPER, CTRL)
    keys.tab_to("Sheet")
    said = QAccessible.queryAccessibleInterface(keys.at())
    before = said.text(QAccessible.Text.Value)
    keys.press(Key.Key_Down)
    assert said.text(QAccessible.Text.Value) != before, "the keys choose another sheet"
    keys.tab_to("Save PDF …")
    keys.press(Key.Key_Return)
    text = sheet_text(sheet.read_bytes())
    assert "Retired the wizard" in text


def _close_and_open_again(keys: Keyboard) -> None:
    before = keys.bank()
    keys.press("w", CTRL)
    keys.tab_to(f"Open {keys.file}")
    keys.press(Key.Key_Return)
    assert [row.partition(",")[0] for row in keys.rows("Stories")] == ["A second queue", "Retired the wizard"]
    assert keys.bank() == before
