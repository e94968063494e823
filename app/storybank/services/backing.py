"""Backups that nobody has to think of: when one is due, what is backed up before it is done, and which of the old ones go."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from storybank.analysis.thinning import AHEAD, thinned
from storybank.model import Change
from storybank.services.journal import may_stay_unwritten
from storybank.services.safety import (
    Backup,
    Cause,
    find_backups,
    look_into,
    make_backup,
    stamp_of,
)
from storybank.store.bankfile import BankFile
from storybank.store.errors import BankError
from storybank.texts import Refusal

MANY = 3
"""A change that touches more stories than these is backed up before it is made."""
STALE_SECONDS = 3600
"""A draft of a backup that is older than this is nobody's any more."""


def back_up(bank: Path, now: datetime, cause: Cause = "") -> Backup:
    """Make a verified backup of a bank, then let go of old ones that are too many. Raises a `Refusal`; then none went."""
    made = make_backup(bank, now, cause)
    thin(bank, now)
    _sweep(made)
    return made


def back_up_unless_held(bank: Path, now: datetime, cause: Cause) -> Backup | None:
    """Make a backup, unless the newest one holds the same bank already (then return None). Raises a `Refusal`."""
    newest = _newest(bank, now)
    return None if newest is not None and _holds(newest, bank) else back_up(bank, now, cause)


def back_up_daily(bank: Path, now: datetime) -> Backup | None:
    """Make the backup of the day, unless there is one of today, or the newest one holds the same (then return None). Raises a `Refusal`.

    The day is that of the zone of `now`. A backup that a clock which was ahead has made is not taken for one of today.
    """
    newest = _newest(bank, now)
    if newest is not None and newest.made.astimezone(now.tzinfo).date() == now.date():
        return None
    return back_up_unless_held(bank, now, "opening")


def back_up_before(bank: Path, now: datetime, cause: Cause, failed: Callable[[Refusal], object]) -> None:
    """Make a backup before something is done, unless the newest one holds the same; where that cannot be, `failed` is told why."""
    try:
        back_up_unless_held(bank, now, cause)
    except Refusal as refusal:
        failed(refusal)


def is_bulk(change: Change) -> bool:
    """Say whether a change is backed up before it is made: it touches more than three stories, deletes one, or changes the framework."""
    left = {story.id for story in change.after.stories}
    return (
        any(story.id not in left for story in change.before.stories)
        or len(change.stories()) > MANY
        or change.before.framework != change.after.framework
    )


def thin(bank: Path, now: datetime) -> tuple[Path, ...]:
    """Delete the backups of a bank that are too many, and return their paths.

    One goes only when another of its day, week or month (of the whole past, where it is older than all that are counted) stays that opens, is
    whole and holds at least as many stories. One that cannot be read counts for nothing, and stays; so does a file that has no stamp.
    """
    found = [backup for backup in reversed(find_backups(bank)) if stamp_of(backup.path) is not None]
    look = _Looking()
    gone, broken = _replaced(found, now, look)
    while broken:  # what they were counted for is counted anew without them
        found = [backup for backup in found if backup.path not in broken]
        gone, broken = _replaced(found, now, look)
    for path in gone:
        with suppress(OSError):  # it is in the way of nobody
            path.unlink()
    return tuple(path for path in gone if not os.path.lexists(path))


class _Looking:
    """Looks into each backup once."""

    def __init__(self) -> None:
        self._seen: dict[Path, int | None] = {}

    def stories(self, backup: Backup) -> int | None:
        """Return how many stories a backup holds; None where it is not whole."""
        if backup.path not in self._seen:
            self._seen[backup.path] = look_into(backup).stories
        return self._seen[backup.path]


def _replaced(found: Sequence[Backup], now: datetime, look: _Looking) -> tuple[list[Path], set[Path]]:
    """Return which backups can go because of what stays in their place, and which of those that were looked into are not whole."""
    gone: list[Path] = []
    broken: set[Path] = set()
    stays: dict[tuple[int, ...], list[int]] = {}
    for at, others in sorted(thinned([backup.made for backup in found], now).items(), reverse=True):
        held = look.stories(found[at])
        if held is None:
            broken.add(found[at].path)
            continue
        place = stays.setdefault(others, list(others))
        for other in place:
            there = look.stories(found[other])
            if there is None:
                broken.add(found[other].path)
            elif there >= held:
                gone.append(found[at].path)
                break
        else:
            place.append(at)  # it holds more than all that are newer
    return gone, broken


def _sweep(made: Backup) -> None:
    """Remove what a program that was killed left of a backup that it was making."""
    with suppress(OSError):
        moment = made.path.stat().st_mtime
        for draft in made.path.parent.glob(".storybank-*.new*"):
            if moment - draft.stat().st_mtime > STALE_SECONDS:
                draft.unlink()


def _newest(bank: Path, now: datetime) -> Backup | None:
    """Return the newest backup that is not stamped by a clock that was ahead."""
    return next((backup for backup in find_backups(bank) if backup.made - now <= AHEAD), None)


def _holds(backup: Backup, bank: Path) -> bool:
    """Say whether a backup is whole and holds what the bank does now."""
    with BankFile.open(bank, read_only=may_stay_unwritten(bank)) as file:
        try:
            with BankFile.open(backup.path, read_only=True) as copy:
                return copy.revision == file.revision and copy.read() == file.read()
        except BankError:
            return False
