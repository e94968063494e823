"""CSV: every field of a story out and in, no cell that a spreadsheet runs, and bad cells told by row and column."""

import csv
import io

import pytest
from hypothesis import given

from banks import a_bank, a_framework, a_story, a_tag
from exchange.strategies import banks
from storybank.exchange.errors import InputError
from storybank.exchange.frameworks import Catalogue
from storybank.exchange.notes import Notes
from storybank.exchange.tables import bank_to_csv, bank_to_csv_matrix, read_csv
from storybank.model import Bank, Figure

FRAMEWORK = a_framework()


def read(text: str) -> Notes:
    return read_csv(text, "in.csv", FRAMEWORK)


@given(banks())
def test_out_and_in_are_the_same_stories(bank: Bank) -> None:
    text = bank_to_csv(bank)
    assert read(text).stories == bank.stories
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not any(cell[:1] in set("=+-@\t\r") for cell in row if cell)


def test_the_notation_can_be_read_by_people() -> None:
    figure = Figure(claim="a|b", baseline="410\nweek", source="", confidence="verified")
    story = a_story("a", a_tag("care", 3.5, "primary", 2), figures=(figure,), tags=("x", ""))
    row = next(csv.DictReader(io.StringIO(bank_to_csv(a_bank(story)), newline="")))
    assert (
        row["principles"]
        == "care | rank: primary | score: 3.5\n  evidence: d0 | text: proof 0\n  evidence: d1 | text: proof 1"
    )
    assert row["figures"] == "a\\|b | baseline: 410\\nweek | confidence: verified"
    assert row["tags"] == "x\n\\e"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_other_delimiters_orders_and_missing_columns(delimiter: str) -> None:
    rows = [
        ["Trade-off", "Company", "TITLE", "Status", "Mood"],
        ["a, b", "Initech", "One; two", "ready", "fine"],
        ["", "", "", "", ""],
        ["", "", "One; two"],
    ]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    found = read("\ufeff" + out.getvalue())
    first, second = found.stories
    assert (first.title, first.employer, first.trade_off, first.status, first.id) == (
        "One; two",
        "Initech",
        "a, b",
        "ready",
        "one-two",
    )
    assert first.narrative == "Mood: fine"
    assert (second.id, second.status) == ("one-two-2", "draft")
    assert any("column “Mood” is no field of ours" in finding.text for finding in found.findings)


BAD = [
    ("title,status\nA,done\n", "row 2, status: must be one of idea, draft, ready, retired, not “done”"),
    ("title,status\n\nA,done\n", "row 3, status: must be"),
    ("title,internal\nA,perhaps\n", "row 2, internal: must be yes or no"),
    ("title\n ,\n", "no story"),
    ("hook,title\nx,\n", "row 2, title: must not be blank"),
    ("id,title\na,A\na,B\n", "row 3, id: stands in a row above too"),
    ("title,title\na,A\n", "row 1, title: stands twice"),
    ("hook\nA\n", "row 1: needs a column “title”"),
    ("", "row 1: needs a column “title”"),
    ("title,customers\nA,first | who: x\n", "row 2, customers[0].tier: must be one of primary, secondary, tertiary"),
    (
        "title,customers\nA,primary | wo: x\n",
        "row 2, customers: “wo: x” must be a name and a value; the names are who, gain, cost",
    ),
    ("title,principles\nA,care | score: much\n", "row 2, principles[0].score: must be a number, not text"),
    ("title,principles\nA,grit | score: 3\n", "row 2, principles[0].principle: “grit” is unknown; allowed are care"),
    ("title,principles\nA,care | score: nan\n", "row 2, principles[0].score: must be a finite number"),
    (
        'title,principles\nA,"care\n  proof: x"\n',
        "row 2, principles: an indented line must begin with the name of a list",
    ),
    ("title,hook\nA,b,c\n", "row 2: has 3 cells, but there are 2 columns"),
    ('title\n"A\n', "row 2: this is not a table: a quotation mark is opened here"),
    ("title\nA\x00\n", "holds NUL characters"),
]


@pytest.mark.parametrize(("text", "message"), BAD, ids=[message[:40] for _text, message in BAD])
def test_bad_cells_are_told_by_row_and_column(text: str, message: str) -> None:
    if message == "no story":
        assert read(text).stories == ()
        return
    with pytest.raises(InputError) as caught:
        read(text)
    assert f"in.csv: {message}" in str(caught.value)


def test_all_bad_cells_are_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        read("title,status,internal\nA,done,perhaps\n,ready,yes\n")
    assert len(caught.value.problems) == 3


def test_the_matrix_has_ranks_scores_best_and_depth() -> None:
    bank = a_bank(
        a_story("a", a_tag("care", 3.5, "primary"), a_tag("own", None), title="=A"),
        a_story("b", a_tag("care", 4.0)),
        a_story("gone", a_tag("own", 4.0), status="retired"),
    )
    rows = list(csv.reader(io.StringIO(bank_to_csv_matrix(bank), newline="")))
    assert rows[0][:4] == ["id", "title", "Customer Care", "Owning It"]
    assert [row[:4] for row in rows[1:]] == [
        ["a", "'=A", "P 3.5", "S"],
        ["b", "The b story", "S 4", ""],
        ["", "Best", "4", ""],
        ["", "Depth", "2", "0"],
    ]


def test_a_column_of_nothing_but_principles_is_one_whatever_stands_above_it() -> None:
    rows = 'Name of story,Best for,Mood\nThe queue,"Ownership, Dive Deep 3.5",Frugality pays\nThe vendor,Have Backbone; Disagree and Commit,\n'
    framework = Catalogue.standard().built_in("aws-pm")
    assert framework is not None
    notes = read_csv(rows, "t.csv", framework)
    assert [[tag.principle for tag in story.principles] for story in notes.stories] == [
        ["ownership", "dive-deep"],
        ["disagree-and-commit"],
    ]
    assert "Frugality pays" in notes.stories[0].narrative
