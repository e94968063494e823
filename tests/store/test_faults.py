"""Kills, full disks, locks, other programs: the bank is whole, as before or after, and the sentence is the true one."""

import contextlib
import dataclasses
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.edits import EDIT, EDITED, unharmed
from store.golden import BANK, STORY
from store.writer import state
from storybank.model import Change
from storybank.store import (
    BankBusy,
    BankChanged,
    BankError,
    BankFile,
    BankFull,
    BankGone,
    BankUnreachable,
)
from storybank.store.connection import driver

WRITER = Path(__file__).with_name("writer.py")
HUGE = BANK.with_story(dataclasses.replace(STORY, title="Huge", narrative="word " * 200_000))
GROW = Change(before=BANK, after=HUGE, label="grow")


@contextlib.contextmanager
def another_program(task: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    """A second process that has begun its task; it is killed at the end."""
    command = [sys.executable, str(WRITER), task, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            assert process.stdout.readline()
            yield process
        finally:
            process.kill()


def said_last(process: subprocess.Popen[str]) -> int:
    """Kill it and return the last number that it acknowledged (0: only the first line, which the fixture has read)."""
    process.kill()
    assert process.stdout
    lines = [line for line in process.stdout.read().split("\n")[:-1] if line]
    return int(lines[-1]) if lines else 0


# ---- kills


@pytest.mark.parametrize("round_", range(3))
def test_killed_while_writing(round_: int, tmp_path: Path) -> None:
    path = tmp_path / "a.storybank"
    BankFile.create(path, state(0)).close()
    for _kill in range(4):
        with another_program("write", path) as process:
            time.sleep(random.uniform(0, 0.06))
            acknowledged = said_last(process)
        with BankFile.open(path) as file:
            assert file.read() == state(file.revision - 1)
            assert file.revision - 1 >= acknowledged
            assert file.revision - 1 >= 1


def test_killed_while_creating(tmp_path: Path) -> None:
    for kill in range(4):
        with another_program("create", tmp_path / f"round{kill}") as process:
            time.sleep(random.uniform(0, 0.06))
            acknowledged = said_last(process)
        banks = sorted(tmp_path.glob(f"round{kill}-*"))
        assert len(banks) > acknowledged
        for path in banks:
            with BankFile.open(path) as file:
                assert file.read() == state(int(path.stem.split("-")[1]))


# ---- no room


def test_disk_full(small_disk: Path) -> None:
    path = small_disk / "a.storybank"
    with BankFile.create(path, BANK) as file:
        was = path.read_bytes()
        for _try in range(5):
            with pytest.raises(BankFull, match="the disk is full"):
                file.write(GROW)
            unharmed(file, BANK, was)
        with pytest.raises(BankFull):
            BankFile.create(small_disk / "b.storybank", HUGE)
        unharmed(file, BANK, was)
        (small_disk / "ballast").write_bytes(b"x" * (512 * 1024 - 120 * 1024))
        with contextlib.suppress(OSError), (small_disk / "more").open("wb", buffering=0) as ballast:
            while ballast.write(b"x" * 512):
                pass
        with pytest.raises(BankFull):
            file.write(EDIT)
        (small_disk / "ballast").unlink()
        file.write(EDIT)
        assert file.read() == EDITED


def test_no_more_pages(path: Path) -> None:
    with BankFile.open(path) as file:
        was = path.read_bytes()
        driver(file._connection).execute("PRAGMA max_page_count = 20")
        with pytest.raises(BankFull):
            file.write(GROW)
        unharmed(file, BANK, was)
        file.write(EDIT)


@pytest.mark.skipif(os.name != "posix", reason="limits of file sizes are POSIX's")
def test_file_size_limit(path: Path) -> None:
    """A quota or a limit is no full disk, and no damage either."""
    import resource
    import signal

    was = path.read_bytes()
    with BankFile.open(path) as file:
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
        try:
            with pytest.raises(BankUnreachable, match="SQLITE_IOERR"):
                file.write(GROW)
            with pytest.raises(BankUnreachable):
                BankFile.create(path.with_name("b.storybank"), HUGE)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            signal.signal(signal.SIGXFSZ, handler)
        unharmed(file, BANK, was)
        file.write(EDIT)
        assert file.read() == EDITED


# ---- others


@pytest.mark.parametrize("task", ["hold", "read"])
def test_busy(task: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program writes (our BEGIN has to wait) or reads (our COMMIT has)."""
    monkeypatch.setattr("storybank.store.connection.BUSY_SECONDS", 0.1)
    with BankFile.open(path) as file:
        was = path.read_bytes()
        with another_program(task, path):
            for _try in range(2):
                with pytest.raises(BankBusy, match="in use by another program"):
                    file.write(EDIT)
            assert file.read() == BANK
        unharmed(file, BANK, was)
        file.write(EDIT)
        assert file.read() == EDITED


def test_changed_by_another_program(path: Path) -> None:
    with BankFile.open(path) as mine, BankFile.open(path) as theirs:
        theirs.write(Change(before=BANK, after=BANK.without_story("second"), label=""))
        was = path.read_bytes()
        for _try in range(2):
            with pytest.raises(BankChanged, match="changed by another program"):
                mine.write(EDIT)
        assert (path.read_bytes(), mine.revision) == (was, 1)
        found = mine.read()
        assert found == BANK.without_story("second")
        assert mine.revision == 2
        mine.write(Change(before=found, after=EDITED, label=""))
        with pytest.raises(BankChanged):
            theirs.write(EDIT.swapped())


def test_a_change_of_something_else(path: Path) -> None:
    """The revision fits, but `before` is not what the file holds: nothing is written."""
    with BankFile.open(path) as file:
        was = path.read_bytes()
        other = BANK.with_story(dataclasses.replace(STORY, id="other"))
        with pytest.raises(BankChanged):
            file.write(Change(before=other, after=BANK, label=""))
        unharmed(file, BANK, was)


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be taken away")
@pytest.mark.parametrize("how", ["deleted", "moved", "replaced"])
def test_gone(how: str, path: Path) -> None:
    with BankFile.open(path) as file:
        if how == "deleted":
            path.unlink()
        else:
            path.rename(path.with_name("moved.storybank"))
        if how == "replaced":
            BankFile.create(path, EDITED).close()
        was = {found: found.read_bytes() for found in path.parent.iterdir()}
        for act in (lambda: file.write(EDIT), file.read):
            with pytest.raises(BankGone, match="moved, deleted or replaced"):
                act()
        assert {found: found.read_bytes() for found in path.parent.iterdir()} == was


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be taken away")
def test_its_folder_is_gone(path: Path) -> None:
    with BankFile.open(path) as file:
        path.parent.rename(path.parent.with_name("elsewhere"))
        with pytest.raises(BankGone):
            file.write(EDIT)
        path.parent.symlink_to(path.parent.name)  # a loop
        with pytest.raises(BankUnreachable, match="symbolic links"):
            file.write(EDIT)
        path.parent.unlink()


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be taken away")
def test_sqlite_too_sees_that_the_file_was_moved(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the moment between our look and the write."""
    monkeypatch.setattr(BankFile, "_look", lambda _file: None)
    with BankFile.open(path) as file:
        path.rename(path.with_name("moved.storybank"))
        with pytest.raises(BankGone):
            file.write(EDIT)


def test_every_sentence_is_one_sentence() -> None:
    for kind in BankError.__subclasses__():
        sentence = str(kind(Path("/home/me/a.storybank"), "fault"))
        assert sentence.startswith("“/home/me/a.storybank” ")
        assert sentence.count(". ") == 0
        assert sentence.endswith(".")
        assert ("in use" in sentence) == (kind is BankBusy)
        assert ("full" in sentence) == (kind is BankFull)


def test_a_closed_file_is_our_own_fault(path: Path) -> None:
    file = BankFile.open(path)
    file.close()
    file.close()
    with pytest.raises(Exception, match="closed") as caught:
        file.read()
    assert not isinstance(caught.value, BankError)


def test_the_store_does_not_load_the_orm() -> None:
    code = "import sys, storybank.store; sys.exit('sqlalchemy.orm' in sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2] / "app")}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
