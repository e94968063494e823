"""What can be typed, as the program's own parser says it: the man page and the shells' completions are made from this."""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "app"))

from storybank.cli.parser import EXPORT_KINDS, make_parser  # noqa: E402


@dataclass(frozen=True)
class Option:
    """An option: its names, what it takes (empty: nothing), what it may be (empty: anything), what it does."""

    names: tuple[str, ...]
    takes: str
    choices: tuple[str, ...]
    help: str


@dataclass(frozen=True)
class Command:
    """A command (its name empty: the program itself), what it is for, its arguments in their order, its options."""

    name: str
    help: str
    arguments: tuple[tuple[str, str], ...]
    options: tuple[Option, ...]


def commands() -> tuple[Command, ...]:
    """Return the program itself, then each command in the order of `--help`."""
    parser = make_parser()
    found = [_command("", str(parser.description), parser)]
    for action in parser._actions:  # noqa: SLF001 - argparse tells it in no other way
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            helps = {choice.dest: str(choice.help) for choice in action._choices_actions}  # noqa: SLF001
            found += [_command(name, helps[name], one) for name, one in action.choices.items()]
    return tuple(found)


def _command(name: str, told: str, parser: argparse.ArgumentParser) -> Command:
    arguments: list[tuple[str, str]] = []
    options: list[Option] = []
    for action in parser._actions:  # noqa: SLF001
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            continue
        if action.option_strings:
            options.append(_option(action))
        else:
            many = " …" if action.nargs == "+" else ""
            arguments.append((f"{action.metavar or action.dest}{many}", action.help or ""))
    return Command(name, told, tuple(arguments), tuple(options))


def _option(action: argparse.Action) -> Option:
    choices = tuple(str(choice) for choice in action.choices or ())
    takes = "" if action.nargs == 0 else str(action.metavar or "|".join(choices) or action.dest.upper())
    kinds = f"one of {', '.join(EXPORT_KINDS)}" if takes == "KIND" else ""
    return Option(tuple(action.option_strings), takes, choices, kinds or (action.help or ""))
