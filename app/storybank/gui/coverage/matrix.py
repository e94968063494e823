"""The matrix as Qt sees it: a row per story that counts and two for the verdict, a column per principle."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from storybank.analysis.coverage import Cell, Column, Coverage
from storybank.analysis.rules_of_principles import next_step
from storybank.gui.fields import tip
from storybank.model import Framework, Story
from storybank.texts import _, plural, score_text

CELL_ROLE = int(Qt.ItemDataRole.UserRole)
BEST, DEPTH = _("Best score"), _("Stories at the bar")
Index = QModelIndex | QPersistentModelIndex


class Matrix(QAbstractTableModel):
    """Shows a `Coverage`; the last two rows are each principle's best score and depth."""

    def __init__(self, coverage: Coverage, framework: Framework) -> None:
        super().__init__()
        self.coverage = coverage
        self.framework = framework

    def show_coverage(self, coverage: Coverage, framework: Framework) -> None:
        """Show another matrix; when rows and columns are the same, selection and scroll stay."""
        same = (
            [s.id for s in coverage.stories] == [s.id for s in self.coverage.stories]
            and [s.title for s in coverage.stories] == [s.title for s in self.coverage.stories]
            and framework is self.framework
        )
        if not same:
            self.beginResetModel()
        self.coverage, self.framework = coverage, framework
        if not same:
            self.endResetModel()
        else:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def story(self, row: int) -> Story | None:
        """Return the story of a row; None in the verdict rows."""
        return self.coverage.stories[row] if 0 <= row < len(self.coverage.stories) else None

    def place(self, index: Index) -> tuple[str, str] | None:
        """Return the story (or the verdict row, as its number) and the principle of an index, which outlive a reset."""
        if not index.isValid():
            return None
        story = self.story(index.row())
        row = story.id if story else str(index.row() - len(self.coverage.stories))
        return row, self.column(index.column()).principle.id

    def find(self, row: str, principle: str) -> QModelIndex:
        """Return the index of a place; an invalid one when it is gone."""
        rows = [*(story.id for story in self.coverage.stories), "0", "1"]
        columns = [column.principle.id for column in self.coverage.columns]
        return (
            self.index(rows.index(row), columns.index(principle))
            if row in rows and principle in columns
            else QModelIndex()
        )

    def column(self, section: int) -> Column:
        """Return the principle's column."""
        return self.coverage.columns[section]

    def cell(self, index: Index) -> Cell | None:
        """Return the cell of an index, None where the story does not carry the principle."""
        story = self.story(index.row())
        return self.coverage.cell(story.id, self.column(index.column()).principle.id) if story else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of stories and two."""
        return 0 if parent.isValid() else len(self.coverage.stories) + 2

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of principles."""
        return 0 if parent.isValid() else len(self.coverage.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return what a cell says: to the eye, to a screen reader, or whole."""
        if not index.isValid():
            return None
        if role == CELL_ROLE:
            return self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.sentence(index))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sentence(index)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        """Return a story's title or a principle's short name."""
        if orientation == Qt.Orientation.Horizontal:
            principle = self.column(section).principle
            if role == Qt.ItemDataRole.DisplayRole:
                return principle.short
            return tip(f"{principle.name}\n{principle.line}") if role == Qt.ItemDataRole.ToolTipRole else None
        story = self.story(section)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            name = story.title if story else (BEST, DEPTH)[section - len(self.coverage.stories)]
            return tip(name) if role == Qt.ItemDataRole.ToolTipRole else name
        return None

    def sentence(self, index: Index) -> str:
        """Return in words what a cell stands for and what would mend it."""
        story, column = self.story(index.row()), self.column(index.column())
        if story is None:
            return self._verdict(column)
        cell = self.cell(index)
        if cell is None:
            return _("“{title}” does not carry {principle}. 1–4 scores it.").format(
                title=story.title, principle=column.principle.name
            )
        rank = _("primary") if cell.is_primary else _("secondary")
        head = _("“{title}” × {principle}: {score} of 4, {rank}, {proven} of {asked} dimensions proven.").format(
            title=story.title,
            principle=column.principle.name,
            score=score_text(cell.score),
            rank=rank,
            proven=cell.proven,
            asked=cell.asked,
        )
        if cell.at_bar and cell.is_proven:
            return head
        lead = _("Claimed but not proven: {step}") if cell.at_bar else _("Under the bar of {bar}: {step}")
        return head + " " + lead.format(bar=score_text(self.framework.bar), step=next_step(cell))

    def _text(self, index: Index) -> str:
        row, column = index.row() - len(self.coverage.stories), self.column(index.column())
        if row == 0:
            return score_text(column.best)
        if row == 1:
            return str(column.depth)
        cell = self.cell(index)
        return score_text(cell.score) if cell else ""

    def _verdict(self, column: Column) -> str:
        name = column.principle.name
        if not column.in_target:
            return _("{principle} is not part of this loop.").format(principle=name)
        if column.vetoable:
            return _("{principle} can be vetoed: the best score is {best}, the bar {bar}.").format(
                principle=name, best=score_text(column.best), bar=score_text(self.framework.bar)
            )
        said = plural("{principle}: {n} story at the bar.", "{principle}: {n} stories at the bar.", column.depth)
        if column.unproven:
            said += " " + _("None of these scores is proven.")
        return said.format(principle=name, n=column.depth)
