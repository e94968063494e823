"""A mistake of the program's own ends nothing: it is logged without a word of the stories, and said in one sentence."""

import stat
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from storybank.gui.start import Program
from storybank.gui.telling import say_fault
from storybank.paths import log_folder
from storybank.services.preferences import NONE


def test_a_mistake_is_logged_and_said(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    program = Program(qapp, NONE)
    program.begin(None)
    secret = "words " + "of a story"
    try:
        int(secret)
    except ValueError as fault:
        say_fault(program.window, fault)
    log = log_folder() / "storybank.log"
    assert str(log) in program.window.notice.text
    told = log.read_text(encoding="utf-8")
    assert "ValueError" in told
    assert "test_a_mistake_is_logged_and_said" in told
    assert "words of a story" not in told
    if sys.platform != "win32":
        assert stat.S_IMODE(log.stat().st_mode) == 0o600
    program.window.close()
    program.window.deleteLater()
