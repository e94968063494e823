"""Icons: few, Lucide's, in the theme's colours, sharp on every screen, and never the only name of anything."""

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QToolButton

from gui.hands import Hands
from storybank.gui import icons
from storybank.gui.navigation import ICONS, PAGES
from storybank.gui.theme import DARK, LIGHT, Theme
from storybank.model import Bank
from storybank.paths import resources

FOLDER = resources() / "icons"
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


def drawn_in(icon: QIcon, mode: QIcon.Mode, colour: str) -> bool:
    """Say whether an icon is drawn in one colour: that of the point with the most ink, as near as a blended point can be."""
    image = icon.pixmap(QSize(16, 16), mode).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    points = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    most = max(points, key=lambda point: point.alpha())
    wanted = QColor(colour)
    off = (most.red() - wanted.red(), most.green() - wanted.green(), most.blue() - wanted.blue())
    return most.alpha() > 150 and max(map(abs, off)) <= 3


def test_every_page_has_an_icon_and_every_drawing_is_used_and_licensed() -> None:
    used = {*ICONS.values(), "x"} | {
        f"{name}-{theme.name}" for name in ("check", "chevron", "x") for theme in (LIGHT, DARK)
    }
    assert set(ICONS) == set(PAGES)
    assert {file.stem for file in FOLDER.glob("*.svg")} == used
    assert all("lucide" in file.read_text() for file in FOLDER.glob("*.svg"))
    assert (FOLDER / "LICENSE").read_text().startswith("ISC License")


def test_the_drawings_have_no_colour_of_their_own() -> None:
    for name in {*ICONS.values(), "x"}:
        text = (FOLDER / f"{name}.svg").read_text()
        assert "currentColor" in text
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b", text)


@THEMES
def test_what_the_style_sheet_draws_has_the_colours_of_the_theme(theme: Theme) -> None:
    assert f'stroke="{theme.on_accent}"' in (FOLDER / f"check-{theme.name}.svg").read_text()
    for name in ("chevron", "x"):
        assert f'stroke="{theme.quiet}"' in (FOLDER / f"{name}-{theme.name}.svg").read_text()


def test_the_pages_icons_follow_the_theme(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    for name, theme in (("Dark", DARK), ("Light", LIGHT)):
        hands.menu(name)
        for row in range(len(PAGES)):
            icon = hands.window.navigation.item(row).icon()
            assert drawn_in(icon, QIcon.Mode.Normal, theme.quiet)
            assert drawn_in(icon, QIcon.Mode.Selected, theme.accent)


def test_a_button_that_closes_says_what_it_closes_and_follows_the_theme(hands: Hands) -> None:
    hands.menu("Open the sample")
    close = hands.named("Close this message", QToolButton)
    hands.menu("Dark")
    assert drawn_in(close.icon(), QIcon.Mode.Normal, DARK.quiet)
    assert drawn_in(close.icon(), QIcon.Mode.Active, DARK.text)
    assert min(close.width(), close.height()) >= 24
    assert close.text() == ""


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_drawing_has_the_pixels_of_the_screen(qapp: object, ratio: float) -> None:
    drawn = icons._drawn("grid-3x3", "#2a5ea8", 16, ratio)
    assert drawn.size() == QSize(16, 16) * ratio
    assert drawn.deviceIndependentSize().width() == 16


def test_larger_text_brings_larger_icons_and_pages_have_room_for_their_names(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    pages = hands.window.navigation
    usual = pages.iconSize().width()
    for percent in (160, 80, 100):
        hands.program.settings.change(text_size=percent)
        hands.settle()
        assert pages.iconSize().width() == pytest.approx(usual * percent / 100, abs=1)
        assert pages.sizeHintForColumn(0) <= pages.viewport().width()
        assert not pages.horizontalScrollBar().isVisible()
