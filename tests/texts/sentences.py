"""Reads the source for sentences: which go through `storybank.texts`, and which do not."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

APP = Path(__file__).parents[2] / "app" / "storybank"
MARKERS = {"_": 1, "later": 1, "plural": 2}
"""The functions that mark a sentence, and how many of their first arguments are one."""
OF_PROGRAMMERS = {"ValueError", "TypeError", "AssertionError", "KeyError", "NotImplementedError", "RuntimeError"}
_SQL = re.compile(r"(PRAGMA|CREATE|SELECT|INSERT|UPDATE|DELETE|ALTER|DROP|VACUUM|BEGIN)\b")
_PROSE = re.compile(r"[A-Za-z’]{2,}[,;:]? [a-z’]{2,}")


@dataclass(frozen=True)
class Sentence:
    """A text in the source, and where it stands."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text!r}"


def sources() -> list[Path]:
    """Return every module of the program."""
    return sorted(APP.rglob("*.py"))


def marked(path: Path) -> Iterator[tuple[Sentence, ...]]:
    """Yield the sentences that are marked in a module: one, or the forms of a plural."""
    for call in _marking_calls(_tree(path)):
        parts = call.args[: MARKERS[_name(call.func)]]
        if all(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in parts):
            yield tuple(Sentence(_short(path), part.lineno, part.value) for part in parts)  # type: ignore[attr-defined]


def built(path: Path) -> Iterator[Sentence]:
    """Yield the marked texts that are put together in place, which no catalogue can hold."""
    for call in _marking_calls(_tree(path)):
        for part in call.args[: MARKERS[_name(call.func)]]:
            if isinstance(part, ast.JoinedStr | ast.BinOp | ast.Call):
                yield Sentence(_short(path), part.lineno, ast.unparse(part))


def unmarked(path: Path) -> Iterator[Sentence]:
    """Yield what reads like prose and is not marked: no docstring, no sentence to programmers, no style sheet or SQL."""
    tree = _tree(path)
    spared = {id(node) for call in _marking_calls(tree) for node in ast.walk(call)}
    spared |= {id(node) for raised in _to_programmers(tree) for node in ast.walk(raised)}
    spared |= {id(node) for node in _docstrings(tree)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in spared:
            continue
        if _PROSE.search(node.value) and not _SQL.match(node.value):
            yield Sentence(_short(path), node.lineno, node.value)


def _marking_calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) in MARKERS]


def _to_programmers(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        raised = node.exc if isinstance(node, ast.Raise) else None
        if isinstance(node, ast.Assert) or (isinstance(raised, ast.Call) and _name(raised.func) in OF_PROGRAMMERS):
            yield node


def _docstrings(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the strings that stand alone: docstrings, also those of constants."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _tree(path: Path) -> ast.AST:
    return ast.parse(path.read_text(encoding="utf-8"))


def _short(path: Path) -> str:
    return path.relative_to(APP).as_posix()
