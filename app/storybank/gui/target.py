"""The loop that the bank is for, and the terms that must not leave the room."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from storybank.analysis.validity import is_date
from storybank.gui.fields import LineField, button, label, mark, wrapped
from storybank.model import Alias, Bank
from storybank.texts import _


class TargetDialog(QDialog):
    """Asks for the loop; `result_bank` is the bank with the answers."""

    def __init__(self, bank: Bank, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("The loop"))
        self.setMinimumSize(820, 620)
        self._bank = bank
        target = bank.target
        self._lines = {
            "title": LineField(_("Title of the bank"), _("Spring loop")),
            "company": LineField(_("Company")),
            "role": LineField(_("Role")),
            "level": LineField(_("Level")),
            "service": LineField(_("Service or team")),
            "loop_date": LineField(_("Date of the loop"), "2027-01-20"),
        }
        self._lines["title"].show_text(bank.title)
        for name in ("company", "role", "level", "service", "loop_date"):
            self._lines[name].show_text(getattr(target, name))
        self._internal = QCheckBox(_("The role’s customers are inside the company"))
        self._internal.setChecked(target.internal)
        self._principles = QListWidget()
        self._principles.setAccessibleName(_("Principles of the loop"))
        self._principles.setSpacing(2)
        self._principles.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._principles.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for principle in bank.framework.principles:
            item = QListWidgetItem(principle.name)
            item.setData(Qt.ItemDataRole.UserRole, principle.id)
            wanted = not target.principles or principle.id in target.principles
            item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
            self._principles.addItem(item)
        self._aliases = QPlainTextEdit("\n".join(f"{alias.term} = {alias.alias}" for alias in bank.aliases))
        self._aliases.setAccessibleName(_("Confidential terms"))
        self._aliases.setTabChangesFocus(True)
        self._aliases.setPlaceholderText(_("Kestermoor = a parcel company"))
        self._aliases.setMaximumHeight(90)
        self._fault = wrapped("", "warning")
        self._lay_out()

    def result_bank(self) -> Bank:
        """Return the bank with what was answered."""
        checked = tuple(
            str(self._principles.item(row).data(Qt.ItemDataRole.UserRole))
            for row in range(self._principles.count())
            if self._principles.item(row).checkState() == Qt.CheckState.Checked
        )
        everything = len(checked) == self._principles.count()
        target = replace(
            self._bank.target,
            company=self._text("company"),
            role=self._text("role"),
            level=self._text("level"),
            service=self._text("service"),
            loop_date=self._text("loop_date"),
            internal=self._internal.isChecked(),
            principles=() if everything else checked,
        )
        return replace(self._bank, title=self._text("title"), target=target, aliases=self._read_aliases())

    def accept(self) -> None:
        """Close when everything can be kept; else say what cannot."""
        day = self._text("loop_date")
        wrong = bool(day) and not is_date(day)
        mark(self._lines["loop_date"], "missing", on=wrong)
        if wrong:
            self._fault.setText(_("The date must be written like 2027-01-20, or left empty."))
        elif not any(
            self._principles.item(row).checkState() == Qt.CheckState.Checked for row in range(self._principles.count())
        ):
            self._fault.setText(_("Choose at least one principle: a loop is about something."))
        else:
            super().accept()

    def _text(self, name: str) -> str:
        return self._lines[name].text().strip()

    def _read_aliases(self) -> tuple[Alias, ...]:
        pairs = (line.partition("=") for line in self._aliases.toPlainText().splitlines())
        return tuple(Alias(term=term.strip(), alias=alias.strip()) for term, _sign, alias in pairs if term.strip())

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        names = {
            "title": _("Bank"),
            "company": _("Company"),
            "role": _("Role"),
            "level": _("Level"),
            "service": _("Service"),
            "loop_date": _("Date"),
        }
        for name, text in names.items():
            form.addRow(label(text, "quiet"), self._lines[name])
        form.addRow(label("", "quiet"), self._internal)
        form.addRow(
            label(_("Rubric"), "quiet"), wrapped(self._bank.framework.name + ". " + self._bank.framework.note, "small")
        )
        right = QVBoxLayout()
        right.addWidget(label(_("Principles of the loop"), "sectionHead"))
        right.addWidget(self._principles, 1)
        row = QHBoxLayout()
        for text, state in ((_("All"), Qt.CheckState.Checked), (_("None"), Qt.CheckState.Unchecked)):
            made = button(text, "link")
            made.clicked.connect(lambda _on=False, state=state: self._check_all(state))
            row.addWidget(made)
        row.addStretch(1)
        right.addLayout(row)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addLayout(form, 3)
        columns.addLayout(right, 2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 18, 20, 16)
        outer.addLayout(columns, 1)
        outer.addWidget(
            label(_("Confidential terms, one a line: the term = what stands for it on aliased paper"), "sectionHead")
        )
        outer.addWidget(self._aliases)
        outer.addWidget(self._fault)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        outer.addWidget(buttons)

    def _check_all(self, state: Qt.CheckState) -> None:
        for row in range(self._principles.count()):
            self._principles.item(row).setCheckState(state)
