"""What differs is told word by word and field by field, and nothing of either text is lost in it."""

import itertools
import time
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banks import a_bank, a_story, a_tag, banks
from storybank.analysis.differences import Piece, bank_differences, story_differences, words
from storybank.model import Customer, Figure, SignalTag, Story

TEXTS = st.text(st.sampled_from("ab cd\n.,速さ🚒é"), max_size=60)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_the_pieces(before: str, after: str) -> None:
    pieces = words(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after
    assert all(piece.text for piece in pieces)
    assert all(one.kind != other.kind for one, other in itertools.pairwise(pieces))


@given(TEXTS.filter(bool))
def test_equal_texts_are_one_piece(text: str) -> None:
    assert words(text, text) == (Piece("same", text),)


def test_one_word_is_one_word() -> None:
    assert words("We stopped it in May.", "We stopped it in June.") == (
        Piece("same", "We stopped it in "), Piece("gone", "May"), Piece("new", "June"), Piece("same", "."),
    )  # fmt: skip
    assert [piece.text for piece in words("速い車", "速い船")] == ["速い", "車", "船"]


def test_long_texts_cost_little() -> None:
    lines = [f"word {n} " * 10 + "\n" for n in range(5000)]
    start = time.process_time()
    words("".join(lines), "".join(reversed(lines)))
    words("a " * 50_000, "b " * 50_000)
    assert time.process_time() - start < 20, "measured: under 1 s; here only what hangs is caught"


STORY = a_story("one", a_tag("own", 3.0))
EDITS: dict[str, Any] = {
    "id": None, "title": "t", "hook": "h", "employer": "e", "role": "r", "period": "2020", "scale": "s", "status": "retired",
    "internal": not STORY.internal,
    "narrative": "n", "tags": ("x",), "anchors": ("a",), "opening": "o", "closing": "c", "trade_off": "t",
    "customers": (Customer(tier="tertiary", who="w", gain="", cost=""),), "principles": (), "signals": (SignalTag(signal="killed-project", note=""),),
    "figures": (Figure(claim="62 %", baseline="", source="", confidence="estimate"),),
}  # fmt: skip


@pytest.mark.parametrize("field", [field.name for field in fields(Story) if field.name != "id"])
def test_no_field_is_forgotten(field: str) -> None:
    edited = replace(STORY, **{field: EDITS[field]})
    found = story_differences(STORY, edited, a_bank().framework)
    assert found
    assert all(difference.name for difference in found)
    assert story_differences(edited, edited, a_bank().framework) == ()


@given(banks(), banks())
def test_stories_are_told_apart(before: Any, after: Any) -> None:
    found = bank_differences(before, after)
    assert found.is_empty == (before == after)
    ids = {story.id for story in before.stories} & {story.id for story in after.stories}
    assert {one.id for one, _other in found.changed} <= ids
    back = bank_differences(after, before)
    assert (back.added, back.gone, back.bank) == (found.gone, found.added, found.bank)
    for one, other in found.changed:
        assert story_differences(one, other, before.framework), "what differs has a name"
