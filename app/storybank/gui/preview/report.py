"""What became of the parts of a source and of each of its lines, as tables."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from storybank.exchange.notes import Finding, Part
from storybank.gui.fields import Choice
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

    def _put(self, row: int, texts: Sequence[str]) -> None:
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text[:_LONGEST])
            item.setToolTip("" if "<" in text else text[:_LONGEST])
            self.setItem(row, column, item)


class PartsTable(_Table):
    """The sections and columns of a source. `said` brings the name of one and the field that it is to go to."""

    said = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(_("Sections and columns"), (_("Section or column"), _("How often"), _("Goes to")))

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show these."""
        self.setRowCount(len(parts))
        for row, part in enumerate(parts):
            self._put(row, (part.name, str(part.count)))
            choice = Choice(_("Where “{name}” goes").format(name=part.name), _fields())
            choice.show_value(part.field)
            choice.chosen.connect(lambda field, name=part.name: self.said.emit(name, str(field)))
            self.setCellWidget(row, 2, choice)


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
            self._put(row, (str(finding.line) if finding.line else "", kinds[finding.kind], finding.text))

    def _on_cell(self, row: int, *_others: int) -> None:
        if 0 <= row < len(self._shown) and self._shown[row].line:
            self.chosen.emit(self._shown[row].line)


def _fields() -> list[tuple[str, object]]:
    return [
        (_("Narrative"), ""), (_("Hook"), "hook"), (_("Employer"), "employer"), (_("Role"), "role"), (_("Period"), "period"), (_("Scale"), "scale"),
        (_("Opening line"), "opening"), (_("Closing line"), "closing"), (_("Trade-off"), "trade_off"), (_("Anchors"), "anchors"), (_("Tags"), "tags"),
    ]  # fmt: skip
