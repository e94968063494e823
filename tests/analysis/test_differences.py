"""What differs: nothing is lost or made up between two texts, and no field of a story or a bank is forgotten."""

from dataclasses import fields, replace
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banks import a_bank, a_framework, a_story
from storybank.analysis.differences import Piece, bank_differences, story_differences, words
from storybank.model import (
    Alias,
    Bank,
    Customer,
    Evidence,
    Figure,
    PrincipleTag,
    SignalTag,
    Story,
    Target,
    Waiver,
)

texts = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(("the", "deal", " ", "\n", ",", "品質", "é", "e\u0301", "👩‍🔧")), max_size=60).map(
        "".join
    ),
)
FRAMEWORK = a_framework()
FULL = a_story(
    "s", title="Title", hook="Hook", employer="Initech", role="Lead", period="2020", scale="12 people", status="draft", internal=False,
    narrative="We shipped it.", opening="Open", closing="Close", trade_off="Speed", tags=("one",), anchors=("first",),
    customers=(Customer(tier="tertiary", who="Shops", gain="time", cost="money"),),
    principles=(PrincipleTag(principle="dive", rank="secondary", score=3.0, angle="How", evidence=(Evidence(dimension="d0", text="Logs"),)),),
    signals=(SignalTag(signal="killed-project", note="early"),),
    figures=(Figure(claim="40 %", baseline="last year", source="the ledger", confidence="estimate"),),
)  # fmt: skip
CHANGED = {
    "title": "Other", "hook": "Other", "employer": "Other", "role": "Other", "period": "Other", "scale": "Other", "status": "ready",
    "internal": True, "narrative": "We killed it.", "opening": "Other", "closing": "Other", "trade_off": "Other", "tags": ("one", "two"),
    "anchors": ("second",), "customers": (), "principles": (), "signals": (), "figures": (),
}  # fmt: skip


@given(texts, texts)
def test_the_pieces_make_both_texts(before: str, after: str) -> None:
    pieces = words(before, after)
    assert "".join(one.text for one in pieces if one.kind != "new") == before
    assert "".join(one.text for one in pieces if one.kind != "gone") == after
    assert all(one.text for one in pieces)
    assert all(one.kind != other.kind for one, other in pairwise(pieces))
    assert all((one.kind, other.kind) != ("new", "gone") for one, other in pairwise(pieces))


@given(texts)
def test_equal_texts_are_one_piece(text: str) -> None:
    assert words(text, text) == ((Piece("same", text),) if text else ())


def test_words_and_characters_are_told_apart() -> None:
    assert words("the old deal.", "the new deal.") == (
        Piece("same", "the "), Piece("gone", "old"), Piece("new", "new"), Piece("same", " deal."),
    )  # fmt: skip
    assert words("品質管理", "品種管理") == (
        Piece("same", "品"), Piece("gone", "質"), Piece("new", "種"), Piece("same", "管理"),
    )  # fmt: skip
    assert words("cafe\u0301", "cafe") == (Piece("gone", "cafe\u0301"), Piece("new", "cafe"))


def _paragraphs(tokens: list[str]) -> str:
    return "\n\n".join(" ".join(tokens[at : at + 80]) for at in range(0, len(tokens), 80))


LONG = [f"w{n * n % 977}" for n in range(50_000)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (_paragraphs(LONG), _paragraphs(LONG[::-1])),
        (" ".join(LONG), " ".join(LONG[::-1])),
        ("\n" * 50_000, "x" + "\n" * 49_000 + "y"),
        ("a " * 50_000, "a b " * 25_000),
        ("a " * 200, "a b " * 200),
    ],
)
def test_long_texts_take_less_than_a_second(before: str, after: str) -> None:
    begun = process_time()
    words(before, after)
    assert process_time() - begun < 5, "what hangs is caught; it takes a tenth of that"


def test_a_word_is_found_in_a_long_text() -> None:
    after = [*LONG]
    after[20_000] = "here"
    after[40_000] = "there"
    assert [one.text for one in words(_paragraphs(LONG), _paragraphs(after)) if one.kind == "new"] == ["here", "there"]


@pytest.mark.parametrize("field", [one.name for one in fields(Story) if one.name != "id"])
def test_no_field_of_a_story_is_forgotten(field: str) -> None:
    after = replace(FULL, **{field: CHANGED[field]})
    found = story_differences(FULL, after, FRAMEWORK)
    assert found
    assert all(any(piece.kind != "same" for piece in one.pieces) for one in found)
    assert story_differences(FULL, FULL, FRAMEWORK) == ()


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"customers": (replace(FULL.customers[0], gain="x"),)}, "Tertiary customer: gain"),
        ({"customers": (replace(FULL.customers[0], cost="x"),)}, "Tertiary customer: cost"),
        ({"customers": (replace(FULL.customers[0], who="x"),)}, "Tertiary customer"),
        ({"principles": (replace(FULL.principles[0], rank="primary"),)}, "Principle Dive Deep"),
        ({"principles": (replace(FULL.principles[0], score=None),)}, "Score for Dive Deep"),
        ({"principles": (replace(FULL.principles[0], angle="x"),)}, "Angle for Dive Deep"),
        ({"principles": (replace(FULL.principles[0], evidence=()),)}, "Evidence for Dive Deep: Dive Deep, question 0?"),
        ({"signals": (SignalTag(signal="killed-project", note="x"),)}, "Signal note: Killed project"),
        ({"figures": (replace(FULL.figures[0], claim="x"),)}, "Figure"),
        ({"figures": (replace(FULL.figures[0], baseline="x"),)}, "Figure: baseline"),
        ({"figures": (replace(FULL.figures[0], source="x"),)}, "Figure: source"),
        ({"figures": (replace(FULL.figures[0], confidence="verified"),)}, "Figure: confidence"),
    ],
)  # fmt: skip
def test_every_part_is_named(changed: dict[str, tuple[object, ...]], name: str) -> None:
    assert [one.name for one in story_differences(FULL, replace(FULL, **changed), FRAMEWORK)] == [name]


def test_what_the_framework_does_not_know_and_what_only_moved_is_shown() -> None:
    unknown = PrincipleTag(principle="gone", rank="secondary", score=None, angle="", evidence=())
    more = replace(FULL, principles=(*FULL.principles, unknown))
    assert [one.name for one in story_differences(FULL, more, FRAMEWORK)] == ["Principle gone", "Score for gone"]
    moved = story_differences(more, replace(more, principles=more.principles[::-1]), FRAMEWORK)
    assert [(one.name, one.pieces) for one in moved] == [
        ("Principles and evidence", (Piece("gone", "Dive Deep\ngone"), Piece("new", "gone\nDive Deep")))
    ]


def test_stories_of_a_bank_come_go_change_and_move() -> None:
    first, second, third = a_story("a"), a_story("b"), a_story("c")
    changed = replace(second, hook="x")
    found = bank_differences(a_bank(first, second), a_bank(changed, third))
    assert (found.added, found.gone, found.changed, found.moved) == ((third,), (first,), ((second, changed),), False)
    assert bank_differences(a_bank(first, second), a_bank(second, first)).moved


BANK = {
    "title": "Other", "framework": replace(FRAMEWORK, name="Other"), "aliases": (Alias(term="a", alias="b"),),
    "waivers": (Waiver(rule="no-spread", principle=None, story=None, detail={}, reason=""),),
    "aside": object(), "stories": (FULL,),
}  # fmt: skip


@pytest.mark.parametrize("field", [one.name for one in fields(Bank) if one.name != "target"])
def test_no_field_of_a_bank_is_forgotten(field: str) -> None:
    before = a_bank()
    found = bank_differences(before, replace(before, **{field: BANK[field]}))
    assert found.added if field == "stories" else len(found.bank) == 1


@pytest.mark.parametrize("field", [one.name for one in fields(Target)])
def test_no_field_of_the_loop_is_forgotten(field: str) -> None:
    before = a_bank()
    value = {"internal": not before.target.internal, "principles": ("dive",)}.get(field, "2027-01-01")
    assert len(bank_differences(before, replace(before, target=replace(before.target, **{field: value}))).bank) == 1
