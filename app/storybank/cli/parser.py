"""What can be typed."""

import argparse
import gettext
import sys
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from storybank import __version__
from storybank.analysis.excerpt import USUAL
from storybank.texts import DOMAIN, _, later, locale_folder

EXPORT_KINDS = (
    "json", "csv", "csv-matrix", "xlsx", "markdown", "html", "text", "matrix", "cheatsheet", "cards", "booklet",
)  # fmt: skip

# What argparse says of itself. It looks these up in gettext's own domain, which is made ours.
_OF_ARGPARSE = (
    later("usage: "), later("positional arguments"), later("options"), later("show this help message and exit"),
    later("argument %(argument_name)s: %(message)s"), later("expected one argument"), later("expected at least one argument"),
    later("invalid choice: %(value)r (choose from %(choices)s)"), later("unrecognized arguments: %s"),
    later("the following arguments are required: %s"), later("ignored explicit argument %r"),
)  # fmt: skip


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, what was probably meant, and where to read on."""

    def error(self, message: str) -> NoReturn:
        """Say it and end with exit code 2."""
        sentence = _("{message}; “{program} --help” says what can be typed").format(message=message, program=self.prog)
        print(f"{self.prog}: {sentence}", file=sys.stderr)
        sys.exit(2)

    def parse_known_args(self, args=None, namespace=None):  # type: ignore[no-untyped-def, override]
        """Refuse an unknown command in our own words: argparse would list every one of them, in quotation marks."""
        commands = self._commands()
        words = [word for word in args or () if not word.startswith("-")]
        if commands and words and words[0] not in commands:
            near = get_close_matches(words[0], commands, n=1)
            hint = _("did you mean “{command}”?").format(command=near[0]) if near else ", ".join(commands)
            self.error(_("“{word}” is no command: {hint}").format(word=words[0], hint=hint))
        return super().parse_known_args(args, namespace)

    def _commands(self) -> list[str]:
        groups = self._subparsers._group_actions if self._subparsers else []  # noqa: SLF001
        return [name for action in groups for name in action.choices or ()]


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    gettext.bindtextdomain(DOMAIN, str(locale_folder()))
    gettext.textdomain(DOMAIN)
    parser = Parser(
        prog="storybank",
        allow_abbrev=False,
        description=_(
            "Keep the career stories of a behavioural interview loop, see where they are weak, print one sheet. Offline."
        ),
        epilog=_(
            "storybank [FILE] opens the window. Not affiliated with Amazon; the rubric is as reported, not official."
        ),
    )
    parser.add_argument(
        "--version", action="version", version=f"storybank {__version__}", help=_("show the version and exit")
    )
    # these two are taken by `__main__`, which alone knows the window; here they are for --help
    parser.add_argument(
        "--portable",
        action="store_true",
        help=_("keep settings, backups and logs in a folder beside the program; comes before everything else"),
    )
    parser.add_argument(
        "--self-test",
        action="store_true",
        help=_("try everything once, in a temporary folder, and say what is well; stands alone"),
    )
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"), required=True)
    _add_new(commands)
    _add_check(commands)
    _add_export(commands)
    _add_import(commands)
    frameworks = commands.add_parser("frameworks", allow_abbrev=False, help=_("list the frameworks"))
    frameworks.add_argument("--json", action="store_true", help=_("the frameworks, whole, as JSON"))
    _add_backups(commands)
    return parser


def _add_new(commands: "argparse._SubParsersAction[Parser]") -> None:
    new = commands.add_parser("new", allow_abbrev=False, help=_("make a bank; refuses to overwrite"))
    new.add_argument("file", type=Path, metavar="FILE")
    new.add_argument("--sample", action="store_true", help=_("with the nine stories of an invented candidate"))
    new.add_argument("--framework", metavar="ID", help=_("which framework it is for (default: aws-pm)"))


def _add_check(commands: "argparse._SubParsersAction[Parser]") -> None:
    check = commands.add_parser(
        "check",
        allow_abbrev=False,
        help=_("print the gaps, the next three things to do first"),
        description=_(
            "Print the gaps of a bank. Exit code 0: no error stands open; 1: some do; 2: FILE could not be read."
        ),
    )
    check.add_argument("file", type=Path, metavar="FILE", help=_("a bank or an interchange .json"))
    check.add_argument("--json", action="store_true", help=_("as JSON"))
    check.add_argument("--ready", action="store_true", help=_("count ready stories only"))


def _add_export(commands: "argparse._SubParsersAction[Parser]") -> None:
    export = commands.add_parser(
        "export", allow_abbrev=False, help=_("write a bank as JSON, CSV, XLSX, Markdown, HTML, text or PDF")
    )
    export.add_argument("file", type=Path, metavar="FILE", help=_("a bank or an interchange .json"))
    export.add_argument("out", type=Path, metavar="OUT", help=_("the file to write; for markdown also a folder"))
    export.add_argument("--as", dest="kind", choices=EXPORT_KINDS, metavar="KIND", help=", ".join(EXPORT_KINDS))
    export.add_argument("--story", metavar="ID", default="", help=_("for text: which story"))
    export.add_argument(
        "--words", type=_words, metavar="N", default=USUAL, help=_("for text: so many words at most (default: 250)")
    )
    export.add_argument("--force", action="store_true", help=_("replace OUT when it exists"))
    export.add_argument("--aliased", action="store_true", help=_("replace every confidential term by its alias"))
    export.add_argument("--ready", action="store_true", help=_("ready stories only"))
    export.add_argument("--paper", choices=("A4", "Letter"), default="A4", help=_("paper of a PDF (default: A4)"))
    export.add_argument("--landscape", action="store_true", help=_("turn the cheat sheet on its side"))
    export.add_argument("--grey", action="store_true", help=_("a PDF without colour"))
    export.add_argument("--author", metavar="NAME", default="", help=_("name an author in a PDF's properties"))
    export.add_argument(
        "--duplex", action="store_true", help=_("cards with backs, in the order of a printer that turns the sheet")
    )


def _words(typed: str) -> int:
    """Return a number of words, one at least; argparse says what is wrong where it is none."""
    if not typed.isdecimal() or int(typed[:9]) < 1:
        raise argparse.ArgumentTypeError(_("“{typed}” is no number of words").format(typed=typed[:40]))
    return int(typed[:9])


def _add_import(commands: "argparse._SubParsersAction[Parser]") -> None:
    bring = commands.add_parser(
        "import",
        allow_abbrev=False,
        help=_("bring stories into a bank, from JSON, Markdown, CSV or XLSX; all or nothing"),
    )
    bring.add_argument("file", type=Path, metavar="FILE", help=_("the bank; made when it is missing"))
    bring.add_argument("sources", type=Path, nargs="+", metavar="SOURCE")
    bring.add_argument("--dry-run", action="store_true", help=_("change nothing, say what would be done"))
    bring.add_argument("--json", action="store_true", help=_("say it as JSON"))


def _add_backups(commands: "argparse._SubParsersAction[Parser]") -> None:
    backup = commands.add_parser("backup", allow_abbrev=False, help=_("make a verified backup of a bank now"))
    backup.add_argument("file", type=Path, metavar="FILE")
    backups = commands.add_parser("backups", allow_abbrev=False, help=_("list the backups of a bank"))
    backups.add_argument("file", type=Path, metavar="FILE")
    restore = commands.add_parser(
        "restore", allow_abbrev=False, help=_("bring a bank back to a backup; what it holds now is backed up first")
    )
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("backup", metavar="BACKUP", help=_("a name from the list, or a path"))
