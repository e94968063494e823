"""Inside one process: saving a story against raw sqlite3, and how the gaps of a bank grow with it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from material import bank_of, sample
from measuring import Bar, no_collection, rounds, timed

from storybank.analysis.gaps import gaps
from storybank.model import Bank, Change

Statement = tuple[str, object, bool]
Edit = Callable[[Bank], Bank]
RAW = "raw sqlite3 commit of the story’s rows"
APART = ("seal", "seals", "versions")  # what a raw commit has not: it is ours to pay for
CHECKS_MS = 100.0
PRAGMAS = ("foreign_keys = ON", "secure_delete = ON", "journal_mode = DELETE", "synchronous = FULL")


def saves(folder: Path, count: int, seconds: float) -> list[Bar]:
    """Measure what autosave does most (one field of one story), and a whole story put in and taken out again; seal and history included."""
    few, many = sample(), bank_of(100)
    return [
        _save(Bar("save", "one field of a story saved", RAW, 4.0), few, _typed, folder, count, seconds / 3),
        _save(Bar("save_story", "a whole story saved", RAW, 4.0), few, _added, folder, count, seconds / 3),
        _save(
            Bar("save_of_100", "one field, bank of 100 stories", RAW, None), many, _typed, folder, count, seconds / 3
        ),
    ]


def _typed(bank: Bank) -> Bank:
    story = bank.stories[4]
    return bank.with_story(replace(story, narrative=story.narrative + " And one sentence more."))


def _added(bank: Bank) -> Bank:
    return bank.with_story(replace(bank.stories[0], id="another-story", title="Another story"))


def _save(bar: Bar, bank: Bank, edit: Edit, folder: Path, count: int, seconds: float) -> Bar:
    """Edit a bank and take it back, through the session and then, with the statements it gave the driver, on a raw connection.

    Ten minutes pass between two edits, so that each keeps a version of the story.
    """
    from storybank.services.session import Session
    from storybank.store.salvage import read_remains

    now = datetime(2026, 1, 1, tzinfo=UTC)

    ours, theirs = folder / f"{bar.name}.storybank", folder / f"{bar.name}-raw.storybank"
    Session.create(theirs, bank).close()
    with Session.create(ours, bank) as session, closing(_raw(theirs)) as raw, recorded() as statements:
        ends = [session.bank, edit(session.bank)]  # what is not edited is shared, as it is in the window
        with no_collection():
            for number in rounds(2 * count + 4, seconds, 10):
                change = Change(before=session.bank, after=ends[(number + 1) % 2], label="")
                statements.clear()
                now += timedelta(minutes=10)
                took = timed(lambda change=change, now=now: session.apply(change, now=now))
                begins = max(at for at, one in enumerate(statements) if one[0].startswith("BEGIN"))
                plain = [one for one in statements[begins:] if not _is_apart(one[0])]
                floor = timed(lambda plain=plain: _replay(raw, plain))
                if number >= 4:  # the first ones fill caches
                    bar.add(took, floor)
        kinds = [sql.split(None, 1)[0] for sql, _values, _many in statements]
        bar.note = f"{sum(kind in ('INSERT', 'UPDATE', 'DELETE') for kind in kinds)} statements"
        bank = session.bank
    if read_remains(theirs).stories != bank.stories:
        raise RuntimeError("the raw connection did not write the same rows")
    return bar


def _is_apart(sql: str) -> bool:
    words = sql.replace("(", " ").split()[:5]
    return words[0] == "SELECT" or any(table in words for table in APART)


def _raw(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _replay(raw: sqlite3.Connection, statements: list[Statement]) -> None:
    for sql, values, many in statements:
        (raw.executemany if many else raw.execute)(sql, values)
    raw.execute("COMMIT")


@contextmanager
def recorded() -> Iterator[list[Statement]]:
    """Collect what SQLAlchemy gives to the driver, without looking into anybody's private parts."""
    from sqlalchemy import Engine, event

    statements: list[Statement] = []

    def keep(_connection, _cursor, sql, values, _context, many) -> None:
        statements.append((sql, values, many))

    event.listen(Engine, "before_cursor_execute", keep)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", keep)


def growth(count: int, seconds: float) -> Bar:
    """Measure the gaps of 1,000 stories against those of 100."""
    bar = Bar("gaps", "gaps of 1,000 stories", "gaps of 100 stories", 12.0)
    few, many = bank_of(100), bank_of(1000)
    gaps(few, few.framework)
    for _number in rounds(count, seconds):
        with no_collection():
            ours = timed(lambda: gaps(many, many.framework))
        with no_collection():
            bar.add(ours, timed(lambda: gaps(few, few.framework)))
    return bar


def opening(folder: Path, count: int, seconds: float) -> Bar:
    """Measure what the checks add to opening a bank of 300 stories: SQLite's own, and every digest."""
    from storybank.services.session import Session
    from storybank.store import bankfile

    bar = Bar("open", "what all checks add to opening 300 stories", f"{CHECKS_MS:g} ms", 1.0)
    path = folder / "open.storybank"
    Session.create(path, bank_of(300)).close()
    unchecked = {"examine": lambda *_: None, "digests_of": lambda _bank: {}, "_refuse_broken": lambda *_: None}
    checked = {name: getattr(bankfile, name) for name in unchecked}
    Session.open(path).close()
    for _number in rounds(count, seconds):
        took = []
        for names in (checked, unchecked):
            for name, rule in names.items():
                setattr(bankfile, name, rule)
            with no_collection():
                took.append(timed(lambda: Session.open(path).close()))
        bar.ours.append(max(took[0] - took[1], 0.0))
    for name, rule in checked.items():
        setattr(bankfile, name, rule)
    bar.floor = [CHECKS_MS]
    return bar
