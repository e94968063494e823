"""Bad inputs: exit 2, one line per problem that names the path, no traceback, and the bank byte for byte as it was."""

import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.running import Run, mark, names
from cli.wrong import RAW, SCORES, TAG, WRONG, a_file


@pytest.mark.parametrize("case", WRONG)
def test_wrong_interchange(run: Run, bank: Path, case: str) -> None:
    data, told = WRONG[case]
    Path("in.json").write_text(json.dumps(data), "utf-8")
    before, here = mark(bank), names(bank.parent)
    for words in (
        ("import", bank, "in.json"),
        ("import", "new.storybank", "in.json"),
        ("check", "in.json"),
        ("export", "in.json", "o.csv"),
    ):
        result = run(*words)
        assert (result.code, result.out) == (2, "")
        assert [line.startswith(f"in.json: {start}") for line, start in zip(result.problems, told, strict=True)] == [
            True
        ] * len(told), result
    assert mark(bank) == before
    assert names(bank.parent) == here


@pytest.mark.parametrize("score", SCORES)
def test_wrong_scores(run: Run, bank: Path, score: Any) -> None:
    Path("in.json").write_text(json.dumps(a_file(principles=[TAG | {"score": score}])), "utf-8")
    result = run("import", bank, "in.json")
    assert (result.code, result.out) == (2, "")
    assert [line.startswith("in.json: stories[1].principles[0].score: ") for line in result.problems] == [True]


@pytest.mark.parametrize("case", RAW)
def test_what_is_no_interchange_at_all(run: Run, bank: Path, case: str) -> None:
    content, told = RAW[case]
    Path("in.json").write_bytes(content)
    before = mark(bank)
    for words in (("import", bank, "in.json"), ("check", "in.json")):
        result = run(*words)
        assert (result.code, result.out) == (2, "")
        assert result.problems[0].startswith("in.json: ")
        assert told in result.err
        assert max(map(len, result.problems)) < 2000
    assert mark(bank) == before


def truncated(content: bytes) -> bytes:
    return content[: len(content) // 2 + 7]


def zeroed(content: bytes) -> bytes:
    return content[:8192] + bytes(4096 * 20) + content[8192 + 4096 * 20 :]


def foreign(_content: bytes) -> bytes:
    database = sqlite3.connect(":memory:")
    try:
        database.execute("CREATE TABLE t (x)")
        return database.serialize()
    finally:
        database.close()


def newer(content: bytes) -> bytes:
    return content[:60] + (99).to_bytes(4, "big") + content[64:]


BROKEN: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _: b"", "it is empty"),
    "text": (lambda _: b"# My stories\n" * 50, "of another kind"),
    "truncated": (truncated, "it is cut off"),
    "a few bytes": (lambda content: content[:50], "it is cut off"),
    "zeroed": (zeroed, "damaged"),
    "another program's": (foreign, "a database of another program"),
    "newer": (newer, "was written by a newer Storybank (format 99"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_banks_that_are_none(run: Run, bank: Path, case: str) -> None:
    spoil, told = BROKEN[case]
    bank.write_bytes(spoil(bank.read_bytes()))
    Path("in.json").write_text(json.dumps(a_file()), "utf-8")
    before, here = mark(bank), names(bank.parent)
    for words in (
        ("check", bank),
        ("export", bank, "o.json"),
        ("import", bank, "in.json"),
        ("import", bank, "in.json", "--dry-run"),
        ("backup", bank),
    ):
        result = run(*words)
        assert (result.code, result.out) == (2, "")
        (line,) = result.problems
        assert str(bank) in line
        assert told in line
    assert mark(bank) == before
    assert names(bank.parent) == here


def test_no_file_at_all(run: Run, desk: Path) -> None:
    Path("folder.storybank").mkdir()
    Path("folder.json").mkdir()
    Path("in.json").write_text(json.dumps(a_file()), "utf-8")
    long = "x" * 300
    for words, told in (
        (("check", "none.storybank"), "cannot be found"),
        (("check", "none.json"), "none.json: there is no such file"),
        (("check", "no/where.storybank"), "cannot be found"),
        (("check", "folder.storybank"), "it is a folder"),
        (("check", "folder.json"), "folder.json: is a folder, not a file"),
        (("check", f"{long}.storybank"), "too long"),
        (("check", f"{long}.json"), "too long"),
        (("export", "none.storybank", "o.json"), "cannot be found"),
        (("import", "folder.storybank", "in.json"), "it is a folder"),
        (("import", "nowhere/new.storybank", "in.json"), "there is no folder nowhere"),
        (("import", "new.md", "in.json"), "a bank's name ends in .storybank"),
        (("import", "in.json", "in.json"), "not a whole Storybank file"),
        (("import", "new.storybank", "none.json"), "none.json: there is no such file"),
        (("import", "new.storybank", "none.md"), "none.md: there is no such file"),
        (("import", "new.storybank", "none"), "none: there is no such file"),
        (("import", "new.storybank", f"{long}.md"), "too long"),
        (("import", f"{long}.storybank", "in.json"), "too long"),
        (("new", f"{long}.storybank"), "too long"),
        (("backup", "none.storybank"), "cannot be found"),
        (("backups", "none.storybank"), "there is no such file, and no backup of it"),
        (("restore", "none.storybank", "x"), "there is no such backup of none.storybank"),
        (("restore", "none.storybank", long), "there is no such backup of none.storybank"),
    ):  # fmt: skip
        result = run(*words)
        assert (result.code, result.out) == (2, ""), words
        assert len(result.problems) == 1
        assert told in result.err, words
    assert names(desk) == ["folder.json", "folder.storybank", "in.json"]


def test_out_that_cannot_be(run: Run, bank: Path) -> None:
    Path("there.json").write_text("mine", "utf-8")
    Path("full").mkdir()
    Path("full/notes.txt").write_text("mine", "utf-8")
    Path("dangling.json").symlink_to("nowhere.json")
    before, here = mark(bank), names(bank.parent)
    for words, told in (
        (("there.json",), "there.json exists already: choose another name (on the command line --force"),
        (("dangling.json",), "dangling.json exists already"),
        (("there.json", "--as", "markdown"), "there.json is a file: name a folder"),
        (
            ("full", "--as", "markdown"),
            "full exists already and is not empty: choose another folder (on the command line --force",
        ),
        (("full", "--as", "json"), "full is a folder: name a file in it"),
        (("full", "--as", "json", "--force"), "full is a folder: name a file in it"),
        (("no/where/o.json",), "there is no folder no/where; make it first"),
        (("no/where", "--as", "markdown"), "no/where cannot be written"),
        (("there.json/o.json",), "there is no folder there.json"),
        (("o.pdf",), "o.pdf: the name does not tell what to write"),
        (("o",), "o: the name does not tell what to write"),
        (("o.docx",), "o.docx: the name does not tell what to write"),
        (("o.json", "--as", "word"), "invalid choice: 'word'"),
        (("mine.storybank", "--as", "json", "--force"), "mine.storybank: an export cannot be a bank"),
        (("../desk/mine.storybank", "--force"), "an export cannot be a bank"),
        (("/dev/null", "--as", "json", "--force"), "/dev/null is a device"),
        ((f"{'x' * 300}.json",), "too long"),
        ((f"{'x' * 300}", "--as", "markdown"), "too long"),
    ):
        result = run("export", bank, *words)
        assert (result.code, result.out) == (2, ""), words
        assert told in result.problems[-1], words
    assert mark(bank) == before
    assert names(bank.parent) == here
    assert Path("there.json").read_text("utf-8") == Path("full/notes.txt").read_text("utf-8") == "mine"
    assert run("export", "there.json", "there.json", "--force").code == 2


def test_sources_are_all_or_nothing(run: Run, bank: Path) -> None:
    Path("good.json").write_text(json.dumps(a_file()), "utf-8")
    Path("good.md").write_text("# A story\n\nTold.\n", "utf-8")
    Path("bad.json").write_text(json.dumps(a_file(status="done", hook=1)), "utf-8")
    Path("bad.csv").write_text("id,title,status\nx,X,done\ny,,draft\n", "utf-8")
    Path("bad.md").write_text("---\nid: x\ntitle: X\nstatus: done\n---\n", "utf-8")
    Path("bin.md").write_bytes(bytes(range(256)))
    Path("bank.docx").write_bytes(b"PK")
    Path("empty").mkdir()
    told = [
        "bad.json: stories[1].hook: ", "bad.json: stories[1].status: ", "bad.csv: row 2, status: ", "bad.csv: row 3, title: ",
        "bad.md: line 4, status: ", "bin.md: holds NUL", "bank.docx: is of no known kind; bring a .json", "empty: the folder holds no .md file",
        "mine.storybank: is a bank: open yours in the window", "none.csv: there is no such file",
    ]  # fmt: skip
    before, here = mark(bank), names(bank.parent)
    sources = (
        "good.json",
        "bad.json",
        "good.md",
        "bad.csv",
        "bad.md",
        "bin.md",
        "bank.docx",
        "empty",
        "mine.storybank",
        "none.csv",
    )
    for words in ((bank,), ("new.storybank",)):
        result = run("import", *words, *sources)
        assert (result.code, result.out) == (2, "")
        assert len(result.problems) == len(told), result.err
        assert all(any(line.startswith(start) for line in result.problems) for start in told), result.err
    assert mark(bank) == before
    assert names(bank.parent) == here


def test_two_notes_that_would_take_each_others_place(run: Run, bank: Path) -> None:
    Path("a.md").write_text("# Masts\n\nOne thing.\n", "utf-8")
    Path("b.md").write_text("# Masts\n\nAnother thing.\n", "utf-8")
    before = mark(bank)
    result = run("import", bank, "a.md", "b.md")
    assert result.code == 2
    assert result.problems == [
        "b.md: story “masts” stands in “a.md” too, in other words; give one of them another heading or id, or leave it away"
    ]
    assert mark(bank) == before
    assert "1 added" in run.well("import", bank, "a.md", "a.md")


def test_what_the_parser_refuses(run: Run, desk: Path) -> None:
    for words in (
        (),
        ("new",),
        ("check",),
        ("export", "a"),
        ("import", "a"),
        ("restore", "a"),
        ("check", "a", "b"),
        ("frobnicate",),
        ("check", "--x", "a"),
    ):
        result = run(*words)
        assert (result.code, result.out) == (2, "")
        assert len(result.problems) == 1
        assert re.fullmatch(
            r"storybank( \w+)?: .+; “storybank( \w+)? --help” says what can be typed", result.problems[0]
        )


def test_a_mistyped_command_is_told_what_was_meant(run: Run) -> None:
    assert "“chekc” is no command: did you mean “check”?" in run("chekc", "a.storybank").err
    assert "“frobnicate” is no command: new, check, export, import" in run("frobnicate").err


def test_a_story_that_the_banks_own_framework_does_not_know(run: Run, desk: Path) -> None:
    run.well("new", "generic.storybank", "--framework", "generic-pm")
    before = mark(Path("generic.storybank"))
    Path("in.json").write_text(json.dumps(a_file(principles=[{"principle": "frugality"}])), "utf-8")
    result = run("import", "generic.storybank", "in.json")
    assert result.code == 2
    assert "in.json: stories[1].principles[0].principle: “frugality” is unknown; allowed are " in result.err
    assert mark(Path("generic.storybank")) == before
