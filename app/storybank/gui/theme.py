"""Colours, type and the one style sheet. Palette and sheet are made from one record of colours, so light and dark cannot drift."""

from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from storybank.paths import resources

FAMILY = "Inter"
TEXT_PX = 13
NARRATIVE_PX = 15
SMALL_PX = 12
TITLE_PX = 21


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
    ramp=("#eef2f9", "#dbe5f4", "#3a6fb6", "#163e7a"),
    ramp_text=("#3d3d44", "#26262b", "#ffffff", "#ffffff"),
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
    ramp=("#26323f", "#2d4a73", "#4f86cf", "#a8cbfa"),
    ramp_text=("#c9ccd2", "#eceff4", "#0c0d10", "#0c0d10"),
)


def theme_of(widget_palette: QPalette) -> Theme:
    """Return the theme that a palette belongs to."""
    return DARK if widget_palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def load_fonts() -> None:
    """Make the shipped family known to Qt in the two weights of the window; without it the system's own is used."""
    for weight in ("Regular", "SemiBold"):
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / f"Inter-{weight}.ttf"))


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Give the program a theme: Fusion, a palette, one style sheet."""
    if app.style().objectName().lower() != "fusion":  # setting it anew costs 10 ms of the start
        app.setStyle("Fusion")
    app.setPalette(palette(theme))
    font = QFont(FAMILY)
    font.setPixelSize(TEXT_PX)
    app.setFont(font)
    app.setStyleSheet(style_sheet(theme))


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


def style_sheet(theme: Theme) -> str:
    """Return the style sheet of a theme (`resources/styles/window.qss` with the colours put in)."""
    text = (resources() / "styles" / "window.qss").read_text(encoding="utf-8")
    text = text.replace("$icons", (resources() / "icons").as_posix()).replace("$theme", theme.name)
    for name in Theme._fields:
        value = getattr(theme, name)
        if isinstance(value, str):
            text = text.replace(f"${name};", f"{value};")
    return text
