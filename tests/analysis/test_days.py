"""Days as people write them: one meaning, or none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storybank.analysis.days import MONTHS, read_day

DAY = date(2027, 1, 20)
DAYS = st.dates(date(1000, 1, 1), date(9999, 12, 31))


@pytest.mark.parametrize(
    "text",
    ["2027-01-20", "2027/1/20", "2027.01.20", "20 Jan 2027", "20 January 2027", " 20  january  2027 ", "20. Januar 2027", "Jan 20, 2027",
     "January 20 2027", "20th of January 2027", "jan. 20th, 2027", "20.1.2027", "20.01.2027", "20/1/2027", "1/20/2027", "20 - 01 - 2027"],
)  # fmt: skip
def test_usual_forms_are_understood(text: str) -> None:
    assert read_day(text, months=("Januar",)) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2027",
        "20 2027",
        "20 Ja 2027",
        "20 Mai 2027",
        "31.2.2027",
        "2027-13-01",
        "20.1.27",
        "3/4/2027",
        "20 J 2027",
        "Ju 3 2027",
    ],
)
def test_what_names_no_day_or_two_is_not(text: str) -> None:
    assert read_day(text) is None


def test_the_readers_habit_decides_what_could_be_two_days() -> None:
    assert read_day("3/4/2027", "%d/%m/%Y") == date(2027, 4, 3)
    assert read_day("3/4/2027", "%m/%d/%Y") == date(2027, 3, 4)
    assert read_day("3.4.2027", "%m/%d/%Y") == date(2027, 4, 3), "dots are written day first everywhere"


@given(DAYS, st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%Y-%m-%d"]))
def test_what_a_habit_writes_it_reads(day: date, habit: str) -> None:
    written = habit.replace("%d", f"{day.day:02}").replace("%m", f"{day.month:02}").replace("%Y", f"{day.year:04}")
    assert read_day(written, habit) == day


@given(DAYS, st.integers(3, 9))
def test_every_month_is_known_by_three_letters(day: date, letters: int) -> None:
    assert read_day(f"{day.day} {MONTHS[day.month - 1][:letters]} {day.year:04}") == day


@given(st.text(max_size=30))
def test_no_text_is_too_odd(text: str) -> None:
    read_day(text)
