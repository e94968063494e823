"""Asking for notes as text."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from storybank.gui.fields import wrapped
from storybank.gui.keeping import answers
from storybank.texts import _


def ask_for_text(parent: QWidget) -> str:
    """Show the clipboard's text to be changed, and return it; an empty one when nobody agreed."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(_("Paste notes"))
    field = QPlainTextEdit()
    field.setObjectName("pasted")
    field.setAccessibleName(_("Notes"))
    field.setTabChangesFocus(True)
    field.setPlainText(QGuiApplication.clipboard().text())
    column = QVBoxLayout(dialog)
    column.setContentsMargins(16, 14, 16, 14)
    column.setSpacing(10)
    column.addWidget(
        wrapped(
            _(
                "Markdown, a chat’s story bank, or cells of a spreadsheet. What is found in it is shown before anything changes."
            )
        )
    )
    column.addWidget(field, 1)
    column.addWidget(answers(dialog, _("Look at it")))
    dialog.setMinimumSize(560, 380)
    dialog.resize(760, 560)
    field.setFocus()
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    text = field.toPlainText()
    dialog.deleteLater()
    return text if agreed else ""
