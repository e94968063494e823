"""The open bank as the window sees it: one signal for every change, one undo stack, and whether what is shown is on the disk."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from storybank.model import Bank, Change, Framework, Story
from storybank.texts import Refusal

if TYPE_CHECKING:
    from storybank.analysis.finding import Gap
    from storybank.services.session import Session

BURST_MS = 4000  # edits of one field that follow each other faster than this are one step to undo


class _Step(QUndoCommand):
    """A change as the undo stack keeps it. It does nothing by itself: the document applies changes, and keeps those that the file took."""

    def __init__(self, change: Change, field: str) -> None:
        super().__init__(change.label)
        self.change = change
        self.field = field


class Document(QObject):
    """A session wrapped for the screen. `changed` tells of every change after it reached the file, and `returned` once more of one that undo or
    redo made; `failed` carries the `Refusal` of one that did not.
    """

    changed = Signal(object)
    returned = Signal(object)
    failed = Signal(object)
    saved = Signal()

    def __init__(self, session: "Session", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._burst = QElapsedTimer()
        self._closed = False
        self._found: tuple[Bank, tuple[Gap, ...]] | None = None
        self.stack = QUndoStack(self)

    @property
    def bank(self) -> Bank:
        """The bank as it is in the file."""
        return self._session.bank

    @property
    def framework(self) -> Framework:
        """The bank's own copy of its framework."""
        return self._session.bank.framework

    @property
    def gaps(self) -> tuple["Gap", ...]:
        """Every gap of the bank, ranked, waived ones too; looked for once per change, however many ask."""
        from storybank.analysis.gaps import gaps  # with the first bank

        if self._found is None or self._found[0] is not self.bank:
            self._found = (self.bank, gaps(self.bank, self.framework))
        return self._found[1]

    @property
    def path(self) -> Path:
        """Where the bank lives."""
        return self._session.path

    def edit(self, after: Bank, label: str, field: str = "") -> bool:
        """Make the bank this one: write it, tell everybody, keep the step for undo. Returns whether the file took it.

        `field` names what is being typed into; edits of one field in a burst become one step.
        """
        change = Change(before=self.bank, after=after, label=label)
        if change.is_empty():
            return True
        if self._closed:  # a timer that was still running: what it brings was let go of, knowingly
            return False
        if not self._apply(change):
            return False
        last = self._last_step()
        in_burst = (
            bool(field)
            and last is not None
            and last.field == field
            and self._burst.isValid()
            and self._burst.elapsed() < BURST_MS
        )
        if last is not None and in_burst and not self.stack.canRedo() and last.change.after == change.before:
            last.change = Change(before=last.change.before, after=change.after, label=label)
            last.setText(label)  # the step is called what it came to
            self.stack.undoTextChanged.emit(label)
        else:
            self.stack.push(_Step(change, field))
        self._burst.start()
        self.changed.emit(change)
        return True

    def edit_story(self, story: Story, label: str, field: str = "") -> bool:
        """Put a story into the bank, in place of the one of its id."""
        return self.edit(self.bank.with_story(story), label, field)

    def undo(self) -> None:
        """Take the last step back."""
        step = self._last_step()
        if step is not None and self._apply(step.change.swapped()):
            self.stack.undo()
            self._tell_return(step.change.swapped())

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        if not self.stack.canRedo():
            return
        step = self.stack.command(self.stack.index())
        if isinstance(step, _Step) and self._apply(step.change):
            self.stack.redo()
            self._tell_return(step.change)

    def end_burst(self) -> None:
        """Let the next edit be a step of its own, whatever it edits."""
        self._burst.invalidate()

    def reload(self) -> None:
        """Read the file again after another program changed it; the steps so far no longer apply and are forgotten."""
        before = self.bank
        try:
            after = self._session.reload()
        except Refusal as refusal:
            self.failed.emit(refusal)
            return
        self.stack.clear()
        self.changed.emit(Change(before=before, after=after, label=""))

    def close(self) -> None:
        """Let go of the file; nothing can be changed afterwards."""
        self._closed = True
        self._session.close()

    def _tell_return(self, change: Change) -> None:
        self._burst.invalidate()
        self.changed.emit(change)
        self.returned.emit(change)

    def _apply(self, change: Change) -> bool:
        try:
            self._session.apply(change)
        except Refusal as refusal:
            self.failed.emit(refusal)
            return False
        self.saved.emit()
        return True

    def _last_step(self) -> _Step | None:
        step = self.stack.command(self.stack.index() - 1) if self.stack.index() else None
        return step if isinstance(step, _Step) else None
