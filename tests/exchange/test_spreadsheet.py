"""Tables and workbooks as people keep them: each story found, none invented, titles and principles exact, and no word of any cell lost."""

import json
import re
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from banks import a_bank, a_sound_bank
from exchange.strategies import banks
from faults.bombs import BOMBS
from storybank.exchange.errors import InputError
from storybank.exchange.frameworks import Catalogue
from storybank.exchange.notes import AS_RECOGNISED, Choices, Notes
from storybank.exchange.source import decode
from storybank.exchange.spreadsheet_writing import bank_to_xlsx
from storybank.exchange.tables import bank_to_csv_matrix, read_csv
from storybank.exchange.workbook import read_workbook, shown, workbook_sheets
from storybank.model import Bank, Framework, Story

FOLDER = Path(__file__).parent / "notes"
FILES = sorted(file for file in FOLDER.iterdir() if file.suffix in (".csv", ".tsv", ".xlsx"))
FOUND = Catalogue.standard().built_in("aws-pm")
assert FOUND is not None
AWS: Framework = FOUND
every_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)


def read(file: Path, choices: Choices = AS_RECOGNISED) -> Notes:
    if file.suffix == ".xlsx":
        return read_workbook(file.read_bytes(), file.name, AWS, choices)
    return read_csv(decode(file.read_bytes(), file.name), file.name, AWS, choices)


def expected(file: Path) -> dict[str, Any]:
    return json.loads(file.with_suffix(".expected.json").read_text("utf-8"))


def source_text(file: Path) -> str:
    if file.suffix != ".xlsx":
        return decode(file.read_bytes(), file.name)
    return shown(workbook_sheets(file.read_bytes(), file.name))


def told(story: Story) -> str:
    values = [getattr(story, name) for name in Story.__slots__]
    return "\n".join("\n".join(map(str, value)) if isinstance(value, tuple) else str(value) for value in values)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def lost(text: str, notes: Notes) -> set[str]:
    """The words of a source that are neither in a story, nor in a finding, nor a head that is shown as a part."""
    kept = [
        *map(told, notes.stories),
        *(finding.text for finding in notes.findings),
        *(part.name for part in notes.parts),
    ]
    return words(text) - words("\n".join(kept))


@every_file
def test_titles_principles_and_texts_are_those_of_the_file(file: Path) -> None:
    want, notes = expected(file), read(file)
    assert [story.title for story in notes.stories] == [story["title"] for story in want["stories"]]
    for story, wanted in zip(notes.stories, want["stories"], strict=True):
        if wanted["principles"] is not None:
            tags = [(tag.principle, tag.rank, tag.score) for tag in story.principles]
            assert tags == [(tag["id"], tag["rank"], tag.get("score")) for tag in wanted["principles"]], story.title
        for phrase in wanted.get("tells", []):
            assert phrase in told(story)
    skipped = [finding.text for finding in notes.findings if finding.kind == "skipped"]
    for phrase in want.get("skipped", []):
        assert any(phrase in text for text in skipped)


@every_file
def test_no_word_is_lost(file: Path) -> None:
    assert not lost(source_text(file), read(file))


@every_file
def test_a_second_reading_says_the_same_and_every_line_is_there(file: Path) -> None:
    notes = read(file)
    assert notes == read(file)
    assert len(notes.lines) == len(notes.stories)
    last = source_text(file).count("\n") + 1
    assert all(1 <= line <= last for lines in notes.lines for line in lines)


cells = st.one_of(
    st.sampled_from(("", "x", "P", "S 3", "3.5", "10", "no", "–", "Ownership", "Dive Deep, Frugality", "ready", "2022", "Best", "a; b", "'=1")),
    st.text("ab ÄxPS13.,;|#-\n", max_size=8),
)  # fmt: skip
heads = st.sampled_from(
    ("Title", "Story", "LP", "Primary LP", "Situation", "Result", "Ownership", "Dive Deep", "I&S", "Company", "Mood", "Status", "ID", "", "Tags",
     "Anchors", "Backup story", "Primary story", "Internal", "Hook", "Narrative"),
)  # fmt: skip


@settings(suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much))
@given(st.lists(heads, min_size=1, max_size=6).flatmap(
    lambda row: st.tuples(st.just(row), st.lists(st.lists(cells, min_size=len(row), max_size=len(row) + 1), max_size=5))
))  # fmt: skip
def test_no_word_of_any_table_is_lost(table: tuple[list[str], list[list[str]]]) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (table[0], *table[1]):
        sheet.append(row)
    for row in sheet.rows:
        for cell in row:
            cell.data_type = "s" if cell.value is not None else cell.data_type
    out = BytesIO()
    book.save(out)
    try:
        notes = read_workbook(out.getvalue(), "in.xlsx", AWS)
    except InputError:
        return
    assert not lost("\n".join(cell for row in table[1] for cell in row), notes)
    assert len({story.id for story in notes.stories}) == len(notes.stories)


# Ours


@given(banks())
def test_a_workbook_of_ours_out_and_in_is_the_same(bank: Bank) -> None:
    notes = read_workbook(bank_to_xlsx(bank), "in.xlsx", bank.framework)
    assert notes.stories == bank.stories
    assert notes.whole


@given(banks())
def test_a_matrix_of_ours_gives_ids_ranks_and_scores_again(bank: Bank) -> None:
    counts = {s.id: s for s in bank.stories if s.status in ("draft", "ready")}
    notes = read_csv(bank_to_csv_matrix(bank), "m.csv", bank.framework)
    assert {story.id for story in notes.stories} == set(counts)
    for story in notes.stories:
        ours = counts[story.id]
        got = {(tag.principle, tag.rank, tag.score) for tag in story.principles}
        assert got == {(tag.principle, tag.rank, tag.score) for tag in ours.principles}
        assert words(story.title) == words(ours.title)


def test_a_matrix_sheet_alone_is_read_without_its_feet_and_legend() -> None:
    bank = a_sound_bank()
    book = load_workbook(BytesIO(bank_to_xlsx(bank)))
    del book["Stories"]
    out = BytesIO()
    book.save(out)
    notes = read_workbook(out.getvalue(), "in.xlsx", bank.framework)
    assert [s.id for s in notes.stories] == [s.id for s in bank.stories]


def test_a_longest_workbook_is_read_while_one_waits() -> None:
    bank = a_sound_bank()
    many = a_bank(*(
        Story(**{**{n: getattr(s, n) for n in Story.__slots__}, "id": f"{s.id}-{k}", "narrative": "words " * 500})
        for k in range(300 // len(bank.stories) + 1) for s in bank.stories
    ), framework=bank.framework)  # fmt: skip
    data = bank_to_xlsx(many)
    began = time.process_time()
    assert len(read_workbook(data, "in.xlsx", bank.framework).stories) == len(many.stories)
    assert time.process_time() - began < 3


# What people say otherwise


def test_a_column_goes_where_the_user_says() -> None:
    text = "Name,Firm,Title,Mood\nA mast,Acme,Engineer,calm\n"
    first = read_csv(text, "in.csv", AWS)
    assert first.stories[0].title == "Engineer"
    assert {part.name: part.field for part in first.parts} == {"Name": "", "Firm": "", "Title": "title", "Mood": ""}
    notes = read_csv(
        text, "in.csv", AWS, Choices(fields={"Name": "title", "Firm": "employer", "title": "role", "Mood": "tags"})
    )
    story = notes.stories[0]
    assert (story.title, story.employer, story.role, story.tags) == ("A mast", "Acme", "Engineer", ("calm",))
    assert {part.name: part.field for part in notes.parts} == {
        "Name": "title",
        "Firm": "employer",
        "Title": "role",
        "Mood": "tags",
    }
    kept = read_csv(text, "in.csv", AWS, Choices(fields={"Mood": "", "Title": ""}))
    assert (kept.stories[0].title, kept.stories[0].narrative) == (
        "A mast",
        "Firm: Acme\n\nTitle: Engineer\n\nMood: calm",
    )


def test_a_row_that_is_not_to_be_a_story_is_quoted() -> None:
    notes = read_csv("Title,Mood\nA mast,calm\nA cup,loud\n", "in.csv", AWS, Choices(begins_none=frozenset({2})))
    assert [story.title for story in notes.stories] == ["A cup"]
    assert any("A mast | calm" in finding.text for finding in notes.findings)
    assert [(head.line, head.begins) for head in notes.heads] == [(2, False), (3, True)]


# Shapes at their edges


def test_stories_without_a_title_are_called_as_they_begin() -> None:
    notes = read_csv(
        "Where,Situation,Result\nAcme,The pumps failed. Then it rained.,Dry\nAcme,A mast fell,Up\n", "in.csv", AWS
    )
    assert [story.title for story in notes.stories] == ["The pumps failed.", "A mast fell"]
    assert [finding.line for finding in notes.findings if finding.kind == "guessed"] == [1, 2, 3]


def test_stories_named_by_number_are_still_a_matrix() -> None:
    notes = read_csv("LP,Story 1,Story 2\nOwnership,x,P\nDive Deep,P,\n", "in.csv", AWS)
    assert [story.title for story in notes.stories] == ["Story 1", "Story 2"]
    assert [[(tag.principle, tag.rank) for tag in story.principles] for story in notes.stories] == [
        [("ownership", "secondary"), ("dive-deep", "primary")],
        [("ownership", "primary")],
    ]


def test_two_primaries_of_a_story_are_told() -> None:
    notes = read_csv("Story,Ownership,Dive Deep\nA mast,P,P 3\n", "in.csv", AWS)
    assert [(tag.rank, tag.score) for tag in notes.stories[0].principles] == [("primary", None), ("secondary", 3.0)]
    assert any("stated twice" in finding.text for finding in notes.findings)


def test_a_table_of_something_else_is_refused() -> None:
    with pytest.raises(InputError, match="row 1: needs a column “title”"):
        read_csv("Date,Amount\n2022,5\n", "in.csv", AWS)


def test_beside_our_own_sheet_nothing_is_taken_and_all_is_told() -> None:
    bank = a_sound_bank()
    book = load_workbook(BytesIO(bank_to_xlsx(bank)))
    book.create_sheet("Mine").append(["Title", "a remark of mine"])
    out = BytesIO()
    book.save(out)
    notes = read_workbook(out.getvalue(), "in.xlsx", bank.framework)
    assert notes.stories == bank.stories
    assert [finding.text for finding in notes.findings if finding.kind == "skipped"] == [
        "sheet “Matrix” is not read: “Stories” holds the stories field for field",
        "sheet “Mine” is not read: “Stories” holds the stories field for field",
        "Title | a remark of mine",
    ]


# Hostile


LARGE = {"rows of nothing.xlsx", "cells of nothing.xlsx"}  # with the others, tests/faults measures how long they take


@pytest.mark.parametrize("name", [name for name in BOMBS if name.endswith(".xlsx") and name not in LARGE])
def test_a_hostile_workbook_is_refused_in_a_sentence(name: str) -> None:
    with pytest.raises(InputError) as caught:
        read_workbook(BOMBS[name](), name, AWS)
    assert "Traceback" not in str(caught.value)
    assert str(caught.value).startswith(f"{name}: ")
