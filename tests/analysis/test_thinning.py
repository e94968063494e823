"""Which copies are kept: the rule by examples, and what a clock that is wrong may never do."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storybank.analysis.thinning import USUAL, Measure, thinned

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
DAY = timedelta(days=1)
TEN_YEARS = timedelta(days=3652)

small = st.builds(
    Measure, days=st.integers(1, 3), daily=st.integers(0, 3), weekly=st.integers(0, 3), monthly=st.integers(0, 3)
)
measures = st.one_of(st.just(USUAL), small)
spread = st.one_of(st.integers(0, 60 * 24 * 4), st.integers(0, 60 * 24 * 60), st.integers(0, 60 * 24 * 900))
histories = st.lists(spread.map(lambda minutes: NOW - timedelta(minutes=minutes)), max_size=80)
clocks = st.one_of(
    st.sampled_from([NOW, NOW + TEN_YEARS, NOW - TEN_YEARS]),
    st.integers(-4000, 4000).map(lambda days: NOW + days * DAY),
)


def kept(stamps: Sequence[datetime], now: datetime = NOW, measure: Measure = USUAL) -> list[datetime]:
    gone = thinned(stamps, now, measure)
    return sorted(stamp for at, stamp in enumerate(stamps) if at not in gone)


def gone(stamps: Sequence[datetime], now: datetime = NOW, measure: Measure = USUAL) -> set[int]:
    return set(thinned(stamps, now, measure))


def of_the_past(stamps: Sequence[datetime], now: datetime) -> list[datetime]:
    return [stamp for stamp in stamps if stamp <= now + DAY]


# Examples


def test_two_years_of_four_copies_a_day() -> None:
    stamps = [NOW - day * DAY - timedelta(hours=hour) for day in range(730) for hour in (0, 2, 4, 6)]
    left = kept(stamps)[::-1]
    assert left[:8] == stamps[:8]  # two days, whole
    assert left[8:20] == [NOW - day * DAY for day in range(2, 14)]  # the last of each of twelve
    weeks = left[20:30]
    assert all(week.isoweekday() == 7 and week.hour == 15 for week in weeks)  # the last of Sunday
    assert {(one - other).days for one, other in pairwise(weeks)} == {7}
    months = left[30:]
    assert len(months) == 9
    assert all(month.isoweekday() == 7 for month in months)
    thursdays = [(month - 3 * DAY).strftime("%Y-%m") for month in months]
    assert thursdays == [
        "2026-08",
        "2026-07",
        "2026-06",
        "2026-05",
        "2026-04",
        "2026-03",
        "2026-02",
        "2026-01",
        "2025-12",
    ]


def test_days_without_a_copy_do_not_count() -> None:
    stamps = [NOW - number * 40 * DAY for number in range(14)]
    assert kept(stamps) == sorted(stamps)  # a year and a half old, and two days and twelve all the same


def test_a_pause_of_years_costs_nothing() -> None:
    stamps = [NOW - day * DAY for day in range(100)]
    assert gone(stamps, NOW + TEN_YEARS) == gone(stamps)


def test_what_stays_is_in_the_place_of_what_goes() -> None:
    hours = [NOW - 5 * DAY - timedelta(hours=hour) for hour in (3, 1, 2)]
    stamps = [*hours, NOW, NOW - DAY]
    assert thinned(stamps, NOW) == {0: (1,), 2: (1,)}
    oldest = thinned([NOW, NOW - DAY, NOW - 400 * DAY], NOW, Measure(1, 1, 0, 0))
    assert oldest == {2: (0, 1)}


def test_of_two_of_one_second_the_later_is_the_newer() -> None:
    stamps = [NOW, NOW - DAY, NOW - 2 * DAY, NOW - 2 * DAY]
    assert gone(stamps) == {2}


def test_a_day_ahead_is_no_other_clock() -> None:
    ahead = [NOW + timedelta(hours=20), NOW + timedelta(hours=21)]
    assert gone([*ahead, NOW], NOW, Measure(1, 0, 0, 0)) == {2}
    assert gone([*ahead, NOW], NOW - DAY, Measure(1, 0, 0, 0)) == set()


def test_a_clock_set_ten_years_off_and_back_again() -> None:
    """A backup a day; in the middle the clock is ten years ahead for a week, then ten years back for a week, then right."""
    stamps: list[datetime] = []
    right: list[datetime] = []
    for day in range(200):
        off = TEN_YEARS if 80 <= day < 87 else -TEN_YEARS if 120 <= day < 127 else timedelta(0)
        now = NOW + day * DAY + off
        stamps.append(now)
        if not off:
            right.append(now)
        stamps = kept(stamps, now)
        assert now in stamps
        later = [
            NOW + (day + ahead) * DAY for ahead in range(1, 15)
        ]  # by then a clock that was right all the time would have thinned it
        assert set(kept([*right, *later], later[-1] + TEN_YEARS)) <= {*stamps, *later}
    assert len([stamp for stamp in stamps if stamp.year == 2037]) == 7
    assert len([stamp for stamp in stamps if stamp.year == 2017]) >= 1


def test_nothing_of_nothing() -> None:
    assert thinned([], NOW) == {}


@pytest.mark.parametrize("stamp", [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, tzinfo=UTC)])
def test_the_ends_of_the_calendar(stamp: datetime) -> None:
    ends = [stamp] * 3
    assert gone([*ends, ends[0] + timedelta(minutes=5)], ends[0], Measure(1, 1, 1, 1)) == set()


# Rules


@given(histories, clocks, measures)
def test_no_clock_deletes_what_the_right_one_would_keep(
    stamps: list[datetime], clock: datetime, measure: Measure
) -> None:
    assert gone(stamps, clock, measure) <= gone(stamps, NOW, measure)
    if clock >= NOW:
        assert gone(stamps, clock, measure) == gone(stamps, NOW, measure)


@given(histories, histories, measures)
def test_what_goes_would_go_with_more_copies_too(old: list[datetime], more: list[datetime], measure: Measure) -> None:
    later = [stamp + 900 * DAY for stamp in more]
    assert gone(old, NOW, measure) <= gone([*old, *later], NOW + 900 * DAY, measure)


@given(histories, histories, measures)
def test_thinning_after_each_copy_is_thinning_at_the_end(
    old: list[datetime], more: list[datetime], measure: Measure
) -> None:
    later = sorted(stamp + 900 * DAY for stamp in more)
    left = kept(old, NOW, measure)
    for stamp in later:
        left = kept([*left, stamp], stamp, measure)
    assert left == kept([*old, *later], NOW + 900 * DAY, measure)


@given(histories, clocks, measures)
def test_thinning_again_changes_nothing(stamps: list[datetime], clock: datetime, measure: Measure) -> None:
    left = kept(stamps, clock, measure)
    assert kept(left, clock, measure) == left


@given(histories, clocks, measures)
def test_how_many_are_kept(stamps: list[datetime], clock: datetime, measure: Measure) -> None:
    past = of_the_past(stamps, clock)
    days = sorted({stamp.date() for stamp in past}, reverse=True)
    newest = [stamp for stamp in past if stamp.date() in days[: measure.days]]
    left = of_the_past(kept(stamps, clock, measure), clock)
    assert sorted(newest) == left[len(left) - len(newest) :]  # whole
    assert len(left) - len(newest) <= measure.daily + measure.weekly + measure.monthly
    if len(days) <= measure.days:
        assert not gone(stamps, clock, measure)
    if past:
        assert max(past) in left
    assert all(stamps[at] <= clock + DAY for at in gone(stamps, clock, measure))


@given(histories, clocks, measures)
def test_in_the_place_of_each_something_stays(stamps: list[datetime], clock: datetime, measure: Measure) -> None:
    found = thinned(stamps, clock, measure)
    for at, others in found.items():
        assert others
        assert not found.keys() & set(others)
        assert all(stamps[at] <= stamps[other] <= clock + DAY for other in others)


@given(histories, measures, st.randoms())
def test_the_order_does_not_matter(stamps: list[datetime], measure: Measure, chance: object) -> None:
    mixed = list(stamps)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert kept(mixed, NOW, measure) == kept(stamps, NOW, measure)
