"""What stands around a command: the modules it loads, the terminal it writes to, the names that files may have."""

import json
from pathlib import Path

from cli.running import Run, cold, python


def test_only_the_window_imports_qt(bank: Path) -> None:
    code = (
        "import sys\nfrom storybank.__main__ import main\n"
        "for words in [w.split('|') for w in sys.argv[1:]]:\n"
        "    sys.argv[1:] = words\n"
        "    assert main() in (0, 1), words\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))\n"
    )
    words = [
        "new|n.storybank", "check|mine.storybank", "export|mine.storybank|a.json", "export|mine.storybank|a.csv", "export|mine.storybank|a.md",
        "import|n.storybank|a.json", "import|n.storybank|a.md|--dry-run", "frameworks|--json", "backup|mine.storybank", "backups|mine.storybank",
    ]  # fmt: skip
    loaded = python(code, *words).splitlines()[-1].split()
    assert not {"PySide6", "shiboken6"} & set(loaded)
    light = python(code, "check|a.json").splitlines()[-1].split()
    assert not {"PySide6", "sqlalchemy", "sqlite3", "pydantic", "reportlab", "yaml", "rapidfuzz", "platformdirs"} & set(
        light
    )


def test_json_is_json_on_any_terminal(bank: Path) -> None:
    wanted = json.loads(cold("check", bank, "--json").out)
    for encoding in ("ascii", "cp1252", "latin-1"):
        result = cold("check", bank, "--json", PYTHONUTF8="0", PYTHONIOENCODING=encoding)
        assert json.loads(result.out) == wanted
        assert cold("check", bank, PYTHONUTF8="0", PYTHONIOENCODING="ascii").code == 1


def test_a_title_does_nothing_to_the_terminal(run: Run, bank: Path) -> None:
    run.well("export", bank, "a.json")
    data = json.loads(Path("a.json").read_text("utf-8"))
    for story in data["stories"]:
        story |= {"title": f"\x1b]0;owned\x07 {story['title']}\n\u202eevil", "principles": [], "customers": []}
    Path("a.json").write_text(json.dumps(data), "utf-8")
    for result in (run("check", "a.json"), run("import", bank, "a.json")):
        assert "owned" in result.out
        assert not {"\x1b", "\x07", "\u202e"} & set(result.out)


def test_no_long_option_is_guessed(run: Run, bank: Path) -> None:
    """An option that is added later must not change what a shortened one meant."""
    assert run("export", bank, "a.json", "--alias").code == 2
    assert run("check", bank, "--js").code == 2


def test_paths_with_odd_names(run: Run, desk: Path) -> None:
    for name in (
        "100 % {0} %s.storybank",
        "two\nlines.storybank",
        "-dash.storybank",
        "ünï 東京 🚒.storybank",
        "a'b\"c;d.storybank",
        "q?x#y.storybank",
    ):
        path = f"./{name}"
        assert len(run.well("new", path, "--sample").splitlines()) == 1
        assert run("check", path).code == 1
        run.well("export", path, f"{path}.json")
        assert len(run.well("import", path, f"{path}.json").splitlines()) == 10
        run.well("backup", path)
        assert len(run.well("backups", path).splitlines()) == 1
        assert len(run("new", path).problems) == 1
        assert len(run("check", f"{path}x").problems) == 1
        assert len(run("export", path, f"{path}.json").problems) == 1


def test_a_name_that_is_no_unicode(desk: Path) -> None:
    name = b"caf\xe9.storybank".decode("utf-8", "surrogateescape")
    code = "import sys\nfrom storybank.cli.main import main\nsys.exit(main(sys.argv[1:]) if sys.argv[1] != 'check' else main(sys.argv[1:]) - 1)"
    assert "9 stories" in python(code, "new", name, "--sample")
    assert "Next" in python(code, "check", name)
    assert json.loads(python(code, "import", name, "--json", "--dry-run", _notes(desk)))["stories"]
    assert python(code, "new", b"plain\xe9.storybank".decode("utf-8", "surrogateescape"))


def _notes(desk: Path) -> Path:
    (desk / "n.md").write_text("# A story\n\nTold.\n", "utf-8")
    return desk / "n.md"
