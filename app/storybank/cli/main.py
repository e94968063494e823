"""From what was typed to an exit code: no traceback ever reaches the screen."""

import io
import os
import sys
import traceback
from datetime import datetime
from pathlib import Path

from storybank.cli.commands import COMMANDS
from storybank.cli.parser import make_parser
from storybank.paths import log_folder, private_folder
from storybank.texts import Refusal, _


def main(argv: list[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 gaps, 2 a usage or input error, 3 a fault of the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(
                errors="backslashreplace"
            )  # a terminal that cannot show a character must not end the command
    asked = make_parser().parse_args(argv)
    try:
        code = COMMANDS[asked.command](asked)
        sys.stdout.flush()
    except Refusal as refusal:
        for line in refusal.lines():
            print(line, file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print(_("Stopped."), file=sys.stderr)
        return 2
    except Exception:  # noqa: BLE001 - the last line of defence; the log has it all
        print(
            _("Storybank made a mistake of its own; the details are in {log}").format(log=log_fault()), file=sys.stderr
        )
        return 3
    return code


def log_fault() -> Path | str:
    """Write the exception that is being handled to the log file, readable by the user alone, and return its path."""
    try:
        path = private_folder(log_folder()) / "storybank.log"
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{datetime.now().astimezone().isoformat(timespec='seconds')}\n{_without_values()}\n")
    except OSError as error:
        return _("(no log: {reason})").format(reason=error)
    return path


def _without_values() -> str:
    """Return the traceback without the exception's own words: they may quote a story."""
    kind, _error, trace = sys.exc_info()
    return "".join(traceback.format_tb(trace)) + (kind.__name__ if kind else "")
