"""Write packaging/linux/storybank.1, the man page, from the program's own parser. `--check` only says whether it is as made."""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generated import write_or_check
from typing_in import ROOT, Command, commands

from storybank import __version__

TARGET = ROOT / "packaging" / "linux" / "storybank.1"
_RELEASED = re.compile(r"^## \[\d+\.\d+\.\d+\] - (\d{4}-\d\d-\d\d)$", re.MULTILINE)

_FRONT = """\
.\\" Made by packaging/man.py.
.TH STORYBANK 1 "{day}" "Storybank {version}" "User Commands"
.SH NAME
storybank \\- keep interview stories, see where they are weak, print one sheet
.SH SYNOPSIS
.B storybank
.RI [ FILE ]
.br
{synopsis}.SH DESCRIPTION
{description}
.PP
With a bank, or with nothing, it opens the window.
Without a bank the window shows the one that was open last.
Given a command it works in the terminal and loads no window; results go to standard output, everything else to standard error.
.PP
.I FILE
is a bank, whose name ends in .storybank.
Commands that only read take an interchange file (.json) as well.
"""
_BACK = """\
.SH EXIT STATUS
.TP
.B 0
It is done; for
.BR check ,
no error stands open.
.TP
.B 1
.B check
found an error that is not waived, or
.B \\-\\-self\\-test
found something missing.
.TP
.B 2
The command or its input is wrong: a line for each problem.
.TP
.B 3
A fault of the program; the line names the log, which holds no words of any story.
.SH FILES
.TP
.I ~/.config/storybank
Settings, and frameworks of your own.
.TP
.I ~/.local/share/storybank
Backups, and what is kept for a bank that could not be written.
.TP
.I ~/.local/state/storybank/log
The log.
.TP
.I portable.txt
Beside the program, it keeps all of these in the folder storybank\\-data there, as
.B \\-\\-portable
does once.
.SH ENVIRONMENT
.TP
.B STORYBANK_HOME
A folder that takes the place of all of the above.
.SH EXAMPLES
.nf
storybank new demo.storybank \\-\\-sample
storybank check demo.storybank
storybank export demo.storybank sheet.pdf \\-\\-as cheatsheet
.fi
.SH NOTES
A bank is not encrypted; use the encryption of your disk.
.PP
Storybank is not affiliated with Amazon.
The rubric is as reported, not official.
.SH SEE ALSO
The guide, under Help in the window.
"""


def page(day: str) -> str:
    """Return the whole page, dated."""
    own, *others = commands()
    synopsis = ".br\n".join(f".B storybank {one.name}\n.RI {_arguments(one)}\n" for one in others)
    parts = [_FRONT.format(day=day, version=__version__, synopsis=synopsis, description=_escaped(own.help))]
    parts.append(".SH OPTIONS\n" + _options(own))
    parts.append(".SH COMMANDS\n")
    for one in others:
        heading = _escaped(" ".join([one.name, *(name for name, _help in one.arguments)]))
        parts.append(f".SS {heading}\n{_sentence(one.help)}\n")
        parts += [f".TP\n.I {_escaped(name)}\n{_sentence(told)}\n" for name, told in one.arguments if told]
        parts.append(_options(one))
    return "".join(parts) + _BACK


def _arguments(command: Command) -> str:
    named = " ".join(name for name, _help in command.arguments)
    return f'[options] " {_escaped(named)}"' if named else "[options]"


def _options(command: Command) -> str:
    told = ""
    for option in command.options:
        if command.name and "--help" in option.names:
            continue  # told once
        names = ", ".join(f"\\fB{_escaped(name)}\\fR" for name in option.names)
        takes = f" \\fI{_escaped(option.takes)}\\fR" if option.takes else ""
        told += f".TP\n{names}{takes}\n{_sentence(option.help)}\n"
    return told


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
    return plain.replace("“", "\\(lq").replace("”", "\\(rq").replace("’", "\\(cq")


def _sentence(text: str) -> str:
    told = _escaped(text[:1].upper() + text[1:])
    return told if told.endswith(".") else f"{told}."


def _day() -> str:
    found = _RELEASED.search((ROOT / "CHANGELOG.md").read_text("utf-8"))
    return found[1] if found else ""


def main() -> int:
    """Write the page, or say whether it is as made."""
    return write_or_check({TARGET: page(_day())})


if __name__ == "__main__":
    sys.exit(main())
