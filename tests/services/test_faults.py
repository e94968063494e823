"""The log of our own mistakes: no word of a story, no folder of a person, bounded, private, and one entry for what repeats itself."""

import platform
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storybank import __version__
from storybank.paths import log_folder
from storybank.services import faults
from storybank.services.faults import Faults, log_fault, without_values

MARK = "Globex"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


def a_fault(text: str = MARK) -> BaseException:
    try:
        try:
            {}[text]
        except KeyError as missing:
            raise ValueError(text) from missing
    except ValueError as fault:
        fault.add_note(text)
        return fault


def log() -> str:
    return (log_folder() / "storybank.log").read_text("utf-8")


def test_it_names_places_and_no_values() -> None:
    log_fault(a_fault())
    assert MARK not in log()
    assert "ValueError" in log()
    assert "KeyError" in log()
    assert "test_faults.py:" in log()
    assert str(Path(__file__).parent) not in log()


def test_our_own_lines_are_quoted_and_lie_under_the_package() -> None:
    try:
        faults.Noted.details(MARK)  # type: ignore[arg-type]
    except AttributeError as fault:
        told = without_values(fault)
    assert "  storybank/services/faults.py:" in told
    assert "_stamp(self.first)" in told
    assert str(Path.home()) not in told
    assert MARK not in told


def test_a_library_and_python_are_named_without_their_folders() -> None:
    import json

    try:
        json.loads(MARK)
    except ValueError as fault:
        told = without_values(fault)
    assert "  json/decoder.py:" in told
    assert sys.base_prefix not in told


def test_what_repeats_itself_is_written_at_the_tenth_and_hundredth_time() -> None:
    noting = Faults()
    noted = [noting.note(a_fault()) for _ in range(1000)]
    assert [is_news for _noted, is_news in noted] == [True] + [False] * 999
    assert noted[-1][0].count == 1000
    assert log().count("ValueError") == 1 + 3
    assert "×1000" in log()
    assert len(log()) < 2000


def test_the_same_again_after_a_while_is_news(monkeypatch: pytest.MonkeyPatch) -> None:
    noting = Faults()
    assert noting.note(a_fault())[1]
    assert not noting.note(a_fault())[1]
    monkeypatch.setattr(faults, "QUIET_SECONDS", 0.0)
    assert noting.note(a_fault())[1]


def test_from_many_threads_at_once() -> None:
    noting = Faults()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _n: noting.note(a_fault()), range(400)))
    assert noting.note(a_fault())[0].count == 401
    assert log().count("raised while handling") == 1


def test_the_log_is_bounded_and_private() -> None:
    path = log_fault(a_fault())
    path.chmod(0o644)
    with path.open("a") as file:
        file.write("x" * faults.MOST_BYTES)
    for _ in range(3):
        log_fault(a_fault())
    older = path.with_name("storybank.log.1")
    assert path.stat().st_size < 10_000
    assert older.stat().st_size > faults.MOST_BYTES
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    older.unlink()
    with path.open("a") as file:
        file.write("x" * faults.MOST_BYTES)
    path.chmod(0o644)
    log_fault(a_fault())
    assert sorted(file.name for file in path.parent.iterdir()) == ["storybank.log", "storybank.log.1"]


def test_a_log_that_can_be_read_by_others_is_made_private_again() -> None:
    path = log_fault(a_fault())
    path.chmod(0o644)
    log_fault(a_fault())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_recursion_of_thousands_is_told_in_short() -> None:
    def deeper(n: int) -> int:
        return deeper(n + 1)

    try:
        deeper(0)
    except RecursionError as fault:
        told = without_values(fault)
    assert told.count("\n") < 70
    assert "… ×" in told


def test_no_log_is_no_further_mistake(home: Path) -> None:
    log_folder().parent.mkdir(parents=True, exist_ok=True)
    log_folder().write_text("in the way")
    noted, _is_news = Faults().note(a_fault())
    assert noted.log is None
    assert noted.no_log
    with pytest.raises(OSError, match=r"."):
        log_fault(a_fault())


def test_the_details_name_versions_and_platform() -> None:
    told = Faults().note(a_fault())[0].details("Qt 6.9")
    for part in (
        f"Storybank {__version__}",
        f"Python {platform.python_version()}",
        "Qt 6.9",
        "SQLAlchemy 2",
        platform.platform(),
        "ValueError",
    ):
        assert part in told
    assert MARK not in told
    assert str(Path.home()) not in told
