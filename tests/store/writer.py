"""A second program for the fault tests: `python writer.py TASK FILE`. It says on stdout what it has done, line by line.

`write`: change after change without end; `create`: file after file; `hold`, `read`: keep the file locked until stdin closes.
"""

import dataclasses
import sqlite3
import sys
from itertools import count
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "app")]

from store.golden import BANK  # noqa: E402 - the path comes first
from storybank.model import Bank, Change  # noqa: E402
from storybank.store import BankFile  # noqa: E402


def state(number: int) -> Bank:
    """The bank after so many changes: every story tells the number, and stories come and go, so that half a change is seen."""
    stories = tuple(
        dataclasses.replace(
            story, id=f"{story.id}-{n}", title=f"Title {number}", narrative=f"{number} " * (n + number) * 50
        )
        for n in range(4 + number % 3)
        for story in BANK.stories
    )
    return dataclasses.replace(BANK, title=f"Bank {number}", waivers=(), stories=stories)


def write(path: Path) -> None:
    with BankFile.open(path) as file:
        for number in count(file.revision):
            file.write(Change(before=state(number - 1), after=state(number), label=""))
            print(number, flush=True)


def create(path: Path) -> None:
    for number in count():
        BankFile.create(path.with_name(f"{path.name}-{number}.storybank"), state(number)).close()
        print(number, flush=True)


def lock(path: Path, statement: str) -> None:
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute(statement)
    raw.execute("SELECT * FROM bank").fetchone()
    print("locked", flush=True)
    sys.stdin.read()
    raw.close()


if __name__ == "__main__":
    task, where = sys.argv[1], Path(sys.argv[2])
    if task in {"write", "create"}:
        {"write": write, "create": create}[task](where)
    else:
        lock(where, {"hold": "BEGIN IMMEDIATE", "read": "BEGIN"}[task])
