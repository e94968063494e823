"""Which stories a list shows: a filter hides nothing that matches and shows nothing else, and every order is total and stable."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banks import PRINCIPLES, a_bank, a_story, a_tag, banks
from storybank.analysis.choosing import (
    ORDERS,
    Choice,
    chosen,
    counted_by_status,
    employers,
    last_month,
    moved,
    own_gaps,
    told_score,
)
from storybank.analysis.finding import Gap
from storybank.analysis.gaps import gaps
from storybank.model import STATUSES, Bank, Story

FIELDS = {
    "status": st.sampled_from(("", *STATUSES)),
    "principle": st.sampled_from(("", *PRINCIPLES)),
    "signal": st.sampled_from(("", "killed-project", "removed-something")),
    "employer": st.sampled_from(("", "Acme")),
    "with_gaps": st.booleans(),
    "words": st.sampled_from(("", " ", "a", "the one")),
    "order": st.sampled_from(ORDERS),
}


@st.composite
def choices(draw: st.DrawFn) -> Choice:
    """A choice in which any field may ask for something."""
    return Choice(**{name: draw(values) for name, values in FIELDS.items()})


def own_of(bank: Bank) -> dict[str, tuple[Gap, ...]]:
    return own_gaps(gaps(bank, bank.framework))


def wanted(story: Story, choice: Choice, bank: Bank) -> bool:
    """What the filter promises, said once more in the plainest way."""
    open_gaps = [gap for gap in gaps(bank, bank.framework) if gap.story == story.id and gap.waived is None]
    refused = (
        choice.status == "" and story.status == "retired",
        choice.status not in ("", story.status),
        choice.principle and choice.principle not in [tag.principle for tag in story.principles],
        choice.signal and choice.signal not in [tag.signal for tag in story.signals],
        choice.employer and choice.employer != story.employer.strip(),
        choice.with_gaps and not open_gaps,
    )
    if any(refused):
        return False
    text = repr(story).casefold()
    names = " ".join(p.name for tag in story.principles if (p := bank.framework.principle(tag.principle)))
    names += " ".join(s.name for tag in story.signals if (s := bank.framework.signal(tag.signal)))
    return all(word in text or word in names.casefold() for word in choice.words.casefold().split())


@given(banks(), choices())
def test_a_filter_shows_what_matches_and_hides_nothing_that_does(bank: Bank, choice: Choice) -> None:
    plain = choice.without("words")  # what words find is the search's own rule
    shown = {story.id for story in chosen(bank, plain, own_of(bank))}
    assert shown == {story.id for story in bank.stories if wanted(story, plain, bank)}


@given(banks(), choices())
def test_words_only_ever_narrow_the_choice(bank: Bank, choice: Choice) -> None:
    own = own_of(bank)
    wide = [story.id for story in chosen(bank, choice.without("words"), own)]
    narrow = [story.id for story in chosen(bank, choice, own)]
    assert narrow == [story_id for story_id in wide if story_id in narrow], "in the same order too"
    for story in bank.stories:
        if story.id in narrow:
            assert wanted(story, choice, bank)


@given(banks(), choices())
def test_every_order_is_total_and_keeps_the_banks_among_equals(bank: Bank, choice: Choice) -> None:
    own = own_of(bank)
    shown = chosen(bank, choice, own)
    in_bank = chosen(bank, replace(choice, order="bank"), own)
    assert sorted(story.id for story in shown) == sorted(story.id for story in in_bank)
    again = replace(bank, stories=tuple(shown) + tuple(s for s in bank.stories if s not in shown))
    assert chosen(again, choice, own) == shown, "what is sorted stays as it is"
    place = {story.id: at for at, story in enumerate(bank.stories)}
    for one, following in pairwise(shown):
        if choice.order == "title" and one.title.casefold() == following.title.casefold():
            assert place[one.id] < place[following.id]
        if choice.order == "score":
            first, second = told_score(one) or 0.0, told_score(following) or 0.0
            assert first > second or (first == second and place[one.id] < place[following.id])
        if choice.order == "bank":
            assert place[one.id] < place[following.id]


@given(banks(), choices())
def test_the_numbers_are_what_each_status_would_show(bank: Bank, choice: Choice) -> None:
    own = own_of(bank)
    numbers = counted_by_status(bank, choice, own)
    assert set(numbers) == {"", *STATUSES}
    for status, number in numbers.items():
        assert number == len(chosen(bank, replace(choice, status=status), own))  # type: ignore[arg-type]


def three() -> Bank:
    return a_bank(
        a_story("b", a_tag("own", 2.0, "primary"), title="beta", status="idea", period="2021", employer="Zeta "),
        a_story("a", a_tag("own", 4.0), title="Alpha", status="ready", period="2024-03/2024-09", employer="acme"),
        a_story("c", title="gamma", status="draft", period="long ago", employer="Beta"),
        a_story("r", title="away", status="retired", period="2025"),
    )


@pytest.mark.parametrize(
    ("order", "expected"),
    [("bank", "bac"), ("title", "abc"), ("score", "abc"), ("status", "acb"), ("period", "abc")],
)
def test_orders_put_first_what_their_names_say(order: str, expected: str) -> None:
    bank = three()
    assert "".join(s.id for s in chosen(bank, Choice(order=order), own_of(bank))) == expected  # type: ignore[arg-type]


def test_the_order_by_gaps_puts_the_gravest_first() -> None:
    bank = three()
    error = Gap("do-not-claim", "error", "c", None, {}, "", "")
    warning = Gap("no-primary", "warning", "a", None, {}, "", "")
    own = own_gaps((warning, error, warning, replace(warning, story="b", waived="known")))
    assert "".join(s.id for s in chosen(bank, Choice(order="gaps"), own)) == "cab"
    assert "".join(s.id for s in chosen(bank, Choice(with_gaps=True), own)) == "ac", "a waived gap is none"


def test_the_archive_holds_the_retired_and_nothing_else() -> None:
    assert [s.id for s in chosen(three(), Choice(status="retired"), {})] == ["r"]


def test_asking_for_less() -> None:
    choice = Choice(status="ready", principle="own", with_gaps=True, words="x", order="title")
    assert choice.asked == ("principle", "with_gaps", "words")
    assert choice.without(*choice.asked) == Choice(status="ready", order="title")


def test_employers_are_told_once_each_in_order() -> None:
    assert employers(three()) == ("acme", "Beta", "Zeta")


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2024-03/2024-09", (2024, 9)),
        ("2019", (2019, 0)),
        ("from 2019 to spring 2021", (2021, 0)),
        ("", (0, 0)),
        ("2024-13", (2024, 0)),
        ("12024", (0, 0)),
    ],
)
def test_the_latest_month_of_a_period(period: str, expected: tuple[int, int]) -> None:
    assert last_month(period) == expected


@given(banks(), st.data())
def test_a_story_goes_where_it_is_dropped_and_the_others_keep_their_order(bank: Bank, data: st.DataObject) -> None:
    if not bank.stories:
        return
    ids = tuple(story.id for story in bank.stories)
    shown = data.draw(st.sets(st.sampled_from(ids), min_size=1), label="seen")
    seen = tuple(story_id for story_id in ids if story_id in shown)
    story_id = data.draw(st.sampled_from(seen), label="story")
    row = data.draw(st.integers(-1, len(seen) + 1), label="row")
    after = moved(bank, story_id, seen, row)
    assert [i for i in after if i != story_id] == [i for i in ids if i != story_id]
    wanted_seen = list(seen)
    at = wanted_seen.index(story_id)
    wanted_seen.insert(max(0, min(row, len(seen))), story_id)
    del wanted_seen[at + (wanted_seen[at] != story_id)]
    assert [i for i in after if i in shown] == wanted_seen


def test_a_story_moves_past_what_is_not_listed() -> None:
    bank = a_bank(*(a_story(story_id) for story_id in "abcde"))
    assert "".join(moved(bank, "e", ("a", "e"), 0)) == "eabcd"
    assert "".join(moved(bank, "a", ("a", "c", "e"), 2)) == "bcade", "no further than behind the one it passed"
    assert "".join(moved(bank, "c", ("a", "c", "e"), 1)) == "abcde", "where it is, it stays"
    assert "".join(moved(bank, "c", ("a", "c", "e"), 2)) == "abcde"
