"""The text and how it reads: one of them, or both side by side, or below each other where there is little room."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from storybank.gui.stories.writing import LINE_HEIGHT, WritingField

if TYPE_CHECKING:
    from storybank.gui.stories.preview import Preview

_BESIDE = 640  # pixels: narrower, the preview comes below the text
_PREVIEW_LINE = round(LINE_HEIGHT / 1.21 * 100)  # Inter's own lines are 1.21 of its size


class Reading(QWidget):
    """Holds a field and, once it is asked for, its preview. `made` says that there is a preview now."""

    made = Signal()

    def __init__(self, text: WritingField) -> None:
        super().__init__()
        self.mode = self._before = "edit"
        self._text = text
        self._preview: Preview | None = None
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(16)
        self._text_half, self._preview_half = self._half(text), QWidget()

    def show_as(self, mode: str) -> None:
        """Show the text (`edit`), how it reads (`preview`), or both (`beside`)."""
        if mode != self.mode:
            self._before, self.mode = self.mode, mode
        if self._preview is None and mode != "edit":
            from storybank.gui.stories.preview import Preview  # with the first look at it

            self._preview = Preview()
            self._preview_half = self._half(self._preview)
            self.made.emit()
        if self._preview is None:
            return
        had_focus = self._text.hasFocus() or self._preview.hasFocus()
        self._preview.setMaximumWidth(self._text.maximumWidth())
        self._text_half.setVisible(mode != "preview")
        self._preview_half.setVisible(mode != "edit")
        self.render_text()
        if had_focus:
            (self._preview if mode == "preview" else self._text).setFocus()

    def before(self) -> str:
        """Return what was shown before the preview alone."""
        return self._before if self.mode == "preview" else "preview"

    def render_text(self) -> None:
        """Let the preview, where it is shown, show the text as it stands."""
        if self._preview is not None and self.mode != "edit":
            self._preview.show_markdown(self._text.text, self._text.font(), _PREVIEW_LINE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the preview below the text where there is no room beside it."""
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._halves.direction() != way:
            self._halves.setDirection(way)

    def _half(self, widget: QWidget) -> QWidget:
        """Add a half that holds a widget at its left: the text is no wider than it reads well, whatever room there is."""
        half = QWidget()
        row = QHBoxLayout(half)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(widget, 100)
        row.addStretch(1)
        self._halves.addWidget(half, 1, Qt.AlignmentFlag.AlignTop)
        return half
