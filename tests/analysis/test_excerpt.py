"""A story in so many words: never more, whole sentences, no marks, nothing that is not to be claimed."""

from hypothesis import given
from hypothesis import strategies as st

from banks import a_story
from storybank.analysis.excerpt import count, excerpt
from storybank.analysis.saying import may_say
from storybank.model import Figure

NARRATIVE = """## Situation

The warehouse lost **forty pallets** a week. Nobody knew why.

## Action
- **Action:** I read the [scanner logs](https://example.org/x) by hand. I stopped the rollout, which `nobody` liked.

| step | weeks |
|---|---|
| read | 2 |

Result: Losses fell to three a week. We saved $2 million.
"""


def test_the_opening_comes_first_the_closing_last_and_no_mark_is_left() -> None:
    story = a_story("a", narrative=NARRATIVE, opening="We were losing pallets.", closing="I would stop it sooner.")
    whole = excerpt(story, 500)
    assert whole.startswith("We were losing pallets.\n\nThe warehouse lost forty pallets a week. Nobody knew why.")
    assert whole.endswith("I would stop it sooner.")
    assert not set(whole) & set("*#`|[]")
    assert "Situation" not in whole
    assert "Action" not in whole
    assert "Result:" not in whole
    assert whole.index("scanner logs") < whole.index("Losses fell")
    assert "example.org" not in whole


def test_it_ends_with_a_sentence_that_fits() -> None:
    story = a_story("a", narrative=NARRATIVE, opening="", closing="")
    assert excerpt(story, 12) == "The warehouse lost forty pallets a week. Nobody knew why."
    assert excerpt(story, 4) == "The warehouse lost forty…"
    assert excerpt(a_story("a", narrative="", opening="", closing=""), 9) == ""


def test_a_figure_that_is_not_to_be_claimed_is_never_in_it() -> None:
    figure = Figure(claim="$2 million", baseline="", source="", confidence="do-not-claim")
    story = a_story("a", narrative=NARRATIVE, opening="Saved $2  Million.", closing="$2 million!", figures=(figure,))
    assert "million" not in excerpt(story, 500).casefold()
    assert "Losses fell to three a week." in excerpt(story, 500)


def test_a_claim_over_two_sentences_is_not_put_together() -> None:
    figure = Figure(claim="down. 62 %", baseline="", source="", confidence="do-not-claim")
    story = a_story(
        "a", narrative="Tickets went down. 62 % were gone. Good.", opening="", closing="", figures=(figure,)
    )
    assert excerpt(story, 500) == "Tickets went down. Good."


def test_characters_count_by_themselves_where_words_have_no_spaces() -> None:
    assert count("日本語 and more") == 5
    story = a_story("a", narrative="東京電力で働いた。よかった。", opening="", closing="")
    assert excerpt(story, 8) == "東京電力で働いた。"
    assert excerpt(story, 3) == "東京電…"


@given(
    st.text("ab .!\n#*|[](<>`日\r-1", max_size=300),
    st.text("ab. 日", max_size=40),
    st.text("ab. 日", max_size=40),
    st.integers(1, 60),
)
def test_never_more_words_than_asked_for(narrative: str, opening: str, closing: str, words: int) -> None:
    story = a_story("a", narrative=narrative, opening=opening, closing=closing)
    made = excerpt(story, words)
    assert count(made) <= words
    assert len(made.split()) <= words
    assert may_say(story, made)


def test_hostile_marks_take_no_time() -> None:
    for text in (
        "[" * 20_000,
        "<a" * 20_000,
        "*" * 20_000,
        "> " * 20_000,
        "- " * 20_000,
        "![" * 20_000,
        "\\" * 20_000,
        "-- " * 9_000,
    ):
        assert count(excerpt(a_story("a", narrative=text), 100)) <= 100
