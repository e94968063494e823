"""Where evidence stands in a narrative, and which sentence a place is in."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banks import a_framework, a_story, a_tag
from storybank.analysis.quoting import added_to, occurrences, quotes, sentence_at
from storybank.model import Evidence

WORDS = st.lists(st.text("abc.*(", min_size=1, max_size=4), min_size=1, max_size=6)
GAP = st.sampled_from([" ", "\n", "\n\n", "  \t", "\u00a0"])


@given(WORDS, st.data())
def test_a_quote_is_found_however_its_words_are_parted(words: list[str], data: st.DataObject) -> None:
    parted = words[0] + "".join(data.draw(GAP) + word for word in words[1:])
    text = f"Before it. {parted} and after."
    found = [text[start:end] for start, end in occurrences(text, "  " + " ".join(words) + "\n")]
    assert parted in found or any(place.split() == words for place in found)
    assert all(place.split() == words or " ".join(place.split()) == " ".join(words) for place in found)


def test_other_words_are_no_quote() -> None:
    assert list(occurrences("we cut the load", "we cut load")) == []
    assert list(occurrences("we cut the load", "  ")) == []


def test_evidence_is_found_as_a_whole_else_line_by_line() -> None:
    framework = a_framework()
    tag = replace(
        a_tag("own"),
        evidence=(Evidence(dimension="d1", text="one two\nfive six"), Evidence(dimension="d2", text="three\nfour")),
    )
    text = "One two? one two three four five six"
    found = [(text[q.start : q.end], q.dimension) for q in quotes(text, a_story("x", tag), framework)]
    assert found == [("one two", "d1"), ("three four", "d2"), ("five six", "d1")]


def test_evidence_of_a_principle_that_the_framework_no_longer_has_is_not_shown() -> None:
    tag = replace(a_tag("own"), principle="gone", evidence=(Evidence(dimension="d1", text="one"),))
    assert quotes("one", a_story("x", tag), a_framework()) == ()


@pytest.mark.parametrize(
    ("marked", "sentence"),
    [
        ("It was l|ate. We cut it.", "It was late."),
        ("It was late.| We cut it.", "It was late."),
        ("It was late. |We cut it.", "We cut it."),
        ("It took 2.5| hours, no more", "It took 2.5 hours, no more"),
        ("## Heading\n\nThe t|ext", "The text"),
        ("## Hea|ding\n\nThe text", "Heading"),
        ("- one it|em\n- another", "one item"),
        ("line one\nline t|wo. End.", "line one\nline two."),
        ("He said “no.”| Then", "He said “no.”"),
        ("遅かった。切|った。", "切った。"),
        ("|", ""),
        ("One.\n\n|", ""),
    ],
)
def test_the_sentence_of_a_place(marked: str, sentence: str) -> None:
    at = marked.index("|")
    text = marked.replace("|", "")
    start, end = sentence_at(text, at)
    assert text[start:end] == sentence


@given(st.text("ab.! \n#->", max_size=60), st.integers(0, 60))
def test_a_sentence_is_a_trimmed_part_of_the_text(text: str, at: int) -> None:
    start, end = sentence_at(text, min(at, len(text)))
    assert 0 <= start <= end <= len(text)
    assert text[start:end] == text[start:end].strip()


@given(st.text("ab \n", max_size=20), st.text("ab", min_size=1, max_size=8))
def test_adding_to_an_answer_loses_nothing_and_adds_once(answer: str, passage: str) -> None:
    added = added_to(answer, passage)
    assert added.startswith(answer.rstrip())
    assert passage in added
    assert added_to(added, passage) == added
