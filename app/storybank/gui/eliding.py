"""What ends in an ellipsis where there is no room for all of it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QStyle, QStyleOptionButton

from storybank.gui.fields import Button, tip

_LEAST = 80  # px: a few letters and the ellipsis


class ElidingLabel(QLabel):
    """A plain text of one line."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)

    def minimumSizeHint(self) -> QSize:
        """Return the room for a few letters."""
        hint = super().minimumSizeHint()
        return QSize(min(_LEAST, hint.width()), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as fits."""
        painter, room = QPainter(self), self.contentsRect()
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


class ElidingButton(Button):
    """A button whose text may be long."""

    def __init__(self, role: str, name: str) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self.setProperty("role", role)
        self.setAccessibleName(name)
        self.setToolTip(tip(name))

    def minimumSizeHint(self) -> QSize:
        """Return the room for a few letters."""
        hint = super().minimumSizeHint()
        return QSize(min(_LEAST, hint.width()), hint.height())

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Have as much drawn as fits."""
        super().initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        option.text = self.fontMetrics().elidedText(  # type: ignore[misc]
            self.text(), Qt.TextElideMode.ElideRight, room
        )
