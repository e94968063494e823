"""From what was typed to an exit code: no traceback ever reaches the screen."""

import argparse
import errno
import io
import os
import sys

from storybank.cli.commands import COMMANDS
from storybank.cli.parser import make_parser
from storybank.cli.showing import one_line, shown
from storybank.services.faults import log_fault
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
        return say_fault(error)


def _run(asked: argparse.Namespace) -> int:
    code = COMMANDS[asked.command](asked)
    if sys.stdout is not None:  # where a desktop starts it there is none
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


def say_fault(fault: BaseException) -> int:
    """Log a mistake of our own, say so in one sentence, and return the exit code of one."""
    try:
        log = shown(log_fault(fault))
        sentence = _("Storybank made a mistake of its own; the details are in {log} (no words of your stories)")
        if isinstance(fault, ImportError) and not (fault.name or "").startswith("storybank"):
            sentence = _("Storybank cannot start without a library: {why}; install it (details in {log})")
    except OSError as error:
        sentence, log = _("Storybank made a mistake of its own, and no log could be written: {log}"), str(error)
    print(one_line(sentence.format(log=log, why=fault)), file=sys.stderr)
    return 3
