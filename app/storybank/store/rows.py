"""Records as rows, and rows as records: the only place that knows both.

A column that has the name of a record's field holds that field, so a new text of a story needs a column and a migration step, and nothing here.
"""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from types import NoneType
from typing import Any

from sqlalchemy import Column, Connection, Table, select, update

from storybank.model import (
    Alias,
    Aside,
    AsidePrinciple,
    AsideStory,
    AsideWaiver,
    Bank,
    Customer,
    Evidence,
    Figure,
    Framework,
    PrincipleTag,
    SignalTag,
    Story,
    Target,
    Waiver,
)
from storybank.store import canonical, tables
from storybank.store.errors import Damage, OutOfStep, Unstorable
from storybank.texts import _

Row = dict[str, Any]
Rows = dict[Table, list[Row]]
Group = dict[tuple[Any, ...], list[Row]]

# Field of a story -> its table, and the record that a row is (None: a bare text).
LISTS: Mapping[str, tuple[Table, type | None]] = {
    "tags": (tables.story_tags, None),
    "anchors": (tables.anchors, None),
    "customers": (tables.customers, Customer),
    "principles": (tables.story_principles, PrincipleTag),
    "signals": (tables.story_signals, SignalTag),
    "figures": (tables.figures, Figure),
}
_APART = ("id", "name", "version")  # what has a column of its own beside the framework's definition
_TARGET = ("company", "role", "level", "service", "internal", "loop_date")


def differing(before: Bank | None, after: Bank) -> tuple[Rows, Rows]:
    """Return the rows of every record that differs, as they are and as they shall be; `before` None: nothing is there.

    Rows that are equal on both sides may be among them. A new bank begins at revision 1; from then on `revise` counts.
    """
    old, new = _bank_rows(before, after), _bank_rows(after, before)
    places_before, places_after = _places(before), _places(after)
    for story_id in places_before | places_after:
        was, shall = places_before.get(story_id), places_after.get(story_id)
        if was == shall:
            continue
        moved_only = was and shall and was[1] == shall[1]
        for rows, place in ((old, was), (new, shall)):
            if place:
                _add(rows, _story_row(*place) if moved_only else story_rows(*place))
    return old, new


def story_rows(position: int, story: Story) -> Rows:
    """Return all rows of a story, in their order."""
    rows = _story_row(position, story)
    for field, (table, _record) in LISTS.items():
        rows[table] = _list_rows(table, getattr(story, field), story=story.id)
    rows[tables.evidence] = [
        row
        for tag in story.principles
        for row in _list_rows(tables.evidence, tag.evidence, story=story.id, principle=tag.principle)
    ]
    return rows


def read_bank(connection: Connection) -> tuple[Bank, int]:
    """Return the bank and its revision: one SELECT per table. Raises `Damage` where rows are no records."""
    own = _single(connection, tables.bank)
    bank = Bank(
        title=own["title"],
        framework=_framework(_single(connection, tables.framework)),
        target=Target(**{name: own[name] for name in _TARGET}, principles=_texts(connection, tables.target_principles)),
        aliases=tuple(Alias(**row) for row in _listed(connection, tables.aliases)),
        waivers=tuple(_waiver(row) for row in _listed(connection, tables.waivers)),
        stories=_stories(connection),
        aside=_aside(connection),
    )
    return bank, own["revision"]


def revision_of(connection: Connection) -> int:
    """Return the revision that the file has now."""
    return _single(connection, tables.bank)["revision"]


def revise(connection: Connection, revision: int) -> None:
    """Count the revision up, or raise `OutOfStep` where the file has another one."""
    table = tables.bank
    counted = update(table).where(table.c.revision == revision).values(revision=table.c.revision + 1)
    if connection.execute(counted).rowcount != 1:
        raise OutOfStep


# ---- records -> rows


def _places(bank: Bank | None) -> dict[str, tuple[int, Story]]:
    stories = bank.stories if bank else ()
    places = {story.id: (position, story) for position, story in enumerate(stories)}
    if len(places) != len(stories):
        raise Unstorable(_("two stories have the same id"))
    return places


def _bank_rows(bank: Bank | None, other: Bank | None) -> Rows:
    """Return the rows of a bank's own fields; those of its framework only where the other bank has not the same."""
    if bank is None:
        return {}
    rows = {
        tables.bank: [
            {"only": 1, "title": bank.title} | {name: getattr(bank.target, name) for name in _TARGET},
        ],
        tables.target_principles: _list_rows(tables.target_principles, bank.target.principles),
        tables.aliases: _list_rows(tables.aliases, bank.aliases),
        tables.waivers: [
            row | {"detail": canonical.text_of(dict(row["detail"]))} for row in _list_rows(tables.waivers, bank.waivers)
        ],
    }
    if other is None or bank.aside is not other.aside:
        rows[tables.aside] = [{"position": at, **row} for at, row in enumerate(_aside_rows(bank.aside))]
    if other is None:
        rows[tables.bank][0]["revision"] = 1
    if other is None or bank.framework != other.framework:
        definition = dataclasses.asdict(bank.framework)
        apart = {name: definition.pop(name) for name in _APART}
        rows[tables.framework] = [{"only": 1, **apart, "definition": canonical.text_of(definition)}]
    return rows


def _aside_rows(aside: Aside) -> Iterator[Row]:
    owned = [("story", kept.story, kept) for kept in aside.stories]
    owned += [("principle", None, kept) for kept in aside.target]
    owned += [("waiver", kept.waiver.story, kept) for kept in aside.waivers]
    for kind, story, kept in owned:
        yield {"kind": kind, "story": story, "definition": canonical.text_of(dataclasses.asdict(kept))}


def bank_rows(bank: Bank) -> Rows:
    """Return all rows of a bank's own fields."""
    return _bank_rows(bank, None)


def _story_row(position: int, story: Story) -> Rows:
    names = _fields(tables.stories, ("position",))
    return {tables.stories: [{"position": position} | {name: getattr(story, name) for name in names}]}


def _list_rows(table: Table, items: Sequence[Any], **owner: str) -> list[Row]:
    names = _fields(table, ("position", *owner))
    return [
        {**owner, "position": position, **_columns(item, names)}
        for position, item in enumerate(items)
    ]  # fmt: skip


def _columns(item: Any, names: tuple[str, ...]) -> Row:
    return {"text": item} if isinstance(item, str) else {name: getattr(item, name) for name in names}


def _add(rows: Rows, more: Rows) -> None:
    for table, added in more.items():
        rows.setdefault(table, []).extend(added)


# ---- rows -> records


def _single(connection: Connection, table: Table) -> Row:
    found = [dict(zip(table.c.keys(), row, strict=True)) for row in _sound(connection, table, list(table.c), [])]
    if len(found) != 1:
        raise Damage(_("table {table}: it has not one row").format(table=table.name))
    return found[0]


def _framework(row: Row) -> Framework:
    where = "framework.definition"
    definition = canonical.value_of(row["definition"], where)
    if isinstance(definition, dict):
        definition |= {name: row[name] for name in _APART}
    return canonical.record_of(Framework, definition, where)


def _waiver(row: Row) -> Waiver:
    parts: Row = {**row, "detail": canonical.detail_of(row["detail"], "waivers.detail")}
    return Waiver(**parts)


def _aside(connection: Connection) -> Aside:
    records = {"story": AsideStory, "principle": AsidePrinciple, "waiver": AsideWaiver}
    kept: dict[str, list[Any]] = {kind: [] for kind in records}
    for row in _listed(connection, tables.aside):
        where = "aside.definition"
        one = canonical.record_of(records[row["kind"]], canonical.value_of(row["definition"], where), where)
        owner = {"story": lambda kept: kept.story, "waiver": lambda kept: kept.waiver.story}.get(row["kind"])
        if row["story"] != (owner(one) if owner else None):
            raise Damage(_("{where} does not hold what it should").format(where=where))
        kept[row["kind"]].append(one)
    return Aside(stories=tuple(kept["story"]), target=tuple(kept["principle"]), waivers=tuple(kept["waiver"]))


def _texts(connection: Connection, table: Table) -> tuple[str, ...]:
    return tuple(row["text"] for row in _listed(connection, table))


def _listed(connection: Connection, table: Table) -> list[Row]:
    return _grouped(connection, table).get((), [])


def _stories(connection: Connection) -> tuple[Story, ...]:
    proofs = _grouped(connection, tables.evidence, "story", "principle")
    lists = {field: _grouped(connection, table, "story") for field, (table, _record) in LISTS.items()}
    stories = tuple(_story(row, lists, proofs) for row in _listed(connection, tables.stories))
    for table, left in ((tables.evidence, proofs), *((LISTS[field][0], group) for field, group in lists.items())):
        if left:
            key = "/".join(next(iter(left)))
            raise Damage(_("table {table}: the owner of “{key}” is missing").format(table=table.name, key=key))
    return stories


def _story(row: Row, lists: Mapping[str, Group], proofs: Group) -> Story:
    """Return the story of a row, taking its lists out of the groups."""
    parts = {field: group.pop((row["id"],), []) for field, group in lists.items()}
    for tag in parts["principles"]:
        evidence = proofs.pop((row["id"], tag["principle"]), [])
        tag["evidence"] = tuple(Evidence(**proof) for proof in evidence)
    made: dict[str, Any] = {
        field: tuple(record(**part) if record else part["text"] for part in parts[field])
        for field, (_table, record) in LISTS.items()
    }
    return Story(**row, **made)


def _grouped(connection: Connection, table: Table, *owner: str) -> Group:
    """Return a table's rows by owner, in order, without the columns that say owner and position."""
    names = _fields(table, (*owner, "position"))
    keys = [table.c[name] for name in (*owner, "position")]
    groups: Group = {}
    for row in _sound(connection, table, [*keys, *(table.c[name] for name in names)], keys):
        key, position = tuple(row[: len(owner)]), row[len(owner)]
        group = groups.setdefault(key, [])
        if position != len(group):  # a gap is a lost row, and writing counts on the positions
            raise Damage(_("table {table}: rows are missing or doubled at {key}").format(
                table=table.name, key="/".join([*key, str(position)])))  # fmt: skip
        group.append(dict(zip(names, row[len(keys) :], strict=True)))
    return groups


def _sound(connection: Connection, table: Table, columns: list[Column], order: list[Column]) -> Iterator[Sequence[Any]]:
    """Yield a table's rows, checked for types and allowed words: a file made by hand need not have our constraints."""
    types = set(product(*((c.type.python_type, NoneType) if c.nullable else (c.type.python_type,) for c in columns)))
    words = [(at, column.info["allowed"]) for at, column in enumerate(columns) if "allowed" in column.info]
    for row in connection.execute(select(*columns).order_by(*order)):
        if tuple(map(type, row)) not in types or any(row[at] not in allowed for at, allowed in words):
            raise Damage(_("table {table}: a value is not allowed in the row “{row}”").format(
                table=table.name, row=", ".join(str(value)[:30] for value in row[:3])))  # fmt: skip
        yield row


@cache
def _fields(table: Table, without: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(column.name for column in table.c if column.name not in without)
