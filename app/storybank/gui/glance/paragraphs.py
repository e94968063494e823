"""What stands in the Glance window: paragraphs, answers that take two lines at most, and principles to choose between."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from storybank.gui.fields import literal, mark, tip, wrapped
from storybank.gui.glance.content import Line
from storybank.gui.theme import theme_of

_ROLES = {"principle": "quiet", "story": "strong", "strong": "strong", "quiet": "quiet"}
_LINES, _LINES_NARROW = 2, 4
_ROOM = 4  # above and below what one may click
_LINE = int(Qt.TextFlag.TextSingleLine)
_NARROW = 34  # letters across, under which a line says next to nothing


class Body(QWidget):
    """What scrolls: as high as its text at the width it has, and no higher."""

    def minimumSizeHint(self) -> QSize:
        """Return the height that the text needs at the width there is; Qt would take the one for narrow labels."""
        layout, around = self.layout(), self.parentWidget()
        if layout is None or around is None:
            return QSize(0, 0)
        return QSize(0, layout.totalHeightForWidth(around.width()))


class Short(QLabel):
    """A plain text of two lines at most, with an ellipsis where it goes on; the whole of it stands in its tooltip."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(wrapped("").sizePolicy())
        self.setText(text)
        self.setToolTip(tip(text))

    def lines(self, width: int) -> list[str]:
        """Return the lines that are drawn in a width."""
        self.ensurePolished()
        metrics, text = self.fontMetrics(), self.text()
        most = _LINES if width >= _NARROW * metrics.averageCharWidth() else _LINES_NARROW
        ends = _ends(text, self, width, most)
        starts = [0, *ends[:-1]]
        shown = [text[start:end].rstrip() for start, end in zip(starts, ends, strict=True)]
        if ends and ends[-1] < len(text):
            shown[-1] = metrics.elidedText(text[starts[-1] :], Qt.TextElideMode.ElideRight, width)
        return shown

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines that are drawn."""
        return len(self.lines(width)) * self.fontMetrics().lineSpacing()

    def hasHeightForWidth(self) -> bool:
        """Return that it has: the lines depend on the width."""
        return True

    def minimumSizeHint(self) -> QSize:
        """Return the room for a few letters."""
        return QSize(40, self.fontMetrics().lineSpacing())

    def sizeHint(self) -> QSize:
        """Return the room for the lines at the width there is."""
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines."""
        painter, line = QPainter(self), self.fontMetrics().lineSpacing()
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        for number, text in enumerate(self.lines(self.width())):
            painter.drawText(0, number * line, self.width(), line, _LINE, text)


class Candidate(QPushButton):
    """A principle that the letters may mean, in as many lines as its name needs; the one that Enter takes is marked by its sign."""

    def __init__(self, name: str, *, is_marked: bool) -> None:
        super().__init__(literal(name))
        self._name, self._is_marked = name, is_marked
        self.setProperty("role", "link")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(wrapped("").sizePolicy())

    @property
    def is_marked(self) -> bool:
        """Whether Enter takes it."""
        return self._is_marked

    def lines(self, width: int) -> list[str]:
        """Return the lines of the name in the width that the button has."""
        self.ensurePolished()
        ends = _ends(self._name, self, width - self._indent, len(self._name))
        return [self._name[start:end].rstrip() for start, end in zip([0, *ends[:-1]], ends, strict=True)]

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines, and some room to click."""
        return len(self.lines(width)) * self.fontMetrics().lineSpacing() + 2 * _ROOM

    def hasHeightForWidth(self) -> bool:
        """Return that it has: the lines depend on the width."""
        return True

    def minimumSizeHint(self) -> QSize:
        """Return the room for a few letters."""
        return QSize(40, self.fontMetrics().lineSpacing() + 2 * _ROOM)

    def sizeHint(self) -> QSize:
        """Return the room for the lines at the width there is."""
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign and the name, underlined while the mouse is over it."""
        painter, line = QPainter(self), self.fontMetrics().lineSpacing()
        font = self.font()
        painter.setPen(QColor(theme_of(self.palette()).accent))
        if self._is_marked:
            painter.drawText(0, _ROOM, self._indent, line, _LINE, "›")
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        for number, text in enumerate(self.lines(self.width())):
            painter.drawText(self._indent, _ROOM + number * line, self.width() - self._indent, line, _LINE, text)

    @property
    def _indent(self) -> int:
        return self.fontMetrics().horizontalAdvance("›\u2003")


def paragraph(line: Line) -> QWidget:
    """Return a paragraph as it stands out."""
    if line.kind == "short":
        return Short(line.text)
    made = wrapped(line.text, _ROLES.get(line.kind, ""))
    mark(made, "warned", on=line.kind == "warned")
    return made


def _ends(text: str, widget: QWidget, width: int, most: int) -> list[int]:
    """Return where the first lines of a text end in a width."""
    layout, option = QTextLayout(text, widget.font()), QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    ends: list[int] = []
    while len(ends) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        ends.append(line.textStart() + line.textLength())
    layout.endLayout()
    return ends
