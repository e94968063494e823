"""Every sheet of every kind of bank: pages as promised, every title, every principle, nothing outside, nothing on top of something."""

import time
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings

from banks import banks
from reports.sheets import (
    A4,
    LETTER,
    assert_sound,
    aws,
    empty_bank,
    framework_of,
    hard_bank,
    long_bank,
    pages,
    sample,
    squeezed,
    text_of,
    whole_loop,
)
from storybank.analysis.coverage import counted
from storybank.model import Bank
from storybank.reports import REPORTS, Options
from storybank.reports.cards import cards_pdf
from storybank.reports.cheatsheet import cheatsheet_pdf
from storybank.reports.matrix import matrix_pdf
from storybank.reports.type import clean

CARD_MARGIN = 27.0
"""9.5 mm: cards are small, and printers reach 6.4 mm."""
BANKS = {
    "sample": sample(),
    "whole loop": whole_loop(sample()),
    "hard": hard_bank(),
    "hard, half the loop": hard_bank(target=tuple(p.id for p in aws().principles[::2])),
    "empty": empty_bank(),
    "one story": replace(sample(), stories=sample().stories[:1]),
    "one principle": replace(sample(), target=replace(sample().target, principles=("dive-deep",))),
    "generic": Bank.empty(framework_of("generic-pm"), ""),
}
PAPERS = {"A4": A4, "Letter": LETTER}
both_papers = pytest.mark.parametrize("options", PAPERS.values(), ids=PAPERS)
every_bank = pytest.mark.parametrize("bank", BANKS.values(), ids=BANKS)


def assert_names(pdf: bytes, bank: Bank) -> None:
    text = squeezed(text_of(pdf))
    for principle in bank.target_principles():
        assert squeezed(principle.name) in text, principle.name


@every_bank
@both_papers
@pytest.mark.parametrize("ready_only", [False, True])
def test_matrix_is_one_page_with_every_title_and_principle(bank: Bank, options: Options, ready_only: bool) -> None:
    pdf = matrix_pdf(bank, replace(options, ready_only=ready_only))
    assert len(assert_sound(pdf)) == 1
    text = squeezed(text_of(pdf))
    for story in bank.stories:
        assert squeezed(clean(story.title)) in text
    assert_names(pdf, bank)
    assert "asreported,notofficial" in text


@every_bank
@both_papers
@pytest.mark.parametrize("landscape", [False, True])
def test_cheat_sheet_is_one_legible_page_with_every_principle(bank: Bank, options: Options, landscape: bool) -> None:
    pdf = cheatsheet_pdf(bank, replace(options, landscape=landscape))
    (page,) = assert_sound(pdf, smallest=7.5)
    assert (page.width > page.height) == landscape
    assert_names(pdf, bank)
    assert "never say 97 %" not in " ".join(page.text.split())


@every_bank
@both_papers
def test_cards_stand_four_to_a_sheet(bank: Bank, options: Options) -> None:
    pdf = cards_pdf(bank, options)
    found = assert_sound(pdf, smallest=7.0, margin=CARD_MARGIN)
    assert len(found) == max(1, -(-len(counted(bank)) // 4))


@both_papers
def test_forty_stories_flow_onto_pages_with_repeated_heads(options: Options) -> None:
    bank = long_bank()
    found = assert_sound(matrix_pdf(bank, options))
    assert len(found) in {3, 4}
    for number, page in enumerate(found, 1):
        assert f"page {number} of {len(found)}" in page.text
        assert "Dive Deep" in page.text
    text = squeezed(" ".join(page.text for page in found))
    assert all(squeezed(story.title) in text for story in bank.stories)
    assert len(assert_sound(cheatsheet_pdf(bank, options), smallest=7.5)) == 1


def test_many_ideas_are_listed_on_pages_of_their_own() -> None:
    bank = long_bank(200)
    ideas = replace(
        bank, stories=tuple(replace(s, status="idea" if n > 5 else "ready") for n, s in enumerate(bank.stories))
    )
    text = squeezed(text_of(matrix_pdf(ideas, A4)))
    assert_sound(matrix_pdf(ideas, A4))
    assert all(squeezed(story.title) in text for story in ideas.stories)


@pytest.mark.parametrize("count", [20, 34, 70])
def test_frameworks_of_many_principles_stay_on_the_page(count: int) -> None:
    framework = aws()
    named = [
        replace(framework.principles[n % 16], id=f"p{n}", name=f"{framework.principles[n % 16].name} {n}")
        for n in range(count)
    ]
    bank = replace(hard_bank(), framework=replace(framework, principles=tuple(named)))
    pdf = matrix_pdf(bank, A4)
    assert_sound(pdf)
    assert_names(pdf, bank)
    assert len(assert_sound(cheatsheet_pdf(bank, A4), smallest=7.5)) == 1


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("bank", [sample(), hard_bank(), empty_bank()], ids=["sample", "hard", "empty"])
def test_the_same_bank_gives_the_same_bytes(name: str, bank: Bank) -> None:
    assert REPORTS[name].make(bank, A4) == REPORTS[name].make(bank, A4)


@given(banks())
def test_every_sheet_of_any_bank_is_made(bank: Bank) -> None:
    matrix = matrix_pdf(bank, A4)
    found = assert_sound(matrix)
    if len(counted(bank)) <= 14:
        assert len(found) == 1
    text = squeezed(text_of(matrix))
    for story in bank.stories:
        assert squeezed(clean(story.title)) in text
    for landscape in (False, True):
        sheet = cheatsheet_pdf(bank, replace(LETTER, landscape=landscape))
        assert len(assert_sound(sheet, smallest=7.5)) == 1
        assert_names(sheet, bank)
    assert len(pages(cards_pdf(bank, LETTER))) >= 1


@settings(max_examples=300)
@given(banks())
def test_three_hundred_banks_within_two_seconds_a_sheet(bank: Bank) -> None:
    for name, report in REPORTS.items():
        start = time.process_time()
        pdf = report.make(bank, A4)
        assert time.process_time() - start < 2.0, f"{name} hangs; one takes some 20 ms"
        with pdfium.PdfDocument(pdf) as document:
            assert len(document) == 1 if name == "cheatsheet" else len(document) >= 1
