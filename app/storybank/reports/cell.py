"""A cell of the matrix: score, a shape for the primary principle, and a line that is as long as the evidence proven."""

from dataclasses import dataclass

from storybank.analysis.coverage import Cell
from storybank.reports.setting import bold
from storybank.reports.sheet import Sheet
from storybank.texts import score_text

HEIGHT, WIDEST, ROOMY = 14.0, 36.0, 24.0
"""In points; a cell that is not roomy shows everything smaller."""


@dataclass(frozen=True, slots=True)
class Tones:
    """The colours of a cell: its fill, what stands on it, and the line's two parts: asked, and proven."""

    fill: str
    ink: str
    asked: str
    proven: str


def tones(cell: Cell, bar: float, *, in_target: bool) -> Tones:
    """Return the colours: dark from the bar upwards and pale below, so that a photocopy shows the bar too; grey outside the target."""
    if cell.score is None:
        return Tones("white", "grey", "track", "grey")
    if not cell.at_bar:
        return Tones("pale", "ink", "track", "ink") if in_target else Tones("aside-pale", "grey", "hairline", "grey")
    if not in_target:
        return Tones("aside", "white", "faint", "white")
    high = cell.score >= bar + 0.5
    return Tones("strong" if high else "solid", "white", "solid" if high else "track-dark", "white")


def draw_cell(sheet: Sheet, cell: Cell, colours: Tones, centre: tuple[float, float], size: tuple[float, float]) -> None:
    """Draw a cell round its centre."""
    (x, y), (width, height) = centre, size
    left, top, roomy = x - width / 2, y - height / 2, width > ROOMY
    if cell.score is None:
        sheet.outline(left, top, width, height)
    else:
        sheet.box(left, top, width, height, colours.fill, 2.5)
        if not cell.at_bar:  # a photocopier loses so pale a tone, but not a line round it
            sheet.outline(left, top, width, height, "track")
    type_size = 8.6 if roomy else 6.6
    shift = 1.3 if cell.is_primary and not roomy else 0.0  # the shape's corner
    sheet.centred(score_text(cell.score), x + shift, y + type_size * 0.36 - 1.4, bold(type_size, colours.ink))
    if cell.is_primary:
        inset = 4.2 if roomy else 2.4
        sheet.shape("◆", left + inset, top + inset, 6.0 if roomy else 4.0, colours.ink)
    length = width - (10 if roomy else 5)
    sheet.box(x - length / 2, top + height - 3.4, length, 1.4, colours.asked)
    if cell.proven:
        sheet.box(x - length / 2, top + height - 3.4, length * cell.proven / cell.asked, 1.4, colours.proven)
