"""Finding what stands anywhere: the rule against a naive one, and the places in texts of every kind."""

from dataclasses import replace
from unicodedata import category, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banks import a_bank, a_framework, a_story, a_tag, banks, full_customers
from storybank.analysis.folding import folded, spans, wanted
from storybank.analysis.search import EACH, find, found, hits, prepare
from storybank.model import Alias, Bank, Evidence, Figure, SignalTag, Story, Waiver

FRAMEWORK = a_framework()
searched = st.one_of(
    st.sampled_from(
        (
            "redis",
            "LRU ttl",
            "strasse",
            "naive cafe",
            "62",
            "the",
            '"over by"',
            "ß",
            "東京",
            "owning",
            "x  y",
            '"',
            "- a",
            "e",
        )
    ),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=6),
)


def plainly_folded(text: str) -> str:
    """The same rule, letter by letter."""
    kept = ""
    for char in text:
        plain = normalize("NFKD", normalize("NFKD", char).casefold())
        plain = plain.translate(str.maketrans("‘’ʼ‚“”„«»‐–—−", "''''" + '"""""' + "----"))
        kept += " " if char.isspace() else "".join(c for c in plain if category(c) not in ("Mn", "Me", "Cf")).lower()
    return kept


def every_text(story: Story) -> list[str]:
    texts = [
        story.title,
        story.hook,
        story.employer,
        story.role,
        story.period,
        story.scale,
        story.narrative,
        story.opening,
    ]
    texts += [story.closing, story.trade_off, *story.tags, *story.anchors]
    for customer in story.customers:
        texts += [customer.who, customer.gain, customer.cost]
    for figure in story.figures:
        texts += [figure.claim, figure.baseline, figure.source]
    return texts


def everything(story: Story, bank: Bank) -> list[str]:
    texts = every_text(story)
    for tag in story.principles:
        principle = bank.framework.principle(tag.principle)
        texts += [principle.name if principle else "", tag.angle, *(proof.text for proof in tag.evidence)]
    for tag in story.signals:
        signal = bank.framework.signal(tag.signal)
        texts += [signal.name if signal else "", tag.note]
    return [text for text in texts if text.strip()]


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_folding_is_letter_by_letter(text: str) -> None:
    assert folded(text) == plainly_folded(text)
    assert folded(folded(text)) == plainly_folded(plainly_folded(text))


@given(banks(most=5), searched)
def test_a_story_is_found_just_when_all_words_stand_in_it(bank: Bank, words: str) -> None:
    parts = wanted(words)
    result = find(bank, bank.framework, words, most=10_000, each=10_000)
    expected = {
        story.id
        for story in bank.stories
        if parts and all(any(part in plainly_folded(text) for text in everything(story, bank)) for part in parts)
    }
    assert {hit.story for hit in result.hits if hit.story} == expected
    assert result.stories == len(expected)
    assert result.places == len(result.hits)
    for story in bank.stories:
        assert found(story, words, bank.framework) == (story.id in expected or not parts)


@given(banks(most=4), searched)
def test_every_place_holds_what_was_looked_for(bank: Bank, words: str) -> None:
    parts = wanted(words)
    for hit in find(bank, bank.framework, words, most=10_000, each=10_000).hits:
        assert hit.spans
        assert hit.heading
        assert list(hit.spans) == sorted(hit.spans)
        for start, end in hit.spans:
            assert 0 <= start < end <= len(hit.text)
            assert any(part in folded(hit.text[start:end]) for part in parts)


@given(banks(most=6), searched, searched)
def test_typing_on_finds_what_a_search_from_the_start_finds(bank: Bank, words: str, more: str) -> None:
    for end in range(len(words + more) + 1):
        typed = find(bank, bank.framework, (words + more)[:end])
    fresh = find(bank, replace(bank.framework), words + more)
    assert typed == fresh


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Die Straße war leer", "STRASSE", ["Straße"]),
        ("eﬃcient oﬃces", "office", ["oﬃce"]),
        ("ﬁrst", "f", ["ﬁ"]),
        ("un cafe\u0301 noir", "café", ["cafe\u0301"]),
        ("un café noir", "cafe", ["café"]),
        ("İstanbul, 2021", "istanbul", ["İstanbul"]),
        ("call 🚒 at 2 AM 🚒", "🚒 call", ["call", "🚒", "🚒"]),
        ("👩‍🚒 came", "came", ["came"]),
        ("didn’t move", "didn't", ["didn’t"]),
        ("two\nlines here", '"two lines"', ["two\nlines"]),
        ("on on on", "on", ["on", "on", "on"]),
        ("ababa", "aba bab", ["abab"]),
        ("\u00a062\u202f% of", "62", ["62"]),
    ],
)
def test_places_are_those_of_the_text_itself(text: str, words: str, marked: list[str]) -> None:
    assert [text[a:b] for a, b in spans(text, wanted(words), 50)] == marked


def test_a_title_comes_before_a_hook_before_a_narrative_and_the_archive_last() -> None:
    bank = a_bank(
        a_story("old", title="Redis retired", status="retired"),
        a_story("told", narrative="Redis once"),
        a_story("hook", hook="of Redis"),
        a_story("late", title="About Redis"),
        a_story("soon", title="Redis", narrative="redis and redis"),
    )
    assert [hit.story for hit in hits(bank, bank.framework, "redis")] == ["soon", "soon", "late", "hook", "told", "old"]


def test_fields_are_named_in_words_and_as_the_editor_names_them() -> None:
    tag = replace(a_tag("dive", 4.0), angle="zebra angle", evidence=(Evidence(dimension="d2", text="zebra proof"),))
    figure = Figure(claim="1 zebra", baseline="zebra base", source="zebra source", confidence="verified")
    story = a_story(
        "one", tag, title="zebra", tags=("zebra",), anchors=("x", "zebra"), trade_off="zebra", figures=(figure,), period="zebra",
        customers=tuple(replace(c, cost="zebra") for c in full_customers()[2:]), signals=(SignalTag(signal="killed-project", note="zebra"),),
    )  # fmt: skip
    bank = a_bank(story)
    found_here = {hit.field: hit.heading for hit in hits(bank, bank.framework, "zebra")}
    assert found_here["principles.dive.evidence.d2"] == ("Evidence for Dive Deep", "Dive Deep, question 2?")
    assert found_here["principles.dive.angle"] == ("Angle for Dive Deep",)
    assert found_here["customers.tertiary"] == ("Tertiary customer", "cost")
    assert found_here["signals.killed-project"] == ("Signal note", "Killed project")
    assert found_here["anchors.1"] == ("Anchor",)
    assert {"title", "tags", "trade_off", "figures", "period"} <= set(found_here)


def test_the_loop_terms_and_waivers_are_found_too() -> None:
    waiver = Waiver(rule="no-spread", story=None, principle=None, detail={}, reason="asked in no round")
    bank = replace(
        a_bank(a_story("one"), company="Initech"),
        aliases=(Alias(term="Project Heron", alias="a migration"),),
        waivers=(waiver,),
    )
    assert [(hit.story, hit.field, hit.heading) for hit in hits(bank, bank.framework, "heron")] == [
        (None, "loop", ("Confidential term",))
    ]
    assert [hit.heading for hit in hits(bank, bank.framework, "initech")] == [("Company",)]
    assert [hit.field for hit in hits(bank, bank.framework, '"no round"')] == ["waived.0"]
    assert hits(bank, bank.framework, "initech round") == (), "all words in one of them"


def test_hits_are_capped_and_the_rest_is_counted() -> None:
    many = tuple(a_story(f"s{n}", title="alike", hook="alike", anchors=("alike",) * 5) for n in range(30))
    result = find(a_bank(*many), FRAMEWORK, "alike")
    assert (len(result.hits), result.stories, result.places) == (60, 30, 210)
    assert max([hit.story for hit in result.hits].count(story.id) for story in many) == EACH
    alone = find(a_bank(many[0]), FRAMEWORK, "alike")
    assert len(alone.hits) == 7


def test_a_story_that_was_edited_is_searched_anew() -> None:
    bank = a_bank(a_story("one", title="before"), framework=FRAMEWORK)
    assert hits(bank, FRAMEWORK, "before")
    after = bank.with_story(replace(bank.stories[0], title="afterwards"))
    assert not hits(after, FRAMEWORK, "before")
    assert hits(after, FRAMEWORK, "afterwards")
    assert not hits(after, FRAMEWORK, "  ")
    assert prepare(after, FRAMEWORK, 0, 10) == 1
