"""The question before deleted stories are erased for good: what goes, and that it cannot be undone."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from storybank.gui.document import Document
from storybank.gui.fields import wrapped
from storybank.services.erasing import Erasable, erasable, erase_deleted
from storybank.texts import Refusal, _, plural

_MOST_NAMED = 5


class EraseDialog(QDialog):
    """Says what is still kept, and asks what of it is to go."""

    def __init__(self, found: Erasable, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Erase deleted stories"))
        self.setMinimumWidth(540)
        earlier = plural(
            "Also {n} earlier version of other stories", "Also {n} earlier versions of other stories", found.versions
        )
        backups = plural(
            "Also its {n} backup; a new one is made first",
            "Also its {n} backups; a new one is made first",
            found.backups,
        )
        self.versions = QCheckBox(earlier.format(n=found.versions))
        self.backups = QCheckBox(backups.format(n=found.backups))
        buttons = QDialogButtonBox()
        sure = buttons.addButton(_("Erase for good"), QDialogButtonBox.ButtonRole.AcceptRole)
        sure.setAutoDefault(False)
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(wrapped(_told(found), "bankTitle"))
        said = _(
            "What is erased leaves the file byte for byte. This cannot be undone, and undo forgets the steps so far."
        )
        column.addWidget(wrapped(said, "quiet"))
        others = _("Copies that others made, a synced folder or a disk’s own snapshots, are out of reach.")
        column.addWidget(wrapped(others, "quiet"))
        for box, count in ((self.versions, found.versions), (self.backups, found.backups)):
            column.addWidget(box)
            box.setVisible(count > 0)
        column.addSpacing(6)
        column.addWidget(buttons)
        cancel.setFocus()


def ask_to_erase(document: Document, parent: QWidget) -> str:
    """Ask, and erase; returns a sentence that says what was done, or nothing where it was left. Raises a `Refusal`."""
    if document.read_only:
        raise Refusal(document.read_only)
    if not document.retry():
        raise Refusal(_("What you did last is not in the file yet; see to that first."))
    dialog = EraseDialog(erasable(document.session), parent)
    try:
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return ""
        document.stack.clear()  # its steps know what was deleted
        everything, backups = dialog.versions.isChecked(), dialog.backups.isChecked()
        gone = erase_deleted(document.session, datetime.now(UTC), all_versions=everything, backups=backups)
    finally:
        dialog.deleteLater()
    if gone:
        said = plural("Erased for good, and {n} backup with it.", "Erased for good, and {n} backups with it.", gone)
        return said.format(n=gone)
    return _("Erased for good.")


def _told(found: Erasable) -> str:
    if not found.deleted:
        return _("No deleted story is kept in the history; the file itself is cleaned all the same.")
    named = ", ".join(f"“{title}”" for title in found.deleted[:_MOST_NAMED])
    more = len(found.deleted) - _MOST_NAMED
    if more > 0:
        named = plural("{names} and {n} more", "{names} and {n} more", more).format(names=named, n=more)
    said = plural(
        "{n} deleted story is still kept: {names}.", "{n} deleted stories are still kept: {names}.", len(found.deleted)
    )
    return said.format(n=len(found.deleted), names=named)
