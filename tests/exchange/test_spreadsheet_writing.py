"""XLSX out: every field in a cell as CSV has it, the paper's colours, no formula, the same bytes each time."""

import csv
import io
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from banks import a_bank, a_framework, a_sound_bank, a_story, a_tag
from exchange.strategies import banks, texts
from storybank.analysis.coverage import coverage
from storybank.exchange.spreadsheet_writing import (
    FILLS,
    LONGEST,
    bank_to_xlsx,
    escaped,
    tone,
    unescaped,
    workbook_text,
)
from storybank.exchange.tables import bank_to_csv, bank_to_csv_matrix, read_csv
from storybank.model import Bank
from storybank.reports.cell import tones
from storybank.reports.sheet import PALETTE
from storybank.texts import Refusal


def rows(data: bytes, name: str) -> list[list[str]]:
    book = load_workbook(BytesIO(data))
    return [[unescaped(str(cell.value or "")) for cell in row] for row in book[name].iter_rows()]


@given(banks())
def test_the_stories_are_those_of_the_csv_cell_for_cell(bank: Bank) -> None:
    data = bank_to_xlsx(bank)
    written = rows(data, "Stories")
    assert written == list(csv.reader(io.StringIO(bank_to_csv(bank), newline="")))
    text = io.StringIO(newline="")
    csv.writer(text).writerows(written)
    assert read_csv(text.getvalue(), "x", bank.framework).stories == bank.stories
    assert all(c.data_type == "s" or c.value is None for s in load_workbook(BytesIO(data)) for r in s.rows for c in r)


@given(
    st.one_of(
        texts, st.text(st.characters(), max_size=9), st.sampled_from(["_x0041_", "_x005F_x0041_", "\r", "\ufffe"])
    )
)
def test_what_xml_cannot_hold_is_escaped_and_comes_back(text: str) -> None:
    assert unescaped(escaped(text)) == text


def test_the_matrix_is_the_csv_matrix_in_the_colours_of_the_paper() -> None:
    bank = a_sound_bank()
    data = bank_to_xlsx(bank)
    written = [row for row in rows(data, "Matrix") if any(row)]
    plain = list(csv.reader(io.StringIO(bank_to_csv_matrix(bank), newline="")))
    assert [[cell.replace("▲", "").strip() for cell in row] for row in written[: len(plain)]] == plain
    sheet = load_workbook(BytesIO(data))["Matrix"]
    assert (sheet.freeze_panes, sheet.page_setup.orientation) == ("C2", "landscape")
    fills = {cell.fill.fgColor.rgb[2:] for row in sheet.rows for cell in row if cell.fill.fill_type}
    assert fills <= {fill for fill, _ink in FILLS.values()}


@pytest.mark.parametrize("target", [(), ("own",)])
def test_each_fill_is_the_one_of_the_sheet(target: tuple[str, ...]) -> None:
    framework = a_framework()
    for score in (None, 1.0, 3.0, 3.5, 4.0):
        bank = a_bank(a_story("a", a_tag("care", score, "secondary", 1)), framework=framework)
        bank = replace(bank, target=replace(bank.target, principles=target))
        column = coverage(bank, framework).columns[0]
        paper = tones(column.cells[0], framework.bar, in_target=column.in_target)
        fill, ink = FILLS[tone(column.cells[0], column, framework.bar)]
        assert (f"#{fill.lower()}", f"#{ink.lower()}") == (PALETTE[paper.fill], PALETTE[paper.ink])


def test_the_same_bank_gives_the_same_bytes_and_names_nobody() -> None:
    bank = a_sound_bank()
    data = bank_to_xlsx(bank)
    assert data == bank_to_xlsx(bank)
    properties = load_workbook(BytesIO(data)).properties
    assert not properties.creator
    assert not properties.lastModifiedBy
    assert bank.stories[0].title in workbook_text(data)


def test_a_text_that_a_cell_would_cut_is_refused_in_a_sentence() -> None:
    assert bank_to_xlsx(a_bank(a_story("a", narrative="x" * LONGEST)))
    with pytest.raises(Refusal, match="narrative is longer than"):
        bank_to_xlsx(a_bank(a_story("a", narrative="😀" * (LONGEST // 2 + 1))))
