"""The window as the system sees it, before it holds anything: its menus, where it stands, and when it was first painted."""

from PySide6.QtCore import QByteArray, QSize, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QMenu

from storybank.texts import _

_USUAL, _FRAME = QSize(1280, 800), QSize(8, 44)


class Frame(QMainWindow):
    """An empty window. `painted` tells, once, that it was painted for the first time."""

    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Storybank")
        self.resize(self._first_size())
        self.setMinimumSize(900, 560)
        self._painted = False
        self._menus: dict[tuple[str, str], QMenu] = {}
        for title in (_("&File"), _("&Edit"), _("&Story"), _("&View"), _("&Help")):
            self.menu(title)  # they stand there from the first painting on; their actions come after it

    def menu(self, title: str, under: str = "") -> QMenu:
        """Return one of the menus by its title, or the submenu `under` of it; one that is not there yet is made."""
        if (title, under) not in self._menus:
            around = self.menu(title) if under else self.menuBar()
            self._menus[title, under] = around.addMenu(under or title)
        return self._menus[title, under]

    @staticmethod
    def _first_size() -> QSize:
        """Return the size of a first start: as much as the screen has room for, the system's frame around it counted."""
        screen = QGuiApplication.primaryScreen()
        room = screen.availableGeometry().size() if screen is not None else _USUAL
        return _USUAL.boundedTo(room - _FRAME)

    def restore(self, geometry: str) -> None:
        """Stand where the window stood last; where that is on no screen any more, Qt moves it onto one."""
        if geometry:
            self.restoreGeometry(QByteArray.fromHex(geometry.encode()))

    def geometry_text(self) -> str:
        """Return where the window stands, for `restore`."""
        return bytes(self.saveGeometry().toHex().data()).decode()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell, once, when the window has been painted for the first time."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)  # when its children are painted, too
