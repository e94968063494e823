"""The framework of the open bank: another one chosen, or this one edited; what that does to the stories stands there before it happens."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from storybank.analysis.refitting import refit
from storybank.exchange.frameworks import Catalogue
from storybank.gui.document import Document
from storybank.gui.fields import Choice, button, clear, wrapped
from storybank.gui.framework.changes import Changes
from storybank.gui.framework.contents import Contents
from storybank.gui.framework.draft import Draft
from storybank.gui.framework.forms import Form, GeneralForm, PrincipleForm, SignalForm
from storybank.gui.framework.outline import GENERAL, Spot
from storybank.gui.framework.words import faults
from storybank.gui.keeping import KeepingDialog
from storybank.model import Bank, Framework
from storybank.texts import _

OWN = -1  # in the choice: the framework as the bank has it


def ask_framework(document: Document, frameworks: Catalogue, parent: QWidget) -> bool:
    """Let the framework be chosen and edited; returns whether the bank has another one now."""
    dialog = FrameworkDialog(document.bank, frameworks, parent, document)
    try:
        return bool(dialog.exec())
    finally:
        dialog.deleteLater()


class FrameworkDialog(KeepingDialog):
    """Chooses and edits; `result_bank` is the bank with it. With a document it closes only when the file has that."""

    def __init__(
        self, bank: Bank, frameworks: Catalogue, parent: QWidget | None = None, document: Document | None = None
    ) -> None:
        super().__init__(document, parent)
        self.setWindowTitle(_("The framework"))
        self.setMinimumSize(720, 500)
        self._bank = bank
        self._frameworks = frameworks
        self._known = frameworks.all()
        self._draft = Draft(bank, bank.framework)
        options: list[tuple[str, object]] = [(_("{name}, as this bank has it").format(name=bank.framework.name), OWN)]
        options += [
            (_name_of(framework), at) for at, framework in enumerate(self._known) if framework != bank.framework
        ]
        self._choice = Choice(_("Framework"), options)
        self._choice.chosen.connect(self._choose)
        self._reset = button(_("Reset to the built-in"), "", _("Show the built-in framework of this name in its place"))
        self._reset.clicked.connect(self._use_built_in)
        self._again = button(_("Start again"), "link", _("Take back everything that was edited here"))
        self._again.clicked.connect(lambda: self._choose(OWN))
        self._contents = Contents()
        self._contents.chosen.connect(self._show_form)
        self._contents.changed.connect(self._look)
        self._place = QScrollArea()
        self._place.setWidgetResizable(True)
        self._place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        self._fields = QVBoxLayout(body)
        self._fields.setContentsMargins(0, 0, 0, 0)
        self._place.setWidget(body)
        self._form: Form | None = None
        self._changes = Changes()
        self._use = button(_("Use it"), "primary", _("Use the framework as it stands here (Ctrl+Enter)"))
        self._use.clicked.connect(self.accept)
        # Enter alone ends a name, not the dialog; a button's own shortcut would press it a while later.
        QShortcut("Ctrl+Return", self, self.accept)
        self._lay_out()
        self._contents.show_draft(self._draft, GENERAL)
        self._look()
        self.resize(980, 720)

    def framework(self) -> Framework:
        """Return the framework as the bank would hold it."""
        return self._draft.result(self._frameworks.built_in(self._draft.framework.id))

    def result_bank(self) -> Bank:
        """Return the bank under it: what it does not know is kept aside."""
        return refit(self._bank, self.framework())

    def accept(self) -> None:
        """Close when it is sound and the file has it."""
        framework = self.framework()
        if faults(self._draft.framework) or framework == self._bank.framework:
            return
        edits = framework.id == self._bank.framework.id and framework.origin == "edited"
        name = _("Edit the framework") if edits else _("Use {framework}").format(framework=framework.name)
        if self.keep(self.result_bank(), name):
            super().accept()

    def _choose(self, at: object) -> None:
        begin = self._known[at] if isinstance(at, int) and at != OWN else self._bank.framework
        self._begin(begin)

    def _begin(self, framework: Framework) -> None:
        shown = next((at for at, known in enumerate(self._known) if known == framework), OWN)
        self._choice.show_value(OWN if framework == self._bank.framework else shown)
        self._draft = Draft(self._bank, framework)
        where, at = self._contents.spot()
        self._contents.show_draft(self._draft, Spot(where, at))
        self._look()

    def _use_built_in(self) -> None:
        built_in = self._frameworks.built_in(self._draft.framework.id)
        if built_in is not None:
            self._begin(built_in)
            self._changes.list.setFocus()

    def _show_form(self, spot: Spot) -> None:
        """Show the fields of what was chosen; a heading has none, and shows those of the whole."""
        where, at = spot
        if where == "principles" and at >= 0:
            form: Form = PrincipleForm(self._draft, at)
        elif where == "signals" and at >= 0:
            form = SignalForm(self._draft, at)
        else:
            form = GeneralForm(self._draft)
        form.changed.connect(self._on_typed)
        form.rebuilt.connect(self._on_rebuilt)
        clear(self._fields)  # the fields stay children of the place until they go: a click may come out of one of them
        self._fields.addWidget(form)
        self._form = form

    def _on_typed(self) -> None:
        self._contents.rename()
        self._look()

    def _on_rebuilt(self, field: str) -> None:
        """Show the rows anew where they are, and put the cursor where the work goes on."""
        bar = self._place.verticalScrollBar()
        at = bar.value()
        self._show_form(self._contents.spot())
        bar.setValue(at)
        self._look()
        for widget in self._form.findChildren(QWidget) if self._form else ():
            if field in (widget.accessibleName(), getattr(widget, "text", str)()):
                widget.setFocus()
                self._place.ensureWidgetVisible(widget)
                return

    def _look(self) -> None:
        """Say what is wrong, else what would change, and offer what can be done."""
        framework, wrong = self.framework(), faults(self._draft.framework)
        more = _("{first} (and {n} more)").format(first=wrong[0], n=len(wrong) - 1) if len(wrong) > 1 else ""
        self.say(more or "".join(wrong))
        is_same = framework == self._bank.framework
        self._use.setEnabled(not wrong and not is_same)
        self._again.setEnabled(self._draft.framework != self._bank.framework)
        built_in = self._frameworks.built_in(self._draft.framework.id)
        self._reset.setVisible(built_in is not None and built_in != framework)
        self._changes.show_changes(self._bank, framework)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._choice, 1)
        top.addWidget(self._reset)
        top.addWidget(self._again)
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.setChildrenCollapsible(False)
        middle.addWidget(self._contents)
        middle.addWidget(self._place)
        middle.setHandleWidth(1)
        middle.setSizes([300, 640])
        middle.setStretchFactor(1, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 14)
        outer.setSpacing(10)
        outer.addLayout(top)
        broken = self._frameworks.broken()
        if broken:  # files of one's own that cannot be offered; the others are
            outer.addWidget(wrapped("\n".join(str(error) for error in broken), "warning"))
        outer.addWidget(middle, 1)
        outer.addWidget(self._changes)
        outer.addWidget(self.fault)
        outer.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        """Return the buttons; none of them is pressed by Enter from a field."""
        made = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        cancel = made.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setText(_("Cancel"))
        cancel.setAutoDefault(False)
        made.addButton(self._use, QDialogButtonBox.ButtonRole.ActionRole)
        made.rejected.connect(self.reject)
        return made


def _name_of(framework: Framework) -> str:
    text = (
        _("{name} (built-in, version {version})")
        if framework.origin == "built-in"
        else _("{name} (yours, version {version})")
    )
    return text.format(name=framework.name, version=framework.version)
