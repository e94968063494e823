"""What is chosen about a sheet, at the left of the Paper page: which, on what paper, how, and what stands for confidential terms."""

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from storybank.analysis.aliasing import Replaced, left_alone, replaced
from storybank.gui.fields import Choice, LineField, button, label, literal, wrapped
from storybank.gui.paper.studio import Wanted
from storybank.gui.settings import Settings
from storybank.model import Bank
from storybank.services.sheets import REPORTS, Options
from storybank.texts import _, plural

_LEAST, _AROUND = 250, 78
_TURNED = frozenset({"cheatsheet"})
_BACKED = frozenset({"cards"})
_LISTED = 6  # terms, and longer words, that are named; the rest are counted


class Choices(QScrollArea):
    """The choices and the buttons. `changed`: another sheet is wanted; `asked` carries `save`, `print`, `view` or `copy`."""

    changed = Signal()
    asked = Signal(str)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.setObjectName("paperChoices")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bank: Bank | None = None
        self.kind = Choice(_("Sheet"), [(_(report.title), name) for name, report in REPORTS.items()])
        self.paper = Choice(_("Paper"), [("A4", "A4"), ("Letter", "Letter")])
        self.landscape = QCheckBox(_("Cheat sheet on its side"))
        self.duplex = QCheckBox(_("Cards with backs"))
        self.ready = QCheckBox(_("Ready stories only"))
        self.grey = QCheckBox(_("Without colour"))
        self.aliased = QCheckBox(_("Replace confidential terms"))
        self.author = LineField(_("Author in the file's properties"), _("nobody"))
        self._terms = wrapped("", "small")
        self._boxes = (self.landscape, self.duplex, self.ready, self.grey, self.aliased)
        self.paper.setCurrentIndex(max(0, self.paper.findData(settings.now.paper)))
        self.author.show_text(settings.now.author)
        for choice in (self.kind, self.paper):
            choice.chosen.connect(self._on_choice)
        self.author.editingFinished.connect(self._on_choice)
        for box in self._boxes:
            box.toggled.connect(self._on_choice)
        body = QWidget()
        self._lay_out(QVBoxLayout(body))
        self.setWidget(body)
        self._fit()
        self._keep_room()

    def wanted(self, bank: Bank) -> Wanted:
        """Return the sheet that is chosen, of a bank."""
        kind = str(self.kind.currentData())
        options = Options(
            paper="Letter" if self.paper.currentData() == "Letter" else "A4",
            landscape=self.landscape.isChecked() and kind in _TURNED,
            duplex=self.duplex.isChecked() and kind in _BACKED,
            ready_only=self.ready.isChecked(),
            grey=self.grey.isChecked(),
            author=self.author.text().strip(),
            today=date.today(),  # noqa: DTZ011 - the day on the reader's wall is meant
        )
        return Wanted(bank, kind, options, self.aliased.isChecked())

    def show_bank(self, bank: Bank) -> None:
        """Offer to replace the terms of a bank, and say what that replaces. The first term makes it the rule."""
        had, has = bool(self._bank and self._bank.aliases), bool(bank.aliases)
        if had != has:
            self.aliased.blockSignals(True)  # whoever shows a bank makes the sheet anyway
            self.aliased.setChecked(has)
            self.aliased.blockSignals(False)
        self.aliased.setEnabled(has)
        if self._bank is None or (bank.aliases, bank.stories, bank.target) != (
            self._bank.aliases, self._bank.stories, self._bank.target
        ):  # fmt: skip
            self._terms.setText(_terms_text(bank))
            self._terms.setVisible(bool(self._terms.text()))
        self._bank = bank

    def changeEvent(self, event: QEvent) -> None:
        """Take another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.widget() is not None:
            self._keep_room()

    def _on_choice(self) -> None:
        self._fit()
        self._settings.change(paper=self.paper.currentData(), author=self.author.text().strip())
        self.changed.emit()

    def _fit(self) -> None:
        """Offer what the chosen sheet knows."""
        kind = self.kind.currentData()
        self.landscape.setVisible(kind in _TURNED)
        self.duplex.setVisible(kind in _BACKED)

    def _keep_room(self) -> None:
        """Keep room for the longest choice."""
        widest = max(self.fontMetrics().horizontalAdvance(box.text()) for box in self._boxes)
        self.setFixedWidth(max(_LEAST, widest + _AROUND))

    def _lay_out(self, column: QVBoxLayout) -> None:
        column.setContentsMargins(24, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(label(_("Paper"), "pageTitle"))
        for text, choice in ((_("Sheet"), self.kind), (_("Paper size"), self.paper)):
            self._add(column, text, choice)
        for box in self._boxes:
            column.addWidget(box)
        column.addWidget(self._terms)
        self._add(column, _("Author in the file's properties"), self.author)
        column.addSpacing(10)
        texts = {
            "save": _("Save PDF …"),
            "print": _("Print …"),
            "view": _("Open in a viewer"),
            "copy": _("Copy as a picture"),
        }
        for name, text in texts.items():
            made = button(literal(text), "primary" if name == "save" else "")
            made.clicked.connect(lambda _on=False, name=name: self.asked.emit(name))
            column.addWidget(made)
        column.addSpacing(10)
        column.addWidget(self._note())
        column.addStretch(1)

    @staticmethod
    def _add(column: QVBoxLayout, text: str, field: QWidget) -> None:
        named = label(text, "small")
        named.setBuddy(field)
        column.addWidget(named)
        column.addWidget(field)

    @staticmethod
    def _note() -> QLabel:
        said = _(
            "Notes on paper are reported as allowed in the room. Figures marked as not to be claimed never appear."
        )
        return wrapped(said, "small")


def _terms_text(bank: Bank) -> str:
    """Return what will be replaced, and which longer words will not be: the reader looks at those."""
    lines = [_replaced_text(one) for one in replaced(bank)]
    longer = left_alone(bank)
    if len(lines) > _LISTED:
        left = len(lines) - _LISTED
        lines = [*lines[:_LISTED], plural("and {n} more term", "and {n} more terms", left).format(n=left)]
    if longer:
        shown = " · ".join(longer[:_LISTED]) + (" …" if len(longer) > _LISTED else "")
        lines.append(_("Left as they are, inside longer words: {words}").format(words=shown))
    return "\n".join(lines)


def _replaced_text(one: Replaced) -> str:
    if not one.times:
        return _("“{term}” stands nowhere.").format(term=one.term)
    said = plural("“{term}” becomes “{alias}”, once.", "“{term}” becomes “{alias}”, {n} times.", one.times)
    return said.format(term=one.term, alias=one.alias, n=one.times)
