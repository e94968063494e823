"""How the window looks now: the theme and the size of text that its user chose. What is open follows at once."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from storybank.gui import theme
from storybank.gui.settings import Settings

USUAL = 100


class Look(QObject):
    """Applies theme and size of text when either changes, in the settings or, where the theme is the system's, in the system."""

    def __init__(self, app: QApplication, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._app, self._settings = app, settings
        self._name = settings.now.theme
        self._follows = True
        self._apply()
        settings.changed.connect(self._on_setting)
        app.styleHints().colorSchemeChanged.connect(self._on_system)

    def show_theme(self, name: str) -> None:
        """Use the light or the dark theme, or the one that the system prefers (`system`), without remembering it."""
        self._name = name
        self._apply()

    def larger(self) -> None:
        """Show all text a step larger, and remember it."""
        self._choose(next((size for size in theme.SIZES if size > self._size), theme.SIZES[-1]))

    def smaller(self) -> None:
        """Show all text a step smaller, and remember it."""
        self._choose(next((size for size in reversed(theme.SIZES) if size < self._size), theme.SIZES[0]))

    def usual(self) -> None:
        """Show all text in the usual size again."""
        self._choose(USUAL)

    def let_go(self) -> None:
        """Follow nothing any more: the window is closed."""
        self._follows = False

    @property
    def _size(self) -> int:
        """The size of text in percent; a settings file that somebody wrote by hand may ask for any."""
        return min(max(self._settings.now.text_size, theme.SIZES[0]), theme.SIZES[-1])

    def _choose(self, percent: int) -> None:
        self._settings.change(text_size=percent)

    def _apply(self) -> None:
        by_system = self._name == "system" and self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        dark = self._name == "dark" or by_system
        theme.apply_theme(self._app, theme.DARK if dark else theme.LIGHT, self._size)

    def _on_setting(self, name: str) -> None:
        if name == "theme":
            self.show_theme(self._settings.now.theme)
        elif name == "text_size":
            self._apply()

    def _on_system(self, _scheme: Qt.ColorScheme) -> None:
        if self._follows and self._name == "system":
            self._apply()
