"""Killed at any moment, with SIGKILL: the bank is whole, as before or after, and what was acknowledged is in it.

50 kills in the quick form, 5,000 in the long one, spread over what writes.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from faults.counts import chance, count
from faults.doing import THEN, number_of, state
from store.golden import GOLDEN as GOLDEN_BANKS
from storybank.exchange.frameworks import Catalogue
from storybank.exchange.interchange import read_interchange, write_interchange
from storybank.model import Bank, Change
from storybank.services.safety import find_backups, look_into, make_backup
from storybank.services.session import Session
from storybank.store import BankFile

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")

KILLS = {
    "save": (14, 1400), "import": (6, 600), "migration": (8, 800), "backup": (6, 600), "restore": (6, 600), "erase": (6, 600), "export": (4, 400),
}  # fmt: skip
WITHIN = {
    "save": 0.15,
    "import": 0.03,
    "migration": 0.02,
    "backup": 0.12,
    "restore": 0.07,
    "erase": 0.05,
    "export": 0.12,
}
"""Seconds within which the kill comes: about as long as the task takes."""
GOLDEN = Path(__file__).parents[1] / "golden"


class Doing:
    """Begins tasks in a process of their own, one at a time, and kills them."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def killed(self, task: str, folder: Path, seconds: float) -> bool:
        """Do a task and kill it so many seconds later; returns whether it was still at it."""
        number = int(self._ask(f"{task}\t{folder}"))
        time.sleep(seconds)  # the fault: a moment of its own
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
        code = int(self._ask(""))
        assert code in (0, -signal.SIGKILL), f"{task} failed by itself"
        return code != 0

    def _ask(self, line: str) -> str:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()


@pytest.fixture(scope="module")
def doing() -> Iterator[Doing]:
    script = Path(__file__).with_name("doing.py")
    with subprocess.Popen([sys.executable, str(script)], stdin=-1, stdout=-1, text=True) as process:
        yield Doing(process)
        process.communicate()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a bank and, as the child sees it, a home."""
    place = tmp_path / "place"
    place.mkdir()
    for name, value in {"HOME": place, "XDG_DATA_HOME": place / "data", "XDG_CONFIG_HOME": place / "config"}.items():
        monkeypatch.setenv(name, str(value))
    return place


def told(folder: Path) -> list[str]:
    file = folder / "told"
    return file.read_text("utf-8").splitlines() if file.exists() else []


def whole(bank: Path) -> Bank:
    """The bank as it opens again: checked, sealed, and writable."""
    with Session.open(bank) as session:
        before = session.bank
        session.apply(
            Change(
                before=before,
                after=state(number_of(before) + 1) if before.title.startswith("Bank ") else before,
                label="",
            )
        )
        session.apply(Change(before=session.bank, after=before, label=""))
    with Session.open(bank, read_only=True) as session:
        assert session.bank == before
        return before


def kills(
    task: str, folder: Path, doing: Doing, prepare: Callable[[], None], check: Callable[[], None]
) -> tuple[int, int]:
    random, times, hit = chance(task), count(*KILLS[task]), 0
    for _time in range(times):
        for old in folder.iterdir():
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        prepare()
        hit += doing.killed(task, folder, random.uniform(0, WITHIN[task]))
        check()
    return times, hit


def tell(record: Callable[[str, object], None], task: str, done: tuple[int, int]) -> None:
    record(
        "counts",
        f"killed during {task}: {done[0]}, {done[1]} of them in the middle; 0 corrupt, 0 torn, 0 acknowledged lost",
    )
    assert done[1], "a kill that comes after everything shows nothing"


def test_save(folder: Path, doing: Doing, record_property: Callable[[str, object], None]) -> None:
    bank = folder / "a.storybank"

    def check() -> None:
        acknowledged = int(told(folder)[-1]) if told(folder) else 1
        found = whole(bank)
        assert number_of(found) in (acknowledged, acknowledged + 1)
        assert found == state(number_of(found))

    tell(record_property, "save", kills("save", folder, doing, lambda: Session.create(bank, state(1)).close(), check))


def test_import(folder: Path, doing: Doing, record_property: Callable[[str, object], None]) -> None:
    bank, frameworks = folder / "a.storybank", Catalogue.standard()
    text = write_interchange(state(7), frameworks)
    stories = read_interchange(text, "in.json", frameworks).stories

    def prepare() -> None:
        Session.create(bank, state(2)).close()
        (folder / "in.json").write_text(text, "utf-8")

    def check() -> None:
        found = whole(bank).stories
        assert found == stories if told(folder) else found in (state(2).stories, stories)

    tell(record_property, "import", kills("import", folder, doing, prepare, check))


def test_migration(folder: Path, doing: Doing, record_property: Callable[[str, object], None]) -> None:
    bank, versions = folder / "a.storybank", sorted(GOLDEN_BANKS)[:-1]
    turn = iter(range(1_000_000))
    now: list[str] = []

    def prepare() -> None:
        now[:] = [versions[next(turn) % len(versions)]]
        shutil.copy(GOLDEN / f"{now[0]}.storybank", bank)

    def check() -> None:
        assert whole(bank) == GOLDEN_BANKS[now[0]]

    tell(record_property, "migration", kills("migration", folder, doing, prepare, check))


def test_backup(folder: Path, doing: Doing, record_property: Callable[[str, object], None]) -> None:
    bank = folder / "a.storybank"

    def check() -> None:
        assert whole(bank) == state(1)
        backups = [look_into(backup) for backup in find_backups(bank)]
        assert all(backup.stories == len(state(1).stories) for backup in backups), (
            "what has the name of a backup is one"
        )
        assert {backup.name for backup in backups} >= set(told(folder))

    tell(
        record_property, "backup", kills("backup", folder, doing, lambda: Session.create(bank, state(1)).close(), check)
    )


def test_restore(folder: Path, doing: Doing, record_property: Callable[[str, object], None]) -> None:
    bank = folder / "a.storybank"

    def prepare() -> None:
        with Session.create(bank, state(1)) as session:
            make_backup(bank, THEN)
            session.apply(Change(before=session.bank, after=state(2), label=""))

    def check() -> None:
        found = whole(bank)
        assert found == state(1) if told(folder) else found in (state(1), state(2))
        assert all(look_into(backup).stories is not None for backup in find_backups(bank))

    tell(record_property, "restore", kills("restore", folder, doing, prepare, check))


def test_erase(folder: Path, doing: Doing, record_property: Callable[[str, object], None]) -> None:
    bank = folder / "a.storybank"

    def prepare() -> None:
        with Session.create(bank, state(1)) as session:
            make_backup(bank, THEN)
            session.apply(Change(before=session.bank, after=state(2), label=""), now=THEN)

    def check() -> None:
        assert whole(bank) == state(2)
        assert find_backups(bank), "one is there at any time"

    tell(record_property, "erase", kills("erase", folder, doing, prepare, check))


def test_export(folder: Path, doing: Doing, record_property: Callable[[str, object], None]) -> None:
    bank, out = folder / "a.storybank", folder / "out.json"

    def prepare() -> None:
        Session.create(bank, state(3)).close()
        out.write_text("what stood there", "utf-8")

    def check() -> None:
        assert whole(bank) == state(3)
        text = out.read_text("utf-8")
        assert (
            text == "what stood there"
            or read_interchange(text, "out.json", Catalogue.standard()).stories == state(3).stories
        )

    tell(record_property, "export", kills("export", folder, doing, prepare, check))


def test_the_check_sees_half_a_change(folder: Path) -> None:
    bank = folder / "a.storybank"
    BankFile.create(bank, state(1)).close()
    import sqlite3

    raw = sqlite3.connect(bank, isolation_level=None)
    raw.execute("UPDATE stories SET title = 'Title 2' WHERE position = 0")
    raw.close()
    with pytest.raises(Exception, match="not as it was written"):
        whole(bank)
