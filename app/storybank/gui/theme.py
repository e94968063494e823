"""Colours, type and the one style sheet. Palette and sheet are made from one record of colours, so light and dark cannot drift."""

import re
from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from storybank.paths import resources

FAMILY = "Inter"
QT_WORDS = ("-style", "fusion")
"""Words for the application when it is made. Asking for its style, or setting it, would load every constant of QStyle: a tenth of the start."""
TEXT_PX = 13
SMALL_PX = 12
SIZES = (80, 90, 100, 110, 125, 140, 160)
"""The sizes of text that one can choose, in percent."""


class Theme(NamedTuple):
    """One set of colours, as `#rrggbb`. `accent` marks what is chosen, `warning` what could be vetoed, `ramp` cells from low to high."""

    name: str
    page: str
    side: str
    line: str
    text: str
    quiet: str
    accent: str
    accent_soft: str
    on_accent: str
    warning: str
    warning_soft: str
    field: str
    cell_empty: str
    ramp: tuple[str, str, str, str]
    ramp_text: tuple[str, str, str, str]


LIGHT = Theme(
    name="light",
    page="#ffffff",
    side="#f6f6f4",
    line="#e0e0de",
    text="#1b1b1d",
    quiet="#63636a",
    accent="#2a5ea8",
    accent_soft="#e6edf8",
    on_accent="#ffffff",
    warning="#b0410c",
    warning_soft="#fbeadf",
    field="#fbfbfa",
    cell_empty="#f4f4f2",
    ramp=("#d9e4f4", "#b2cbeb", "#2f66b0", "#12376f"),
    ramp_text=("#2b2b30", "#1b1b1d", "#ffffff", "#ffffff"),
)
DARK = Theme(
    name="dark",
    page="#18191c",
    side="#1f2225",
    line="#34383d",
    text="#ececee",
    quiet="#a2a5ab",
    accent="#8ab4f8",
    accent_soft="#23324a",
    on_accent="#101114",
    warning="#ff9a66",
    warning_soft="#3a281f",
    field="#1d1f22",
    cell_empty="#24272b",
    ramp=("#2a3a50", "#304e7b", "#6a9fe6", "#bcd7fc"),
    ramp_text=("#dcdfe4", "#f2f4f8", "#0c0d10", "#0c0d10"),
)


def theme_of(widget_palette: QPalette) -> Theme:
    """Return the theme that a palette belongs to."""
    return DARK if widget_palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def load_fonts() -> None:
    """Make the shipped family known to Qt in the two weights of the window; without it the system's own is used."""
    for weight in ("Regular", "SemiBold"):
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / f"Inter-{weight}.ttf"))


def pixels(usual: int, percent: int) -> int:
    """Return a size of type, given in pixels for the usual size of text, at another size of text."""
    return max(1, round(usual * percent / 100))


def small_px(font: QFont) -> int:
    """Return the pixels of the smaller type that goes with a font of the window's usual type."""
    return max(1, round(QFontInfo(font).pixelSize() * SMALL_PX / TEXT_PX))


def apply_theme(app: QApplication, theme: Theme, percent: int = 100) -> None:
    """Give the program a theme and a size of text: a palette, a font, one style sheet over Qt's Fusion (`QT_WORDS`). What is open follows."""
    app.setPalette(palette(theme))
    font = QFont(FAMILY)
    font.setPixelSize(pixels(TEXT_PX, percent))
    app.setFont(font)
    app.setStyleSheet(style_sheet(theme, percent))


def palette(theme: Theme) -> QPalette:
    """Return the palette of a theme."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.page,
        role.Base: theme.page,
        role.AlternateBase: theme.side,
        role.Button: theme.side,
        role.ToolTipBase: theme.side,
        role.WindowText: theme.text,
        role.Text: theme.text,
        role.ButtonText: theme.text,
        role.ToolTipText: theme.text,
        role.BrightText: theme.warning,
        role.PlaceholderText: theme.quiet,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Mid: theme.line,
        role.Dark: theme.line,
        role.Light: theme.side,
        role.Midlight: theme.line,
    }
    made = QPalette()
    for key, colour in colours.items():
        made.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(theme.quiet))
    return made


def style_sheet(theme: Theme, percent: int = 100) -> str:
    """Return the style sheet of a theme: `resources/styles/window.qss` with the colours put in, and sizes for that size of text.

    `px(12)` is a size of type, `pill(11)` the radius of a chip's round ends: more than half of its height would leave it square.
    """
    text = (resources() / "styles" / "window.qss").read_text(encoding="utf-8")
    text = text.replace("$icons", (resources() / "icons").as_posix()).replace("$theme", theme.name)
    for name in Theme._fields:
        value = getattr(theme, name)
        if isinstance(value, str):
            text = text.replace(f"${name};", f"{value};")
    rounder = (pixels(SMALL_PX, percent) - SMALL_PX) // 2
    text = re.sub(r"pill\((\d+)\)", lambda radius: f"{int(radius[1]) + rounder}px", text)
    return re.sub(r"px\((\d+)\)", lambda size: f"{pixels(int(size[1]), percent)}px", text)
