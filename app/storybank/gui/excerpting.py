"""A story as plain text of so many words, looked at and copied: for the box of an application form."""

from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from storybank.analysis.excerpt import FEWEST, MOST, count, excerpt
from storybank.gui.fields import label
from storybank.gui.settings import Settings
from storybank.model import Story
from storybank.texts import _, number_text


class ExcerptDialog(QDialog):
    """Shows a story cut to a number of words, with how many words and characters that are."""

    def __init__(self, story: Story, words: int, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._story = story
        self.setWindowTitle(_("Copy as plain text"))
        self.setMinimumSize(560, 420)
        self.words = QSpinBox()
        self.words.setRange(FEWEST, MOST)
        self.words.setSingleStep(10)
        self.words.setValue(words)
        self.words.setAccessibleName(_("Words at most"))
        self.counts = label("")
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setAccessibleName(_("The text that is copied"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.copy = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.copy.setText(_("Copy"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        asked = label(_("&Words at most"))
        asked.setBuddy(self.words)
        row.addWidget(asked)
        row.addWidget(self.words)
        row.addStretch(1)
        row.addWidget(self.counts)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self.preview, 1)
        column.addWidget(buttons)
        self.words.valueChanged.connect(self._show)
        self._show()
        self.words.setFocus()
        self.words.selectAll()

    @property
    def text(self) -> str:
        """The text as it would be copied."""
        return self.preview.toPlainText()

    def _show(self) -> None:
        text = excerpt(self._story, self.words.value())
        self.preview.setPlainText(text)
        said = _("{words} words, {characters} characters")
        self.counts.setText(said.format(words=number_text(count(text)), characters=number_text(len(text))))
        self.copy.setEnabled(bool(text))


def copy_as_text(story: Story, settings: Settings, parent: QWidget) -> bool:
    """Show a story as plain text and copy it to the clipboard where that is wanted; returns whether it was."""
    dialog = ExcerptDialog(story, min(MOST, max(FEWEST, settings.now.words)), parent)
    wanted = dialog.exec() == QDialog.DialogCode.Accepted
    if wanted:
        QApplication.clipboard().setText(dialog.text)
        settings.change(words=dialog.words.value())
    dialog.deleteLater()
    return wanted
