"""Which of many copies are kept, when there is one of every half hour: all of the newest days, then one a day, a week, a month."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

AHEAD = timedelta(days=1)
"""What is stamped later than this after now was made by a clock that does not agree with the one that is asked."""


class Measure(NamedTuple):
    """How many are kept: all of the newest `days` days (at least 1), then the newest of each of `daily` days, `weekly` weeks, `monthly` months."""

    days: int = 2
    daily: int = 12
    weekly: int = 10
    monthly: int = 9


USUAL = Measure()
_Span = tuple[int, int]
"""What a day, week or month is told by."""


def thinned(stamps: Sequence[datetime], now: datetime, measure: Measure = USUAL) -> dict[int, tuple[int, ...]]:
    """Return which copies are too many: the position of each, with the positions of those that stay in its place. What is not returned is kept.

    `stamps` tell when each copy was made, in UTC and in any order; of equal ones the last counts as the newest. A copy that is too many in its
    day, week or month has those in its place that are kept of it; one that is older than all of these has every one that is kept of the past.

    Days, weeks (from Monday) and months count only where a copy was made in them; how long ago that was, nobody asks. A week belongs to the month
    of its Thursday, so that each day lies in one week and each week in one month. `now` does one thing alone: what is stamped more than a day
    after it is of the future, and is kept and counted apart. A clock that is ten years off therefore deletes nothing that it should not:

    - Whatever `now` is, what goes would go by the right clock too, today or when there are more copies. A clock that is ten years ahead finds the
      same days, weeks and months as the right one; to one that is ten years back all that was made before is of the future. When it is right
      again, what it made meanwhile is of the future, or as old as it says.
    - The newest copy of the past never goes; where the past has copies of at most `days` days, none goes.
    - Of the past at most as many are kept as those days hold, and `daily` + `weekly` + `monthly`.
    - Thinning again changes nothing, and thinning after each copy leaves what thinning once, after the last one, leaves.
    """
    past = sorted((at for at, stamp in enumerate(stamps) if stamp - now <= AHEAD), key=lambda at: (stamps[at], at))
    past.reverse()
    newest_days = sorted({_day(stamps[at]) for at in past}, reverse=True)[: max(measure.days, 1)]
    kept = [at for at in past if _day(stamps[at]) in newest_days]
    steps = [
        step
        for step, room in ((_day, measure.daily), (_week, measure.weekly), (_month, measure.monthly))
        for _ in range(room)
    ]
    coarsest = steps[-1] if steps else _day
    steps.reverse()  # the next one is taken from the end
    gone: dict[int, tuple[int, ...]] = {}
    beyond: list[int] = []
    for at in past[len(kept) :]:
        span = steps[-1] if steps else coarsest
        if span(stamps[at]) == span(stamps[kept[-1]]):
            gone[at] = tuple(other for other in kept if span(stamps[other]) == span(stamps[at]))
        elif steps:
            kept.append(at)
            steps.pop()
        else:
            beyond.append(at)
    return gone | dict.fromkeys(beyond, tuple(kept))


def _day(stamp: datetime) -> _Span:
    return stamp.year, stamp.timetuple().tm_yday


def _week(stamp: datetime) -> _Span:
    year, week, _weekday = stamp.isocalendar()
    return year, week


def _month(stamp: datetime) -> _Span:
    year, week, _weekday = stamp.isocalendar()
    thursday = datetime.fromisocalendar(year, week, 4)
    return thursday.year, thursday.month
