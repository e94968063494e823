"""The history of one story: its versions, what differs, and bringing one back. Stories that were deleted come back the same way."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from storybank.analysis.differences import Difference, Piece, story_differences
from storybank.analysis.refitting import refit
from storybank.gui.differing import DifferenceView
from storybank.gui.document import Document
from storybank.gui.fields import button, label, literal, wrapped
from storybank.model import Story, Version
from storybank.texts import _, clock_text, day_text

_SIZE = (1000, 640)
_LIST_WIDE = 280


class HistoryDialog(QDialog):
    """Lists versions at the left, the newest first, and shows at the right what the chosen one would change.

    `story` is the story as it is now; None lists the last version of every story that was deleted.
    """

    def __init__(
        self, document: Document, versions: tuple[Version, ...], story: Story | None, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._document, self._versions, self._story = document, versions, story
        title = _("Deleted stories") if story is None else _("History of “{title}”").format(title=story.title)
        self.setWindowTitle(title)
        self.brought: Story | None = None
        self._list = QListWidget()
        self._list.setAccessibleName(_("Versions") if story is not None else _("Deleted stories"))
        self._list.setWordWrap(True)
        self._list.setSpacing(2)
        for version in versions:
            self._list.addItem(
                QListWidgetItem(_told(version) if story is not None else f"{version.story.title}\n{_when(version)}")
            )
        self._view = DifferenceView(_("What differs"))
        self._step = QCheckBox(_("Compare with the version after it"))
        self._step.setVisible(False)
        self._back = button(
            _("Bring this version back") if story is not None else _("Bring this story back"), "primary"
        )
        self._copy = button(_("Copy its narrative"))
        self._close = button(_("Close"))
        self._lay_out(title)
        self._list.currentRowChanged.connect(self._show)
        self._step.toggled.connect(lambda _on: self._show(self._list.currentRow()))
        self._back.clicked.connect(self._bring_back)
        self._copy.clicked.connect(self._copy_text)
        self._close.clicked.connect(self.reject)
        self.setMinimumSize(640, 440)
        self.resize(*_SIZE)
        self._list.setCurrentRow(0)
        self._list.setFocus()

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self._versions):
            return
        version = self._versions[row].story
        if self._story is None:
            whole = story_differences(Story.blank(version.id, ""), version, self._document.framework)
            texts = [
                Difference(one.name, tuple(Piece("same", piece.text) for piece in one.pieces if piece.kind != "gone"))
                for one in whole
            ]
            self._view.show_differences([one for one in texts if one.pieces], "")
            return
        after = self._versions[row - 1].story if self._step.isChecked() and row else self._story
        found = story_differences(version, after, self._document.framework)
        self._view.show_differences(found, _("Nothing differs."))
        self._back.setEnabled(version != self._story)

    def _bring_back(self) -> None:
        version = self._versions[self._list.currentRow()]
        told = _("Bring back “{title}” of {when}").format(title=version.story.title, when=_when(version))
        bank = self._document.bank
        after = refit(bank.with_story(version.story), bank.framework)  # what the framework does not know is kept aside
        if self._document.edit(after, told, why="restore"):
            self.brought = version.story
            self.accept()

    def _copy_text(self) -> None:
        version = self._versions[self._list.currentRow()]
        QGuiApplication.clipboard().setText(version.story.narrative)

    def _lay_out(self, title: str) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 0, 0, 0)
        if self._story is not None:
            legend = _("From that version to now: new words are underlined, gone ones struck through.")
            column.addWidget(wrapped(legend, "quiet"))
        column.addWidget(self._view, 1)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self._list)
        parts.addWidget(right)
        parts.setSizes([_LIST_WIDE, _SIZE[0] - _LIST_WIDE])
        row = QHBoxLayout()
        row.addWidget(self._step)
        row.addStretch(1)
        for one in (self._copy, self._close, self._back):
            row.addWidget(one)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 18, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(label(literal(title), "pageTitle"))
        outer.addWidget(parts, 1)
        outer.addLayout(row)
        self._step.setVisible(self._story is not None and len(self._versions) > 1)


def _told(version: Version) -> str:
    why = {
        "edit": _("before an edit"),
        "import": _("before an import"),
        "restore": _("before a restore"),
        "delete": _("before it was deleted"),
    }
    return f"{_when(version)}\n{why[version.why]}"


def _when(version: Version) -> str:
    """Return when a version was kept, as the reader's clock shows it."""
    try:
        kept = datetime.strptime(version.kept, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).astimezone()
    except ValueError:
        return version.kept
    return f"{day_text(kept.date())}, {clock_text(kept.time())}"
