"""An open bank: memory and file change together or not at all, and a file that cannot be read is let go of."""

from dataclasses import replace
from pathlib import Path

import pytest

from banks import a_bank, a_sound_bank, a_story
from storybank.model import AsideSignal, AsideStory, Change
from storybank.services.session import Session, Unsound
from storybank.store import BankChanged, BankDamaged, BankExists, BankFile
from storybank.texts import Refusal


@pytest.fixture
def path(desk: Path) -> Path:
    Session.create(desk / "a.storybank", a_sound_bank()).close()
    return desk / "a.storybank"


def test_a_change_and_back(path: Path) -> None:
    with Session.open(path) as session:
        before, at = session.bank, session.revision
        change = Change(before=before, after=before.with_story(replace(before.stories[0], hook="New")), label="")
        session.apply(change)
        assert (session.bank, session.revision) == (change.after, at + 1)
        session.apply(change.swapped())
        assert session.bank == before
    with Session.open(path, read_only=True) as session:
        assert session.bank == before
        assert session.path == path


def test_what_breaks_the_rules_of_a_bank_is_refused(path: Path) -> None:
    content = path.read_bytes()
    with Session.open(path) as session:
        before = session.bank
        blank = before.with_story(replace(before.stories[0], title=" "))
        doubled = replace(before, stories=(*before.stories, replace(before.stories[0], title="")))
        for after, told in ((blank, "title: must not be blank"), (doubled, "stories[8].id: ")):
            with pytest.raises(Unsound) as caught:
                session.apply(Change(before=before, after=after, label=""))
            assert told in str(caught.value)
            assert session.bank is before
        with pytest.raises(ValueError, match="does not start from"):
            session.apply(Change(before=blank, after=before, label=""))
    assert path.read_bytes() == content
    with pytest.raises(Unsound, match="title: must not be blank"):
        Session.create(path.with_name("b.storybank"), a_bank(a_story("a", title=" ")))
    assert not path.with_name("b.storybank").exists()


def test_what_is_kept_aside_is_looked_at_too(path: Path) -> None:
    with Session.open(path) as session:
        before = session.bank
        kept = AsideStory(story="nobody", principles=(), signals=(AsideSignal(at=0, signal="gone", note=""),))
        after = replace(before, aside=replace(before.aside, stories=(kept,)))
        with pytest.raises(Unsound, match="not a story of this bank"):
            session.apply(Change(before=before, after=after, label=""))
        sound = replace(before, aside=replace(before.aside, stories=(replace(kept, story="s1"),)))
        session.apply(Change(before=before, after=sound, label=""))
    with Session.open(path) as session:
        assert session.bank == sound
        session.apply(Change(before=sound, after=sound.without_story("s1"), label=""))
        assert session.bank.aside == before.aside


def test_another_program_was_faster(path: Path) -> None:
    with Session.open(path) as mine, Session.open(path) as other:
        before = mine.bank
        theirs = before.with_story(replace(before.stories[0], hook="Theirs"))
        other.apply(Change(before=other.bank, after=theirs, label=""))
        with pytest.raises(BankChanged):
            mine.apply(Change(before=before, after=before.without_story("s1"), label=""))
        assert mine.bank == before
        assert mine.reload() == theirs


def test_a_file_that_cannot_be_read_is_let_go_of(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[Path] = []
    close = BankFile.close

    def read(file: BankFile) -> None:
        raise BankDamaged(file.path, "a row")

    monkeypatch.setattr(BankFile, "read", read)
    monkeypatch.setattr(BankFile, "close", lambda file: (closed.append(file.path), close(file)))
    with pytest.raises(BankDamaged):
        Session.open(path)
    assert closed == [path]


def test_a_name_that_is_taken(path: Path) -> None:
    with pytest.raises(BankExists):
        Session.create(path, a_sound_bank())
    path.with_name("b.storybank-journal").write_bytes(b"")
    with pytest.raises(Refusal, match=r"b\.storybank-journal is left of another bank"):
        Session.create(path.with_name("b.storybank"), a_sound_bank())
