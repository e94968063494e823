"""How the parts of the window lie: bars above, navigation and pages below them, and a place for long work and for a hint."""

from collections.abc import Callable, Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


class Body(QWidget):
    """What the window holds between its menus and its status bar. `at_work` says that long work keeps everything else from being touched."""

    def __init__(self, notice: QWidget, navigation: QWidget, pages: QWidget) -> None:
        super().__init__()
        self.at_work = False
        self._first: QWidget | None = None
        self._middle = QWidget()
        row = QHBoxLayout(self._middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(navigation)
        row.addWidget(pages, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(notice)
        self._column.addWidget(self._middle, 1)

    def put_first(self, bar: QWidget) -> None:
        """Put a bar above everything else."""
        self._first = bar
        self._column.insertWidget(0, bar)

    def show_work(self, bar: QWidget, others: Iterable[QWidget | QAction]) -> Callable[[], None]:
        """Show long work above the pages; these, the first bar and the pages rest until the function that is returned is called."""
        asleep = (*([self._first] if self._first else []), self._middle, *others)

        def wake(*, awake: bool) -> None:
            for part in asleep:
                part.setEnabled(awake)
            self.at_work = not awake

        def done() -> None:
            wake(awake=True)
            self._column.removeWidget(bar)

        self._column.insertWidget(self._column.indexOf(self._middle), bar)
        wake(awake=False)
        return done

    def add_hint(self, bar: QWidget) -> None:
        """Give a hint its place, below the pages, where nothing moves when it goes."""
        self._column.addWidget(bar)
