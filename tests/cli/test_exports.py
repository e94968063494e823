"""What an export leaves behind: the whole file or nothing, whatever gets in its way; and the sheets."""

import os
import stat
from pathlib import Path

import pytest

from cli.running import Run, names
from storybank.reports.preview import page_count
from storybank.services import publish
from storybank.services.exporting import PDF_KINDS
from storybank.services.sheets import sheet_text


@pytest.mark.parametrize("kind", PDF_KINDS)
@pytest.mark.parametrize("options", [(), ("--ready",), ("--paper", "Letter"), ("--landscape",), ("--grey", "--duplex")])
def test_sheets(run: Run, bank: Path, kind: str, options: tuple[str, ...]) -> None:
    before = bank.read_bytes()
    run.well("export", bank, "out.pdf", "--as", kind, *options)
    content = Path("out.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert "Nine scanners first" in " ".join(sheet_text(content).split())
    assert bank.read_bytes() == before
    run.well("new", "empty.storybank")
    run.well("export", "empty.storybank", "empty.pdf", "--as", kind)


def test_cards_have_backs_when_asked_and_a_pdf_names_whom_it_is_told(run: Run, bank: Path) -> None:
    run.well("export", bank, "fronts.pdf", "--as", "cards")
    run.well("export", bank, "both.pdf", "--as", "cards", "--duplex", "--author", "Ilka M.")
    fronts, both = Path("fronts.pdf").read_bytes(), Path("both.pdf").read_bytes()
    assert page_count(both) == 2 * page_count(fronts)
    assert "Ilka M." in sheet_text(both)
    assert "Ilka M." not in sheet_text(fronts)


def test_force_replaces_a_file_and_follows_a_link(run: Run, bank: Path) -> None:
    Path("real.json").write_text("old", "utf-8")
    Path("link.json").symlink_to("real.json")
    run.well("export", bank, "link.json", "--force")
    assert Path("link.json").is_symlink()
    assert Path("real.json").read_text("utf-8").startswith("{")


def test_an_empty_folder_is_filled(run: Run, bank: Path) -> None:
    Path("out").mkdir()
    run.well("export", bank, "out", "--as", "markdown")
    assert len(names(Path("out"))) == 9
    Path("v1.2").mkdir()
    run.well("export", bank, "v1.2", "--as", "markdown")
    run.well("export", bank, "v1.3", "--as", "markdown")
    assert names(Path("v1.2")) == names(Path("v1.3")) == names(Path("out"))


def _full(*_arguments: object, **_more: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("step", ["fsync", "rename"])
@pytest.mark.parametrize("force", [False, True])
def test_a_disk_that_is_full(run: Run, bank: Path, monkeypatch: pytest.MonkeyPatch, step: str, force: bool) -> None:
    Path("there.json").write_text("old", "utf-8")
    Path("full").mkdir()
    Path("full/01-x.md").write_text("old", "utf-8")
    here = names(Path())
    if step == "fsync":
        monkeypatch.setattr(publish.os, "fsync", _full)
    else:
        monkeypatch.setattr(publish.os, "link", _full)
        monkeypatch.setattr(Path, "replace", _full)
        monkeypatch.setattr(Path, "rename", _full)
    options = ("--force",) if force else ()
    for words in (("there.json" if force else "new.json",), ("full" if force else "new", "--as", "markdown")):
        result = run("export", bank, *words, *options)
        assert (result.code, result.out) == (2, "")
        assert f"{words[0]} cannot be written (no space left on device)" in result.err
    assert names(Path()) == here
    assert names(Path("full")) == ["01-x.md"]
    assert Path("there.json").read_text("utf-8") == Path("full/01-x.md").read_text("utf-8") == "old"


def test_a_file_system_without_links(run: Run, bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_arguments: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(publish.os, "link", no_links)
    run.well("export", bank, "new.json")
    assert Path("new.json").read_text("utf-8").startswith("{")
    assert run("export", bank, "new.json").code == 2


def test_a_folder_that_stands_where_a_file_belongs(run: Run, bank: Path) -> None:
    run.well("export", bank, "out", "--as", "markdown")
    Path("out/02-telemetry-retention.md").unlink()
    Path("out/02-telemetry-retention.md").mkdir()
    content = {name: Path("out", name).is_dir() or Path("out", name).read_bytes() for name in names(Path("out"))}
    result = run("export", bank, "out", "--as", "markdown", "--force")
    assert (result.code, result.out) == (2, "")
    assert "out/02-telemetry-retention.md is a folder" in result.err
    assert content == {
        name: Path("out", name).is_dir() or Path("out", name).read_bytes() for name in names(Path("out"))
    }


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_what_is_written_is_private(run: Run, bank: Path, home: Path) -> None:
    """Stories are confidential: whoever wants to share a file says so himself."""
    old = os.umask(0)
    try:
        run.well("new", "a.storybank")
        run.well("export", bank, "a.json")
        run.well("export", bank, "folder", "--as", "markdown")
        run.well("import", "b.storybank", "a.json")
        run.well("backup", bank)
    finally:
        os.umask(old)
    for file in ("a.storybank", "b.storybank", "a.json", "folder/01-scanner-firmware-rings.md"):
        assert stat.S_IMODE(Path(file).stat().st_mode) == 0o600
    for path in home.rglob("*"):
        if "storybank" in str(path.relative_to(home)):
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
