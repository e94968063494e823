"""What became of the parts of a source and of each of its lines, as tables."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from storybank.exchange.notes import Finding, Part
from storybank.gui.fields import Choice, label
from storybank.texts import _

_MOST = 3000  # findings; nobody reads more
_LONGEST = 300  # characters of a line that are shown


class _Table(QTableWidget):
    def __init__(self, name: str, heads: tuple[str, ...]) -> None:
        super().__init__(0, len(heads))
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(heads))
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setStretchLastSection(True)
        for column in range(len(heads) - 1):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)

    def put(self, row: int, texts: Sequence[str]) -> None:
        """Show texts in the cells of a row."""
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text[:_LONGEST])
            item.setToolTip("" if "<" in text else text[:_LONGEST])
            self.setItem(row, column, item)


class PartsView(QWidget):
    """The sections and columns of a source. `said` brings the name of one and the field that it is to go to."""

    said = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.table = _Table(_("Sections and columns"), (_("Section or column"), _("How often"), _("Goes to")))
        self.field = Choice(_("Where it goes"), _fields())
        self._label = label("", "quiet")
        self._shown: Sequence[Part] = ()
        row = QHBoxLayout()
        row.addWidget(self._label, 1)
        row.addWidget(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self.table.currentCellChanged.connect(lambda row, *_others: self._on_row(row))
        self.field.chosen.connect(self._on_field)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show these, at the one that was chosen before."""
        row, names = self.table.currentRow(), {value: name for name, value in (*_columns(), *_fields())}
        self._offer(is_table=any(part.field in ("title", "principles") for part in parts))
        self._shown = parts
        self.table.setRowCount(len(parts))
        for at, part in enumerate(parts):
            self.table.put(at, (part.name, str(part.count), names.get(part.field, part.field)))
        self.table.setCurrentCell(min(max(0, row), len(parts) - 1), 0)
        self._on_row(self.table.currentRow())

    def _offer(self, *, is_table: bool) -> None:
        """Offer the fields; what makes a story of a row only where there are rows."""
        self.field.blockSignals(True)
        self.field.clear()
        for name, value in (*(_columns() if is_table else ()), *_fields()):
            self.field.addItem(name, value)
        self.field.blockSignals(False)

    def _on_row(self, row: int) -> None:
        there = 0 <= row < len(self._shown)
        self._label.setText(_("“{name}” goes to").format(name=self._shown[row].name) if there else _("None was found."))
        self.field.setEnabled(there)
        if there:
            self.field.show_value(self._shown[row].field)

    def _on_field(self, field: object) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._shown):
            self.said.emit(self._shown[row].name, str(field))


class FindingsTable(_Table):
    """What became of each line. `chosen` brings the line of the one that one comes to."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(_("What became of each line"), (_("Line"), _("What"), _("Text")))
        self._shown: Sequence[Finding] = ()
        self.currentCellChanged.connect(self._on_cell)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these, as far as anybody would read."""
        kinds = {
            "read": _("read"),
            "guessed": _("guessed"),
            "kept": _("kept in the narrative"),
            "skipped": _("in no story"),
        }
        self._shown = findings[:_MOST]
        self.setRowCount(len(self._shown))
        for row, finding in enumerate(self._shown):
            self.put(row, (str(finding.line) if finding.line else "", kinds[finding.kind], finding.text))

    def _on_cell(self, row: int, *_others: int) -> None:
        if 0 <= row < len(self._shown) and self._shown[row].line:
            self.chosen.emit(self._shown[row].line)


def _columns() -> list[tuple[str, object]]:
    return [(_("Title"), "title"), (_("Principles"), "principles")]


def _fields() -> list[tuple[str, object]]:
    return [
        (_("Narrative"), ""), (_("Hook"), "hook"), (_("Employer"), "employer"), (_("Role"), "role"), (_("Period"), "period"), (_("Scale"), "scale"),
        (_("Opening line"), "opening"), (_("Closing line"), "closing"), (_("Trade-off"), "trade_off"), (_("Anchors"), "anchors"), (_("Tags"), "tags"),
    ]  # fmt: skip
