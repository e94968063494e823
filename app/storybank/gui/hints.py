"""Hints: on a page, one calm line about what one may not find by oneself, until it is dismissed for good."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from storybank.gui.fields import remove_button, wrapped
from storybank.gui.settings import Settings
from storybank.texts import _


class Hint(NamedTuple):
    """What is said, and the name under which it is remembered as dismissed."""

    name: str
    text: str


def page_hints() -> Mapping[str, Hint]:
    """Return what is said on a page; the gaps have a hint of their own there, about the loop."""
    return {
        "stories": Hint(
            "attach",
            _("Select a sentence of the narrative and press Ctrl+Shift+E: it becomes evidence of a principle."),
        ),
        "coverage": Hint(
            "proof", _("A score holds only with evidence: press Enter on a cell to write it where the story is.")
        ),
    }


class HintBar(QWidget):
    """One hint and the button that dismisses it."""

    dismissed = Signal()

    def __init__(self, hint: Hint) -> None:
        super().__init__()
        self.setObjectName("hintBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = wrapped("", "quiet")
        dismiss = remove_button(_("Do not show this hint again"))
        dismiss.clicked.connect(self.dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 10, 2)
        row.addWidget(self._text, 1)
        row.addWidget(dismiss)
        self.say(hint)

    def say(self, hint: Hint) -> None:
        """Say another hint."""
        self._text.setText(hint.text)


class Hints(QObject):
    """Shows the hint of the page that is shown. The bar is made when there is something to say; `add` gives it its place."""

    def __init__(self, settings: Settings, add: Callable[[QWidget], None]) -> None:
        super().__init__()
        self._settings, self._add = settings, add
        self._hint: Hint | None = None
        self._bar: HintBar | None = None
        settings.changed.connect(self._on_setting)

    def show_for(self, page: str, *, any_story: bool) -> None:
        """Show what there is to say on a page, once there are stories for it to be about."""
        self._hint = page_hints().get(page) if any_story else None
        self._refresh()

    def _refresh(self) -> None:
        hint = self._hint
        if hint is None or hint.name in self._settings.now.dismissed:
            if self._bar is not None:
                self._bar.hide()
            return
        if self._bar is None:
            self._bar = HintBar(hint)
            self._bar.dismissed.connect(self._dismiss)
            self._add(self._bar)
        self._bar.say(hint)
        self._bar.show()

    def _dismiss(self) -> None:
        if self._hint is not None:
            self._settings.switch("dismissed", self._hint.name, on=True)

    def _on_setting(self, name: str) -> None:
        if name == "dismissed":
            self._refresh()
