"""The palette itself: a line and a list, laid over the window."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QListView, QVBoxLayout, QWidget

from storybank.gui.fields import wrapped
from storybank.gui.menus import Menus
from storybank.gui.palette.commands import Command, commands
from storybank.gui.palette.line import Line
from storybank.gui.palette.matching import Wanted, matches
from storybank.gui.palette.rows import COMMAND_ROLE, RowDelegate, Rows
from storybank.gui.theme import theme_of
from storybank.gui.window import Window
from storybank.texts import _

_WIDTH, _HEIGHT, _TOP, _EDGE, _PAGE = 640, 460, 64, 24, 8
_VEIL = {"light": 40, "dark": 120}  # of 255: what lies behind steps back
_K = Qt.Key
_STEPS = {_K.Key_Up: -1, _K.Key_Down: 1, _K.Key_PageUp: -_PAGE, _K.Key_PageDown: _PAGE}


class Palette(QWidget):
    """Lies over a window while it is open. What was used last is kept for this session, and never written down."""

    def __init__(self, window: Window, menus: Menus) -> None:
        super().__init__(window)
        self.hide()
        self._window, self._menus = window, menus
        self._before: QWidget | None = None
        self._all: list[Command] = []
        self._used: list[str] = []
        self.setAccessibleName(_("Commands"))
        self._card = QFrame(self)
        self._card.setObjectName("offer")
        self.line = Line()
        self.rows = Rows()
        self._delegate = RowDelegate(self)
        self.list = self._made_list()
        self._nothing = wrapped(_("No command and no story is called so."), "quiet")
        self._nothing.setContentsMargins(14, 4, 14, 8)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(1, 9, 1, 6)
        column.setSpacing(8)
        field = QVBoxLayout()
        field.setContentsMargins(9, 0, 9, 0)
        field.addWidget(self.line)
        column.addLayout(field)
        column.addWidget(self._nothing, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.list, 1)
        self.line.textChanged.connect(self._filter)
        self.line.pressed.connect(self._press)
        self.line.left.connect(self.hide)
        window.installEventFilter(self)

    def turn(self) -> None:
        """Open, or close when it is open."""
        if self.isVisible():
            self._leave()
            return
        self._before = QApplication.focusWidget()
        self._all = self._by_use(commands(self._window, self._menus))
        self.list.ensurePolished()
        metrics = self.list.fontMetrics()
        self._delegate.menu_width = max(metrics.horizontalAdvance(command.menu) for command in self._all) + 2
        self.line.clear()
        self._filter("")
        self._fit()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)  # a selection elsewhere stays selected

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the window when it gets another size."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the keys that the line has no use for."""
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close on a click outside."""
        event.accept()
        if not self._card.geometry().contains(event.position().toPoint()):
            self._leave()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Let what lies behind step back."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, _VEIL[theme_of(self.palette()).name]))
        painter.end()

    def _made_list(self) -> QListView:
        made = QListView()
        made.setModel(self.rows)
        made.setItemDelegate(self._delegate)
        made.setAccessibleName(_("Commands and stories"))
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setUniformItemSizes(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.clicked.connect(self._on_clicked)
        made.selectionModel().currentChanged.connect(self._tell)
        return made

    def _fit(self) -> None:
        room = self._window.rect()
        self.setGeometry(room)
        width = min(_WIDTH, room.width() - 2 * _EDGE)
        height = min(_HEIGHT, room.height() - _TOP - _EDGE, self._wanted_height())
        self._card.setGeometry(QRect((room.width() - width) // 2, _TOP, width, height))

    def _wanted_height(self) -> int:
        """Return how high the card is with everything that is offered in sight."""
        column, count = self._card.layout(), self.rows.rowCount()
        around = column.contentsMargins() if column is not None else self._card.contentsMargins()
        offered = count * self.list.sizeHintForRow(0) if count else self._nothing.sizeHint().height()
        return around.top() + self.line.sizeHint().height() + 8 + offered + around.bottom() + 2

    def _by_use(self, all_of_them: list[Command]) -> list[Command]:
        """Return the commands with those first that were used last and can be used now."""
        last = {key: at for at, key in enumerate(self._used)}
        return sorted(all_of_them, key=lambda one: len(last) if one.why_not else last.get(one.key, len(last)))

    def _filter(self, words: str) -> None:
        """Offer what the words can mean, standing on the likeliest."""
        offered = self._all
        if words.strip():
            wanted = [Wanted(one.title, one.menu, not one.why_not, not one.is_story) for one in self._all]
            offered = [self._all[at] for at in matches(words, wanted)]
        self.rows.show_commands(offered)
        self._nothing.setVisible(not offered)
        self.list.setVisible(bool(offered))
        if self.isVisible():
            self._fit()
        self._stand_on(0)
        self._tell()

    def _stand_on(self, row: int) -> None:
        index = self.rows.index(max(0, min(row, len(self.rows.commands) - 1)))
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _tell(self, *_indexes: object) -> None:
        """Say the row one stands on with the line, where the focus is."""
        command = self.list.currentIndex().data(COMMAND_ROLE)
        self.line.setAccessibleDescription(command.spoken if isinstance(command, Command) else self._nothing.text())

    def _press(self, key: int) -> None:
        if key == _K.Key_Escape:
            self._leave()
        elif _K(key) in _STEPS:
            self._stand_on(self.list.currentIndex().row() + _STEPS[_K(key)])
        else:
            self._on_clicked(self.list.currentIndex())

    def _on_clicked(self, index: QModelIndex) -> None:
        """Run a row, with the focus back where it was: what it does may be about the selection there."""
        command = index.data(COMMAND_ROLE)
        if not isinstance(command, Command) or command.why_not:
            return
        self._used = [command.key, *(key for key in self._used if key != command.key)]
        self._leave()
        command.run()

    def _leave(self) -> None:
        """Close, and let the focus go back to where it was."""
        before, self._before = self._before, None
        self.line.blockSignals(True)  # it is no news to us that the focus goes
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self.line.blockSignals(False)
