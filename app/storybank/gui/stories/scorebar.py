"""The score of a principle as a bar of four segments with halves, worked by keys or by the mouse."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox

from storybank.gui.fields import tip
from storybank.gui.theme import theme_of
from storybank.model import SCORES, Framework
from storybank.texts import _, score_text

_SEGMENT, _GAP, _EDGE = 24, 3, 4
_TALL, _HEIGHT = 13, 26
_LOW, _HIGH = SCORES[0], SCORES[-1]
_NOT_OURS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class ScoreBar(QDoubleSpinBox):
    """A spin box to a screen reader, with 0 for “not scored”; a bar to the eye. `chosen` carries the score that a person gives, or None.

    1 to 4 score, a point adds a half or takes it, the arrows go by halves, Delete and 0 clear. P and S go on to the row, which ranks.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._bar = _HIGH
        self._showing = False
        self.setRange(0, _HIGH)
        self.setSingleStep(0.5)
        self.setDecimals(1)
        self.setSpecialValueText(_("not scored"))
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.lineEdit().hide()  # what is typed here are scores, not text
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setFixedSize(self.sizeHint())
        self.valueChanged.connect(self._on_value)

    @property
    def score(self) -> float | None:
        """The score that is shown."""
        return self.value() or None

    def show_score(self, score: float | None, principle: str, framework: Framework) -> None:
        """Show a score that came from the bank."""
        self._showing = True
        self.setValue(score or 0.0)
        self._showing = False
        self._bar = framework.bar
        self.setAccessibleName(_("Score for {principle}").format(principle=principle))
        said = grade_text(score, framework)
        self.setAccessibleDescription(said)
        self.setToolTip(tip(said))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of four segments."""
        return QSize(4 * _SEGMENT + 3 * _GAP + 2 * _EDGE, _HEIGHT)

    def event(self, event: QEvent) -> bool:
        """Leave shortcuts to the menus: a spin box would keep undo and the like for the text that it does not have here."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Score by a key; other keys are left to those around."""
        key, text, now = event.key(), event.text(), self.value()
        if event.modifiers() & _NOT_OURS:
            event.ignore()
        elif text in ("1", "2", "3", "4"):
            self._give(float(text))
        elif text in (".", ","):
            whole = now == int(now)
            self._give(min(now + 0.5, _HIGH) if whole and now else now - 0.5 if now else 0.0)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Right):
            self._give(min(now + 0.5, _HIGH))
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Left):
            self._give(max(now - 0.5, _LOW) if now else 0.0)
        elif key == Qt.Key.Key_Home:
            self._give(_LOW)
        elif key == Qt.Key.Key_End:
            self._give(_HIGH)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) or text == "0":
            self._give(0.0)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Score what was clicked: the left half of a segment is its half point."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._give(_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Score as the mouse is drawn along."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._give(_at(event.position().x()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second click for what it is."""
        self.mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do nothing: the press has scored."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: nobody changes a score by passing over it."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the segments: solid from the bar upwards, pale with an outline below, empty where there is no point; a tick marks the bar."""
        theme, painter, score = theme_of(self.palette()), QPainter(self), self.value()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent, solid = QColor(theme.accent), score >= self._bar
        top = (_HEIGHT - _TALL) / 2
        for number in range(4):
            box = QRectF(_EDGE + number * (_SEGMENT + _GAP), top, _SEGMENT, _TALL)
            painter.setPen(QPen(QColor(theme.quiet), 1))
            painter.setBrush(QColor(theme.cell_empty))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            share = max(0.0, min(1.0, score - number))
            if share:
                filled = QRectF(box.left(), box.top(), box.width() * share, box.height())
                painter.setPen(QPen(accent, 1))
                painter.setBrush(accent if solid else QColor(theme.accent_soft))
                painter.drawRoundedRect(filled.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        at = _EDGE + (self._bar - 0.001) // 1 * _GAP + self._bar * _SEGMENT
        painter.setPen(QPen(QColor(theme.quiet), 1.4))
        painter.drawLine(round(at), round(top) + _TALL + 1, round(at), round(top) + _TALL + 4)
        if self.hasFocus():
            painter.setPen(QPen(accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)

    def _give(self, score: float) -> None:
        if score != self.value():
            self.setValue(score)

    def _on_value(self, value: float) -> None:
        """Tell of a score that was given here or by a screen reader; there is none between 0 and 1."""
        if self._showing:
            return
        if 0 < value < _LOW:
            self.setValue(_LOW)
            return
        self.update()
        self.chosen.emit(value or None)


def _at(x: float) -> float:
    """Return the score at a place of the bar."""
    halves = int((x - _EDGE) / ((_SEGMENT + _GAP) / 2)) + 1
    return min(_HIGH, max(_LOW, halves / 2))


def grade_text(score: float | None, framework: Framework) -> str:
    """Return what a score stands for on the framework's scale; a half stands between two grades."""
    labels = {float(grade.score): grade.label for grade in framework.scale}
    if score is None:
        return _("Not scored yet: press 1 to 4, and a point for the half.")
    if score in labels:
        return _("{score}: {label}").format(score=score_text(score), label=labels[score])
    low, high = labels.get(score - 0.5), labels.get(score + 0.5)
    if low and high:
        return _("{score}: between “{low}” and “{high}”").format(score=score_text(score), low=low, high=high)
    return score_text(score)
