"""The parts of a page, and going round them by a key."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from storybank.gui.window import Window


class Part(NamedTuple):
    """A part of a page. `take_focus` puts the focus into it and returns whether there was anything to stand on."""

    around: QWidget
    take_focus: Callable[[], bool]

    def holds(self, widget: QWidget | None) -> bool:
        """Say whether a widget is the part or in it."""
        return widget is not None and (widget is self.around or self.around.isAncestorOf(widget))


class Parted(Protocol):
    """A page, as the keys see it: its parts, the one that is worked in first."""

    def parts(self) -> tuple[Part, ...]:
        """Return the parts of the page."""
        ...


def part(widget: QWidget) -> Part:
    """Return the part that is one widget."""

    def take() -> bool:
        if not (widget.isVisible() and widget.isEnabled()):
            return False
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    return Part(widget, take)


def begin_page(window: "Window") -> None:
    """Put the focus where the page that is shown is worked in."""
    for one in _parts(window)[:-1]:
        if one.take_focus():
            return


def turn(window: "Window", step: int) -> None:
    """Go to the next part (1) or the one before (-1), past those that have nothing to stand on; the list of pages is the last."""
    parts, focus = _parts(window), QApplication.focusWidget()
    here = next((at for at, one in enumerate(parts) if one.holds(focus)), -step)
    for further in range(1, len(parts) + 1):
        if parts[(here + further * step) % len(parts)].take_focus():
            return


def _parts(window: "Window") -> tuple[Part, ...]:
    page: Parted = window.stack.currentWidget()  # type: ignore[assignment]
    return (*page.parts(), part(window.navigation))
