"""Where a story's evidence stands in its narrative, word for word, and which sentence one is in."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from storybank.model import Framework, Story

_END = re.compile(
    r"[.!?…。！？]+[\"'”’»)\]]*(?=\s|$)|[。！？]+|\n[ \t]*\n|\n(?=[ \t]*(?:#{1,6}[ \t]|[-*+>][ \t]|\d{1,9}[.)][ \t]))"
)
_LEAD = re.compile(r"(?:\s|#{1,6}[ \t]|[-*+>][ \t]|\d{1,9}[.)][ \t])*")


class Quote(NamedTuple):
    """A passage of a narrative, from and to a place in it, that answers a question of a principle (both by id)."""

    start: int
    end: int
    principle: str
    dimension: str


def occurrences(text: str, quote: str) -> Iterator[tuple[int, int]]:
    """Yield where the words of a quote stand in a text one after the other; any white space, line ends too, parts them."""
    words = quote.split()
    if not words or words[0] not in text or words[-1] not in text:
        return
    for found in re.finditer(r"\s+".join(map(re.escape, words)), text):
        yield found.start(), found.end()


def quotes(text: str, story: Story, framework: Framework) -> tuple[Quote, ...]:
    """Return every passage of a text that is evidence of a story word for word, in the order of the text.

    Evidence of several lines that does not stand there as a whole is looked for line by line: each may be a passage of its own.
    """
    found: dict[Quote, None] = {}
    for tag in story.principles:
        if framework.principle(tag.principle) is None:
            continue
        for evidence in tag.evidence:
            places = list(occurrences(text, evidence.text))
            if not places and "\n" in evidence.text:
                places = [place for line in evidence.text.split("\n") for place in occurrences(text, line)]
            found.update({Quote(start, end, tag.principle, evidence.dimension): None for start, end in places})
    return tuple(sorted(found))


def sentence_at(text: str, at: int) -> tuple[int, int]:
    """Return from where to where the sentence goes that a place in a text (0 … its length) belongs to; empty where there is none.

    A sentence ends with its mark, with a blank line, or before a heading, a quote or an item of a list; the marks of those are not part of it.
    """
    start = 0
    for end in (*(found.end() for found in _END.finditer(text)), len(text)):
        if end > at or end == len(text) or (end == at and text[end - 1 : end].strip()):
            lead = _LEAD.match(text, start, end)
            start = lead.end() if lead else start
            return start, max(start, start + len(text[start:end].rstrip()))
        start = end
    return at, at


def added_to(answer: str, passage: str) -> str:
    """Return an answer with a passage added on a line of its own; one that holds the passage already stays as it is."""
    if any(True for _place in occurrences(answer, passage)):
        return answer
    return f"{answer.rstrip()}\n{passage}" if answer.strip() else passage
