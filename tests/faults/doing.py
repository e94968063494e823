"""Does what is to be killed: reads a task and a folder per line, forks a process for it, and tells its number and how it ended.

The fork comes after all imports, so that the moment of a kill falls on the work and not on Python's start. What a task has done it says in the
file `told` of its folder, a line each.
"""

import dataclasses
import os
import sys
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "app")]

from banks import a_bank, a_story, a_tag, full_customers  # noqa: E402
from storybank.cli.main import main as command  # noqa: E402
from storybank.exchange.frameworks import Catalogue  # noqa: E402
from storybank.model import Bank, Change  # noqa: E402
from storybank.services.erasing import erase_deleted  # noqa: E402
from storybank.services.importing import plan_import  # noqa: E402
from storybank.services.safety import find_backups, make_backup, restore  # noqa: E402
from storybank.services.session import Session  # noqa: E402
from storybank.texts import Refusal  # noqa: E402

THEN = datetime(2026, 11, 20, tzinfo=UTC)


def state(number: int) -> Bank:
    """The bank after so many changes: every story tells the number, and one comes and goes, so that half a change is seen."""
    stories = tuple(
        a_story(
            f"story-{n}", a_tag("own", 3.0, "primary"), title=f"Title {number}", narrative=f"{number} " * 300,
            customers=full_customers(), tags=(str(number), "tag"), status="draft",
        )
        for n in range(4 + number % 2)
    )  # fmt: skip
    return dataclasses.replace(a_bank(*stories), title=f"Bank {number}")


def number_of(bank: Bank) -> int:
    """Which state a bank is."""
    return int(bank.title.removeprefix("Bank "))


def save(bank: Path, tell) -> None:
    with Session.open(bank) as session:
        for number in count(number_of(session.bank) + 1):
            session.apply(
                Change(before=session.bank, after=state(number), label=""), now=THEN + timedelta(hours=number)
            )
            tell(number)


def bring(bank: Path, tell) -> None:
    frameworks = Catalogue.standard()
    with Session.open(bank) as session:
        session.apply(plan_import(session.bank, (bank.with_name("in.json"),), frameworks).change, "import")
    tell("done")


def migrate(bank: Path, tell) -> None:
    Session.open(bank).close()
    tell("done")


def back_up(bank: Path, tell) -> None:
    for number in count():
        tell(make_backup(bank, THEN + timedelta(days=number)).name)


def bring_back(bank: Path, tell) -> None:
    restore(bank, find_backups(bank)[-1].name, THEN + timedelta(days=9))
    tell("done")


def erase(bank: Path, tell) -> None:
    with Session.open(bank) as session:
        erase_deleted(session, THEN, all_versions=True, backups=True)
    tell("done")


def export(bank: Path, tell) -> None:
    for _time in count():
        command(["export", str(bank), str(bank.with_name("out.json")), "--force"])
        tell("done")


def one_save(bank: Path, tell) -> None:
    with Session.open(bank) as session:
        session.apply(Change(before=session.bank, after=state(2), label=""), "import", THEN)
    tell("done")


def one_backup(bank: Path, tell) -> None:
    make_backup(bank, THEN + timedelta(days=1))
    tell("done")


TASKS = {
    "one save": one_save,
    "one backup": one_backup,
    "save": save,
    "import": bring,
    "migration": migrate,
    "backup": back_up,
    "restore": bring_back,
    "erase": erase,
    "export": export,
}


def child(task: str, folder: Path, fault: str) -> None:
    os.environ |= {
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    handle = os.open(folder / "told", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    tell = lambda what: os.write(handle, f"{what}\n".encode())  # noqa: E731
    if not fault:
        TASKS[task](folder / "a.storybank", tell)
        return
    import ctypes

    shim, (at, always) = ctypes.CDLL(None), fault.split()
    shim.fault_arm(str(folder).encode(), int(at), int(always))
    try:
        TASKS[task](folder / "a.storybank", tell)
    except Refusal as refusal:
        tell(f"refused: {refusal}")
    tell(f"calls: {shim.fault_calls()}")
    os._exit(0)


def serve() -> None:
    for line in sys.stdin:
        task, folder, fault = [*line.rstrip("\n").split("\t"), ""][:3]
        process = os.fork()
        if not process:
            try:
                child(task, Path(folder), fault)
            except BaseException as fault:  # noqa: BLE001 - the parent tells it
                os.write(2, f"{task}: {fault!r}\n".encode())
                os._exit(1)
            os._exit(0)
        print(process, flush=True)
        sys.stdin.readline()
        print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)


if __name__ == "__main__":
    serve()
