"""A dialog whose answers reach the file, or stay in it: what the file refuses is said inside, and nothing that was answered is lost."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QWidget

from storybank.gui.document import Document
from storybank.gui.fields import button, wrapped
from storybank.model import Bank
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
        self._load = button(_("Load it and keep my answers"))
        self._load.clicked.connect(self._load_again)
        self._load.hide()
        self.fault_row = QWidget()
        row = QHBoxLayout(self.fault_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.fault, 1)
        row.addWidget(self._load)
        self.fault_row.hide()

    def say(self, sentence: str) -> None:
        """Say what is wrong; an empty sentence says that nothing is."""
        self.fault.setText(sentence)
        self._load.hide()
        self.fault_row.setVisible(bool(sentence))

    def keep(self, bank: Bank, label: str) -> bool:
        """Make the document's bank this one, as one step. Where the file refuses, say why and return False."""
        if self._document is None:
            return True
        self._document.failed.connect(self._on_refused)
        try:
            return self._document.edit(bank, label)
        finally:
            self._document.failed.disconnect(self._on_refused)

    def take_over(self, bank: Bank) -> None:
        """Go on from a bank that was read again; the answers stay as they are."""
        raise NotImplementedError

    def _on_refused(self, refusal: Refusal) -> None:
        self.say(str(refusal))
        self._load.setVisible(type(refusal).__name__ == "BankChanged")  # the store is loaded, but not by the window

    def _load_again(self) -> None:
        if self._document is not None:
            self._document.reload()
            self.take_over(self._document.bank)
            self.say(_("It is loaded; your answers still stand here."))
