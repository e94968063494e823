"""Where the keys of a table lead in the matrix."""

from PySide6.QtWidgets import QAbstractItemView

from storybank.gui.coverage.matrix import TOTALS

Action = QAbstractItemView.CursorAction
Spot = tuple[int, int]
_STEPS = {Action.MoveUp: (-1, 0), Action.MoveDown: (1, 0), Action.MoveLeft: (0, -1), Action.MoveRight: (0, 1)}


def led(action: Action, at: Spot, body: Spot, page: int, *, whole: bool) -> Spot:
    """Return the row and column that a key leads to; never the corner where the totals meet.

    `body` are the rows and columns before the totals, `page` the rows that can be seen, `whole` says that the key is about the whole table.
    """
    (row, column), (rows, columns) = at, body
    if action == Action.MoveHome:
        return (0 if whole else row), 0
    if action == Action.MoveEnd:
        return (rows - 1 if whole else row), columns - 1
    if action in (Action.MovePageUp, Action.MovePageDown):
        there = row + (page if action == Action.MovePageDown else -page)
        return max(0, min(there, rows - 1)), column
    down, right = _STEPS.get(action, (0, 0))
    then = max(0, min(row + down, rows + TOTALS - 1)), max(0, min(column + right, columns + TOTALS - 1))
    return at if then[0] >= rows and then[1] >= columns else then
