"""What is not a bank, or no longer one, gets its own true sentence and stays as it was, byte for byte."""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from store.golden import BANK
from storybank.model import Change
from storybank.store import (
    BankDamaged,
    BankError,
    BankExists,
    BankFile,
    BankMissing,
    BankReadOnly,
    BankUnreachable,
    NewerBank,
    NotABank,
)
from storybank.store.migrations import STEPS


def by_hand(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            raw.execute(statement)


def state(folder: Path) -> list[tuple[str, bytes, int]]:
    return [(found.name, found.read_bytes(), found.stat().st_mtime_ns) for found in sorted(folder.iterdir())]


def refused(path: Path, kind: type[BankError], *words: str) -> None:
    """Opening and reading raises the error, in one sentence that names the file, and nothing in the folder changes."""
    was = state(path.parent)
    for read_only in (False, True):
        with pytest.raises(BankError) as caught, BankFile.open(path, read_only=read_only) as file:
            file.read()
        assert type(caught.value) is kind, caught.value
        sentence = str(caught.value)
        assert sentence.startswith(f"“{path}” ")
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert all(word in sentence for word in words), sentence
    assert state(path.parent) == was


def test_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.storybank").touch()
    refused(tmp_path / "a.storybank", NotABank, "empty")


@pytest.mark.parametrize(
    "content", [b"x" * 100, b"\0" * 5000, b"PK\3\4" + b"zip" * 900, b"SQLite format 3\0" * 9, os.urandom(8192)]
)
def test_foreign_file(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.storybank").write_bytes(content)
    refused(tmp_path / "a.storybank", NotABank, "another kind, or encrypted")


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_database_of_another_program(mode: str, tmp_path: Path) -> None:
    by_hand(tmp_path / "a.storybank", f"PRAGMA journal_mode = {mode}", "CREATE TABLE theirs (a)")
    refused(tmp_path / "a.storybank", NotABank, "another program")


def test_folder_and_missing_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(NotABank):
        BankFile.open(tmp_path / "folder")
    with pytest.raises(BankMissing):
        BankFile.open(tmp_path / "none.storybank")
    with pytest.raises(BankMissing):
        BankFile.create(tmp_path / "none" / "a.storybank", BANK)
    with pytest.raises(BankUnreachable):
        BankFile.open(tmp_path / ("x" * 300))


def test_sqlite_too_old(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storybank.store.connection.OLDEST", (99, 1))
    refused(path, BankError, "needs SQLite 99.1 or newer")


def test_newer_file(path: Path) -> None:
    by_hand(path, f"PRAGMA user_version = {len(STEPS) + 1}")
    refused(path, NewerBank, f"format {len(STEPS) + 1}", "newer")


def test_truncated_file(path: Path) -> None:
    whole = path.read_bytes()
    for length in (*range(1, 4096, 271), *range(4096, len(whole), 3000), len(whole) - 1):
        path.write_bytes(whole[:length])
        refused(path, NotABank)


def test_overwritten_pages(path: Path) -> None:
    whole = path.read_bytes()
    for start in range(4096, len(whole), 4096):
        path.write_bytes(whole[:start] + b"\xa5" * 4096 + whole[start + 4096 :])
        refused(path, BankDamaged)


RENAME = "ALTER TABLE {0} RENAME TO old", "CREATE TABLE {0} AS SELECT * FROM old", "DROP TABLE old"
BY_HAND: dict[str, tuple[tuple[str, ...], str]] = {
    "word": (("UPDATE customers SET tier = 'quaternary'",), "customers"),
    "score": (("UPDATE story_principles SET score = 3.4",), "story_principles"),
    "orphan": (("DELETE FROM stories WHERE id = 'second'", "INSERT INTO anchors VALUES ('gone', 0, 'x')"), "anchors"),
    "waiver": (("UPDATE waivers SET story = 'gone' WHERE position = 0",), "waivers"),
    "gap": (("DELETE FROM anchors WHERE position = 0",), "anchors"),
    "no bank": (("DELETE FROM bank",), "bank"),
    "no framework": (("DELETE FROM framework",), "framework"),
    "no table": (("DROP TABLE figures",), "figures"),
    "trigger": (("CREATE TRIGGER t AFTER INSERT ON bank BEGIN SELECT 1; END",), "trigger"),
    "json": (("UPDATE framework SET definition = '{'",), "framework.definition"),
    "deep json": (("UPDATE framework SET definition = printf('%.*c', 100000, '[')",), "framework.definition"),
    "json field": (("UPDATE framework SET definition = json_set(definition, '$.bar', 'high')",), "framework.definition.bar"),
    "json more": (("UPDATE framework SET definition = json_set(definition, '$.more', 1)",), "framework.definition"),
    "json word": (("UPDATE framework SET definition = json_set(definition, '$.signals[0].need', 1)",), "signals[0].need"),
    "json pair": (("UPDATE framework SET definition = json_set(definition, '$.bank_size[2]', 1)",), "bank_size"),
    "detail": (("""UPDATE waivers SET detail = '{"a": {}}'""",), "waivers.detail.a"),
    "detail list": (("UPDATE waivers SET detail = '[]'",), "waivers.detail"),
    "no utf-8": (("UPDATE stories SET hook = CAST(x'ff41' AS TEXT)",), "UTF-8"),
    "word, unchecked": ((*(s.format("anchors") for s in RENAME), "UPDATE anchors SET text = x'00'"), "anchors"),
    "flag, unchecked": (("PRAGMA foreign_keys = OFF", *(s.format("bank") for s in RENAME), "UPDATE bank SET internal = 2"), "bank"),
    "orphan, unchecked": ((*(s.format("evidence") for s in RENAME), "UPDATE evidence SET story = 'gone'"), "evidence"),
}  # fmt: skip


@pytest.mark.parametrize("what", BY_HAND)
def test_edited_by_hand(what: str, path: Path) -> None:
    statements, where = BY_HAND[what]
    by_hand(path, *statements)
    refused(path, BankDamaged, where)


def test_a_new_file_replaces_nothing_and_is_private(path: Path, tmp_path: Path) -> None:
    was = state(tmp_path)
    with pytest.raises(BankExists):
        BankFile.create(path, BANK)
    assert state(tmp_path) == was
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.stat().st_nlink == 1
    (tmp_path / "dangling").symlink_to(tmp_path / "nothing")
    with pytest.raises(BankExists):
        BankFile.create(tmp_path / "dangling", BANK)


def test_somebody_takes_the_name_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(*_args: object) -> None:
        (tmp_path / "a.storybank").write_text("theirs")

    monkeypatch.setattr("storybank.store.bankfile._fill", taken)
    with pytest.raises(BankExists):
        BankFile.create(tmp_path / "a.storybank", BANK)
    assert [(found.name, found.read_text()) for found in tmp_path.iterdir()] == [("a.storybank", "theirs")]


def no_links(*_args: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_a_file_system_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "hardlink_to", no_links)
    with BankFile.create(tmp_path / "a.storybank", BANK) as file:
        assert file.read() == BANK
    monkeypatch.setattr(Path, "replace", no_links)
    with pytest.raises(BankReadOnly):
        BankFile.create(tmp_path / "b.storybank", BANK)
    assert [found.name for found in tmp_path.iterdir()] == ["a.storybank"]


@pytest.mark.parametrize("read_only", [False, True])
def test_an_interrupted_save_is_taken_back(read_only: bool, path: Path) -> None:
    journal = path.with_name(path.name + "-journal")
    with closing(
        sqlite3.connect(path, isolation_level=None)
    ) as raw:  # a save that the power cut off: the journal is there
        raw.execute("PRAGMA cache_size = 2")
        raw.execute("PRAGMA cache_spill = 1")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE stories SET title = 'half', narrative = ?", ["x" * 100_000])
        torn, left = path.read_bytes(), journal.read_bytes()
        raw.execute("ROLLBACK")
    path.write_bytes(torn)
    journal.write_bytes(left)
    if read_only:
        with pytest.raises(BankReadOnly):
            BankFile.open(path, read_only=True)
        assert path.read_bytes() == torn
        return
    with BankFile.open(path) as file:
        assert file.read() == BANK
        file.write(Change(before=BANK, after=BANK.without_story("second"), label=""))
    assert not journal.exists()


def test_the_header_check_keeps_locks(path: Path) -> None:
    """Looking at a bank that this process is writing must not let another process in (POSIX drops locks on any close)."""
    with BankFile.open(path) as file, closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        locks = Path("/proc/locks")
        if not locks.exists():
            pytest.skip("only Linux lists locks")
        inode = f":{path.stat().st_ino} "
        held = [line.split(": ", 1)[1] for line in locks.read_text().splitlines() if inode in line]
        with BankFile.open(path) as again:
            assert again.read() == file.read()
        assert [line.split(": ", 1)[1] for line in locks.read_text().splitlines() if inode in line] == held != []
