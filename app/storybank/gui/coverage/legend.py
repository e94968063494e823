"""What every sign of the matrix means, drawn as the matrix draws it."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from storybank.gui.coverage.face import box, diamond, proof_line, step_of, tone_of
from storybank.gui.theme import Theme, theme_of
from storybank.model import SCORES, Framework
from storybank.texts import _, score_text

_LEAST_HEIGHT, _BETWEEN, _TO_TEXT = 22, 14, 5
_FOR_TEXT = 13  # the size of type that the widths are for
Sketch = Callable[[QPainter, QRectF, Theme], None]


class Sign(NamedTuple):
    """A drawing of a width, and what it means."""

    width: int
    draw: Sketch
    text: str


class Legend(QWidget):
    """The signs in a row, or in as many rows as they need."""

    def __init__(self) -> None:
        super().__init__()
        self._signs: list[Sign] = []
        self._rows = 9
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(_("Legend"))

    def show_signs(self, framework: Framework, *, others: bool, roomy: bool) -> None:
        """Explain the signs under a framework's bar; `others` are columns outside the loop, `roomy` cells have a second shape."""
        bar = framework.bar
        tones = [[score for score in SCORES if step_of(score, bar) == step] for step in range(4)]
        signs = [Sign(12, _shape(filled=True), _("primary"))]
        if roomy:
            signs.append(Sign(12, _shape(filled=False), _("secondary")))
        signs.append(Sign(4 * 38 + 8, _ramp(tones, bar), _("solid from {bar}, the bar").format(bar=score_text(bar))))
        signs.append(Sign(30, lambda p, r, t: proof_line(p, _middle(r, 2), 2, 5, QColor(t.text)), _("2 of 5 proven")))
        signs.append(Sign(12, _letter("▲"), _("can be vetoed")))
        signs.append(Sign(12, _letter("△"), _("not proven")))
        if others:
            signs.append(
                Sign(24, lambda p, r, t: box(p, r, tone_of(t, 1.0, bar, in_target=False)), _("outside the loop"))
            )
        self._signs = signs
        self.setAccessibleDescription("; ".join(f"{sign.text}" for sign in signs))
        self.updateGeometry()
        self.update()

    def keep_to(self, rows: int) -> None:
        """Show so many rows at most: the signs stand in the order of how often they are asked for."""
        self._rows = rows
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size that the signs need."""
        return QSize(300, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        """Say that the signs wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the rows."""
        return max((rect.bottom() + 1 for rect in self._places(width)), default=self.row_height)

    def _places(self, width: int) -> list[QRect]:
        metrics, scale, places, x, y = QFontMetrics(self._small()), self._scale(), [], 0, 0
        height = self.row_height
        for sign in self._signs:
            needed = round(sign.width * scale) + _TO_TEXT + metrics.horizontalAdvance(sign.text) + 2
            if x and x + needed > width:
                x, y = 0, y + height
            if y >= self._rows * height:
                break
            places.append(QRect(x, y, needed, height))
            x += needed + _BETWEEN
        return places

    @property
    def row_height(self) -> int:
        """The height of a row of signs."""
        return max(_LEAST_HEIGHT, QFontMetrics(self._small()).height() + 4)

    def _scale(self) -> float:
        return QFontInfo(self.font()).pixelSize() / _FOR_TEXT

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(11, QFontInfo(font).pixelSize() - 1))
        return font

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the signs."""
        painter, theme, scale = QPainter(self), theme_of(self.palette()), self._scale()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for sign, place in zip(self._signs, self._places(self.width()), strict=False):
            painter.setFont(self._small())
            sign.draw(painter, QRectF(place.left(), place.top() + 3, sign.width * scale, place.height() - 6), theme)
            painter.setFont(self._small())
            painter.setPen(QColor(theme.quiet))
            text = place.adjusted(round(sign.width * scale) + _TO_TEXT, 0, 0, 0)
            painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), sign.text)


def _middle(rect: QRectF, height: float) -> QRectF:
    return QRectF(rect.left(), rect.center().y() - height / 2, rect.width(), height)


def _shape(*, filled: bool) -> Sketch:
    return lambda painter, rect, theme: diamond(painter, rect.center(), 4, QColor(theme.text), filled=filled)


def _letter(letter: str) -> Sketch:
    def draw(painter: QPainter, rect: QRectF, theme: Theme) -> None:
        painter.setPen(QColor(theme.warning if letter == "▲" else theme.text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter)

    return draw


def _ramp(tones: list[list[float]], bar: float) -> Sketch:
    """Draw the tones with their scores, and a stroke where the bar stands."""

    def draw(painter: QPainter, rect: QRectF, theme: Theme) -> None:
        x, part = rect.left(), (rect.width() - 6) / 4
        for step, scores in enumerate(tones):
            if step == 2:
                painter.fillRect(QRectF(x + 1, rect.top() - 2, 2, rect.height() + 4), QColor(theme.text))
                x += 6
            if not scores:
                continue
            tone = tone_of(theme, scores[0], bar, in_target=True)
            place = QRectF(x, rect.top(), part - 2, rect.height())
            box(painter, place, tone)
            painter.setPen(QColor(tone.ink))
            ends = {score_text(scores[0]): None, score_text(scores[-1]): None}
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "–".join(ends))
            x += part

    return draw
