"""Mistakes of the program's own: where they are kept, and without a word of anybody's stories."""

import os
import traceback
from datetime import datetime
from pathlib import Path

from storybank.paths import log_folder, private_folder


def log_fault(fault: BaseException) -> Path:
    """Write an exception to the log file, readable by the user alone, and return its path.

    Raises OSError when that cannot be done.
    """
    folder = log_folder()
    private_folder(folder.parent)  # else it would be made readable by everybody, on the way to the inner one
    path = private_folder(folder) / "storybank.log"
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8", errors="backslashreplace") as log:
        log.write(f"{datetime.now().astimezone().isoformat(timespec='seconds')}\n{_without_values(fault)}\n")
    return path


def _without_values(fault: BaseException) -> str:
    """Return the traceback without the exceptions' own words: they may quote a story."""
    parts: list[str] = []
    error: BaseException | None = fault
    while error is not None and len(parts) < 20:
        parts.append("".join(traceback.format_tb(error.__traceback__)) + type(error).__name__)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n… raised while handling:\n".join(parts)
