"""The steps that bring a bank file from each format to the next: plain SQL that never changes once it was published.

A step never looks at today's tables or records: it must do in ten years what it does now. `user_version` counts the steps a file has had.
"""

from sqlalchemy import Connection

from storybank.store.connection import driver, transaction

APPLICATION_ID = 0x5354424B  # "STBK", at byte 68 of every bank

Step = tuple[str, ...]

_STEP_1: Step = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    """CREATE TABLE bank (
        only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
        revision INTEGER NOT NULL CHECK (revision >= 1),
        title TEXT NOT NULL,
        company TEXT NOT NULL,
        role TEXT NOT NULL,
        level TEXT NOT NULL,
        service TEXT NOT NULL,
        internal INTEGER NOT NULL CHECK (internal IN (0, 1)),
        loop_date TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE framework (
        only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        version INTEGER NOT NULL,
        definition TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE target_principles (
        position INTEGER NOT NULL PRIMARY KEY CHECK (position >= 0),
        text TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE aliases (
        position INTEGER NOT NULL PRIMARY KEY CHECK (position >= 0),
        term TEXT NOT NULL CHECK (trim(term) <> ''),
        alias TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE stories (
        id TEXT NOT NULL PRIMARY KEY CHECK (trim(id) <> ''),
        position INTEGER NOT NULL CHECK (position >= 0),
        title TEXT NOT NULL CHECK (trim(title) <> ''),
        hook TEXT NOT NULL,
        employer TEXT NOT NULL,
        role TEXT NOT NULL,
        period TEXT NOT NULL,
        scale TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('idea', 'draft', 'ready', 'retired')),
        internal INTEGER NOT NULL CHECK (internal IN (0, 1)),
        narrative TEXT NOT NULL,
        opening TEXT NOT NULL,
        closing TEXT NOT NULL,
        trade_off TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE waivers (
        position INTEGER NOT NULL PRIMARY KEY CHECK (position >= 0),
        rule TEXT NOT NULL,
        story TEXT REFERENCES stories (id) DEFERRABLE INITIALLY DEFERRED,
        principle TEXT,
        detail TEXT NOT NULL,
        reason TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE story_tags (
        story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        position INTEGER NOT NULL CHECK (position >= 0),
        text TEXT NOT NULL,
        PRIMARY KEY (story, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE anchors (
        story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        position INTEGER NOT NULL CHECK (position >= 0),
        text TEXT NOT NULL,
        PRIMARY KEY (story, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE customers (
        story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        position INTEGER NOT NULL CHECK (position >= 0),
        tier TEXT NOT NULL CHECK (tier IN ('primary', 'secondary', 'tertiary')),
        who TEXT NOT NULL,
        gain TEXT NOT NULL,
        cost TEXT NOT NULL,
        PRIMARY KEY (story, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE story_principles (
        story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        principle TEXT NOT NULL,
        position INTEGER NOT NULL CHECK (position >= 0),
        rank TEXT NOT NULL CHECK (rank IN ('primary', 'secondary')),
        score REAL CHECK (score IN (1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0)),
        angle TEXT NOT NULL,
        PRIMARY KEY (story, principle)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE evidence (
        story TEXT NOT NULL,
        principle TEXT NOT NULL,
        position INTEGER NOT NULL CHECK (position >= 0),
        dimension TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (story, principle, position),
        FOREIGN KEY (story, principle) REFERENCES story_principles (story, principle) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE story_signals (
        story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        position INTEGER NOT NULL CHECK (position >= 0),
        signal TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (story, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE figures (
        story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        position INTEGER NOT NULL CHECK (position >= 0),
        claim TEXT NOT NULL CHECK (trim(claim) <> ''),
        baseline TEXT NOT NULL,
        source TEXT NOT NULL,
        confidence TEXT NOT NULL CHECK (confidence IN ('verified', 'estimate', 'do-not-claim')),
        PRIMARY KEY (story, position)
    ) STRICT, WITHOUT ROWID""",
)

_STEP_2: Step = (
    """CREATE TABLE aside (
        position INTEGER NOT NULL PRIMARY KEY CHECK (position >= 0),
        kind TEXT NOT NULL CHECK (kind IN ('story', 'principle', 'waiver')),
        story TEXT REFERENCES stories (id) DEFERRABLE INITIALLY DEFERRED,
        definition TEXT NOT NULL
    ) STRICT""",
)

# Steps hold no program: a bank is sealed for the first time when it is opened for writing after this one.
_STEP_3: Step = (
    """CREATE TABLE seals (
        part TEXT NOT NULL PRIMARY KEY,
        digest BLOB NOT NULL CHECK (length(digest) = 32)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE seal (
        only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
        digest BLOB NOT NULL CHECK (length(digest) = 32)
    ) STRICT""",
    """CREATE TABLE versions (
        number INTEGER NOT NULL PRIMARY KEY,
        story TEXT NOT NULL CHECK (trim(story) <> ''),
        kept TEXT NOT NULL,
        why TEXT NOT NULL CHECK (why IN ('edit', 'import', 'restore', 'delete')),
        definition TEXT NOT NULL,
        digest BLOB NOT NULL CHECK (length(digest) = 32)
    ) STRICT""",
    "CREATE INDEX versions_by_story ON versions (story, number)",
)

STEPS: tuple[Step, ...] = (_STEP_1, _STEP_2, _STEP_3)


def migrate(connection: Connection, steps: tuple[Step, ...] = STEPS) -> None:
    """Take the steps that the file has not had, each whole or not at all."""
    raw = driver(connection)
    while (version := format_number(connection)) < len(steps):
        # A step that rebuilds a table must not cascade; the switch works outside a transaction only.
        raw.execute("PRAGMA foreign_keys = OFF")
        try:
            _take(connection, version, steps[version])
        finally:
            raw.execute("PRAGMA foreign_keys = ON")


def format_number(connection: Connection) -> int:
    """Return how many steps the file has had."""
    return driver(connection).execute("PRAGMA user_version").fetchone()[0]


def _take(connection: Connection, version: int, step: Step) -> None:
    with transaction(connection, "IMMEDIATE"):
        if format_number(connection) != version:
            return  # another program was faster
        for statement in step:
            connection.exec_driver_sql(statement)
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise AssertionError(f"step {version + 1} leaves rows without their owner")
        connection.exec_driver_sql(f"PRAGMA user_version = {version + 1}")
