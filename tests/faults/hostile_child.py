"""Imports hostile files, each with 512 MB for the whole program and 5 s of its processor. Prints what it did as JSON. Linux alone.

`python -m faults.hostile_child KIND CASES SEED bombs|none`: the known bombs of a format, where asked for, and then so many cases by Hypothesis.
"""

import gc
import io
import json
import resource
import signal
import sys
import tempfile
import time
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from faults.bombs import BOMBS
from faults.mutations import hostile, hostile_workbook
from storybank.analysis.gaps import RULE_NAMES
from storybank.analysis.validity import bank_problems
from storybank.cli.main import main
from storybank.exchange.errors import MOST
from storybank.exchange.frameworks import Catalogue
from storybank.exchange.interchange import read_interchange, write_interchange
from storybank.exchange.limits import MAX_BYTES
from storybank.exchange.markdown_writing import bank_to_markdown, story_to_markdown
from storybank.exchange.spreadsheet_writing import bank_to_xlsx
from storybank.exchange.tables import bank_to_csv
from storybank.model import Bank
from storybank.services.importing import plan_import
from storybank.services.loading import sample_bank
from storybank.services.session import Session
from storybank.texts import Refusal

MOST_BYTES = 512 * 1024 * 1024
MOST_SECONDS = 5.0
WITH_A_BANK = 20  # every so many cases go the whole way, into a bank file by the command line
CLEAR_PEAK = Path("/proc/self/clear_refs")


def memory(name: str) -> int:
    """Return what the system counts for this process, in bytes: `VmSize`, `VmRSS`, or `VmHWM`, the highest of it."""
    lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))


class TooLong(BaseException):
    """Beyond what a file may take. No `Exception`: nobody may handle it."""


@dataclass(frozen=True)
class Source:
    """What is brought; Hypothesis shows little of it."""

    content: bytes

    def __repr__(self) -> str:
        return f"<{len(self.content)} bytes, {self.content[:60]!r}>"


class Table:
    """A folder with a bank in it, and the files that are brought to it."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.frameworks = Catalogue.standard()
        self.sample = sample_bank(self.frameworks)
        self.file = folder / f"in.{kind}"
        self.bank = folder / "mine.storybank"
        Session.create(self.bank, self.sample).close()
        self.bytes = self.bank.read_bytes()
        self.cases = self.refused = self.taken = self.peak = 0
        self.alone = memory("VmSize"), memory("VmRSS")  # of the program before anything was brought
        self.slowest, self.slowest_name = 0.0, ""

    def good(self, kind: str) -> tuple[str, ...]:
        """Sound sources of a format."""
        whole = {
            "json": write_interchange(self.sample, self.frameworks),
            "md": bank_to_markdown(self.sample),
            "csv": bank_to_csv(self.sample),
        }
        small = Bank.empty(self.sample.framework, "x")
        small = small.with_story(self.sample.stories[0])
        more = {
            "json": write_interchange(small, self.frameworks),
            "md": story_to_markdown(self.sample.stories[1]),
            "csv": bank_to_csv(small),
        }
        return whole[kind], more[kind], more[kind]  # the small one twice: what is bent in it matters more often

    def workbooks(self) -> tuple[bytes, ...]:
        """Sound workbooks."""
        small = Bank.empty(self.sample.framework, "x").with_story(self.sample.stories[0])
        return bank_to_xlsx(self.sample), bank_to_xlsx(small)

    def bring(self, content: bytes, name: str, *, by_command: bool = False) -> None:
        """Import a file, within the time; raise AssertionError for whatever a user must never see."""
        self.file.write_bytes(content)
        self.cases += 1
        gc.collect()  # what Hypothesis made is not what the program takes
        size, resident = memory("VmSize"), memory("VmRSS")
        CLEAR_PEAK.write_text("5")
        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES - self.alone[0] + size, resource.RLIM_INFINITY))
        signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
        began = time.process_time()
        try:
            self._command() if by_command else self._plan()
        finally:
            took = time.process_time() - began
            signal.setitimer(signal.ITIMER_PROF, 0)
            resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        self.peak = max(self.peak, self.alone[1] + memory("VmHWM") - resident)
        if took > self.slowest:
            self.slowest, self.slowest_name = took, name

    def _plan(self) -> None:
        try:
            plan = plan_import(self.sample, (self.file,), self.frameworks)
        except Refusal as refusal:
            self._check(refusal.lines())
            return
        self.taken += 1
        made = plan.merged.bank
        assert not bank_problems(made, RULE_NAMES)
        assert len(plan.merged.outcomes) == sum(len(source.notes.stories) for source in plan.sources)
        text = write_interchange(made, self.frameworks)
        if len(text.encode()) <= MAX_BYTES and len(made.stories) <= 1000:
            assert read_interchange(text, "out.json", self.frameworks) == made

    def _command(self) -> None:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(["import", str(self.bank), str(self.file)])
        if code == 0:
            self.taken += 1
            assert not err.getvalue()
            self.bank.write_bytes(self.bytes)
            return
        assert code == 2, (code, err.getvalue()[:500])
        assert not out.getvalue()
        assert self.bank.read_bytes() == self.bytes, "a refused import changed the bank"
        self._check(tuple(err.getvalue().splitlines()))

    def _check(self, lines: tuple[str, ...]) -> None:
        self.refused += 1
        assert lines
        assert len(lines) <= MOST + 1
        for line in lines:
            assert line.startswith(f"{self.file}: "), line[:300]
            assert len(line) < 2500
            assert line.isprintable(), ascii(line[:300])
            assert "Traceback" not in line


def bring_all(kind: str, cases: int, seeded: int, folder: Path, *, bombs: bool) -> Table:
    """Bring the known bombs, each by the command line, and so many made cases."""
    table = Table(folder, kind)
    for name, make in BOMBS.items():
        if bombs and name.endswith(f".{kind}"):
            table.bring(make(), name, by_command=True)

    @seed(seeded)
    @settings(
        max_examples=cases,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given((hostile_workbook(table.workbooks()) if kind == "xlsx" else hostile(kind, table.good(kind))).map(Source))
    def every(source: Source) -> None:
        try:
            table.bring(source.content, repr(source), by_command=table.cases % WITH_A_BANK == 0)
        except BaseException:
            kept = Path(tempfile.gettempdir()) / f"storybank-hostile.{kind}"
            kept.write_bytes(source.content)
            print(f"the source that failed is kept as {kept}", file=sys.stderr)
            raise

    every()
    return table


def stop(_signal: int, _frame: object) -> None:
    """Say where it was when the time was up."""
    raise TooLong(f"over {MOST_SECONDS} s")


if __name__ == "__main__":
    signal.signal(signal.SIGPROF, stop)
    with tempfile.TemporaryDirectory() as made:
        done = bring_all(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(made), bombs=sys.argv[4] == "bombs")
    print(json.dumps({"cases": done.cases, "refused": done.refused, "taken": done.taken, "slowest": round(done.slowest, 2),
                      "slowest_name": done.slowest_name, "peak": done.peak // 1024**2}))  # fmt: skip
