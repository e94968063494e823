"""For everybody: names and roles for a screen reader, room for a hand, a focus that is seen, colours that can be read."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, product

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QTableView,
    QWidget,
)

from banks import a_bank, a_story
from gui.hands import Hands, Key, Modifier, spoken
from storybank.analysis.gaps import gaps
from storybank.exchange.frameworks import Catalogue
from storybank.gui.coverage.face import tone_of
from storybank.gui.excerpting import ExcerptDialog
from storybank.gui.framework.dialog import FrameworkDialog
from storybank.gui.gaps.waive import WaiveDialog
from storybank.gui.loop.another import AnotherLoopDialog
from storybank.gui.loop.bringing import BringingDialog
from storybank.gui.preview.dialog import PreviewDialog
from storybank.gui.stories.missing import SHAPES
from storybank.gui.stories.pace import PaceDialog
from storybank.gui.stories.preview import SafeBrowser
from storybank.gui.stories.scorebar import ScoreBar
from storybank.gui.target import TargetDialog
from storybank.gui.theme import DARK, LIGHT, Theme
from storybank.model import Bank
from storybank.paths import resources
from storybank.services.importing import ImportPlan, Source, merged, read_text

Role = QAccessible.Role


def focusable(widget: QWidget) -> list[QWidget]:
    """Return what Tab can reach in a widget; what hands its focus on to another is not a stop of its own."""
    inside = [w for w in widget.findChildren(QWidget) if w.isVisible() and w.isEnabled()]
    return [w for w in inside if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None]


ROLELESS = {Role.NoRole, Role.Client, Role.Pane, Role.Window, Role.Grouping}
LEAST = 24  # px, of what is clicked


def places(hands: Hands, sample: Bank) -> Iterator[tuple[str, QWidget]]:
    """Go through every page, panel and dialog, and return what it is called and what holds it."""
    hands.open(a_bank(a_story("one", title="Blank", status="draft")), "blank")
    hands.menu("Close bank")
    yield "welcome", hands.window
    yield from _pages(hands, sample)
    yield from _panels(hands)
    yield from _dialogs(hands, sample)
    hands.open(a_bank(a_story("two", title="Bare", status="draft")), "bare")
    yield "a bare story", hands.window
    hands.open(a_bank(), "empty")
    for page in ("stories", "coverage", "gaps"):
        hands.window.show_page(page)
        hands.settle()
        yield f"{page} of an empty bank", hands.window


def _pages(hands: Hands, sample: Bank) -> Iterator[tuple[str, QWidget]]:
    hands.open(sample, "full")
    for page in ("stories", "coverage", "gaps", "paper"):
        hands.window.show_page(page)
        hands.settle()
        yield page, hands.window
    hands.window.notice.say("Something went wrong.", "Try again")
    yield "a message", hands.window
    hands.menu("Stories")
    hands.click("Edit the narrative and see beside it how it reads")
    yield "preview", hands.window
    hands.click("Edit the narrative")


def _panels(hands: Hands) -> Iterator[tuple[str, QWidget]]:
    hands.named("Add a principle", QAbstractButton).setFocus()
    hands.press(Key.Key_Return)
    yield "adding a principle", hands.window
    hands.press(Key.Key_Escape)
    hands.menu("Filter and sort …")
    panel = QApplication.activePopupWidget()
    assert panel is not None
    yield "filter", panel
    panel.close()


def _dialogs(hands: Hands, sample: Bank) -> Iterator[tuple[str, QWidget]]:
    gap = gaps(sample, sample.framework)[0]
    catalogue, window = Catalogue.standard(), hands.window
    for dialog in (
        TargetDialog(sample, window),
        FrameworkDialog(sample, catalogue, window),
        AnotherLoopDialog(sample, hands.home, catalogue, window),
        BringingDialog(sample, _reworded(sample), "other", window),
        WaiveDialog(gap, window),
        PaceDialog(window.settings, window),
        PreviewDialog(_plan(sample), lambda _choices: None, window),
        ExcerptDialog(sample.stories[0], 250, window),
    ):
        dialog.show()
        dialog.activateWindow()
        QApplication.processEvents()
        yield dialog.windowTitle(), dialog
        dialog.close()
        dialog.deleteLater()
    window.activateWindow()


def _plan(bank: Bank) -> ImportPlan:
    text = "## One\n\nLP: Frugality\n\n### Result\n\nI saved it.\n"
    notes = read_text(text, "notes.md", ".md", bank.framework)
    return merged(bank, (Source("notes.md", notes, text),))


def _reworded(bank: Bank) -> Bank:
    return replace(bank, stories=(replace(bank.stories[0], hook="Other words"), *bank.stories[1:]))


def wrong(widget: QWidget) -> list[str]:
    """Return what a screen reader, or a hand that trembles, would miss in what takes the focus."""
    interface = QAccessible.queryAccessibleInterface(widget)
    faults = []
    if not spoken(widget).strip() or not interface.text(QAccessible.Text.Name).strip():
        faults.append("has no name")
    if interface.role() in ROLELESS:
        faults.append(f"has the role {interface.role().name}")
    if not interface.state().focusable:
        faults.append("is not said to take the focus")
    if isinstance(widget, QAbstractButton) and not {"Press", "Toggle"} & set(actions(interface)):
        faults.append("cannot be pressed")
    if isinstance(widget, QComboBox) and not interface.relations() and not interface.text(QAccessible.Text.Description):
        faults.append("says its value and not what it is the value of")
    if isinstance(widget, ScoreBar) and interface.valueInterface() is None:
        faults.append("says no score")
    if not isinstance(widget, QScrollBar) and min(widget.width(), widget.height()) < LEAST:
        faults.append(f"is {widget.width()} × {widget.height()} px")
    return faults


def actions(interface: QAccessibleInterface) -> list[str]:
    found = interface.actionInterface()
    return found.actionNames() if found is not None else []


@pytest.mark.qt_log_ignore("This plugin does not support")  # popups, offscreen
def test_everything_that_takes_the_focus_has_a_name_a_role_and_room(hands: Hands, sample: Bank) -> None:
    seen, found = 0, []
    for title, place in places(hands, sample):
        stops = focusable(place)
        assert stops, title
        seen += len(stops)
        for widget in stops:
            found += [f"{title}: {type(widget).__name__} “{spoken(widget)}” {fault}" for fault in wrong(widget)]
        found += [f"{title}: “{spoken(b)}” is {b.width()} × {b.height()} px" for b in small_buttons(place)]
    assert not found, "\n".join(found)
    assert seen > 300, "all of it was looked at"


def small_buttons(place: QWidget) -> list[QAbstractButton]:
    """Return the buttons that no Tab leads to, but the mouse does, and that are too small for it."""
    theirs = ("qt_", "ScrollLeftButton", "ScrollRightButton")
    shown = (b for b in place.findChildren(QAbstractButton) if b.isVisible() and not b.objectName().startswith(theirs))
    return [
        b for b in shown if min(b.width(), b.height()) < LEAST and not isinstance(b.parent(), QLineEdit | QTableView)
    ]


def lines_of(view: QWidget) -> list[QAccessibleInterface]:
    interface = QAccessible.queryAccessibleInterface(view)
    inside = [interface.child(at) for at in range(interface.childCount())]
    lines = [line for line in inside if line.role() in (Role.ListItem, Role.Cell, Role.TreeItem)]
    return [line for line in lines if not line.state().invisible]


@pytest.mark.parametrize(("page", "name"), [("stories", "Stories"), ("coverage", "Coverage matrix"), ("gaps", "Gaps")])
def test_what_is_painted_is_said_line_by_line(hands: Hands, sample: Bank, page: str, name: str) -> None:
    hands.open(sample)
    hands.window.show_page(page)
    lines = lines_of(hands.named(name, QAbstractItemView))
    assert len(lines) >= len(sample.stories)
    for line in lines:
        assert line.text(QAccessible.Text.Name).strip()
        assert line.state().focusable
        assert line.state().selectable
        assert actions(line), "a screen reader can choose it"
    height = min(line.rect().height() for line in lines if line.rect().height())
    assert height >= LEAST


def test_headers_say_what_their_column_is(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    for page, name in (("coverage", "Coverage matrix"), ("gaps", "Gaps")):
        hands.window.show_page(page)
        interface = QAccessible.queryAccessibleInterface(hands.named(name, QAbstractItemView))
        inside = [interface.child(at) for at in range(interface.childCount())]
        heads = [i.text(QAccessible.Text.Name) for i in inside if i.role() in (Role.ColumnHeader, Role.RowHeader)]
        assert heads
        assert not [head for head in heads if not head.strip() or head.isdigit()]


def test_names_tell_the_fields_of_a_page_apart(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    hands.settle()
    names = [spoken(w) for w in focusable(hands.window.stories.editor)]
    twice = {name for name in names if names.count(name) > 1}
    assert not {name for name in twice if "customer" not in name}, "two customers of one tier may share a name"


def test_tab_goes_through_the_editor_in_reading_order_and_comes_round(hands: Hands) -> None:
    hands.open(a_bank(a_story("one")))
    hands.named("Title").setFocus()
    seen: list[str] = []
    for _ in range(70):
        seen.append(hands.focus)
        hands.press(Key.Key_Tab)
        assert QApplication.focusWidget() is not None
        if hands.focus == "Title":
            break
    assert hands.focus == "Title", f"the round of Tab never comes back; it went {seen}"
    order = (
        "Title",
        "Hook",
        "Status",
        "Employer",
        "Period",
        "Role",
        "Scale",
        "Tags",
        "Narrative, Markdown",
        "Primary customer",
    )
    order += (
        "Secondary customer",
        "Tertiary customer",
        "Trade-off",
        "Add a principle",
        "Add a figure",
        "Opening line",
        "Closing line",
    )
    places = [seen.index(name) for name in order]
    assert places == sorted(places), [order[i] for i in range(len(order) - 1) if places[i] > places[i + 1]]


def column_of(widget: QWidget, columns: list[QWidget]) -> int:
    return next((at for at, column in enumerate(columns) if column.isAncestorOf(widget)), -1)


def chain(page: QWidget) -> list[QWidget]:
    """Return the stops of a page in the order of Tab, from the first that belongs to it."""
    window, stops = page.window(), set(focusable(page))
    found: list[QWidget] = []
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        if widget in stops:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def goes_back(one: QWidget, other: QWidget) -> bool:
    """Whether what comes next in the order of Tab stands above, or in the same line to the left."""
    a, b = (QRect(w.mapTo(w.window(), QPoint()), w.size()) for w in (one, other))
    if b.bottom() < a.top():
        return True
    in_line = a.top() <= b.center().y() <= a.bottom() or b.top() <= a.center().y() <= b.bottom()
    return in_line and b.right() < a.left()


@pytest.mark.parametrize("name", ["stories", "coverage", "gaps", "paper"])
def test_tab_goes_from_column_to_column_and_down_each(hands: Hands, sample: Bank, name: str) -> None:
    hands.open(sample)
    hands.window.resize(1500, 900)
    hands.window.show_page(name)
    hands.settle()
    page = hands.window.page(name)
    columns = [page]
    if name == "stories":
        columns = [page.columns.widget(at) for at in range(3)]  # type: ignore[attr-defined]
    elif name == "paper":
        columns = [page.choices, page]  # type: ignore[attr-defined]
    stops = chain(page)
    assert stops
    places = [column_of(widget, columns) for widget in stops]
    assert places == sorted(places), "one column after the other"
    for one, other in pairwise(stops):
        if column_of(one, columns) == column_of(other, columns):
            assert not goes_back(one, other), f"“{spoken(other)}” comes after “{spoken(one)}”"


def test_a_page_can_be_worked_at_once_when_it_was_chosen_by_its_key(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    hands.press("2", Modifier.ControlModifier)
    widget = QApplication.focusWidget()
    assert widget is not None
    assert widget.isVisible(), "the focus is not left on a page that is hidden"


def luminance(colour: str) -> float:
    shown = QColor(colour)
    given = (shown.redF(), shown.greenF(), shown.blueF())
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in given]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


INKS = ("text", "quiet", "accent", "warning")
GROUNDS = ("page", "side", "field", "accent_soft", "warning_soft", "cell_empty")
MARKS = (  # what carries a meaning without being text: at least 3 to 1
    ("accent", "page"), ("accent", "side"), ("accent", "field"), ("accent", "accent_soft"),  # frames of the focus, chosen chips
    ("text", "page"),  # the frame of the focus round a button that is filled, and round a cell
    ("quiet", "page"), ("quiet", "side"), ("quiet", "field"),  # outlines of check boxes, an empty segment of the score
    ("accent", "cell_empty"),  # a filled segment beside an empty one
    ("warning", "page"), ("warning", "field"),  # the dashed frame of what is missing
)  # fmt: skip
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


@THEMES
@pytest.mark.parametrize(("ink", "ground"), list(product(INKS, GROUNDS)), ids=str)
def test_text_can_be_read(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5


@THEMES
@pytest.mark.parametrize(("mark", "ground"), MARKS, ids=str)
def test_marks_can_be_seen(theme: Theme, mark: str, ground: str) -> None:
    assert contrast(getattr(theme, mark), getattr(theme, ground)) >= 3


@THEMES
def test_scores_can_be_read_on_their_colours_and_tones_differ_without_colour(theme: Theme) -> None:
    for tone, ink in zip(theme.ramp, theme.ramp_text, strict=True):
        assert contrast(tone, ink) >= 4.5, tone
    light = [luminance(tone) for tone in theme.ramp]
    assert light == sorted(light, reverse=theme is LIGHT), "from pale to solid, in grey too"
    assert contrast(theme.ramp[1], theme.ramp[2]) >= 3, "the bar is seen without colour"
    assert contrast(theme.ramp[2], theme.page) >= 3, "what holds is seen on the page"
    assert contrast(theme.on_accent, theme.accent) >= 4.5, "a filled button, a selection"


@THEMES
def test_in_grey_the_bar_is_told_by_weight_and_tone_and_the_veto_by_shape(theme: Theme) -> None:
    bar = 3.5
    below, held = (tone_of(theme, score, bar, in_target=True) for score in (3.0, 3.5))
    assert (below.bold, held.bold) == (False, True)
    assert contrast(below.fill, held.fill) >= 3
    others = [tone_of(theme, score, bar, in_target=False) for score in (3.0, 3.5)]
    assert [tone.bold for tone in others] == [False, True]
    assert len(set(SHAPES.values())) == len(SHAPES), "each severity has a shape of its own"
    assert {"▲", "△"} <= {*SHAPES.values()}


def test_the_style_sheet_uses_no_colour_but_those_of_the_theme() -> None:
    """What is computed here holds only when nothing else is painted."""
    text = (resources() / "styles" / "window.qss").read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3};|rgba?\(", text)


def grey(widget: QWidget) -> tuple[bytes, int]:
    """Return a picture of a widget in greys, and how many bytes a line of it has."""
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    return bytes(picture.constBits()), picture.bytesPerLine()


def seen_focus(widget: QWidget) -> int:
    """Return how many pixels of a widget differ, in grey, between having the focus and not having it."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert widget.hasFocus(), spoken(widget)
    with_it, _line = grey(widget)
    widget.clearFocus()
    QApplication.processEvents()
    without, _line = grey(widget)
    return sum(1 for a, b in zip(with_it, without, strict=True) if abs(a - b) > 24) if with_it != without else 0


def needed(widget: QWidget) -> int:
    """Return how many pixels must tell the focus: half the outline of the widget, or of one row or cell of it. A caret is not enough."""
    if isinstance(widget, QAbstractItemView):
        rect = widget.visualRect(widget.currentIndex())
        return (rect.width() + rect.height()) // 2
    if isinstance(widget, QCheckBox):
        return 24  # the frame of its box
    return (widget.width() + widget.height()) // 2


@THEMES
@pytest.mark.qt_log_ignore("This plugin does not support")  # popups, offscreen
def test_the_focus_can_be_seen_on_everything_that_takes_it(hands: Hands, sample: Bank, theme: Theme) -> None:
    hands.program.set_theme(theme.name)
    unseen, looked_at = [], set()
    for title, place in places(hands, sample):
        place.window().activateWindow()
        for widget in focusable(place):
            if id(widget) in looked_at or not widget.isVisible():
                continue
            looked_at.add(id(widget))
            pixels, least = seen_focus(widget), needed(widget)
            if pixels < least:
                unseen.append(f"{title}: {type(widget).__name__} “{spoken(widget)}”: {pixels} of {least} pixels")
    assert not unseen, "\n".join(unseen)


def test_scroll_areas_are_no_stops_of_their_own(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    areas = [a for a in hands.window.stories.findChildren(QScrollArea) if not isinstance(a, SafeBrowser)]
    assert all(a.focusPolicy() == Qt.FocusPolicy.NoFocus for a in areas)


def test_labels_do_not_take_the_focus(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    assert all(label.focusPolicy() == Qt.FocusPolicy.NoFocus for label in hands.window.findChildren(QLabel))
