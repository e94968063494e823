"""A bank for another loop: the same stories under the same ids, another company's framework, a file of its own."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from storybank.analysis.refitting import for_another_loop, lost, returning
from storybank.exchange.frameworks import Catalogue
from storybank.exchange.notes import Ids
from storybank.gui.fields import Choice, LineField, button, label, mark, wrapped
from storybank.gui.keeping import answers
from storybank.gui.loop.day import DayField
from storybank.gui.refits import counted_things, moved_lines
from storybank.model import Bank, Framework, Target
from storybank.services.session import Session
from storybank.texts import Refusal, _

if TYPE_CHECKING:
    from storybank.gui.start import Program

SUFFIX = ".storybank"
SAMPLE = "storybank-sample-"  # how the folder of the throw-away sample begins, see `start`


def another_loop(program: "Program") -> None:
    """Ask for the other loop, make its bank, and open that."""
    window = program.window
    document = window.document
    if document is None or not window.flush():
        return
    folder = document.path.parent
    if folder.name.startswith(SAMPLE):  # what lies there is thrown away with the sample
        folder = Path.home()
    dialog = AnotherLoopDialog(document.bank, folder, Catalogue.standard(), window)
    made, path = dialog.exec(), dialog.path()
    dialog.deleteLater()
    if made:
        program.open_path(path)


class AnotherLoopDialog(QDialog):
    """Asks for framework, loop and file; when it was accepted the file is there, at `path`."""

    def __init__(self, bank: Bank, folder: Path, frameworks: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("New bank for another loop"))
        self.setMinimumSize(640, 480)
        self._bank = bank
        self._folder = folder
        self._known = [bank.framework, *(one for one in frameworks.all() if one != bank.framework)]
        self._framework = Choice(_("Framework"), [(one.name, at) for at, one in enumerate(self._known)])
        other = next((at for at, one in enumerate(self._known) if one.id != bank.framework.id), 0)
        self._framework.show_value(other)
        self._framework.chosen.connect(self._look)
        self._company = LineField(_("Company"))
        self._role = LineField(_("Role"))
        self._role.show_text(bank.target.role)
        self._level = LineField(_("Level"))
        self._title = LineField(_("Title of the new bank"))
        self._day = DayField(_("Date of the loop"), date.today())  # noqa: DTZ011 - the day on the reader's wall is meant
        self._file = LineField(_("File of the new bank"))
        self._company.typed.connect(self._follow)
        self._head = label("", "sectionHead")
        self._list = QListWidget()
        self._list.setAccessibleName(_("What is kept aside in the new bank"))
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._fault = wrapped("", "warning")
        self._fault.hide()
        self._lay_out()
        self._follow()
        self._look()
        self._company.setFocus()
        self.resize(760, 600)

    def path(self) -> Path:
        """Return where the new bank is, or would be."""
        path = Path(self._file.text().strip()).expanduser()
        path = path if path.suffix else path.with_name(path.name + SUFFIX) if path.name else path
        return path if path.is_absolute() else self._folder / path

    def result_bank(self) -> Bank:
        """Return the new bank."""
        target = replace(
            Target.blank(),
            company=self._company.text().strip(),
            role=self._role.text().strip(),
            level=self._level.text().strip(),
            loop_date=self._day.text(),
        )
        return for_another_loop(self._bank, self._chosen(), self._title.text().strip(), target)

    def accept(self) -> None:
        """Make the file; where that cannot be, say why and stay."""
        wrong = not self._day.is_sound()
        mark(self._day.line, "missing", on=wrong)
        if wrong:
            self._say(_("The date must be written like 2027-01-20, or left empty."), self._day.line)
        elif not self._file.text().strip():
            self._say(_("The new bank needs a file: write its name."), self._file)
        else:
            try:
                Session.create(self.path(), self.result_bank()).close()
            except Refusal as refusal:
                self._say(str(refusal), self._file)
                return
            super().accept()

    def _say(self, sentence: str, field: QWidget) -> None:
        self._fault.setText(sentence)
        self._fault.show()
        field.setFocus()

    def _chosen(self) -> Framework:
        return self._known[self._framework.currentData()]

    def _follow(self, _typed: str = "") -> None:
        """Name the bank and its file after the company, until somebody names them."""
        company = self._company.text().strip()
        if not self._title.isModified():
            self._title.setText(company)
            self._title.setModified(False)
        if not self._file.isModified():
            stem = Ids().claim(company or self._chosen().id)
            self._file.setText(str(self._folder / f"{stem}{SUFFIX}"))
            self._file.setModified(False)

    def _look(self) -> None:
        """Show what the other framework does not know."""
        goes, comes = lost(self._bank, self._chosen()), returning(self._bank, self._chosen())
        goes = tuple(one for one in goes if one.kind != "target")  # the new loop has principles of its own
        comes = tuple(one for one in comes if one.kind != "target")
        if goes:
            head = _("Kept aside in the new bank: {things}").format(things=counted_things(goes))
        elif comes:
            head = _("Comes back in the new bank: {things}").format(things=counted_things(comes))
        else:
            head = _("Everything is known to this framework.")
        self._head.setText(head)
        self._list.clear()
        self._list.addItems(moved_lines(goes, self._bank.framework) or moved_lines(comes, self._chosen()))
        self._list.setVisible(bool(goes or comes))
        self._follow()

    def _browse(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, _("New bank for another loop"), self._file.text(), f"Storybank (*{SUFFIX})"
        )
        if name:
            self._file.setText(name)
            self._file.setModified(True)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        browse = button(_("Choose …"), "", _("Choose the file of the new bank"))
        browse.clicked.connect(self._browse)
        row.addWidget(self._file, 1)
        row.addWidget(browse)
        for text, field in (
            (_("Company"), self._company),
            (_("Framework"), self._framework),
            (_("Role"), self._role),
            (_("Level"), self._level),
            (_("Date"), self._day),
            (_("Title"), self._title),
            (_("File"), place),
        ):
            form.addRow(label(text, "quiet"), field)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 18, 20, 16)
        outer.setSpacing(10)
        said = _(
            "The stories are copied and stay tied to these: what you better in one bank can be brought to the other. "
            "This bank stays as it is."
        )
        outer.addWidget(wrapped(said, "quiet"))
        outer.addLayout(form)
        outer.addWidget(self._head)
        outer.addWidget(self._list, 1)
        outer.addStretch(0)
        outer.addWidget(self._fault)
        outer.addWidget(answers(self, _("Make the bank")))
