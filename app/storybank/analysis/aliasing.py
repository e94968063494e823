"""Confidential terms and what stands for them on paper that others may see.

The rule: a term is found in any case and in either Unicode form of an accent, as a whole word or with a possessive or plural ending. White space
in it matches any run of white space, hyphens and underscores (ids are titles with hyphens), a hyphen any hyphen, an apostrophe any apostrophe. Inside
a longer word it is left alone and listed. Chinese, Japanese, Korean, Thai and their like part no words by spaces: a term in one of them is found
anywhere, and one of their letters beside a term does not make a longer word of it.
"""

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, NamedTuple, TypeVar
from unicodedata import normalize

from storybank.analysis.search import texts
from storybank.model import Alias, Aside, Bank, Framework, Story, Waiver

Record = TypeVar("Record")

_CONTEXT = 32  # characters on both sides of an example
LEFT_OUT = "…"
"""What stands where an empty alias would leave nothing of a text: a title, for one, must not be blank."""

# Thai, Lao, Burmese, Khmer, 々 and 〇, Hiragana, Katakana, CJK ideographs (with extensions and compatibility forms), Hangul.
_NO_SPACES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff"
)
_LETTER = rf"[^\W{_NO_SPACES}]"  # what makes a longer word when it stands beside a term
_APOSTROPHES, _HYPHENS = "'’‘ʼ", "-‐‑"
_ENDING = rf"(?P<ending>(?:[{_APOSTROPHES}]s|e?s[{_APOSTROPHES}]|es|s)?)"
_KEPT = frozenset({"tier", "rank", "status", "confidence", "principle", "dimension", "signal", "kind", "loop_date"})
_KEPT_OF_FRAMEWORK = frozenset({"id", "need", "origin", "source"})


def aliased(bank: Bank) -> Bank:
    """Return the bank with every confidential term replaced, ids of stories included, and without the list of terms itself.

    The words of its framework are replaced too, its ids are not: scores and evidence hang on them.
    """
    if not bank.aliases:
        return bank
    swap = replacer(bank.aliases)
    ids = _aliased_ids(bank.stories, swap)
    stories = tuple(replace(_swapped(story, swap, _KEPT), id=ids[story.id]) for story in bank.stories)
    waivers = tuple(_aliased_waiver(waiver, swap, ids) for waiver in bank.waivers)
    target = replace(_swapped(bank.target, swap, _KEPT), principles=bank.target.principles)
    framework: Framework = _swapped(bank.framework, swap, _KEPT_OF_FRAMEWORK)
    return replace(
        bank,
        title=swap(bank.title),
        framework=framework,
        target=target,
        aliases=(),
        waivers=waivers,
        stories=stories,
        aside=_aliased_aside(bank.aside, swap, ids),
    )


def replacer(aliases: tuple[Alias, ...]) -> Callable[[str], str]:
    """Return a function that replaces every term in a text, the longest term first so that no part of one is taken for another."""
    terms = _longest_first(aliases)
    if not terms:
        return lambda text: text
    pattern = _any_of(terms)

    def put(match: re.Match[str]) -> str:
        index = _which(match, terms)
        ending = match[f"e{index}"] if f"e{index}" in pattern.groupindex else ""
        return terms[index].alias + _kept_ending(ending or "")

    def swap(text: str) -> str:
        swapped = pattern.sub(put, text)
        return swapped if swapped.strip() or not text.strip() else LEFT_OUT

    return swap


class Replaced(NamedTuple):
    """A term, what stands for it, how often it stands in the bank, and a few words round its first place."""

    term: str
    alias: str
    times: int
    example: str


def replaced(bank: Bank) -> tuple[Replaced, ...]:
    """Return what will be replaced in the texts of a bank, a row for each of its terms, also those that are nowhere."""
    terms = _longest_first(bank.aliases)
    places: dict[int, list[tuple[str, re.Match[str]]]] = {index: [] for index in range(len(terms))}
    for text in (*texts(bank.title), *texts(bank.target), *texts(bank.stories)) if terms else ():
        for match in _any_of(terms).finditer(text):
            places[_which(match, terms)].append((text, match))
    found = {
        term: Replaced(term.term, term.alias, len(places[index]), _around(*places[index][0]) if places[index] else "")
        for index, term in enumerate(terms)
    }
    return tuple(found[alias] for alias in bank.aliases if alias in found)


def _longest_first(aliases: tuple[Alias, ...]) -> list[Alias]:
    return sorted((alias for alias in aliases if alias.term.strip()), key=lambda alias: -len(alias.term))


def _any_of(terms: list[Alias]) -> re.Pattern[str]:
    """Return what finds any of the terms, its group telling which."""
    found = "|".join(f"(?P<t{index}>{_pattern(alias.term, index)})" for index, alias in enumerate(terms))
    return re.compile(found, re.IGNORECASE)


def _which(match: re.Match[str], terms: list[Alias]) -> int:
    return next(index for index in range(len(terms)) if match[f"t{index}"] is not None)


def _around(text: str, match: re.Match[str]) -> str:
    """Return a place in a text with a few words on both sides."""
    start, end = max(0, match.start() - _CONTEXT), min(len(text), match.end() + _CONTEXT)
    before, after = text[start : match.start()], text[match.end() : end]
    if start:
        before = "…" + before.partition(" ")[2]
    if end < len(text):
        after = after.rpartition(" ")[0] + "…"
    return " ".join(f"{before}{match[0]}{after}".split())


def still_there(text: str, aliases: tuple[Alias, ...]) -> list[str]:
    """Return the terms that a text still holds by the same rule."""
    return [
        alias.term
        for alias in aliases
        if alias.term.strip() and re.search(_pattern(alias.term, 0), text, re.IGNORECASE)
    ]


def left_alone(bank: Bank) -> list[str]:
    """Return the longer words of the bank that hold a term inside, each once, in order: what a person should look at."""
    found: dict[str, None] = {}
    words = [*texts(bank.title), *texts(bank.target), *texts(bank.stories)]
    words += [*texts(bank.aside.stories), *(waiver.reason for waiver in bank.waivers)]
    words += [kept.waiver.reason for kept in bank.aside.waivers]
    for alias in bank.aliases:
        if not alias.term.strip() or re.search(f"[{_NO_SPACES}]", alias.term):
            continue
        inside = re.compile(_body(alias.term, rf"[{_HYPHENS}\s_]*"), re.IGNORECASE)
        whole = re.compile(_pattern(alias.term, 0), re.IGNORECASE)
        for text in words:
            replaced = [match.span() for match in whole.finditer(text)]
            for match in inside.finditer(text):
                if not any(start <= match.start() and match.end() <= end for start, end in replaced):
                    found[_word_around(text, *match.span())] = None
    return list(found)


def _pattern(term: str, index: int) -> str:
    body = _body(term, rf"[{_HYPHENS}\s_]+")
    if re.search(f"[{_NO_SPACES}]", term):
        return body
    bare = term.strip()
    before = f"(?<!{_LETTER})" if re.match(_LETTER, bare) else ""
    after = rf"(?!{_LETTER}|[\u0300-\u036f])" if re.match(_LETTER, bare[-1]) else ""
    if re.search("[^aeiou]y$", bare, re.IGNORECASE):
        body = f"{body[:-1]}(?:y|ie(?=s))"
    return before + body + _ENDING.replace("ending", f"e{index}") + after


def _body(term: str, gap: str) -> str:
    """Return a pattern for the term's own words, with `gap` between them."""
    words = (
        "".join(map(_any_form, re.findall("ss|.", word, re.IGNORECASE))) for word in normalize("NFC", term).split()
    )
    return gap.join(words)


def _any_form(char: str) -> str:
    """Return a pattern for a character in any case and either Unicode form; IGNORECASE alone finds no SS for ß."""
    for alike in (_APOSTROPHES, _HYPHENS):
        if char in alike:
            return f"[{alike}]"
    if char.casefold() == "ss":
        return "(?:ss|ß|ẞ)"
    if char.isascii():
        return re.escape(char)
    forms = {char, char.upper(), char.lower(), char.casefold()}
    forms |= {normalize("NFD", form) for form in forms}
    return "(?:" + "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form))) + ")"


def _kept_ending(ending: str) -> str:
    """Keep a possessive; a plural would break the phrase that stands for the term."""
    return "’s" if set(ending) & set(_APOSTROPHES) else ""


def _word_around(text: str, start: int, end: int) -> str:
    while start and re.match(_LETTER, text[start - 1]):
        start -= 1
    while end < len(text) and re.match(_LETTER, text[end]):
        end += 1
    return text[start:end]


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
    detail = {
        key: swap(value) if isinstance(value, str) and key not in _KEPT else value
        for key, value in waiver.detail.items()
    }
    if isinstance(waiver.detail.get("story"), str):
        detail["story"] = ids.get(str(waiver.detail["story"]), str(detail["story"]))
    story = None if waiver.story is None else ids[waiver.story]
    return replace(waiver, story=story, detail=detail, reason=swap(waiver.reason))


def _aliased_aside(aside: Aside, swap: Callable[[str], str], ids: dict[str, str]) -> Aside:
    """Swap the texts of what is kept aside; ids that the framework does not know stay ids, as those that it knows."""
    stories = tuple(replace(_swapped(kept, swap, _KEPT), story=ids[kept.story]) for kept in aside.stories)
    waivers = tuple(replace(kept, waiver=_aliased_waiver(kept.waiver, swap, ids)) for kept in aside.waivers)
    return replace(aside, stories=stories, waivers=waivers)


def _swapped(record: Record, swap: Callable[[str], str], kept: frozenset[str]) -> Record:
    """Return a record with every text in it swapped, at any depth, but for the fields that hold ids and words of ours."""
    return _swap_value(record, swap, kept)


def _swap_value(value: Any, swap: Callable[[str], str], kept: frozenset[str]) -> Any:
    if isinstance(value, str):
        return swap(value)
    if isinstance(value, tuple):
        return tuple(_swap_value(item, swap, kept) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value) if field.name not in kept]
        return replace(value, **{name: _swap_value(getattr(value, name), swap, kept) for name in names})
    return value
