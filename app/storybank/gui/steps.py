"""What can be undone and redone, as the menus say it: by the names of the steps."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from storybank.gui.fields import literal
from storybank.gui.menus import Menus
from storybank.texts import _

if TYPE_CHECKING:  # loaded with the first bank
    from storybank.gui.document import Document


class Steps(QObject):
    """Keeps the entries Undo and Redo true."""

    def __init__(self, menus: Menus) -> None:
        super().__init__()
        self._menus = menus
        self._document: Document | None = None

    def watch(self, document: "Document | None") -> None:
        """Name the steps of this document from now on."""
        before, self._document = self._document, document
        if before is not None:  # a stack that goes empties itself, and would tell us of it
            before.stack.undoTextChanged.disconnect(self._name)
            before.stack.redoTextChanged.disconnect(self._name)
        if document is not None:
            document.stack.undoTextChanged.connect(self._name)
            document.stack.redoTextChanged.connect(self._name)
        self._name()

    def show_typing(self, waits: bool) -> None:
        """Say whether something is being typed: it is no step yet, but it can be taken back."""
        if waits:
            self._menus.actions[_("&Undo")].setEnabled(True)
        else:
            self._name()

    def _name(self) -> None:
        stack = self._document.stack if self._document else None
        for name, text, can in (
            (_("&Undo"), stack.undoText() if stack else "", bool(stack and stack.canUndo())),
            (_("&Redo"), stack.redoText() if stack else "", bool(stack and stack.canRedo())),
        ):
            self._menus.actions[name].setText(f"{name} {literal(text)}".rstrip())
            self._menus.actions[name].setEnabled(can)
