"""The backups at the left, what the chosen one would change in the middle, and the words of one story at the right."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from storybank.analysis.differences import Difference, Piece, bank_differences, story_differences
from storybank.analysis.refitting import refit
from storybank.gui.backups.reading import Reading
from storybank.gui.differing import DifferenceView
from storybank.gui.document import Document
from storybank.gui.fields import button, label, literal, wrapped
from storybank.model import Bank, Story
from storybank.services.safety import Backup, find_backups
from storybank.texts import Refusal, _, clock_text, day_text, number_text, plural

if TYPE_CHECKING:
    from storybank.gui.backing import Backing

_SIZE = (1100, 660)
_COLUMNS = (270, 260, 530)
_MEGA = 1_000_000


class Row(NamedTuple):
    """A story that differs: as it is now and as the backup has it; None where it is not there."""

    now: Story | None
    then: Story | None


class BackupsDialog(QDialog):
    """Restores a whole backup, or one story of it, as a step that can be undone."""

    def __init__(self, document: Document, backing: "Backing", parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Backups"))
        self.setMinimumSize(760, 460)
        self._document, self._backing = document, backing
        self._backups: list[Backup] = []
        self._held: Bank | None = None
        self._rows: list[Row] = []
        self.brought = ""
        self.told = ""
        self._reading = Reading(self)
        self._list, self._stories = _list(_("Backups")), _list(_("Stories that differ"))
        self._view = DifferenceView(_("What differs"))
        self._said = wrapped("", "quiet")
        self._fault = wrapped("", "warning")
        self._all = button(_("Restore all of it"), "primary")
        self._one = button(_("Bring back this story"))
        self._make = button(_("Back up now"))
        self._close = button(_("Close"))
        self._lay_out()
        self._connect()
        self.refresh()
        self._list.setFocus()

    def refresh(self) -> None:
        """List the backups as they are now; the newest one is chosen."""
        self._backups = list(find_backups(self._document.path))
        self._list.clear()
        for backup in self._backups:
            self._list.addItem(QListWidgetItem(_told(backup)))
            self._reading.look(backup)
        if self._backups:
            self._list.setCurrentRow(0)
        else:
            self._show(None)
            none = _(
                "No backup yet. One is made when a bank is opened, every half hour of work, and before large changes."
            )
            self._said.setText(none)

    def done(self, result: int) -> None:
        """Let the thread end before the dialog goes."""
        self._reading.end()
        super().done(result)

    def _on_looked(self, backup: Backup) -> None:
        for row, known in enumerate(self._backups):
            if known.path == backup.path:
                self._backups[row] = backup
                self._list.item(row).setText(_told(backup))

    def _on_backup(self, row: int) -> None:
        if 0 <= row < len(self._backups):
            self._show(None)
            self._said.setText(_("Reading …"))
            self._reading.read(self._backups[row])

    def _on_held(self, backup: Backup, answer: object) -> None:
        row = self._list.currentRow()
        if not 0 <= row < len(self._backups) or self._backups[row].path != backup.path:
            return  # another one was chosen meanwhile
        if isinstance(answer, Refusal):
            self._show(None)
            self._fault.setText(str(answer))
            self._fault.show()
        elif isinstance(answer, Bank):
            self._show(answer)

    def _show(self, held: Bank | None) -> None:
        """Show what a backup would change; nothing while it is being read."""
        self._held = held
        self._fault.hide()
        self._rows = []
        self._stories.clear()
        if held is not None:
            found = bank_differences(self._document.bank, held)
            self._rows = [
                *(Row(None, story) for story in found.added),
                *(Row(*pair) for pair in found.changed),
                *(Row(story, None) for story in found.gone),
            ]
            kinds = [_("would come back")] * len(found.added) + [_("differs")] * len(found.changed)
            kinds += [_("would go")] * len(found.gone)
            for row, kind in zip(self._rows, kinds, strict=True):
                story = row.then or row.now
                self._stories.addItem(QListWidgetItem(f"{story.title if story else ''}\n{kind}"))
            others = [*found.bank, *([_("the order of stories")] if found.moved else [])]
            self._said.setText(_sentence(len(self._rows), others))
        self._all.setEnabled(held is not None and held != self._document.bank and not self._document.read_only)
        self._stories.setCurrentRow(0 if self._rows else -1)
        self._on_story(self._stories.currentRow())

    def _on_story(self, at: int) -> None:
        row = self._rows[at] if 0 <= at < len(self._rows) else None
        self._one.setEnabled(row is not None and row.then is not None and not self._document.read_only)
        framework = self._document.framework
        if row is None:
            self._view.show_differences((), "")
        elif row.then is None:
            self._view.show_differences(
                (), _("It is in the bank now and not in this backup: restoring all of it takes it out.")
            )
        elif row.now is None:
            whole = story_differences(Story.blank(row.then.id, ""), row.then, framework)
            plain = (
                Difference(one.name, tuple(Piece("same", p.text) for p in one.pieces if p.kind != "gone"))
                for one in whole
            )
            self._view.show_differences([one for one in plain if one.pieces], "")
        else:
            self._view.show_differences(story_differences(row.then, row.now, framework), "")

    def _restore_all(self) -> None:
        if self._held is not None:
            self._keep(self._held, _("Restore the backup of {when}").format(when=self._when()))

    def _restore_one(self) -> None:
        row = self._rows[self._stories.currentRow()]
        if row.then is not None:
            bank = self._document.bank
            after = refit(bank.with_story(row.then), bank.framework)  # what the framework does not know is kept aside
            self.brought = row.then.id
            self._keep(after, _("Bring back “{title}” of {when}").format(title=row.then.title, when=self._when()))

    def _keep(self, bank: Bank, told: str) -> None:
        self._document.failed.connect(self._on_refused)
        try:
            if self._document.edit(bank, told, why="restore"):
                self.told = told
                self.accept()
        finally:
            self._document.failed.disconnect(self._on_refused)

    def _on_refused(self, refusal: Refusal) -> None:
        self._fault.setText(str(refusal))
        self._fault.show()

    def _back_up(self) -> None:
        self._make.setEnabled(False)
        self._backing.make()

    def _on_ended(self, refusal: object) -> None:
        self._make.setEnabled(True)
        self.refresh()
        if isinstance(refusal, Refusal):
            self._on_refused(refusal)

    def _when(self) -> str:
        return _stamp(self._backups[self._list.currentRow()])

    def _connect(self) -> None:
        self._reading.looked.connect(self._on_looked)
        self._reading.held.connect(self._on_held)
        self._list.currentRowChanged.connect(self._on_backup)
        self._stories.currentRowChanged.connect(self._on_story)
        self._all.clicked.connect(self._restore_all)
        self._one.clicked.connect(self._restore_one)
        self._make.clicked.connect(self._back_up)
        self._close.clicked.connect(self.reject)
        self._backing.ended.connect(self._on_ended)
        self._make.setEnabled(self._backing.is_at_work)

    def _lay_out(self) -> None:
        legend = _("From now to the backup: what would come is underlined, what would go is struck through.")
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 0, 0, 0)
        column.addWidget(wrapped(legend, "quiet"))
        column.addWidget(self._view, 1)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        for part in (self._list, self._stories, right):
            parts.addWidget(part)
        parts.setSizes(list(_COLUMNS))
        row = QHBoxLayout()
        row.addWidget(self._make)
        row.addStretch(1)
        for one in (self._close, self._one, self._all):
            row.addWidget(one)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 18, 20, 16)
        outer.setSpacing(10)
        outer.addWidget(label(literal(_("Backups")), "pageTitle"))
        outer.addWidget(self._said)
        outer.addWidget(self._fault)
        outer.addWidget(parts, 1)
        outer.addLayout(row)
        self._fault.hide()
        self.resize(*_SIZE)


def _list(name: str) -> QListWidget:
    made = QListWidget()
    made.setAccessibleName(name)
    made.setWordWrap(True)
    made.setSpacing(2)
    return made


def _told(backup: Backup) -> str:
    size = _("{n} MB").format(n=f"{max(backup.size / _MEGA, 0.1):.1f}")
    if backup.fault:
        fault = _("cannot be read")
        return f"{_stamp(backup)}\n{fault} · {size}"
    facts = [_causes()[backup.cause], size]
    if backup.stories is not None:
        facts.append(plural("{n} story", "{n} stories", backup.stories).format(n=number_text(backup.stories)))
    return f"{_stamp(backup)}\n{' · '.join(fact for fact in facts if fact)}"


def _causes() -> dict[str, str]:
    return {
        "": "",
        "opening": _("of the day"),
        "work": _("while working"),
        "import": _("before an import"),
        "merge": _("before two were brought together"),
        "restore": _("before a restore"),
        "bulk": _("before a large change"),
        "migration": _("before a new file format"),
    }


def _sentence(stories: int, others: list[str]) -> str:
    if not stories and not others:
        return _("This backup holds what the bank holds now.")
    said = plural("{n} story differs.", "{n} stories differ.", stories).format(n=stories) if stories else ""
    more = _("Besides: {names}.").format(names=", ".join(others)) if others else ""
    return f"{said} {more}".strip()


def _stamp(backup: Backup) -> str:
    made = backup.made.astimezone()
    return f"{day_text(made.date())}, {clock_text(made.time())}"
