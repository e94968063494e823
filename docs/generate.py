"""The pages of the guide that are made from the program: `.venv/bin/python docs/generate.py [--check]`.

A page per gap rule from the rules' own texts, the table of keys from the menus' own actions, and every sentence by which the program refuses
something, taken from the source. `generate.toml` has the words around them. `--check` writes nothing and ends with 1 where a page is not what it
should be.
"""

import argparse
import ast
import os
import re
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storybank.analysis.finding import Gap
    from storybank.gui.menus import Menus
    from storybank.model import Bank, Story

DOCS = Path(__file__).resolve().parent
GUIDE = DOCS / "guide"
APP = DOCS.parent / "app" / "storybank"
GENERATED = "<!-- Made from the program’s own texts by docs/generate.py; change those, not this page. -->"
GRADES = {"error": "Error: it can cost the offer", "warning": "Warning: a weakness", "info": "Hint"}
HEADS = {"error": "Errors", "warning": "Warnings", "info": "Hints"}
NAMED_KEYS = {"Return", "Home", "End", "Left", "Right", "Up", "Down", "Del", "Esc", "Tab", "PgUp", "PgDown", "Space"}
MARKED = {"_": 1, "later": 1, "plural": 2}
COPIED = ("frameworks", "command-line")
"""Pages of docs/ that the guide has, too: the program shows one folder."""
LEAST = 12  # letters of a sentence that somebody looks for


def words() -> dict[str, Any]:
    """Return the words around what the program says; a paragraph is one line."""
    found = tomllib.loads((DOCS / "generate.toml").read_text(encoding="utf-8"))
    return _in_one_line(found)


def _in_one_line(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _in_one_line(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_in_one_line(one) for one in value]
    return " ".join(value.split())


# -- gaps ---------------------------------------------------------------------------------------------------------------


def gap_pages() -> dict[str, str]:
    """Return a page per rule by its name, and the page that lists them."""
    from storybank.analysis.gaps import RULES
    from storybank.analysis.reasons import rule_title

    shown, told = examples(), words()
    pages: dict[str, str] = {}
    lines: dict[str, list[str]] = {grade: [] for grade in GRADES}
    for rule, found in RULES.items():
        when, grade = said_of(found.__doc__ or "")
        lines[grade].append(f"- [{capital(rule_title(rule))}](gap-{rule}.md)")
        pages[f"gap-{rule}"] = _gap_page(rule, grade, when, told["practice"][rule], shown[rule])
    pages["gaps"] = _all_gaps(lines, told)
    return pages


def _gap_page(rule: str, grade: str, when: str, practice: str, example: "Gap") -> str:
    from storybank.analysis.reasons import rule_reason, rule_title

    parts = [
        f"# {capital(rule_title(rule))}",
        f"**{GRADES[grade]}.** On the command line its name is `{rule}`.",
        "## When it is found",
        when,
        "## Why it matters",
        rule_reason(rule),
        "## How to mend it",
        practice,
        "For example, Storybank says of a bank of an invented candidate:",
        f"> {example.message}\n>\n> *What to do:* {capital(example.remedy)}",
        "## If it does not apply to you",
        "Waive it with a reason: select it on the *Gaps* page and press W. It stays in the list and no longer counts.",
        "See also: [scoring honestly](scoring.md), [all gaps](gaps.md).",
    ]
    return "\n\n".join(parts)


def said_of(docstring: str) -> tuple[str, str]:
    """Return of a rule's docstring when it finds something, as a sentence, and the severity that it begins with."""
    grades, _colon, when = docstring.strip().partition(": ")
    first, _comma, more = grades.partition(", ")
    told = capital(" ".join(when.split())).replace("`", "“", 1).replace("`", "”", 1)
    return (f"{told} It is an {more}." if more else told), first.lower()


def capital(text: str) -> str:
    """Return the text with its first letter large."""
    return text[:1].upper() + text[1:]


def examples() -> dict[str, "Gap"]:
    """Return a gap of every rule, as found in the sample bank or in a bank made of it."""
    from storybank.analysis.gaps import gaps

    found: dict[str, Gap] = {}
    for bank in _banks():
        for gap in gaps(bank, bank.framework):
            found.setdefault(gap.rule, gap)
    return found


def _banks() -> "Iterator[Bank]":
    from storybank.exchange.frameworks import Catalogue
    from storybank.services.loading import sample_bank

    bank = sample_bank(Catalogue.standard())
    yield bank
    yield replace(bank, stories=())
    yield replace(bank, stories=tuple(map(_worse, bank.stories)))


def _worse(story: "Story") -> "Story":
    """Return a story with every weakness that a story of the sample has not; the employer is invented."""
    from storybank.model import Figure

    claim = Figure(claim=story.title.split()[0], baseline="", source="", confidence="do-not-claim")
    secondary = tuple(replace(tag, rank="secondary") for tag in story.principles)
    story = replace(story, status="ready", internal=False, signals=(), trade_off="", employer="Acme Freight")
    return replace(story, figures=(claim,), principles=secondary)


def _all_gaps(lines: Mapping[str, list[str]], told: Mapping[str, str]) -> str:
    parts = [
        "# What each gap means",
        told["gaps"],
        "![The gaps page: three things to do next, then all gaps](../gaps.png)",
        told["next"],
        "Only drafts and ready stories count. An idea or a retired story mends nothing.",
    ]
    for grade, names in lines.items():
        parts += [f"## {HEADS[grade]}", "\n".join(names)]
    return "\n\n".join([*parts, "## Waiving", told["waiving"]])


# -- keys ---------------------------------------------------------------------------------------------------------------


def keyboard_page(menus: "Menus") -> str:
    """Return the page of all keys, from the menus of a program and the table of what a place has of its own."""
    from storybank.gui.shortcuts.table import sections

    parts = ["# Keyboard", words()["keyboard"]]
    for section in sections(menus):
        rows = [f"| {_keys(row.keys, row.shown)} | {_cell(row.what)} |" for row in section.rows]
        parts += [f"## {section.title}", "\n".join(["| key | does |", "|---|---|", *rows])]
    return "\n\n".join(parts)


def _keys(keys: tuple[str, ...], shown: str) -> str:
    """Return keys as any keyboard has them: without those of old Windows habits and those named Open, Save, Undo."""
    usual = [key for key in keys if key != "Ctrl+F4" and not key.endswith("Backspace") and not _is_odd(key)]
    return _cell(shown if "–" in shown else ", ".join(usual or keys))


def _is_odd(key: str) -> bool:
    return key.isalpha() and len(key) > 1 and key not in NAMED_KEYS


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def menus_of_the_program() -> "Menus":
    """Return the menus of a program that is started out of sight and shows nothing."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from storybank.gui.start import Program
    from storybank.services.preferences import NONE

    app = QApplication(sys.argv[:1])
    program = Program(app, NONE)
    program.begin(None)
    _ALIVE.extend((app, program))
    return program.menus


_ALIVE: list[object] = []  # a program that goes before its application has ended the process


# -- sentences ----------------------------------------------------------------------------------------------------------


def error_sentences() -> dict[str, list[str]]:
    """Return every sentence by which the program refuses something, by the heading of its place: what is raised, and what classes of refusals say."""
    places = words()["places"]
    found: dict[str, set[str]] = {place["heading"]: set() for place in places}
    for path in sorted(APP.rglob("*.py")):
        name, tree = path.relative_to(APP).as_posix(), ast.parse(path.read_text(encoding="utf-8"))
        heading = next(place["heading"] for place in places if name.startswith(place["start"]))
        found[heading].update(text for node in ast.walk(tree) if _refuses(node) for text in _texts(node))
    return {heading: sorted(texts, key=str.casefold) for heading, texts in found.items()}


def _refuses(node: ast.AST) -> bool:
    """Say whether a node is where something is refused: a raise, a refusal that is returned, or the sentence of its class."""
    if isinstance(node, ast.Raise):
        return True
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        return name in ("refuse", "Refusal", "InputError", "Problem", "CannotWrite")
    is_given = isinstance(node, ast.AnnAssign | ast.Assign)
    return is_given and any(isinstance(one, ast.Name) and one.id == "sentence" for one in ast.walk(node))


def _texts(node: ast.AST) -> Iterator[str]:
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARKED:
            for part in call.args[: MARKED[call.func.id]][-1:]:
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and len(part.value) >= LEAST:
                    yield part.value


def troubleshooting_page() -> str:
    """Return the page of all sentences that refuse something, each group with what to do."""
    found, told = error_sentences(), words()
    parts = ["# Troubleshooting", told["sentences"]]
    parts += ["## Storybank made a mistake of its own", told["mistake"]]
    parts += ["## The bank opens for reading only", told["reading"]]
    for place in told["places"]:
        lines = [f"- {_with_blanks(text)}" for text in found[place["heading"]]]
        if lines:
            parts += [f"## {place['heading']}", f"**What to do.** {place['do']}", "\n".join(lines)]
    return "\n\n".join(parts)


def _with_blanks(text: str) -> str:
    """Return a sentence as Markdown; what it names stands in italics."""
    plain = re.sub(r"([*_<>|`])", r"\\\1", " ".join(text.split()).replace("{{", "\0").replace("}}", "\1"))
    shown = re.sub(r"\{([a-z\\_]+)[^}]*\}", lambda name: f"*{name[1].replace(chr(92), '').replace('_', ' ')}*", plain)
    return shown.replace("\0", "{").replace("\1", "}")


# -- all ----------------------------------------------------------------------------------------------------------------


def pages(menus: "Menus") -> dict[str, str]:
    """Return every generated page by its name."""
    made = {**gap_pages(), "keyboard": keyboard_page(menus), "troubleshooting": troubleshooting_page()}
    made |= {name: (DOCS / f"{name}.md").read_text(encoding="utf-8").rstrip() for name in COPIED}
    return {name: f"{text}\n\n{GENERATED}\n" for name, text in made.items()}


def main() -> int:
    """Write the pages, or check them."""
    parser = argparse.ArgumentParser(prog="docs/generate.py", description="The generated pages of the guide.")
    parser.add_argument("--check", action="store_true", help="write nothing; end with 1 where a page is out of date")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="storybank-guide-") as home:
        os.environ |= dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), home)
        made = pages(menus_of_the_program())
    old = {name: (GUIDE / f"{name}.md").read_text("utf-8") for name in made if (GUIDE / f"{name}.md").is_file()}
    stale = [name for name, text in made.items() if old.get(name) != text]
    if asked.check:
        print("out of date: " + ", ".join(stale) if stale else "all generated pages are up to date")
        return bool(stale)
    for name in stale:
        (GUIDE / f"{name}.md").write_text(made[name], encoding="utf-8", newline="\n")
    print(f"{len(made)} pages, {len(stale)} written")
    return 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # Qt's windows need not go one by one
