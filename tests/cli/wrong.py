"""Interchange files with something wrong in them, and what must be told of each."""

import json
from typing import Any

Data = dict[str, Any]


def a_file(**story: Any) -> Data:
    """An interchange file with two stories, the second one with these fields."""
    return {
        "format": "storybank",
        "version": 1,
        "bank": {"title": "Loop", "framework": "aws-pm"},
        "stories": [{"id": "a", "title": "A"}, {"id": "b", "title": "B", **story}],
    }


def of_bank(**fields: Any) -> Data:
    data = a_file()
    return data | {"bank": data["bank"] | fields}


TAG = {"principle": "ownership"}
# What the file holds, and what its lines must tell: each starts with the file's name.
WRONG: dict[str, tuple[Any, list[str]]] = {
    "no object": ([1], ["must be one object"]),
    "nothing in it": ({}, ["format: is missing", "version: is missing", "bank: is missing"]),
    "another format": (a_file() | {"format": "notes"}, ["format: must be storybank, not “notes”"]),
    "a newer version": (a_file() | {"version": 2}, ["version: was written by a newer Storybank"]),
    "version as text": (a_file() | {"version": "1"}, ["version: must be 1"]),
    "no framework": (a_file() | {"bank": {}}, ["bank.framework: is missing"]),
    "framework unknown": (of_bank(framework="google"), ["bank.framework: “google” is unknown; allowed are aws-pm, amazon-retail-pm"]),
    "bank as a list": (a_file() | {"bank": []}, ["bank: must be an object, not a list"]),
    "unknown field at the top": (a_file() | {"owner": 1}, ["owner: is not a known field; allowed are format"]),
    "unknown field of the bank": (of_bank(titel="x"), ["bank.titel: is not a known field; allowed are title"]),
    "unknown field of a story": (a_file(titel="x"), ["stories[1].titel: is not a known field"]),
    "unknown field of a customer": (a_file(customers=[{"tier": "primary", "name": "x"}]), ["stories[1].customers[0].name: is not"]),
    "tier": (a_file(customers=[{"tier": "first"}]), ["stories[1].customers[0].tier: must be one of primary, secondary, tertiary, not “first”"]),
    "tier missing": (a_file(customers=[{"who": "x"}]), ["stories[1].customers[0].tier: is missing"]),
    "rank": (a_file(principles=[TAG | {"rank": "first"}]), ["stories[1].principles[0].rank: must be one of primary, secondary"]),
    "two primaries": (
        a_file(principles=[TAG | {"rank": "primary"}, {"principle": "dive-deep", "rank": "primary"}]),
        ["stories[1].principles[1].rank: is a second primary"],
    ),
    "principle twice": (a_file(principles=[TAG, TAG]), ["stories[1].principles[1].principle: “ownership” stands here a second time"]),
    "principle unknown": (a_file(principles=[{"principle": "grit"}]), ["stories[1].principles[0].principle: “grit” is unknown; allowed are c"]),
    "dimension unknown": (
        a_file(principles=[TAG | {"evidence": [{"dimension": "grit"}]}]),
        ["stories[1].principles[0].evidence[0].dimension: “grit” is unknown; allowed are "],
    ),
    "signal unknown": (a_file(signals=[{"signal": "grit"}]), ["stories[1].signals[0].signal: “grit” is unknown; allowed are killed-project"]),
    "status": (a_file(status="done"), ["stories[1].status: must be one of idea, draft, ready, retired, not “done”"]),
    "confidence": (a_file(figures=[{"claim": "x", "confidence": "sure"}]), ["stories[1].figures[0].confidence: must be one of verified"]),
    "claim blank": (a_file(figures=[{"claim": " "}]), ["stories[1].figures[0].claim: must not be blank"]),
    "six anchors": (a_file(anchors=list("abcdef")), ["stories[1].anchors: holds 6; at most 5 are allowed"]),
    "an anchor of another type": (a_file(anchors=["a", 2]), ["stories[1].anchors[1]: must be text, not a number"]),
    "title blank": (a_file(title=" \n"), ["stories[1].title: must not be blank"]),
    "id blank": (a_file(id=""), ["stories[1].id: must not be blank"]),
    "id twice": (a_file(id="a"), ["stories[1].id: “a” stands here a second time"]),
    "internal as a word": (a_file(internal="yes"), ["stories[1].internal: must be true or false, not text"]),
    "null for text": (a_file(hook=None), ["stories[1].hook: must be text, not null"]),
    "stories as an object": (a_file() | {"stories": {}}, ["stories: must be a list, not an object"]),
    "target unknown": (of_bank(target={"principles": ["grit"]}), ["bank.target.principles[0]: “grit” is unknown"]),
    "loop date": (of_bank(target={"loop_date": "20.1.2027"}), ["bank.target.loop_date: must be a date such as 2027-01-20"]),
    "term blank": (of_bank(aliases=[{"term": "", "alias": "x"}]), ["bank.aliases[0].term: must not be blank"]),
    "waiver's rule": (of_bank(waivers=[{"rule": "nagging"}]), ["bank.waivers[0].rule: “nagging” is unknown"]),
    "waiver's story": (of_bank(waivers=[{"rule": "no-primary", "story": "z"}]), ["bank.waivers[0].story: “z” is not a story"]),
    "NUL": (a_file(narrative="a\0b"), ["stories[1].narrative: holds a character that cannot be stored"]),
    "half of a pair": (a_file(tags=["\ud83d"]), ["stories[1].tags[0]: holds a character that cannot be stored"]),
    "several at once": (
        a_file(status="done", customers=[{"tier": "x"}], principles=[TAG | {"score": 9}]) | {"extra": 1},
        ["extra: ", "stories[1].status: ", "stories[1].customers[0].tier: ", "stories[1].principles[0].score: "],
    ),
}  # fmt: skip
SCORES = (0, 0.5, 0.9, 3.4, 3.75, 4.5, 5, -1, "3", True, 1e400)
RAW: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "is empty"),
    "white space": (b" \n", "is empty"),
    "no JSON": (b"# Notes\n", "line 1, column 1: this is not JSON"),
    "cut off": (b'{"format": "storybank", "bank": {', "this is not JSON"),
    "a comma too many": (b'{"format": "storybank",}', "this is not JSON"),
    "two values": (b"{} {}", "this is not JSON"),
    "NaN": (
        json.dumps(a_file(principles=[TAG | {"score": float("nan")}])).encode(),
        "stories[1].principles[0].score: must be a number; NaN and Infinity are none",
    ),
    "a key twice": (
        json.dumps(a_file()).replace('"id": "b"', '"id": "c", "id": "b"').encode(),
        "stories[1].id: stands twice in the same object",
    ),
    "nested without end": (b"[" * 200_000, "is nested too deeply"),
    "UTF-16": (json.dumps(a_file()).encode("utf-16"), "is not UTF-8 text"),
    "Latin-1": (json.dumps(a_file(title="Caf\xe9"), ensure_ascii=False).encode("latin-1"), "is not UTF-8 text"),
    "binary": (bytes(range(256)) * 8, "is not UTF-8 text"),
    "over 10 MB": (b'"' + b"x" * (10 * 1024 * 1024) + b'"', "is over 10 MB; nothing that large is read"),
    "a number without end": (b'{"version": ' + b"9" * 100_000 + b"}", "version: "),
}
