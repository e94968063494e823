"""What is written comes back, field for field; a change touches what differs and nothing else."""

import dataclasses
import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.golden import BANK, FRAMEWORK, STORY, VERSIONS
from store.golden import GOLDEN as GOLDEN_BANKS
from store.strategies import banks
from storybank.model import Bank, Change, Story
from storybank.store import BankError, BankFile, BankReadOnly, BankRefused, canonical
from storybank.store.connection import driver
from storybank.store.migrations import STEPS
from storybank.store.rows import LISTS
from storybank.store.sealing import digest_of_text
from storybank.store.tables import metadata

GOLDEN = Path(__file__).parents[1] / "golden"


def change(before: Bank, after: Bank) -> Change:
    return Change(before=before, after=after, label="test")


def types_of(value: object) -> object:
    """The types all the way down: 1 is not True, and a list is no tuple."""
    if dataclasses.is_dataclass(value):
        return [types_of(getattr(value, field.name)) for field in dataclasses.fields(value)]
    if isinstance(value, tuple):
        return tuple(types_of(item) for item in value)
    return {k: types_of(v) for k, v in value.items()} if isinstance(value, dict) else type(value)


@given(bank=banks())
def test_a_bank_comes_back_as_it_was(bank: Bank, tmp_path_factory: pytest.TempPathFactory) -> None:
    with BankFile.create(tmp_path_factory.mktemp("bank") / "a.storybank", bank) as file:
        found = file.read()
    assert found == bank
    assert types_of(found.stories) == types_of(bank.stories)
    assert types_of(found.waivers) == types_of(bank.waivers)


@given(data=st.data())
def test_any_change_and_its_undo(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    before = data.draw(banks(FRAMEWORK))
    after = data.draw(st.one_of(banks(FRAMEWORK), banks(), reordered(before)))
    step = change(before, after)
    with BankFile.create(tmp_path_factory.mktemp("bank") / "a.storybank", before) as file:
        file.write(step)
        assert file.read() == after
        assert file.revision == (1 if before == after else 2)
        file.write(step.swapped())
        assert file.read() == before


def reordered(bank: Bank) -> st.SearchStrategy[Bank]:
    return st.permutations([story.id for story in bank.stories]).map(lambda ids: bank.with_order(tuple(ids)))


def test_only_rows_that_differ_are_touched(tmp_path: Path) -> None:
    tag = STORY.principles[0]
    proof = dataclasses.replace(tag.evidence[1], text="now proven")
    evidence = (tag.evidence[0], proof, tag.evidence[2])
    edited = dataclasses.replace(
        STORY, title="New", principles=(dataclasses.replace(tag, evidence=evidence), STORY.principles[1])
    )
    with BankFile.create(tmp_path / "a.storybank", BANK) as file:
        seen: list[str] = []
        driver(file._connection).set_trace_callback(seen.append)
        file.write(change(BANK, BANK.with_story(edited)))
    *rows, digest, seal, commit = seen
    assert digest.startswith("INSERT INTO seals (part, digest) VALUES ('retire-console-wizard', ")
    assert seal.startswith("INSERT INTO seal (only, digest) VALUES (1, ")
    assert commit == "COMMIT"
    assert rows == [
        "BEGIN IMMEDIATE",
        "UPDATE bank SET revision=(bank.revision + 1) WHERE bank.revision = 1",
        "UPDATE stories SET title='New' WHERE stories.id = 'retire-console-wizard'",
        (
            "UPDATE evidence SET text='now proven' WHERE evidence.story = 'retire-console-wizard' AND evidence.principle = 'own' "
            "AND evidence.position = 1"
        ),
    ]


def test_a_change_of_nothing_writes_nothing(tmp_path: Path) -> None:
    with BankFile.create(tmp_path / "a.storybank", BANK) as file:
        file.write(change(BANK, dataclasses.replace(BANK)))
        assert file.revision == 1


TOO_MUCH = {
    "half a pair": dataclasses.replace(STORY, narrative="\ud800"),
    "a blank title": dataclasses.replace(STORY, title=" "),
    "an unknown word": dataclasses.replace(STORY, status="lost"),  # pyright: ignore[reportArgumentType]
    "a score between": dataclasses.replace(STORY, principles=(dataclasses.replace(STORY.principles[0], score=3.3),)),
    "a principle twice": dataclasses.replace(STORY, principles=STORY.principles[:1] * 2),
    "a blank claim": dataclasses.replace(STORY, figures=(dataclasses.replace(STORY.figures[0], claim=""),)),
}
BAD_BANKS = {what: BANK.with_story(story) for what, story in TOO_MUCH.items()} | {
    "a story twice": dataclasses.replace(BANK, stories=(STORY, STORY)),
    "a number too large": dataclasses.replace(BANK, framework=dataclasses.replace(FRAMEWORK, version=2**63)),
    "no number": dataclasses.replace(BANK, waivers=(dataclasses.replace(BANK.waivers[0], detail={"n": float("nan")}),)),
    "a waiver without its story": dataclasses.replace(BANK, stories=BANK.stories[1:]),
}


@pytest.mark.parametrize("what", BAD_BANKS)
def test_what_cannot_be_stored_changes_nothing(what: str, tmp_path: Path) -> None:
    path = tmp_path / "a.storybank"
    with pytest.raises(BankRefused, match=r"^“.*a\.storybank” was not saved because .+\.$"):
        BankFile.create(path, BAD_BANKS[what])
    assert list(tmp_path.iterdir()) == []
    with BankFile.create(path, BANK) as file:
        was = path.read_bytes()
        with pytest.raises(BankRefused):
            file.write(change(BANK, BAD_BANKS[what]))
        assert file.revision == 1
        assert file.read() == BANK
        file.write(change(BANK, BANK.without_story("second")))
        assert file.read() == BANK.without_story("second")
    assert path.read_bytes() != was


def test_every_field_of_a_story_has_its_place() -> None:
    fields = {field.name for field in dataclasses.fields(Story)}
    columns = set(metadata.tables["stories"].c.keys()) - {"position"}
    assert fields == columns | set(LISTS)
    for table, record in LISTS.values():
        held = set(table.c.keys()) - {"position", "story"}
        assert held == ({f.name for f in dataclasses.fields(record)} - {"evidence"} if record else {"text"})


@pytest.mark.parametrize("golden", sorted(GOLDEN.glob("*.storybank")), ids=lambda path: path.stem)
def test_golden_files_open_as_they_were_written(golden: Path, tmp_path: Path) -> None:
    path, bank = Path(shutil.copy(golden, tmp_path / "old.storybank")), GOLDEN_BANKS[golden.stem]
    with BankFile.open(path) as file:
        found = file.read()
        assert found == bank
        assert types_of(found) == types_of(bank)
        edited = bank.with_story(dataclasses.replace(STORY, title="Opened years later"))
        file.write(change(bank, edited))
        assert file.read() == edited


@pytest.mark.parametrize("golden", sorted(GOLDEN.glob("*.storybank")), ids=lambda path: path.stem)
def test_golden_files_are_read_without_being_brought_up_to_date(golden: Path, tmp_path: Path) -> None:
    path, bank = Path(shutil.copy(golden, tmp_path / "old.storybank")), GOLDEN_BANKS[golden.stem]
    was = path.read_bytes()
    with BankFile.open(path, read_only=True) as file:
        assert file.read() == bank
        with pytest.raises(BankReadOnly):
            file.write(change(bank, bank.without_story("second")))
    assert path.read_bytes() == was
    assert list(tmp_path.iterdir()) == [path]


def test_versions_of_the_golden_file_are_read_and_stories_of_an_older_format_filled_up(tmp_path: Path) -> None:
    path = Path(shutil.copy(GOLDEN / "v3.storybank", tmp_path / "old.storybank"))
    with BankFile.open(path) as file:
        assert file.versions() == VERSIONS[::-1]
        assert file.versions("gone") == VERSIONS[1:]
        assert file.versions("second") == ()
        older = dataclasses.asdict(STORY)
        del older["scale"]  # as a format without that field would have kept it
        text = canonical.text_of(older)
        put = "INSERT INTO versions VALUES (9, ?, '2026-11-22T00:00:00Z', 'edit', ?, ?)"
        driver(file._connection).execute(put, (STORY.id, text, digest_of_text(text)))
        assert file.versions(STORY.id)[0].story == dataclasses.replace(STORY, scale="")


@pytest.mark.parametrize(
    ("column", "other"),
    [("number", 7), ("story", "second"), ("kept", "2026-11-22T09:00:00Z"), ("why", "edit"), ("definition", "{}")],
)
def test_a_version_that_is_not_as_it_was_kept_is_left_out(tmp_path: Path, column: str, other: object) -> None:
    bank = GOLDEN_BANKS["v3"]
    with BankFile.create(tmp_path / "a.storybank", bank) as file:
        file.write(change(bank, bank.without_story("second")), VERSIONS)
        driver(file._connection).execute(f"UPDATE versions SET {column} = ? WHERE number = 2", (other,))  # noqa: S608
        assert file.versions() == VERSIONS[:1]


def test_a_golden_file_without_a_bank_of_its_name_would_be_noticed() -> None:
    assert (
        {path.stem for path in GOLDEN.glob("*.storybank")}
        == {f"v{n + 1}" for n in range(len(STEPS))}
        == {*GOLDEN_BANKS}
    )


def test_a_story_goes_with_what_was_kept_aside_of_it(tmp_path: Path) -> None:
    bank = GOLDEN_BANKS["v2"]
    fewer = bank.without_story("retire-console-wizard")
    assert [kept.story for kept in fewer.aside.stories] == ["second"]
    assert bank.without_story("second").aside.waivers == bank.aside.waivers[:1]
    with BankFile.create(tmp_path / "a.storybank", bank) as file:
        file.write(change(bank, fewer))
        assert file.read() == fewer
        file.write(change(fewer, bank))
        assert file.read() == bank
        alone = dataclasses.replace(bank, stories=bank.stories[1:], waivers=())
        with pytest.raises(BankRefused):
            file.write(change(bank, alone))
        assert file.read() == bank


def test_a_thousand_stories_take_one_select_per_table(tmp_path: Path) -> None:
    many = tuple(dataclasses.replace(STORY, id=f"story-{n}") for n in range(1000))
    bank = dataclasses.replace(BANK, stories=many, waivers=())
    with BankFile.create(tmp_path / "a.storybank", bank) as file:
        seen: list[str] = []
        driver(file._connection).set_trace_callback(seen.append)
        assert file.read() == bank
        assert sum(statement.startswith("SELECT") for statement in seen) == len(metadata.tables) - 1, (
            "history is read when it is asked for"
        )


def test_a_deleted_story_leaves_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.storybank"
    secret = dataclasses.replace(STORY, employer="Xyzzycorp", narrative="Xyzzycorp " * 2000)
    bank = dataclasses.replace(BANK, stories=(secret, BANK.stories[1]))
    with BankFile.create(path, bank) as file:
        file.write(change(bank, bank.without_story(secret.id)))
    assert b"Xyzzycorp" not in path.read_bytes()


def test_the_file_is_an_ordinary_database(tmp_path: Path) -> None:
    BankFile.create(tmp_path / "a.storybank", BANK).close()
    raw = sqlite3.connect(tmp_path / "a.storybank")
    try:
        assert raw.execute("SELECT title FROM stories ORDER BY position").fetchall() == [
            (s.title,) for s in BANK.stories
        ]
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert (tmp_path / "a.storybank").read_bytes()[68:72] == b"STBK"
    finally:
        raw.close()


def test_an_odd_file_name_is_only_a_name(tmp_path: Path) -> None:
    path = tmp_path / "ä b?mode=ro&x#%41 \udcff\n.storybank"
    with BankFile.create(path, BANK) as file:
        file.write(change(BANK, BANK.without_story("second")))
    with pytest.raises(BankError) as caught:
        BankFile.create(path, BANK)
    assert "\n" not in str(caught.value)
    str(caught.value).encode()
