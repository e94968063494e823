"""How sheets are printed: without colour, with backs, in type that is never too small, and honest where there is little to show."""

from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banks import a_bank, a_story, a_tag
from reports.sheets import (
    A4,
    LETTER,
    LONG,
    Drawn,
    assert_sound,
    aws,
    empty_bank,
    hard_bank,
    hard_story,
    long_bank,
    pages,
    sample,
    squeezed,
    text_of,
    whole_loop,
)
from storybank.model import Bank
from storybank.reports import REPORTS, Options
from storybank.reports.cards import cards_pdf
from storybank.reports.cheatsheet import cheatsheet_pdf
from storybank.reports.matrix import matrix_pdf
from storybank.reports.preview import page_images
from storybank.reports.sheet import lightness

SHEETS = ("matrix", "cheatsheet", "cards")


def coloured(pdf: bytes) -> bool:
    """Whether any pixel of a page is anything but grey."""
    for image in page_images(pdf, 0.5):
        for row in range(image.height):
            line = image.pixels[row * image.stride : row * image.stride + 4 * image.width]
            if line[0::4] != line[1::4] or line[1::4] != line[2::4]:
                return True
    return False


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize("bank", [sample(), hard_bank()], ids=["sample", "hard"])
def test_grey_has_no_colour_and_the_same_texts_in_the_same_places(kind: str, bank: Bank) -> None:
    plain, grey = (REPORTS[kind].make(bank, replace(A4, grey=choice, duplex=True)) for choice in (False, True))
    assert coloured(plain)
    assert not coloured(grey)
    assert pages(plain) == pages(grey)


def test_tones_stay_apart_without_colour() -> None:
    for dark, light in (("strong", "solid"), ("solid", "pale"), ("aside", "aside-pale")):
        assert lightness(light) - lightness(dark) >= 20
    for fill in ("strong", "solid", "aside"):
        assert 100 - lightness(fill) >= 40, "white type stands on it"


def test_author_stands_in_the_file_only_when_one_is_set() -> None:
    for kind in SHEETS:
        for author, found in (("", ""), ("Ilka  Morvane", "Ilka Morvane")):
            with pdfium.PdfDocument(REPORTS[kind].make(sample(), replace(A4, author=author))) as document:
                assert document.get_metadata_dict()["Author"] == found


# Cards -------------------------------------------------------------------------------------------------------------------------------


def quarter(page_width: float, page_height: float, one: Drawn) -> tuple[bool, bool]:
    """Whether a text stands in the right half, and in the lower half."""
    x, y = (sum(axis) / len(axis) for axis in zip(*one.corners, strict=True))
    return x > page_width / 2, y < page_height / 2


@pytest.mark.parametrize("options", [A4, LETTER], ids=["A4", "Letter"])
def test_backs_follow_their_fronts_with_left_and_right_changed(options: Options) -> None:
    bank = a_bank(*(a_story(f"s{n}", a_tag("dive-deep", 4.0), title=f"Title{n}") for n in range(6)), framework=aws())
    found = assert_sound(cards_pdf(bank, replace(options, duplex=True)), smallest=7.0, margin=27.0)
    assert len(found) == 4
    at = [
        {one.text.strip(): quarter(page.width, page.height, one) for one in page.drawn if "Title" in one.text}
        for page in found
    ]
    assert at[0] == {f"Title{n}": (bool(n % 2), n > 1) for n in range(4)}
    for front, back in ((at[0], at[1]), (at[2], at[3])):
        assert back == {title: (not right, low) for title, (right, low) in front.items()}
    assert len(pages(cards_pdf(bank, options))) == 2


def test_what_a_front_has_no_room_for_stands_on_its_back() -> None:
    story = replace(
        hard_story(0, LONG, framework=aws()), closing="The closing words.", trade_off="Who paid in the end."
    )
    bank = a_bank(story, framework=aws())
    front, back = pages(cards_pdf(bank, replace(A4, duplex=True)))
    assert "Who paid" not in front.text
    assert "Who paid in the end." in " ".join(back.text.split())
    assert "a tertiary customer" in " ".join(back.text.split())


def test_backs_hold_the_answers_and_nothing_that_must_not_be_claimed() -> None:
    found = pages(cards_pdf(sample(), replace(A4, duplex=True)))
    backs = squeezed(" ".join(page.text for page in found[1::2]))
    assert squeezed("Rollback window set first: before any code") in backs
    assert squeezed("~ten minutes each morning") in backs
    assert "neversay97%" not in squeezed(text_of(cards_pdf(hard_bank(), replace(A4, duplex=True))))


# The matrix --------------------------------------------------------------------------------------------------------------------------


def turned(one: Drawn) -> bool:
    (ax, ay), (bx, by) = one.corners[:2]
    return min(abs(ax - bx), abs(ay - by)) > 0.5


@pytest.mark.parametrize("options", [A4, LETTER], ids=["A4", "Letter"])
@pytest.mark.parametrize("bank", [sample(), whole_loop(sample()), empty_bank()], ids=["sample", "whole", "empty"])
def test_heads_are_read_without_turning_the_head(bank: Bank, options: Options) -> None:
    (page,) = assert_sound(matrix_pdf(bank, options))
    assert not [one.text for one in page.drawn if turned(one)]
    for principle in bank.target_principles():
        assert squeezed(principle.name) in squeezed(page.text)


@settings(max_examples=25)
@given(st.integers(1, 14), st.integers(1, 390))
def test_titles_of_any_length_stay_at_six_points_or_more(count: int, length: int) -> None:
    stories = [
        a_story(f"s{n}", a_tag("dive-deep", 3.0), title=f"{n} {LONG * 3}"[:length].strip() or "x") for n in range(count)
    ]
    (page,) = assert_sound(matrix_pdf(a_bank(*stories, framework=aws()), LETTER), smallest=6.0)
    text = squeezed(page.text)
    assert all(squeezed(story.title)[:20] in text for story in stories)
    if length < 180:
        assert all(squeezed(story.title) in text for story in stories), "cut though there was room"


def test_gaps_without_room_are_counted() -> None:
    stories = [hard_story(n, f"{n} {LONG * 3}"[:390], framework=aws()) for n in range(14)]
    text = text_of(matrix_pdf(a_bank(*stories, framework=aws()), LETTER))
    assert "…" in text
    assert " gaps" in text.split("Can be vetoed")[1]


def test_letters_of_signals_stand_above_their_columns() -> None:
    (page,) = pages(matrix_pdf(sample(), A4))
    centres = [sum(x for x, _y in one.corners) / 4 for one in page.drawn if one.text.strip() == "U" and one.size < 8.5]
    in_grid = [x for x in centres if x > page.width * 0.8]
    assert len(in_grid) == 3, "the head, and two stories"
    assert max(in_grid) - min(in_grid) < 1.0
    assert "I internal customer · E external customer" in text_of(matrix_pdf(sample(), A4))


# Little to show ----------------------------------------------------------------------------------------------------------------------


def test_sheets_say_that_no_principles_were_chosen_or_that_there_are_none() -> None:
    none = replace(whole_loop(sample()), framework=replace(sample().framework, principles=()))
    for make in (matrix_pdf, cheatsheet_pdf):
        assert "no principles chosen yet: all of them" in text_of(make(whole_loop(sample()), A4))
        assert "no principles chosen" not in text_of(make(sample(), A4))
        assert "the framework holds no principle yet" in text_of(make(none, A4))
        assert "8 stories, 6 ready" in text_of(make(none, LETTER)), "a long target gives way, not what follows it"
    assert "there is nothing to be asked for" in text_of(cheatsheet_pdf(none, A4))


def test_sheets_of_ready_stories_alone_say_so() -> None:
    drafts = a_bank(a_story("d", a_tag("dive-deep", 4.0), status="draft"), framework=aws(), principles=("dive-deep",))
    ready = replace(A4, ready_only=True)
    assert "No ready story yet" in text_of(cheatsheet_pdf(drafts, ready))
    assert "No story is ready yet" in text_of(matrix_pdf(drafts, ready))
    assert "No story is ready yet: there is no card to cut." in text_of(cards_pdf(drafts, ready))


def test_the_cheat_sheet_is_never_under_its_sizes() -> None:
    for bank in (sample(), hard_bank(), long_bank()):
        for landscape in (False, True):
            (page,) = assert_sound(cheatsheet_pdf(bank, replace(A4, landscape=landscape)), smallest=7.5)
            body = [one for one in page.drawn if one.size < 8.99]
            assert {one.size for one in body} <= {7.5}, "nothing but the foot is under 9 points"
            assert max(y for one in body for _x, y in one.corners) < 90, "and it stands at the foot"
