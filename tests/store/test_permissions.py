"""Where writing is not allowed a bank can be read, and says so when it is written."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.edits import EDIT, unharmed
from store.golden import BANK
from storybank.store import BankFile, BankReadOnly, BankUnreachable


def only_for_reading(path: Path) -> None:
    """The bank can be read, and not be written or made anew beside."""
    was = path.read_bytes()
    for read_only in (True, False):
        with BankFile.open(path, read_only=read_only) as file:
            assert file.read() == BANK
            with pytest.raises(BankReadOnly, match="read-only"):
                file.write(EDIT)
            unharmed(file, BANK, was)
    with pytest.raises(BankReadOnly):
        BankFile.create(path.with_name("b.storybank"), BANK)


def test_read_only_disk(small_disk: Path) -> None:
    path = small_disk / "a.storybank"
    BankFile.create(path, BANK).close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    only_for_reading(path)


@pytest.fixture
def not_root() -> Iterator[None]:
    """Root ignores modes: be somebody else for a while."""
    if os.name != "posix":
        pytest.skip("modes are POSIX's")
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


@pytest.fixture
def theirs(not_root: None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)
        Path(folder).chmod(0o700)


def test_folder_without_permission(theirs: Path) -> None:
    path = theirs / "a.storybank"
    BankFile.create(path, BANK).close()
    theirs.chmod(0o500)
    only_for_reading(path)


def test_file_without_permission(theirs: Path) -> None:
    path = theirs / "a.storybank"
    BankFile.create(path, BANK).close()
    path.chmod(0o400)
    with BankFile.open(path) as file:
        assert file.read() == BANK
        with pytest.raises(BankReadOnly):
            file.write(EDIT)
    path.chmod(0)
    with pytest.raises(BankUnreachable):
        BankFile.open(path)


def test_opened_for_reading(path: Path) -> None:
    with BankFile.open(path, read_only=True) as file, pytest.raises(BankReadOnly):
        file.write(EDIT)


OLD = (Path(__file__).parents[1] / "golden" / "v1.storybank").read_bytes()


@pytest.mark.parametrize(("folder", "file"), [(0o500, 0o600), (0o700, 0o400), (0o500, 0o400)])
def test_an_old_bank_that_may_not_be_brought_up_to_date_is_read_all_the_same(
    theirs: Path, folder: int, file: int
) -> None:
    path = theirs / "a.storybank"
    path.write_bytes(OLD)
    path.chmod(file)
    theirs.chmod(folder)
    with BankFile.open(path) as old:
        unharmed(old, BANK, OLD)
        with pytest.raises(BankReadOnly, match="read-only"):
            old.write(EDIT)
        unharmed(old, BANK, OLD)
