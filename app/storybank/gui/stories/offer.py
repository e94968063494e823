"""What offers the principles a story does not carry yet, laid over the window: type a few letters, arrows, Enter."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from storybank.gui.fields import LineField
from storybank.gui.theme import theme_of
from storybank.model import Principle
from storybank.texts import _

_ID, _NAME = Qt.ItemDataRole.UserRole, int(Qt.ItemDataRole.UserRole) + 1
_WIDTH, _MOST = 440, 12
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_OURS = (*_MOVES, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class Offer(QFrame):
    """A list under a line to search in. `chosen` carries the id of the principle."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._window = parent
        self._place: QWidget | None = None
        self.setObjectName("offer")
        self.line = LineField(_("Principle to add"), _("Type a few letters"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Principles"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(8, 8, 8, 8)
        outer.setSpacing(6)
        outer.addWidget(self.line)
        outer.addWidget(self.list)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._filter)
        self.list.itemClicked.connect(lambda _item: self._choose())
        self.list.currentItemChanged.connect(self._tell)

    def show_at(self, place: QWidget, principles: Iterable[Principle], wanted: tuple[str, ...]) -> None:
        """Open beside a widget. Principles outside the loop (`wanted`; empty means all are in it) come last and are said to be."""
        inside = [p for p in principles if not wanted or p.id in wanted]
        outside = [p for p in principles if wanted and p.id not in wanted]
        self.list.clear()
        for principle in inside:
            self._add(principle.name, principle)
        for principle in outside:
            item = self._add(_("{principle} · not part of this loop").format(principle=principle.name), principle)
            item.setForeground(QColor(theme_of(self.palette()).quiet))
        self.line.clear()
        self._filter("")
        rows = min(_MOST, max(3, self.list.count()))
        self.setFixedSize(_WIDTH, rows * self.row_height() + self.around())
        self._place = place
        self.move(self._beside(place))
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def row_height(self) -> int:
        """Return the height of a row, as the type makes it."""
        return max(24, self.list.fontMetrics().height() + 8)

    def around(self) -> int:
        """Return the height of all but the rows."""
        return self.line.sizeHint().height() + 24

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows move in the list and Enter choose while one types."""
        if watched is self.line and event.type() == QEvent.Type.FocusOut and not self._is_menu_open():
            self.hide()
        if watched is self.line and isinstance(event, QKeyEvent) and event.key() in _OURS:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
            elif event.type() == QEvent.Type.KeyPress:
                self._on_key(Qt.Key(event.key()))
                return True
        return super().eventFilter(watched, event)

    def _on_key(self, key: Qt.Key) -> None:
        if key in _MOVES:
            self._move(key)
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            self._choose()

    def _leave(self) -> None:
        """Go, and let the focus go back to where it was."""
        if self._place is not None:
            self._place.setFocus()
        self.hide()

    @staticmethod
    def _is_menu_open() -> bool:
        """Whether the focus only went to the context menu of the line."""
        return QApplication.activePopupWidget() is not None

    def _add(self, text: str, principle: Principle) -> QListWidgetItem:
        item = QListWidgetItem(text, self.list)
        item.setData(_ID, principle.id)
        item.setData(_NAME, principle.name.casefold())
        return item

    def _filter(self, words: str) -> None:
        """Keep the rows that hold all the words, and stand on the first: what begins so comes before what merely holds it."""
        wanted = words.casefold().split()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not all(word in item.data(_NAME) for word in wanted))
        shown = self._shown()
        first = next((item for item in shown if item.data(_NAME).startswith(words.casefold().strip())), None)
        self.list.setCurrentItem(first or (shown[0] if shown else None))  # type: ignore[arg-type]
        self._tell()

    def _shown(self) -> list[QListWidgetItem]:
        rows = (self.list.item(row) for row in range(self.list.count()))
        return [item for item in rows if not item.isHidden()]

    def _move(self, key: Qt.Key) -> None:
        shown = self._shown()
        if not shown:
            return
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_MOST, Qt.Key.Key_PageDown: _MOST}
        at = shown.index(self.list.currentItem()) if self.list.currentItem() in shown else 0
        self.list.setCurrentItem(shown[max(0, min(len(shown) - 1, at + steps[key]))])

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None and not item.isHidden():
            self._leave()
            self.chosen.emit(item.data(_ID))

    def _tell(self, *_items: object) -> None:
        """Say the row one stands on with the line, where the focus is."""
        item = self.list.currentItem()
        said = item.text() if item is not None and not item.isHidden() else _("No principle is called so.")
        self.line.setAccessibleDescription(said)

    def _beside(self, place: QWidget) -> QPoint:
        """Return where to open: below the widget, above it where the window ends."""
        window = self._window
        left, below = place.mapTo(window, QPoint(0, place.height() + 2)).toTuple()
        if below + self.height() > window.height():
            below = max(0, below - place.height() - self.height() - 4)
        return QPoint(min(left, max(0, window.width() - self.width())), below)
