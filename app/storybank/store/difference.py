"""Two sets of rows -> the fewest statements that make the one the other."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import Connection, Delete, Insert, Table, Update, bindparam, delete, insert, update

from storybank.store.errors import OutOfStep, Unstorable
from storybank.store.rows import Row, Rows
from storybank.store.tables import IN_ORDER
from storybank.texts import _

Operation = tuple[Delete | Insert | Update, list[Row]]

_KEY = "key_"  # a bound value of a condition must not have a column's name


def operations(before: Rows, after: Rows) -> list[Operation]:
    """Return what to execute, in order: deletions from the last child up, then per table updates and insertions."""
    touched = [table for table in IN_ORDER if before.get(table) or after.get(table)]
    keyed = [(table, _keyed(table, before), _keyed(table, after)) for table in touched]
    deletions: list[Operation] = []
    others: list[Operation] = []
    for table, old, new in keyed:
        if lost := [_condition(table, row) for key, row in old.items() if key not in new]:
            deletions.append((_delete(table), lost))
        others += _updates(table, old, new)
        if added := [row for key, row in new.items() if key not in old]:
            others.append((insert(table), added))
    return deletions[::-1] + others


def execute(connection: Connection, todo: list[Operation]) -> None:
    """Execute the operations; raises `OutOfStep` where a row to be changed is not there."""
    for statement, rows in todo:
        if connection.execute(statement, rows).rowcount != len(rows):
            raise OutOfStep


def _updates(table: Table, old: dict[Any, Row], new: dict[Any, Row]) -> Iterator[Operation]:
    """Yield an update for each set of columns that differ together."""
    by_columns: dict[tuple[str, ...], list[Row]] = {}
    for key, row in new.items():
        was = old.get(key)
        if was is None or was == row:
            continue
        changed = {name: value for name, value in row.items() if was[name] != value}
        by_columns.setdefault(tuple(changed), []).append(_condition(table, row) | changed)
    for rows in by_columns.values():
        yield _update(table), rows


def _keyed(table: Table, rows: Rows) -> dict[Any, Row]:
    listed = rows.get(table, [])
    names = table.primary_key.columns.keys()
    keyed = {tuple(row[name] for name in names): row for row in listed}
    if len(keyed) != len(listed):
        raise Unstorable(_("table {table}: the same thing stands there twice").format(table=table.name))
    return keyed


def _condition(table: Table, row: Row) -> Row:
    return {_KEY + name: row[name] for name in table.primary_key.columns.keys()}  # noqa: SIM118 - a collection, not a dict


@cache
def _update(table: Table) -> Update:
    return update(table).where(*(column == bindparam(_KEY + column.name) for column in table.primary_key))


@cache
def _delete(table: Table) -> Delete:
    return delete(table).where(*(column == bindparam(_KEY + column.name) for column in table.primary_key))
