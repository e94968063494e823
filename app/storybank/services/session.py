"""An open bank: the one place through which a change reaches the file."""

import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from storybank.analysis.gaps import RULE_NAMES
from storybank.analysis.validity import Problem, bank_problems, story_problems
from storybank.exchange.errors import printable
from storybank.model import Bank, Change, Version, Why
from storybank.services.journal import journal_of, may_stay_unwritten
from storybank.store.bankfile import BankFile
from storybank.store.errors import BankError, BankRefused
from storybank.texts import Refusal, _

if TYPE_CHECKING:
    from storybank.services.history import History


class Unsound(Refusal):
    """A change would make a bank that breaks its own rules; nothing was changed."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


def may_pass(refusal: Refusal) -> bool:
    """Say whether what the file refused is worth keeping: it may take it later, or another file will."""
    return isinstance(refusal, BankError) and not isinstance(refusal, BankRefused)


class Session:
    """A bank in memory and the file it lives in. Both change together or not at all."""

    def __init__(self, file: BankFile) -> None:
        self._file = file
        self._history: History | None = None
        self.bank: Bank = file.read()

    @classmethod
    def open(
        cls, path: Path, *, read_only: bool = False, before_migration: Callable[[], object] | None = None
    ) -> "Session":
        """Open a bank file; raises a `BankError` that says why it cannot be. One of an older format is migrated, after `before_migration`."""
        read_only = read_only and may_stay_unwritten(path)
        file = BankFile.open(path, read_only=read_only, before_migration=before_migration)
        try:
            return cls(file)
        except BaseException:
            file.close()
            raise

    @classmethod
    def create(cls, path: Path, bank: Bank, history: Sequence[Version] = ()) -> "Session":
        """Make a new bank file, with the `history` of another one; refuses a path where something stands already.

        That includes what a bank of that name left behind.
        """
        problems = bank_problems(bank, RULE_NAMES)
        if problems:
            raise Unsound(problems)
        _refuse_left_behind(path)
        file = BankFile.create(path, bank)
        if history:
            file.write(Change(before=bank, after=bank, label=""), history)
        return cls(file)

    @property
    def path(self) -> Path:
        """Where the bank lives."""
        return self._file.path

    @property
    def revision(self) -> int:
        """The number of the last change in the file."""
        return self._file.revision

    def apply(self, change: Change, why: Why = "edit", now: datetime | None = None) -> None:
        """Write a change in one transaction, then hold its bank. Stories are kept as they were where that is due (`analysis.history`).

        Raises `Unsound` when the result breaks the bank's rules, a `BankError` when the file cannot take it; both leave memory and disk as they were.
        """
        if change.before is not self.bank and change.before != self.bank:
            raise ValueError("the change does not start from the bank that is open")
        problems = change_problems(change)
        if problems:
            raise Unsound(problems)
        if self._history is None:
            from storybank.services.history import History  # with the first change

            self._history = History(self._file)
        kept, dropped = self._history.due(change, why, now or datetime.now(UTC))
        self._file.write(change, kept, dropped)
        self._history.took(kept, dropped)
        self.bank = change.after

    def versions(self, story_id: str | None = None) -> tuple[Version, ...]:
        """Return the versions that are kept of a story, or of all, the newest first; also those of stories that were deleted since."""
        return self._file.versions(story_id)

    def erase(self, *, all_versions: bool) -> None:
        """Let deleted stories leave the file for good, and with `all_versions` everything that stories were before. Raises a `BankError`."""
        self._file.erase(all_versions=all_versions)
        self._history = None

    def peek(self) -> Bank:
        """Return what the file holds now, without taking it over. Raises a `BankError`."""
        with BankFile.open(self.path, read_only=may_stay_unwritten(self.path)) as file:
            return file.read()

    def refuse_unsound(self, bank: Bank) -> None:
        """Raise `Unsound` for a bank that breaks its own rules."""
        problems = bank_problems(bank, RULE_NAMES)
        if problems:
            raise Unsound(problems)

    def is_current(self) -> bool:
        """Say whether the file still has the revision that was read or written last. Raises a `BankError`."""
        return self._file.current_revision() == self._file.revision

    def reload(self) -> Bank:
        """Read the file again, for when another program changed it, and return the bank."""
        self.bank = self._file.read()
        self._history = None
        return self.bank

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()


def _refuse_left_behind(path: Path) -> None:
    """Refuse a name whose former bank left its journal: SQLite would play the old bank's pages back into the new one."""
    if os.path.lexists(journal_of(path)) and not os.path.lexists(path):
        raise Refusal(
            _(
                "{path} cannot be made here: {journal} is left of another bank of that name and would be mixed into it; "
                "choose another name, or move that file to where the other bank is now"
            ).format(path=printable(str(path)), journal=printable(journal_of(path).name))
        )


def change_problems(change: Change) -> list[Problem]:
    """Return what would be wrong with the bank after a change. When only stories changed in place, only those are looked at."""
    before, after = change.before, change.after
    same_frame = all(
        getattr(before, part) is getattr(after, part)
        for part in ("title", "framework", "target", "aliases", "waivers", "aside")
    )
    same_ids = [story.id for story in before.stories] == [story.id for story in after.stories]
    if not (same_frame and same_ids):
        return bank_problems(after, RULE_NAMES, sound=before)
    touched = change.stories()
    return [
        Problem(_("“{title}”, {path}").format(title=story.title or story.id, path=problem.path), problem.message)
        for story in after.stories
        if story.id in touched
        for problem in story_problems(story, after.framework)
    ]
