"""How a cell looks: score, shape for the rank, a line for the proof; solid from the bar upwards, pale and framed below it."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap, QPolygonF

from storybank.analysis.coverage import Cell
from storybank.gui.theme import Theme
from storybank.texts import score_text

_GAP = 3  # between a cell's edge and its face: room for the frame of the focus
_ROUND = 5.0
PROOF_STEPS = 9  # a line of more parts than this is not divided


class Size(NamedTuple):
    """The measures of a cell in pixels, and the height of the totals under it.

    A roomy cell says the proof in numbers too, and has a shape for the second rank.
    """

    width: int
    height: int
    total: int
    text: int
    roomy: bool


class Tone(NamedTuple):
    """The colours of a face: what fills it, what stands on it, and its frame."""

    fill: str
    ink: str
    frame: str
    bold: bool


def step_of(score: float, bar: float) -> int:
    """Return the tone of a score, 0 to 3: two below the bar and two from it upwards."""
    if score >= bar:
        return 3 if score >= bar + 0.5 else 2
    return 1 if score >= bar - 1 else 0


def tone_of(theme: Theme, score: float | None, bar: float, *, in_target: bool) -> Tone:
    """Return the colours of a score; principles outside the loop are told in greys that can still be read."""
    if not in_target:
        held = score is not None and score >= bar
        return Tone(theme.side if held else theme.page, theme.quiet, theme.quiet if held else theme.line, bold=held)
    if score is None:
        return Tone(theme.page, theme.text, theme.ramp[2], bold=False)
    step = step_of(score, bar)
    return Tone(theme.ramp[step], theme.ramp_text[step], "", bold=step > 1)


class Faces:
    """The faces of cells as pictures, each painted once: a large matrix has few different ones."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], QPixmap] = {}
        self._setting: tuple[object, ...] = ()
        self.fonts: dict[tuple[int, bool], QFont] = {}

    def use(self, theme: Theme, size: Size, bar: float, font: QFont, ratio: float) -> None:
        """Paint so from now on."""
        setting = (theme.name, size, bar, font.key(), ratio)
        if setting != self._setting:
            self._made.clear()
            self.fonts.clear()
            self._setting = setting
        self.theme, self.size, self.bar, self._font, self._ratio = theme, size, bar, font, ratio

    def font(self, pixels: int, *, bold: bool = False) -> QFont:
        """Return a font of a size, made once."""
        key = (pixels, bold)
        if key not in self.fonts:
            font = QFont(self._font)
            font.setPixelSize(pixels)
            font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
            self.fonts[key] = font
        return self.fonts[key]

    def face(self, cell: Cell | None, *, in_target: bool) -> QPixmap:
        """Return the picture of a cell."""
        key: tuple[object, ...] = (in_target,)
        if cell is not None:
            key = (in_target, cell.tag.score, cell.tag.rank, cell.proven, cell.asked)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._paint(cell, in_target=in_target)
        return made

    def _paint(self, cell: Cell | None, *, in_target: bool) -> QPixmap:
        picture = QPixmap(round(self.size.width * self._ratio), round(self.size.height * self._ratio))
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(QColor(self.theme.page))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(0, 0, self.size.width, self.size.height).adjusted(_GAP, _GAP, -_GAP, -_GAP)
        if cell is None:
            empty = self.theme.cell_empty
            box(
                painter, rect, Tone(empty if in_target else self.theme.page, "", "" if in_target else empty, bold=False)
            )
        else:
            self._draw(painter, rect, cell, tone_of(self.theme, cell.score, self.bar, in_target=in_target))
        painter.end()
        return picture

    def _draw(self, painter: QPainter, rect: QRectF, cell: Cell, tone: Tone) -> None:
        box(painter, rect, tone)
        ink, shown = QColor(tone.ink), 4.0 if rect.width() > 50 and rect.height() > 30 else 3.0
        painter.setPen(ink)
        painter.setFont(self.font(self.size.text, bold=tone.bold))
        lift = 5 if rect.height() > 26 else 3
        aside = rect.adjusted(0, 5, -12, -lift) if self.size.roomy else rect.adjusted(0, 0, 0, -lift - 1)
        painter.drawText(aside, Qt.AlignmentFlag.AlignCenter, score_text(cell.score))
        if cell.is_primary or self.size.roomy:
            diamond(painter, rect.topLeft() + QPointF(1.8 * shown, 1.8 * shown), shown, ink, filled=cell.is_primary)
        if self.size.roomy:
            painter.setFont(self.font(max(11, self.size.text - 4)))
            area = rect.adjusted(0, 2, -5, 0)
            proof = f"{cell.proven}/{cell.asked}"
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, proof)
        inset = 7 if rect.width() > 34 else 3
        line = QRectF(rect.left() + inset, rect.bottom() - lift - 2, rect.width() - 2 * inset, 2)
        proof_line(painter, line, cell.proven, cell.asked, ink)


def box(painter: QPainter, rect: QRectF, tone: Tone) -> None:
    """Draw the ground of a face; a frame lies inside its edge."""
    painter.setBrush(QColor(tone.fill))
    painter.setPen(QPen(QColor(tone.frame), 1) if tone.frame else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5) if tone.frame else rect, _ROUND, _ROUND)


def diamond(painter: QPainter, middle: QPointF, half: float, ink: QColor, *, filled: bool) -> None:
    """Draw ◆ or ◇."""
    x, y = middle.x(), middle.y()
    painter.setPen(QPen(ink, 1))
    painter.setBrush(ink if filled else Qt.BrushStyle.NoBrush)
    painter.drawPolygon(
        QPolygonF([QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y)])
    )


def proof_line(painter: QPainter, line: QRectF, proven: int, asked: int, ink: QColor) -> None:
    """Draw a line of as many parts as dimensions are asked; those that are proven are strong."""
    faint = QColor(ink)
    faint.setAlphaF(0.3)
    if not 0 < asked <= PROOF_STEPS:
        painter.fillRect(line, faint)
        painter.fillRect(QRectF(line.left(), line.top(), line.width() * proven / max(1, asked), line.height()), ink)
        return
    gap = 2.0 if line.width() > 8 * asked else 1.0
    part = (line.width() - gap * (asked - 1)) / asked
    for number in range(asked):
        at = QRectF(line.left() + number * (part + gap), line.top(), part, line.height())
        painter.fillRect(at, ink if number < proven else faint)
