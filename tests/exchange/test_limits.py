"""Each limit of what is read says what, where, and what to do; and each lies far above what a person's stories need."""

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from faults.bombs import BOMBS, bank, head, story
from storybank.exchange import limits
from storybank.exchange.errors import InputError
from storybank.exchange.frameworks import Catalogue, read_framework
from storybank.exchange.interchange import read_interchange
from storybank.exchange.markdown import read_markdown
from storybank.exchange.merge import merge
from storybank.exchange.source import decode, load
from storybank.exchange.tables import read_csv
from storybank.model import Bank, Story

FRAMEWORKS = Catalogue.standard()
FRAMEWORK = FRAMEWORKS.get("aws-pm")
assert FRAMEWORK is not None


READERS: dict[str, Callable[[bytes, str], object]] = {
    "json": lambda content, name: read_interchange(content, name, FRAMEWORKS),
    "md": lambda content, name: read_markdown(decode(content, name), name, FRAMEWORK),  # type: ignore[arg-type]
    "csv": lambda content, name: read_csv(decode(content, name), name, FRAMEWORK),  # type: ignore[arg-type]
}


def refused(content: bytes, kind: str) -> str:
    """Return what is said of a source that is refused."""
    name = f"in.{kind}"
    with pytest.raises(InputError) as caught:
        READERS[kind](content, name)
    return str(caught.value).splitlines()[0].removeprefix(f"{name}: ")


SAID = {
    "values": ("json", BOMBS["empty objects.json"], "holds more than 1000000 values; nothing that large is read: bring it in parts"),
    "records": ("json", lambda: bank(*({"id": str(n), "title": "t", "tags": ["x"] * 9999} for n in range(12))), "holds more than 100000 records or"),
    "items": ("json", lambda: bank(story(tags=["x"] * 10_001)), "stories[0].tags: holds 10001; at most 10000 are allowed: bring it in parts"),
    "detail": (
        "json", lambda: bank(story(), waivers=[{"rule": "no-primary", "detail": {f"k{n}": n for n in range(10_001)}}]),
        "bank.waivers[0].detail: holds 10001; at most 10000 are allowed: bring it in parts",
    ),
    "depth": ("json", lambda: b'{"bank":' + b"[" * 100_000, "is nested too deeply; a bank needs less than ten levels: look at the brackets there"),
    "a title": ("json", lambda: bank(story(title="x" * 100_001)), "stories[0].title: holds 100001 characters; at most 100000 are allowed"),
    "a narrative": ("md", lambda: b"# T\n" + b"word " * 100_001, "line 1, narrative: holds 500005 characters; at most 500000 are allowed"),
    "a label": ("md", lambda: b"# T\n\nRole: " + b"x" * 100_001, "line 1, role: holds 100001 characters; at most 100000 are allowed"),
    "lines": ("md", lambda: b"x\n" * 60_001, "has more than 60000 lines; nothing that long is read: bring it in parts"),
    "headings": ("md", lambda: b"# x\n" * 10_001, "has more than 10000 headings that could begin a story; bring it in parts"),
    "front matter": ("md", lambda: head("hook: " + "x" * 1024**2), "the front matter is over 1 MB or holds too many values; put long texts below it"),
    "its values": ("md", BOMBS["half a million values in front.md"], "line 5: the front matter is over 1 MB or holds too many values; put long"),
    "its depth": ("md", BOMBS["open lists in front.md"], "line 5: is nested too deeply"),
    "aliases": ("md", BOMBS["a billion laughs.md"], "line 6: YAML aliases (*name) are not read; write the value out"),
    "no name": ("md", lambda: head("[a, b]: c"), "line 5: a list or an object stands where a name must"),
    "columns": ("csv", BOMBS["a hundred thousand columns.csv"], "has more than 10000 rows or columns; bring it in parts, with the columns"),
    "wide": ("csv", lambda: b"title" + b",x" * 2000 + b"\nOne\n", "row 1: has more than 2000 columns; bring it in parts"),
    "rows": ("csv", BOMBS["rows without end.csv"], "has more than 10000 rows or columns; bring it in parts"),
    "cells": ("csv", BOMBS["columns of nothing.csv"], "has more than 200000 cells; bring it in parts, with the columns that are needed"),
    "lists": ("csv", BOMBS["lists in cells.csv"], "row 11: holds more than 100000 records or list items"),
    "open": ("csv", lambda: b'title,hook\nx,y\n"z,w\n', "row 3: this is not a table: a quotation mark is opened here and never closed"),
    "behind": ("csv", lambda: b'title\n"a"b\n', "row 2: this is not a table: something stands behind a closing quotation mark"),
}  # fmt: skip


@pytest.mark.parametrize("case", SAID)
def test_what_is_beyond_a_limit_is_refused_in_a_sentence(case: str) -> None:
    kind, make, said = SAID[case]
    assert refused(make(), kind).startswith(said)


def test_words_for_what_is_no_word_are_no_mistake_of_ours() -> None:
    said = refused(head('internal: !!bool maybe\nhook: ""\nrole: !!int ""\nscale: !!float ""'), "md")
    assert said == "line 5, internal: must be true or false, not text"


def test_a_name_in_every_row_is_repeated_in_short() -> None:
    assert FRAMEWORK is not None
    notes = read_csv(f"title,{'y' * 5000}\nA,z\n", "in.csv", FRAMEWORK)
    assert notes.stories[0].narrative == f"{'y' * limits.MAX_HEAD}: z"
    assert any("y" * 5000 in finding.text for finding in notes.findings)


def test_a_heading_without_end_is_text() -> None:
    assert FRAMEWORK is not None
    notes = read_markdown(f"# A\n\ntext\n\n# {'x ' * 2000}\n", "in.md", FRAMEWORK)
    assert [one.title for one in notes.stories] == ["A"]
    assert "x x x" in notes.stories[0].narrative


def test_lines_beyond_what_is_searched_stay_whole() -> None:
    assert FRAMEWORK is not None
    line = "LP: " + "Ownership, " * 300
    notes = read_markdown(f"# A\n\n{line}\n", "in.md", FRAMEWORK)
    assert notes.stories[0].principles == ()
    assert line in notes.stories[0].narrative
    assert any("not looked through for principles" in finding.text for finding in notes.findings)


def test_thousands_of_equal_stories_are_told_as_doubles_in_few_words() -> None:
    assert FRAMEWORK is not None
    stories = [Story.blank(str(number), "The same title") for number in range(5000)]
    outcomes = merge(Bank.empty(FRAMEWORK, ""), stories).outcomes
    assert outcomes[0].doubles == ()
    assert outcomes[-1].doubles == ("0", "1", "2", "3", "4")


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names there")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "in.md"
    os.mkfifo(pipe)
    said: list[str] = []

    def bring() -> None:
        try:
            load(pipe)
        except InputError as error:
            said.append(str(error))

    thread = threading.Thread(target=bring, daemon=True)
    thread.start()
    thread.join(10)
    assert said == [f"{pipe}: is a pipe, not a file; write it to a file first"]


@pytest.mark.parametrize(
    "text", ["a" + ".a" * 200_000 + " = 1\n", "[a" + " . a" * 40 + "]\n", 'x = "' + "y" * 1024**2 + '"\n']
)
def test_a_framework_that_would_cost_minutes_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"nested too deeply|over 1 MB"):
        read_framework(text, "f.toml", "user")
