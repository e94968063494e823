"""What can still be read of a damaged bank: every story that is whole, and what is left of the others. Nothing is changed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from storybank.model import Alias, Bank, Evidence, Framework, Story, Target
from storybank.store import canonical, sealing, tables
from storybank.store.connection import address, spoken
from storybank.store.errors import Damage
from storybank.store.rows import LISTS, Row

_MOST_ANCHORS = 5


@dataclass(frozen=True, slots=True)
class Remains:
    """What is left of a bank. `whole` are the ids of the stories whose digest is as it was written, `lost` those of which nothing is left.

    `framework` is None where it cannot be read; `is_whole` says that the bank's own fields are as they were written.
    """

    title: str
    framework: Framework | None
    target: Target
    aliases: tuple[Alias, ...]
    stories: tuple[Story, ...]
    whole: frozenset[str]
    lost: frozenset[str]
    is_whole: bool


def read_remains(path: Path) -> Remains:
    """Return what can be read of a damaged bank. Raises a `BankError` where SQLite cannot even open it."""
    with spoken(path), closing(sqlite3.connect(address(path, mode="ro"), uri=True)) as raw:
        raw.text_factory = lambda content: content.decode("utf-8", "replace")
        raw.execute("PRAGMA trusted_schema = OFF")
        raw.execute("PRAGMA writable_schema = ON")  # a schema that is damaged itself does not hide the rest
        found = {table: list(_rows(raw, table)) for table in tables.IN_ORDER if table is not tables.versions}
    kept = {row["part"]: row["digest"] for row in found[tables.seals] if isinstance(row["part"], str)}
    stories = tuple(_stories(found))
    whole = frozenset(story.id for story in stories if kept.get(story.id) == sealing.story_digest(story))
    own = found[tables.bank][0] if found[tables.bank] else {}
    remains = Remains(
        title=_text(own.get("title")),
        framework=_framework(found[tables.framework]),
        target=_target(own, found),
        aliases=tuple(
            Alias(term=row["term"], alias=_text(row["alias"]))
            for row in found[tables.aliases]
            if _text(row["term"]).strip()
        ),
        stories=stories,
        whole=whole,
        lost=frozenset(kept) - {sealing.OWN} - {story.id for story in stories},
        is_whole=False,
    )
    return _judged(remains, kept, found)


def _judged(remains: Remains, kept: dict[str, bytes], found: dict[Table, list[Row]]) -> Remains:
    """Return the remains with what the digest says of the bank's own fields, as far as nothing is kept aside or waived."""
    if remains.framework is None or found[tables.waivers] or found[tables.aside]:
        return remains
    bank = Bank(
        title=remains.title, framework=remains.framework, target=remains.target, aliases=remains.aliases, waivers=(), stories=remains.stories
    )  # fmt: skip
    is_whole = kept.get(sealing.OWN) == sealing.own_digest(bank)
    return replace(remains, is_whole=is_whole)


def _rows(raw: sqlite3.Connection, table: Table) -> Iterator[Row]:
    """Yield the rows of a table that can be read: from its beginning until a broken page, and from its end back to it."""
    names, keys = table.c.keys(), table.primary_key.columns.keys()
    seen: set[tuple[Any, ...]] = set()
    listed = ", ".join(f'"{name}"' for name in names)
    backwards = ", ".join(f'"{key}" DESC' for key in keys)
    for order in ("", f" ORDER BY {backwards}"):
        with suppress(sqlite3.Error):
            for values in raw.execute(f'SELECT {listed} FROM "{table.name}"{order}'):  # noqa: S608 - names of ours
                row = dict(zip(names, values, strict=True))
                key = tuple(row[name] for name in keys)
                if key not in seen:
                    seen.add(key)
                    yield row


def _stories(found: dict[Table, list[Row]]) -> Iterator[Story]:
    rows = [row for row in found[tables.stories] if isinstance(row["id"], str) and row["id"].strip()]
    lists = {field: _by_story(found[table]) for field, (table, _record) in LISTS.items()}
    proofs = _by_story(found[tables.evidence])
    blank = Story.blank("", "")
    for row in sorted(rows, key=_position):
        made: dict[str, Any] = {
            name: row[name] if _fits(tables.stories, name, row[name], getattr(blank, name)) else getattr(blank, name)
            for name in row
            if name != "position"
        }
        made["title"] = made["title"].strip() or row["id"]
        made["internal"] = bool(row["internal"])
        for field in LISTS:
            made[field] = _items(field, lists[field].get(row["id"], []), proofs.get(row["id"], []))
        yield Story(**made)


def _items(field: str, rows: list[Row], proofs: list[Row]) -> tuple[Any, ...]:
    """Return what can be read of a list of a story; an item with a word that is not allowed is left out."""
    table, record = LISTS[field]
    items: list[Any] = []
    for row in sorted(rows, key=_position):
        values: dict[str, Any] = {name: value for name, value in row.items() if name not in ("story", "position")}
        if not all(_fits(table, name, value, "") for name, value in values.items()):
            continue
        if field == "principles":
            values["evidence"] = tuple(
                Evidence(dimension=_text(proof["dimension"]), text=_text(proof["text"]))
                for proof in sorted(proofs, key=_position)
                if proof["principle"] == row["principle"]
            )
        items.append(record(**values) if record else values["text"])
    return tuple(items[:_MOST_ANCHORS] if field == "anchors" else items)


def _by_story(rows: list[Row]) -> dict[Any, list[Row]]:
    grouped: dict[Any, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["story"], []).append(row)
    return grouped


def _fits(table: Table, name: str, value: object, like: object) -> bool:
    """Say whether a value may stand in a column."""
    column = table.c[name]
    if "allowed" in column.info:
        return value in column.info["allowed"]
    return isinstance(value, type(like)) or (value is None and bool(column.nullable))


def _framework(rows: list[Row]) -> Framework | None:
    if not rows:
        return None
    with suppress(Damage, TypeError, ValueError):
        definition = canonical.value_of(rows[0]["definition"], "framework")
        apart = {name: rows[0][name] for name in ("id", "name", "version")}
        return canonical.record_of(Framework, definition | apart, "framework")
    return None


def _target(own: Row, found: dict[Table, list[Row]]) -> Target:
    texts = {name: _text(own.get(name)) for name in ("company", "role", "level", "service", "loop_date")}
    principles = tuple(_text(row["text"]) for row in sorted(found[tables.target_principles], key=_position))
    return Target(**texts, internal=bool(own.get("internal")), principles=principles)


def _position(row: Row) -> int:
    return row["position"] if isinstance(row["position"], int) else 0


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
