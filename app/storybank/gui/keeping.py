"""A dialog whose answers reach the file, or stay in it: what the file refuses is said inside, and nothing that was answered is lost."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from storybank.gui.document import Document
from storybank.gui.fields import wrapped
from storybank.model import Bank, Why
from storybank.texts import Refusal, _


def answers(dialog: QDialog, take: str) -> QDialogButtonBox:
    """Return the two buttons of a dialog, in our words: `take` accepts it, and so does Enter; the other leaves it."""
    made = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    made.button(QDialogButtonBox.StandardButton.Ok).setText(take)
    made.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
    made.accepted.connect(dialog.accept)
    made.rejected.connect(dialog.reject)
    return made


class KeepingDialog(QDialog):
    """A dialog with a line for what is wrong. Without a document it keeps nothing, and its owner asks for the answers."""

    def __init__(self, document: Document | None, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._document = document
        self.fault = wrapped("", "warning")
        self.fault.hide()

    def say(self, sentence: str) -> None:
        """Say what is wrong; an empty sentence says that nothing is."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    def keep(self, bank: Bank, label: str, why: Why = "edit") -> bool:
        """Make the document's bank this one, as one step. Where that cannot be, say why and return False."""
        if self._document is None:
            return True
        self._document.failed.connect(self._on_refused)
        try:
            return self._document.edit(bank, label, why=why)
        finally:
            self._document.failed.disconnect(self._on_refused)

    def _on_refused(self, refusal: Refusal) -> None:
        self.say(str(refusal))
