"""The list of stories: what a row says, filter and order, moving, the archive, the columns, and the way in for a first story."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from banks import a_bank, a_story, a_tag, full_customers
from gui.hands import Hands, Key, Modifier
from storybank.analysis.gaps import gaps
from storybank.gui.links import LinkButton
from storybank.gui.stories.columns import USUAL
from storybank.gui.stories.listing import MIME, Row
from storybank.gui.stories.page import StoriesPage
from storybank.model import Bank, Figure
from storybank.services.preferences import read_preferences

CTRL, SHIFT, ALT = Modifier.ControlModifier, Modifier.ShiftModifier, Modifier.AltModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # a popup, without a screen
TOLD = {"narrative": "It happened.", "customers": full_customers(), "trade_off": "They paid."}


@pytest.fixture
def five() -> Bank:
    """Four stories to be seen and a retired one; the second misses two customers and the proof of a score."""
    return a_bank(
        a_story("s0", a_tag("own", 4.0, "primary", 3), title="First", status="ready", employer="Acme", **TOLD),
        a_story("s1", a_tag("care", 3.5, "primary"), title="Second", narrative="Redis", employer="Acme"),
        a_story("s2", title="Third", status="idea", narrative="redis too", signals=("killed-project",)),
        a_story("s3", a_tag("own", 2.0), title="Away", status="retired", employer="Zeta", **TOLD),
        a_story("s4", a_tag("own", 3.0, "primary", 2), title="Fifth", employer="Zeta", **TOLD),
    )


def page(hands: Hands) -> StoriesPage:
    return hands.window.stories


def listed(hands: Hands) -> list[str]:
    return [row.story.id for row in page(hands).model.rows]


def shown(hands: Hands) -> str | None:
    return page(hands).editor.story_id


def order(hands: Hands) -> str:
    return "".join(story.id[1:] for story in hands.bank.stories)


def active(hands: Hands) -> list[str]:
    """What the removable chips above the list say."""
    hands.settle()
    bar = page(hands).column.bar
    return [
        b.text().removesuffix("  ✕") for b in bar.findChildren(QPushButton) if b.isVisible() and b.property("role") == "active"
    ]  # fmt: skip


def chips(hands: Hands) -> list[str]:
    return [chip.text() for chip in page(hands).column.bar.chips.buttons() if chip.isVisible()]


def drop(hands: Hands, story_id: str, row: int, parent: QModelIndex | None = None) -> bool:
    """Let a story go over a row of the list, as Qt tells the model."""
    data = QMimeData()
    data.setData(MIME, story_id.encode())
    return page(hands).model.dropMimeData(data, Qt.DropAction.MoveAction, row, 0, parent or QModelIndex())


# Rows


def test_a_row_says_everything_to_the_eye_and_to_the_ear(hands: Hands, five: Bank) -> None:
    hands.open(five)
    index = page(hands).model.index(1)
    own = [gap for gap in gaps(five, five.framework) if gap.story == "s1"]
    row = page(hands).model.rows[1]
    assert isinstance(row, Row)
    assert (row.principle, row.score, row.marks) == ("Customer Care", 3.5, "△△△△")
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Second, score 3.5, Customer Care · draft, 4 warnings"
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert all(
        gap.message in tip and gap.message in index.data(Qt.ItemDataRole.AccessibleDescriptionRole) for gap in own
    )
    assert len(own) == 4


def test_more_than_a_handful_of_marks_become_a_number(five: Bank) -> None:
    own = tuple(gap for gap in gaps(five, five.framework) if gap.story == "s1")
    grave = tuple(replace(gap, severity="error") for gap in own[:2])
    row = Row(five.stories[1], "", None, (*grave, *own, replace(own[0], severity="info")))
    assert row.marks == "▲▲△△△ +2"
    assert row.gap_text == "2 errors, 4 warnings, 1 hint"


def test_rows_grow_with_the_text(hands: Hands, five: Bank) -> None:
    hands.open(five)
    stories = page(hands).list
    before = stories.visualRect(page(hands).model.index(0)).height()
    larger = QFont(stories.font())
    larger.setPixelSize(26)
    stories.setFont(larger)
    hands.settle()
    assert stories.visualRect(page(hands).model.index(0)).height() > 1.6 * before


# Filter and order


def test_the_panel_filters_by_keys_and_the_chips_take_it_back(hands: Hands, five: Bank) -> None:
    hands.open(five)
    page(hands).list.setFocus()
    hands.press("l", CTRL)
    assert hands.focus == "Principle"
    hands.choose("Principle", "own")
    assert listed(hands) == ["s0", "s4"]
    assert chips(hands) == ["All 2", "Ready 1", "Draft 1", "Idea 0", "Archive 1"]
    hands.choose("Employer", "Zeta")
    assert listed(hands) == ["s4"]
    assert shown(hands) == "s4", "what is shown is what one sees"
    assert active(hands) == ["Owning It", "Zeta"]
    hands.named("Sort by").setFocus()
    hands.press(Key.Key_Escape)
    assert "Sort by" not in hands.names()
    hands.click("Remove the filter: Owning It")
    assert (active(hands), listed(hands)) == (["Zeta"], ["s4"])
    hands.click("Show all stories, in the bank’s order")
    assert (active(hands), listed(hands)) == ([], ["s0", "s1", "s2", "s4"])


def test_signals_and_gaps_filter_too(hands: Hands, five: Bank) -> None:
    hands.open(five)
    hands.menu("Filter and sort …")
    hands.choose("Signal", "killed-project")
    assert listed(hands) == ["s2"]
    hands.choose("Signal", "Any")
    hands.click("Only stories with gaps")
    assert listed(hands) == ["s1"]
    assert active(hands) == ["Has gaps"]
    hands.click("Show all")
    assert listed(hands) == ["s0", "s1", "s2", "s4"]


def test_searched_words_are_a_chip_and_narrow_the_numbers(hands: Hands, five: Bank) -> None:
    hands.open(five)
    hands.window.top.search.setText("redis")
    assert chips(hands) == ["All 2", "Ready 0", "Draft 1", "Idea 1", "Archive 0"]
    hands.click("Remove the filter: “redis”")
    assert hands.window.top.search.text() == ""
    assert listed(hands) == ["s0", "s1", "s2", "s4"]


def test_what_no_longer_matches_after_an_edit_leaves_the_list_and_stays_open(hands: Hands, five: Bank) -> None:
    hands.open(five)
    hands.window.top.search.setText("redis")
    hands.write("Narrative, Markdown", "Another")
    assert hands.window.flush()
    assert (listed(hands), shown(hands)) == (["s2"], "s1"), "nobody is taken out of a text while typing"


def test_a_sorted_list_cannot_be_moved_in_and_says_so(hands: Hands, five: Bank) -> None:
    hands.open(five)
    hands.menu("Filter and sort …")
    hands.choose("Sort by", "title")
    assert listed(hands) == ["s4", "s0", "s1", "s2"]
    assert active(hands) == ["Sorted: title"]
    assert shown(hands) == "s0", "sorting opens nothing else"
    hands.menu("Move down")
    assert "bank’s order" in hands.window.status.currentMessage()
    assert not drop(hands, "s0", 0)
    assert not page(hands).model.flags(page(hands).model.index(0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert order(hands) == "01234"
    hands.click("Show in the bank’s order")
    assert listed(hands) == ["s0", "s1", "s2", "s4"]


# Moving


def test_a_dropped_story_moves_in_one_step_and_stays_selected(hands: Hands, five: Bank) -> None:
    hands.open(five)
    page(hands).show_story("s4")
    assert drop(hands, "s4", 0)
    assert order(hands) == "40123"
    assert (shown(hands), page(hands).list.currentIndex().row()) == ("s4", 0)
    assert page(hands).list.selectionModel().isRowSelected(0)
    assert hands.document.stack.undoText() == "Move “Fifth”"
    hands.menu("Undo")
    assert order(hands) == "01234"
    assert (shown(hands), page(hands).list.currentIndex().row()) == ("s4", 3)
    assert drop(hands, "s0", 2)
    assert order(hands) == "10234"
    assert drop(hands, "s0", -1), "below the last row"
    assert order(hands) == "12340"
    assert shown(hands) == "s4", "moving another one opens nothing"


def test_what_is_dropped_from_elsewhere_is_refused(hands: Hands, five: Bank) -> None:
    hands.open(five)
    assert not drop(hands, "of another bank", 0)
    assert not drop(hands, "s3", 0), "the retired one is not in this list"
    assert order(hands) == "01234"


def test_moving_keeps_the_place_of_the_scroll(hands: Hands) -> None:
    hands.open(a_bank(*(a_story(f"s{number}") for number in range(40))))
    page(hands).show_story("s30")
    hands.settle()
    bar = page(hands).list.verticalScrollBar()
    place = bar.value()
    assert place > 0
    hands.press(Key.Key_Up, ALT)
    assert listed(hands)[29] == "s30"
    assert bar.value() == place


# Putting away


def test_the_archive_appears_with_the_first_retired_story_and_brings_it_back(hands: Hands, five: Bank) -> None:
    hands.open(five.without_story("s3"))
    assert not any(chip.startswith("Archive") for chip in chips(hands))
    page(hands).show_story("s1")
    hands.menu("Retire or bring back")
    assert shown(hands) == "s2", "the next one, not the first"
    assert chips(hands)[-1] == "Archive 1"
    hands.menu("The archive")
    assert (listed(hands), shown(hands)) == (["s1"], "s1")
    assert "Retired: kept, counts nowhere." in hands.texts(page(hands))
    hands.write("Role", "still to be edited")
    hands.click("Bring this story back, as a draft")
    story = hands.story_on_disk("s1")
    assert (story.status, story.role) == ("draft", "still to be edited")
    assert (shown(hands), listed(hands)) == ("s1", ["s0", "s1", "s2", "s4"])
    assert "Retired: kept, counts nowhere." not in hands.texts(page(hands))


def test_an_empty_archive_is_said(hands: Hands, five: Bank) -> None:
    hands.open(five.without_story("s3"))
    hands.menu("The archive")
    assert "empty" in hands.window.status.currentMessage()
    assert listed(hands) == ["s0", "s1", "s2", "s4"]


def test_when_all_are_retired_the_list_says_where_they_are(hands: Hands) -> None:
    hands.open(a_bank(a_story("away", status="retired")))
    assert "Every story is in the archive." in hands.texts(page(hands))


@pytest.mark.parametrize(("story", "following"), [("s0", "s1"), ("s1", "s2"), ("s4", "s2")])
def test_after_deleting_the_next_story_is_shown(hands: Hands, five: Bank, story: str, following: str) -> None:
    hands.open(five)
    page(hands).show_story(story)
    page(hands).list.setFocus()
    hands.press(Key.Key_Delete)
    assert hands.bank.story(story) is None
    assert shown(hands) == following
    hands.click("Undo", hands.window.notice)
    assert hands.bank == five


def test_the_menu_key_opens_the_menu_of_a_row(hands: Hands, five: Bank) -> None:
    hands.open(five)
    page(hands).show_story("s1")
    stories = page(hands).list
    centre = stories.viewport().rect().center()
    where = stories.viewport().mapToGlobal(centre)
    QApplication.sendEvent(stories, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, centre, where))
    menu = next(menu for menu in stories.findChildren(QMenu) if menu.isVisible())
    commands = {action.text(): action for action in menu.actions() if action.text()}
    assert list(commands) == ["Open", "Duplicate", "Retire", "Move up", "Move down", "Delete"]
    commands["Move down"].trigger()
    menu.close()
    assert order(hands) == "02134"
    row = page(hands).model.rows[3]
    last = {action.text(): action for action in stories.row_menu(row).actions()}
    assert not last["Move down"].isEnabled()
    commands = {action.text(): action for action in stories.row_menu(page(hands).model.rows[2]).actions()}
    commands["Duplicate"].trigger()
    assert hands.bank.stories[-1].title == "Second (copy)"


# Ways between the columns


def test_keys_lead_from_story_to_story_and_from_column_to_column(hands: Hands, five: Bank) -> None:
    hands.open(five)
    assert hands.focus == "Stories", "an opened bank begins at its list"
    hands.press(Key.Key_PageDown, CTRL)
    assert (shown(hands), hands.focus) == ("s1", "Stories")
    hands.press(Key.Key_F6)
    assert hands.focus == "Title"
    hands.named("Role").setFocus()
    hands.press(Key.Key_F6)
    assert hands.focus.startswith("“Second”"), "the first gap of the story"
    hands.press(Key.Key_F6)
    assert hands.focus == "Pages"
    hands.press(Key.Key_F6)
    assert hands.focus == "Stories"
    hands.press(Key.Key_F6, SHIFT)
    hands.press(Key.Key_F6, SHIFT)
    hands.press(Key.Key_F6, SHIFT)
    assert hands.focus == "Role", "where one was in the editor"
    hands.press(Key.Key_Escape)
    assert hands.focus == "Stories"
    hands.press(Key.Key_Return)
    assert hands.focus == "Title"
    hands.named("Role").setFocus()
    hands.press(Key.Key_F2)
    assert hands.focus == "Title"
    hands.press(Key.Key_PageUp, CTRL)
    assert shown(hands) == "s0"


def test_the_side_column_is_put_away_and_remembered(hands: Hands, five: Bank) -> None:
    hands.open(five)
    page(hands).columns.setSizes([280, 600, 250])
    width = page(hands).columns.sizes()[2]
    hands.press(Key.Key_F9)
    assert not page(hands).missing.isVisible()
    hands.program.settings.write()
    assert read_preferences().columns[2] == -width
    hands.program.close_bank()
    hands.open(five, "again")
    assert not page(hands).missing.isVisible()
    hands.press(Key.Key_F9)
    hands.settle()
    assert page(hands).missing.isVisible()
    assert page(hands).columns.sizes()[2] == width


def test_widths_are_remembered_and_a_double_click_gives_the_usual_ones(hands: Hands, five: Bank) -> None:
    hands.open(five)
    handle = page(hands).columns.handle(1)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(0, 50))
    QTest.mouseMove(handle, QPoint(60, 50))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(0, 50))
    wide = page(hands).columns.sizes()[0]
    assert wide > USUAL[0]
    hands.program.close_bank()
    assert hands.program.settings.now.columns[0] == wide, "also when one leaves at once"
    hands.open(five, "again")
    assert page(hands).columns.sizes()[0] == wide
    QTest.mouseDClick(page(hands).columns.handle(1), Qt.MouseButton.LeftButton)
    assert page(hands).columns.sizes()[0] == USUAL[0]
    assert hands.program.settings.now.columns[0] == USUAL[0]


# What the interviewer would miss


def links(hands: Hands) -> dict[str, LinkButton]:
    hands.settle()
    return {link.text(): link for link in page(hands).missing.findChildren(LinkButton) if link.isVisible()}


def test_gaps_name_their_principle_and_lead_to_their_field(hands: Hands, five: Bank) -> None:
    hands.open(five)
    page(hands).show_story("s1")
    assert "△  Customer Care: 0 of 4 proven" in links(hands)
    links(hands)["△  No tertiary customer"].click()
    assert hands.focus == "Tertiary customer"
    hands.press("support")
    assert hands.window.flush()
    assert "△  No tertiary customer" not in links(hands), "gone as soon as it is mended"
    assert "◆  Customer Care  3.5" in hands.texts(page(hands).missing)


def test_a_blank_story_is_told_one_thing(hands: Hands) -> None:
    hands.open(a_bank(a_story("blank"), a_story("two", status="idea", narrative="Told.")))
    assert list(links(hands)) == ["First tell what happened: a few plain sentences will do."]
    next(iter(links(hands).values())).click()
    assert hands.focus == "Narrative, Markdown"
    page(hands).show_story("two")
    next(iter(links(hands).values())).click()
    assert hands.focus == "Status"


def test_a_figure_that_must_not_be_claimed_is_named(hands: Hands) -> None:
    figure = Figure(claim="38 %", baseline="", source="", confidence="do-not-claim")
    tag = a_tag("own", 4.0, "primary", 3)
    hands.open(a_bank(a_story("one", tag, status="ready", figures=(figure,), hook="It saved 38 %", **TOLD)))
    assert "▲  Not to be claimed: 38 %" in links(hands)


# The first story


def test_the_first_story_is_one_click_away(hands: Hands) -> None:
    hands.open(a_bank())
    assert "Begin with one thing that you did" in hands.texts(page(hands))
    assert hands.focus == "Write the first story"
    hands.press(Key.Key_Return)
    hands.settle()
    assert hands.focus == "Title"
    hands.press("Mine")
    assert hands.window.flush()
    assert [story.title for story in hands.on_disk().stories] == ["Mine"]
    assert "Begin with one thing that you did" not in hands.texts(page(hands))


# Speed


def test_gaps_are_looked_for_once_per_change(hands: Hands, five: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    hands.open(five)
    before = hands.document.gaps
    assert before is hands.document.gaps
    assert hands.document.edit_story(replace(five.stories[2], status="draft"), "Change the status")
    after = hands.document.gaps
    assert after == gaps(hands.bank, hands.bank.framework)
    assert after != before
    hands.menu("Undo")
    assert hands.document.gaps == before
