"""The gaps page: the next three things to do, then every gap in groups with what, why and how, then what was waived."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from storybank.analysis.coverage import counted
from storybank.analysis.mending import Mend, next_things
from storybank.analysis.waiving import with_waiver, without_waiver
from storybank.gui.document import Document
from storybank.gui.fields import hairline
from storybank.gui.gaps.aside import Aside
from storybank.gui.gaps.head import Head
from storybank.gui.gaps.rows import WAYS, Group, Row, groups_of
from storybank.gui.gaps.tree import More
from storybank.gui.gaps.view import GapsView
from storybank.gui.gaps.waive import WaiveDialog
from storybank.gui.parts import Part, part
from storybank.gui.places import Place, place_of, place_of_mend
from storybank.gui.settings import Settings
from storybank.model import Bank, Change
from storybank.texts import _

LOOP_HINT = "gaps-loop"
WIDEST = 960


class GapsPage(QWidget):
    """Each gap says what, why it matters and how to mend it, and goes there. `opened` carries the `Place`.

    What changes while the page is not seen is looked at when it is seen again.
    """

    opened = Signal(object)
    loop_wanted = Signal()
    said = Signal(str)

    def __init__(self, document: Document, settings: Settings) -> None:
        super().__init__()
        self._document = document
        self._settings = settings
        self._shown: tuple[Bank, str, bool] | None = None
        self._things: tuple[Bank, tuple[Mend, ...]] | None = None
        self.head = Head()
        self.view = GapsView()
        self.aside = Aside()
        self.setAccessibleName(_("Gaps"))
        self._lay_out()
        self.view.chosen.connect(self._on_chosen)
        self.view.opened.connect(self._on_opened)
        self.view.waived.connect(self._on_waived)
        self.view.reinstated.connect(self._on_reinstated)
        self.aside.go.connect(self.go)
        self.aside.waive.connect(self.waive)
        self.head.way_chosen.connect(self._group_by)
        self.head.begun.connect(self.begin)
        self.head.loop_wanted.connect(self.loop_wanted)
        self.head.loop_dismissed.connect(lambda: settings.switch("dismissed", LOOP_HINT, on=True))
        document.changed.connect(self._on_changed)
        settings.changed.connect(self._on_settings)

    def go(self) -> None:
        """Go where the chosen gap is mended."""
        self.view.follow(self.view.currentIndex())

    def waive(self) -> None:
        """Waive the chosen gap, or take its waiver back."""
        self.view.waive()

    def begin(self) -> None:
        """Go to the first idea, or begin the first story."""
        stories = self._document.bank.stories
        self.opened.emit(Place("stories", stories[0].id, "status") if stories else Place("new", None, ""))

    def next_thing(self) -> None:
        """Go to the first of the next things to do; in an empty bank to the first story."""
        things = self._next_things()
        if things and counted(self._document.bank):
            self.opened.emit(place_of_mend(things[0], self._document.bank))
        elif not counted(self._document.bank):
            self.begin()

    def parts(self) -> tuple[Part, ...]:
        """Return the button that begins an empty bank, else the list of gaps, and what is said of the chosen one."""
        return part(self.head.first), part(self.view), part(self.aside.first)

    def by_principle(self) -> None:
        """Group the gaps by principle."""
        self._group_by("principle")

    def by_story(self) -> None:
        """Group the gaps by story."""
        self._group_by("story")

    def by_severity(self) -> None:
        """Group the gaps by severity."""
        self._group_by("severity")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the side its part of the width."""
        super().resizeEvent(event)
        self.aside.fit(self.width())

    def showEvent(self, event: QShowEvent) -> None:
        """Look at what changed meanwhile."""
        self._refresh()
        super().showEvent(event)

    def _lay_out(self) -> None:
        left = QWidget()
        left.setMaximumWidth(WIDEST)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(hairline())
        column.addWidget(self.view, 1)
        column.addStretch(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 1000)  # the list grows first; what it does not need goes to the side
        row.addWidget(self.aside, 1)

    def _group_by(self, way: str) -> None:
        self._settings.change(gaps_by=way)

    def _on_changed(self, _change: Change) -> None:
        if self.isVisible():
            self._refresh()

    def _on_settings(self, name: str) -> None:
        if name in ("gaps_by", "dismissed") and self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        bank, found = self._document.bank, self._document.gaps
        way = self._settings.now.gaps_by if self._settings.now.gaps_by in WAYS else WAYS[0]
        hints = LOOP_HINT not in self._settings.now.dismissed
        if self._shown is not None and self._shown[0] is bank and self._shown[1:] == (way, hints):
            return
        if self._shown is None:
            (self.view if counted(bank) else self.head.first).setFocus()
        self._shown = (bank, way, hints)
        groups = groups_of(bank, found, self._next_things(), way)
        self.head.show_way(way)
        self.head.show_bank(bank, found, hints=hints)
        self.view.setVisible(bool(groups))
        self.view.show_groups(groups, bank.framework)

    def _next_things(self) -> tuple[Mend, ...]:
        bank = self._document.bank
        if self._things is None or self._things[0] is not bank:
            self._things = (bank, next_things(bank, bank.framework, found=self._document.gaps))
        return self._things[1]

    def _on_chosen(self, entry: Group | Row | More | None) -> None:
        self.aside.show_entry(entry, self._document.framework)

    def _on_opened(self, row: Row) -> None:
        if row.mend is not None:
            self.opened.emit(place_of_mend(row.mend, self._document.bank))
        elif row.gap is not None:
            self.opened.emit(place_of(row.gap, self._document.bank))

    def _on_waived(self, row: Row) -> None:
        if row.gap is None:
            return
        dialog = WaiveDialog(row.gap, self)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.reason:
            bank = with_waiver(self._document.bank, row.gap, dialog.reason)
            if self._document.edit(bank, _("Waive “{gap}”").format(gap=row.title)):
                self.said.emit(_("Waived: it stands under “Waived” at the end of the list. Ctrl+Z takes that back."))
        dialog.deleteLater()
        self.view.setFocus()

    def _on_reinstated(self, row: Row) -> None:
        bank = self._document.bank
        if row.gap is not None:
            bank = without_waiver(bank, row.gap, self._document.gaps)
            if self._document.edit(bank, _("Reinstate “{gap}”").format(gap=row.title)):
                self.said.emit(_("Reinstated: it counts again. Ctrl+Z takes that back."))
        elif row.waiver is not None:
            kept = tuple(waiver for waiver in bank.waivers if waiver is not row.waiver)
            self._document.edit(replace(bank, waivers=kept), _("Take out a waiver that names nothing"))
        self.view.setFocus()
