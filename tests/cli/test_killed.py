"""Bar 5: an import killed with SIGKILL at 40 random moments leaves the bank whole, as before or after, and nothing in the way of the next one."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.running import APP, Run, names
from storybank.model import Bank
from storybank.services.session import Session

TIMES, STORIES = 40, 40
# Forks a process per import, so that the moments fall on the import itself and not on Python's start. A dead one is reaped when told to, so
# that no number is ever killed that has become somebody else's.
FORKS = """
import os, sys
import storybank.services.importing, storybank.services.session, storybank.cli.reporting, rapidfuzz.process, rapidfuzz.utils
from storybank.cli.main import main
for line in sys.stdin:
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os._exit(main(["import", *line.rstrip("\\n").split("\\t")]))
    print(child, flush=True)
    sys.stdin.readline()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")


class Imports:
    """Begins imports, one at a time, and ends them."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def begin(self, folder: Path) -> int:
        """Begin to import into a folder's bank and return the number of the process."""
        return int(self._ask(f"{folder / 'a.storybank'}\t{folder / 'in.json'}"))

    def end(self) -> int:
        """Wait until it has ended and return its exit code."""
        return int(self._ask(""))

    def _ask(self, line: str) -> str:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()


@pytest.fixture
def imports() -> Iterator[Imports]:
    environment = {**os.environ, "PYTHONPATH": str(APP)}
    command = [sys.executable, "-c", FORKS]
    with subprocess.Popen(command, stdin=-1, stdout=-1, text=True, env=environment) as process:
        yield Imports(process)
        process.communicate()


@pytest.fixture
def source(run: Run, bank: Path) -> Path:
    """Forty stories, the sample bank's own among them, changed."""
    run.well("export", bank, "in.json")
    data = json.loads(Path("in.json").read_text("utf-8"))
    data["stories"] = [
        story | {"id": story["id"] if n < 9 else f"story-{n}", "hook": f"Told anew, {n}", "narrative": f"{n}. " * 500}
        for n in range(STORIES)
        for story in [data["stories"][n % 9]]
    ]
    path = bank.parent / "in.json"
    path.write_text(json.dumps(data), "utf-8")
    return path


def a_folder(source: Path, bank: Path, number: int) -> Path:
    """A folder to import in: with the bank, or, every fifth time, without one yet."""
    folder = source.parent / f"try-{number}"
    folder.mkdir()
    shutil.copy(source, folder / "in.json")
    if number % 5:
        shutil.copy(bank, folder / "a.storybank")
    return folder


def kill(imports: Imports, folder: Path, number: int, duration: float) -> bool:
    """Kill an import at a random moment, every second one while the change is on its way to the disk; says whether it was in time."""
    chance = random.Random(number)
    child, begun = imports.begin(folder), time.perf_counter()
    if number % 2:
        time.sleep(chance.uniform(0, duration))
    else:
        while time.perf_counter() - begun < 2 * duration and not any(
            name.endswith("-journal") for name in names(folder)
        ):
            time.sleep(0.0002)
        time.sleep(chance.uniform(0, duration / 4))
    os.kill(child, signal.SIGKILL)
    return imports.end() == -signal.SIGKILL


def held(path: Path) -> Bank:
    with Session.open(path, read_only=True) as session:
        return session.bank


def test_killed(run: Run, bank: Path, source: Path, imports: Imports) -> None:
    whole = a_folder(source, bank, 1001)
    imports.begin(whole)
    begun = time.perf_counter()
    assert imports.end() == 0
    duration = time.perf_counter() - begun
    states = {"before": held(bank), "after": held(whole / "a.storybank")}
    folders = [a_folder(source, bank, number) for number in range(TIMES)]
    in_time = sum(kill(imports, folder, number, duration) for number, folder in enumerate(folders))
    seen = [state_of(run, folder, states) for folder in folders]
    assert in_time > TIMES / 4  # not all came too late
    assert len(set(seen)) > 1


def state_of(run: Run, folder: Path, states: dict[str, Bank]) -> str:
    """Return which of the states a folder's bank is in, having tried that it can be worked with."""
    path = folder / "a.storybank"
    state = "none"
    if path.exists():
        assert run("check", path).code == 1
        state = next(name for name, wanted in states.items() if wanted == held(path))
    was_new = int(folder.name.removeprefix("try-")) % 5 == 0
    assert state in {"none" if was_new else "before", "after"}
    run.well("import", path, folder / "in.json")
    assert held(path) == states["after"]
    left = set(names(folder)) - {"a.storybank", "in.json"}
    assert all(name.startswith(".storybank-") for name in left), left
    return state
