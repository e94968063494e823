"""Mistakes of the program's own: where they are kept, and without a word of anybody's stories."""

import os
import platform
import sys
import sysconfig
import traceback
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock

from storybank import __version__
from storybank.paths import log_folder, private_folder
from storybank.texts import plural

MOST_BYTES = 1_000_000
"""Of the log; what is older goes to `storybank.log.1`, in place of what was there."""
QUIET_SECONDS = 10.0
"""A mistake that repeats itself faster than this is told once."""

_PACKAGE = Path(__file__).parents[1]
_MOST_FRAMES = 30  # of one traceback, at either end of it
_MOST_LINKED = 20  # exceptions that led to each other
_MOST_KINDS = 200  # of mistakes that are told apart
_LIBRARIES = ("PySide6-Essentials", "SQLAlchemy", "reportlab", "pypdfium2", "PyYAML", "rapidfuzz")


@dataclass(slots=True)
class Noted:
    """A mistake: what can be told of it, how often it was seen, and where the log is (or why there is none)."""

    trace: str
    first: datetime
    count: int = 1
    log: Path | None = None
    no_log: str = ""
    last: datetime | None = None

    def details(self, *more: str) -> str:
        """Return what helps to mend it and tells nothing of its user: versions, platform, the traceback without values. `more` names versions."""
        times = plural("seen once", "seen {n} times", self.count).format(n=self.count)
        about = " · ".join([f"Storybank {__version__}", f"Python {platform.python_version()}", *more, *_versions()])
        return "\n".join([about, platform.platform(), f"{_stamp(self.first)}, {times}", "", self.trace, ""])


class Faults:
    """Notes mistakes and counts those that repeat themselves, from any thread. It never raises an `OSError`."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._seen: dict[tuple[str, str, int], Noted] = {}

    def note(self, fault: BaseException) -> tuple[Noted, bool]:
        """Write a mistake to the log unless it only repeats itself (then at the 10th, 100th … time).

        Returns what is known of it, and whether it is news to whoever looks at the window.
        """
        now, kind = datetime.now().astimezone(), _kind(fault)
        with self._lock:
            noted = self._seen.get(kind)
            if noted is None:
                while len(self._seen) >= _MOST_KINDS:
                    del self._seen[next(iter(self._seen))]
                noted = self._seen[kind] = Noted(without_values(fault), now, last=now)
                self._write(noted, f"{_stamp(now)}\n{noted.trace}\n")
                return noted, True
            quiet = (now - (noted.last or now)).total_seconds()
            noted.count, noted.last, is_news = noted.count + 1, now, not 0 <= quiet < QUIET_SECONDS
            if is_news or str(noted.count).strip("0") == "1":
                name, file, line = kind
                self._write(noted, f"{_stamp(now)}\n{name} {file}:{line} ×{noted.count}\n")
            return noted, is_news

    @staticmethod
    def _write(noted: Noted, entry: str) -> None:
        try:
            noted.log, noted.no_log = _write(entry), ""
        except OSError as error:
            noted.log, noted.no_log = None, error.strerror or type(error).__name__


def log_fault(fault: BaseException) -> Path:
    """Write an exception to the log file, readable by the user alone, and return its path.

    Raises OSError when that cannot be done.
    """
    return _write(f"{_stamp(datetime.now().astimezone())}\n{without_values(fault)}\n")


def without_values(fault: BaseException) -> str:
    """Return the traceback without the exceptions' own words, which may quote a story, and without folders, which may name a person."""
    parts: list[str] = []
    error: BaseException | None = fault
    while error is not None and len(parts) < _MOST_LINKED:
        parts.append("\n".join([*_frames(error), _name(error)]))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n… raised while handling:\n".join(parts)


def _write(entry: str) -> Path:
    folder = log_folder()
    private_folder(folder.parent)  # else it would be made readable by everybody, on the way to the inner one
    path = private_folder(folder) / "storybank.log"
    with suppress(FileNotFoundError):
        if path.stat().st_size > MOST_BYTES:
            path.replace(path.with_name("storybank.log.1"))
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8", errors="backslashreplace") as log:
        path.chmod(0o600)  # also when somebody else made it
        log.write(entry + "\n")
    return path


def _kind(fault: BaseException) -> tuple[str, str, int]:
    """Return what tells one mistake from another: its type, and the line that it came from."""
    trace = fault.__traceback__
    if trace is None:
        return _name(fault), "", 0
    while trace.tb_next is not None:
        trace = trace.tb_next
    return _name(fault), _shown(trace.tb_frame.f_code.co_filename), trace.tb_lineno


def _frames(fault: BaseException) -> list[str]:
    lines = []
    for frame in traceback.extract_tb(fault.__traceback__):
        ours = frame.filename.startswith(str(_PACKAGE))  # no line of anybody else's: what they hold is not known
        code = f"\n    {frame.line}" if ours and frame.line else ""
        lines.append(f"  {_shown(frame.filename)}:{frame.lineno} in {frame.name}{code}")
    if len(lines) > 2 * _MOST_FRAMES:
        lines[_MOST_FRAMES:-_MOST_FRAMES] = [f"  … × {len(lines) - 2 * _MOST_FRAMES}"]
    return lines


def _name(fault: BaseException) -> str:
    kind = type(fault)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _shown(filename: str) -> str:
    """Return where a file lies in our package, in a library's or in Python's; of any other only its name."""
    path = Path(filename)
    roots = (_PACKAGE.parent, *map(Path, dict.fromkeys([sysconfig.get_path("purelib"), sysconfig.get_path("stdlib")])))
    return next((path.relative_to(root).as_posix() for root in roots if path.is_relative_to(root)), path.name)


def _versions() -> list[str]:
    from importlib import metadata  # 10 ms, when somebody asks

    found = []
    for name in _LIBRARIES:
        with suppress(metadata.PackageNotFoundError):  # a bundle may carry the library alone
            found.append(f"{name} {metadata.version(name)}")
    sqlite = sys.modules.get("sqlite3")
    return found + ([f"SQLite {sqlite.sqlite_version}"] if sqlite is not None else [])


def _stamp(when: datetime) -> str:
    return when.isoformat(timespec="seconds")
