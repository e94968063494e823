"""The hits, laid over the window below the field one searches in. It never takes the focus."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from storybank.analysis.search import Findings
from storybank.gui.fields import hairline, wrapped
from storybank.gui.search.rows import ROW_ROLE, Row, RowDelegate, Rows, rows_of
from storybank.model import Bank
from storybank.texts import _, number_text, plural

_WIDTH, _HEIGHT, _LEAST, _PAGE = 620, 520, 120, 6


class Panel(QFrame):
    """Shows what was found and which hit one stands on. `chosen` carries the number of a hit that was clicked."""

    chosen = Signal(int)

    def __init__(self, window: QWidget, field: QWidget) -> None:
        super().__init__(window)
        self.hide()
        self.setObjectName("offer")
        self.setAccessibleName(_("What was found"))
        self._window, self._field = window, field
        self._head = wrapped("", "small")
        self._head.setContentsMargins(14, 8, 14, 6)
        self._line = hairline()
        self.model = Rows()
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(RowDelegate(self.list))
        self.list.setAccessibleName(_("Hits"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.clicked.connect(self._on_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 6)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._line)
        column.addWidget(self.list, 1)
        window.installEventFilter(self)

    def show_findings(self, findings: Findings, bank: Bank) -> None:
        """Show what was found, standing on the first hit."""
        self.model.show_rows(rows_of(findings, bank))
        self._head.setText(told(findings))
        for widget in (self._line, self.list):
            widget.setVisible(bool(findings.hits))
        self._fit()
        self.show()
        self.raise_()
        self.show_current(0)

    def show_current(self, hit: int) -> str:
        """Stand on a hit; returns how a screen reader says it."""
        if not self.model.rows:
            return ""
        row = self.model.place(hit)
        index = self.model.index(row)
        self.list.setCurrentIndex(index)
        heading = row - 1 if row and self.model.rows[row - 1].hit is None else row
        self.list.scrollTo(self.model.index(heading))
        self.list.scrollTo(index)
        return self.model.rows[row].spoken

    @property
    def page(self) -> int:
        """How many hits Page Down goes on."""
        return _PAGE

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the field when the window gets another size."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        field, window = self._field, self._window
        right, top = field.mapTo(window, QPoint(field.width(), field.height() + 4)).toTuple()
        width = max(300, min(_WIDTH, right - 12))
        height = self._head.heightForWidth(width) + 10
        if self.model.rows:
            height += sum(self.list.sizeHintForRow(row) for row in range(min(30, len(self.model.rows)))) + 2
        room = max(_LEAST, min(_HEIGHT, window.height() - top - 40))
        self.setGeometry(right - width, top, width, min(height, room))

    def _on_clicked(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, Row) and row.hit is not None:
            self.chosen.emit(row.hit)


def told(findings: Findings) -> str:
    """Return in words how much was found."""
    if not findings.places:
        return _("Nothing in this bank holds all of these words. Quotation marks keep words together.")
    if not findings.stories:
        return _("Not in a story, but here:")
    stories, places = number_text(findings.stories), number_text(findings.places)
    return _("{places} in {stories}").format(
        places=plural("{n} place", "{n} places", findings.places).format(n=places),
        stories=plural("{n} story", "{n} stories", findings.stories).format(n=stories),
    )
