"""The n-th call that writes fails, once or from then on, until a run has fewer calls: the bank is as before or after, and a sentence says so.

Every call in the long form, every fifth in the quick one. The shim is compiled when the test runs; without a compiler it is skipped.
"""

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from faults.counts import LONG
from faults.doing import THEN, number_of, state
from faults.test_sigkill import folder, told, whole
from storybank.model import Change
from storybank.services.safety import find_backups, look_into, make_backup
from storybank.services.session import Session

__all__ = ["folder"]
HERE = Path(__file__).parent
STRIDE = 1 if LONG else 5
MOST = 400
"""Calls; more would be a task that never ends."""

Doing = subprocess.Popen[str]


@pytest.fixture(scope="module")
def doing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doing]:
    compiler = shutil.which("cc") or shutil.which("gcc")
    if sys.platform != "linux" or compiler is None:
        pytest.skip("there is no compiler to make the shim with")
    shim = tmp_path_factory.mktemp("shim") / "shim.so"
    made = subprocess.run(
        [compiler, "-shared", "-fPIC", "-o", shim, HERE / "shim.c", "-ldl"], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("the compiler cannot make the shim")
    words = ["env", f"LD_PRELOAD={shim}", sys.executable, str(HERE / "doing.py")]
    with subprocess.Popen(words, stdin=-1, stdout=-1, text=True) as process:
        yield process
        process.communicate()


def done(doing: Doing, task: str, place: Path, at: int, always: int) -> list[str]:
    """Do a task with a fault and return what it told."""
    assert doing.stdin
    assert doing.stdout
    for line in (f"{task}\t{place}\t{at} {always}\n", "\n"):
        doing.stdin.write(line)
        doing.stdin.flush()
        answer = doing.stdout.readline()
    assert answer == "0\n", "it ended with an exception"
    return told(place)


@pytest.mark.parametrize("always", [0, 1], ids=["once", "from then on"])
@pytest.mark.parametrize("task", ["one save", "one backup", "restore"])
def test_nothing_is_lost(
    task: str, always: int, folder: Path, doing: Doing, record_property: Callable[[str, object], None]
) -> None:
    bank, seen = folder / "a.storybank", Counter[str]()
    for at in range(1, MOST, STRIDE):
        for old in folder.iterdir():
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        with Session.create(bank, state(1)) as session:
            make_backup(bank, THEN)
            if task == "restore":
                session.apply(Change(before=session.bank, after=state(3), label=""))
        before = number_of(state(3) if task == "restore" else state(1))
        after = {"one save": 2, "restore": 1}.get(task, before)
        said = done(doing, task, folder, at, always)
        finished = "done" in said
        refusals = [line for line in said if line.startswith("refused: ")]
        assert finished != bool(refusals), said
        assert all("Traceback" not in line and "SQL" not in line.upper().replace("SQLITE", "") for line in refusals)
        found = whole(bank)
        assert number_of(found) == after if finished else number_of(found) in (before, after)
        assert found == state(number_of(found))
        assert all(look_into(backup).stories is not None for backup in find_backups(bank))
        seen["done" if finished else "refused"] += 1
        if int(said[-1].removeprefix("calls: ")) < at:
            break
    else:
        pytest.fail("it never came to an end")
    assert seen["refused"]
    how = "from then on" if always else "once"
    told_of = f"{seen['refused']} refused, {seen['done']} done; 0 lost"
    record_property("counts", f"I/O errors, {task}, {how}: {sum(seen.values())} runs, {told_of}")
