"""What a heading is called, and what that says of it: a part of a story, a question, a principle, something about the notes – or a story."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from storybank.exchange.limits import MAX_HEADING
from storybank.paths import resources

StarPart = Literal["S", "T", "A", "R", "C", "L"]
"""Situation, Task, Action, Result; Context or Challenge; Learning or Reflection."""

_ABOUT_WORDS = re.compile(
    r"\b(?:how to|table of contents|cheat ?sheet|star (?:method|framework|format|technique|template|approach)|story (?:index|template|matrix|map)|"
    r"index of|answer(?:ing)? (?:format|framework|template)|interview (?:tips|guide|process|prep|preparation|questions)|questions to ask|"
    r"further reading|quick reference|questions? asked|what is (?:the )?star|coverage)\b|"
    r"^(?:(?:my|our|the|star|amazon|aws|lp|interview|behaviou?ral)\s+)*stories\b\s*(?:[:–—(|-]|for\b|$)"
)
_MOST_ABOUT = 4  # words of a heading that its last word makes one about the notes
_QUESTION = re.compile(
    r"^(?:q(?:uestion)?\s?\d+\b|tell (?:me|us)\b|talk about a time|"
    r"describe (?:a|an|your|the|how|one)\b|give (?:me |us )?an? example|"
    r"share (?:a|an) (?:time|example)|walk me through|have you ever|when have you|can you (?:tell|give|describe|share)|how (?:do|did|have|would) you|"
    r"what(?:'s|’s| is| was| would| did| do| are)\b.*\byour?\b|why (?:do|did|are|should)|an? time (?:when|you|that)|time when)|\?$"
)
_QUOTED = re.compile(r"[\"“”„].+[\"“”]")
_OF_A_TIME = re.compile(
    r"\b(?:times?|examples?|situations?|instances?|occasions?|projects?|when you|describe|have you|most|biggest|proudest|mistakes?|fail\w*)\b"
)
_NUMBERED = re.compile(
    r"^(?:(?:(?:star|behavioral|lp)\s+)?(?:story|example|scenario)\s*#?\s*\d{1,3}(?:\s*[:.)|–—-]\s*|\s+(?=\()|$)|\d{1,3}[.)]\s+|#\d{1,3}\s*[:.)–—-]?\s*)",
    re.IGNORECASE,
)
_TIGHT = re.compile(r"^\d{1,3}\s?[.):](?=[^\W\d])|^\d{1,3}\s?:\s+(?=\S)")
_STORY = re.compile(
    r"^(?:(?:star|my|main|primary|backup|secondary)\s+)?(?:story|example)(?:\s+title)?\s*(?:#?\s*\d{1,3}|[A-Z]\b)?\s*[:–—-]\s+(?=\S)",
    re.IGNORECASE,
)
_ASKED = re.compile(r"^q(?:uestion)?\s?\d{1,3}\s*[.:)–—-]\s*(?=\S)", re.IGNORECASE)
AS_IN = re.compile(r"(?:same(?: story)? as|see|as in)\s+(q\s?\d+)\b", re.IGNORECASE)
ASKED_AS = re.compile(r"^\W*(q)(?:uestion)?\s?(\d+)\b", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_LINK = re.compile(r"!?\[([^\[\]]{1,300})\]\([^()\s]{0,500}\)")
_WIKI = re.compile(r"\[\[(?:[^\[\]|]{0,200}\|)?([^\[\]|]{1,200})\]\]")
_ANCHOR = re.compile(r"\s*\{#[\w:.-]{1,100}\}\s*$")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~–—])")
# What people put before or behind a title to mark it: pictographs, arrows, boxes, stars, and what joins and colours them.
MARKS = "\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\ufe0e\ufe0f\u200d\u20e3\U0001f000-\U0001faff"
_MARKED = re.compile(rf"^(?:[{MARKS}]\s*)+(?=\S)|(?:\s*[{MARKS}])+$")
_SERIES = re.compile(
    r"^(?P<word>[^\W\d_]{1,12})\s?[#№-]?\s?(?P<number>\d{1,4})\s*(?:[:)|]\s*|\.\s+|\s[–—-]\s+)(?P<rest>\S.*)$"
)
_COUNTED = re.compile(r"^(\d{1,3})\s+(?=[^\W\d])")
_THEME = re.compile(r"^\[(?P<theme>[^\[\]]{1,60})\]\s+(?P<title>\S.*)$")
_PLACEHOLDER = re.compile(
    r"(?i)(?:needs?|to|missing|no|add|find|write|fill)?\s?(?:an?\s)?(?:new\s|own\s|other\s|better\s)?"
    r"(?:story|fill|find|write|add|do|be (?:added|written|done|decided|found))?(?:\s(?:yet|needed|missing|here|in))?"
    r"|tb[dc]|todo|x{2,}|n/?a|none|missing|gap|\?+|…|empty"
)
_REMEMBERED = 2048  # headings: each is asked about many times
_CUT = re.compile(r"\s*[(\[:–—|]|\s-\s")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What headings and labels are called, in lower case: parts of a story, its other sections, and what is about the notes."""

    parts: dict[str, StarPart]
    sections: frozenset[str]
    about: frozenset[str]
    about_last: frozenset[str]


@lru_cache(1)
def lexicon() -> Lexicon:
    """Return the words that go with the program."""
    import tomllib  # with the first notes

    data = tomllib.loads((resources() / "lexicon" / "notes.toml").read_text("utf-8"))
    parts: dict[str, StarPart] = {name: part for part in get_args(StarPart) for name in data["parts"][part]}
    about = data["about"]
    return Lexicon(parts, frozenset(data["sections"]["names"]), frozenset(about["names"]), frozenset(about["last"]))


def clean_title(text: str) -> str:
    """Return a heading's text without emphasis, without a number or the word story before it, and with its escapes undone."""
    return unescaped(_unnumbered(_plain(text)))


def unescaped(text: str) -> str:
    """Return a text with Markdown's escapes undone."""
    return _ESCAPED.sub(r"\1", text)


@lru_cache(_REMEMBERED)
def told_title(text: str) -> str:
    """Return what a heading of notes calls its story: without markup, entities, marks such as emoji, links, numbers and “Story:”."""
    title = text[:MAX_HEADING]
    for pattern, meant in ((_TAG, " "), (_ANCHOR, ""), (_LINK, r"\1"), (_WIKI, r"\1")):
        title = pattern.sub(meant, title)
    title = _plain(_unmarked(_plain(html.unescape(title))))
    for _turn in range(2):  # “Story 2: 🎯 **STAR: the title**”
        title = _plain(_unmarked(_STORY.sub("", _TIGHT.sub("", _unnumbered(title)))))
    return unescaped(title)


def numbered(text: str) -> tuple[str, str, str]:
    """Return the word and the number that a heading begins with and what it says besides (“S21 — The mast”); the word is `` where there is none."""
    match = _SERIES.match(told_title(text))
    return (match["word"].casefold(), match["number"], match["rest"]) if match else ("", "", "")


def series(headings: Iterable[str]) -> frozenset[str]:
    """Return the words that number two headings at least: they are no part of a title."""
    met: dict[str, set[str]] = {}
    for heading in headings:
        word, number, _rest = numbered(heading)
        met.setdefault(word, set()).add(number)
    return frozenset(word for word, numbers in met.items() if word and len(numbers) > 1)


def are_counted(headings: Iterable[str]) -> bool:
    """Say whether headings are numbered one after the other without a sign behind the number (“1 The mast”, “2 The ferry”)."""
    found = [_COUNTED.match(told_title(heading)) for heading in headings]
    numbers = [int(match[1]) for match in found if match]
    return (
        len(numbers) == len(found) > 1
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        and numbers[0] < 2
    )


def uncounted(title: str) -> str:
    """Return a title without the number before it."""
    return _COUNTED.sub("", title)


def theme(title: str) -> tuple[str, str]:
    """Return what stands in square brackets before a title, and the title: “[Pricing] The mast”."""
    match = _THEME.match(title)
    return (match["theme"].strip(), match["title"]) if match else ("", title)


def is_placeholder(title: str) -> bool:
    """Say whether a table's cell says that a story is missing instead of naming one."""
    return bool(_PLACEHOLDER.fullmatch(title.strip(" .:*_<>!-–—")))


def is_called_story(text: str) -> bool:
    """Say whether a heading says itself that it is a story: “Story: …”, “Example 2 – …”."""
    title = _plain(_unmarked(_plain(html.unescape(_TAG.sub(" ", text[:MAX_HEADING])))))
    return bool(_STORY.match(title)) or bool(
        re.match(r"(?:star\s+)?(?:story|example|scenario)\s*#?\s*\d{1,3}\b", title, re.IGNORECASE)
    )


def names(text: str) -> Iterator[str]:
    """Yield what a heading or label may be looked up under, in lower case: all of it, and what stands before a bracket, colon or dash."""
    name = told_title(re.sub(r"[*_`]", "", text)).strip(" :.·•").casefold()
    yield name
    cut = _CUT.split(name, maxsplit=1)[0].strip()
    if cut and cut != name:
        yield cut


@lru_cache(_REMEMBERED)
def star_part(text: str) -> StarPart | None:
    """Return which part of a story a heading or label names, None for none of them; “Situation/Task” is the first of the two."""
    for name in names(text):
        several = re.split(r"\s*(?:/|&|\+|\band\b)\s*", name)  # “Task and action”, but not “R&D”
        for one in (name, *several[: all(part in lexicon().parts for part in several)]):
            if one in lexicon().parts:
                return lexicon().parts[one]
    return None


@lru_cache(_REMEMBERED)
def is_section(text: str) -> bool:
    """Say whether a heading names a part of a story (Situation, Result, Follow-ups …) and not a story."""
    return any(name in lexicon().sections for name in names(text)) or star_part(text) is not None


def heads_section(title: str, level: int) -> bool:
    """Say whether a heading names a part of a story; at the top only what is in STAR does (“# Result”), and no letter alone."""
    return is_section(title) and (level > 1 or (len(title.strip()) > 1 and star_part(title) is not None))


@lru_cache(_REMEMBERED)
def is_about(text: str) -> bool:
    """Say whether a heading is about the notes, or about interviews: no story, but there may be some below it."""
    name = next(names(text))
    words = re.findall(r"[\w'’-]+", name)
    return (
        name in lexicon().about
        or bool(_ABOUT_WORDS.search(name))
        or (bool(words) and words[-1] in lexicon().about_last and len(words) <= _MOST_ABOUT)
    )


@lru_cache(_REMEMBERED)
def is_question(text: str) -> bool:
    """Say whether a heading is an interviewer's question."""
    name = next(names(text))
    found = _QUESTION.search(re.sub(r"[\"“”]", "", name))
    if found and found[0] == "?" and _QUOTED.fullmatch(told_title(text)):
        return False  # “Where is my oak?” may be what somebody asked in the story
    return bool(found) or bool(_ASKED.match(_plain(text)))


def is_of_a_time(text: str) -> bool:
    """Say whether a question asks for something that happened, as “Why us?” and “Tell me about yourself” do not."""
    return bool(_OF_A_TIME.search(next(names(text))))


def asked(text: str) -> str:
    """Return a question without its number and quotation marks."""
    return _ASKED.sub("", told_title(text)).strip('"“” ')


def _plain(text: str) -> str:
    """Return a text on one line, without the emphasis that lies around all of it."""
    title = " ".join(text.split())
    for mark in ("***", "**", "__", "*", "_", "`"):
        inner = title[len(mark) : -len(mark)]
        if len(title) > 2 * len(mark) and title.startswith(mark) and title.endswith(mark) and mark not in inner:
            return inner.strip()
    return title


def _unnumbered(title: str) -> str:
    return _NUMBERED.sub("", title).strip() or title


def _unmarked(title: str) -> str:
    return _MARKED.sub("", title).strip() or title
