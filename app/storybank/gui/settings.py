"""What the program remembers, as the window uses it: read it anywhere, change it here, and be told."""

from PySide6.QtCore import QObject, QTimer, Signal

from storybank.services.preferences import Preferences, write_preferences


class Settings(QObject):
    """The preferences of the running program. `changed` carries the name of each field that got another value."""

    changed = Signal(str)

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.now = preferences
        self._written = preferences

    def set(self, preferences: Preferences) -> None:
        """Use these from now on, and write them when there is time: the disk may take its own."""
        before, self.now = self.now, preferences
        changed = [name for name in Preferences._fields if getattr(before, name) != getattr(preferences, name)]
        if changed:
            QTimer.singleShot(0, self, self.write)
        for name in changed:
            self.changed.emit(name)

    def change(self, **fields: object) -> None:
        """Give some fields (named as in `Preferences`) other values."""
        self.set(self.now._replace(**fields))

    def switch(self, field: str, name: str, *, on: bool) -> None:
        """Put a name into a field that is a list of names (`folded`, `dismissed`, `coverage`), or take it out."""
        others = tuple(other for other in getattr(self.now, field) if other != name)
        self.change(**{field: (*others, name) if on else others})

    def write(self) -> None:
        """Write what is not written yet, now."""
        if self.now != self._written:
            write_preferences(self.now)
            self._written = self.now
