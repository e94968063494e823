"""The cells of the matrix as they are painted, moved in and scrolled. The totals beside them are strips of their own that stay in sight."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFontInfo, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QTableView

from storybank.gui.coverage.face import Faces, Size
from storybank.gui.coverage.matrix import Matrix
from storybank.gui.coverage.moves import Action, led
from storybank.gui.theme import theme_of
from storybank.texts import _

Index = QModelIndex | QPersistentModelIndex


class Cells(QTableView):
    """All cells are of one size and painted at once, from pictures that are made once."""

    def __init__(self, model: Matrix) -> None:
        super().__init__()
        self.matrix = model
        self.faces = Faces()
        self.size_of_cell = Size(72, 38, 36, 13, roomy=False)
        self.setModel(model)
        self.setAccessibleName(_("Coverage matrix"))
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(20)
            header.setSectionResizeMode(header.ResizeMode.Fixed)
            header.hide()  # names stand beside the cells, but a screen reader takes them from here
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def use_size(self, size: Size) -> None:
        """Give the cells a size, and keep the totals out of what scrolls."""
        self.size_of_cell = size
        self.verticalHeader().setDefaultSectionSize(size.height)
        self.horizontalHeader().setDefaultSectionSize(size.width)
        rows, columns = self.matrix.body
        for row in range(self.matrix.rowCount()):
            if (row >= rows) != self.isRowHidden(row):
                self.setRowHidden(row, row >= rows)
        for column in range(self.matrix.columnCount()):
            if (column >= columns) != self.isColumnHidden(column):
                self.setColumnHidden(column, column >= columns)
        self.updateGeometries()
        self.verticalScrollBar().setSingleStep(size.height)
        self.horizontalScrollBar().setSingleStep(size.width)
        self.viewport().update()

    def type_size(self) -> int:
        """Return the size of the window's type in pixels, whatever it was set in."""
        return QFontInfo(self.font()).pixelSize()

    def scrolled(self) -> tuple[int, int]:
        """Return how far the cells are scrolled, for `scroll_to`."""
        return self.horizontalScrollBar().value(), self.verticalScrollBar().value()

    def scroll_to(self, scrolled: tuple[int, int]) -> None:
        """Scroll the cells as far as they were."""
        self.horizontalScrollBar().setValue(scrolled[0])
        self.verticalScrollBar().setValue(scrolled[1])

    def ready_faces(self) -> Faces:
        """Return the pictures of the cells, in the theme and size of now."""
        theme = theme_of(self.palette())
        self.faces.use(theme, self.size_of_cell, self.matrix.framework.bar, self.font(), self.devicePixelRatioF())
        return self.faces

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells that can be seen. All are of one size, so where they stand is plain arithmetic."""
        painter, faces, matrix = QPainter(self.viewport()), self.ready_faces(), self.matrix
        width, height = self.size_of_cell.width, self.size_of_cell.height
        left, top, area = self.horizontalOffset(), self.verticalOffset(), event.rect()
        rows, columns = matrix.body
        cells, face, transposed = matrix.coverage.cells, faces.face, matrix.transposed
        stories, principles = matrix.coverage.stories, matrix.columns
        across = range(max(0, (area.left() + left) // width), min(columns, (area.right() + left) // width + 1))
        for row in range(max(0, (area.top() + top) // height), min(rows, (area.bottom() + top) // height + 1)):
            for at in across:
                story, column = (at, row) if transposed else (row, at)
                principle = principles[column]
                cell = cells.get((stories[story].id, principle.principle.id))
                painter.drawPixmap(at * width - left, row * height - top, face(cell, in_target=principle.in_target))
        current = self.currentIndex()
        if current.isValid() and current.row() < rows and current.column() < columns:
            self.draw_frame(
                painter, QRectF(current.column() * width - left, current.row() * height - top, width, height)
            )

    def draw_frame(self, painter: QPainter, rect: QRectF) -> None:
        """Draw the frame of the chosen cell in the gap round its face: strong with the focus, and it touches no tone."""
        theme, focused = theme_of(self.palette()), self.hasFocus()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.text if focused else theme.quiet), 2 if focused else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 7, 7)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Move the frame."""
        self.viewport().update()
        super().currentChanged(current, previous)

    def moveCursor(self, action: Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Return where a key leads: over the cells and the totals after them."""
        index = self.currentIndex()
        if not index.isValid():
            return self.matrix.index(0, 0)
        page = max(1, self.viewport().height() // self.size_of_cell.height)
        whole = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        return self.matrix.index(*led(action, (index.row(), index.column()), self.matrix.body, page, whole=whole))

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Scroll a cell into sight; of a total, the row or column that it belongs to."""
        rows, columns = self.matrix.body
        size, both = self.size_of_cell, (self.verticalScrollBar(), self.horizontalScrollBar())
        places = (
            (index.row(), rows, size.height, self.viewport().height()),
            (index.column(), columns, size.width, self.viewport().width()),
        )
        for bar, (at, count, step, room) in zip(both, places, strict=True):
            if 0 <= at < count:
                bar.setValue(min(at * step, max(bar.value(), (at + 1) * step - room)))

    def choose_one(self) -> None:
        """Choose the first cell where none is chosen, or the one that was is gone."""
        if not self.currentIndex().isValid() and self.matrix.coverage.stories:
            self.setCurrentIndex(self.matrix.index(0, 0))

    def setCurrentIndex(self, index: Index) -> None:
        """Choose a cell or a total; totals can be chosen though they are painted elsewhere."""
        model = self.selectionModel()
        if model is not None:
            model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
