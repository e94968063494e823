"""Markdown: our files field for field; notes as people keep them, read by headings and labelled lines, without a word lost."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banks import a_bank, a_framework
from exchange.strategies import banks, filled, stories
from storybank.exchange.errors import InputError
from storybank.exchange.frameworks import Catalogue
from storybank.exchange.markdown import read_markdown
from storybank.exchange.markdown_writing import bank_to_markdown, story_to_markdown
from storybank.exchange.notes import Notes
from storybank.exchange.principles import Recogniser
from storybank.exchange.source import MAX_BYTES, decode
from storybank.model import Bank, Framework, Story

SMALL = a_framework()
FOUND = Catalogue.standard().built_in("aws-pm")
assert FOUND is not None
AWS: Framework = FOUND


def read(text: str, framework: Framework = AWS) -> Notes:
    return read_markdown(text, "notes.md", framework)


def one(text: str) -> Story:
    (story,) = read(text).stories
    return story


def tagged(story: Story) -> list[tuple[str, str, float | None]]:
    return [(tag.principle, tag.rank, tag.score) for tag in story.principles]


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def lost(text: str, notes: Notes) -> set[str]:
    """The words of a source that are neither in a story nor in a finding."""
    values = [getattr(story, name) for story in notes.stories for name in Story.__slots__]
    kept = ["\n".join(map(str, value)) if isinstance(value, tuple) else str(value) for value in values]
    return words(text) - words(" ".join([*kept, *(finding.text for finding in notes.findings)]))


# Our own files


@given(stories(SMALL))
def test_a_story_out_and_in_is_the_same(story: Story) -> None:
    text = story_to_markdown(story)
    assert read(text, SMALL).stories == (story,)
    assert read(text.replace("\n", "\r\n"), SMALL).stories == (story,), "an editor may rewrite line ends"


@given(banks())
def test_the_whole_document_keeps_titles_principles_and_words(bank: Bank) -> None:
    text = bank_to_markdown(bank)
    notes = read(text, bank.framework)
    everything = [
        text
        for s in bank.stories
        for text in (s.title, s.hook, s.employer, s.trade_off, s.narrative, *s.tags, *s.anchors)
    ]
    assert not words(" ".join(everything).replace("\\", "")) - words(text.replace("\\", "")), (
        "a title's marks are escaped"
    )
    assert not lost(text, notes)


@given(
    st.lists(
        filled.map(lambda text: " ".join(text.split())).filter(lambda t: t.isprintable() and bool(words(t))),
        min_size=2,
        max_size=4,
    )
)
def test_titles_survive_the_whole_document(titles: list[str]) -> None:
    bank = a_bank(*(Story.blank(f"s{n}", f"x {title}") for n, title in enumerate(titles)), framework=AWS)
    assert [story.title for story in read(bank_to_markdown(bank)).stories] == [
        " ".join(s.title.split()) for s in bank.stories
    ]


@pytest.mark.parametrize(
    "title",
    ["1. First", "Story 3: the third", "*bold*", "__x__", "C #", "a_b [c] <d> & `e`", "\\", "2024) x", "Example 2 – y"],
)
def test_odd_titles_survive_the_whole_document(title: str) -> None:
    assert one(bank_to_markdown(a_bank(Story.blank("a", title), framework=AWS))).title == title


def test_the_shipped_sample_as_a_document_reads_back() -> None:
    from storybank import paths
    from storybank.exchange.interchange import read_interchange

    sample = read_interchange(
        (paths.resources() / "samples" / "sample.json").read_bytes(), "sample", Catalogue.standard()
    )
    text = bank_to_markdown(sample)
    notes = read(text, sample.framework)
    assert [(s.title, s.hook, s.status, sorted(tagged(s))) for s in notes.stories] == [
        (s.title, s.hook, s.status, sorted(tagged(s))) for s in sample.stories
    ]
    assert all(story.narrative in back.narrative for story, back in zip(sample.stories, notes.stories, strict=True))
    assert not lost(text, notes)


BROKEN = [
    ("id: a\ntitle: A\nstatus: done", "line 4, status: must be one of idea, draft, ready, retired, not “done”"),
    ("id: a\ntitle: 5\nstatus: draft", "line 3, title: must be text, not a number"),
    ("id: a\ntitle: A\nstatus: draft\ncolour: red", "line 5, colour: is not a known field"),
    (
        "id: a\ntitle: A\nstatus: draft\nprinciples:\n- principle: grit",
        "line 5, principles[0].principle: “grit” is unknown",
    ),
    ("id: a\ntitle: A\nstatus: draft\ntags: [", "this is not YAML"),
    ("id: a\ntitle: A\nstatus: draft\nid: b", "“id” stands twice"),
    ("id: &x a\ntitle: *x\nstatus: draft", "line 3: YAML aliases (*name) are not read"),
    ("id: a\ntitle: A\nstatus: draft\ntags: " + "[" * 5000, "nested too deeply"),
    ("id: a\ntitle: A\nstatus: draft\ntags: !!python/object:os.system []", "tags"),
    ("id: a\ntitle: A\nstatus: draft\nhook: " + "x" * 1024 * 1024, "the front matter is over 1 MB"),
]


@pytest.mark.parametrize(
    ("head", "message"), BROKEN[:8] + BROKEN[9:], ids=[m[:40] for _h, m in BROKEN[:8] + BROKEN[9:]]
)
def test_a_broken_front_matter_of_ours_is_refused_with_its_line(head: str, message: str) -> None:
    start = time.process_time()
    with pytest.raises(InputError) as caught:
        read(f"---\n{head}\n---\n\ntext\n")
    assert message in str(caught.value)
    assert time.process_time() - start < 3


def test_a_yaml_tag_makes_no_object() -> None:
    assert one(f"---\n{BROKEN[8][0]}\n---\n").tags == ()


# Notes as people keep them

TEN = """﻿# My loop stories

Kept since spring, for the harbour job.

## Table of contents
- all ten below

## Story 1: Took the second timetable down
> Nobody had opened it since winter
**Company:** Nordfjell Ferries
**Role:** PM, passenger information
**When:** 2021-03/2021-09
**LP:** Invent and Simplify (primary); touches Deliver Results and Learn and Be Curious

### Situation
Two timetables, one of them wrong.
### Task
Make one right.
### Action
I counted who opened which.
### Result
Calls down 31 % against 220 a week.

## Story 2: Said no to the admiral
Leadership Principles: Have Backbone; Disagree and Commit, Are Right, A Lot, and Earn Trust
He wanted a siren on every buoy.

## 3. Nine seconds of silence
Principles: Dive Deep (primary, 3.5); ownership (3)

The radio went silent: nine seconds, each noon.

## **The cheap mast**
- **Leadership Principle:** FRUGALITY
- **Status:** ready

Steel, not carbon.

## Dark lamps
### Leadership Principles
- Bias for Action – primary – 4
- CO (secondary)
- IHS

### Context
Lamps were tested in daylight.

## Ice&nbsp;warnings 🧊
LPs: BfA, DD & TB
Trade-off: fewer warnings, but trusted ones

Text with `code`, <details><summary>more</summary>hidden</details> and [[wiki link]].

```md
## not a story
LP: Ownership
```

## The pilot’s chair
Primary LP: Hire & Develop the Best
Secondary LPs: insist on highest standards, Strive to be Earths Best Employer

She took over in May.

## The pilot’s chair
Competencies: Ownership and gumption
Second of that name.

## Fog
Primary: the harbour master. Role: none
**Principles**: Success and Scale Bring Broad Responsibility; Think big

Opening: It was fog that told us.
Closing: And fog that proved it.
Opening: a second opening

## Last boat home
Nothing is tagged here.
Result: all home.
"""


def test_a_file_of_ten_stories() -> None:
    notes = read(TEN)
    assert [(story.id, story.title) for story in notes.stories] == [
        ("took-the-second-timetable-down", "Took the second timetable down"),
        ("said-no-to-the-admiral", "Said no to the admiral"),
        ("nine-seconds-of-silence", "Nine seconds of silence"),
        ("the-cheap-mast", "The cheap mast"),
        ("dark-lamps", "Dark lamps"),
        ("ice-warnings", "Ice warnings"),
        ("the-pilots-chair", "The pilot’s chair"),
        ("the-pilots-chair-2", "The pilot’s chair"),
        ("fog", "Fog"),
        ("last-boat-home", "Last boat home"),
    ]
    assert [tagged(story) for story in notes.stories] == [
        [("invent-and-simplify", "primary", None), ("deliver-results", "secondary", None), ("learn-and-be-curious", "secondary", None)],
        [("disagree-and-commit", "primary", None), ("are-right-a-lot", "secondary", None), ("earn-trust", "secondary", None)],
        [("dive-deep", "primary", 3.5), ("ownership", "secondary", 3.0)],
        [("frugality", "primary", None)],
        [("bias-for-action", "primary", 4.0), ("customer-obsession", "secondary", None), ("insist-on-the-highest-standards", "secondary", None)],
        [("bias-for-action", "primary", None), ("dive-deep", "secondary", None), ("think-big", "secondary", None)],
        [("hire-and-develop-the-best", "primary", None),
         ("insist-on-the-highest-standards", "secondary", None), ("earths-best-employer", "secondary", None)],
        [("ownership", "primary", None)],
        [("broad-responsibility", "primary", None), ("think-big", "secondary", None)],
        [],
    ]  # fmt: skip
    first, fog = notes.stories[0], notes.stories[8]
    assert (first.hook, first.employer, first.role) == (
        "Nobody had opened it since winter",
        "Nordfjell Ferries",
        "PM, passenger information",
    )
    assert first.period == "2021-03/2021-09"
    assert first.narrative.startswith("### Situation\nTwo timetables")
    assert first.narrative.endswith("### Result\nCalls down 31 % against 220 a week.")
    assert [story.status for story in notes.stories] == ["draft"] * 3 + ["ready"] + ["draft"] * 6
    assert "Competencies: Ownership and gumption" in notes.stories[7].narrative, "not all of the line was understood"
    assert (fog.opening, fog.closing) == ("It was fog that told us.", "And fog that proved it.")
    assert "Opening: a second opening" in fog.narrative
    assert "Primary: the harbour master. Role: none" in fog.narrative
    assert "LP: Ownership" in notes.stories[5].narrative
    assert not lost(TEN, notes)
    guessed = [TEN.split("\n")[finding.line - 1] for finding in notes.findings if finding.kind == "guessed"]
    assert guessed == [
        "## Story 2: Said no to the admiral",
        "## **The cheap mast**",
        "## Ice&nbsp;warnings 🧊",
        "## The pilot’s chair",
        "## Fog",
    ]


def test_reading_the_same_notes_again_gives_the_same_stories() -> None:
    assert read(TEN) == read(TEN.replace("\n", "\r\n")) == read(decode(TEN.encode("utf-16"), "x"))


LISTED = [
    ("Have Backbone; Disagree and Commit", ["disagree-and-commit"]),
    ("have backbone disagree & commit", ["disagree-and-commit"]),
    ("Disagree and Commit, Backbone", ["disagree-and-commit", "disagree-and-commit"]),
    ("Are Right, A Lot", ["are-right-a-lot"]),
    ("are right a lot; CO", ["are-right-a-lot", "customer-obsession"]),
    ("Learn & Be Curious / Think Big", ["learn-and-be-curious", "think-big"]),
    ("CUSTOMER OBSESSION, bias-for-action", ["customer-obsession", "bias-for-action"]),
    ("Insist on Highest Standards", ["insist-on-the-highest-standards"]),
    ("DD, DR, IaS, BFA", ["dive-deep", "deliver-results", "invent-and-simplify", "bias-for-action"]),
    ("LABC, HDB, ET", ["learn-and-be-curious", "hire-and-develop-the-best", "earn-trust"]),
    ("Strive to be Earth’s Best Employer", ["earths-best-employer"]),
    ("Success & Scale Bring Broad Responsibility", ["broad-responsibility"]),
    ("Hire and Develop the Best", ["hire-and-develop-the-best"]),
    ("[[Dive Deep]], **Earn Trust**", ["dive-deep", "earn-trust"]),
    ("Earn\u00a0Trust", ["earn-trust"]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), LISTED, ids=[line for line, _e in LISTED])
def test_principles_are_known_in_any_spelling(line: str, expected: list[str]) -> None:
    found = Recogniser(AWS).listing(line)
    assert [mention.principle for mention in found.mentions] == expected
    assert not found.rest


def test_every_name_of_every_shipped_framework_is_one_principle() -> None:
    for framework in Catalogue.standard().all():
        recogniser = Recogniser(framework)
        for principle in framework.principles:
            for name in (principle.name, principle.name.upper(), principle.id):
                found = recogniser.listing(name)
                assert [m.principle for m in found.mentions] == [principle.id], (framework.id, name)
                assert not found.rest
        line = ", ".join(principle.name for principle in framework.principles)
        assert [m.principle for m in recogniser.listing(line).mentions] == [p.id for p in framework.principles]


RANKED = [
    ("Ownership (primary, 3.5); Dive Deep (secondary, 3)", [("ownership", "primary", 3.5), ("dive-deep", "secondary", 3.0)]),
    ("Primary: Ownership; Secondary: Dive Deep, Think Big",
     [("ownership", "primary", None), ("dive-deep", "secondary", None), ("think-big", "secondary", None)]),
    ("Dive Deep, Ownership (primary)", [("dive-deep", "secondary", None), ("ownership", "primary", None)]),
    ("Ownership (P), Dive Deep (S)", [("ownership", "primary", None), ("dive-deep", "secondary", None)]),
    ("Ownership (secondary)", [("ownership", "secondary", None)]),
    ("Ownership 4, Dive Deep 2.5/4", [("ownership", "primary", 4.0), ("dive-deep", "secondary", 2.5)]),
    ("Ownership (primary), Dive Deep (primary)", [("ownership", "primary", None), ("dive-deep", "secondary", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), RANKED, ids=[line for line, _e in RANKED])
def test_ranks_and_scores_are_taken_where_stated(line: str, expected: list[tuple[str, str, float | None]]) -> None:
    story = one(f"# A story\nLPs: {line}\n")
    assert tagged(story) == expected
    assert story.narrative == ""


SHAPES = [
    ("# Only\ntext\n", ["Only"]),
    ("# Only\n## Situation\na\n## Result\nb\n", ["Only"]),
    ("# All\n## One\na\n## Two\nb\n", ["One", "Two"]),
    ("# One\na\n## Detail\nb\n# Two\nc\n", ["One", "Two"]),
    ("# All\n\n## Only\n### Situation\ntext\n", ["Only"]),
    ("# The story\nIt began so.\n## Epilogue\nIt ended so.\n", ["The story"]),
    ("One\n===\na\n\nTwo\n===\nb\n", ["One", "Two"]),
    ("Title\n=====\n\nOne\n---\na\n\nTwo\n---\nb\n", ["One", "Two"]),
    ("no heading here\nbut text\n", ["no heading here"]),
    ("x" * 200, ["notes"]),
    ("", []),
    ("---\ntitle: Foreign\ntags: [a]\n---\n# One\na\n", ["One"]),
    ("---\n\n# One\na\n\n---\n\n# Two\nb\n", ["One", "Two"]),
    ("```\n# no\n```\n# One\na\n# Two ##\nb", ["One", "Two ##"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "titles"), SHAPES, ids=[text[:20].replace("\n", "/") for text, _t in SHAPES])
def test_what_begins_a_story(text: str, titles: list[str]) -> None:
    notes = read(text)
    assert [story.title for story in notes.stories] == titles
    assert not lost(text, notes)


def test_a_foreign_front_matter_stays_in_the_narrative() -> None:
    notes = read("---\naliases: [x]\nmood: *fine\n---\n# One\ntext\n")
    assert notes.stories[0].narrative == "aliases: [x]\nmood: *fine\n\ntext"
    assert notes.findings[0].kind == "kept"


any_line = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=20)


@given(st.lists(st.one_of(st.sampled_from(TEN.split("\n")), any_line), max_size=30).map("\n".join))
def test_no_word_of_any_notes_is_lost(text: str) -> None:
    assert not lost(text, read(text))


# Encodings and hostile files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_met(encoding: str) -> None:
    text = "# Café – “naïve”\r\ntext\r\n"
    assert decode(text.encode(encoding), "x").removeprefix("\ufeff") == text
    assert one(decode(text.encode(encoding), "x")).title == "Café – “naïve”"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a\x00b", "NUL"),
        (b"\xff\xfea", "does not go on"),
        (b" " * (MAX_BYTES + 1), "over 10 MB"),
        (b"PK\x03\x04\x00\x00", "NUL"),
    ],
    ids=["nul", "half utf-16", "large", "zip"],
)
def test_what_is_no_text_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        decode(content, "x")


BOMBS = {
    "brackets": "# A\n" + "[" * 200_000,
    "one heading line": "#" * 200_000,
    "stars": "# A\n" + "*" * 200_000 + ":",
    "label": "# A\nLP: " + "Dive " * 99_000,
    "spaces in a label": "# A\n" + "a " * 200_000 + ":",
    "commas": "# A\nLP: Ownership" + ", and " * 50_000,
    "rank words": "# A\nLP: " + "primary touches " * 31_000,
    "principles": "# A\nLP: " + "Ownership (primary, 3.5); " * 19_000,
    "quotes": "# A\n" + ">" * 200_000,
    "fences": "```\n" * 50_001,
    "underlines": "a\n---\n\n" * 10_000,
    "hashes": "# A " + " #" * 100_000,
    "titles": "# A\n" * 10_000,
    "numbers": "# A\nLP: Ownership " + "1" * 200_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_hostile_notes_are_read_in_time(name: str) -> None:
    start = time.process_time()
    read(BOMBS[name])
    assert time.process_time() - start < 3


def test_a_large_file_is_read_in_time() -> None:
    body = "The buoy was lit, and I counted the boats that passed it by night.\n" * 160
    text = "# All\n\n" + "\n".join(
        f"## Story {n}: Number {n}\n**LP:** Ownership (primary); touches Dive Deep\n\n{body}" for n in range(95)
    )
    assert len(text) > 1_000_000
    start = time.process_time()
    assert len(read(text).stories) == 95
    assert time.process_time() - start < 3
