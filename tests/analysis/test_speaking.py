"""How many words of a Markdown text are said, and how long that takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storybank.analysis.speaking import clock, spoken_seconds, spoken_words

PLAIN = st.lists(st.text("abcdefgXYZé", min_size=1, max_size=9), max_size=30)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("   \n\n", 0),
        ("# Heading of four words", 4),
        ("We **cut** the _load_ by `half`.", 6),
        ("- one\n* two\n1. three\n2) four\n> five", 5),
        ("[the post mortem](https://example.org/a_b(c)?q=1) said so", 5),
        ('![a diagram](x.png "title here") shows', 3),
        ("see https://example.org/very/long-path and www.example.org", 2),
        ("```python\ncode here\n```", 2),
        ("41 % of 1,200 pages – and 2.5 hours", 7),
        ("don’t re-read the two-page memo", 5),
        ("***\n---\n===", 0),
        ("東京都庁前", 3),
        ("東京 is far", 4),
        ("한국어 말하기", 2),
    ],
)
def test_only_what_is_said_is_counted(text: str, words: int) -> None:
    assert spoken_words(text) == words


@given(PLAIN)
def test_words_parted_by_spaces_are_counted_one_by_one_whatever_marks_stand_around_them(words: list[str]) -> None:
    assert spoken_words(" ".join(words)) == len(words)
    assert spoken_words("## " + " ".join(f"**{word}**" for word in words)) == len(words)
    assert spoken_words("\n".join(f"- [{word}](http://x.org/{word})" for word in words)) == len(words)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_has_a_count_and_paragraphs_add_up(one: str, other: str) -> None:
    assert spoken_words(one) >= 0
    if one.isalpha() and other.isalpha() and (one + other).isascii():
        assert spoken_words(f"{one}\n\n{other}") == spoken_words(one) + spoken_words(other)


@given(st.integers(0, 100_000), st.integers(-5, 400))
def test_more_words_take_longer_and_a_faster_pace_less(words: int, pace: int) -> None:
    seconds = spoken_seconds(words, pace)
    assert spoken_seconds(words + pace + 5, pace) > seconds or pace < 1
    assert spoken_seconds(words, pace + 1) <= seconds
    minutes, rest = clock(seconds).split(":")
    assert int(minutes) * 60 + int(rest) == seconds
    assert len(rest) == 2


def test_the_usual_pace() -> None:
    assert clock(spoken_seconds(420, 140)) == "3:00"
    assert clock(spoken_seconds(313, 140)) == "2:14"


def test_a_long_text_is_counted_at_once() -> None:
    from time import perf_counter

    for text in ("[" * 20_000, "`" * 20_000, "](" * 10_000, "a" * 20_000, "www." * 5_000, "# " * 10_000, "東" * 20_000):
        start = perf_counter()
        spoken_words(text)
        assert perf_counter() - start < 1, text[:4]
