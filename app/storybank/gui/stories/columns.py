"""The three columns of the stories page: widths that are remembered, and a side column that can be put away."""

from typing import Protocol, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFontInfo, QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from storybank.gui.settings import Settings
from storybank.gui.theme import TEXT_PX

LEAST = (190, 460, 220)
_LARGER = (0, 165, 190)  # what doubled type would need more
USUAL = (304, 640, 236)
_SETTLE_MS = 300  # a handle is at rest after this: only then its place is worth remembering


class Stop(Protocol):
    """A column as the keys see it."""

    def isAncestorOf(self, child: QWidget, /) -> bool:
        """Say whether a widget is in it."""
        ...

    def take_focus(self) -> bool:
        """Put the focus into the column; returns whether there was anything to stand on."""
        ...


class Columns(QSplitter):
    """List, editor, side. A double click on a handle gives its column the usual width.

    Remembered as three widths; that of the side column is negative while it is hidden, so that it comes back as wide as it was.
    """

    def __init__(self, settings: Settings, *columns: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._settings = settings
        self._moving = QTimer(self)
        self._moving.setSingleShot(True)
        self._moving.setInterval(_SETTLE_MS)
        self._moving.timeout.connect(self.remember)
        for widget in columns:
            self.addWidget(widget)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.setStretchFactor(1, 1)
        self._columns = cast("tuple[Stop, ...]", columns)
        self._widgets, self._side = columns, columns[2]
        widths = settings.now.columns if len(settings.now.columns) == len(USUAL) else USUAL
        self._side_width = max(abs(widths[2]), LEAST[2])
        self._wanted = widths[2] > 0
        self._used = self._fits = True
        self.setSizes([max(widths[0], LEAST[0]), max(abs(widths[1]), LEAST[1]), self._side_width])
        self._side.setVisible(self._wanted)
        for number in (1, 2):
            self.handle(number).installEventFilter(self)
        self.splitterMoved.connect(lambda: self._moving.start())

    @property
    def has_room(self) -> bool:
        """Whether the side column fits into the window at this size of text."""
        return self._fits

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the side column out where the editor would be cut."""
        super().resizeEvent(event)
        self._see_room()

    def changeEvent(self, event: QEvent) -> None:
        """Take another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._see_room()

    def _see_room(self) -> None:
        larger = max(0.0, QFontInfo(self.font()).pixelSize() / TEXT_PX - 1)
        least = [round(width + more * larger) for width, more in zip(LEAST, _LARGER, strict=True)]
        for number, width in enumerate(least):
            self._widgets[number].setMinimumWidth(width)
        fits = self.width() >= sum(least) + 2
        if fits != self._fits:
            self._fits = fits
            self._side.setVisible(self._wanted and self._used and fits)

    @property
    def side_shown(self) -> bool:
        """Whether the side column is wanted."""
        return self._wanted

    def show_side(self, *, on: bool) -> None:
        """Show the side column or put it away, and remember which. A focus in it goes to the first column."""
        focus = QApplication.focusWidget()
        if not on and focus is not None and self._columns[2].isAncestorOf(focus):
            self._columns[0].take_focus()
        if not on and self._wanted:
            self._side_width = self.sizes()[2] or self._side_width
        self._wanted = on
        self._side.setVisible(on and self._used and self._fits)
        if on and self._used and self._fits:
            left, middle, side = self.sizes()
            self.setSizes([left, middle + side - self._side_width, self._side_width])
        self.remember()

    def use_side(self, *, on: bool) -> None:
        """Say whether there is anything for the side column to hold; it shows only when it is wanted too."""
        self._used = on
        self._side.setVisible(on and self._wanted and self._fits)

    def remember(self) -> None:
        """Remember the widths as they are."""
        self._moving.stop()
        left, middle, side = self.sizes()
        if left and middle:
            self._settings.change(
                columns=(left, middle, (side or self._side_width) if self._wanted else -self._side_width)
            )

    def settle(self) -> None:
        """Remember now what would be remembered in a moment: the program may be closing."""
        if self._moving.isActive():
            self.remember()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give a column its usual width when its handle is double-clicked."""
        if event.type() == QEvent.Type.MouseButtonDblClick:
            left, middle, side = self.sizes()
            if watched is self.handle(1):
                self.setSizes([USUAL[0], left + middle - USUAL[0], side])
            else:
                self.setSizes([left, middle + side - USUAL[2], USUAL[2]])
            self.remember()
            return True
        return super().eventFilter(watched, event)
