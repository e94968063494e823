"""A home of its own for every test, the sample bank to work on, and the command line to call."""

from pathlib import Path

import pytest

from cli.running import Run
from storybank.exchange.frameworks import Catalogue
from storybank.services.loading import sample_bank
from storybank.services.session import Session


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's home, empty, so that nothing of the real one is seen or touched."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("HOME", str(folder))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    return folder


@pytest.fixture(scope="session")
def sample_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sample") / "sample.storybank"
    Session.create(path, sample_bank(Catalogue.standard())).close()
    return path.read_bytes()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder to work in."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def bank(desk: Path, sample_bytes: bytes) -> Path:
    """The sample bank."""
    path = desk / "mine.storybank"
    path.write_bytes(sample_bytes)
    path.chmod(0o600)
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)
