"""Which stories a list shows, and in which order: a filter and a sort order over a bank."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal, get_args

from storybank.analysis.finding import SEVERITIES, Gap
from storybank.model import Bank, Framework, Status, Story

Order = Literal["bank", "title", "score", "gaps", "status", "period"]
ORDERS: tuple[Order, ...] = get_args(Order)
Own = Mapping[str, tuple[Gap, ...]]
"""The open gaps of each story, by its id; a story without any may be left out."""
Matching = Callable[[Story, str, Framework], bool]

_STATUS_ORDER: tuple[Status, ...] = ("ready", "draft", "idea", "retired")
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:-(0[1-9]|1[0-2]))?(?!\d)")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is wanted of a story; every field at its default asks for nothing. The archive is `status` retired: no other choice holds those.

    `principle` and `signal` are ids, `employer` is the text of that field, `words` are looked for in every text.
    """

    status: Status | Literal[""] = ""
    principle: str = ""
    signal: str = ""
    employer: str = ""
    with_gaps: bool = False
    words: str = ""
    order: Order = "bank"

    def without(self, *names: str) -> "Choice":
        """Return the choice with these fields asking for nothing."""
        return replace(self, **{field.name: field.default for field in fields(self) if field.name in names})

    @property
    def asked(self) -> tuple[str, ...]:
        """The fields beyond status and order that ask for something."""
        kept = ("status", "order")
        return tuple(
            field.name
            for field in fields(self)
            if field.name not in kept and getattr(self, field.name) != field.default
        )


def _found(story: Story, words: str, framework: Framework) -> bool:
    from storybank.analysis.search import found  # with the first word that is looked for

    return found(story, words, framework)


def chosen(bank: Bank, choice: Choice, own: Own, matching: Matching = _found) -> tuple[Story, ...]:
    """Return the stories of a bank that a choice asks for, in its order; stories that are equal in it stay in the bank's.

    `matching` says whether words stand in a story; whoever asks often passes one that remembers.
    """
    kept = [story for story in _fitting(bank, choice, own, matching) if _in_status(story, choice.status)]
    if choice.order != "bank":
        kept.sort(key=lambda story: _place(story, choice.order, own))
    return tuple(kept)


def counted_by_status(bank: Bank, choice: Choice, own: Own, matching: Matching = _found) -> dict[str, int]:
    """Return how many stories each status would show with the rest of the choice as it is; "" counts all but the retired."""
    fitting = _fitting(bank, choice, own, matching)
    statuses = ("", *_STATUS_ORDER)
    return {status: sum(_in_status(story, status) for story in fitting) for status in statuses}


def own_gaps(gaps: Iterable[Gap]) -> dict[str, tuple[Gap, ...]]:
    """Return the open gaps that are about one story, by its id, in the order given."""
    own: dict[str, list[Gap]] = {}
    for gap in gaps:
        if gap.story is not None and gap.is_open:
            own.setdefault(gap.story, []).append(gap)
    return {story_id: tuple(its) for story_id, its in own.items()}


def moved(bank: Bank, story_id: str, seen: tuple[str, ...], row: int) -> tuple[str, ...]:
    """Return the ids of a bank's stories with one of them moved to before a row of the list that one sees (past the last: behind it).

    `seen` are the ids of that list, in the bank's order and this one among them; stories that it does not show keep their place among the others.
    """
    ids = [story.id for story in bank.stories]
    row = max(0, min(row, len(seen)))
    at = seen.index(story_id)
    if row in (at, at + 1):
        return tuple(ids)
    ids.remove(story_id)
    place = ids.index(seen[row - 1]) + 1 if row > at else ids.index(seen[row])
    return (*ids[:place], story_id, *ids[place:])


def told_score(story: Story) -> float | None:
    """Return the score a story is known by: its primary principle's, else its best."""
    if story.primary is not None and story.primary.score is not None:
        return story.primary.score
    return max((tag.score for tag in story.principles if tag.score is not None), default=None)


def employers(bank: Bank) -> tuple[str, ...]:
    """Return the employers that the stories name, in the order of the alphabet."""
    return tuple(sorted({story.employer.strip() for story in bank.stories} - {""}, key=str.casefold))


def last_month(period: str) -> tuple[int, int]:
    """Return the latest year and month that a period names (month 0: the year alone), (0, 0) where it names none."""
    return max(((int(year), int(month or 0)) for year, month in _MONTH.findall(period)), default=(0, 0))


def _fitting(bank: Bank, choice: Choice, own: Own, matching: Matching) -> list[Story]:
    return [
        story
        for story in bank.stories
        if (not choice.principle or story.tag(choice.principle) is not None)
        and (not choice.signal or any(tag.signal == choice.signal for tag in story.signals))
        and (not choice.employer or story.employer.strip() == choice.employer)
        and (not choice.with_gaps or bool(own.get(story.id)))
        and (not choice.words.strip() or matching(story, choice.words, bank.framework))
    ]


def _in_status(story: Story, status: str) -> bool:
    return story.status == status if status else story.status != "retired"


def _place(story: Story, order: Order, own: Own) -> tuple[object, ...]:
    """Return where a story stands in an order: what needs the eye first, the highest score, the latest period."""
    if order == "title":
        return (story.title.casefold(),)
    if order == "score":
        return (-(told_score(story) or 0.0),)
    if order == "status":
        return (_STATUS_ORDER.index(story.status),)
    if order == "period":
        year, month = last_month(story.period)
        return (-year, -month)
    its = own.get(story.id, ())
    return tuple(-sum(gap.severity == severity for gap in its) for severity in SEVERITIES)
