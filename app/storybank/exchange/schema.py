"""The JSON Schema of the interchange file, generated from the records' types by pydantic; a copy is shipped as `interchange.schema.json`."""

from typing import Any

from storybank import model
from storybank.analysis.validity import MAX_ANCHORS
from storybank.exchange.interchange import BankPart, Document
from storybank.exchange.shape import absent, is_required, plain
from storybank.model import SCORES, Alias, AsideTag, Figure, PrincipleTag, Story

_NOT_BLANK = {"pattern": r"\S"}
# What types do not say and a schema can.
_FURTHER: dict[tuple[type, str], dict[str, Any]] = {
    (Story, "id"): _NOT_BLANK,
    (Story, "title"): _NOT_BLANK,
    (Story, "anchors"): {"maxItems": MAX_ANCHORS},
    (Figure, "claim"): _NOT_BLANK,
    (Alias, "term"): _NOT_BLANK,
    (PrincipleTag, "score"): {"enum": [*SCORES, None]},
    (AsideTag, "score"): {"enum": [*SCORES, None]},
}


def interchange_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12). It cannot say what only a whole bank tells, such as that an id is one of the framework's."""
    from pydantic import TypeAdapter  # heavy, and nothing else needs it

    schema = TypeAdapter(Document).json_schema()
    definitions = schema.pop("$defs")
    _completed(schema, Document)
    for name, definition in definitions.items():
        _completed(definition, BankPart if name == BankPart.__name__ else getattr(model, name))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "Storybank interchange file, version 1",
        "$defs": definitions,
    }


def _completed(definition: dict[str, Any], kind: type) -> None:
    """Say in one record's schema what may be left out, what stands for it then, and that nothing else is known."""
    for name, field in definition["properties"].items():
        field.pop("title", None)
        field.update(_FURTHER.get((kind, name), {}))
        if not is_required(kind, name) and "$ref" not in field:
            field["default"] = plain(absent(kind, name))
    definition["required"] = [name for name in definition["properties"] if is_required(kind, name)]
    definition["additionalProperties"] = False
