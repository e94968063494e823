"""What another framework would change, listed before it does: what goes aside first, then what comes back, then its own words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QVBoxLayout, QWidget

from storybank.analysis.refitting import Moved, lost, returning
from storybank.gui.fields import label, mark
from storybank.gui.framework.words import differences
from storybank.gui.refits import counted_things, moved_lines
from storybank.model import Bank, Framework
from storybank.texts import _

HEIGHT = 104  # px: four lines; the rest scrolls


class Changes(QWidget):
    """A heading that counts, and the list."""

    def __init__(self) -> None:
        super().__init__()
        self._moves: tuple[object, Bank, tuple[Moved, ...], tuple[Moved, ...]] | None = None
        self._lines: list[str] = []
        self._head = label("", "sectionHead")
        self.list = QListWidget()
        self.list.setAccessibleName(_("What changes"))
        self.list.setWordWrap(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._head)
        column.addWidget(self.list)

    def show_changes(self, bank: Bank, framework: Framework) -> None:
        """Show what a framework would change in a bank."""
        goes, comes = self._moved(bank, framework)
        head = _("What changes")
        if goes:
            head = _("Kept aside, and back with the old framework: {things}").format(things=counted_things(goes))
        elif comes:
            head = _("Comes back: {things}").format(things=counted_things(comes))
        mark(self._head, "warned", on=bool(goes))
        self._head.setText(("▲ " if goes else "") + head)
        lines = [_("Aside – {what}").format(what=line) for line in moved_lines(goes, bank.framework)]
        lines += [_("Back – {what}").format(what=line) for line in moved_lines(comes, framework)]
        lines += differences(bank.framework, framework)
        lines = lines or [_("Nothing yet: the bank has it as it stands here.")]
        if lines != self._lines:  # nothing moves while other words are typed
            self._lines = lines
            self.list.clear()
            self.list.addItems(lines)

    def _moved(self, bank: Bank, framework: Framework) -> tuple[tuple[Moved, ...], tuple[Moved, ...]]:
        """Return what goes and what comes; asked anew only where another id may find or miss something."""
        shape = _shape(framework)
        if self._moves is None or self._moves[0] != shape or self._moves[1] is not bank:
            self._moves = (shape, bank, lost(bank, framework), returning(bank, framework))
        return self._moves[2], self._moves[3]


def _shape(framework: Framework) -> object:
    """Return the ids that decide what a bank's tags find in a framework; words do not matter."""
    principles = tuple((p.id, tuple(d.id for d in p.dimensions)) for p in framework.principles)
    return principles, tuple(signal.id for signal in framework.signals)
