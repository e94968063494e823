"""The guide's pages: nothing leads nowhere, every rule has its page, and what is generated is what the program says now."""

import importlib.util
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from storybank.analysis.gaps import RULES
from storybank.analysis.reasons import rule_reason
from storybank.paths import resources
from storybank.services.guide import (
    INDEX,
    NEWS,
    Page,
    find_pages,
    guide_folder,
    is_page,
    linked,
    news_text,
    picture_folder,
    pictures,
    read_guide,
)
from storybank.texts import Refusal

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide"
_ANY_LINK = re.compile(r"\]\(([^)\s]+)\)|<(https?:[^>]*)>")


@pytest.fixture(scope="module")
def guide() -> tuple[Page, ...]:
    return read_guide()


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["docs_generate"] = module
    spec.loader.exec_module(module)
    return module


def written(name: str) -> str:
    return (GUIDE / f"{name}.md").read_text(encoding="utf-8")


def test_every_link_leads_to_a_page_or_a_picture_that_is_there(guide: tuple[Page, ...]) -> None:
    names = {page.name for page in guide}
    for page in guide:
        if page.name == NEWS:
            continue
        for target, address in _ANY_LINK.findall(page.text):
            assert not address, f"{page.name}: {address}: the guide is read offline"
            if is_page(target):
                assert target.removesuffix(".md") in names, f"{page.name}: {target}"
            else:
                assert target in pictures(page.text), f"{page.name}: {target} is neither a page nor a picture"
                assert (GUIDE / target).is_file(), f"{page.name}: {target}"
                assert (picture_folder() / Path(target).name).is_file()


def test_every_page_can_be_reached_from_the_first(guide: tuple[Page, ...]) -> None:
    texts = {page.name: page.text for page in guide}
    reached, ahead = {INDEX}, [INDEX]
    while ahead:
        ahead = [name for name in dict.fromkeys(linked(texts[ahead.pop()])) if name not in reached] + ahead
        reached.update(ahead)
    assert reached == set(texts) - {NEWS}, "what is new is in the contents, at the end"


def test_every_page_begins_with_its_one_title(guide: tuple[Page, ...]) -> None:
    for page in guide:
        text = re.sub(r"```.*?```", "", page.text, flags=re.DOTALL)
        assert re.findall(r"^# (.+)$", text, re.MULTILINE) == [page.title], page.name
    assert len({page.title for page in guide}) == len(guide)


def test_pictures_are_taken_by_the_command_and_shipped(guide: tuple[Page, ...]) -> None:
    shipped = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = shipped["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    taken = (ROOT / "docs" / "pictures.py").read_text(encoding="utf-8")
    assert included["docs/guide"] == "storybank/resources/guide"
    assert included["CHANGELOG.md"] == "storybank/resources/CHANGELOG.md"
    for name in {Path(picture).name for page in guide for picture in pictures(page.text)}:
        assert f'"{name}"' in taken, f"{name} is not taken by ./run pictures"
        assert included[f"docs/{name}"] == f"storybank/resources/pictures/{name}"


def test_every_rule_has_a_page_with_its_reason_a_remedy_and_an_example(generate: ModuleType) -> None:
    assert set(generate.words()["practice"]) == set(RULES)
    examples = generate.examples()
    for rule in RULES:
        text = written(f"gap-{rule}")
        assert rule_reason(rule) in text
        assert examples[rule].message in text
        assert f"`{rule}`" in text
    assert {path.stem for path in GUIDE.glob("gap-*.md")} == {f"gap-{rule}" for rule in RULES}


def test_the_pages_of_the_gaps_are_as_they_would_be_generated_now(generate: ModuleType) -> None:
    for name, text in generate.gap_pages().items():
        assert written(name) == f"{text}\n\n{generate.GENERATED}\n", f"{name}: run docs/generate.py"


def test_troubleshooting_holds_every_sentence_that_refuses_something(generate: ModuleType) -> None:
    page = written("troubleshooting")
    assert page == f"{generate.troubleshooting_page()}\n\n{generate.GENERATED}\n", "run docs/generate.py"
    assert "the disk is full; free some space" in page
    assert "could not be used" in page
    assert len(re.findall("^- ", page, re.MULTILINE)) > 100
    assert page.count("**What to do.**") == len(re.findall("^## ", page, re.MULTILINE)) - 2


def test_what_docs_has_too_is_the_same(generate: ModuleType) -> None:
    for name in generate.COPIED:
        there = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8").rstrip()
        assert written(name) == f"{there}\n\n{generate.GENERATED}\n", "run docs/generate.py"


# Finding and reading


def test_pages_are_found_by_every_word_in_any_case_and_those_called_so_first(guide: tuple[Page, ...]) -> None:
    found = find_pages(guide, "TRADE-OFF missing")
    assert found[0][0].name == "gap-no-trade-off"
    assert all(count > 0 for _page, count in found)
    assert find_pages(guide, "scoring honestly")[0][0].name == "scoring"
    assert find_pages(guide, "zebra") == ()
    assert find_pages(guide, "  ") == ()
    assert any(page.name == "printing" for page, _count in find_pages(guide, "“confidential terms”"))


def test_marks_and_addresses_of_links_are_not_found(guide: tuple[Page, ...]) -> None:
    assert not [page for page, _count in find_pages(guide, "gap-no-spread.md")]


def test_the_pages_come_in_the_order_of_the_index_and_the_news_last(guide: tuple[Page, ...]) -> None:
    names = [page.name for page in guide]
    assert names[:2] == [INDEX, "first-bank"]
    assert names[-1] == NEWS
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("changelog", "news"),
    [
        ("# C\n\n## [Unreleased]\n\n- a\n\n## [0.1.0] - 2026-11-23\n\n- b\n", "# What is new: Unreleased\n\n- a\n\n"),
        ("# C\n\n## [Unreleased]\n\n## [0.2.0] - 2027-01-02\n\n- b\n", "# What is new: 0.2.0 - 2027-01-02\n\n- b\n"),
        ("# C\n", "# What is new: \n"),
    ],
)
def test_news_are_the_latest_section_that_says_anything(changelog: str, news: str) -> None:
    assert news_text(changelog) == news


@pytest.mark.parametrize(
    "target", ["../README.md", "/etc/x.md", "http://a.example/b.md", "a\\b.md", "c:x.md", "a.txt", ""]
)
def test_only_a_file_beside_a_page_is_a_page(target: str) -> None:
    assert not is_page(target)
    assert is_page("scoring.md")


def test_a_guide_that_is_missing_is_said_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storybank.services.guide.resources", lambda: tmp_path / "resources")
    assert guide_folder() != resources()
    with pytest.raises(Refusal, match="install Storybank again"):
        read_guide()
