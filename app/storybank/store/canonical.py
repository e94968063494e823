"""Records as canonical JSON text and back, strictly: for what the file keeps but never queries.

The copy of the framework, a waiver's detail, and what is kept aside. Equal records give equal text.
"""

import dataclasses
import json
import types
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from storybank.model.waiver import DetailValue
from storybank.store.errors import Damage, Unstorable
from storybank.texts import _


def text_of(value: Any) -> str:
    """Return plain values (`dataclasses.asdict` of a record, a mapping) as JSON text: keys sorted, no white space."""
    try:
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    except ValueError as error:
        raise Unstorable(_("a number is not finite")) from error


def value_of(text: str, where: str) -> Any:
    """Return what a JSON text of the file holds, or raise `Damage` that names `where` it stands."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _wrong(where) from error


def detail_of(text: str, where: str) -> Mapping[str, DetailValue]:
    """Return a waiver's detail; its lists are tuples again."""
    return _detail(value_of(text, where), where)


def _detail(value: Any, where: str) -> Mapping[str, DetailValue]:
    if not isinstance(value, dict):
        raise _wrong(where)
    return {key: _detail_value(item, f"{where}.{key}") for key, item in value.items()}


def _detail_value(value: Any, where: str) -> DetailValue:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    if isinstance(value, dict | list):
        raise _wrong(where)
    return value


def record_of(kind: Any, value: Any, where: str) -> Any:
    """Return the record (or tuple, word, text, number) of a type that plain values stand for; every field must be there."""
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        fields = _fields(kind)
        if isinstance(value, dict) and value.keys() == fields.keys():
            return kind(**{name: record_of(hint, value[name], f"{where}.{name}") for name, hint in fields.items()})
    elif get_origin(kind) is tuple:
        items = get_args(kind)
        if isinstance(value, list) and (items[-1] is ... or len(items) == len(value)):
            kinds = items[:1] * len(value) if items[-1] is ... else items
            return tuple(
                record_of(k, item, f"{where}[{at}]") for at, (k, item) in enumerate(zip(kinds, value, strict=True))
            )
    elif get_origin(kind) is types.UnionType:  # of something that may be absent
        return None if value is None else record_of(get_args(kind)[0], value, where)
    else:
        return _value_of(kind, value, where)
    raise _wrong(where)


def _value_of(kind: Any, value: Any, where: str) -> Any:
    """Return a word, a text, a number, or a waiver's detail."""
    if get_origin(kind) is Mapping:
        return _detail(value, where)
    if get_origin(kind) is Literal and value in get_args(kind):
        return value
    if kind is float and type(value) in {int, float}:
        return float(value)
    if type(value) is not kind:
        raise _wrong(where)
    return value


@cache
def _fields(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _wrong(where: str) -> Damage:
    return Damage(_("{where} does not hold what it should").format(where=where))
