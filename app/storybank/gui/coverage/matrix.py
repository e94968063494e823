"""The matrix as Qt sees it: stories and principles, one way or the other, and after each of them two totals."""

from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from storybank.analysis.coverage import Cell, Column, Coverage, Holding, holdings
from storybank.gui.coverage import words
from storybank.gui.fields import tip
from storybank.model import Framework, Story
from storybank.texts import _, score_text

TOTALS = 2  # per principle: best score, stories at the bar; per story: principles at the bar, and held by it alone
Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP_WIDTH = 62
_FEW = 3  # stories that are told of one by one when they changed


class Arrangement(NamedTuple):
    """What of the matrix is shown, and how."""

    loop_only: bool = False
    by_exposure: bool = False
    transposed: bool = False


class Spot(NamedTuple):
    """What an index stands for: a cell (both), a total of a principle or of a story (one), or a corner (none)."""

    story: Story | None
    column: Column | None
    total: int


class Matrix(QAbstractTableModel):
    """Shows a `Coverage`. Rows are stories, or principles when it is transposed; the last two rows and columns are totals."""

    def __init__(self, coverage: Coverage, framework: Framework, arrangement: Arrangement) -> None:
        super().__init__()
        self._take(coverage, framework, arrangement)

    def _take(self, coverage: Coverage, framework: Framework, arrangement: Arrangement) -> None:
        self.coverage, self.framework, self.arrangement = coverage, framework, arrangement
        self.columns = arranged(coverage, arrangement)
        self.holdings = holdings(coverage)
        self._keys = _keys(coverage, self.columns)

    @property
    def transposed(self) -> bool:
        """Whether rows are principles."""
        return self.arrangement.transposed

    @property
    def body(self) -> tuple[int, int]:
        """How many rows and columns there are before the totals."""
        stories, columns = len(self.coverage.stories), len(self.columns)
        return (columns, stories) if self.transposed else (stories, columns)

    def show(self, coverage: Coverage, framework: Framework, arrangement: Arrangement) -> bool:
        """Show another matrix; returns whether rows and columns stayed the same, and with them cursor and scroll."""
        before, other = self.coverage.stories, framework is not self.framework
        now = _keys(coverage, arranged(coverage, arrangement)), arrangement.transposed
        if now != (self._keys, self.transposed):
            self.beginResetModel()
            self._take(coverage, framework, arrangement)
            self.endResetModel()
            return False
        self._take(coverage, framework, arrangement)
        changed = [at for at, (old, new) in enumerate(zip(before, coverage.stories, strict=True)) if old is not new]
        few = len(changed) <= _FEW and not other
        for at in changed if few else ():
            self._tell(at, at)
        last = len(coverage.stories)
        self._tell(last if few else 0, last + TOTALS - 1)
        return True

    def _tell(self, first: int, last: int) -> None:
        """Say that the stories from one place to another look different."""
        if self.transposed:
            self.dataChanged.emit(self.index(0, first), self.index(self.rowCount() - 1, last))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, first, last)
        else:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, first, last)

    def spot(self, row: int, column: int) -> Spot:
        """Return what a row and a column stand for."""
        if self.transposed:
            row, column = column, row
        stories, columns = self.coverage.stories, self.columns
        story = stories[row] if row < len(stories) else None
        principle = columns[column] if column < len(columns) else None
        return Spot(story, principle, row - len(stories) if story is None else column - len(columns))

    def place(self, index: Index) -> tuple[str, str] | None:
        """Return the ids of a cell's story and principle (or a total's number), which outlive a reset."""
        if not index.isValid():
            return None
        spot = self.spot(index.row(), index.column())
        return (
            spot.story.id if spot.story else f" {spot.total}",
            spot.column.principle.id if spot.column else f" {spot.total}",
        )

    def find(self, story: str, principle: str) -> QModelIndex:
        """Return the index of a place; an invalid one when it is gone."""
        totals = tuple(f" {number}" for number in range(TOTALS))
        rows, columns = (*self._keys[0], *totals), (*self._keys[1], *totals)
        if story not in rows or principle not in columns:
            return QModelIndex()
        row, column = rows.index(story), columns.index(principle)
        return self.index(column, row) if self.transposed else self.index(row, column)

    def column(self, place: int) -> Column:
        """Return the principle at a place among those that are shown."""
        return self.columns[place]

    def cell(self, spot: Spot) -> Cell | None:
        """Return the cell of a spot, None where the story does not carry the principle, and for totals."""
        if spot.story is None or spot.column is None:
            return None
        return self.coverage.cells.get((spot.story.id, spot.column.principle.id))

    def holding(self, story: Story) -> Holding:
        """Return what a story holds."""
        return self.holdings[story.id]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of rows with the totals."""
        return 0 if parent.isValid() else self.body[0] + TOTALS

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns with the totals."""
        return 0 if parent.isValid() else self.body[1] + TOTALS

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Return what a cell says: to the eye, to a screen reader, or under the mouse."""
        if not index.isValid():
            return None
        spot = self.spot(index.row(), index.column())
        if role == _DISPLAY:
            return self.text(spot)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(in_lines(self.sentence(spot)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sentence(spot).replace("\n", " ")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """Return a story's title, a principle's name, or what a total counts."""
        spot = self.head(section, orientation)
        name = self.name(spot, of_stories=self.of_stories(orientation))
        if role in (_DISPLAY, Qt.ItemDataRole.AccessibleTextRole):
            return name
        if role != Qt.ItemDataRole.ToolTipRole:
            return None
        if spot.column is not None:
            return tip(in_lines(words.of_principle(spot.column.principle)))
        return tip(
            in_lines(name if spot.story else total_meanings(of_stories=self.of_stories(orientation))[spot.total])
        )

    def of_stories(self, orientation: Qt.Orientation) -> bool:
        """Say whether the stories stand along a direction."""
        return (orientation == Qt.Orientation.Vertical) != self.transposed

    def head(self, section: int, orientation: Qt.Orientation) -> Spot:
        """Return what stands at the head of a row or a column: a story, a principle, or the number of a total."""
        along: tuple[Story, ...] | tuple[Column, ...] = self.columns
        if self.of_stories(orientation):
            along = self.coverage.stories
        if section >= len(along):
            return Spot(None, None, section - len(along))
        one = along[section]
        return Spot(one, None, 0) if isinstance(one, Story) else Spot(None, one, 0)

    @staticmethod
    def name(head: Spot, *, of_stories: bool) -> str:
        """Return the text of a head; `of_stories` where stories stand along it."""
        if head.story is not None:
            return head.story.title
        return head.column.principle.name if head.column else total_names(of_stories=of_stories)[head.total]

    def sentence(self, spot: Spot) -> str:
        """Return in words what a spot stands for and what would mend it; the second line is what to do."""
        if spot.story is not None and spot.column is not None:
            return words.of_cell(spot.story, spot.column, self.cell(spot), self.framework.bar)
        if spot.column is not None:
            return words.of_column(spot.column, self.framework.bar)
        return words.of_story(spot.story, self.holding(spot.story)) if spot.story is not None else ""

    def text(self, spot: Spot) -> str:
        """Return what stands in a spot."""
        if spot.story is not None and spot.column is not None:
            cell = self.cell(spot)
            return score_text(cell.score) if cell else ""
        if spot.column is not None:
            return score_text(spot.column.best) if spot.total == 0 else str(spot.column.depth)
        if spot.story is None:
            return ""
        holding = self.holding(spot.story)
        return str(len(holding.alone if spot.total else holding.held))


def arranged(coverage: Coverage, arrangement: Arrangement) -> tuple[Column, ...]:
    """Return the principles that are shown, in their order."""
    columns = coverage.target if arrangement.loop_only else coverage.columns
    if not arrangement.by_exposure:
        return columns
    return tuple(sorted(columns, key=lambda column: (not column.in_target, column.exposure)))


def _keys(coverage: Coverage, columns: tuple[Column, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(story.id for story in coverage.stories), tuple(column.principle.id for column in columns)


def total_names(*, of_stories: bool) -> tuple[str, str]:
    """Return the names of the totals that follow the stories (each about a principle), or the principles (each about a story)."""
    return (_("Best score"), _("At the bar")) if of_stories else (_("Holds"), _("Alone"))


def total_meanings(*, of_stories: bool) -> tuple[str, str]:
    """Return what the totals count."""
    if of_stories:
        return (
            _("The best score that any story has under the principle."),
            _("How many stories stand at the bar or above it under the principle."),
        )
    return (
        _("How many principles of the loop the story holds at the bar or above it."),
        _("How many principles of the loop no other story holds: what you would lose without this one."),
    )


def in_lines(text: str) -> str:
    """Return a text broken into lines that a tool tip can show: Qt does not break plain text."""
    from textwrap import fill  # with the first tool tip

    return "\n".join(
        fill(line, _TIP_WIDTH, break_long_words=False, break_on_hyphens=False) for line in text.split("\n")
    )
