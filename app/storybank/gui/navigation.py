"""The pages by name, at the left edge."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from storybank.texts import _, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storybank.analysis.gaps import Gap

PAGES = ("stories", "coverage", "gaps", "paper")
ICONS = {"stories": "notebook-text", "coverage": "grid-3x3", "gaps": "list-checks", "paper": "printer"}
_LEAST_WIDTH = 132
_AROUND = (
    2 * (8 + 9) + 4 * 3 + 1
)  # padding of list and row in the style sheet, Qt’s own room beside icon and text, the line


def page_names() -> dict[str, str]:
    """Return what each page is called."""
    return {"stories": _("Stories"), "coverage": _("Coverage"), "gaps": _("Gaps"), "paper": _("Paper")}


class Navigation(QListWidget):
    """One row a page. `chosen` carries the name of the page that was chosen; `entered` asks to go into it: after a click, or by Enter or an arrow."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAccessibleName(_("Pages"))
        self.setFixedWidth(_LEAST_WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for page in PAGES:
            item = QListWidgetItem(page_names()[page])
            item.setData(Qt.ItemDataRole.UserRole, page)
            self.addItem(item)
        self.currentRowChanged.connect(lambda row: self.chosen.emit(PAGES[row]) if row >= 0 else None)
        self.itemClicked.connect(lambda _item: self.entered.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go into the page by Enter, or by the arrow that points to it; up and down show another and stay here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def show_page(self, name: str) -> None:
        """Mark a page as the one that is shown."""
        row = PAGES.index(name)
        if self.currentRow() != row or not self.item(row).isSelected():  # the focus alone makes a row current
            self.setCurrentRow(row)

    def show_gaps(self, gaps: "Sequence[Gap]") -> None:
        """Show beside their page how many gaps are errors or warnings, and say what is counted; nothing where there is none."""
        from storybank.analysis.gaps import counts_by_severity  # with the first bank

        counts = counts_by_severity(gaps)
        grave = counts["error"] + counts["warning"]
        told = plural(
            "{n} error or warning; hints and what is waived are not counted here",
            "{n} errors and warnings; hints and what is waived are not counted here",
            grave,
        )
        item, name = self.item(PAGES.index("gaps")), page_names()["gaps"]
        item.setText(f"{name}   {grave}" if grave else name)
        item.setToolTip(told.format(n=grave) if grave else "")
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, told.format(n=grave) if grave else "")
        self._make_room()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw the icons when they are first seen."""
        super().showEvent(event)
        if self.item(0).icon().isNull():
            self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons anew for another theme, size of text or screen."""
        super().changeEvent(event)
        if self.count() and not self.item(0).icon().isNull():
            from storybank.gui.icons import changes_looks  # loaded by then

            if changes_looks(event):
                self._dress()

    def _dress(self) -> None:
        from storybank.gui.icons import icon, icon_px  # with the first bank

        side = icon_px(self.font())
        self.setIconSize(QSize(side, side))
        for row, page in enumerate(PAGES):
            self.item(row).setIcon(icon(ICONS[page], self, "accent"))
        self._make_room()

    def _make_room(self) -> None:
        """Be as wide as the longest row, which is written in bold while it is chosen."""
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(bold)
        widest = max(metrics.horizontalAdvance(self.item(row).text()) for row in range(self.count()))
        self.setFixedWidth(max(_LEAST_WIDTH, widest + self.iconSize().width() + _AROUND))
