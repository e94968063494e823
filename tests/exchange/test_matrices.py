"""Cells of a matrix: ticks, ranks, scores, and words – read for what they say, and no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storybank.exchange.matrices import Mark, is_binary, mark_of
from storybank.model import SCORES

NOT = ("", " ", "-", "–", "—", "no", "No", "n", "n/a", "None", "0", "✗", "○", "?", "☐", "FALSE")
TICKS = ("x", "X", "xx", "✓", "✔", "✔️", "☑", "●", "•", "★★", "+", "yes", "Y", "TRUE")
SAID = {
    "P": Mark("primary"),
    "p": Mark("primary"),
    "Primary": Mark("primary"),
    "main": Mark("primary"),
    "S": Mark("secondary"),
    "backup": Mark("secondary"),
    "2nd": Mark("secondary"),
    "1": Mark(None, 1.0),
    "3.5": Mark(None, 3.5),
    "3,5": Mark(None, 3.5),
    "4.0": Mark(None, 4.0),
    "3/4": Mark(None, 3.0),
    "P 3.5": Mark("primary", 3.5),
    "P3": Mark("primary", 3.0),
    "S (3)": Mark("secondary", 3.0),
    "S: 2.5": Mark("secondary", 2.5),
    "primary - 4": Mark("primary", 4.0),
    "3 (P)": Mark("primary", 3.0),
    "5": Mark(is_odd=True),
    "10": Mark(is_odd=True),
    "2.25": Mark(is_odd=True),
    "7/10": Mark(is_odd=True),
    "P 9": Mark("primary", is_odd=True),
    "led the shift": Mark(words="led the shift"),
    "Pumps": Mark(words="Pumps"),
    "3 times": Mark(words="3 times"),
    "x (the queue)": Mark(words="the queue"),
    "P: the queue": Mark("primary", words="the queue"),
    "S 3 – the queue": Mark("secondary", 3.0, "the queue"),
}


@pytest.mark.parametrize("cell", NOT)
def test_what_says_no_is_no_tag(cell: str) -> None:
    assert mark_of(cell) is None


@pytest.mark.parametrize("cell", TICKS)
def test_a_tick_says_that_and_nothing_else(cell: str) -> None:
    assert mark_of(cell) == Mark()


@pytest.mark.parametrize("cell", SAID)
def test_ranks_scores_and_words(cell: str) -> None:
    assert mark_of(cell) == SAID[cell]
    assert mark_of(f"  {cell}\n") == SAID[cell]


def test_ones_and_noughts_are_ticks() -> None:
    assert is_binary(["1", "0", "", " 1 "])
    assert not is_binary(["1", "0", "2"])
    assert not is_binary(["1", ""]), "a story may well score 1"
    assert mark_of("1", is_binary=True) == Mark()


@given(st.text(max_size=60))
def test_any_cell_says_something_within_the_scale(cell: str) -> None:
    mark = mark_of(cell)
    assert mark is None or mark.score is None or mark.score in SCORES
    if mark is not None and mark.words:
        assert mark.words in cell
