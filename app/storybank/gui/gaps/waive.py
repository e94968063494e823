"""The question before a gap is waived: why is it acceptable?"""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from storybank.analysis.finding import Gap
from storybank.gui.fields import LineField, label, wrapped
from storybank.gui.gaps.rows import one_line
from storybank.texts import _


class WaiveDialog(QDialog):
    """Asks for the reason; without one there is nothing to agree to."""

    def __init__(self, gap: Gap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Waive a gap"))
        self.setMinimumWidth(480)
        self.field = LineField(_("Why is it acceptable?"), _("For instance: not asked in this loop"))
        self.field.setMaxLength(500)
        self.field.textChanged.connect(self._on_text)
        self._buttons = QDialogButtonBox()
        self._sure = self._buttons.addButton(_("Waive it"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._sure.setEnabled(False)
        self._sure.setDefault(True)
        cancel = self._buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setAutoDefault(False)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(8)
        column.addWidget(wrapped(one_line(gap.message), "bankTitle"))
        column.addWidget(
            wrapped(_("It stays in the list, marked as waived with your reason, and no longer counts."), "quiet")
        )
        column.addSpacing(6)
        column.addWidget(label(_("Why is it acceptable?")))
        column.addWidget(self.field)
        column.addSpacing(8)
        column.addWidget(self._buttons)
        self.field.setFocus()

    @property
    def reason(self) -> str:
        """The reason, without blanks around it."""
        return self.field.text().strip()

    def _on_text(self, _text: str) -> None:
        self._sure.setEnabled(bool(self.reason))
