"""Backups that come by themselves: when one is due, and which of the old ones go."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from banks import a_bank, a_story
from storybank.model import Change
from storybank.services import backing, safety
from storybank.services.session import Session

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def bank(desk: Path) -> Path:
    path = desk / "mine.storybank"
    Session.create(path, a_bank(a_story("one"), a_story("two"))).close()
    return path


def test_one_a_day_where_something_differs(bank: Path) -> None:
    assert backing.back_up_daily(bank, NOW) is not None
    assert backing.back_up_daily(bank, NOW + timedelta(hours=3)) is None
    assert backing.back_up_daily(bank, NOW + timedelta(days=1)) is None
    with Session.open(bank) as session:
        after = session.bank.with_story(replace(session.bank.stories[0], hook="New"))
        session.apply(Change(before=session.bank, after=after, label=""))
    made = backing.back_up_daily(bank, NOW + timedelta(days=1))
    assert made is not None
    assert made.cause == "opening"
    assert [one.name for one in safety.list_backups(bank)] == [
        "2026-11-24T120000Z-opening",
        "2026-11-23T120000Z-opening",
    ]


def test_old_ones_go_but_never_for_one_that_is_broken_or_holds_less(bank: Path) -> None:
    first = [safety.make_backup(bank, NOW + timedelta(hours=hour)) for hour in range(3)]
    with Session.open(bank) as session:
        after = session.bank.without_story("two")
        session.apply(Change(before=session.bank, after=after, label=""))
    less = safety.make_backup(bank, NOW + timedelta(hours=3))
    broken = safety.make_backup(bank, NOW + timedelta(hours=4))
    broken.path.write_bytes(b"spoilt" * 100)
    for day in (1, 2, 3):
        backing.back_up(bank, NOW + timedelta(days=day))
    left = {one.path for one in safety.find_backups(bank)}
    assert {first[2].path, less.path, broken.path} <= left
    assert not {first[0].path, first[1].path} & left


def test_what_changes_much(bank: Path) -> None:
    before = a_bank(*(a_story(f"s{n}") for n in range(5)))
    four = replace(before, stories=(*(replace(one, hook="x") for one in before.stories[:4]), before.stories[4]))
    three = replace(before, stories=(*(replace(one, hook="x") for one in before.stories[:3]), *before.stories[3:]))
    changes = [Change(before=before, after=after, label="") for after in (four, three, before.without_story("s1"))]
    assert [backing.is_bulk(change) for change in changes] == [True, False, True]
