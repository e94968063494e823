"""The pages by name, at the left edge."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from storybank.texts import _

PAGES = ("stories", "coverage", "gaps", "paper")


def page_names() -> dict[str, str]:
    """Return what each page is called."""
    return {"stories": _("Stories"), "coverage": _("Coverage"), "gaps": _("Gaps"), "paper": _("Paper")}


class Navigation(QListWidget):
    """One row a page. `chosen` carries the name of the page that was chosen."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAccessibleName(_("Pages"))
        self.setFixedWidth(132)
        for page in PAGES:
            item = QListWidgetItem(page_names()[page])
            item.setData(Qt.ItemDataRole.UserRole, page)
            self.addItem(item)
        self.currentRowChanged.connect(lambda row: self.chosen.emit(PAGES[row]) if row >= 0 else None)

    def show_page(self, name: str) -> None:
        """Mark a page as the one that is shown."""
        row = PAGES.index(name)
        if self.currentRow() != row:
            self.setCurrentRow(row)

    def show_count(self, name: str, number: int) -> None:
        """Show a number beside a page; none where it is 0."""
        text = page_names()[name]
        self.item(PAGES.index(name)).setText(f"{text}   {number}" if number else text)
