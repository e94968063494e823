"""Plain data (what JSON, TOML or YAML hold) to the records of the model and back, led by the records' own types.

A field that is added to a record needs nothing here. pydantic would do the same, but importing and building a TypeAdapter over `Story` takes
2.6 times what `import pydantic` takes, before a byte is read; and it stops where a value is wrong, while this one goes on with an empty value, so
that the rules across records can be told in the same breath. (pydantic still writes the JSON Schema, and a test holds the two against each other.)
"""

import re
import types
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from itertools import islice
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from storybank.analysis.validity import Problem
from storybank.exchange.errors import MOST, printable, quote
from storybank.exchange.limits import MAX_ITEMS, MAX_RECORDS, over_items, over_records, over_text
from storybank.texts import _

# What may not be left out, and what stands for an absent value where that is not simply empty. Source: the interchange contract.
REQUIRED: Mapping[str, frozenset[str]] = {
    "Document": frozenset({"format", "version", "bank"}),
    "BankPart": frozenset({"framework"}),
    "Story": frozenset({"id", "title"}),
    "Customer": frozenset({"tier"}),
    "PrincipleTag": frozenset({"principle"}),
    "Evidence": frozenset({"dimension"}),
    "SignalTag": frozenset({"signal"}),
    "Figure": frozenset({"claim"}),
    "Alias": frozenset({"term"}),
    "Waiver": frozenset({"rule"}),
    "AsideStory": frozenset({"story"}),
    "AsideTag": frozenset({"principle"}),
    "AsideEvidence": frozenset({"at", "dimension"}),
    "AsideSignal": frozenset({"at", "signal"}),
    "AsidePrinciple": frozenset({"at", "principle"}),
    "AsideWaiver": frozenset({"at", "waiver"}),
    "Framework": frozenset({"id", "name", "bar", "scale", "bank_size", "signals", "principles"}),
    "Principle": frozenset({"id", "name", "short", "dimensions"}),
    "Dimension": frozenset({"id", "name"}),
    "Signal": frozenset({"id", "name", "need"}),
    "Grade": frozenset({"score", "label"}),
}
DEFAULTS: Mapping[str, Mapping[str, object]] = {
    "Story": {"status": "draft"},
    "PrincipleTag": {"rank": "secondary"},
    "AsideTag": {"rank": "secondary"},
    "Figure": {"confidence": "estimate"},
    "Framework": {"version": 1, "origin": "edited"},
    "Principle": {"source": "reading"},
}

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_FINITE = 1e300
_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Unfit:
    """Something a parser met that is no value at all (NaN, a number of a thousand digits); it is told where it stands."""

    message: str


class Unique(dict[str, Any]):
    """An object as a parser met it, with the keys that stood in it more than once."""

    __slots__ = ("doubles",)

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.doubles: tuple[str, ...] = ()
        if len(self) < len(pairs):
            seen: set[str] = set()
            self.doubles = tuple(key for key, _value in pairs if key in seen or seen.add(key))


class Reading:
    """One pass over plain data. It never stops: what is wrong goes to `problems`, with its path, and the type's empty value stands in."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._read = 0

    @property
    def is_full(self) -> bool:
        """Whether more is wrong, or more is there, than anybody would want to hear; the rest is not looked at."""
        return self._read >= MAX_RECORDS or len(self.problems) > MOST

    def value(self, kind: Any, raw: Any, path: str) -> Any:
        """Return `raw` as a value of the type `kind`."""
        if isinstance(raw, Unfit):
            return self._refused(kind, path, raw.message)
        origin = get_origin(kind)
        if origin in (Union, types.UnionType):
            return None if raw is None else self.value(_without_none(kind), raw, path)
        if origin is Mapping:
            return self._detail(raw, path)
        readers = {tuple: self._list, Literal: self._word}
        return readers.get(origin, self._record if is_dataclass(kind) else self._scalar)(kind, raw, path)

    def _is_too_much(self, more: int) -> bool:
        """Count records and list items; say whether that is beyond what is read, and tell it once."""
        before = self._read
        self._read += more
        if before < MAX_RECORDS <= self._read:
            self.problems.append(Problem("", over_records()))
        return self.is_full

    def _tell_doubles(self, raw: dict[str, Any], path: str) -> None:
        for key in islice(getattr(raw, "doubles", ()), MOST):
            self.problems.append(Problem(_join(path, key), _("stands twice in the same object")))

    def _refused(self, kind: Any, path: str, message: str) -> Any:
        self.problems.append(Problem(path, message))
        return blank(kind)

    def _record(self, kind: Any, raw: Any, path: str) -> Any:
        if not isinstance(raw, dict):
            return self._refused(kind, path, _wrong(kind, raw))
        if self._is_too_much(1):
            return blank(kind)
        known = fields_of(kind)
        for key in islice(raw, MAX_ITEMS):
            if key not in known:
                message = _("is not a known field; allowed are {names}").format(names=", ".join(known))
                self.problems.append(Problem(_join(path, key), message))
        self._tell_doubles(raw, path)
        return kind(**{name: self._field(kind, name, raw, path) for name in known})

    def _field(self, kind: type, name: str, raw: dict[str, Any], path: str) -> Any:
        wanted = fields_of(kind)[name]
        if name in raw:
            before = len(self.problems)
            value = self.value(wanted, raw[name], _join(path, name))
            refused_word = len(self.problems) > before and name in DEFAULTS.get(kind.__name__, {})
            return absent(kind, name) if refused_word else value
        if is_required(kind, name):
            return self._refused(wanted, _join(path, name), _("is missing; it must be given"))
        return absent(kind, name)

    def _list(self, kind: Any, raw: Any, path: str) -> tuple[Any, ...]:
        items = get_args(kind)
        if not isinstance(raw, list):
            return self._refused(kind, path, _wrong(kind, raw))
        if len(raw) > MAX_ITEMS:
            return self._refused(kind, path, over_items(len(raw)))
        if items[-1] is Ellipsis:
            if not is_dataclass(items[0]) and self._is_too_much(len(raw)):
                return ()
            return tuple(self.value(items[0], item, f"{path}[{index}]") for index, item in enumerate(raw))
        if len(raw) != len(items):
            return self._refused(
                kind, path, _("must be a list of {count}, not of {found}").format(count=len(items), found=len(raw))
            )
        return tuple(self.value(items[index], item, f"{path}[{index}]") for index, item in enumerate(raw))

    def _word(self, kind: Any, raw: Any, path: str) -> Any:
        words = get_args(kind)
        if any(type(raw) is type(word) and raw == word for word in words):
            return raw
        allowed = ", ".join(map(str, words))
        shown = quote(raw) if isinstance(raw, str) else _called(raw)
        if len(words) == 1:
            return self._refused(kind, path, _("must be {allowed}, not {found}").format(allowed=allowed, found=shown))
        return self._refused(
            kind, path, _("must be one of {allowed}, not {found}").format(allowed=allowed, found=shown)
        )

    def _scalar(self, kind: Any, raw: Any, path: str) -> Any:
        number = isinstance(raw, int | float) and not isinstance(raw, bool)
        if kind is float and number:
            return float(raw) if -_FINITE < raw < _FINITE else self._refused(kind, path, _("must be a finite number"))
        if type(raw) is not kind:
            return self._refused(kind, path, _wrong(kind, raw))
        if isinstance(raw, str) and _UNSTORABLE.search(raw):
            return self._refused(kind, path, _("holds a character that cannot be stored (NUL or half of a pair)"))
        too_long = over_text(path, raw) if isinstance(raw, str) else ""
        return self._refused(kind, path, too_long) if too_long else raw

    def _detail(self, raw: Any, path: str) -> dict[str, Any]:
        """Read a waiver's detail: names to scalars or lists of text."""
        if not isinstance(raw, dict):
            return self._refused(Mapping, path, _wrong(Mapping, raw))
        if len(raw) > MAX_ITEMS:
            return self._refused(Mapping, path, over_items(len(raw)))
        if self._is_too_much(len(raw)):
            return {}
        self._tell_doubles(raw, path)
        return {self.value(str, key, path): self._detail_value(item, _join(path, key)) for key, item in raw.items()}

    def _detail_value(self, raw: Any, path: str) -> Any:
        if isinstance(raw, list):
            return self.value(tuple[str, ...], raw, path)
        if raw is None or isinstance(raw, bool):
            return raw
        for kind in (str, int, float, Unfit):
            if isinstance(raw, kind):
                return self.value(kind, raw, path)
        return self._refused(
            str,
            path,
            _("must be text, a number, true, false, null or a list of texts, not {found}").format(found=_called(raw)),
        )


@cache
def fields_of(kind: type) -> dict[str, Any]:
    """Return the names and types of a record's fields, in order."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


@cache
def is_required(kind: type, name: str) -> bool:
    """Say whether a field must be given: the contract wants it, or nothing could stand for it."""
    return name in REQUIRED.get(kind.__name__, ()) or absent(kind, name) is _ABSENT


@cache
def absent(kind: type, name: str) -> Any:
    """Return what stands for a field that is not given."""
    if name in DEFAULTS.get(kind.__name__, {}):
        return DEFAULTS[kind.__name__][name]
    wanted = fields_of(kind)[name]
    if is_dataclass(wanted):
        return blank(wanted)
    origin = get_origin(wanted)
    if (
        wanted in (str, bool)
        or origin in (Union, types.UnionType, Mapping)
        or (origin is tuple and get_args(wanted)[-1] is Ellipsis)
    ):
        return blank(wanted)
    return _ABSENT


def blank(kind: Any) -> Any:
    """Return the emptiest value of a type: what stands in for a value that was refused."""
    if is_dataclass(kind) and isinstance(kind, type):
        return kind(
            **{
                name: DEFAULTS.get(kind.__name__, {}).get(name, blank(wanted))
                for name, wanted in fields_of(kind).items()
            }
        )
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return arguments[0]
    if origin is tuple:
        return () if arguments[-1] is Ellipsis else tuple(blank(item) for item in arguments)
    if origin in (Union, types.UnionType):
        return None
    return kind() if kind in (str, bool, int, float) else {}


def plain(value: Any) -> Any:
    """Return a record as plain data: objects in the order of its fields, tuples as lists."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, tuple | list) else value


def covers(paths: set[str], path: str) -> bool:
    """Say whether a path, or something it lies in, is among `paths`."""
    ends = [at for at, char in enumerate(path) if char in ".["]
    return any(path[:end] in paths for end in [*ends, len(path)])


def _join(path: str, key: object) -> str:
    name = printable(str(key)[:80])
    return f"{path}.{name}" if path else name


def _without_none(kind: Any) -> Any:
    return next(item for item in get_args(kind) if item is not type(None))


def _wrong(kind: Any, raw: Any) -> str:
    return _("must be {wanted}, not {found}").format(wanted=_wanted(kind), found=_called(raw))


def _wanted(kind: Any) -> str:
    if is_dataclass(kind) or kind is Mapping:
        return _("an object")
    names = {str: _("text"), bool: _("true or false"), int: _("a whole number"), float: _("a number")}
    return names.get(kind) or _("a list")


def _called(raw: Any) -> str:
    """Name a plain value in JSON's words."""
    if raw is None:
        return _("null")
    if type(raw) in (int, float):
        return _("a number")
    named = {bool: _("true or false"), str: _("text"), list: _("a list"), dict: _("an object")}
    return named.get(next((kind for kind in named if isinstance(raw, kind)), object), _("a date or time"))
