"""What goes into the bundle, and what Windows and macOS are told; the bundle itself is made and tried by `./run dist`."""

import ast
import plistlib
import re
from pathlib import Path

import pytest

from install.scripts import ROOT, script
from storybank import __version__

ISS = ROOT / "packaging" / "windows" / "storybank.iss"


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6/Qt/plugins/platforminputcontexts/libcomposeplatforminputcontextplugin.so", True),
        ("PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/Qt/plugins/sqldrivers/libqsqlite.so", False),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", True),
        ("PySide6/Qt/plugins/imageformats/libqjpeg.so", False),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", True),
        ("storybank/resources/fonts/Inter-Regular.ttf", True),
    ],
)
def test_of_qt_only_what_is_used_is_taken_along(target: str, kept: bool) -> None:
    assert script("bundling").is_needed(target) is kept


def test_libraries_that_nothing_asks_for_or_that_are_the_systems_stay_out() -> None:
    entries = [
        ("libroot.so.1", "/l/root", "BINARY"),
        ("libasked.so.2", "/l/asked", "BINARY"),
        ("libleft.so.3", "/l/left", "BINARY"),
        ("libstdc++.so.6", "/l/std", "BINARY"),
        ("libpython3.11.so.1.0", "/l/python", "BINARY"),
        ("libasked.so", "libasked.so.2", "SYMLINK"),
        ("lib-dynload/_sqlite3.so", "/l/module", "EXTENSION"),
    ]
    needs = {
        "/l/module": {"libroot.so.1", "libstdc++.so.6", "libc.so.6"},
        "/l/root": {"libasked.so.2"},
        "/l/left": {"libroot.so.1"},
    }
    kept = script("bundling").asked_for(entries, lambda file: needs.get(file, set()))
    assert [target for target, _source, _kind in kept] == [
        "libroot.so.1", "libasked.so.2", "libpython3.11.so.1.0", "lib-dynload/_sqlite3.so",
    ]  # fmt: skip


def test_a_library_that_no_system_is_known_to_have_is_told() -> None:
    unmet = script("bundling").unmet
    assert unmet({"libc.so.6", "libEGL.so.1", "libgtk-3.so.0", "libours.so.1", "libnew.so.9"}, {"libours.so.1"}) == {
        "libnew.so.9"
    }


def test_the_bundle_holds_every_resource_that_the_wheel_holds() -> None:
    found = script("bundling").data_files(ROOT)
    names = {f"{folder}/{Path(source).name}" for source, folder in found}
    assert "storybank/resources/fonts/Inter-Regular.ttf" in names
    assert "storybank/resources/guide/index.md" in names
    assert "storybank/resources/CHANGELOG.md" in names
    assert "storybank/resources/pictures/coverage.png" in names
    assert "storybank/resources/interchange.schema.json" in names
    for path in (ROOT / "resources").rglob("*"):
        assert not path.is_file() or f"storybank/{path.relative_to(ROOT).as_posix()}" in names


def test_nothing_that_the_program_imports_is_left_out() -> None:
    left_out = tuple(script("bundling").EXCLUDED)
    imported = {
        name
        for path in (ROOT / "app").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in (
            [alias.name for alias in node.names] if isinstance(node, ast.Import)
            else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        )
    }  # fmt: skip
    # pydantic writes the schema that is shipped as it was written, and nothing else
    assert {name for name in imported if name.startswith(left_out)} <= {"pydantic"}


def test_a_mac_is_told_of_our_files_and_of_the_dark() -> None:
    told = script("elsewhere").plist(__version__)
    assert plistlib.loads(plistlib.dumps(told)) == told
    assert told["NSRequiresAquaSystemAppearance"] is False
    (kind,) = told["CFBundleDocumentTypes"]
    (exported,) = told["UTExportedTypeDeclarations"]
    assert kind["LSItemContentTypes"] == [exported["UTTypeIdentifier"]]
    assert exported["UTTypeTagSpecification"]["public.filename-extension"] == ["storybank"]
    assert told["CFBundleShortVersionString"] == __version__


def test_windows_is_told_the_version_in_a_form_that_can_be_read() -> None:
    text = script("elsewhere").version_resource("1.20.3")
    call = ast.parse(text, mode="eval").body
    assert isinstance(call, ast.Call)
    assert {keyword.arg for keyword in call.keywords} == {"ffi", "kids"}
    assert "filevers=(1, 20, 3, 0)" in text
    assert "'ProductVersion', '1.20.3'" in text


def test_the_windows_installer_names_files_that_are_there_or_will_be() -> None:
    text = ISS.read_text("utf-8")
    paths = re.findall(r"(?:LicenseFile=|SetupIconFile=|Source: \")([^\"\n]+)", text)
    made = ("dist/storybank/*", "build/icons/storybank.ico")
    for path in paths:
        place = path.replace("\\", "/").removeprefix("../../")
        assert place in made or (ROOT / place).is_file(), path
    sections = re.findall(r"^\[(\w+)\]$", text, re.MULTILINE)
    assert sections == ["Setup", "Files", "Icons", "Registry", "Run"]
    assert "UninstallDelete]" not in re.sub(r"^;.*$", "", text, flags=re.MULTILINE)
    assert text.count("{#AppVersion}") >= 3


def test_the_spec_can_be_read_and_names_what_exists() -> None:
    text = (ROOT / "packaging" / "storybank.spec").read_text("utf-8")
    compile(text, "storybank.spec", "exec")
    assert (ROOT / "packaging" / "start.py").is_file()


def test_every_licence_that_qt_demands_goes_along() -> None:
    folder = ROOT / "packaging" / "licences"
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (folder / "LGPL-3.0.txt").read_text("utf-8")
    assert "GNU GENERAL PUBLIC LICENSE" in (folder / "GPL-3.0.txt").read_text("utf-8")
    told = (folder / "Qt.txt").read_text("utf-8")
    assert "replace" in told
    assert "_internal/PySide6/Qt/lib" in told


def test_licences_are_collected_and_a_missing_one_is_refused(tmp_path: Path) -> None:
    licencing, bundling = script("licencing"), script("bundling")
    pytest.importorskip("PyInstaller", reason="./run dist installs it")
    licencing.collect_licences(tmp_path / "licences", bundling.SHOWN_LIBRARIES, [], ROOT)
    there = {
        path.relative_to(tmp_path / "licences").as_posix()
        for path in (tmp_path / "licences").rglob("*")
        if path.is_file()
    }
    assert {"Storybank.txt", "LGPL-3.0.txt", "GPL-3.0.txt", "Qt.txt", "versions.txt", "SQLAlchemy/LICENSE"} <= there
    assert "PySide6-Essentials" in (tmp_path / "licences" / "versions.txt").read_text("utf-8")
    with pytest.raises(licencing.MissingLicenceError):
        licencing.collect_licences(tmp_path / "again", ("a-library-of-nobody",), [], ROOT)
