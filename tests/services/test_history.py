"""When a story is kept as it was, and how many of its versions stay."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from banks import a_bank, a_story
from storybank.analysis.history import MEASURE, SPELL
from storybank.model import Change, Why
from storybank.services.session import Session

THEN = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session.create(tmp_path / "bank.storybank", a_bank(a_story("one", hook="0"), a_story("two")))


def edit(session: Session, hook: str, now: datetime, why: Why = "edit") -> None:
    story = next(story for story in session.bank.stories if story.id == "one")
    session.apply(
        Change(before=session.bank, after=session.bank.with_story(replace(story, hook=hook)), label=""), why, now
    )


def hooks(session: Session) -> list[str]:
    """What the versions say, the oldest first."""
    return [version.story.hook for version in reversed(session.versions("one"))]


def test_a_spell_of_editing_keeps_what_was_before_it(session: Session) -> None:
    for minute in range(5):
        edit(session, f"a{minute}", THEN + minute * MINUTE)
    assert hooks(session) == ["0"]
    edit(session, "b", THEN + SPELL)
    assert hooks(session) == ["0", "a4"]
    assert session.versions("two") == ()
    assert [version.kept for version in session.versions()] == ["2026-11-20T09:05:00Z", "2026-11-20T09:00:00Z"]


def test_a_story_is_kept_before_much_of_it_goes_even_within_a_spell(session: Session) -> None:
    long = "what I did and why it mattered. " * 20
    edit(session, long, THEN)
    edit(session, f"{long} And more.", THEN + MINUTE)
    edit(session, "", THEN + 2 * MINUTE)
    assert hooks(session) == ["0", f"{long} And more."]


def test_what_goes_bit_by_bit_is_kept_as_it_was_when_it_was_whole(session: Session) -> None:
    words = [f"word{at}" for at in range(90)]
    for count in (90, 75, 60, 45, 30):
        edit(session, " ".join(words[:count]), THEN + MINUTE)
    assert hooks(session) == ["0", " ".join(words)]


def test_a_narrative_that_is_replaced_is_kept_although_the_new_one_is_as_long(session: Session) -> None:
    for number, text in enumerate(("a" * 400, "b" * 400)):
        story = replace(session.bank.stories[0], narrative=text)
        session.apply(
            Change(before=session.bank, after=session.bank.with_story(story), label=""), now=THEN + number * MINUTE
        )
    assert [version.story.narrative[:1] for version in session.versions("one")] == ["a", ""]


@pytest.mark.parametrize("why", ["import", "restore"])
def test_imports_and_restores_always_keep_what_was_before(session: Session, why: Why) -> None:
    edit(session, "a", THEN)
    edit(session, "b", THEN + MINUTE, why)
    assert hooks(session) == ["0", "a"]
    assert session.versions("one")[0].why == why


def test_a_story_is_kept_before_it_is_deleted_and_only_once_when_that_is_repeated(session: Session) -> None:
    edit(session, "a", THEN)
    there, gone = session.bank, session.bank.without_story("one")
    for _time in range(3):
        session.apply(Change(before=there, after=gone, label=""), now=THEN + MINUTE)
        session.apply(Change(before=gone, after=there, label=""), now=THEN + MINUTE)
    assert hooks(session) == ["0", "a"]
    assert session.versions("one")[0].why == "delete"


def test_a_clock_that_was_set_back_does_not_stop_it(session: Session) -> None:
    edit(session, "a", THEN)
    edit(session, "b", THEN - timedelta(days=3650))
    edit(session, "c", THEN - timedelta(days=3650) + MINUTE)
    assert hooks(session) == ["0", "a"]


def test_another_session_goes_on_with_the_numbers_and_the_times(session: Session) -> None:
    edit(session, "a", THEN)
    with Session.open(session.path) as other:
        edit(other, "b", THEN + MINUTE)
        assert hooks(other) == ["0"]
        edit(other, "c", THEN + 2 * SPELL)
        assert hooks(other) == ["0", "b"]
        assert [version.number for version in other.versions()] == [2, 1]
    session.reload()
    edit(session, "d", THEN + 4 * SPELL)
    assert hooks(session) == ["0", "b", "c"]


def test_old_versions_are_thinned(session: Session) -> None:
    for number in range(400):
        edit(session, str(number), THEN + number * timedelta(hours=6))
    kept = session.versions("one")
    assert len(kept) <= 4 + MEASURE.daily + MEASURE.weekly + MEASURE.monthly
    assert kept[0].story.hook == "398"
    days = [version.kept[:10] for version in kept]
    assert len(days) == len(set(days)), "of each day one; the last day has one so far"


def test_moving_a_story_keeps_nothing(session: Session) -> None:
    session.apply(Change(before=session.bank, after=session.bank.with_order(("two", "one")), label=""), now=THEN)
    assert session.versions() == ()
