"""The fields of what is chosen in the tree: the framework itself, a principle, a signal."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from storybank.gui.fields import Choice, LineField, TextField, button, hairline, label, remove_button, tip, wrapped
from storybank.gui.framework.draft import Draft
from storybank.model import SCORES
from storybank.texts import _, score_text

MOST_STORIES = 40


class Form(QWidget):
    """Fields over a draft. `changed`: a text is another one; `rebuilt`: rows came, went or moved, `rebuilt` names the field to go on in."""

    changed = Signal()
    rebuilt = Signal(str)

    def __init__(self, draft: Draft, where: str, at: int) -> None:
        super().__init__()
        self._draft = draft
        self._where = where
        self._at = at
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18, 4, 14, 14)
        self.column.setSpacing(10)
        self.rows = QFormLayout()
        self.rows.setVerticalSpacing(8)
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.column.addLayout(self.rows)

    def add_field(self, text: str, field: QWidget) -> None:
        """Add a row; its label leads to the field."""
        made = label(text, "quiet")
        made.setBuddy(field)
        self.rows.addRow(made, field)

    def record(self) -> Any:
        """Return the record that is edited."""
        return self._draft.items(self._where)[self._at]

    def take(self, **fields: Any) -> None:
        """Put what was typed into the draft."""
        self._draft.change(self._where, self._at, **fields)
        self.changed.emit()

    def add_text(self, text: str, field: str, *, long: bool = False, placeholder: str = "") -> None:
        """Add a field of the record that holds a text; it is called as its label."""
        made = TextField(text, placeholder, least=2) if long else LineField(text, placeholder)
        made.show_text(getattr(self.record(), field))
        made.typed.connect(lambda value: self.take(**{field: value}))
        self.add_field(text, made)


class GeneralForm(Form):
    """Name, note, bar, size of a bank and the words of the scale."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft, "", 0)
        framework = draft.framework
        self.add_text(_("Name"), "name")
        self.add_text(_("Note"), "note", long=True)
        bar = Choice(_("Bar"), [(score_text(score), score) for score in SCORES])
        bar.show_value(framework.bar)
        bar.chosen.connect(lambda score: self.take(bar=score))
        self.add_field(_("Bar"), bar)
        self.add_field(_("Stories in a bank"), self._sizes())
        self.column.addWidget(label(_("What a score means"), "sectionHead"))
        words = QFormLayout()
        words.setVerticalSpacing(6)
        for at, grade in enumerate(framework.scale):
            field = LineField(_("What {score} means").format(score=grade.score))
            field.show_text(grade.label)
            field.typed.connect(lambda text, at=at: self._regrade(at, text))
            words.addRow(label(str(grade.score), "quiet"), field)
        self.column.addLayout(words)
        self.column.addStretch(1)

    def record(self) -> Any:
        """Return the framework itself."""
        return self._draft.framework

    def take(self, **fields: Any) -> None:
        """Put what was typed into the draft."""
        self._draft.set_fields(**fields)
        self.changed.emit()

    def _sizes(self) -> QWidget:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        for at, name in enumerate((_("Stories in a bank, from"), _("Stories in a bank, to"))):
            most = max(MOST_STORIES, *self._draft.framework.bank_size)
            field = Choice(name, [(str(count), count) for count in range(1, most + 1)])
            field.show_value(self._draft.framework.bank_size[at])
            field.setMaxVisibleItems(12)
            field.chosen.connect(lambda value, at=at: self._resize(at, value))
            if at:
                row.addWidget(label(_("to"), "quiet"))
            else:
                both.setFocusProxy(field)
            row.addWidget(field)
        row.addStretch(1)
        return both

    def _resize(self, at: int, value: int) -> None:
        low, high = self._draft.framework.bank_size
        self.take(bank_size=(low, value) if at else (value, high))

    def _regrade(self, at: int, text: str) -> None:
        scale = self._draft.framework.scale
        self.take(scale=(*scale[:at], replace(scale[at], label=text), *scale[at + 1 :]))


class SignalForm(Form):
    """Name, need and meaning of a signal."""

    def __init__(self, draft: Draft, at: int) -> None:
        super().__init__(draft, "signals", at)
        self.add_text(_("Name"), "name")
        needs: list[tuple[str, object]] = [
            (_("required: one story at least"), "required"),
            (_("depth: any one of these"), "depth"),
            (_("optional: good to have"), "optional"),
        ]
        need = Choice(_("Need"), needs)
        need.show_value(self.record().need)
        need.chosen.connect(lambda value: self.take(need=value))
        self.add_field(_("Need"), need)
        self.add_text(_("In a line"), "line", long=True)
        self.column.addStretch(1)


class PrincipleForm(Form):
    """Names and lines of a principle, and its questions."""

    def __init__(self, draft: Draft, at: int) -> None:
        super().__init__(draft, "principles", at)
        self.add_text(_("Name"), "name")
        self.add_text(_("Short name"), "short", placeholder=_("for narrow columns"))
        self.add_text(_("In a line"), "line", long=True)
        self.add_text(_("What sinks an answer"), "sinks", long=True)
        self.column.addSpacing(6)
        self.column.addWidget(label(_("Questions: the evidence that is asked for"), "sectionHead"))
        dimensions = draft.items(at)
        for number in range(len(dimensions)):
            self.column.addWidget(hairline())
            self.column.addLayout(self._question(number, len(dimensions)))
        if not dimensions:
            self.column.addWidget(wrapped(_("A principle needs one question at least."), "warning"))
        row = QHBoxLayout()
        more = button(_("Add a question"), "link")
        more.clicked.connect(self._add)
        row.addWidget(more)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def _question(self, at: int, count: int) -> QVBoxLayout:
        dimension = self._draft.items(self._at)[at]
        name = LineField(_("Question {number}, in short").format(number=at + 1), _("in short"))
        name.show_text(dimension.name)
        name.typed.connect(lambda text: self._take_question(at, name=text))
        asked = TextField(_("Question {number}, as it is asked").format(number=at + 1), _("as it is asked"), least=1)
        asked.show_text(dimension.question)
        asked.typed.connect(lambda text: self._take_question(at, question=text))
        row = QHBoxLayout()
        row.addWidget(name, 1)
        for sign, step, said in (
            ("↑", -1, _("Move question {number} up")),
            ("↓", 1, _("Move question {number} down")),
        ):
            made = small_button(sign, said.format(number=at + 1))
            made.setEnabled(0 <= at + step < count)
            made.clicked.connect(lambda _on=False, step=step: self._move(at, step))
            row.addWidget(made)
        gone = remove_button(_("Remove question {number}").format(number=at + 1))
        gone.clicked.connect(lambda: self._remove(at))
        row.addWidget(gone)
        both = QVBoxLayout()
        both.setSpacing(4)
        both.addLayout(row)
        both.addWidget(asked)
        return both

    def _take_question(self, at: int, **fields: str) -> None:
        self._draft.change(self._at, at, **fields)
        self.changed.emit()

    def _add(self) -> None:
        at = self._draft.add(self._at)
        self.rebuilt.emit(_("Question {number}, in short").format(number=at + 1))

    def _move(self, at: int, step: int) -> None:
        there = self._draft.move(self._at, at, step)
        self.rebuilt.emit(_("Question {number}, in short").format(number=there + 1))

    def _remove(self, at: int) -> None:
        self._draft.remove(self._at, at)
        left = len(self._draft.items(self._at))
        self.rebuilt.emit(
            _("Question {number}, in short").format(number=min(at + 1, left)) if left else _("Add a question")
        )


def small_button(sign: str, name: str) -> QToolButton:
    """Return a button of one sign with a name."""
    made = QToolButton()
    made.setText(sign)
    made.setAccessibleName(name)
    made.setToolTip(tip(name))
    made.setFixedSize(26, 26)
    return made
