"""The sheet: every key in two columns, and a field to find one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from storybank.analysis.folding import folded, wanted
from storybank.gui.fields import LineField, label, wrapped
from storybank.gui.menus import Menus
from storybank.gui.shortcuts.table import Row, Section, sections
from storybank.texts import _

_SIZE = (860, 620)
_KEYS_WIDTH = 144
_K = Qt.Key
_SCROLLING = (_K.Key_Up, _K.Key_Down, _K.Key_PageUp, _K.Key_PageDown)


class Sheet(QDialog):
    """Stands beside the window, which stays usable; Escape closes it."""

    def __init__(self, window: QWidget, menus: Menus) -> None:
        super().__init__(window)
        self._menus = menus
        self.setWindowTitle(_("Keyboard shortcuts"))
        self.setModal(False)
        self.field = LineField(_("Find a key or what it does"), _("Find a key or what it does"))
        self.field.textChanged.connect(self._filter)
        self._nothing = wrapped(_("No key does that. Ctrl+K finds every command, also those without a key."), "quiet")
        self._groups: list[_Group] = []
        self._shown: Sequence[Section] = ()
        self._area = QScrollArea()
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field scrolls it
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 12, 12)
        column.setSpacing(12)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 12, 0)
        top.addWidget(label(_("Keyboard shortcuts"), "pageTitle"))
        top.addStretch(1)
        self.field.setFixedWidth(280)
        top.addWidget(self.field)
        column.addLayout(top)
        column.addWidget(self._nothing)
        column.addWidget(self._area, 1)

    def begin(self) -> None:
        """Show the keys as they are now, at the top, with the cursor in the field."""
        self.field.clear()
        self._fill()
        self._filter("")
        if not self.isVisible():
            room = self.screen().availableGeometry() if self.screen() is not None else self.geometry()
            self.resize(min(_SIZE[0], room.width() - 40), min(_SIZE[1], room.height() - 60))
        self.show()
        self.activateWindow()
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll while the cursor is in the field."""
        bar = self._area.verticalScrollBar()
        if event.key() in _SCROLLING:
            step = bar.pageStep() if event.key() in (_K.Key_PageUp, _K.Key_PageDown) else 40
            bar.setValue(bar.value() + (step if event.key() in (_K.Key_Down, _K.Key_PageDown) else -step))
            return
        super().keyPressEvent(event)

    def _fill(self) -> None:
        found = sections(self._menus)
        if found == self._shown:  # widgets that need not go do not
            return
        self._shown = found
        self._groups = [_Group(section) for section in found]
        body = QWidget()
        columns = QHBoxLayout(body)
        columns.setContentsMargins(0, 0, 12, 0)
        columns.setSpacing(32)
        for half in _halves(self._groups):
            column = QVBoxLayout()
            column.setSpacing(20)
            for group in half:
                column.addWidget(group)
            column.addStretch(1)
            columns.addLayout(column, 1)
        self._area.setWidget(body)

    def _filter(self, words: str) -> None:
        parts = wanted(words)
        shown = [group.keep(parts) for group in self._groups]
        self._nothing.setVisible(not any(shown))
        self._area.setVisible(any(shown))
        self._area.verticalScrollBar().setValue(0)


class _Group(QWidget):
    """The keys of one menu or one place."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self.size_in_rows = len(section.rows) + 2
        self._title = section.title
        self._rows: list[tuple[Row, QLabel, QLabel]] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(section.title, "sectionHead"), 0, 0, 1, 2)
        for at, row in enumerate(section.rows, 1):
            keys, what = wrapped(row.shown, "strong"), wrapped(row.what)
            keys.setFixedWidth(_KEYS_WIDTH)
            grid.addWidget(keys, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(what, at, 1)
            self._rows.append((row, keys, what))

    def keep(self, parts: tuple[str, ...]) -> bool:
        """Show the rows that hold all of these; returns whether there are any."""
        found = False
        for row, *labels in self._rows:
            text = folded(f"{self._title} {row.what} {row.shown}")
            fits = all(part in text for part in parts)
            found = found or fits
            for each in labels:
                each.setVisible(fits)
        self.setVisible(found)
        return found


def _halves(groups: list[_Group]) -> tuple[list[_Group], list[_Group]]:
    """Return the groups in two columns of about the same height, in their order."""
    whole = sum(group.size_in_rows for group in groups)
    heights = [sum(group.size_in_rows for group in groups[:at]) for at in range(len(groups) + 1)]
    cut = min(range(len(heights)), key=lambda at: abs(2 * heights[at] - whole))
    return groups[:cut], groups[cut:]
