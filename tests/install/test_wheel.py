"""The wheel, as a stranger gets it: what is in it, and that it works in an empty environment, far from the checkout."""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from storybank import __version__

ROOT = Path(__file__).parents[2]
OFFLINE = re.compile(
    r"NewConnectionError|NameResolutionError|Failed to establish|ConnectTimeout|Network is unreachable"
)

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run without what could lead a stranger's Python back to the checkout; `home`: a user with no settings of their own."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV", "VIRTUAL"))
    }
    if home is not None:
        environment = {name: value for name, value in environment.items() if not name.startswith("XDG_")} | {
            "HOME": str(home)
        }
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, check=False
    )


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling", reason="the build backend is installed by ./run")
    folder = tmp_path_factory.mktemp("wheel")
    built = run(sys.executable, "-P", "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_holds_the_program_and_its_resources_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    resources = {path.relative_to(ROOT).as_posix() for path in (ROOT / "resources").rglob("*") if path.is_file()}
    assert {f"storybank/{name}" for name in resources} <= names
    assert {name.split("/")[0] for name in names} == {"storybank", f"storybank-{__version__}.dist-info"}
    assert not [
        name for name in names if "test" in name.replace("self_test", "") or name.endswith((".pyc", ".toml.orig"))
    ]


def test_the_wheel_works_in_an_empty_environment_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "some where else"
    elsewhere.mkdir()
    environment = tmp_path / "environment"
    made = run(sys.executable, "-m", "venv", "--without-pip", environment, cwd=elsewhere)
    assert made.returncode == 0, made.stderr
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    # our own pip works on the other environment; not compiling saves seconds, and the command line imports no Qt
    pip = (sys.executable, "-m", "pip", "--python", environment, "install", "--no-compile")
    installed = run(*pip, "-c", ROOT / "packaging" / "constraints.txt", wheel, cwd=elsewhere)
    if installed.returncode and OFFLINE.search(installed.stdout + installed.stderr):
        pytest.skip("this machine is offline: what the wheel depends on cannot be fetched")
    assert installed.returncode == 0, installed.stdout + installed.stderr

    def storybank(*arguments: str) -> str:
        done = run(scripts / "storybank", *arguments, cwd=elsewhere, home=tmp_path)
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
        return done.stdout

    assert __version__ in storybank("--version")
    frameworks = {framework["id"]: framework for framework in json.loads(storybank("frameworks", "--json"))}
    assert len(frameworks["aws-pm"]["principles"]) == 16
    storybank("new", "x.storybank", "--sample")
    storybank("export", "x.storybank", "m.pdf", "--as", "matrix")
    assert (elsewhere / "m.pdf").read_bytes().startswith(b"%PDF")
