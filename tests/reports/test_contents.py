"""What the sheets say: the rubric's rules on paper."""

import warnings
from dataclasses import replace

import pypdfium2 as pdfium
import pytest

from banks import a_bank, a_story, a_tag, full_customers
from reports.sheets import A4, aws, empty_bank, hard_bank, sample, text_of, whole_loop
from storybank.analysis.saying import may_say
from storybank.analysis.telling import tellings
from storybank.model import Bank, Figure, Story
from storybank.reports import REPORTS
from storybank.reports.cheatsheet import cheatsheet_pdf
from storybank.reports.heading import date_text
from storybank.reports.matrix import matrix_pdf
from storybank.reports.preview import page_count, page_images


def a_teller(**fields: object) -> Story:
    return a_story("one", a_tag("dive-deep", 3.5, "primary"), status="ready", customers=full_customers(), **fields)


def loop(*stories: Story, principles: tuple[str, ...] = ("dive-deep",), **target: object) -> Bank:
    return a_bank(*stories, framework=aws(), principles=principles, **target)


def figure(claim: str, confidence: str = "verified", baseline: str = "") -> Figure:
    return Figure(claim=claim, baseline=baseline, source="", confidence=confidence)  # pyright: ignore[reportArgumentType]


def test_cheat_sheet_shows_the_first_figure_that_may_be_claimed() -> None:
    figures = (
        figure("saved 9 million", "do-not-claim"),
        figure("pages down by half", "estimate", "40 a week"),
        figure("third"),
    )
    text = text_of(cheatsheet_pdf(loop(a_teller(figures=figures)), A4))
    assert "~pages down by half, against 40 a week" in text
    assert "saved 9 million" not in text
    assert "third" not in text


def test_a_claim_that_must_not_be_made_stands_in_no_other_text_of_the_sheet() -> None:
    story = a_teller(
        hook="We saved  9 MILLION", anchors=("saved 9 million at once", "the anchor that stays"), opening="I saved 9\nmillion.",
        trade_off="Saved 9 million, lost time", closing="And that saved 9 million", figures=(figure("saved 9 million", "do-not-claim"),),
    )  # fmt: skip
    for kind in ("cheatsheet", "cards"):
        text = text_of(REPORTS[kind].make(loop(story), A4))
        assert "9 million" not in text.casefold()
        assert "the anchor that stays" in text
    assert may_say(story, "unsaved 9 millions")


def test_room_brings_in_everything() -> None:
    story = a_teller(
        hook="The hook", anchors=("one", "two", "three", "four", "five"), opening="The opening", closing="The closing",
        trade_off="The trade-off", figures=(figure("a figure", baseline="a base"),),
    )  # fmt: skip
    text = text_of(cheatsheet_pdf(loop(story), A4))
    for words in (
        "The hook",
        "one · two · three · four · five",
        "“The opening”",
        "“The closing”",
        "The trade-off",
        "a figure, against a base",
    ):
        assert words in text
    assert "Left out" not in text


def test_the_foot_counts_what_was_left_out_and_keeps_the_order() -> None:
    text = text_of(cheatsheet_pdf(whole_loop(sample()), A4))
    told = tellings(whole_loop(sample()), sample().framework)
    firsts = sum(telling.told is not None and not telling.repeat for telling in told)
    assert f"{firsts} closing lines, {firsts} opening lines" in text
    assert "figure" not in text.split("Left out")[1]


def test_repeats_and_the_bar_are_marked() -> None:
    stories = (
        a_story(
            "a",
            a_tag("dive-deep", 4.0, "primary"),
            a_tag("ownership", 3.5),
            a_tag("frugality", 2.0),
            status="ready",
            title="Alpha",
        ),
        a_story("b", a_tag("dive-deep", 3.0), status="draft", title="Beta"),
    )
    text = text_of(cheatsheet_pdf(loop(*stories, principles=("dive-deep", "ownership", "frugality", "think-big")), A4))
    assert "Ownership Alpha 3.5" in text
    assert "Alpha 4 (again)" in text
    assert "Backup: Beta 3 under the bar" in text
    assert "(again: see Dive Deep) Under the bar" in text
    assert "Alpha 3.5 (see Dive Deep)" in text, "the text stands where the story tells best"
    assert "No story yet" in text
    assert "Needed: one that answers" in text


def test_matrix_counts_vetoes_and_names_what_it_does_not_count() -> None:
    stories = (
        a_story("a", a_tag("dive-deep", 4.0, "primary", 3), status="ready"),
        a_story("b", a_tag("ownership", 3.0), status="draft"),
        a_story("c", status="idea", title="An idea of mine"),
        a_story("d", status="retired", title="An old one"),
    )
    bank = loop(*stories, principles=("dive-deep", "ownership"), loop_date="2026-11-24", company="AWS")
    text = text_of(matrix_pdf(bank, A4))
    assert "1 principle can be vetoed 1 hangs on one story 0 have a backup" in text
    assert "24 November 2026, 1 day left · 2 stories, 1 ready" in text
    assert "Kept, not counted: An idea of mine (idea) · An old one (retired)" in text
    assert "Ownership can be vetoed: the best score is 3" in text
    ready = text_of(matrix_pdf(bank, replace(A4, ready_only=True)))
    assert "The b story (draft)" in ready
    assert "1 ready story" in ready


def test_empty_sheets_say_so() -> None:
    assert "No story counts yet." in text_of(matrix_pdf(empty_bank(), A4))
    assert "No story is ready yet." in text_of(matrix_pdf(empty_bank(), replace(A4, ready_only=True)))
    assert text_of(cheatsheet_pdf(empty_bank(), A4)).count("No story yet") == 16
    assert "there is no card to cut" in text_of(REPORTS["cards"].make(empty_bank(), A4))


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2026-11-23", "23 November 2026, today"),
        ("2026-11-20", "20 November 2026, 3 days ago"),
        ("2027-01-20", "20 January 2027, 58 days left"),
        ("soon", "soon"),
        ("", ""),
    ],
)
def test_days_left(day: str, text: str) -> None:
    assert date_text(a_bank(loop_date=day), A4.today) == text


def test_metadata_names_the_bank_and_nobody() -> None:
    pdf = matrix_pdf(replace(sample(), title="Spring <loop> 東京"), A4)
    with pdfium.PdfDocument(pdf) as document:
        found = document.get_metadata_dict()
    assert found["Title"] == "Coverage matrix: Spring <loop> 東京"
    assert found["Author"] == ""
    assert b"/Lang (en)" in pdf
    assert b"Helvetica" not in pdf


def test_preview_is_plain_pixels_and_leaves_nothing_open() -> None:
    pdf = REPORTS["cards"].make(hard_bank(), A4)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        images = page_images(pdf, 1.0)
    assert len(images) == page_count(pdf) == 4
    for image in images:
        assert (image.width, image.height) == (596, 842)
        assert image.stride >= image.width * 4
        assert len(image.pixels) == image.stride * image.height
        assert image.pixels[:3] == b"\xff\xff\xff"
        assert len(set(image.pixels[::4])) > 5
