"""Theme and size of text: both are followed at once by everything that is open."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from gui.hands import Hands
from storybank.gui.navigation import PAGES
from storybank.gui.theme import DARK, LIGHT, SIZES, pixels, style_sheet, theme_of
from storybank.model import Bank


def pixels_of(widget: QWidget) -> int:
    widget.ensurePolished()
    return QFontInfo(widget.font()).pixelSize()


def theme_now() -> str:
    return theme_of(QApplication.palette()).name


@pytest.mark.parametrize("percent", SIZES)
def test_a_style_sheet_has_every_size_of_type_at_every_size_of_text(percent: int) -> None:
    text = style_sheet(LIGHT, percent)
    for usual in (12, 13, 14, 15, 21):
        assert f"font-size: {round(usual * percent / 100)}px" in text
    assert "px(" not in text
    assert "pill(" not in text
    assert text.count("{") == text.count("}")


def test_open_pages_follow_the_size_of_text_at_once(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    for page in PAGES:
        hands.window.show_page(page)
    title, narrative = hands.named("Title", QLineEdit), hands.named("Narrative, Markdown")
    list_row = hands.window.stories.list
    before = (pixels_of(title), pixels_of(narrative), list_row.sizeHintForRow(0), hands.window.top.height())
    hands.menu("Larger text")
    hands.menu("Larger text")
    hands.menu("Larger text")
    hands.menu("Larger text")
    assert hands.program.settings.now.text_size == 160
    hands.settle()
    after = (pixels_of(title), pixels_of(narrative), list_row.sizeHintForRow(0), hands.window.top.sizeHint().height())
    assert after[:2] == (pixels(21, 160), pixels(15, 160))
    assert all(new > old for new, old in zip(after[:3], before[:3], strict=True))
    hands.menu("Usual text size")
    hands.settle()
    assert (pixels_of(title), pixels_of(narrative), list_row.sizeHintForRow(0)) == before[:3]


def test_the_size_of_text_goes_by_steps_and_ends_at_the_last(hands: Hands) -> None:
    seen = []
    for _step in SIZES:
        hands.menu("Smaller text")
        seen.append(hands.program.settings.now.text_size)
    assert seen == [90, 80, 80, 80, 80, 80, 80]
    for _step in SIZES:
        hands.menu("Larger text")
    assert hands.program.settings.now.text_size == SIZES[-1]
    hands.menu("Usual text size")
    assert hands.program.settings.now.text_size == 100


@pytest.mark.parametrize(("by_hand", "shown"), [(5, 80), (4000, 160), (117, 117)])
def test_a_size_that_somebody_wrote_by_hand_is_kept_in_bounds(hands: Hands, by_hand: int, shown: int) -> None:
    hands.program.settings.change(text_size=by_hand)
    assert QFontInfo(QApplication.font()).pixelSize() == pixels(13, shown)
    hands.menu("Usual text size")


@pytest.mark.parametrize(("percent", "width", "height"), [(80, 1280, 800), (125, 1280, 800), (160, 900, 560)])
def test_no_chip_and_no_label_is_cut_at_the_sides(
    hands: Hands, sample: Bank, percent: int, width: int, height: int
) -> None:
    hands.open(sample)
    hands.window.resize(width, height)
    hands.program.settings.change(text_size=percent)
    for page in PAGES:
        hands.window.show_page(page)
        hands.settle()
        shown = hands.window.page(page)
        for chip in shown.findChildren(QAbstractButton):
            if chip.isVisible() and chip.property("role") == "chip":
                assert chip.width() >= chip.sizeHint().width(), (page, chip.text())
        for title in shown.findChildren(QLabel):
            if title.isVisible() and title.property("role") == "pageTitle":
                assert title.width() >= title.sizeHint().width(), (page, title.text())
    hands.menu("Usual text size")


@pytest.mark.parametrize("percent", [100, 160])
def test_the_top_bar_elides_rather_than_cuts(hands: Hands, sample: Bank, percent: int) -> None:
    hands.open(sample)
    hands.window.resize(900, 560)
    hands.program.settings.change(text_size=percent)
    hands.settle()
    top = hands.window.top
    parts = [w for w in top.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly) if w.isVisible()]
    places = sorted((w.geometry() for w in parts), key=QRect.left)
    assert all(one.right() < other.left() for one, other in pairwise(places))
    assert places[-1].right() < top.width()
    assert top.search.width() >= 160
    hands.menu("Usual text size")


def test_the_system_is_followed_only_where_it_is_asked_for(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    hints = QApplication.styleHints()
    system = Qt.ColorScheme.Dark
    monkeypatch.setattr(type(hints), "colorScheme", lambda _hints: system)
    hints.colorSchemeChanged.emit(system)
    assert theme_now() == DARK.name
    hands.menu("Light")
    hints.colorSchemeChanged.emit(system)
    assert theme_now() == LIGHT.name
    hands.menu("As the system")
    assert theme_now() == DARK.name
    system = Qt.ColorScheme.Light
    hints.colorSchemeChanged.emit(system)
    assert theme_now() == LIGHT.name
    assert QApplication.palette().color(QPalette.ColorRole.Window).name() == LIGHT.page


def test_banks_are_remembered_until_that_is_turned_off(hands: Hands, sample: Bank) -> None:
    path = hands.open(sample)
    hands.menu("Close bank")
    assert path.stem in hands.texts(hands.window.welcome) or f"Open {path}" in hands.names(hands.window.welcome)
    hands.click("Remember recent banks")
    now = hands.program.settings.now
    assert (now.remember, now.recent, now.places) == (False, (), ())
    assert f"Open {path}" not in hands.names(hands.window.welcome)
    hands.open(sample, "second")
    assert hands.program.settings.now.recent == ()
    hands.menu("Close bank")
    hands.click("Remember recent banks")
    assert hands.program.settings.now.remember
