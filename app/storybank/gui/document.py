"""The open bank as the window sees it: one signal for every change, one undo stack, and whether what is shown is on the disk.

The bank on the screen may be ahead of the file, where the disk is full or somebody else writes: then it is kept in memory and in a private
recovery file, tried again, and nothing that was done is lost or taken back.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from storybank.gui.behind import Behind
from storybank.model import Bank, Change, Framework, Story
from storybank.services.session import Session, may_pass
from storybank.texts import Refusal

if TYPE_CHECKING:
    from storybank.analysis.finding import Gap
    from storybank.model import Version, Why

BURST_MS = 4000  # edits of one field that follow each other faster than this are one step to undo


class _Step(QUndoCommand):
    """A change as the undo stack keeps it. It does nothing by itself: the document applies changes, and keeps those that the file took."""

    def __init__(self, change: Change, field: str) -> None:
        super().__init__(change.label)
        self.change = change
        self.field = field


class Document(QObject):
    """A session wrapped for the screen. `changed` tells of every change, and `returned` once more of one that undo or redo made; `saved` says
    that the file has all of it, `failed` carries the `Refusal` why it has not.
    """

    touching = Signal(object, str)  # before a change is made: the change, and why
    changed = Signal(object)
    returned = Signal(object)
    failed = Signal(object)
    saved = Signal()

    def __init__(self, session: Session, parent: QObject | None = None, *, read_only: str = "") -> None:
        super().__init__(parent)
        self._session = session
        self._bank = session.bank
        self._read_only = read_only
        self.ways_out: list[
            tuple[str, Callable[[], object]]
        ] = []  # what is offered whenever a change of a read-only bank is refused
        self._behind = Behind(session, self)
        self._behind.caught_up.connect(self.saved)
        self._burst = QElapsedTimer()
        self._closed = False
        self._found: tuple[Bank, tuple[Gap, ...]] | None = None
        self.stack = QUndoStack(self)

    @property
    def bank(self) -> Bank:
        """The bank as it is on the screen."""
        return self._bank

    @property
    def framework(self) -> Framework:
        """The bank's own copy of its framework."""
        return self._bank.framework

    @property
    def is_saved(self) -> bool:
        """Whether the file holds what is on the screen."""
        return self._behind.has_all

    @property
    def read_only(self) -> str:
        """Why nothing can be changed, in one sentence; empty where it can."""
        return self._read_only

    @property
    def gaps(self) -> tuple["Gap", ...]:
        """Every gap of the bank, ranked, waived ones too; looked for once per change, however many ask."""
        from storybank.analysis.gaps import gaps  # with the first bank

        if self._found is None or self._found[0] is not self.bank:
            self._found = (self.bank, gaps(self.bank, self.framework))
        return self._found[1]

    @property
    def session(self) -> Session:
        """The session of the file, for what is no edit."""
        return self._session

    @property
    def path(self) -> Path:
        """Where the bank lives."""
        return self._session.path

    def edit(self, after: Bank, label: str, field: str = "", why: "Why" = "edit") -> bool:
        """Make the bank this one: write it, tell everybody, keep the step for undo. Returns whether it could be done.

        `field` names what is being typed into; edits of one field in a burst become one step. `why` says what stories are kept for as they were.
        """
        change = Change(before=self.bank, after=after, label=label)
        if change.is_empty():
            return True
        if self._closed:  # a timer that was still running: what it brings was let go of, knowingly
            return False
        if not self._apply(change, why):
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

    def take_theirs(self, label: str) -> bool:
        """Show what the file holds after another program changed it, as a step: undo brings back what was here. Returns whether it could be read."""
        before = self._bank
        if not self.reload():
            return False
        if self._bank != before:
            self.stack.push(_Step(Change(before=before, after=self._bank, label=label), ""))
        self.saved.emit()
        return True

    def reload(self) -> bool:
        """Show what the file holds after another program changed it; what it does not hold, and the steps so far, are let go of.

        Returns whether it could be read.
        """
        before = self._bank
        try:
            self._bank = self._session.reload()
        except Refusal as refusal:
            self.failed.emit(refusal)
            return False
        self._behind.forget()
        self.stack.clear()
        self.changed.emit(Change(before=before, after=self._bank, label=""))
        return True

    def retry(self, *, aloud: bool = False) -> bool:
        """Try again to write what the file does not have yet; returns whether it has all now. `aloud`: where it has not, `failed` says why."""
        refusal = self._behind.retry()
        if refusal is not None and aloud:
            self.failed.emit(refusal)
        return refusal is None

    def versions(self, story_id: str | None = None) -> "tuple[Version, ...]":
        """Return the versions that the file keeps of a story, or of all, the newest first. Raises a `Refusal`."""
        return self._session.versions(story_id)

    def let_go(self) -> None:
        """Keep nothing any more of what the file does not have: another file has it, or somebody said so."""
        self._behind.forget()

    def keep_aside(self, story: Story) -> bool:
        """Keep a story that a mistake of ours keeps from the bank where a bank that is opened again looks; returns whether that could be done."""
        from storybank.services import recovery  # hopefully never

        return recovery.keep(self.path, self._session.bank, self._bank.with_story(story))

    def close(self) -> None:
        """Let go of the file; nothing can be changed afterwards. What it does not have is let go of too, knowingly."""
        self._closed = True
        self._behind.forget()
        self._session.close()

    def _tell_return(self, change: Change) -> None:
        self._burst.invalidate()
        self.changed.emit(change)
        self.returned.emit(change)

    def _apply(self, change: Change, why: "Why" = "edit") -> bool:
        """Take a change over; returns whether that can be: what the file does not take for now is kept."""
        if self._read_only:
            self.failed.emit(Refusal(self._read_only))
            return False
        self.touching.emit(change, why)
        refusal = self._behind.write(change.after, why)
        kept = refusal is None or may_pass(refusal)
        if kept:
            self._bank = change.after
        if refusal is None:
            self.saved.emit()
        else:
            self.failed.emit(refusal)
        return kept

    def _last_step(self) -> _Step | None:
        step = self.stack.command(self.stack.index() - 1) if self.stack.index() else None
        return step if isinstance(step, _Step) else None
