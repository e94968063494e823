"""The archive's install.sh, on a prefix of its own: what it puts there works, and it takes away nothing else."""

import subprocess
from pathlib import Path

import pytest

from install.scripts import ROOT, script

SCRIPT = ROOT / "packaging" / "linux" / "install.sh"


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """An archive as it is unpacked, with a program that only says that it runs."""
    bundle, icons = tmp_path / "bundle", tmp_path / "icons"
    (bundle / "_internal" / "PySide6").mkdir(parents=True)
    (bundle / "_internal" / "PySide6" / "a library.so").write_text("x")
    (bundle / "licences").mkdir()
    (bundle / "licences" / "Qt.txt").write_text("x")
    (bundle / "storybank").write_text('#!/bin/sh\necho "it runs: $*"\n')
    (bundle / "storybank").chmod(0o755)
    icons.mkdir()
    for size in script("layout").SIZES:
        (icons / f"storybank-{size}.png").write_text("x")
    out = tmp_path / "out"
    out.mkdir()
    archive = script("archiving").make_archive(bundle, icons, ROOT, "storybank-0", out, tmp_path / "work")
    subprocess.run(["tar", "-xf", archive, "-C", tmp_path], check=True)
    return tmp_path / "storybank-0"


def run(folder: Path, *words: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", folder / "install.sh", *words], env={"HOME": str(home), "PATH": "/usr/bin:/bin"}, cwd=home,
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() or path.is_symlink()}


@pytest.mark.parametrize("prefix", ["", "a place & another|one"])
def test_it_installs_where_it_is_asked_to_and_goes_without_a_trace(unpacked: Path, tmp_path: Path, prefix: str) -> None:
    home = tmp_path / "home"
    place = home / (prefix or ".local")
    place.mkdir(parents=True)
    (place / "lib").mkdir()
    (place / "lib" / "another program").write_text("x")
    (home / "mine.storybank").write_text("a bank")
    before = files(home)
    named = ["--prefix", str(place)] if prefix else []
    done = run(unpacked, *named, home=home)
    assert done.returncode == 0, done.stderr
    started = subprocess.run([place / "bin" / "storybank", "x"], capture_output=True, encoding="utf-8", check=True)
    assert started.stdout == "it runs: x\n"
    entry = (place / "share" / "applications" / "storybank.desktop").read_text("utf-8")
    assert f'Exec="{place}/bin/storybank" %f' in entry
    again = run(unpacked, *named, home=home)  # over itself, as a newer version is
    assert again.returncode == 0, again.stderr
    gone = run(unpacked, "--uninstall", *named, home=home)
    assert gone.returncode == 0, gone.stderr
    left = {
        name
        for name in files(home)
        if not name.endswith(("cache", ".cache", "mimeinfo.cache")) and "/share/mime/" not in f"/{name}"
    }
    assert left == before


def test_a_program_of_another_kind_in_its_place_stays(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / ".local" / "bin").mkdir(parents=True)
    theirs = home / ".local" / "bin" / "storybank"
    theirs.write_text("somebody's own")
    done = run(unpacked, home=home)
    assert done.returncode == 2
    assert "not put there by this script" in done.stderr
    assert theirs.read_text() == "somebody's own"
    assert files(home) == {".local/bin/storybank"}


@pytest.mark.parametrize("words", [["--uninstall"], ["--prefix"], ["--other"], ["--prefix", ""]])
def test_what_cannot_be_done_is_one_sentence(unpacked: Path, tmp_path: Path, words: list[str]) -> None:
    home = tmp_path / "home"
    home.mkdir()
    done = run(unpacked, *words, home=home)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert not files(home)


def test_two_archives_of_one_bundle_are_alike(tmp_path: Path) -> None:
    bundle, icons = tmp_path / "bundle", tmp_path / "icons"
    bundle.mkdir()
    (bundle / "storybank").write_text("x")
    icons.mkdir()
    for size in script("layout").SIZES:
        (icons / f"storybank-{size}.png").write_text("x")
    made = []
    for turn in ("a", "b"):
        (tmp_path / turn).mkdir()
        path = script("archiving").make_archive(
            bundle, icons, ROOT, "storybank-0", tmp_path / turn, tmp_path / f"work {turn}"
        )
        made.append(path.read_bytes())
    assert made[0] == made[1]
