"""The seal: a SHA-256 digest per story, one of the bank's own rows, and one over all digests. It finds what SQLite's own checks do not.

A bit that flips in a text leaves a sound database: of 3,000 such flips `integrity_check` passed 476 that changed what somebody had written.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection, Table, select

from storybank.model import Bank, Change, Story
from storybank.store import tables
from storybank.store.rows import Rows, bank_rows, story_rows

try:  # CPython's own, as `random` takes it: hashlib brings OpenSSL along, which is 8 MB
    from _sha2 import sha256  # pyright: ignore[reportMissingImports]
except ImportError:
    try:
        from _sha256 import sha256  # pyright: ignore[reportMissingImports]
    except ImportError:
        from hashlib import sha256

Digests = dict[str, bytes]
"""Digest by part: a story's id, or `OWN` for what is the bank's own, the order of the stories included."""

OWN = ""
_JSON = ("definition", "detail")


def digests_of(bank: Bank) -> Digests:
    """Return the digests of every part of a bank."""
    return {OWN: own_digest(bank)} | {story.id: story_digest(story) for story in bank.stories}


@dataclass(frozen=True, slots=True)
class Difference:
    """What a change does to the digests: those of the parts it touches, the ids of the stories it takes away, the frame's digest after it.

    The frame is what is the bank's own but for the order of its stories; None while nobody has asked for its digest.
    """

    new: Digests
    gone: frozenset[str]
    frame: bytes | None


def differing_digests(change: Change, frame: bytes | None) -> Difference:
    """Return what a change does to the digests; `frame` is the digest of the frame before it, None where it was never made."""
    before, after = change.before, change.after
    order = [story.id for story in after.stories]
    touched = change.stories()
    new: Digests = {story.id: story_digest(story) for story in after.stories if story.id in touched}
    is_same_frame = _same_frame(before, after)
    if not is_same_frame or order != [story.id for story in before.stories]:
        frame = frame if frame and is_same_frame else digest(bank_rows(after))
        new[OWN] = _with_order(frame, order)
    return Difference(new, frozenset(story.id for story in before.stories).difference(order), frame)


def seal_of(revision: int, digests: Digests) -> bytes:
    """Return the seal over a revision and the digests of all parts."""
    total = sha256(str(revision).encode())
    for part in sorted(digests):
        total.update(json.dumps(part).encode())
        total.update(digests[part])
    return total.digest()


def read_seals(connection: Connection) -> tuple[Digests, bytes | None]:
    """Return the digests and the seal that the file keeps; no seal and no digests where it was never sealed."""
    rows = connection.execute(select(tables.seals.c.part, tables.seals.c.digest))
    digests = {part: kept for part, kept in rows}  # noqa: C416 - a row is no pair to `dict`
    return digests, connection.execute(select(tables.seal.c.digest)).scalar_one_or_none()


def write_seals(connection: Connection, new: Mapping[str, bytes], gone: frozenset[str], seal: bytes) -> None:
    """Keep new digests, forget those of stories that are gone, and put the seal over all; call it in the transaction of the change."""
    for part in gone:
        connection.exec_driver_sql("DELETE FROM seals WHERE part = ?", (part,))
    put = "INSERT INTO seals (part, digest) VALUES (?, ?) ON CONFLICT (part) DO UPDATE SET digest = excluded.digest"
    for part in new.items():
        connection.exec_driver_sql(put, part)
    put = "INSERT INTO seal (only, digest) VALUES (1, ?) ON CONFLICT (only) DO UPDATE SET digest = excluded.digest"
    connection.exec_driver_sql(put, (seal,))


def broken(kept: Digests, seal: bytes | None, found: Digests, revision: int) -> frozenset[str] | None:
    """Return the parts whose digest is not what is kept (their ids, or `OWN`), an empty set where only the seal is, None where all is whole."""
    if seal is None and not kept:
        return None  # a bank of before, not sealed yet
    parts = frozenset(part for part in kept.keys() | found.keys() if kept.get(part) != found.get(part))
    return parts if parts or seal != seal_of(revision, kept) else None


def story_digest(story: Story) -> bytes:
    """Return the digest of a story."""
    return digest(story_rows(0, story))


def own_digest(bank: Bank) -> bytes:
    """Return the digest of what is the bank's own, the order of its stories included."""
    return _with_order(digest(bank_rows(bank)), [story.id for story in bank.stories])


def _with_order(frame: bytes, order: list[str]) -> bytes:
    return sha256(frame + json.dumps(order).encode()).digest()


def digest(rows: Rows) -> bytes:
    """Return the digest of rows in canonical order: tables by name, rows as they stand, columns by name.

    Places of stories are left out, for moving one must not touch it, and so is the revision, which the seal itself holds.
    """
    listed = [
        [table.name, [[_plain(row[name], name) for name in _columns(table)] for row in found]]
        for table, found in sorted(rows.items(), key=lambda item: item[0].name)
        if found
    ]
    return digest_of_text(json.dumps(listed, separators=(",", ":"), sort_keys=True))


def digest_of_text(text: str) -> bytes:
    """Return the digest of a text."""
    return sha256(text.encode()).digest()


@cache
def _columns(table: Table) -> tuple[str, ...]:
    left_out = {"stories": "position", "bank": "revision"}.get(table.name)
    return tuple(sorted(column.name for column in table.c if column.name != left_out))


def _plain(value: object, column: str) -> object:
    """Return a value as it is hashed: numbers as floats, for a 3 that is written comes back as 3.0; so in what is kept as JSON."""
    if column in _JSON and isinstance(value, str):
        return json.loads(value, parse_int=float)
    return float(value) if isinstance(value, bool | int | float) else value


def _same_frame(before: Bank, after: Bank) -> bool:
    """Say whether the bank's own rows are the same."""
    parts = ("title", "framework", "target", "aliases", "waivers", "aside")
    return all(getattr(before, part) is getattr(after, part) for part in parts)
