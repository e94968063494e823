"""The words that a bank taught the spelling check."""

import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storybank.services.wordlist import read_words, write_words

WORDS = st.frozensets(st.text(st.characters(categories=["L"]), min_size=1, max_size=8), max_size=8)


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS, WORDS)
def test_each_bank_has_its_own_words(tmp_path: Path, one: frozenset[str], other: frozenset[str]) -> None:
    write_words(tmp_path / "one.storybank", one)
    write_words(tmp_path / "other.storybank", other)
    assert read_words(tmp_path / "one.storybank") == one
    assert read_words(tmp_path / "x" / ".." / "other.storybank") == other, "the same file by another way"


def test_the_file_is_private(tmp_path: Path, data: Path) -> None:
    write_words(tmp_path / "one.storybank", frozenset({"word"}))
    files = list(data.rglob("words/*.txt"))
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600]


def test_a_file_that_cannot_be_read_or_written_is_no_trouble(tmp_path: Path, data: Path) -> None:
    assert read_words(tmp_path / "one.storybank") == frozenset()
    write_words(tmp_path / "one.storybank", frozenset({"word"}))
    next(data.rglob("words/*.txt")).write_bytes(b"\xff\xfe\x00")
    assert read_words(tmp_path / "one.storybank") == frozenset()
    for file in data.rglob("words/*.txt"):
        file.unlink()
    (data / "storybank" / "words").rmdir()
    (data / "storybank" / "words").write_text("a file where the folder should be")
    write_words(tmp_path / "one.storybank", frozenset({"word"}))
    assert read_words(tmp_path / "one.storybank") == frozenset()
