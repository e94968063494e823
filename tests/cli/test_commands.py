"""Every command of the contract: what it does, its exit code, and what goes to stdout and what to stderr."""

import json
from pathlib import Path

import pytest

from cli.running import Run, cold, names
from storybank import __version__
from storybank.cli import COMMANDS
from storybank.cli.parser import EXPORT_KINDS

TEXT_KINDS = ("json", "csv", "csv-matrix", "markdown")


def without_errors(run: Run, folder: Path) -> Path:
    """An interchange file in which no gap is an error: every error that there is was waived."""
    run.well("new", folder / "w.storybank", "--sample")
    run.well("export", folder / "w.storybank", folder / "w.json")
    found = json.loads(run("check", folder / "w.json", "--json").out)["gaps"]
    data = json.loads((folder / "w.json").read_text("utf-8"))
    data["bank"]["waivers"] = [
        {key: gap[key] for key in ("rule", "story", "principle", "detail")} | {"reason": "asked in no round"}
        for gap in found
        if gap["severity"] == "error"
    ]
    (folder / "w.json").write_text(json.dumps(data), "utf-8")
    return folder / "w.json"


def test_version_and_help_of_everything(run: Run) -> None:
    assert run.well("--version") == f"storybank {__version__}\n"
    everything = run.well("--help")
    assert all(command in everything for command in COMMANDS)
    assert "not official" in " ".join(everything.split())
    for command in COMMANDS:
        told = run.well(command, "--help")
        assert told.startswith(f"usage: storybank {command}")
    assert all(kind in run.well("export", "--help") for kind in EXPORT_KINDS)
    for option in ("--as", "--force", "--aliased", "--ready"):
        assert option in run.well("export", "--help")


def test_as_a_module_and_cold(desk: Path) -> None:
    assert cold("--version").out == f"storybank {__version__}\n"
    made = cold("new", "a b.storybank", "--sample", cwd=desk)
    assert (made.code, made.err) == (0, "")
    assert made.out == "a b.storybank: made, 9 stories, AWS, product manager\n"
    checked = cold("check", "a b.storybank", cwd=desk)
    assert (checked.code, checked.err) == (1, "")
    assert checked.out.startswith("Next\n  1. ")


def test_a_word_that_is_neither_a_command_nor_a_file(desk: Path) -> None:
    result = cold("chekc", cwd=desk)
    assert (result.code, result.out) == (2, "")
    assert result.problems == [
        "chekc: there is no such file; “storybank new chekc” makes a bank, --help lists the commands"
    ]
    assert cold("x" * 300, cwd=desk).code == 2  # longer than a name may be
    assert cold("--frobnicate", cwd=desk).code == 2


def test_new(run: Run, desk: Path) -> None:
    assert run.well("new", "Spring loop.storybank") == "Spring loop.storybank: made, 0 stories, AWS, product manager\n"
    run.well("export", "Spring loop.storybank", "a.json")
    assert json.loads(Path("a.json").read_text("utf-8")) == {
        "format": "storybank",
        "version": 1,
        "bank": {
            "title": "Spring loop",
            "framework": "aws-pm",
            "target": dict.fromkeys(("company", "role", "level", "service"), "")
            | {"internal": False, "loop_date": "", "principles": []},
            "aliases": [],
            "waivers": [],
        },
        "stories": [],
    }


@pytest.mark.parametrize("framework", ["aws-pm", "amazon-retail-pm", "generic-pm"])
def test_new_for_a_framework(run: Run, desk: Path, framework: str) -> None:
    run.well("new", "a.storybank", "--framework", framework)
    run.well("export", "a.storybank", "a.json")
    assert json.loads(Path("a.json").read_text("utf-8"))["bank"]["framework"] == framework


def test_new_refuses(run: Run, bank: Path) -> None:
    before = bank.read_bytes()
    for words, told in (
        ((bank,), "is already there"),
        ((bank, "--sample"), "is already there"),
        (("b.storybank", "--framework", "google"), "there are aws-pm, amazon-retail-pm"),
        (("b.storybank", "--sample", "--framework", "generic-pm"), "--sample"),
        (("b.json",), "a bank's name ends in .storybank"),
        (("notes.md", "--sample"), "a bank's name ends in .storybank"),
        (("nowhere/b.storybank",), "there is no folder nowhere"),
        (("",), ""),
    ):
        result = run("new", *words)
        assert (result.code, result.out) == (2, ""), words
        assert told in result.err
    assert bank.read_bytes() == before
    assert names(bank.parent) == ["mine.storybank"]


def test_check_says_the_same_of_a_bank_and_of_its_json(run: Run, bank: Path) -> None:
    run.well("export", bank, "a.json")
    for options in ((), ("--ready",), ("--json",), ("--json", "--ready")):
        of_bank, of_json = run("check", bank, *options), run("check", "a.json", *options)
        assert of_bank == of_json
        assert (of_bank.code, of_bank.err) == (1, "")


def test_check_as_json(run: Run, bank: Path) -> None:
    answer = json.loads(run("check", bank, "--json").out)
    assert list(answer) == ["gaps", "counts"]
    for gap in answer["gaps"]:
        assert list(gap) == ["rule", "severity", "story", "principle", "detail", "message", "remedy"]
        assert gap["message"]
        assert gap["remedy"]
    found = [gap["severity"] for gap in answer["gaps"]]
    assert answer["counts"] == {name: found.count(name) for name in ("error", "warning", "info")}
    missing = next(gap for gap in answer["gaps"] if gap["rule"] == "missing-signal")
    assert (missing["severity"], missing["story"], missing["principle"]) == ("error", None, None)
    assert missing["detail"] == {"signal": "killed-project"}


def test_check_is_content_when_no_error_stands_open(run: Run, desk: Path) -> None:
    file = without_errors(run, desk)
    assert run("check", "w.storybank").code == 1
    result = run("check", file)
    assert (result.code, result.err) == (0, "")
    assert "Waived (" in result.out
    assert "Waived: asked in no round" in result.out
    answer = json.loads(run("check", file, "--json").out)
    assert answer["counts"]["error"] == 0
    waived = [gap for gap in answer["gaps"] if gap["severity"] == "error"]
    assert waived
    assert {gap["waived"] for gap in waived} == {"asked in no round"}


def test_check_ready_counts_ready_stories_alone(run: Run, bank: Path) -> None:
    run.well("export", bank, "all.json")
    data = json.loads(Path("all.json").read_text("utf-8"))
    for story in data["stories"][1:]:
        story["status"] = "draft"
    data["stories"][0]["status"] = "ready"
    Path("one.json").write_text(json.dumps(data), "utf-8")
    ready = json.loads(run("check", "one.json", "--json", "--ready").out)["gaps"]
    assert [gap["detail"] for gap in ready if gap["rule"] == "bank-size"] == [{"count": 1}]
    assert "bank-size" not in run("check", "one.json", "--json").out


def test_check_of_an_empty_bank(run: Run, desk: Path) -> None:
    run.well("new", "a.storybank")
    result = run("check", "a.storybank")
    assert (result.code, result.err) == (1, "")
    assert "Next" in result.out


@pytest.mark.parametrize("kind", TEXT_KINDS)
def test_export_as_text(run: Run, bank: Path, kind: str) -> None:
    before = bank.read_bytes()
    assert run.well("export", bank, "out.x", "--as", kind) == "out.x: written\n"
    assert bank.read_bytes() == before
    if kind == "markdown":
        assert len(names(Path("out.x"))) == 9
    else:
        assert len(Path("out.x").read_text("utf-8")) > 500


@pytest.mark.parametrize(("out", "start"), [("a.json", "{"), ("a.CSV", "id,title,"), ("a.md", "# Sample bank")])
def test_export_by_the_ending(run: Run, bank: Path, out: str, start: str) -> None:
    run.well("export", bank, out)
    assert Path(out).read_text("utf-8").startswith(start)
    run.well("export", bank, "again.json")
    run.well("export", "again.json", f"b{out}")  # an interchange file is as good as a bank
    assert Path(f"b{out}").read_bytes() == Path(out).read_bytes()


def test_export_of_the_matrix_as_a_table(run: Run, bank: Path) -> None:
    run.well("export", bank, "m.csv", "--as", "csv-matrix")
    rows = Path("m.csv").read_text("utf-8").splitlines()
    assert rows[0].startswith("id,title,Customer Obsession,Ownership,")
    assert len(rows) == 1 + 8 + 2  # the sample bank's ninth story is retired


def test_export_of_ready_stories(run: Run, bank: Path) -> None:
    run.well("export", bank, "all.json")
    data = json.loads(Path("all.json").read_text("utf-8"))
    data["stories"][3]["status"] = "draft"
    Path("all.json").write_text(json.dumps(data), "utf-8")
    run.well("export", "all.json", "ready.json", "--ready")
    ready = [story["id"] for story in data["stories"] if story["status"] == "ready"]
    assert [story["id"] for story in json.loads(Path("ready.json").read_text("utf-8"))["stories"]] == ready
    run("check", "ready.json")


def test_import_tells_what_it_did(run: Run, bank: Path) -> None:
    run.well("export", bank, "a.json")
    data = json.loads(Path("a.json").read_text("utf-8"))
    data["stories"] = [
        data["stories"][0] | {"hook": "Another"},
        data["stories"][1],
        data["stories"][2] | {"id": "twin"},
    ]
    Path("b.json").write_text(json.dumps(data), "utf-8")
    dry = run.well("import", bank, "b.json", "--dry-run")
    assert "(dry run: nothing was changed)" in dry
    answer = json.loads(run.well("import", bank, "b.json", "--json"))
    assert [story["result"] for story in answer["stories"]] == ["changed", "unchanged", "added"]
    assert answer["doubles"] == [{"story": "twin", "resembles": "seven-day-certificates"}]
    assert (answer["file"], answer["dry_run"]) == (str(bank), False)


def test_import_says_what_it_did_not_take(run: Run, bank: Path) -> None:
    run.well("export", bank, "a.json")
    data = json.loads(Path("a.json").read_text("utf-8"))
    data["bank"] |= {"title": "Another title", "aliases": [{"term": "Initech", "alias": "a bank"}]}
    Path("b.json").write_text(json.dumps(data), "utf-8")
    assert "bank.title, bank.aliases: not taken, for the bank keeps its own" in run.well("import", bank, "b.json")
    assert "not taken" not in run.well("import", "new.storybank", "b.json")


def test_a_dry_run_changes_nothing(run: Run, bank: Path) -> None:
    before, here = bank.read_bytes(), names(bank.parent)
    Path("notes.md").write_text("# One\n\nA story.\n\n# Two\n\nAnother.\n", "utf-8")
    assert "2 added" in run.well("import", bank, "notes.md", "--dry-run")
    assert "2 added" in run.well("import", "new.storybank", "notes.md", "--dry-run")
    assert bank.read_bytes() == before
    assert names(bank.parent) == sorted([*here, "notes.md"])


def test_frameworks(run: Run) -> None:
    found = json.loads(run.well("frameworks", "--json"))
    assert [one["id"] for one in found][:3] == ["aws-pm", "amazon-retail-pm", "generic-pm"]
    for one in found:
        assert {"id", "name", "origin", "bar", "scale", "bank_size", "signals", "principles"} <= set(one)
        assert all(set(grade) == {"score", "label"} for grade in one["scale"])
        assert all({"id", "name", "need"} <= set(signal) for signal in one["signals"])
        assert {signal["need"] for signal in one["signals"]} <= {"required", "depth", "optional"}
        for principle in one["principles"]:
            assert {"id", "name", "short", "line", "sinks", "dimensions"} <= set(principle)
            assert all({"id", "name", "question"} <= set(dimension) for dimension in principle["dimensions"])
    assert found[0]["bar"] == 3.5
    assert found[0]["bank_size"] == [8, 10]
    assert len(found[0]["principles"]) == 16
    assert run.well("frameworks").splitlines()[0].startswith("aws-pm")


def test_a_broken_framework_of_the_user_is_told_and_no_more(run: Run, home: Path) -> None:
    folder = home / "config/storybank/frameworks"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text('id = "mine"\nbar = "high"\n', "utf-8")
    result = run("frameworks", "--json")
    assert result.code == 0
    assert len(json.loads(result.out)) == 3
    assert "mine.toml: line 2, bar: must be a number, not text" in result.err
