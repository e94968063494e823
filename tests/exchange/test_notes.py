"""Notes as people keep them, in files of invented candidates: every story found, none invented, titles and principles exact, no word lost."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from storybank.exchange.frameworks import Catalogue
from storybank.exchange.markdown import read_markdown
from storybank.exchange.notes import Notes
from storybank.exchange.source import decode
from storybank.model import Bank, Framework, Story
from storybank.services.importing import plan_import

FOLDER = Path(__file__).parent / "notes"
FILES = sorted(
    file for file in FOLDER.iterdir() if file.suffix in (".md", ".mdx") and file.with_suffix(".expected.json").exists()
)
FOUND = Catalogue.standard().built_in("aws-pm")
assert FOUND is not None
AWS: Framework = FOUND


def files() -> pytest.MarkDecorator:
    """Parametrise a test by the files."""
    return pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])


def text_of(file: Path) -> str:
    return decode(file.read_bytes(), file.name)


def read(file: Path) -> Notes:
    return read_markdown(text_of(file), file.name, AWS)


def expected(file: Path) -> dict[str, Any]:
    return json.loads(file.with_suffix(".expected.json").read_text("utf-8"))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", html.unescape(text).casefold())


def running(text: str) -> str:
    """The words of a text in a row, so that a phrase is found whatever the marks and line ends in it."""
    return f" {' '.join(words(text))} "


def told(story: Story) -> str:
    """Everything that a story says, in one text."""
    values = [getattr(story, name) for name in Story.__slots__]
    return "\n".join("\n".join(map(str, v)) if isinstance(v, tuple) else str(v) for v in values)


def title(text: str) -> str:
    """A title with its white space as one sees it: a space that does not break looks like one that does."""
    return " ".join(text.split())


def by_title(file: Path) -> list[tuple[dict[str, Any], Story]]:
    """The expected stories with those which were read under their title; a missing one is another test's failure."""
    held: dict[str, list[Story]] = {}
    for story in read(file).stories:
        held.setdefault(title(story.title), []).append(story)
    return [(want, held[want["title"]].pop(0)) for want in expected(file)["stories"] if held.get(want["title"])]


@files()
def test_the_fixture_is_sound(file: Path) -> None:
    known = {principle.id for principle in AWS.principles}
    source, want = running(text_of(file)), expected(file)
    assert want["shape"]
    for story in want["stories"]:
        assert {tag["id"] for tag in story["principles"]} <= known
        assert [tag["rank"] for tag in story["principles"]].count("primary") <= 1
    for phrase in [*(s["title"] for s in want["stories"]), *(p for s in want["stories"] for p in s.get("tells", ()))]:
        assert running(phrase) in source
    for heading in want["not_stories"]:
        assert running(heading) in source


@files()
def test_every_story_is_found_and_none_invented(file: Path) -> None:
    titles = [title(story.title) for story in read(file).stories]
    assert titles == [story["title"] for story in expected(file)["stories"]]
    assert not set(titles) & set(expected(file)["not_stories"])


@files()
def test_the_principles_are_those_which_the_text_names(file: Path) -> None:
    got = {want["title"]: sorted({tag.principle for tag in story.principles}) for want, story in by_title(file)}
    assert got
    assert got == {
        want["title"]: sorted(tag["id"] for tag in want["principles"])
        for want in expected(file)["stories"]
        if want["title"] in got
    }


@files()
def test_the_ranks_are_those_which_the_text_states(file: Path) -> None:
    wrong = []
    for want, story in by_title(file):
        ranks = {tag.principle: tag.rank for tag in story.principles}
        assert list(ranks.values()).count("primary") <= 1
        wrong += [
            (want["title"], tag["id"], tag["rank"], ranks[tag["id"]])
            for tag in want["principles"]
            if tag["rank"] and tag["id"] in ranks and ranks[tag["id"]] != tag["rank"]
        ]
    assert not wrong


@files()
def test_each_story_tells_its_own_part(file: Path) -> None:
    missing = [
        (want["title"], phrase)
        for want, story in by_title(file)
        for phrase in want.get("tells", ())
        if running(phrase) not in running(told(story))
    ]
    assert not missing


@files()
def test_no_word_is_lost(file: Path) -> None:
    notes = read(file)
    kept = " ".join([*(told(story) for story in notes.stories), *(finding.text for finding in notes.findings)])
    assert not set(words(text_of(file))) - set(words(kept))


@files()
def test_reading_again_gives_the_same(file: Path) -> None:
    assert read(file) == read(file)


@files()
def test_importing_twice_changes_nothing(file: Path) -> None:
    frameworks = Catalogue.standard()
    first = plan_import(Bank.empty(AWS, "Notes"), (file,), frameworks).merged.bank
    assert len(first.stories) == len({story.id for story in first.stories}) == len(read(file).stories)
    again = plan_import(first, (file,), frameworks)
    assert again.merged.bank == first
    assert again.change.before == again.change.after


def test_a_megabyte_of_ninety_five_stories() -> None:
    head, *stories = re.split(r"(?m)^(?=## \d\d\. )", text_of(FOLDER / "forty.md"))
    prose = "\n\n".join(line for line in text_of(FOLDER / "spellings.md").split("\n") if line.endswith("."))
    large, titles = [head], []
    for number in range(95):
        first, body = stories[number % len(stories)].split("\n", 1)
        named = re.sub(r"^## \d\d\. |[ ★⭐]+$", "", first)
        titles.append(f"{named}, told in year {number}")
        padding = "\n\n".join([prose] * (11_000 // len(prose)))
        large.append(f"## {number:02d}. {titles[-1]}\n{body.split('## Odds')[0]}\n{padding}\n\n")
    text = "".join(large)
    assert len(text) > 950_000
    assert [story.title for story in read_markdown(text, "large.md", AWS).stories] == titles
