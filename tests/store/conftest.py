"""A bank to work on, and a disk that is easily filled."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.golden import BANK
from storybank.store import BankFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    BankFile.create(tmp_path / "a.storybank", BANK).close()
    return tmp_path / "a.storybank"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 512 KB of its own, where mounting is allowed."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "none", str(folder)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk is not allowed here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
