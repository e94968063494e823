"""Which sections are folded, and the ways between them by keys."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from storybank.gui.settings import Settings
from storybank.gui.stories.section import Section


class Folding(QObject):
    """Folds and unfolds sections and remembers it for the next start. `turned` carries a section after it was folded or unfolded."""

    turned = Signal(object)

    def __init__(self, settings: Settings, in_sight: Callable[[], Section | None], parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._in_sight = in_sight
        self._sections: list[Section] = []
        settings.changed.connect(self._on_setting)  # no lambda: that would outlive the page

    def add(self, section: Section) -> None:
        """Look after a section; one without a heading stays as it is, and is only a place to go to."""
        self._sections.append(section)
        if section.heading is not None:
            section.heading.clicked.connect(lambda: self.fold(section, on=not section.is_folded))
            section.fold(on=section.name in self._settings.now.folded)

    def fold(self, section: Section, *, on: bool) -> None:
        """Fold or unfold one section."""
        if section.heading is not None and section.is_folded != on:
            self._settings.switch("folded", section.name, on=on)

    def fold_current(self) -> None:
        """Fold the section that has the focus, or unfold it."""
        section = self.current()
        if section is not None:
            self.fold(section, on=not section.is_folded)

    def fold_others(self) -> None:
        """Fold all but the section that has the focus."""
        current = self.current()
        self._remember({section.name for section in self._folding() if section is not current})

    def unfold_all(self) -> None:
        """Unfold every section."""
        self._remember(set())

    def go(self, step: int) -> QWidget | None:
        """Return what to put the focus on in the next (1) or previous (-1) section; None at the end."""
        current = self.current()
        if current is None:
            return None
        at = self._sections.index(current) + step
        if step < 0 and current.heading is not None and not current.heading.hasFocus() and self._has_focus(current):
            at += 1  # first to the beginning of the section one is in
        if not 0 <= at < len(self._sections):
            return None
        section = self._sections[at]
        return section.heading or section.field("title")

    def current(self) -> Section | None:
        """Return the section that has the focus, else the first one in sight."""
        return next((section for section in self._sections if self._has_focus(section)), None) or self._in_sight()

    @staticmethod
    def _has_focus(section: Section) -> bool:
        widget = QApplication.focusWidget()
        return widget is not None and section.isAncestorOf(widget)

    def _folding(self) -> list[Section]:
        return [section for section in self._sections if section.heading is not None]

    def _remember(self, folded: set[str]) -> None:
        """Have just these sections folded; other names in the setting are not ours."""
        ours = {section.name for section in self._folding()}
        others = [name for name in self._settings.now.folded if name not in ours]
        self._settings.change(folded=(*others, *sorted(folded)))

    def _on_setting(self, field: str) -> None:
        if field != "folded":
            return
        for section in self._folding():
            on = section.name in self._settings.now.folded
            if section.is_folded != on:
                if on and self._has_focus(section) and section.heading is not None:
                    section.heading.setFocus()
                section.fold(on=on)
                self.turned.emit(section)
