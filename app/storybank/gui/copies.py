"""Bringing in what another copy of the open bank has: asked about where both changed the same, then one step."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from storybank.gui.document import Document
from storybank.gui.merging import choose
from storybank.gui.window import Window
from storybank.services.diverged import bring_copy, counts
from storybank.texts import Refusal, _


def bring_from_copy(document: Document, path: Path, window: Window) -> bool:
    """Merge another copy into the open bank; returns whether anything came of it. Nothing changes before it was agreed to."""
    if path.exists() and document.path.exists() and path.samefile(document.path):
        window.notice.say(_("{path} is the bank itself: choose another copy of it").format(path=path))
        return False
    try:
        merged = bring_copy(document.bank, document.session.versions(), path)
        bank = choose(
            merged, window, _("Both copies changed these stories. What only one of them changed is taken over.")
        )
        if bank is None:
            return False
        document.session.refuse_unsound(bank)
    except Refusal as refusal:
        window.notice.say(str(refusal))
        return False
    if bank == document.bank:
        window.notice.say(_("Everything in there is in the bank already."), calm=True)
        return False
    done = counts(document.bank, bank)
    box = QMessageBox(window)
    box.setWindowTitle(_("Merge another copy"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    said = _("{added} new, {changed} changed, {deleted} deleted there and not changed here.")
    box.setText(said.format(added=done.added, changed=done.changed, deleted=done.deleted))
    box.setInformativeText(_("It is one step; undo takes it back. The copy stays as it is."))
    box.setStandardButtons(QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel)
    box.button(QMessageBox.StandardButton.Ok).setText(_("Merge"))
    agreed = box.exec() == QMessageBox.StandardButton.Ok
    box.deleteLater()
    label = _("Merge “{name}”").format(name=path.name)
    return agreed and document.edit(bank, label, why="import")
