"""Which rules of the bank's own records are broken: unknown ids, doubles, blanks, limits.

Types and allowed words are the reader's business; this looks at what only the whole bank can tell. Source: the interchange contract.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from storybank.model import SCORES, Bank, Dimension, Framework, PrincipleTag, Signal, Story
from storybank.texts import _

MAX_ANCHORS = 5
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where (`stories[3].customers[0].tier`) and a sentence that says what is allowed."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def bank_problems(bank: Bank, known_rules: frozenset[str], sound: Bank | None = None) -> list[Problem]:
    """Return everything that makes a bank unfit to be stored, in the order of the file; empty when it is sound.

    `known_rules` are the names of the gap rules that a waiver may name. The framework and the stories that a bank shares with one that is
    `sound` are not looked at again.
    """
    is_known = sound is not None and sound.framework is bank.framework
    known = {id(story) for story in sound.stories} if sound is not None and is_known else set[int]()
    problems = [
        Problem(f"bank.framework_definition.{p.path}", p.message)
        for p in ([] if is_known else framework_problems(bank.framework))
    ]
    problems += _target_problems(bank)
    problems += _waiver_problems(bank, known_rules)
    problems += _aside_problems(bank, known_rules)
    for index, alias in enumerate(bank.aliases):
        if not alias.term.strip():
            problems.append(Problem(f"bank.aliases[{index}].term", _("must not be blank")))
    problems += _doubles((story.id for story in bank.stories), lambda i: f"stories[{i}].id")
    for index, story in enumerate(bank.stories):
        if id(story) in known:
            continue
        problems += [Problem(f"stories[{index}].{p.path}", p.message) for p in story_problems(story, bank.framework)]
    return problems


def story_problems(story: Story, framework: Framework) -> list[Problem]:
    """Return what is wrong with one story under a framework; paths are relative to the story."""
    problems = [
        Problem(path, _("holds a character that cannot be stored (NUL or half of a pair)"))
        for path in _unstorable(story)
    ]
    if not story.id.strip():
        problems.append(Problem("id", _("must not be blank")))
    if not story.title.strip():
        problems.append(Problem("title", _("must not be blank")))
    if len(story.anchors) > MAX_ANCHORS:
        problems.append(
            Problem(
                "anchors",
                _("holds {count}; at most {limit} are allowed").format(count=len(story.anchors), limit=MAX_ANCHORS),
            )
        )
    for index, figure in enumerate(story.figures):
        if not figure.claim.strip():
            problems.append(Problem(f"figures[{index}].claim", _("must not be blank")))
    known = [signal.id for signal in framework.signals]
    for index, signal in enumerate(story.signals):
        problems += _unknown(f"signals[{index}].signal", signal.signal, known)
    return problems + _tag_problems(story.principles, framework)


def framework_problems(framework: Framework) -> list[Problem]:
    """Return what is wrong with a framework beyond its types; paths are relative to the framework."""
    problems = [Problem(key, _("must not be blank")) for key in ("id", "name") if not getattr(framework, key).strip()]
    low, high = framework.bank_size
    if not 0 < low <= high:
        problems.append(Problem("bank_size", _("must be two numbers, the smaller first, such as [8, 10]")))
    if framework.bar not in SCORES:
        problems.append(Problem("bar", _("must be a score from 1 to 4 in steps of 0.5")))
    if not framework.principles:
        problems.append(Problem("principles", _("must hold at least one principle")))
    if not framework.scale:
        problems.append(Problem("scale", _("must hold at least one grade")))
    problems += _blank_ids(framework.signals, "signals")
    problems += _doubles((signal.id for signal in framework.signals), lambda i: f"signals[{i}].id")
    problems += _doubles((principle.id for principle in framework.principles), lambda i: f"principles[{i}].id")
    for index, principle in enumerate(framework.principles):
        here = f"principles[{index}]"
        problems += [
            Problem(f"{here}.{key}", _("must not be blank"))
            for key in ("id", "name", "short")
            if not getattr(principle, key).strip()
        ]
        if not principle.dimensions:
            problems.append(Problem(f"{here}.dimensions", _("must hold at least one evidence dimension")))
        problems += _blank_ids(principle.dimensions, f"{here}.dimensions")
        problems += _doubles((d.id for d in principle.dimensions), lambda i, here=here: f"{here}.dimensions[{i}].id")
    problems += [
        Problem(path, _("holds a character that cannot be stored (NUL or half of a pair)"))
        for path in _unstorable(framework)
    ]
    return problems


def _tag_problems(tags: tuple[PrincipleTag, ...], framework: Framework) -> list[Problem]:
    problems: list[Problem] = []
    known = [principle.id for principle in framework.principles]
    primaries = [index for index, tag in enumerate(tags) if tag.rank == "primary"]
    problems += [
        Problem(f"principles[{index}].rank", _("is a second primary principle; a story has one at most"))
        for index in primaries[1:]
    ]
    problems += _doubles((tag.principle for tag in tags), lambda i: f"principles[{i}].principle")
    for index, tag in enumerate(tags):
        problems += _unknown(f"principles[{index}].principle", tag.principle, known)
        if tag.score is not None and tag.score not in SCORES:
            problems.append(Problem(f"principles[{index}].score", _("must be 1 to 4 in steps of 0.5, or null")))
        principle = framework.principle(tag.principle)
        if principle is None:
            continue
        dimensions = [dimension.id for dimension in principle.dimensions]
        for at, evidence in enumerate(tag.evidence):
            problems += _unknown(f"principles[{index}].evidence[{at}].dimension", evidence.dimension, dimensions)
    return problems


def _target_problems(bank: Bank) -> list[Problem]:
    problems = [Problem(f"bank.{path}", _("holds a character that cannot be stored (NUL or half of a pair)"))
                for path in _unstorable(bank, skip=("framework", "stories"))]  # fmt: skip
    known = [principle.id for principle in bank.framework.principles]
    for index, principle in enumerate(bank.target.principles):
        problems += _unknown(f"bank.target.principles[{index}]", principle, known)
    if bank.target.loop_date and not is_date(bank.target.loop_date):
        problems.append(Problem("bank.target.loop_date", _("must be a date such as 2027-01-20, or empty")))
    return problems


def is_date(text: str) -> bool:
    """Say whether a text is a calendar date of the form YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _waiver_problems(bank: Bank, known_rules: frozenset[str]) -> list[Problem]:
    problems: list[Problem] = []
    stories = {story.id for story in bank.stories}
    principles = [principle.id for principle in bank.framework.principles]
    for index, waiver in enumerate(bank.waivers):
        here = f"bank.waivers[{index}]"
        problems += _unknown(f"{here}.rule", waiver.rule, sorted(known_rules))
        if waiver.story is not None and waiver.story not in stories:
            problems.append(Problem(f"{here}.story", _("“{id}” is not a story of this bank").format(id=waiver.story)))
        if waiver.principle is not None:
            problems += _unknown(f"{here}.principle", waiver.principle, principles)
    return problems


def _aside_problems(bank: Bank, known_rules: frozenset[str]) -> list[Problem]:
    """What is kept aside need not fit the framework, but its stories must be there, and its scores be scores."""
    here, problems = "bank.aside", []
    ids = {story.id for story in bank.stories}
    sentence = _("“{id}” is not a story of this bank")
    for index, kept in enumerate(bank.aside.stories):
        if kept.story not in ids:
            problems.append(Problem(f"{here}.stories[{index}].story", sentence.format(id=kept.story)))
        problems += [
            Problem(f"{here}.stories[{index}].principles[{at}].score", _("must be 1 to 4 in steps of 0.5, or null"))
            for at, tag in enumerate(kept.principles)
            if tag.score is not None and tag.score not in SCORES
        ]
    problems += _doubles((kept.story for kept in bank.aside.stories), lambda i: f"{here}.stories[{i}].story")
    for index, one in enumerate(bank.aside.waivers):
        problems += _unknown(f"{here}.waivers[{index}].waiver.rule", one.waiver.rule, sorted(known_rules))
        if one.waiver.story is not None and one.waiver.story not in ids:
            path = f"{here}.waivers[{index}].waiver.story"
            problems.append(Problem(path, sentence.format(id=one.waiver.story)))
    return problems


def _blank_ids(items: Sequence[Dimension | Signal], path: str) -> list[Problem]:
    return [
        Problem(f"{path}[{index}].id", _("must not be blank"))
        for index, item in enumerate(items)
        if not item.id.strip()
    ]


def _unknown(path: str, value: str, known: list[str]) -> list[Problem]:
    if value in known:
        return []
    return [
        Problem(path, _("“{id}” is unknown; allowed are {known}").format(id=value, known=", ".join(known) or _("none")))
    ]


def _doubles(values: Any, path: Callable[[int], str]) -> list[Problem]:
    seen: set[str] = set()
    problems = []
    for index, value in enumerate(values):
        if value in seen:
            problems.append(Problem(path(index), _("“{id}” stands here a second time").format(id=value)))
        seen.add(value)
    return problems


def _unstorable(record: Any, path: str = "", skip: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the paths of texts with a character that neither SQLite nor UTF-8 can hold."""
    if isinstance(record, str):
        if _UNSTORABLE.search(record):
            yield path
    elif isinstance(record, tuple | list):
        for index, item in enumerate(record):
            yield from _unstorable(item, f"{path}[{index}]")
    elif isinstance(record, dict):
        for key, item in record.items():
            yield from _unstorable(item, f"{path}.{key}")
    elif hasattr(record, "__dataclass_fields__"):
        for name in record.__dataclass_fields__:
            if name not in skip:
                yield from _unstorable(getattr(record, name), f"{path}.{name}".lstrip("."))
