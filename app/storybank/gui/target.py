"""The loop that the bank is for, and the terms that must not leave the room."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from storybank.gui.document import Document
from storybank.gui.fields import LineField, button, label, mark, wrapped
from storybank.gui.keeping import KeepingDialog, answers
from storybank.gui.loop.day import DayField
from storybank.gui.loop.terms import Unclear, lines_of, read_terms
from storybank.model import Bank
from storybank.texts import _, plural

MOST_WIDE = 380  # px that a principle's name may take before it breaks its line


def ask_loop(document: Document, parent: QWidget) -> bool:
    """Ask for the loop, and keep the answers as one step; returns whether there were any."""
    dialog = TargetDialog(document.bank, parent, document)
    try:
        return bool(dialog.exec())
    finally:
        dialog.deleteLater()


class TargetDialog(KeepingDialog):
    """Asks for the loop; `result_bank` is the bank with the answers. With a document it closes only when the file has them."""

    def __init__(self, bank: Bank, parent: QWidget | None = None, document: Document | None = None) -> None:
        super().__init__(document, parent)
        self.setWindowTitle(_("The loop"))
        self.setMinimumSize(760, 500)
        self._bank = bank
        target = bank.target
        self._lines = {
            "title": LineField(_("Title of the bank"), _("Spring loop")),
            "company": LineField(_("Company")),
            "role": LineField(_("Role")),
            "level": LineField(_("Level")),
            "service": LineField(_("Service or team")),
        }
        self._lines["title"].show_text(bank.title)
        for name in ("company", "role", "level", "service"):
            self._lines[name].show_text(getattr(target, name))
        self._day = DayField(_("Date of the loop"), date.today())  # noqa: DTZ011 - the day on the reader's wall is meant
        self._day.line.show_text(target.loop_date)
        self._internal = QCheckBox(_("The role’s customers are inside the company"))
        self._internal.setChecked(target.internal)
        self._principles = self._list()
        self._count = label("", "small")
        self._aliases = QPlainTextEdit(lines_of(bank.aliases))
        self._aliases.setAccessibleName(_("Confidential terms"))
        self._aliases.setTabChangesFocus(True)
        self._aliases.setPlaceholderText(_("Kestermoor = a parcel company"))
        self._aliases.setMinimumHeight(56)
        self._aliases.setMaximumHeight(90)
        self._lay_out()
        self._principles.itemChanged.connect(self._say_count)
        self._say_count()
        self.resize(880, 700)

    def result_bank(self) -> Bank:
        """Return the bank with what was answered."""
        checked = self._checked()
        everything = len(checked) == self._principles.count()
        target = replace(
            self._bank.target,
            company=self._text("company"),
            role=self._text("role"),
            level=self._text("level"),
            service=self._text("service"),
            loop_date=self._day.text(),
            internal=self._internal.isChecked(),
            principles=() if everything else checked,
        )
        aliases = read_terms(self._aliases.toPlainText())
        return replace(self._bank, title=self._text("title"), target=target, aliases=aliases)

    def accept(self) -> None:
        """Close when everything can be kept and the file has it; else say what cannot, and go there."""
        fault, where = self._fault()
        for field in (self._day.line, self._aliases):
            mark(field, "missing", on=field is where)
        if fault:
            self.say(fault)
            where.setFocus()
            return
        self.say("")
        if self.keep(self.result_bank(), _("Set the loop")):
            super().accept()

    def _fault(self) -> tuple[str, QWidget]:
        """Return the first thing that is wrong, and the field it is in."""
        if not self._day.is_sound():
            return _("The date must be a day such as 20 Jan 2027 or 2027-01-20, or left empty."), self._day.line
        if not self._checked():
            return _("Choose at least one principle: a loop is about something."), self._principles
        try:
            read_terms(self._aliases.toPlainText())
        except Unclear as fault:
            return str(fault), self._aliases
        return "", self

    def _text(self, name: str) -> str:
        return self._lines[name].text().strip()

    def _checked(self) -> tuple[str, ...]:
        items = (self._principles.item(row) for row in range(self._principles.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def _list(self) -> QListWidget:
        """Return the list of principles, as wide as its longest name."""
        made = QListWidget()
        made.setAccessibleName(_("Principles of the loop"))
        made.setSpacing(2)
        made.setWordWrap(True)
        made.setTextElideMode(Qt.TextElideMode.ElideNone)
        made.setResizeMode(QListView.ResizeMode.Adjust)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        wanted = self._bank.target.principles
        for principle in self._bank.framework.principles:
            item = QListWidgetItem(principle.name)
            item.setData(Qt.ItemDataRole.UserRole, principle.id)
            chosen = not wanted or principle.id in wanted
            item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
            made.addItem(item)
        metrics = QFontMetrics(self.font())
        widest = max((metrics.horizontalAdvance(p.name) for p in self._bank.framework.principles), default=0)
        made.setMinimumWidth(min(widest, MOST_WIDE) + 60)
        return made

    def _say_count(self) -> None:
        count, of = len(self._checked()), self._principles.count()
        text = plural("{n} of {all} principle", "{n} of {all} principles", of)
        self._count.setText(text.format(n=count, all=of))

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        names = {
            "title": _("Bank"),
            "company": _("Company"),
            "role": _("Role"),
            "level": _("Level"),
            "service": _("Service"),
        }
        for name, text in names.items():
            form.addRow(_named(text, self._lines[name]), self._lines[name])
        form.addRow(_named(_("Date"), self._day.line), self._day)
        form.addRow(label("", "quiet"), self._internal)
        framework = self._bank.framework
        form.addRow(label(_("Rubric"), "quiet"), wrapped(f"{framework.name}. {framework.note}", "small"))
        return form

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(label(_("Principles of the loop"), "sectionHead"))
        right.addWidget(self._principles, 1)
        row = QHBoxLayout()
        for text, state in ((_("All"), Qt.CheckState.Checked), (_("None"), Qt.CheckState.Unchecked)):
            made = button(text, "link")
            made.clicked.connect(lambda _on=False, state=state: self._check_all(state))
            row.addWidget(made)
        row.addStretch(1)
        row.addWidget(self._count)
        right.addLayout(row)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addLayout(self._form(), 3)
        columns.addLayout(right, 2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 18, 20, 16)
        outer.addLayout(columns, 1)
        outer.addWidget(
            label(_("Confidential terms, one a line: the term = what stands for it on aliased paper"), "sectionHead")
        )
        outer.addWidget(self._aliases)
        outer.addWidget(self.fault)
        outer.addWidget(answers(self, _("OK")))

    def _check_all(self, state: Qt.CheckState) -> None:
        for row in range(self._principles.count()):
            self._principles.item(row).setCheckState(state)


def _named(text: str, field: QWidget) -> QLabel:
    made = label(text, "quiet")
    made.setBuddy(field)
    return made
