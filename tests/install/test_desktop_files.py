"""What a Linux desktop is told of the program: made from its own sources, accepted by the desktop's own validators."""

import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QGuiApplication

from install.scripts import ROOT, script
from storybank import __version__
from storybank.__main__ import main as storybank
from storybank.cli.parser import EXPORT_KINDS

LINUX = ROOT / "packaging" / "linux"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def succeed(*command: str | Path, **more: str) -> str:
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"{command[0]} is not installed here")
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "mine.storybank"
    monkeypatch.setattr("sys.argv", ["storybank", "new", str(path), "--sample"])
    assert storybank() == 0
    return path


@pytest.mark.parametrize("name", ["metainfo", "man", "completions"])
def test_what_is_committed_is_what_the_sources_make(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", [name, "--check"])
    assert script(name).main() == 0, f"run .venv/bin/python -P packaging/{name}.py"


def test_the_menu_entry_is_valid() -> None:
    assert succeed("desktop-file-validate", LINUX / "storybank.desktop") == ""


def test_the_metainfo_is_valid() -> None:
    told = succeed("appstreamcli", "validate", "--no-net", LINUX / "storybank.metainfo.xml")
    assert not re.search(r"^[EW]:", told, re.MULTILINE)


def test_no_address_is_invented() -> None:
    text = (LINUX / "storybank.metainfo.xml").read_text("utf-8")
    assert "http" not in text
    assert "@" not in text


def test_the_man_page_is_valid() -> None:
    assert succeed("mandoc", "-T", "lint", "-W", "warning", LINUX / "storybank.1") == ""


@pytest.mark.parametrize(
    ("shell", "name"), [("bash", "storybank.bash"), ("zsh", "_storybank"), ("fish", "storybank.fish")]
)
def test_a_shell_reads_its_completions(shell: str, name: str) -> None:
    succeed(shell, "-n", LINUX / "completions" / name)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["storybank", "ex"], ["export"]),
        (["storybank", "export", "a", "b", "--as", "c"], ["csv", "csv-matrix", "cheatsheet", "cards"]),
        (["storybank", "export", "--paper", ""], ["A4", "Letter"]),
        (["storybank", "check", "--r"], ["--ready"]),
        (["storybank", "--s"], ["--self-test"]),
        (["storybank", "check", "m"], []),  # a file: bash offers those itself
        (["storybank", "export", "--story", ""], []),
    ],
)
def test_bash_offers_what_can_be_typed(typed: list[str], offered: list[str]) -> None:
    words = " ".join(f"'{word}'" for word in typed)
    told = succeed(
        "bash", "-c",
        f"source '{LINUX / 'completions' / 'storybank.bash'}'; COMP_WORDS=({words}); COMP_CWORD={len(typed) - 1}; "
        'COMPREPLY=(); _storybank; printf "%s\\n" "${COMPREPLY[@]}"',
    )  # fmt: skip
    assert told.split() == offered


def test_every_option_is_in_the_man_page_and_in_each_shell() -> None:
    page = (LINUX / "storybank.1").read_text("utf-8").replace("\\-", "-")
    shells = {path.name: path.read_text("utf-8") for path in (LINUX / "completions").iterdir()}
    assert len(shells) == 3
    for command in script("typing_in").commands():
        for option in command.options:
            for name in option.names:
                assert name in page
                for shell, text in shells.items():
                    assert (f"-l {name[2:]}" if shell.endswith("fish") and name[1] == "-" else name.lstrip("-")) in text
    assert all(kind in text for kind in EXPORT_KINDS for text in (page, *shells.values()))


def test_a_bank_is_told_by_its_first_bytes(bank: Path) -> None:
    (kind,) = ET.parse(LINUX / "storybank-mime.xml").getroot()
    assert kind.get("type") == "application/x-storybank"
    begins, ours = kind.find(f"{MIME}magic/{MIME}match"), kind.find(f"{MIME}magic/{MIME}match/{MIME}match")
    assert begins is not None
    assert ours is not None
    data = bank.read_bytes()
    assert data.startswith((begins.get("value") or "").replace("\\000", "\0").encode())
    at = int(ours.get("offset") or "")
    assert data[at : at + 4] == int(ours.get("value") or "", 16).to_bytes(4, "big")
    assert kind.find(f"{MIME}glob").get("pattern") == "*.storybank"  # type: ignore[union-attr]


def test_the_desktop_knows_a_bank_by_name_and_by_content(
    bank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("gio") is None or not Path("/usr/share/mime/packages/freedesktop.org.xml").exists():
        pytest.skip("gio and shared-mime-info are not installed here")
    mime = tmp_path / "data" / "mime"
    (mime / "packages").mkdir(parents=True)
    shutil.copy("/usr/share/mime/packages/freedesktop.org.xml", mime / "packages")
    shutil.copy(LINUX / "storybank-mime.xml", mime / "packages" / "storybank.xml")
    for name in ("XDG_DATA_HOME", "XDG_DATA_DIRS"):
        monkeypatch.setenv(name, str(tmp_path / "data"))
    succeed("update-mime-database", mime)
    unnamed = bank.with_name("unnamed")
    shutil.copy(bank, unnamed)
    told = succeed("gio", "info", "-a", "standard::content-type", bank, unnamed)
    assert told.count("standard::content-type: application/x-storybank") == 2


def test_the_menu_entry_the_metainfo_and_the_type_name_each_other() -> None:
    entry = (LINUX / "storybank.desktop").read_text("utf-8")
    metainfo = ET.parse(LINUX / "storybank.metainfo.xml").getroot()
    assert "MimeType=application/x-storybank;" in entry
    assert metainfo.findtext("launchable") == "storybank.desktop"
    assert metainfo.findtext("provides/mediatype") == "application/x-storybank"
    assert metainfo.findtext("provides/binary") == "storybank"


def test_the_newest_release_is_this_version_or_under_way() -> None:
    newest = ET.parse(LINUX / "storybank.metainfo.xml").getroot().find("releases/release")
    assert newest is not None
    assert newest.get("version") == __version__


def test_the_icon_is_drawn_in_every_size_and_form(tmp_path: Path, qapp: QGuiApplication) -> None:
    icons, layout = script("icons"), script("layout")
    icons.main(tmp_path)
    for size in layout.SIZES:
        image = icons.QImage(str(tmp_path / f"storybank-{size}.png"))
        assert (image.width(), image.height()) == (size, size)
        tones = {
            image.pixelColor(x, y).lightness() // 32 for x in range(size) for y in range(0, size, max(1, size // 64))
        }
        assert len(tones) >= 3, f"at {size} pixels it is hardly to be made out"
        assert image.pixelColor(0, 0).alpha() < 255
    whole = icons.QImage(str(tmp_path / "storybank-maskable-512.png"))
    assert all(whole.pixelColor(x, y).alpha() == 255 for x in (0, 511) for y in (0, 511))
    assert (tmp_path / "storybank.ico").read_bytes()[:6] == b"\x00\x00\x01\x00\x07\x00"
    apple = (tmp_path / "storybank.icns").read_bytes()
    assert apple[:4] == b"icns"
    assert int.from_bytes(apple[4:8], "big") == len(apple)
    assert all(path.is_file() for path in layout.desktop_files(ROOT, tmp_path).values())


def test_what_matters_of_the_icon_survives_a_round_mask(tmp_path: Path, qapp: QGuiApplication) -> None:
    """Outside of the middle 80 % nothing is brighter than the ground."""
    icons = script("icons")
    icons.main(tmp_path)
    image = icons.QImage(str(tmp_path / "storybank-maskable-512.png"))
    for x in range(0, 512, 4):
        for y in range(0, 512, 4):
            if (x - 256) ** 2 + (y - 256) ** 2 > (0.4 * 512) ** 2:
                assert image.pixelColor(x, y).red() < 0x40
