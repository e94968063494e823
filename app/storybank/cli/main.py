"""From what was typed to an exit code: no traceback ever reaches the screen."""

import argparse
import errno
import io
import os
import sys
import traceback
from datetime import datetime
from pathlib import Path

from storybank.cli.commands import COMMANDS
from storybank.cli.parser import make_parser
from storybank.cli.showing import one_line, shown
from storybank.paths import log_folder, private_folder
from storybank.texts import Refusal, _

# What a disk or a system refuses, and no fault of this program.
_REFUSED = frozenset(
    getattr(errno, name, errno.ENOSPC)  # Windows has no EDQUOT
    for name in ("ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM", "EIO", "ENAMETOOLONG", "EMFILE")
)


def main(argv: list[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 gaps, 2 a usage or input error, 3 a fault of the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # what a terminal cannot show must not end the command
    asked = make_parser().parse_args(argv)
    try:
        return _run(asked)
    except Refusal as refusal:
        print(*refusal.lines(), sep="\n", file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read our output has seen enough
        _let_go_of_stdout()
        return 0
    except KeyboardInterrupt:
        print(_("Stopped."), file=sys.stderr)
        return 2
    except Exception as error:  # noqa: BLE001 - the last line of defence; the log has it all
        if isinstance(error, OSError) and error.errno in _REFUSED:
            return _say_what_the_system_refused(error)
        _say_fault()
        return 3


def _run(asked: argparse.Namespace) -> int:
    code = COMMANDS[asked.command](asked)
    sys.stdout.flush()  # here, where a full disk can still be told
    return code


def _let_go_of_stdout() -> None:
    """Send what is left to print nowhere, or Python complains of it when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say_what_the_system_refused(error: OSError) -> int:
    where = error.filename if isinstance(error.filename, str) else None
    if where is None:
        _let_go_of_stdout()
    sentence = _("{where}: {reason}; see to that and try again")
    told = sentence.format(where=where or _("the output"), reason=(error.strerror or str(error)).lower())
    print(one_line(told), file=sys.stderr)
    return 2


def _say_fault() -> None:
    try:
        log = shown(log_fault())
        sentence = _("Storybank made a mistake of its own; the details are in {log} (no words of your stories)")
    except OSError as error:
        sentence, log = _("Storybank made a mistake of its own, and no log could be written: {log}"), str(error)
    print(one_line(sentence.format(log=log)), file=sys.stderr)


def log_fault() -> Path:
    """Write the exception that is being handled to the log file, readable by the user alone, and return its path.

    Raises OSError when that cannot be done.
    """
    folder = log_folder()
    private_folder(folder.parent)  # else it would be made readable by everybody, on the way to the inner one
    path = private_folder(folder) / "storybank.log"
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8", errors="backslashreplace") as log:
        log.write(f"{datetime.now().astimezone().isoformat(timespec='seconds')}\n{_without_values()}\n")
    return path


def _without_values() -> str:
    """Return the traceback without the exceptions' own words: they may quote a story."""
    parts: list[str] = []
    error = sys.exc_info()[1]
    while error is not None and len(parts) < 20:
        parts.append("".join(traceback.format_tb(error.__traceback__)) + type(error).__name__)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n… raised while handling:\n".join(parts)
