"""Erasing for good: what was deleted leaves the bank's file, its history and, where that is asked for, its backups."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storybank.model import Story
from storybank.services import recovery
from storybank.services.journal import journal_of
from storybank.services.safety import Backup, find_backups, find_backups_of_moved_banks, make_backup, read_backup
from storybank.services.session import Session
from storybank.store.errors import BankError
from storybank.texts import Refusal, _

_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Erasable:
    """What is still kept: the titles of deleted stories in the history, how many versions of stories that are there, and how many backups."""

    deleted: tuple[str, ...]
    versions: int
    backups: int


def erasable(session: Session) -> Erasable:
    """Return what is still kept of what was deleted or changed. Raises a `BankError`."""
    versions = session.versions()
    there = {story.id for story in session.bank.stories}
    deleted = {version.story.id: version.story.title for version in reversed(versions) if version.story.id not in there}
    others = sum(version.story.id in there for version in versions)
    return Erasable(tuple(deleted.values()), others, len(find_backups(session.path)))


def erase_deleted(session: Session, now: datetime, *, all_versions: bool = False, backups: bool = False) -> int:
    """Erase deleted stories from the file and its history, with `all_versions` also what the other stories were before.

    With `backups` a new one is made first, then all others go, and those from before the bank was renamed or moved that hold what is erased;
    returns how many went. Raises a `Refusal` that says what is still there.
    """
    there = {story.id for story in session.bank.stories}
    erased = frozenset(_mark(version.story) for version in session.versions() if version.story.id not in there)
    session.erase(all_versions=all_versions)
    recovery.forget(session.path)
    if not backups:
        return 0
    kept = make_backup(session.path, now).path
    gone = 0
    for backup in (*find_backups(session.path), *_of_former_names(erased)):
        if backup.path != kept:
            _overwrite(backup.path)
            gone += 1
    _forget_kept(erased)
    return gone


def _mark(story: Story) -> tuple[str, str]:
    """Return what tells a story from those of other banks, which may well have its id."""
    return story.id, story.title


def _of_former_names(erased: frozenset[tuple[str, str]]) -> Iterator[Backup]:
    """Yield the backups of banks that were renamed or moved which hold a story that is erased."""
    for backup in find_backups_of_moved_banks():
        with suppress(BankError):
            if not erased.isdisjoint(map(_mark, read_backup(backup).stories)):
                yield backup


def _forget_kept(erased: frozenset[tuple[str, str]]) -> None:
    """Let go of what is kept for banks that are gone, where it holds a story that is erased."""
    for left in recovery.left_behind():
        found = recovery.find(left.bank)
        if found is not None and not erased.isdisjoint(map(_mark, (*found.base.stories, *found.mine.stories))):
            recovery.forget(left.bank)


def _overwrite(path: Path) -> None:
    """Delete a file after writing zeros over it: on most disks nothing of it can be brought back then."""
    try:
        with path.open("r+b") as file:
            left = path.stat().st_size
            while left > 0:
                left -= file.write(bytes(min(_BLOCK, left)))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        sentence = _("{path}: this backup could not be erased ({reason}); delete it yourself")
        raise Refusal(sentence.format(path=path, reason=(error.strerror or str(error)).lower())) from error
    path.unlink()
    with suppress(OSError):
        journal_of(path).unlink(missing_ok=True)
