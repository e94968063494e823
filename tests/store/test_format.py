"""The schema and its steps: a migrated file equals a fresh one, a step is whole or not at all."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from store.golden import BANK
from storybank.store import BankFile
from storybank.store.connection import connect, driver
from storybank.store.migrations import STEPS, format_number, migrate
from storybank.store.tables import metadata


def shape(path: Path) -> dict[str, object]:
    """Everything that a schema says, however it was written."""
    engine = create_engine(f"sqlite:///{path}")
    try:
        look = inspect(engine)
        with closing(sqlite3.connect(path)) as raw:
            return {
                name: {
                    "columns": raw.execute(f"PRAGMA table_xinfo({name})").fetchall(),
                    "strict, without rowid": raw.execute(f"PRAGMA table_list({name})").fetchall(),
                    "foreign keys": raw.execute(f"PRAGMA foreign_key_list({name})").fetchall(),
                    "deferred": raw.execute(
                        "SELECT sql LIKE '%DEFERRABLE INITIALLY DEFERRED%' FROM sqlite_schema WHERE name = ?", [name]
                    ).fetchone(),
                    "indexes": [row[2:] for row in raw.execute(f"PRAGMA index_list({name})")],
                    "checks": sorted(str(check["sqltext"]) for check in look.get_check_constraints(name)),
                }
                for name in look.get_table_names()
            }
    finally:
        engine.dispose()


def test_the_steps_make_the_tables_of_today(tmp_path: Path) -> None:
    stepped, fresh = tmp_path / "stepped.storybank", tmp_path / "fresh.db"
    BankFile.create(stepped, BANK).close()
    engine = create_engine(f"sqlite:///{fresh}")
    metadata.create_all(engine)
    engine.dispose()
    assert shape(stepped) == shape(fresh)
    assert set(shape(stepped)) == set(metadata.tables)
    with closing(sqlite3.connect(stepped)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (len(STEPS),)


REBUILD = (
    "CREATE TABLE new_stories AS SELECT * FROM stories",
    "DROP TABLE stories",
    "ALTER TABLE new_stories RENAME TO stories",
    "CREATE UNIQUE INDEX story_ids ON stories (id)",
)


def test_a_step_that_rebuilds_a_table_keeps_what_it_owns(tmp_path: Path) -> None:
    path = tmp_path / "a.storybank"
    BankFile.create(path, BANK).close()
    connection = connect(path, "rw")
    try:
        migrate(connection, (*STEPS, REBUILD))
        assert format_number(connection) == len(STEPS) + 1
        assert driver(connection).execute("SELECT count(*) FROM evidence").fetchone() == (3,)
        assert driver(connection).execute("PRAGMA foreign_keys").fetchone() == (1,)
        migrate(connection, (*STEPS, REBUILD))  # has been taken
    finally:
        connection.close()


@pytest.mark.parametrize("fault", ["SELECT * FROM nowhere", "DELETE FROM stories"])
def test_a_step_that_fails_changes_nothing(fault: str, tmp_path: Path) -> None:
    path = tmp_path / "a.storybank"
    BankFile.create(path, BANK).close()
    was = path.read_bytes()
    connection = connect(path, "rw")
    try:
        with pytest.raises(Exception, match=r"nowhere|without their owner"):
            migrate(connection, (*STEPS, ("CREATE TABLE more (id TEXT) STRICT", fault)))
        assert format_number(connection) == len(STEPS)
        assert driver(connection).execute("PRAGMA foreign_keys").fetchone() == (1,)
    finally:
        connection.close()
    assert path.read_bytes() == was


def test_two_programs_migrate_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.storybank"
    BankFile.create(path, BANK).close()
    step = ("CREATE TABLE more (id TEXT) STRICT",)
    one, other = connect(path, "rw"), connect(path, "rw")
    try:
        migrate(one, (*STEPS, step))
        migrate(other, (*STEPS, step))
    finally:
        one.close()
        other.close()
    assert "more" in shape(path)


def test_the_connection_is_set_up(tmp_path: Path) -> None:
    with BankFile.create(tmp_path / "a.storybank", BANK) as file:
        raw = driver(file._connection)
        wanted = {"foreign_keys": 1, "synchronous": 2, "journal_mode": "delete", "trusted_schema": 0, "cell_size_check": 1,
                  "secure_delete": 1, "mmap_size": 0}  # fmt: skip
        for name, value in wanted.items():
            row = raw.execute(f"PRAGMA {name}").fetchone()
            assert (row[0] if row else 0) == value, name
