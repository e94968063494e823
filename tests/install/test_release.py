"""One version: every file that names it agrees, and `./run release` changes them together or not at all."""

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from install.scripts import ROOT, script
from storybank import __version__


def texts() -> dict[str, str]:
    release = script("release")
    return {
        name: (ROOT / name).read_text("utf-8") for name in (release.VERSION_FILE, release.CHANGELOG, release.INSTALLER)
    }


def test_every_file_that_names_the_version_names_this_one() -> None:
    assert f'#define AppVersion "{__version__}"' in (ROOT / "packaging" / "windows" / "storybank.iss").read_text(
        "utf-8"
    )
    page = (ROOT / "packaging" / "linux" / "storybank.1").read_text("utf-8")
    assert f'"Storybank {__version__}"' in page
    dated = re.findall(
        r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
    assert dated[0][0] == __version__
    assert f'"{dated[0][1]}"' in page.splitlines()[1]
    assert [day for _number, day in dated] == sorted((day for _number, day in dated), reverse=True)
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert 'dynamic = ["version"]' in project  # the wheel has it from __init__.py


def test_a_release_changes_every_file_and_dates_the_changes() -> None:
    release = script("release")
    before = texts()
    after = release.released(before, "7.0.1", date(2030, 2, 3))
    assert '__version__ = "7.0.1"' in after[release.VERSION_FILE]
    assert '#define AppVersion "7.0.1"' in after[release.INSTALLER]
    assert "## [Unreleased]\n\n## [7.0.1] - 2030-02-03\n" in after[release.CHANGELOG]
    assert (
        after[release.CHANGELOG].replace("## [7.0.1] - 2030-02-03\n", "").replace("\n\n\n", "\n\n")
        == before[release.CHANGELOG]
    )
    metainfo = script("metainfo").metainfo(after[release.CHANGELOG], "7.0.1")
    assert metainfo.index('<release version="7.0.1" date="2030-02-03">') < metainfo.index(
        f'<release version="{__version__}"'
    )
    for name in before:
        assert len(after[name].splitlines()) - len(before[name].splitlines()) == (2 if name == release.CHANGELOG else 0)


@pytest.mark.parametrize(
    "version", ["", "1", "1.2", "1.2.3.4", "v1.2.3", "01.2.3", "0.0.1", __version__, "one.two.three"]
)
def test_what_is_no_later_version_is_refused(version: str) -> None:
    release = script("release")
    with pytest.raises(release.ReleaseError):
        release.released(texts(), version, date(2030, 2, 3))


def test_a_release_without_a_change_is_refused() -> None:
    release = script("release")
    empty = re.sub(r"(?s)## \[Unreleased\].*?(?=## \[0)", "## [Unreleased]\n\n", texts()[release.CHANGELOG])
    with pytest.raises(release.ReleaseError, match="lists nothing"):
        release.released(texts() | {release.CHANGELOG: empty}, "7.0.1", date(2030, 2, 3))


def test_a_step_that_fails_leaves_every_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    release = script("release")
    for name, text in texts().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    man = tmp_path / "packaging" / "linux" / "storybank.1"
    man.parent.mkdir(parents=True)
    man.write_text("as it was")

    def fail(command: list[str], **_more: object) -> subprocess.CompletedProcess[str]:
        if command[0] == "git":
            return subprocess.CompletedProcess(command, 0, "", "")
        if command[-1].endswith("man.py"):
            man.write_text("half written")
        if command[-1].endswith("dist.py"):
            raise subprocess.CalledProcessError(1, command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(release, "ROOT", tmp_path)
    monkeypatch.setattr(release.subprocess, "run", fail)
    assert release.main("7.0.1") == 1
    assert "Nothing was changed" in capsys.readouterr().err
    assert man.read_text() == "as it was"
    for name, text in texts().items():
        assert (tmp_path / name).read_text("utf-8") == text


def test_a_tree_with_unsaved_changes_is_not_released(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    release = script("release")
    for name, text in texts().items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    monkeypatch.setattr(release, "ROOT", tmp_path)
    assert release.main("7.0.1") == 1
    assert "not committed" in capsys.readouterr().err
    assert (tmp_path / release.CHANGELOG).read_text("utf-8") == texts()[release.CHANGELOG]
