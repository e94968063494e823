"""The menu of a cell: what its keys do, for a mouse, a pen or a switch."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from storybank.model import SCORES
from storybank.texts import _, score_text

if TYPE_CHECKING:
    from storybank.gui.coverage.view import MatrixView


def cell_menu(view: "MatrixView") -> QMenu:
    """Return the menu of the chosen cell; what does not apply to it is disabled."""
    menu, place = QMenu(view), view.chosen_cell()
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if place is None:
        return menu
    cell = view.matrix.coverage.cell(*place)
    for score in SCORES:
        action = menu.addAction(_("Score {score}").format(score=score_text(score)))
        action.setCheckable(True)
        action.setChecked(cell is not None and cell.score == score)
        action.triggered.connect(lambda _on=False, score=score: view.scored.emit(*place, score, False))
    menu.addSeparator()
    for name, rank in ((_("&Primary"), "primary"), (_("&Secondary"), "secondary")):
        action = menu.addAction(name)
        action.setCheckable(True)
        action.setChecked(cell is not None and cell.tag.rank == rank)
        action.triggered.connect(lambda _on=False, rank=rank: view.ranked.emit(*place, rank))
    clearing = menu.addAction(_("&Clear"))
    clearing.setEnabled(cell is not None)
    clearing.triggered.connect(lambda: view.cleared.emit(*place))
    menu.addSeparator()
    menu.addAction(_("&Open the story here")).triggered.connect(lambda: view.opened.emit(*place))
    return menu
