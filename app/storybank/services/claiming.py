"""Who has a bank open: a small private file beside it, so that another machine on a shared folder sees it too.

A claim keeps nobody from working: what goes wrong with it is ignored. It holds no word of the bank.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from storybank.paths import data_folder, known_as, private_folder

REFRESH_SECONDS = 60
"""How often whoever has a bank open says so again."""
_MOST_BYTES = 4096
_MOST_PID = 1 << 31
STALE_SECONDS = 600
"""A claim of another machine that was not refreshed for so long, by the clock of its file system, is nobody's any more."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Whose a bank is: machine and process, and since when (UTC). `started` tells processes of one number apart; empty where that is unknown."""

    host: str
    machine: str
    pid: int
    started: str
    since: str

    @property
    def is_here(self) -> bool:
        """Whether it is a process of this machine."""
        return self.machine == _machine()


class Claiming:
    """The claim of this process to one bank; `release` lets go of it."""

    def __init__(self, file: Path, mine: Claim) -> None:
        self._file = file
        self._mine = mine

    def refresh(self) -> None:
        """Say that the bank is still open here, unless somebody else took it; what a service swept away is written again."""
        found = _read(self._file)
        if found is None:
            _write(self._file, self._mine)
        elif found == self._mine:
            with suppress(OSError):
                os.utime(self._file)

    def release(self) -> None:
        """Let go of the bank, unless somebody else took it."""
        if _read(self._file) == self._mine:
            with suppress(OSError):
                self._file.unlink()


def others_claim(bank: Path) -> Claim | None:
    """Return the claim of another process that has a bank open; None where nobody else has."""
    file = _file(bank)
    found = _read(file)
    if found is None or found == _mine(found.since):
        return None
    if (
        found.is_here and os.name != "nt"
    ):  # asking Windows whether a process lives would end it: there the file's age tells
        return found if _lives(found) else None
    return found if _is_fresh(file) else None


def claim(bank: Path) -> Claiming | None:
    """Claim a bank, whoever had it before; None where no claim can be kept, which is no reason not to open it."""
    mine = _mine(datetime.now(UTC).isoformat(timespec="seconds"))
    file = _write(_beside(bank), mine)
    if file is None:
        with suppress(OSError):
            private_folder(data_folder())
            file = _write(_apart(bank, private_folder(data_folder() / "claims")), mine)
    return Claiming(file, mine) if file is not None else None


def call(bank: Path) -> Path:
    """Ask the process of this machine that has a bank to come to the front; it answers by removing the file whose path is returned."""
    private_folder(data_folder())
    folder = private_folder(calls_folder())
    file = folder / _mark(bank)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.close(handle)
    return file


def answer(bank: Path) -> bool:
    """Return whether somebody called for a bank, and answer."""
    file = calls_folder() / _mark(bank)
    try:
        file.unlink()
    except OSError:
        return False
    return True


def calls_folder() -> Path:
    """Return the folder of the calls (it need not exist)."""
    return data_folder() / "calls"


def made_calls_folder() -> Path | None:
    """Make the folder of the calls, and return it; None where that cannot be."""
    with suppress(OSError):
        private_folder(data_folder())
        return private_folder(calls_folder())
    return None


def _file(bank: Path) -> Path:
    """Return where the claim to a bank is: beside it, or among our own data where that folder takes none."""
    beside = _beside(bank)
    return (
        beside if beside.exists() else apart if (apart := _apart(bank, data_folder() / "claims")).exists() else beside
    )


def _beside(bank: Path) -> Path:
    real = Path(os.path.realpath(bank))
    return real.with_name(f".{real.name}.open")


def _apart(bank: Path, folder: Path) -> Path:
    return folder / _mark(bank)


def _mark(bank: Path) -> str:
    from storybank.store.sealing import sha256  # pyright: ignore[reportAttributeAccessIssue] - hashlib itself brings 8 MB

    return sha256(os.fsencode(known_as(bank))).hexdigest()[:32]


def _write(file: Path, mine: Claim) -> Path | None:
    """Write a claim whole, in place of one that stands there; returns None where that cannot be."""
    import tempfile  # when a bank is opened, not before

    part = None
    try:
        handle, name = tempfile.mkstemp(prefix=".storybank-", suffix=".part", dir=file.parent)
        part = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(asdict(mine), out)
        part.replace(file)
    except OSError:
        if part is not None:
            with suppress(OSError):
                part.unlink()
        return None
    return file


def _read(file: Path) -> Claim | None:
    with suppress(OSError, ValueError, TypeError):
        if file.stat().st_size < _MOST_BYTES:
            found = Claim(**json.loads(file.read_text(encoding="utf-8")))
            texts = (found.host, found.machine, found.started, found.since)
            if all(type(text) is str for text in texts) and type(found.pid) is int and 0 < found.pid < _MOST_PID:
                return found
    return None


def _mine(since: str) -> Claim:
    return Claim(_host(), _machine(), os.getpid(), _started(os.getpid()), since)


def _host() -> str:
    import platform  # see above

    return platform.node()


def _machine() -> str:
    """Return what tells this machine from others of the same name, without being its identity elsewhere."""
    from storybank.store.sealing import sha256  # pyright: ignore[reportAttributeAccessIssue] - see above

    known = ""
    with suppress(OSError):
        known = Path("/etc/machine-id").read_text(encoding="ascii").strip()
    return sha256(f"storybank {_host()} {known}".encode()).hexdigest()[:16]


def _started(pid: int) -> str:
    """Return when a process of this machine began, in ticks since the machine did; empty where that cannot be told."""
    with suppress(OSError, IndexError):
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[19]
    return ""


def _lives(claim: Claim) -> bool:
    """Say whether the process of a claim is still there."""
    try:
        os.kill(claim.pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass  # it is another user's
    return _started(claim.pid) == claim.started


def _is_fresh(file: Path) -> bool:
    """Say whether a claim was refreshed lately, by the clock of its own file system."""
    import tempfile  # see above

    try:
        with tempfile.NamedTemporaryFile(prefix=".storybank-", dir=file.parent) as probe:
            now = os.stat(probe.name).st_mtime  # noqa: PTH116 - a name, no path
    except OSError:
        now = datetime.now(UTC).timestamp()
    try:
        return now - file.stat().st_mtime < STALE_SECONDS
    except OSError:
        return False
