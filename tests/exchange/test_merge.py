"""What comes in meets what is there: by id, and likely doubles are told."""

from hypothesis import given
from hypothesis import strategies as st

from banks import a_bank, a_framework, a_story
from exchange.strategies import banks, stories
from storybank.analysis.validity import story_problems
from storybank.exchange.merge import filled, merge
from storybank.model import Bank, Story

TEXT = (
    "In spring the ferry office asked for a second timetable page. I counted who opened the first one, and found that nobody had since winter. "
    * 2
)


@given(banks())
def test_importing_what_is_there_changes_nothing(bank: Bank) -> None:
    result = merge(bank, bank.stories)
    assert result.bank is bank
    assert {outcome.kind for outcome in result.outcomes} <= {"unchanged"}


@given(banks(), st.lists(stories(a_framework(), st.sampled_from("abc")), max_size=3, unique_by=lambda story: story.id))
def test_importing_twice_is_importing_once(bank: Bank, incoming: list[Story]) -> None:
    once = merge(bank, incoming).bank
    assert merge(once, incoming).bank == once
    assert {story.id for story in once.stories} == {story.id for story in (*bank.stories, *incoming)}
    assert all(once.story(story.id) == story for story in incoming)


def test_kinds_and_places() -> None:
    bank = a_bank(a_story("a"), a_story("b"))
    edited = a_story("a", hook="new")
    result = merge(bank, (a_story("b"), edited, a_story("zebra crossing", title="Something else entirely")))
    assert [outcome.kind for outcome in result.outcomes] == ["unchanged", "changed", "added"]
    assert [story.id for story in result.bank.stories] == ["a", "b", "zebra crossing"]
    assert result.bank.story("a") is edited
    assert result.outcomes[1].before == bank.stories[0]


def test_close_titles_and_texts_are_told_as_doubles_and_still_added() -> None:
    bank = a_bank(
        a_story("ferry", title="Retired the ferry timetable page", narrative=TEXT),
        a_story("other", title="Cut the pager load", narrative="Short."),
    )
    incoming = (
        a_story("same-title", title="Retired the ferry timetable-page!"),
        a_story("same-text", title="Nobody opened it", narrative=TEXT.replace("winter", "autumn")),
        a_story("neither", title="Moved the harbour lights", narrative="Short."),
    )
    result = merge(bank, incoming)
    assert [outcome.doubles for outcome in result.outcomes] == [("ferry",), ("ferry",), ()]
    assert len(result.bank.stories) == 5


@given(st.data())
def test_notes_empty_no_field_and_bring_what_they_say(data: st.DataObject) -> None:
    framework = a_framework()
    own, notes = (data.draw(stories(framework, st.just("a"))) for _ in "ab")
    result = filled(notes, own)
    assert story_problems(result, framework) == []
    for name in ("hook", "employer", "figures", "customers", "signals", "anchors", "narrative", "trade_off"):
        assert getattr(result, name) == (getattr(notes, name) or getattr(own, name))
    assert {tag.principle for tag in result.principles} == {t.principle for t in (*own.principles, *notes.principles)}
    for tag in result.principles:
        before, said = own.tag(tag.principle), notes.tag(tag.principle)
        assert tag.evidence == ((said and said.evidence) or (before and before.evidence) or ())
    assert filled(result, own) == result
    assert filled(notes, None) == notes
