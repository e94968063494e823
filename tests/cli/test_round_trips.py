"""What goes out comes in again: JSON, Markdown and CSV; and importing what is there already changes nothing."""

import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from banks import banks
from cli.running import Run, mark, names
from storybank.analysis.gaps import gaps
from storybank.cli.commands import _gap_json
from storybank.exchange.frameworks import Catalogue
from storybank.exchange.interchange import read_interchange, write_interchange
from storybank.model import Bank
from storybank.services.session import Session

HERE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
)


def stories(path: Path) -> list[dict]:
    return json.loads(path.read_text("utf-8"))["stories"]


def revision(path: Path) -> int:
    with Session.open(path, read_only=True) as session:
        return session.revision


def test_the_sample_as_json(run: Run, bank: Path) -> None:
    run.well("export", bank, "a.json")
    run.well("import", "b.storybank", "a.json")
    run.well("export", "b.storybank", "b.json")
    assert Path("a.json").read_bytes() == Path("b.json").read_bytes()
    assert run("check", bank, "--json").out == run("check", "b.storybank", "--json").out


def test_importing_twice_changes_nothing(run: Run, bank: Path) -> None:
    run.well("export", bank, "a.json")
    run.well("export", bank, "a.csv")
    run.well("export", bank, "folder", "--as", "markdown")
    for source in ("a.json", "a.csv", "folder"):
        assert "9 added" in run.well("import", f"{source}.storybank", source)
        for path in (bank, Path(f"{source}.storybank")):
            before, at = mark(path), revision(path)
            assert "9 unchanged" in run.well("import", path, source)
            assert (mark(path), revision(path)) == (before, at)


def test_notes_of_somebody_twice(run: Run, desk: Path) -> None:
    text = "# My stories\n\n## The wizard\n\nPrinciples: Ownership\n\nI retired it.\n\n## The wizard\n\nI moved it twice.\n"
    Path("notes.md").write_text(text, "utf-8")
    assert "2 added" in run.well("import", "a.storybank", "notes.md")
    before = mark(Path("a.storybank"))
    assert "2 unchanged" in run.well("import", "a.storybank", "notes.md")
    assert mark(Path("a.storybank")) == before


def test_a_folder_of_markdown_and_a_table_hold_the_stories_whole(run: Run, bank: Path) -> None:
    run.well("export", bank, "a.json")
    run.well("export", bank, "folder", "--as", "markdown")
    run.well("export", bank, "a.csv")
    assert names(Path("folder"))[0] == "01-scanner-firmware-rings.md"
    for source in ("folder", "a.csv"):
        run.well("import", f"{source}.storybank", source)
        run.well("export", f"{source}.storybank", f"{source}.json")
        assert stories(Path(f"{source}.json")) == stories(Path("a.json"))


def test_a_changed_story_replaces_the_old_one_in_its_place(run: Run, bank: Path) -> None:
    run.well("export", bank, "a.json")
    data = json.loads(Path("a.json").read_text("utf-8"))
    data["stories"][4]["hook"] = "Told anew"
    Path("b.json").write_text(json.dumps(data), "utf-8")
    assert "1 changed, 8 unchanged" in run.well("import", bank, "b.json")
    run.well("export", bank, "c.json")
    assert json.loads(Path("c.json").read_text("utf-8")) == data


def test_exporting_into_a_folder_again_leaves_no_stale_story(run: Run, bank: Path) -> None:
    """A story that moved has another file name; the old file would come back with the next import."""
    run.well("export", bank, "folder", "--as", "markdown")
    Path("folder/readme.md").write_text("# Mine\n", "utf-8")
    Path("folder/07-mine.md").write_text("# Mine too\n", "utf-8")
    run.well("export", bank, "a.json")
    data = json.loads(Path("a.json").read_text("utf-8"))
    data["stories"] = data["stories"][:0:-1]
    Path("b.json").write_text(json.dumps(data), "utf-8")
    assert run("export", "b.json", "folder", "--as", "markdown").code == 2
    run.well("export", "b.json", "folder", "--as", "markdown", "--force")
    here = names(Path("folder"))
    assert {"readme.md", "07-mine.md"} < set(here)
    assert len(here) == 8 + 2
    Path("folder/readme.md").unlink()
    Path("folder/07-mine.md").unlink()
    run.well("import", "new.storybank", "folder")
    run.well("export", "new.storybank", "c.json")
    assert stories(Path("c.json")) == data["stories"]


@settings(HERE, max_examples=25)
@given(bank=banks())
def test_random_banks(run: Run, desk: Path, bank: Bank) -> None:
    """JSON → bank → JSON is the same, and to the byte from then on; twice changes nothing; `check` says what the rules say of the records."""
    for left in desk.iterdir():
        left.unlink()
    text = write_interchange(bank, Catalogue.standard())
    Path("a.json").write_bytes(text.encode())
    run.well("import", "a.storybank", "a.json")
    run.well("export", "a.storybank", "b.json")
    assert json.loads(Path("b.json").read_bytes()) == json.loads(text)
    run.well("import", "c.storybank", "b.json")
    run.well("export", "c.storybank", "c.json")
    assert Path("c.json").read_bytes() == Path("b.json").read_bytes()
    before = mark(Path("a.storybank"))
    run.well("import", "a.storybank", "a.json")
    assert mark(Path("a.storybank")) == before
    assert read_interchange(text, "a.json", Catalogue.standard()) == bank
    told = json.loads(run("check", "a.storybank", "--json").out)["gaps"]
    assert told == json.loads(json.dumps([_gap_json(gap) for gap in gaps(bank, bank.framework)]))


@settings(HERE, max_examples=20)
@given(bank=banks(most=5))
def test_random_banks_as_markdown_and_as_a_table(run: Run, tmp_path_factory, desk: Path, bank: Bank) -> None:
    folder = tmp_path_factory.mktemp("random")
    (folder / "a.json").write_bytes(write_interchange(bank, Catalogue.standard()).encode())
    (folder / "frame.json").write_bytes(write_interchange(_frame(bank), Catalogue.standard()).encode())
    run.well("export", folder / "a.json", folder / "md", "--as", "markdown")
    run.well("export", folder / "a.json", folder / "a.csv")
    sources = [folder / "a.csv", *([folder / "md"] if bank.stories else [])]
    for source in sources:
        made = folder / f"{source.name}.storybank"
        run.well("import", made, folder / "frame.json", source)
        run.well("export", made, f"{made}.json")
        assert stories(Path(f"{made}.json")) == stories(folder / "a.json")


def _frame(bank: Bank) -> Bank:
    """The bank without what names a story: for its framework alone."""
    return Bank(title="", framework=bank.framework, target=bank.target, aliases=(), waivers=(), stories=())
