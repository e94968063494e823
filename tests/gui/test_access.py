"""For everybody: names for a screen reader, keys for every step, colours that can be read."""

from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget

from banks import a_bank, a_story
from gui.hands import Hands, Key, Modifier, spoken
from storybank.gui.stories.narrative import SafeBrowser
from storybank.gui.target import TargetDialog
from storybank.gui.theme import DARK, LIGHT, Theme
from storybank.model import Bank


def focusable(widget: QWidget) -> list[QWidget]:
    """Return what Tab can reach in a widget; what hands its focus on to another is not a stop of its own."""
    inside = [w for w in widget.findChildren(QWidget) if w.isVisible() and w.isEnabled()]
    return [w for w in inside if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None]


def nameless(widget: QWidget) -> list[str]:
    return [f"{type(w).__name__} {w.objectName()}" for w in focusable(widget) if not spoken(w).strip()]


def test_everything_that_takes_the_focus_has_a_name(hands: Hands, sample: Bank) -> None:
    assert nameless(hands.window) == [], "welcome"
    hands.open(sample)
    for page in ("stories", "coverage", "gaps"):
        hands.window.show_page(page)
        hands.settle()
        assert nameless(hands.window) == [], page
    hands.menu("Stories")
    hands.click("Show the narrative as it reads, without marks (Ctrl+Shift+P)")
    assert nameless(hands.window) == [], "preview"
    dialog = TargetDialog(sample, hands.window)
    dialog.show()
    assert nameless(dialog) == [], "the loop"


def test_names_tell_the_fields_of_a_page_apart(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    hands.settle()
    names = [spoken(w) for w in focusable(hands.window.stories.editor)]
    twice = {name for name in names if names.count(name) > 1}
    assert not {name for name in twice if "customer" not in name}, "two customers of one tier may share a name"


def test_what_can_be_clicked_is_large_enough(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    for page in ("stories", "coverage", "gaps"):
        hands.window.show_page(page)
        hands.settle()
        small = [
            (spoken(w), w.width(), w.height())
            for w in hands.window.findChildren(QAbstractButton)
            if w.isVisible() and w.focusPolicy() != Qt.FocusPolicy.NoFocus and min(w.width(), w.height()) < 20
        ]
        assert small == [], page


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
        "Role",
        "Period",
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


def test_the_main_job_without_a_mouse(hands: Hands) -> None:
    """From an empty bank: a story, a principle with score and proof, a customer, a figure; the matrix; a gap and back."""
    ctrl = Modifier.ControlModifier
    hands.open(a_bank())
    hands.press("n", ctrl)
    hands.press("Retired the wizard")

    def tab_to(name: str) -> None:
        seen: list[str] = []
        for _ in range(90):
            if hands.focus == name:
                return
            seen.append(hands.focus)
            hands.press(Key.Key_Tab)
        pytest.fail(f"Tab does not reach “{name}”: {seen}")

    tab_to("Status")
    hands.press(Key.Key_Down)
    tab_to("Narrative, Markdown")
    hands.press("Nobody dared.")
    tab_to("Primary customer")
    hands.press("buyers")
    tab_to("Add a principle")
    hands.press(Key.Key_Down)
    assert hands.focus.startswith("Score for ")
    hands.press("3.5")
    tab_to("Customer Care: Customer Care, question 0?")
    hands.press("because I asked")
    tab_to("Add a figure")
    hands.press(Key.Key_Space)
    hands.press("38 % fewer")
    assert hands.window.flush()
    story = hands.on_disk().stories[0]
    assert (story.title, story.status, story.narrative) == ("Retired the wizard", "draft", "Nobody dared.")
    assert [(t.principle, t.score, len(t.evidence)) for t in story.principles] == [("care", 3.5, 1)]
    assert [c.who for c in story.customers] == ["buyers"]
    assert [f.claim for f in story.figures] == ["38 % fewer"]
    hands.press("2", ctrl)
    assert hands.window.stack.currentWidget() is hands.window.coverage
    tab_to("Coverage matrix")
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Home, ctrl)
    hands.press("4")
    assert hands.on_disk().stories[0].principles[0].score == 4.0
    hands.press("3", ctrl)
    for _ in range(30):
        if "names no tertiary" in hands.focus and not hands.focus.startswith("Waive"):
            break
        hands.press(Key.Key_Tab)
    hands.press(Key.Key_Return)
    assert hands.focus == "Tertiary customer"
    hands.press("z", ctrl)
    assert hands.on_disk().stories[0].principles[0].score == 3.5


def test_a_page_can_be_worked_at_once_when_it_was_chosen_by_its_key(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    hands.press("2", Modifier.ControlModifier)
    widget = QApplication.focusWidget()
    assert widget is not None
    assert widget.isVisible(), "the focus is not left on a page that is hidden"


def luminance(colour: str) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in QColor(colour).getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


INKS = ("text", "quiet", "accent", "warning")
GROUNDS = ("page", "side", "field")


@pytest.mark.parametrize(("theme", "ink", "ground"), list(product((LIGHT, DARK), INKS, GROUNDS)), ids=str)
def test_text_can_be_read(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_scores_can_be_read_on_their_colours_and_tones_differ_without_colour(theme: Theme) -> None:
    for tone, ink in zip(theme.ramp, theme.ramp_text, strict=True):
        assert contrast(tone, ink) >= 4.5, tone
    light = [luminance(tone) for tone in theme.ramp]
    assert light == sorted(light, reverse=theme is LIGHT), "from pale to solid, in grey too"
    assert contrast(theme.ramp[1], theme.ramp[2]) >= 2, "the bar is seen without colour"
    for ink, ground in (
        ("warning", "warning_soft"), ("on_accent", "accent"), ("text", "accent_soft"), ("quiet", "accent_soft"), ("accent", "accent_soft"),
    ):  # fmt: skip
        assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5, (ink, ground)


def test_scroll_areas_are_no_stops_of_their_own(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    areas = [a for a in hands.window.stories.findChildren(QScrollArea) if not isinstance(a, SafeBrowser)]
    assert all(a.focusPolicy() == Qt.FocusPolicy.NoFocus for a in areas)


def test_labels_do_not_take_the_focus(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    assert all(label.focusPolicy() == Qt.FocusPolicy.NoFocus for label in hands.window.findChildren(QLabel))
