"""The entry point. It alone knows both the command line and the window, and loads the window only when one is asked for."""

import gc
import os
import sys
from pathlib import Path

from storybank.cli import COMMANDS
from storybank.paths import is_portable, keep_beside_program, program_folder
from storybank.texts import _


def main() -> int:
    """Run a command, or open the window on a file, and return the exit code."""
    os.umask(0o077)  # whatever is written here is for its user alone, Qt's and SQLite's own files included
    words = sys.argv[1:]
    portable = words[:1] == ["--portable"]
    if (portable or is_portable()) and (why := _cannot_keep_beside()):
        return _refuse(why)
    words = words[portable:]
    if words == ["--self-test"]:
        return _self_test()
    if words and (words[0] in COMMANDS or words[0].startswith("-") or len(words) > 1):
        from storybank.cli.main import main as run  # only when a command is asked for

        return run(words)
    file = Path(words[0]) if words else None
    if file is not None and not os.path.lexists(file):
        from storybank.exchange.errors import printable  # only to say this

        sentence = _("{path}: there is no such file; “storybank new {path}” makes a bank, --help lists the commands")
        return _refuse(sentence.format(path=printable(words[0])))
    gc.disable()  # loading makes no garbage, and looking for it takes a tenth of the start; the window collects it later
    try:
        from storybank.gui.start import open_window  # only the window imports Qt

        return open_window(file)
    except Exception as fault:  # noqa: BLE001 - the last line of defence: what comes later the window tells itself
        from storybank.cli.main import say_fault  # hopefully never

        return say_fault(fault)


def _self_test() -> int:
    from storybank.cli.self_test import run_self_test  # for whoever has just installed it

    def window(folder: Path) -> str:
        from storybank.gui.self_test import paint_window  # last: what else is wrong can be told where Qt does not start

        return paint_window(folder)

    return run_self_test(("window", window))


def _cannot_keep_beside() -> str:
    """Keep everything beside the program; return a sentence where that cannot be done, else nothing."""
    try:
        keep_beside_program()
    except LookupError:
        return _(
            "Storybank is installed for the whole system and cannot be portable; unpack the archive in a folder of your own"
        )
    except OSError as error:
        sentence = _(
            "{folder}: a portable Storybank keeps its settings there, and cannot ({reason}); move it where you may write"
        )
        return sentence.format(folder=program_folder(), reason=(error.strerror or str(error)).lower())
    return ""


def _refuse(sentence: str) -> int:
    """Say why nothing is done: in the terminal, or in a box where a desktop started the program and there is none."""
    if sys.stderr is not None:
        print(sentence, file=sys.stderr)
    else:
        from storybank.gui.telling import say_alone

        say_alone(sentence)
    return 2


if __name__ == "__main__":
    sys.exit(main())
