"""Erased for good: the name of a deleted employer is in none of our bytes any more."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from banks import a_bank, a_story
from storybank.model import Bank, Change
from storybank.paths import data_folder
from storybank.services import recovery
from storybank.services.erasing import Erasable, erasable, erase_deleted
from storybank.services.safety import find_backups, make_backup, read_backup
from storybank.services.session import Session

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
EMPLOYER = "Xyzzycorp"


def bank_of_two() -> Bank:
    told = f"{EMPLOYER} " * 3000
    return a_bank(a_story("gone", title="The deal", employer=EMPLOYER, narrative=told), a_story("kept", hook="stays"))


@pytest.fixture
def session(tmp_path: Path) -> Session:
    session = Session.create(tmp_path / "bank.storybank", bank_of_two())
    make_backup(session.path, NOW)
    told = session.bank.with_story(replace(session.bank.stories[1], hook=f"was at {EMPLOYER}"))
    session.apply(Change(before=session.bank, after=told, label=""), now=NOW)
    session.apply(
        Change(before=told, after=bank_of_two().without_story("gone"), label=""), now=NOW + timedelta(hours=1)
    )
    recovery.keep(session.path, bank_of_two(), bank_of_two())
    return session


def holding(*folders: Path) -> set[str]:
    """The names of the files below some folders that hold the secret in their bytes."""
    files = (file for folder in folders for file in folder.rglob("*") if file.is_file())
    return {file.suffix for file in files if EMPLOYER.encode() in file.read_bytes()}


def test_it_tells_what_is_still_kept(session: Session) -> None:
    assert erasable(session) == Erasable(deleted=("The deal",), versions=2, backups=1)
    assert EMPLOYER.encode() in session.path.read_bytes(), "the history has it"


def test_deleted_stories_leave_the_file_and_its_history(session: Session) -> None:
    assert erase_deleted(session, NOW) == 0
    assert [version.story.id for version in session.versions()] == ["kept", "kept"]
    assert erasable(session).deleted == ()
    assert len(find_backups(session.path)) == 1
    assert not recovery.is_kept(session.path)


def test_with_everything_no_byte_of_it_is_left_anywhere(session: Session) -> None:
    assert erase_deleted(session, NOW + timedelta(hours=2), all_versions=True, backups=True) == 1
    assert holding(session.path.parent, data_folder()) == set()
    assert session.versions() == ()
    (backup,) = find_backups(session.path)
    assert read_backup(backup) == session.bank == session.reload()


def test_backups_from_before_the_bank_was_renamed_go_too(session: Session, tmp_path: Path) -> None:
    session.close()
    renamed = session.path.rename(tmp_path / "renamed.storybank")
    stranger = Session.create(tmp_path / "other.storybank", bank_of_two())
    make_backup(stranger.path, NOW)
    with Session.open(renamed) as again:
        assert erase_deleted(again, NOW + timedelta(hours=2), all_versions=True, backups=True) == 1
    assert holding(renamed) == set()
    assert find_backups(session.path) == ()
    assert len(find_backups(stranger.path)) == 1, "another bank that has the story keeps its backups"


def test_backups_of_a_bank_on_a_stick_that_is_out_stay(session: Session, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    other = Session.create(tmp_path / "stick" / "other.storybank", bank_of_two())
    make_backup(other.path, NOW)
    other.close()
    (tmp_path / "stick").rename(tmp_path / "out")
    erase_deleted(session, NOW + timedelta(hours=2), backups=True)
    assert len(find_backups(other.path)) == 1


def test_the_session_goes_on_after_it(session: Session) -> None:
    erase_deleted(session, NOW, all_versions=True)
    before = session.bank
    session.apply(Change(before=before, after=replace(before, title="Later"), label=""))
    after = session.bank.with_story(replace(session.bank.stories[0], hook="later"))
    session.apply(Change(before=session.bank, after=after, label=""))
    assert [version.story.hook for version in session.versions()] == ["stays"]
    with Session.open(session.path, read_only=True) as other:
        assert other.bank == session.bank
