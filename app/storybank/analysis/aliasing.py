"""Confidential terms and what stands for them on paper that others may see.

The rule: a term is found whatever its case, as a whole word or with a possessive or plural ending; white space inside it matches any run of white
space; inside a longer word it is left alone and listed. A term written in Chinese, Japanese or Korean, which have no spaces, is found anywhere.
"""

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from storybank.model import Alias, Bank, Story, Waiver

Record = TypeVar("Record")

# Hiragana, Katakana, CJK ideographs (with extensions and compatibility forms), Hangul.
_NO_SPACES = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
_ENDING = r"(?P<ending>(?:['’]s|s['’]|es|s)?)"


def aliased(bank: Bank) -> Bank:
    """Return the bank with every confidential term replaced, ids included, and without the list of terms itself."""
    if not bank.aliases:
        return bank
    swap = replacer(bank.aliases)
    ids = _aliased_ids(bank.stories, swap)
    stories = tuple(replace(_swapped(story, swap), id=ids[story.id]) for story in bank.stories)
    waivers = tuple(_aliased_waiver(waiver, swap, ids) for waiver in bank.waivers)
    return replace(
        bank, title=swap(bank.title), target=_swapped(bank.target, swap), aliases=(), waivers=waivers, stories=stories
    )


def replacer(aliases: tuple[Alias, ...]) -> Callable[[str], str]:
    """Return a function that replaces every term in a text, the longest term first so that no part of one is taken for another."""
    terms = sorted((alias for alias in aliases if alias.term.strip()), key=lambda alias: -len(alias.term))
    if not terms:
        return lambda text: text
    pattern = re.compile(
        "|".join(f"(?P<t{index}>{_pattern(alias.term, index)})" for index, alias in enumerate(terms)), re.IGNORECASE
    )

    def swap(match: re.Match[str]) -> str:
        index = int((match.lastgroup or "t0")[1:])
        return terms[index].alias + _kept_ending(match.group(f"e{index}") if f"e{index}" in pattern.groupindex else "")

    return lambda text: pattern.sub(swap, text)


def still_there(text: str, aliases: tuple[Alias, ...]) -> list[str]:
    """Return the terms that a text still holds by the same rule."""
    return [
        alias.term
        for alias in aliases
        if alias.term.strip() and re.search(_pattern(alias.term, 0), text, re.IGNORECASE)
    ]


def left_alone(bank: Bank) -> list[str]:
    """Return the longer words of the bank's stories that hold a term inside, each once, in order: what a person should look at."""
    found: dict[str, None] = {}
    for alias in bank.aliases:
        if not alias.term.strip() or _NO_SPACES.search(alias.term):
            continue
        inside = re.compile(rf"\w*{re.escape(alias.term.strip())}\w*", re.IGNORECASE)
        whole = re.compile(_pattern(alias.term, 0), re.IGNORECASE)
        for text in _texts(bank.stories):
            found.update((word, None) for word in inside.findall(text) if not whole.fullmatch(word))
    return list(found)


def _pattern(term: str, index: int) -> str:
    words = r"\s+".join(re.escape(word) for word in term.split())
    if _NO_SPACES.search(term):
        return words
    return rf"(?<!\w){words}{_ENDING.replace('ending', f'e{index}')}(?!\w)"


def _kept_ending(ending: str) -> str:
    """Keep a possessive; a plural would break the phrase that stands for the term."""
    return "’s" if "'" in ending or "’" in ending else ""


def _aliased_ids(stories: tuple[Story, ...], swap: Callable[[str], str]) -> dict[str, str]:
    ids: dict[str, str] = {}
    taken = {story.id for story in stories if swap(story.id) == story.id}
    for story in stories:
        new = swap(story.id)
        if new != story.id:
            new = base = re.sub(r"\W+", "-", new).strip("-").lower() or "story"
            number = 2
            while new in taken:
                new, number = f"{base}-{number}", number + 1
            taken.add(new)
        ids[story.id] = new
    return ids


def _aliased_waiver(waiver: Waiver, swap: Callable[[str], str], ids: dict[str, str]) -> Waiver:
    detail = {key: swap(value) if isinstance(value, str) else value for key, value in waiver.detail.items()}
    if isinstance(waiver.detail.get("story"), str):
        detail["story"] = ids.get(str(waiver.detail["story"]), str(detail["story"]))
    story = None if waiver.story is None else ids[waiver.story]
    return replace(waiver, story=story, detail=detail, reason=swap(waiver.reason))


def _swapped(record: Record, swap: Callable[[str], str]) -> Record:
    """Return a record with every text in it swapped, at any depth. Ids of the framework hold no names of people's employers."""
    return _swap_value(record, swap)


def _swap_value(value: Any, swap: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return swap(value)
    if isinstance(value, tuple):
        return tuple(_swap_value(item, swap) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        kept = {"tier", "rank", "status", "confidence", "principle", "dimension", "signal", "principles"}
        names = [field.name for field in fields(value)]
        plain = {name for name in names if name in kept and not isinstance(getattr(value, name), tuple)}
        if "loop_date" in names:  # a target's principles are ids too
            plain |= {"principles", "loop_date"}
        return replace(value, **{name: _swap_value(getattr(value, name), swap) for name in names if name not in plain})
    return value


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for item in value for text in _texts(item)]
    if is_dataclass(value) and not isinstance(value, type):
        return [text for field in fields(value) for text in _texts(getattr(value, field.name))]
    return []
