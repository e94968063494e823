"""A step of a migration that fails at any of its statements: the old bank, byte for byte, and the next time the new one, row by row."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from store.golden import GOLDEN as GOLDEN_BANKS
from storybank.store import BankError, BankFile, migrations
from storybank.store.connection import connect, driver

GOLDEN = Path(__file__).parents[1] / "golden"
OLD = sorted(GOLDEN_BANKS)[:-1]


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of a file, digests left out: they cover the revision."""
    raw = sqlite3.connect(path)
    try:
        names = [name for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        kept = [name for name in names if name not in ("seal", "seals")]
        return {name: raw.execute(f"SELECT * FROM {name}").fetchall() for name in kept}  # noqa: S608 - our own names
    finally:
        raw.close()


def places() -> list[tuple[str, int, int]]:
    """Every statement of every step that each golden bank still has to take."""
    return [
        (version, step, statement)
        for version in OLD
        for step in range(int(version[1:]), len(migrations.STEPS))
        for statement in range(len(migrations.STEPS[step]) + 1)
    ]


@pytest.mark.parametrize(("version", "step", "statement"), places())
def test_a_step_that_fails_leaves_the_bank_as_it_was(
    version: str, step: int, statement: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(GOLDEN / f"{version}.storybank", tmp_path / "a.storybank"))
    whole = migrations.STEPS[step]
    broken = (*whole[:statement], "SELECT * FROM a_table_that_is_not_there", *whole[statement:])
    steps = (*migrations.STEPS[:step], broken, *migrations.STEPS[step + 1 :])
    connection = connect(path, "rw")
    try:
        migrations.migrate(connection, migrations.STEPS[:step])
        before = path.read_bytes()
        with pytest.raises(Exception, match="a_table_that_is_not_there"):
            migrations.migrate(connection, steps)
        assert migrations.format_number(connection) == step
        assert driver(connection).execute("PRAGMA integrity_check").fetchone() == ("ok",)
    finally:
        connection.close()
    assert path.read_bytes() == before
    with BankFile.open(path) as file:
        assert file.read() == GOLDEN_BANKS[version]
    fresh = Path(shutil.copy(GOLDEN / f"{version}.storybank", tmp_path / "b.storybank"))
    BankFile.open(fresh).close()
    assert rows(path) == rows(fresh)


def test_a_bank_that_cannot_be_sealed_is_refused_and_sealed_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from storybank.store import bankfile

    path = Path(shutil.copy(GOLDEN / "v2.storybank", tmp_path / "a.storybank"))
    with monkeypatch.context() as broken:
        broken.setattr(bankfile, "write_seals", lambda *_: (_ for _ in ()).throw(OSError(5, "Input/output error")))
        with pytest.raises(BankError, match="nput/output error"):
            BankFile.open(path)
    with BankFile.open(path) as file:
        assert file.read() == GOLDEN_BANKS["v2"]
        assert driver(file._connection).execute("SELECT count(*) FROM seal").fetchone() == (1,)
