"""A sentence that can be clicked."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QSizePolicy


class LinkButton(QAbstractButton):
    """A sentence that can be clicked: bold, as many lines as it needs, underlined under the mouse, framed while it has the focus."""

    def __init__(self, text: str, name: str = "") -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(name or text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return a narrow hint; the height follows the width."""
        return QSize(120, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        """Return the height that a usual column needs."""
        return QSize(80, 24)

    def hasHeightForWidth(self) -> bool:
        """Say that the text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped text, 24 px at least: that is what a finger and a tremor need."""
        bounds = QFontMetrics(self._bold()).boundingRect(
            QRect(0, 0, max(40, width - 10), 4000), self._flags(), self.text()
        )
        return max(24, bounds.height() + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sentence."""
        painter = QPainter(self)
        font = self._bold()
        hovered = self.underMouse()
        font.setUnderline(hovered)
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.Link if hovered else QPalette.ColorRole.WindowText))
        painter.drawText(self.rect().adjusted(5, 3, -5, -3), self._flags(), self.text())
        if self.hasFocus():
            painter.setPen(self.palette().color(QPalette.ColorRole.Link))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter clicks, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    @staticmethod
    def _flags() -> int:
        return int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
