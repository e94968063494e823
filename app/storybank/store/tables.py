"""The tables as the program sees them today. The files themselves are made by `migrations`; a test holds the two together.

Keys are natural ones, so that the rows of a record follow from the record alone. Order is kept by `position`, from 0 without a gap.
A column that has the name of a record's field holds that field: see `rows`.
"""

from typing import Any

from sqlalchemy import (
    BLOB,
    REAL,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

from storybank.model import CONFIDENCES, RANKS, SCORES, STATUSES, TIERS, WHYS

metadata = MetaData()

ASIDE = ("story", "principle", "waiver")
"""What is kept aside: of a story, a principle of the loop, a waiver."""


class Flag(TypeDecorator[bool]):
    """True or False, kept as 1 or 0. Anything else comes back as it is, for the reader to refuse."""

    impl = Integer
    cache_ok = True

    @property
    def python_type(self) -> type[bool]:
        """The type that a sound row has in this column."""
        return bool

    def process_result_value(self, value: Any, dialect: object) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """Return the flag that the number stands for."""
        return {0: False, 1: True}.get(value, value) if isinstance(value, int) else value


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _filled(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, CheckConstraint(f"trim({name}) <> ''"), nullable=False, primary_key=key)


def _word(name: str, words: tuple[str, ...]) -> Column[str]:
    listed = ", ".join(f"'{word}'" for word in words)
    return Column(name, Text, CheckConstraint(f"{name} IN ({listed})"), nullable=False, info={"allowed": words})


def _flag(name: str) -> Column[bool]:
    return Column(name, Flag, CheckConstraint(f"{name} IN (0, 1)"), nullable=False)


def _score(name: str) -> Column[float]:
    listed = ", ".join(f"{score:.1f}" for score in SCORES)
    return Column(name, REAL, CheckConstraint(f"{name} IN ({listed})"), info={"allowed": (None, *SCORES)})


def _position(*, key: bool = True) -> Column[int]:
    return Column(
        "position", Integer, CheckConstraint("position >= 0"), nullable=False, primary_key=key, autoincrement=False
    )


def _only() -> Column[int]:
    """Return the key of a table that has one row."""
    return Column("only", Integer, CheckConstraint("only = 1"), nullable=False, primary_key=True, autoincrement=False)


def _text_key(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, primary_key=True)


def _digest() -> Column[bytes]:
    return Column("digest", BLOB, CheckConstraint("length(digest) = 32"), nullable=False)


def _owner() -> Column[str]:
    return Column("story", Text, ForeignKey("stories.id", ondelete="CASCADE"), nullable=False, primary_key=True)


def _table(name: str, *columns: Column | ForeignKeyConstraint, clustered: bool = False) -> Table:
    """Return a STRICT table; `clustered` ones lie in the order of their key, so that a story's rows share a page."""
    return Table(name, metadata, *columns, sqlite_strict=True, sqlite_with_rowid=not clustered)


bank = _table(
    "bank",
    _only(),
    Column("revision", Integer, CheckConstraint("revision >= 1"), nullable=False),
    _text("title"),
    *(_text(name) for name in ("company", "role", "level", "service")),
    _flag("internal"),
    _text("loop_date"),
)
framework = _table(
    "framework", _only(), _text("id"), _text("name"), Column("version", Integer, nullable=False), _text("definition")
)
target_principles = _table("target_principles", _position(), _text("text"))
aliases = _table("aliases", _position(), _filled("term"), _text("alias"))
stories = _table(
    "stories",
    _filled("id", key=True),
    _position(key=False),
    _filled("title"),
    *(_text(name) for name in ("hook", "employer", "role", "period", "scale")),
    _word("status", STATUSES),
    _flag("internal"),
    *(_text(name) for name in ("narrative", "opening", "closing", "trade_off")),
)
# Deferred: a change may drop a story and the waivers that name it in any order, but never the story alone.
waivers = _table(
    "waivers",
    _position(),
    _text("rule"),
    Column("story", Text, ForeignKey("stories.id", deferrable=True, initially="DEFERRED")),
    Column("principle", Text),
    _text("detail"),
    _text("reason"),
)
# What the framework does not know: of a story, of the target (a principle), or a waiver. Never queried, so its words are one text.
aside = _table(
    "aside",
    _position(),
    _word("kind", ASIDE),
    Column("story", Text, ForeignKey("stories.id", deferrable=True, initially="DEFERRED")),
    _text("definition"),
)
story_tags = _table("story_tags", _owner(), _position(), _text("text"), clustered=True)
anchors = _table("anchors", _owner(), _position(), _text("text"), clustered=True)
customers = _table(
    "customers",
    _owner(),
    _position(),
    _word("tier", TIERS),
    *(_text(name) for name in ("who", "gain", "cost")),
    clustered=True,
)
# Keyed by the principle, not by the position: a tag that moves must not take its evidence out and in again.
story_principles = _table(
    "story_principles",
    _owner(),
    Column("principle", Text, nullable=False, primary_key=True),
    _position(key=False),
    _word("rank", RANKS),
    _score("score"),
    _text("angle"),
    clustered=True,
)
evidence = _table(
    "evidence",
    Column("story", Text, nullable=False, primary_key=True),
    Column("principle", Text, nullable=False, primary_key=True),
    _position(),
    _text("dimension"),
    _text("text"),
    ForeignKeyConstraint(
        ["story", "principle"], ["story_principles.story", "story_principles.principle"], ondelete="CASCADE"
    ),
    clustered=True,
)
story_signals = _table("story_signals", _owner(), _position(), _text("signal"), _text("note"), clustered=True)
figures = _table(
    "figures",
    _owner(),
    _position(),
    _filled("claim"),
    _text("baseline"),
    _text("source"),
    _word("confidence", CONFIDENCES),
    clustered=True,
)

# What is kept beside the records: digests that tell whether they are as they were written, and stories as they were.
seals = _table("seals", _text_key("part"), _digest(), clustered=True)
seal = _table("seal", _only(), _digest())
versions = _table(
    "versions",
    Column("number", Integer, nullable=False, primary_key=True),
    _filled("story"),
    _text("kept"),
    _word("why", WHYS),
    _text("definition"),
    _digest(),
)
Index("versions_by_story", versions.c.story, versions.c.number)

IN_ORDER: tuple[Table, ...] = tuple(metadata.sorted_tables)
"""All tables, owners before what they own."""
