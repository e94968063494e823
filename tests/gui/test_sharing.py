"""A bank in a synced folder: said once, and a local bank of which a verified copy lies there."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from banks import a_bank, a_story
from gui.hands import Hands
from storybank.gui import opening
from storybank.services import copying
from storybank.services.copying import copy_of, is_shared, keep_copy, make_copy
from storybank.services.session import Session
from storybank.texts import Refusal


@pytest.fixture
def shared(hands: Hands) -> Path:
    folder = hands.home / "Dropbox"
    folder.mkdir()
    path = folder / "bank.storybank"
    Session.create(path, a_bank(a_story("one"))).close()
    return path


def test_folders_of_services_and_network_disks_are_told(tmp_path: Path) -> None:
    for name in ("Dropbox", "OneDrive - Initech", "Google Drive", "Nextcloud"):
        assert is_shared(tmp_path / name / "deep" / "bank.storybank")
    assert not is_shared(tmp_path / "my dropbox notes" / "bank.storybank")
    (tmp_path / "sync" / ".stfolder").mkdir(parents=True)
    assert is_shared(tmp_path / "sync" / "bank.storybank")
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/x {tmp_path}/far\\040away nfs4 rw 0 0\n", "utf-8")
    assert is_shared(tmp_path / "far away" / "bank.storybank", mounts)
    assert not is_shared(tmp_path / "near" / "bank.storybank", mounts)
    assert not is_shared(tmp_path / "bank.storybank", tmp_path / "nowhere")


def test_it_is_said_once_and_a_local_bank_keeps_a_copy_there(hands: Hands, shared: Path) -> None:
    hands.monkeypatch.setattr(opening, "HINT_MS", 10)
    hands.program.open_path(shared)
    hands.qtbot.waitUntil(lambda: "synced or network folder" in hands.said)
    local = hands.home / "local.storybank"
    hands.answer(QFileDialog, "getSaveFileName", (str(local), ""))
    hands.click("Keep a local bank …")
    assert hands.document.path == local
    hands.write("Hook", "written here")
    assert hands.window.flush()
    hands.program.close_bank()
    with Session.open(shared, read_only=True) as copy:
        assert copy.bank.stories[0].hook == "written here"
    assert shared.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in shared.parent.iterdir()] == ["bank.storybank"]
    hands.program.open_path(shared)
    hands.program.opening._hint()
    assert "synced" not in hands.said


def test_a_copy_that_cannot_be_made_is_said_and_the_one_before_stands(hands: Hands, shared: Path) -> None:
    local = hands.open(a_bank(a_story("two")), "local")
    was = shared.read_bytes()
    keep_copy(local, shared)
    assert copy_of(local) == shared
    hands.monkeypatch.setattr(copying, "back_up", lambda *_: (_ for _ in ()).throw(Refusal("the disk is full")))
    hands.program.close_bank()
    assert "the disk is full" in hands.said
    assert shared.read_bytes() == was
    assert make_copy(shared) is None, "of that one no copy is wanted"
