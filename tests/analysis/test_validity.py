"""What only the whole bank can tell: each broken rule is found at its path, all of them at once, and a sound bank has none."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banks import RULE_NAMES, a_bank, a_framework, a_sound_bank, a_story, a_tag, banks
from storybank.analysis.validity import bank_problems, framework_problems, is_date, story_problems
from storybank.model import Alias, Bank, Evidence, Figure, Framework, PrincipleTag, Waiver

KNOWN = frozenset(RULE_NAMES)
change = dataclasses.replace


def paths(bank: Bank) -> list[str]:
    return [problem.path for problem in bank_problems(bank, KNOWN)]


@given(banks())
def test_random_banks_are_sound(bank: Bank) -> None:
    assert bank_problems(bank, KNOWN) == []


def test_the_builders_banks_are_sound() -> None:
    assert bank_problems(a_bank(), KNOWN) == bank_problems(a_sound_bank(), KNOWN) == []


def tag(**fields: Any) -> PrincipleTag:
    return change(a_tag("own", 3.5), **fields)


def figure(claim: str) -> Figure:
    return Figure(claim=claim, baseline="", source="", confidence="verified")


STORIES: list[tuple[dict[str, Any], list[str]]] = [
    ({"id": " "}, ["id"]),
    ({"title": ""}, ["title"]),
    ({"title": " \n\u00a0"}, ["title"]),
    ({"anchors": ("a",) * 5}, []),
    ({"anchors": ("a",) * 6}, ["anchors"]),
    ({"figures": (figure("a"), figure(" "))}, ["figures[1].claim"]),
    ({"signals": ("killed-project", "unheard")}, ["signals[1].signal"]),
    ({"principles": (tag(principle="unheard"),)}, ["principles[0].principle"]),
    ({"principles": (tag(), tag())}, ["principles[1].principle"]),
    ({"principles": (tag(rank="primary"), a_tag("care", rank="primary"))}, ["principles[1].rank"]),
    ({"principles": (tag(score=0.5),)}, ["principles[0].score"]),
    ({"principles": (tag(score=4.5),)}, ["principles[0].score"]),
    ({"principles": (tag(score=3.25),)}, ["principles[0].score"]),
    ({"principles": (tag(score=float("nan")),)}, ["principles[0].score"]),
    ({"principles": (tag(score=3), a_tag("care", None))}, []),
    ({"principles": (tag(evidence=(Evidence(dimension="d9", text="x"),)),)}, ["principles[0].evidence[0].dimension"]),
    ({"principles": (tag(evidence=(Evidence(dimension="d1", text=""),) * 2),)}, []),
    ({"narrative": "a\x00b"}, ["narrative"]),
    ({"hook": "\ud800"}, ["hook"]),
    ({"tags": ("a", "\udfff")}, ["tags[1]"]),
    ({"figures": (change(figure("a"), source="\x00"),)}, ["figures[0].source"]),
    ({"narrative": "tab\t, 🚒 and \x1f are fine"}, []),
    ({"status": "retired", "id": "x y/z", "period": "whenever"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "expected"), STORIES)
def test_stories(fields: dict[str, Any], expected: list[str]) -> None:
    fields = dict(fields)
    story = a_story(fields.pop("id", "s"), *fields.pop("principles", ()), **fields)
    assert [problem.path for problem in story_problems(story, a_framework())] == expected
    assert paths(a_bank(a_story("fine"), story)) == [f"stories[1].{path}" for path in expected]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ({"principles": ("own", "unheard", "care")}, ["bank.target.principles[1]"]),
        ({"loop_date": "2027-02-30"}, ["bank.target.loop_date"]),
        ({"loop_date": "soon"}, ["bank.target.loop_date"]),
        ({"loop_date": "2027-02-28"}, []),
        ({"loop_date": ""}, []),
        ({"company": "\x00"}, ["bank.target.company"]),
    ],
)
def test_targets(target: dict[str, Any], expected: list[str]) -> None:
    assert paths(a_bank(**target)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"rule": "unheard"}, ["rule"]),
        ({"story": "unheard"}, ["story"]),
        ({"story": "s"}, []),
        ({"principle": "unheard"}, ["principle"]),
        ({"principle": "own"}, []),
        ({"rule": "", "story": "", "principle": ""}, ["rule", "story", "principle"]),
        ({"reason": "\x00"}, ["reason"]),
        ({"detail": {"claim": "\ud800"}}, ["detail.claim"]),
        ({"detail": {"principles": ("a", "\x00")}}, ["detail.principles[1]"]),
    ],
)
def test_waivers(fields: dict[str, Any], expected: list[str]) -> None:
    base = Waiver(rule="bank-size", story=None, principle=None, detail={}, reason="")
    bank = a_bank(a_story("s"), waivers=(base, change(base, **fields)))
    assert paths(bank) == [f"bank.waivers[1].{path}" for path in expected]


def test_aliases_titles_and_doubles() -> None:
    aliases = (Alias(term="a", alias=""), Alias(term="\t", alias="b"))
    assert paths(change(a_bank(), aliases=aliases)) == ["bank.aliases[1].term"]
    assert paths(change(a_bank(), title="\x00")) == ["bank.title"]
    assert paths(a_bank(a_story("s"), a_story("t"), a_story("s"), a_story("s"))) == ["stories[2].id", "stories[3].id"]
    assert paths(a_bank(a_story("s"), a_story("S"))) == []


def with_principle(**fields: Any) -> Callable[[Framework], Framework]:
    def edit(framework: Framework) -> Framework:
        first, second, *rest = framework.principles
        return change(framework, principles=(first, change(second, **fields), *rest))

    return edit


FRAMEWORKS: list[tuple[Callable[[Framework], Framework], list[str]]] = [
    (lambda f: change(f, id=""), ["id"]),
    (lambda f: change(f, name=" "), ["name"]),
    (lambda f: change(f, bank_size=(0, 3)), ["bank_size"]),
    (lambda f: change(f, bank_size=(3, 2)), ["bank_size"]),
    (lambda f: change(f, bank_size=(1, 1)), []),
    (lambda f: change(f, bar=3.6), ["bar"]),
    (lambda f: change(f, bar=4.5), ["bar"]),
    (lambda f: change(f, bar=1.0), []),
    (lambda f: change(f, principles=()), ["principles"]),
    (lambda f: change(f, signals=(*f.signals, f.signals[0])), ["signals[5].id"]),
    (lambda f: change(f, principles=(*f.principles, f.principles[0])), ["principles[5].id"]),
    (lambda f: change(f, scale=()), ["scale"]),
    (lambda f: change(f, signals=(*f.signals, change(f.signals[0], id=" "))), ["signals[5].id"]),
    (lambda f: with_principle(dimensions=(change(f.principles[0].dimensions[0], id=""),))(f), ["principles[1].dimensions[0].id"]),
    (with_principle(id=""), ["principles[1].id"]),
    (with_principle(name="\n"), ["principles[1].name"]),
    (with_principle(short=""), ["principles[1].short"]),
    (with_principle(line="", sinks=""), []),
    (with_principle(dimensions=()), ["principles[1].dimensions"]),
    (lambda f: with_principle(dimensions=f.principles[0].dimensions[:1] * 2)(f), ["principles[1].dimensions[1].id"]),
    (with_principle(line="\x00"), ["principles[1].line"]),
    (lambda f: change(f, note="\udc00"), ["note"]),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "expected"), FRAMEWORKS)
def test_frameworks(edit: Callable[[Framework], Framework], expected: list[str]) -> None:
    framework = edit(a_framework())
    assert [problem.path for problem in framework_problems(framework)] == expected
    assert paths(a_bank(framework=framework)) == [f"bank.framework_definition.{path}" for path in expected]


def test_everything_is_reported_at_once_and_says_what_is_allowed() -> None:
    story = a_story("s", tag(principle="unheard", score=9.0), title=" ", anchors=("a",) * 7, signals=("nope",))
    waiver = Waiver(rule="nope", story="nobody", principle=None, detail={}, reason="")
    bank = a_bank(story, principles=("nothing",), waivers=(waiver,))
    problems = bank_problems(bank, KNOWN)
    assert [problem.path for problem in problems] == [
        "bank.target.principles[0]", "bank.waivers[0].rule", "bank.waivers[0].story", "stories[0].title", "stories[0].anchors",
        "stories[0].signals[0].signal", "stories[0].principles[0].principle", "stories[0].principles[0].score",
    ]  # fmt: skip
    words = {problem.path: str(problem) for problem in problems}
    assert all(text.startswith(f"{path}: ") for path, text in words.items())
    assert "care, own, disagree, dive, right" in words["bank.target.principles[0]"]
    assert "no-spread" in words["bank.waivers[0].rule"]
    assert "nobody" in words["bank.waivers[0].story"]
    assert "killed-project" in words["stories[0].signals[0].signal"]
    assert "0.5" in words["stories[0].principles[0].score"]
    assert "7" in words["stories[0].anchors"]
    assert "5" in words["stories[0].anchors"]


@given(st.dates())
def test_every_calendar_date_is_a_date(day: Any) -> None:
    assert is_date(day.isoformat())
    assert not is_date(f"{day.isoformat()}T00:00")
    assert not is_date(day.isoformat().replace("-", ""))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2027",
        "2027-1-2",
        "2027-W03-1",
        "2027-13-01",
        "2027-02-29",
        "20270120",
        " 2027-01-20",
        "２０２７-01-20",
        "-001-01-01",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert not is_date(text)
