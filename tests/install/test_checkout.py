"""The checkout itself: nothing in it leads to one machine, and `./run` says plainly what it does not understand."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN = ROOT / "run"

# in pieces, so that this file does not hold what it looks for
HOSTS = (("pypi", "org"), ("pythonhosted", "org"), ("deb", "debian", "org"), ("npmjs", "org"), ("crates", "io"))
FORBIDDEN = re.compile("|".join([*(re.escape(".".join(host)) for host in HOSTS), rf"(?<![\w.])/{'work'}/"]).encode())

needs_sh = pytest.mark.skipif(shutil.which("sh") is None, reason="./run is for machines with a POSIX shell")


def files() -> list[str]:
    """Return the files that are, or would be, in the repository."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("this tree is no repository, or git is not here to list it")
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    return [name for name in listed.split("\0") if (ROOT / name).is_file()]


def test_no_file_names_a_registry_host_or_a_folder_of_one_machine() -> None:
    assert not [name for name in files() if FORBIDDEN.search((ROOT / name).read_bytes())]


def test_no_lock_file_with_addresses_is_kept() -> None:
    assert "uv.lock" not in files()


def test_the_folder_packaging_does_not_hide_the_library_of_that_name() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()


@needs_sh
def test_help_lists_every_command_from_any_folder_and_through_a_symlink(tmp_path: Path) -> None:
    link = tmp_path / "a link"
    link.symlink_to(RUN)
    done = subprocess.run([link, "help"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    commands = set(
        re.findall(r"^  ([\w-]+)(?: \|.*)?\) ", RUN.read_text("utf-8").split("case ${1-} in")[-1], re.MULTILINE)
    )
    assert commands == {
        "test",
        "test-slow",
        "faults",
        "lint",
        "bench",
        "guide",
        "pictures",
        "translations",
        "dist",
        "release",
        "help",
    }
    assert commands <= set(re.findall(r"^\./run ([\w-]+)", done.stdout, re.MULTILINE))


@needs_sh
@pytest.mark.parametrize("arguments", [["tset"], ["--window"], ["a.storybank", "b.storybank"]])
def test_what_run_does_not_understand_is_one_sentence_and_exit_2(arguments: list[str], tmp_path: Path) -> None:
    done = subprocess.run([RUN, *arguments], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
