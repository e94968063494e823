"""What is remembered between two starts: kept privately, and never a reason to stop."""

import os
import stat
from pathlib import Path

import pytest

from storybank.services.preferences import MOST_RECENT, NONE, read_preferences, write_preferences


def test_there_and_back(home: Path) -> None:
    assert read_preferences() == NONE
    kept = NONE.opened(Path("/a/b.storybank")).opened(Path("/c ü.storybank"))
    write_preferences(kept)
    assert read_preferences() == kept
    assert kept.recent == (str(Path("/c ü.storybank")), str(Path("/a/b.storybank")))
    if os.name == "posix":
        file = home / "config/storybank/preferences.json"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_the_recent_banks(home: Path, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.storybank" for number in range(MOST_RECENT + 3)]
    paths[-1].write_bytes(b"")
    kept = NONE
    for path in [*paths, paths[5]]:
        kept = kept.opened(path)
    assert kept.recent[0] == str(paths[5])
    assert len(kept.recent) == len(set(kept.recent)) == MOST_RECENT
    assert kept.existing() == (paths[-1],)
    assert str(paths[5]) not in kept.forgotten(paths[5]).recent


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b'{"recent": 3}', b'{"recent": null}'])
def test_a_spoilt_file_counts_as_nothing(home: Path, content: bytes) -> None:
    write_preferences(NONE)
    (home / "config/storybank/preferences.json").write_bytes(content)
    assert read_preferences() == NONE


def test_a_folder_that_cannot_be_written_bothers_nobody(home: Path) -> None:
    (home / "config").write_text("in the way", "utf-8")
    write_preferences(NONE)
    assert read_preferences() == NONE
