"""Records as canonical JSON text and back, strictly: for what the file keeps but never queries.

The copy of the framework, and a waiver's detail. Equal records give equal text.
"""

import dataclasses
import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from storybank.model.bank import DetailValue
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
    value = value_of(text, where)
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
    elif get_origin(kind) is Literal:
        if value in get_args(kind):
            return value
    elif kind is float:
        if type(value) in {int, float}:
            return float(value)
    elif type(value) is kind:
        return value
    raise _wrong(where)


@cache
def _fields(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _wrong(where: str) -> Damage:
    return Damage(_("{where} does not hold what it should").format(where=where))
