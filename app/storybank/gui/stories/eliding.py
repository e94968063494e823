"""A line that shows an ellipsis where its text is cut, as long as nobody writes in it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOptionFrame

from storybank.gui.fields import LineField, tip


class ElidingField(LineField):
    """A flat text of one line. What does not fit ends in an ellipsis, and the tool tip has it whole; with the focus it is a field as any."""

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__(name, placeholder, flat=True)
        self._name = name
        self.textChanged.connect(self._tell)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See anew whether the text fits."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, or as much of it as fits and an ellipsis."""
        if self.hasFocus() or self._fits():
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        room = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self).adjusted(2, 0, -2, 0)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)

    def _fits(self) -> bool:
        return self.fontMetrics().horizontalAdvance(self.text()) <= self.width() - 14

    def _tell(self) -> None:
        self.setToolTip(tip(self._name if self._fits() else f"{self._name}: {self.text()}"))
