"""What Storybank is: its version, whose it is not, the licences of all that is in it, where it keeps what, and all of that to copy."""

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from storybank import __version__
from storybank.gui.fields import button, label, wrapped
from storybank.services.shipped import parts, places, report
from storybank.texts import _

_SIZE = (620, 620)


class About(QDialog):
    """Says it in one page that scrolls; the button copies it without a word of anybody's stories."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle(_("About Storybank"))
        self.setMinimumSize(420, 360)
        self.resize(*_SIZE)
        self.copy_button = button(_("Copy for a report"))
        self.copy_button.clicked.connect(self._copy)
        self._copied = label("", "small")
        close = button(_("Close"), "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(_body())
        area.setAccessibleName(_("About Storybank"))
        row = QHBoxLayout()
        row.addWidget(self.copy_button)
        row.addWidget(self._copied, 1)
        row.addWidget(close)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 18, 20, 14)
        outer.setSpacing(12)
        outer.addWidget(area, 1)
        outer.addLayout(row)
        close.setFocus()

    def _copy(self) -> None:
        QApplication.clipboard().setText(report(f"Qt {qVersion()} “{QApplication.platformName()}”"))
        self._copied.setText(_("Copied. It holds no words of your stories."))


def _body() -> QWidget:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 12, 0)
    column.setSpacing(8)
    column.addWidget(label(_("Storybank {version}").format(version=__version__), "pageTitle"))
    for text in (
        _("Career stories for behavioural interviews, offline. MIT licence."),
        _("Not affiliated with Amazon. The rubric is as reported by interviewers and candidates, not official."),
        _("Qt is used under the LGPL: you may replace it by another build of the same version."),
    ):
        column.addWidget(wrapped(text))
    column.addSpacing(8)
    column.addWidget(label(_("Where things are"), "sectionHead"))
    column.addLayout(_table([(name, _selectable(path)) for name, path in places()]))
    column.addSpacing(8)
    column.addWidget(label(_("What it is made of"), "sectionHead"))
    column.addLayout(_table([(f"{part.name} {part.version}", label(part.licence)) for part in parts()]))
    column.addStretch(1)
    return body


def _table(rows: list[tuple[str, QLabel]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for at, (name, value) in enumerate(rows):
        grid.addWidget(label(name, "quiet"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value, at, 1, Qt.AlignmentFlag.AlignTop)
    return grid


def _selectable(text: str) -> QLabel:
    made = wrapped(text)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
