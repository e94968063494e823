"""What is remembered of the banks one opens: which they were, and where one was in each. It can be turned off, and then nothing is."""

from pathlib import Path

from storybank.gui.settings import Settings
from storybank.gui.window import Window


class Remembering:
    """Keeps it in the settings, and shows it on the welcome page."""

    def __init__(self, window: Window, settings: Settings) -> None:
        self._window, self._settings = window, settings
        window.welcome.forgotten.connect(self.forget)
        window.welcome.remembering.connect(lambda on: self.set(on=on))

    def show(self) -> tuple[Path, ...]:
        """Show the recent banks that are still there, and return them, the last one first."""
        recent = self._settings.now.existing()
        self._window.welcome.show_recent(recent, remembers=self._settings.now.remember)
        return recent

    def opened(self, path: Path) -> None:
        """Remember a bank as the last one."""
        self._settings.set(self._settings.now.opened(path.absolute()))

    def back_to_place(self, path: Path) -> None:
        """Go to where one was in this bank."""
        place = self._settings.now.place(path.absolute())
        if place is not None:
            self._window.return_to(place.page, place.story)

    def left(self) -> None:
        """Remember where one is in the bank that is open."""
        document = self._window.document
        if document is not None:
            self._settings.set(self._settings.now.left(document.path.absolute(), *self._window.place))

    def forget(self, path: Path) -> None:
        """Do not remember a bank."""
        self._settings.set(self._settings.now.forgotten(path))
        self.show()

    def set(self, *, on: bool) -> None:
        """Remember recent banks from now on, or forget them and remember none."""
        self._settings.set(self._settings.now.remembering(on=on))
        self.show()

    def turn(self) -> None:
        """Remember recent banks where none were, and the other way round."""
        self.set(on=not self._settings.now.remember)
