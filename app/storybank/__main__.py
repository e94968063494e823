"""The entry point. It alone knows both the command line and the window, and loads the window only when one is asked for."""

import gc
import os
import sys
from pathlib import Path

from storybank.cli import COMMANDS
from storybank.texts import _


def main() -> int:
    """Run a command, or open the window on a file, and return the exit code."""
    os.umask(0o077)  # whatever is written here is for its user alone, Qt's and SQLite's own files included
    words = sys.argv[1:]
    if words and (words[0] in COMMANDS or words[0].startswith("-") or len(words) > 1):
        from storybank.cli.main import main as run  # only when a command is asked for

        return run(words)
    file = Path(words[0]) if words else None
    if file is not None and not os.path.lexists(file):
        from storybank.exchange.errors import printable  # only to say this

        sentence = _("{path}: there is no such file; “storybank new {path}” makes a bank, --help lists the commands")
        print(sentence.format(path=printable(words[0])), file=sys.stderr)
        return 2
    gc.disable()  # loading makes no garbage, and looking for it takes a tenth of the start; the window collects it later
    try:
        from storybank.gui.start import open_window  # only the window imports Qt

        return open_window(file)
    except Exception as fault:  # noqa: BLE001 - the last line of defence: what comes later the window tells itself
        from storybank.cli.main import say_fault  # hopefully never

        return say_fault(fault)


if __name__ == "__main__":
    sys.exit(main())
