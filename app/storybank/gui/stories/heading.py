"""A heading that folds what stands under it: one button, painted, so that a page of them stays light."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from storybank.gui.fields import tip
from storybank.gui.theme import small_px, theme_of
from storybank.texts import _

INDENT = 23
"""Where the words begin: the fields under a section's heading begin there too."""
_LEAST, _GAP = 26, 8


class Heading(QPushButton):
    """A title with a chevron. Space and Enter fold and unfold; while it is folded it says in a few words what is inside."""

    def __init__(self, title: str, *, section: bool) -> None:
        super().__init__()
        self._section = section
        self._title = self._summary = ""
        self._folded = False
        self.setAutoDefault(True)  # Enter clicks, as Space does
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_title(title)

    def show_title(self, title: str) -> None:
        """Have another title."""
        if title != self._title:
            self._title = title
            self._say()

    def show_state(self, *, folded: bool, summary: str = "") -> None:
        """Say whether what stands under it is folded, and what it holds then."""
        if (folded, summary) != (self._folded, self._summary):
            self._folded, self._summary = folded, summary
            self._say()

    def sizeHint(self) -> QSize:
        """Return the room for the title."""
        return QSize(INDENT + QFontMetrics(self._bold()).horizontalAdvance(self._title) + 6, self._tall())

    def minimumSizeHint(self) -> QSize:
        """Return the least room; a longer title is cut with an ellipsis, and the tool tip has it whole."""
        return QSize(90, self._tall())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let only what folds be a matter of the heading; arrows scroll the page."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw chevron, title, and the few words about what is folded."""
        theme, painter = theme_of(self.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.underMouse() or self.hasFocus()
        self._draw_chevron(painter, QColor(theme.accent if lit else theme.quiet))
        bold = self._bold()
        room = self.width() - INDENT - 6
        painter.setFont(bold)
        painter.setPen(QColor(theme.accent if lit else theme.quiet if self._section else theme.text))
        used = self._draw_text(painter, bold, self._title, INDENT, room)
        if self._folded and self._summary and room - used > 40:
            small = QFont(self.font())
            small.setPixelSize(small_px(small))
            painter.setFont(small)
            painter.setPen(QColor(theme.quiet))
            self._draw_text(painter, small, self._summary, INDENT + used + 2 * _GAP, room - used - 2 * _GAP)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)

    def _draw_chevron(self, painter: QPainter, colour: QColor) -> None:
        pen = QPen(colour, 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        middle = QPointF(11, self.height() / 2)
        line = [QPointF(-1.8, -3.6), QPointF(1.8, 0), QPointF(-1.8, 3.6)]
        if not self._folded:
            line = [QPointF(-3.6, -1.8), QPointF(0, 1.8), QPointF(3.6, -1.8)]
        painter.drawPolyline([middle + point for point in line])

    def _draw_text(self, painter: QPainter, font: QFont, text: str, left: int, room: int) -> int:
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        return metrics.horizontalAdvance(shown)

    def _tall(self) -> int:
        return max(_LEAST, QFontMetrics(self.font()).height() + 8)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        if self._section:
            font.setPixelSize(small_px(font))
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _say(self) -> None:
        """Tell a screen reader title, kind and state, and what is inside while that is folded."""
        kinds = {
            (True, False): _("{title}, section, open"),
            (True, True): _("{title}, section, folded"),
            (False, False): _("{title}, principle, open"),
            (False, True): _("{title}, principle, folded"),
        }
        name = kinds[self._section, self._folded].format(title=self._title)
        self.setAccessibleName(f"{name}: {self._summary}" if self._folded and self._summary else name)
        if not self._section:
            self.setToolTip(tip(self._title))
        self.updateGeometry()
        self.update()
