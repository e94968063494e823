"""`backup`, `backups`, `restore`: what is brought back is exact, and nothing is lost on the way."""

import json
import os
import stat
from pathlib import Path

import pytest

from cli.running import Run, mark, names


def made(run: Run, bank: Path | str) -> str:
    """Make a backup and return its name."""
    return run.well("backup", bank).split(":")[0]


def listed(run: Run, bank: Path | str) -> list[str]:
    return [line.split()[0] for line in run.well("backups", bank).splitlines()]


def edit(run: Run, bank: Path, hook: str) -> None:
    run.well("export", bank, "edit.json", "--force")
    data = json.loads(Path("edit.json").read_text("utf-8"))
    data["stories"][0]["hook"] = hook
    Path("edit.json").write_text(json.dumps(data), "utf-8")
    run.well("import", bank, "edit.json")


def content(run: Run, bank: Path | str) -> str:
    run.well("export", bank, "content.json", "--force")
    return mark(Path("content.json"))


def test_there_and_back(run: Run, bank: Path) -> None:
    before = content(run, bank)
    first = made(run, bank)
    edit(run, bank, "Changed")
    changed = content(run, bank)
    assert changed != before
    assert run.well("restore", bank, first) == f"{bank}: brought back to {first}\n"
    assert content(run, bank) == before
    current = next(name for name in listed(run, bank) if name != first)  # what stood there was backed up
    run.well("restore", bank, current)
    assert content(run, bank) == changed
    assert names(bank.parent) == ["content.json", "edit.json", "mine.storybank"]


def test_the_list(run: Run, bank: Path) -> None:
    assert run.well("backups", bank).startswith(f"No backups yet of {bank} (they would be in ")
    all_made = [made(run, bank) for _ in range(12)]  # within a second or two: told apart, and in their order
    assert listed(run, bank) == all_made[::-1]
    assert "9 stories" in run.well("backups", bank).splitlines()[0]


def test_one_bank_by_many_paths(run: Run, bank: Path) -> None:
    Path("link.storybank").symlink_to(bank)
    name = made(run, "mine.storybank")
    for path in (bank, "./mine.storybank", "../desk/mine.storybank", "link.storybank"):
        assert listed(run, path) == [name]
    Path("other").mkdir()
    run.well("new", "other/mine.storybank")
    assert run.well("backups", "other/mine.storybank").startswith("No backups yet")


def test_restoring_through_a_link_keeps_the_link(run: Run, bank: Path) -> None:
    name, before = made(run, bank), content(run, bank)
    Path("link.storybank").symlink_to(bank)
    bank.write_bytes(b"spoilt" * 1000)
    run.well("restore", "link.storybank", name)
    assert Path("link.storybank").is_symlink()
    assert content(run, bank) == before


@pytest.mark.parametrize("spoilt", [b"", b"spoilt" * 1000, None])
def test_a_damaged_bank_is_kept_aside(run: Run, bank: Path, spoilt: bytes | None) -> None:
    name, before = made(run, bank), content(run, bank)
    damaged = bank.read_bytes()[:70_000] if spoilt is None else spoilt
    for _ in range(2):
        bank.write_bytes(damaged)
        out = run.well("restore", bank, name)
        assert out.startswith(
            f"{bank}: brought back to {name}\nWhat stood there could not be read as a bank and was kept as "
        )
        assert content(run, bank) == before
    aside = [Path(one) for one in names(bank.parent) if "-damaged-" in one]
    assert [one.read_bytes() for one in aside] == [damaged, damaged]


def test_a_bank_that_was_deleted_comes_back(run: Run, bank: Path) -> None:
    name, before = made(run, bank), content(run, bank)
    bank.unlink()
    assert listed(run, bank) == [name]
    assert run.well("restore", bank, name) == f"{bank}: brought back to {name}\n"
    assert content(run, bank) == before
    assert stat.S_IMODE(bank.stat().st_mode) == 0o600 or os.name != "posix"


def test_a_backup_given_by_its_path(run: Run, bank: Path) -> None:
    before = content(run, bank)
    path = run.well("backup", bank).split("(")[1].rstrip(")\n")
    edit(run, bank, "Changed")
    run.well("restore", bank, path)
    assert content(run, bank) == before


def test_what_is_refused_changes_nothing(run: Run, bank: Path, home: Path) -> None:
    made(run, bank)
    Path("notes.md").write_text("# Notes\n", "utf-8")
    Path("folder.storybank").mkdir()
    newer = bank.read_bytes()
    Path("newer.storybank").write_bytes(newer[:60] + (99).to_bytes(4, "big") + newer[64:])
    before, here = mark(bank), names(bank.parent)
    for words, told in (
        ((bank, "yesterday"), f"yesterday: there is no such backup of {bank}; “storybank backups {bank}” lists them"),
        ((bank, "../x"), "there is no such backup"),
        ((bank, "notes.md"), "is not a whole Storybank file"),
        ((bank, "newer.storybank"), "was written by a newer Storybank"),
        (("newer.storybank", bank), "was written by a newer Storybank"),
        (("folder.storybank", bank), "it is a folder"),
        (("no/where.storybank", bank), "cannot be found"),
    ):
        result = run("restore", *words)
        assert (result.code, result.out) == (2, ""), words
        assert len(result.problems) == 1
        assert told in result.err, words
    assert mark(bank) == before
    assert names(bank.parent) == here
    assert len(listed(run, bank)) == 1


def test_a_damaged_backup_is_listed_with_its_fault(run: Run, bank: Path) -> None:
    path = Path(run.well("backup", bank).split("(")[1].rstrip(")\n"))
    path.write_bytes(path.read_bytes()[:5000])
    (line,) = run.well("backups", bank).splitlines()
    assert "it is cut off" in line
    before = mark(bank)
    assert run("restore", bank, path.stem).code == 2
    assert mark(bank) == before


def test_a_restore_that_fails_puts_the_damaged_bank_back(run: Run, bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from storybank.services import safety
    from storybank.store import BankFull

    def full(path: Path, _bank: object) -> None:
        raise BankFull(path)

    name = made(run, bank)
    bank.write_bytes(b"spoilt" * 1000)
    before, here = mark(bank), names(bank.parent)
    monkeypatch.setattr(safety.Session, "create", full)
    result = run("restore", bank, name)
    assert result.code == 2
    assert "the disk is full" in result.err
    assert mark(bank) == before
    assert names(bank.parent) == here


def test_a_folder_for_backups_that_cannot_be_made(run: Run, bank: Path, home: Path) -> None:
    (home / "data").write_text("in the way", "utf-8")
    before = mark(bank)
    result = run("backup", bank)
    assert (result.code, result.out) == (2, "")
    assert "no backup can be kept there" in result.err
    assert len(result.problems) == 1
    assert mark(bank) == before


def test_long_names(run: Run, bank: Path) -> None:
    long = f"{'長' * 80}.storybank"
    bank.rename(long)
    name = made(run, long)
    assert listed(run, long) == [name]
    run.well("restore", long, name)


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_backups_are_private(run: Run, bank: Path, home: Path) -> None:
    old = os.umask(0)
    try:
        path = Path(run.well("backup", bank).split("(")[1].rstrip(")\n"))
    finally:
        os.umask(old)
    assert home in path.parents
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (path.parent, path.parent.parent, path.parent.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert folder.name == "storybank"
