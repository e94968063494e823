"""A disk that is full at any point: the bank is as before or after, the sentence is the right one, and with room again the same is done.

20 times in the quick form, 200 in the long one.
"""

import os
import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from banks import a_bank, a_story
from faults.counts import chance, count
from store.conftest import small_disk
from storybank.model import Bank, Change
from storybank.services.safety import find_backups, look_into, make_backup, restore
from storybank.services.session import Session
from storybank.texts import Refusal

__all__ = ["small_disk"]
TIMES = count(20, 200)
NOW = datetime(2026, 11, 20, tzinfo=UTC)
BEFORE = a_bank(*(a_story(f"story-{n}", narrative="as it was " * 200) for n in range(6)))
AFTER = replace(BEFORE, stories=tuple(replace(story, narrative="as it is now " * 400) for story in BEFORE.stories))


def save(bank: Path) -> None:
    with Session.open(bank) as session:
        session.apply(Change(before=session.bank, after=AFTER, label=""), "import", NOW)


def back_up(bank: Path) -> None:
    make_backup(bank, NOW + timedelta(days=1))


def bring_back(bank: Path) -> None:
    restore(bank, find_backups(bank)[-1].name, NOW + timedelta(days=2))


def make(bank: Path) -> None:
    Session.create(bank.with_name("new.storybank"), AFTER).close()


TASKS = (save, back_up, bring_back, make)


def filled(folder: Path, left: int) -> Path:
    """Fill a disk until so many bytes are left."""
    ballast = folder / "ballast"
    free = shutil.disk_usage(folder).free
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        os.posix_fallocate(file.fileno(), 0, max(1, free - left))
    return ballast


def refused(task: Callable[[Path], None], bank: Path) -> str:
    """Do a task; returns the sentence that refused it, or nothing."""
    try:
        task(bank)
    except Refusal as refusal:
        return str(refusal)
    return ""


def state(bank: Path) -> Bank:
    with Session.open(bank) as session:
        return session.bank


def test_nothing_is_lost_and_the_sentence_is_true(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(small_disk / "data"))
    random, seen = chance("full"), Counter[str]()
    bank = small_disk / "a.storybank"
    for number in range(TIMES):
        for old in small_disk.iterdir():
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        Session.create(bank, BEFORE).close()
        make_backup(bank, NOW)
        task = TASKS[number % len(TASKS)]
        ballast = filled(small_disk, random.randrange(200_000))
        said = refused(task, bank)
        if said:
            assert "full" in said or "no space" in said, said
            assert "in use" not in said
            ballast.unlink()
            assert state(bank) == BEFORE
            assert all(look_into(backup).stories == 6 for backup in find_backups(bank))
            assert not (small_disk / "new.storybank").exists()
            task(bank)
        seen["refused" if said else "done"] += 1
        expected = {save: AFTER}.get(task, BEFORE)
        ballast.unlink(missing_ok=True)
        assert state(bank) == expected
    record_property("counts", f"disk full: {TIMES} times, {seen['refused']} refused, {seen['done']} done; 0 lost")
    assert seen["refused"]
