"""Versions of stories as rows: kept with a change, read one story at a time, and each with a digest of its own."""

import dataclasses
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, select

from storybank.model import Story, Version
from storybank.store import canonical, tables
from storybank.store.errors import Damage
from storybank.store.sealing import digest_of_text
from storybank.texts import _

Stamps = dict[str, list[tuple[int, str]]]
"""Per story the number of each version and when it was kept, the oldest first."""

_TABLE = tables.versions
_SEALED = ("number", "story", "kept", "why", "definition")
_BLANK = dataclasses.asdict(Story.blank("", ""))


def read_stamps(connection: Connection) -> Stamps:
    """Return when versions were kept, without reading them."""
    found: Stamps = {}
    for number, story, kept in connection.execute(
        select(_TABLE.c.number, _TABLE.c.story, _TABLE.c.kept).order_by(_TABLE.c.number)
    ):
        found.setdefault(story, []).append((number, kept))
    return found


def read_versions(connection: Connection, story_id: str | None) -> tuple[Version, ...]:
    """Return the versions of a story, or of all, the newest first; one that is damaged is left out, the others are whole."""
    query = select(_TABLE).order_by(_TABLE.c.number.desc())
    if story_id is not None:
        query = query.where(_TABLE.c.story == story_id)
    return tuple(
        Version(number=row["number"], story=_story(row), kept=row["kept"], why=row["why"])
        for row in connection.execute(query).mappings()
        if row["digest"] in (_digest(row), digest_of_text(row["definition"]))  # the latter is how it was made at first
    )


def keep(connection: Connection, versions: Sequence[Version]) -> None:
    """Keep versions; their numbers are theirs already."""
    put = "INSERT INTO versions (number, story, kept, why, definition, digest) VALUES (?, ?, ?, ?, ?, ?)"
    for version in versions:
        text = canonical.text_of(dataclasses.asdict(version.story))
        values = (version.number, version.story.id, version.kept, version.why, text)
        row = dict(zip(_SEALED, values, strict=True))
        connection.exec_driver_sql(put, (*values, _digest(row)))


def drop(connection: Connection, numbers: Sequence[int]) -> None:
    """Forget versions."""
    for number in numbers:
        connection.exec_driver_sql("DELETE FROM versions WHERE number = ?", (number,))


def erase(connection: Connection, *, all_versions: bool) -> None:
    """Forget the versions of stories that are gone, or all."""
    gone = _TABLE.c.story.not_in(select(tables.stories.c.id))
    connection.execute(delete(_TABLE) if all_versions else delete(_TABLE).where(gone))


def _digest(row: Any) -> bytes:
    return digest_of_text(json.dumps([row[name] for name in _SEALED]))


def _story(row: Any) -> Story:
    """Return the story of a version. A version of an older format may lack a field that stories have since: it is empty there."""
    where = f"versions[{row['number']}].definition"
    value = canonical.value_of(row["definition"], where)
    if not isinstance(value, dict):
        raise Damage(_("{where} does not hold what it should").format(where=where))
    return canonical.record_of(Story, _BLANK | value, where)
