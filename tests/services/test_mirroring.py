"""A mirror follows its bank file for file, never writes over what somebody edited, and never touches what is not ours."""

from dataclasses import replace
from pathlib import Path

import pytest

from banks import a_bank, a_story
from storybank.exchange.markdown import read_markdown
from storybank.model import Bank
from storybank.services.mirroring import Mirrored, drop_mirror, keep_mirror, mirror_of, refresh
from storybank.texts import Refusal

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def mirror(desk: Path) -> Path:
    folder = desk / "mirror"
    folder.mkdir()
    keep_mirror(desk / "a.storybank", folder)
    return folder


@pytest.fixture
def path(desk: Path) -> Path:
    return desk / "a.storybank"


def a_b() -> Bank:
    return a_bank(a_story("a", narrative="First."), a_story("b", narrative="Second."))


def fresh(path: Path, bank: Bank, *over: Path) -> Mirrored:
    done = refresh(path, bank, over)
    assert done is not None
    return done


def test_only_what_differs_is_written_and_it_reads_back(path: Path, mirror: Path) -> None:
    bank = a_b()
    assert fresh(path, bank) == Mirrored(2, 0, (), ())
    assert sorted(file.name for file in mirror.iterdir()) == ["01-a.md", "02-b.md"]
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in mirror.iterdir())
    assert read_markdown((mirror / "01-a.md").read_text("utf-8"), "x", bank.framework).stories == bank.stories[:1]
    assert fresh(path, bank) == Mirrored(0, 0, (), ())
    was = (mirror / "01-a.md").stat().st_mtime_ns
    changed = bank.with_story(replace(bank.stories[1], narrative="Third."))
    assert fresh(path, changed).written == 1
    assert (mirror / "01-a.md").stat().st_mtime_ns == was


def test_a_story_that_is_gone_takes_its_file_along_and_nobody_elses(path: Path, mirror: Path) -> None:
    fresh(path, a_b())
    (mirror / "09-mine.md").write_text("---\nid: mine\n---\n", "utf-8")
    (mirror / "notes.txt").write_text("mine", "utf-8")
    assert fresh(path, a_b().without_story("b")).removed == 1
    assert sorted(file.name for file in mirror.iterdir()) == ["01-a.md", "09-mine.md", "notes.txt"]


def test_a_new_order_gives_files_new_names(path: Path, mirror: Path) -> None:
    fresh(path, a_b())
    assert fresh(path, a_b().with_order(("b", "a"))) == Mirrored(2, 2, (), ())
    assert sorted(file.name for file in mirror.iterdir()) == ["01-b.md", "02-a.md"]


def test_an_edited_file_stays_until_its_story_is_brought_in_or_given_up(path: Path, mirror: Path) -> None:
    bank = a_b()
    fresh(path, bank)
    file = mirror / "01-a.md"
    file.write_text(file.read_text("utf-8").replace("First.", "Edited.") + "\n", "utf-8")
    mine = bank.with_story(replace(bank.stories[0], hook="changed here"))
    for _time in range(2):
        assert fresh(path, mine) == Mirrored(0, 0, (file,), ())
        assert "Edited." in file.read_text("utf-8")
    edited = read_markdown(file.read_text("utf-8"), "x", bank.framework).stories[0]
    assert fresh(path, bank.with_story(edited)) == Mirrored(0, 0, (), ()), "the same words"
    file.write_text(file.read_text("utf-8").replace("hook: ''", 'hook: ""'), "utf-8")
    assert fresh(path, bank.with_story(edited)).edited == (), "the same story in other words"
    file.write_text("scribble", "utf-8")
    assert fresh(path, mine.without_story("a")).edited == (file,), "not removed either"
    assert fresh(path, mine, file).edited == ()
    assert "changed here" in file.read_text("utf-8")


def test_what_is_no_plain_file_is_left_alone(path: Path, mirror: Path, desk: Path) -> None:
    target = desk / "elsewhere.md"
    target.write_text("mine", "utf-8")
    (mirror / "01-a.md").symlink_to(target)
    (mirror / "02-b.md").mkdir()
    assert fresh(path, a_b()).foreign == (mirror / "01-a.md", mirror / "02-b.md")
    assert target.read_text("utf-8") == "mine"


def test_a_folder_with_an_earlier_export_is_not_written_over_silently(path: Path, mirror: Path) -> None:
    (mirror / "01-a.md").write_text("---\nid: a\ntitle: Another\n---\n\nOld.\n", "utf-8")
    assert fresh(path, a_b()).edited == (mirror / "01-a.md",)


def test_a_folder_that_is_gone_is_told_and_tried_again(path: Path, mirror: Path) -> None:
    fresh(path, a_b())
    mirror.rename(mirror.with_name("moved"))
    with pytest.raises(Refusal, match="is gone; the bank itself is saved"):
        refresh(path, a_b())
    mirror.mkdir()
    assert fresh(path, a_b()).written == 2


def test_it_is_remembered_for_each_bank_and_can_be_switched_off(path: Path, mirror: Path, desk: Path) -> None:
    assert mirror_of(path) == mirror
    assert mirror_of(desk / "b.storybank") is None
    fresh(path, a_b())
    drop_mirror(path)
    assert mirror_of(path) is None
    assert refresh(path, a_b()) is None
    assert len(list(mirror.iterdir())) == 2


def test_a_crash_between_file_and_record_makes_no_file_a_strangers(
    path: Path, mirror: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from storybank.services import mirroring

    fresh(path, a_b())
    write, calls = mirroring._write, []

    def once(*words: object) -> None:
        calls.append(words)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        write(*words)  # type: ignore[arg-type]

    changed = a_b().with_story(replace(a_b().stories[0], narrative="Changed."))
    with monkeypatch.context() as patch:
        patch.setattr(mirroring, "_write", once)
        with pytest.raises(Refusal, match="no space left"):
            refresh(path, changed)
    assert fresh(path, a_b()).edited == ()
