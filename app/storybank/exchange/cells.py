r"""Nested fields in a table's cell: plain to read, and read back exactly.

A list of texts is one item per line. A list of records is one record per line: its first field, then the others that hold something, by name:

    primary | who: enterprise architect | gain: fewer pages

A record's own list of records follows in indented lines, by the name of its field:

    invent-and-simplify | rank: primary | score: 3.5
      evidence: maintenance-cost | text: two services fewer

In a value `\` is written `\\`, `|` is `\|`, a line break `\n`, a carriage return `\r`, a space at either end `\s`, and an empty item of a list `\e`.
"""

import re
from collections.abc import Mapping
from typing import Any, get_args, get_origin

from storybank.exchange.shape import absent, fields_of, is_required
from storybank.texts import _

_ESCAPES: Mapping[str, str] = {"\\": "\\\\", "|": "\\|", "\n": "\\n", "\r": "\\r"}
_MEANT: Mapping[str, str] = {"\\": "\\", "|": "|", "n": "\n", "r": "\r", "s": " ", "e": ""}
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_PART = re.compile(r"((?:[^|\\]++|\\.|\\$)*+)(?:\||$)")  # possessive: going back would take a hundred bytes a character
_YES, _NO = frozenset({"yes", "true", "1", "x"}), frozenset({"", "no", "false", "0"})


class CellError(ValueError):
    """A cell that does not say what its column wants."""


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: `'` is put before one that begins with = + - @, tab or carriage return."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Take the guard off again."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def write_cell(kind: Any, value: Any) -> str:
    """Return a story's field as the text of a cell."""
    if kind is bool:
        return "yes" if value else "no"
    if get_origin(kind) is not tuple:
        return str(value)
    item = get_args(kind)[0]
    return (
        "\n".join(_escaped(text) or "\\e" for text in value)
        if item is str
        else "\n".join(_record(item, record) for record in value)
    )


def read_cell(kind: Any, cell: str) -> Any:
    """Return the plain data of a cell (its types and words are checked later); raise CellError when it cannot be told."""
    if kind is bool:
        word = cell.strip().casefold()
        if word not in _YES | _NO:
            raise CellError(_("must be yes or no"))
        return word in _YES
    if get_origin(kind) is not tuple:
        return cell
    item = get_args(kind)[0]
    lines = [line for line in cell.split("\n") if line.strip(" ")]
    return [_meant(line) for line in lines] if item is str else _records(item, lines)


def _record(kind: type, record: Any, indent: str = "") -> str:
    parts, below = [], []
    for place, (name, wanted) in enumerate(fields_of(kind).items()):
        value = getattr(record, name)
        if get_origin(wanted) is tuple:
            below += [_record(get_args(wanted)[0], item, f"{indent}  {name}: ") for item in value]
        elif place == 0:
            parts.append(_escaped(value))
        elif is_required(kind, name) or value != absent(kind, name) or value not in ("", None):
            parts.append(
                f"{name}: {_escaped(f'{value:g}' if isinstance(value, float) else str(value))}"
                if value not in ("", None)
                else ""
            )
    return "\n".join([indent + " | ".join(filter(None, parts)), *below])


def _records(kind: type, lines: list[str]) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = []
    nested = {name: get_args(wanted)[0] for name, wanted in fields_of(kind).items() if get_origin(wanted) is tuple}
    for line in lines:
        name, colon, rest = line.strip(" ").partition(": ")
        if not line.startswith("  "):
            records.append(_fields(kind, line))
        elif records and colon and name in nested:
            records[-1].setdefault(name, []).append(_fields(nested[name], rest))
        else:
            allowed = ", ".join(nested) or _("none")
            raise CellError(
                _("an indented line must begin with the name of a list and a colon; allowed are {names}").format(
                    names=allowed
                )
            )
    return records


def _fields(kind: type, line: str) -> dict[str, Any]:
    first, *others = fields_of(kind).items()
    head, *parts = [part.strip(" ") for part in _PART.findall(line)]
    known = {name: wanted for name, wanted in others if get_origin(wanted) is not tuple}
    data: dict[str, Any] = {first[0]: _meant(head)}
    for part in filter(None, parts):
        name, colon, text = part.partition(":")
        if not colon or name not in known or name in data:
            raise CellError(
                _("“{part}” must be a name and a value; the names are {names}, each once").format(
                    part=part[:80], names=", ".join(known)
                )
            )
        data[name] = _number(_meant(text.strip(" "))) if float in get_args(known[name]) else _meant(text.strip(" "))
    return data


def _number(text: str) -> float | str | None:
    try:
        return float(text) if text else None
    except ValueError:
        return text


def _escaped(text: str) -> str:
    body = "".join(_ESCAPES.get(char, char) for char in text)
    inner = body.strip(" ")
    if not inner:
        return "\\s" * len(body)
    left = len(body) - len(body.lstrip(" "))
    return "\\s" * left + inner + "\\s" * (len(body) - left - len(inner))


def _meant(text: str) -> str:
    return _ESCAPE.sub(lambda match: _MEANT.get(match[1], match[0]), text.strip(" "))
