"""Interchange JSON: the same bank out and in; everything wrong told at once with its path; hostile files refused with a sentence."""

import copy
import dataclasses
import json
import subprocess
import sys
import time
from typing import Any

import pytest
from hypothesis import given

from banks import a_framework
from exchange.strategies import banks
from storybank import paths
from storybank.exchange.errors import InputError
from storybank.exchange.frameworks import DEFAULT, Catalogue
from storybank.exchange.interchange import framework_to_json, read_interchange, write_interchange
from storybank.exchange.schema import interchange_schema
from storybank.exchange.source import MAX_BYTES, load
from storybank.model import Bank

CATALOGUE = Catalogue.standard()
FULL: dict[str, Any] = {
    "format": "storybank", "version": 1,
    "bank": {
        "title": "Spring loop", "framework": "aws-pm",
        "target": {"company": "AWS", "role": "PM", "level": "", "service": "", "loop_date": "2027-01-20", "principles": ["ownership"]},
        "aliases": [{"term": "Initech", "alias": "a fintech"}],
        "waivers": [
            {"rule": "customer-tier-missing", "story": "a", "principle": None, "detail": {"tier": "tertiary", "n": [], "k": ["x"]}, "reason": "so"},
        ],
    },
    "stories": [
        {
            "id": "a", "title": "Title A", "status": "ready", "customers": [{"tier": "primary", "who": "x"}, {"tier": "primary"}],
            "principles": [
                {"principle": "invent-and-simplify", "rank": "primary", "score": 3, "evidence": []},
                {"principle": "dive-deep", "score": 2.5},
            ],
            "signals": [{"signal": "killed-project"}], "figures": [{"claim": "62 %"}], "anchors": ["x"],
        },
        {"id": "b", "title": "Title B"},
    ],
}  # fmt: skip


def read(data: object) -> Bank:
    return read_interchange(data if isinstance(data, str | bytes) else json.dumps(data), "in.json", CATALOGUE)


def problems(data: object) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(data)
    assert all(line.startswith("in.json: ") for line in str(caught.value).split("\n"))
    return [str(problem) for problem in caught.value.problems]


def changed(path: str, value: object) -> dict[str, Any]:
    """FULL with one value put at a dotted path; `...` takes it away."""
    data = copy.deepcopy(FULL)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place: Any = data
    for step in way:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return data


def test_defaults_are_filled_by_the_contract() -> None:
    bank = read(FULL)
    first, second = bank.stories
    assert (first.status, second.status, second.narrative, second.tags, second.internal) == (
        "ready",
        "draft",
        "",
        (),
        False,
    )
    assert [(type(t.score), t.score, t.rank) for t in first.principles] == [
        (float, 3.0, "primary"),
        (float, 2.5, "secondary"),
    ]
    assert first.figures[0].confidence == "estimate"
    assert bank.waivers[0].detail == {"tier": "tertiary", "n": (), "k": ("x",)}
    assert bank.framework == CATALOGUE.get("aws-pm")
    assert read({"format": "storybank", "version": 1, "bank": {"framework": "generic-pm"}}).stories == ()


def test_reading_asks_for_one_framework_only() -> None:
    catalogue = Catalogue(paths.resources() / "frameworks", lambda: pytest.fail("the user's folder was looked for"))
    assert read_interchange(json.dumps(FULL), "x", catalogue).framework.id == "aws-pm"


@given(banks())
def test_out_and_in_is_the_same_bank(bank: Bank) -> None:
    text = write_interchange(bank, CATALOGUE)
    again = read_interchange(text, "x", CATALOGUE)
    assert again == bank
    assert write_interchange(again, CATALOGUE) == text
    assert read_interchange(b"\xef\xbb\xbf" + text.encode(), "x", CATALOGUE) == bank


@given(banks(CATALOGUE.get(DEFAULT)))
def test_a_shipped_framework_is_not_written(bank: Bank) -> None:
    text = write_interchange(bank, CATALOGUE)
    assert "framework_definition" not in json.loads(text)["bank"]
    assert read_interchange(text, "x", CATALOGUE) == bank


def test_an_edited_framework_goes_along_in_the_shape_of_the_list() -> None:
    built_in = CATALOGUE.built_in("aws-pm")
    assert built_in is not None
    edited = dataclasses.replace(built_in, bar=3.0, origin="edited")
    bank = Bank.empty(edited, "T")
    data = json.loads(write_interchange(bank, CATALOGUE))
    definition = data["bank"]["framework_definition"]
    assert definition == framework_to_json(edited)
    assert list(definition)[:8] == ["id", "name", "origin", "bar", "scale", "bank_size", "signals", "principles"]
    assert read(data) == bank
    for key in ("version", "note"):
        del definition[key]
    for item in (*definition["signals"], *definition["principles"]):
        del item["line"]
        item.pop("source", None)
    lean = read(data).framework
    assert (lean.version, lean.note, lean.signals[0].line, lean.principles[0].source) == (1, "", "", "reading")


BAD: list[tuple[str, object, str, str]] = [
    ("format", "other", "format", "must be storybank, not “other”"),
    ("format", ..., "format", "is missing"),
    ("version", ..., "version", "is missing"),
    ("version", "1", "version", "must be 1, not “1”"),
    ("version", True, "version", "must be 1, not true or false"),
    ("version", 2, "version", "newer Storybank"),
    ("bank", ..., "bank", "is missing"),
    ("bank", [], "bank", "must be an object, not a list"),
    ("extra", 1, "extra", "allowed are format, version, bank, stories"),
    ("bank.framework", ..., "bank.framework", "is missing"),
    ("bank.framework", "aws-tpm", "bank.framework", "aws-pm, amazon-retail-pm, generic-pm"),
    ("bank.framework", "../aws-pm", "bank.framework", "is unknown"),
    ("bank.title", 5, "bank.title", "must be text, not a number"),
    ("bank.target.internal", "no", "bank.target.internal", "must be true or false, not text"),
    ("bank.target.loop_date", "20 January", "bank.target.loop_date", "must be a date such as"),
    ("bank.target.principles", ["grit"], "bank.target.principles[0]", "“grit” is unknown; allowed are customer-obsession"),
    ("bank.aliases.0.term", " ", "bank.aliases[0].term", "must not be blank"),
    ("bank.waivers.0.rule", "no-rule", "bank.waivers[0].rule", "bank-size"),
    ("bank.waivers.0.story", "zz", "bank.waivers[0].story", "not a story of this bank"),
    ("bank.waivers.0.detail", {"a": {"b": 1}}, "bank.waivers[0].detail.a", "list of texts, not an object"),
    ("bank.waivers.0.detail", {"a": ["x", 1]}, "bank.waivers[0].detail.a[1]", "must be text, not a number"),
    ("bank.framework_definition", {"id": "x"}, "bank.framework_definition.principles", "is missing"),
    ("stories", {}, "stories", "must be a list, not an object"),
    ("stories.1", None, "stories[1]", "must be an object, not null"),
    ("stories.1.id", ..., "stories[1].id", "is missing"),
    ("stories.1.id", "a", "stories[1].id", "a second time"),
    ("stories.1.title", ..., "stories[1].title", "is missing"),
    ("stories.1.title", "  ", "stories[1].title", "must not be blank"),
    ("stories.1.title", "x\x00y", "stories[1].title", "NUL"),
    ("stories.1.colour", "red", "stories[1].colour", "allowed are id, title, hook"),
    ("stories.1.status", "done", "stories[1].status", "idea, draft, ready, retired, not “done”"),
    ("stories.1.narrative", None, "stories[1].narrative", "must be text, not null"),
    ("stories.1.internal", 1, "stories[1].internal", "must be true or false, not a number"),
    ("stories.1.tags", "platform", "stories[1].tags", "must be a list, not text"),
    ("stories.1.anchors", list("abcdef"), "stories[1].anchors", "holds 6; at most 5"),
    ("stories.0.customers.0.tier", "first", "stories[0].customers[0].tier", "primary, secondary, tertiary"),
    ("stories.0.customers.1.tier", ..., "stories[0].customers[1].tier", "is missing"),
    ("stories.0.principles.0.principle", "grit", "stories[0].principles[0].principle", "“grit” is unknown"),
    ("stories.0.principles.1.principle", "invent-and-simplify", "stories[0].principles[1].principle", "a second time"),
    ("stories.0.principles.1.rank", "primary", "stories[0].principles[1].rank", "second primary"),
    ("stories.0.principles.1.score", 3.3, "stories[0].principles[1].score", "steps of 0.5"),
    ("stories.0.principles.1.score", 5, "stories[0].principles[1].score", "steps of 0.5"),
    ("stories.0.principles.1.score", "3", "stories[0].principles[1].score", "must be a number, not text"),
    ("stories.0.principles.1.score", True, "stories[0].principles[1].score", "must be a number, not true or false"),
    ("stories.0.principles.0.evidence", [{"dimension": "zz"}], "stories[0].principles[0].evidence[0].dimension", "is unknown"),
    ("stories.0.signals.0.signal", "zz", "stories[0].signals[0].signal", "killed-project"),
    ("stories.0.figures.0.claim", "", "stories[0].figures[0].claim", "must not be blank"),
    ("stories.0.figures.0.confidence", "sure", "stories[0].figures[0].confidence", "verified, estimate, do-not-claim"),
]  # fmt: skip


@pytest.mark.parametrize(("where", "value", "path", "message"), BAD, ids=[f"{w}={str(v)[:20]}" for w, v, _p, _m in BAD])
def test_bad_values_are_told_with_path_and_what_is_allowed(where: str, value: object, path: str, message: str) -> None:
    found = problems(changed(where, value))
    mine = [line for line in found if line.startswith(f"{path}: ")]
    assert mine, found
    assert any(message in line for line in mine), found
    if not where.endswith("definition"):
        assert found == mine, "nothing else is wrong"


def test_all_errors_are_told_at_once_shape_and_rules_alike() -> None:
    data = changed("stories.0.principles.0.score", 3.3)
    data["bank"]["target"]["loop_date"] = "soon"
    data["stories"][0]["status"] = "done"
    data["stories"][1] = {"id": "a", "colour": 1, "figures": [{"claim": " "}]}
    found = {line.split(":")[0] for line in problems(data)}
    assert found == {
        "bank.target.loop_date", "stories[0].principles[0].score", "stories[0].status", "stories[1].id", "stories[1].title",
        "stories[1].colour", "stories[1].figures[0].claim",
    }  # fmt: skip


def test_a_refused_rank_does_not_make_another_the_second_primary() -> None:
    data = changed("stories.0.principles.0.rank", "first")
    data["stories"][0]["principles"][1]["rank"] = "primary"
    assert [line.split(":")[0] for line in problems(data)] == ["stories[0].principles[0].rank"]


def test_an_unknown_framework_hides_no_other_error_and_invents_none() -> None:
    data = changed("bank.framework", "zz")
    data["stories"][1]["title"] = ""
    assert [line.split(":")[0] for line in problems(data)] == ["bank.framework", "stories[1].title"]


def test_a_definition_is_checked_like_a_framework_and_its_id_must_agree() -> None:
    definition = framework_to_json(a_framework())
    definition["principles"][0]["dimensions"] = []
    data = changed("bank.framework_definition", definition)
    found = problems(data)
    assert any(
        line.startswith("bank.framework: must be the id of bank.framework_definition, “small”") for line in found
    )
    assert any(
        line.startswith("bank.framework_definition.principles[0].dimensions: must hold at least one") for line in found
    )


HOSTILE: list[tuple[str, str | bytes, str]] = [
    ("empty", b"", "is empty"),
    ("blank", " \n", "is empty"),
    ("not utf-8", b'{"format": "\xff"}', "not UTF-8 text (byte 13)"),
    ("utf-16", json.dumps(FULL).encode("utf-16"), "not UTF-8"),
    ("too large", b" " * (MAX_BYTES + 1), "over 10 MB"),
    ("too large text", "é" * (MAX_BYTES // 2 + 1), "over 10 MB"),
    ("list", "[]", "must be one object"),
    ("no json", '{"format": storybank}', "line 1, column 12: this is not JSON: a value is missing"),
    ("cut off", json.dumps(FULL)[:-2], "a comma or a closing bracket is missing"),
    ("trailing comma", '{"a": 1,}', "not JSON"),
    ("tail", json.dumps(FULL) + "x", "something stands after the end"),
    ("control", '{"a": "\n"}', "control character"),
    ("nested lists", "[" * 200_000, "nested too deeply"),
    ("nested objects", '{"a":' * 200_000, "nested too deeply"),
    ("nested value", '{"format": "storybank", "version": 1, "bank": ' + "[" * 900 + "]" * 900 + "}", "bank: must be an object"),
    ("double key", json.dumps(FULL).replace('"title": "Title A"', '"title": "x", "title": "y"'), "stories[0].title: stands twice in the same object"),
    ("NaN", json.dumps(FULL).replace("2.5", "NaN"), "stories[0].principles[1].score: must be a number; NaN"),
    ("Infinity", json.dumps(FULL).replace("2.5", "-Infinity"), "stories[0].principles[1].score: must be a number; NaN"),
    ("1e999", json.dumps(FULL).replace("2.5", "1e999"), "stories[0].principles[1].score: is a number beyond"),
    ("large int", json.dumps(FULL).replace("2.5", "-9" + "2" * 19), "stories[0].principles[1].score: is a number beyond"),
    ("huge int", json.dumps(FULL).replace("2.5", "9" * 100_000), "stories[0].principles[1].score: is a number beyond"),
    ("lone surrogate", json.dumps(FULL).replace("Title B", "\\ud800"), "stories[1].title: holds a character that cannot be stored"),
    ("surrogate name", json.dumps(FULL).replace('"status"', '"\\udc00"'), "stories[0].\\udc00: is not a known field"),
    ("surrogate id", json.dumps(FULL).replace('"dive-deep"', '"\\ud800"'), "stories[0].principles[1].principle: holds a character"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "message"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_hostile_files_are_refused_politely(content: str | bytes, message: str) -> None:
    start = time.process_time()
    found = "\n".join(problems(content))
    assert message in found
    assert time.process_time() - start < 3
    found.encode()  # it can be printed


def test_a_message_quotes_little_of_the_input() -> None:
    data = changed("stories.1.status", "x" * 5000)
    data["stories"][0]["principles"][1]["principle"] = "y" * 5000
    data["stories"][1]["z" * 5000] = 1
    assert all("x" * 81 not in line and "y" * 81 not in line and "z" * 81 not in line for line in problems(data))


def test_files_beyond_reason_are_refused_in_time() -> None:
    story = {"id": "a", "title": "A", "principles": [{"principle": "x"}] * 200_000}
    many = [{"id": str(n), "title": "A", "tags": [], "figures": [{"claim": "x"}] * 20} for n in range(9_000)]
    start = time.process_time()
    assert problems({**FULL, "stories": [story]})[0].startswith("stories[0].principles: holds 200000; at most 10000")
    assert any("holds more than 100000 records" in line for line in problems({**FULL, "stories": many}))
    found = problems({**FULL, "stories": [1] * 5_000})
    assert len(found) == 1001
    assert found[-1].endswith("more follows; mend these 1000 first")
    assert time.process_time() - start < 60  # a guard against what never ends, not a measure


def test_a_definition_beyond_reason_is_refused_before_it_multiplies() -> None:
    definition = framework_to_json(a_framework())
    principle = definition["principles"][0]
    definition["principles"] = [{**principle, "id": f"p{n}"} for n in range(5000)]
    data = changed("bank.framework_definition", definition)
    data["stories"][0]["principles"] = [{"principle": f"q{n}"} for n in range(5000)]
    assert any("bank.framework_definition.principles: holds 5000; at most 200" in line for line in problems(data))


ASIDE: dict[str, Any] = {
    "stories": [
        {"story": "a", "principles": [{"at": 1, "principle": "gone", "rank": "primary", "score": 3, "evidence": [{"at": 0, "dimension": "d"}]}]},
        {"story": "b", "signals": [{"at": 0, "signal": "gone"}]},
    ],
    "target": [{"at": 1, "principle": "gone"}],
    "waivers": [{"at": 1, "waiver": {"rule": "principle-unproven", "principle": "gone", "reason": "so"}}],
}  # fmt: skip


def test_what_is_kept_aside_goes_out_and_in() -> None:
    bank = read(changed("bank.aside", ASIDE))
    assert bank.aside.stories[0].principles[0].score == 3.0
    assert bank.aside.stories[0].principles[0].evidence[0].text == ""
    assert bank.aside.waivers[0].waiver.reason == "so"
    written = write_interchange(bank, CATALOGUE)
    assert read(written) == bank
    assert "aside" not in json.loads(write_interchange(read(FULL), CATALOGUE))["bank"], (
        "banks that keep nothing are written as ever"
    )


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("bank.aside.more", 1, "bank.aside.more: is not a known field; allowed are stories, target, waivers"),
        ("bank.aside.stories.0.story", "c", "bank.aside.stories[0].story: “c” is not a story of this bank"),
        ("bank.aside.stories.0.story", "b", "bank.aside.stories[1].story: “b” stands here a second time"),
        ("bank.aside.stories.0.principles.0.score", 3.3, "bank.aside.stories[0].principles[0].score: must be 1 to 4"),
        ("bank.aside.stories.0.principles.0.at", "1", "bank.aside.stories[0].principles[0].at: must be a whole number"),
        ("bank.aside.stories.1.signals.0.signal", None, "bank.aside.stories[1].signals[0].signal: must be text"),
        ("bank.aside.waivers.0.waiver.rule", "no", "bank.aside.waivers[0].waiver.rule: “no” is unknown"),
        ("bank.aside.waivers.0.waiver.story", "c", "bank.aside.waivers[0].waiver.story: “c” is not a story"),
        ("bank.aside.target.0.at", None, "bank.aside.target[0].at: must be a whole number, not null"),
    ],
)
def test_what_is_wrong_with_what_is_kept_aside(path: str, value: object, told: str) -> None:
    data = changed("bank.aside", copy.deepcopy(ASIDE))
    *steps, last = path.split(".")
    place: Any = data
    for step in steps:
        place = place[int(step) if step.isdecimal() else step]
    place[last] = value
    assert any(problem.startswith(told) for problem in problems(data)), problems(data)


def test_the_shipped_schema_is_the_generated_one() -> None:
    shipped = json.loads((paths.resources() / "interchange.schema.json").read_text(encoding="utf-8"))
    schema = interchange_schema()
    assert shipped == json.loads(json.dumps(schema))
    story = schema["$defs"]["Story"]
    assert story["required"] == ["id", "title"]
    assert story["additionalProperties"] is False
    assert story["properties"]["status"]["default"] == "draft"
    assert schema["$defs"]["BankPart"]["required"] == ["framework"]
    assert schema["required"] == ["format", "version", "bank"]


def test_reading_loads_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys; from storybank.exchange.interchange import read_interchange; from storybank.exchange.frameworks import Catalogue;"
        f"read_interchange({json.dumps(FULL)!r}, 'x', Catalogue.standard());"
        "print({'pydantic', 'yaml', 'rapidfuzz', 'platformdirs', 'csv'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_what_cannot_be_loaded_is_told(tmp_path: Any) -> None:
    for path, message in (
        (tmp_path / "none.json", "no such file"),
        (tmp_path, "is a folder"),
        (tmp_path / "a\x00b", "cannot be read"),
    ):
        with pytest.raises(InputError, match=message):
            load(path)
    (tmp_path / "big").write_bytes(b" " * (MAX_BYTES + 1))
    with pytest.raises(InputError, match="over 10 MB"):
        load(tmp_path / "big")
