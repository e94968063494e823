"""How much a stretch of notes tells, and who speaks in it: somebody of what they did, an interviewer who asks, or a guide."""

import re
from itertools import accumulate

from storybank.exchange.blocks import Block
from storybank.exchange.labels import label_of
from storybank.exchange.limits import MAX_HEADING
from storybank.exchange.naming import is_placeholder, is_question
from storybank.exchange.outline import Line

FEW = 3  # words without which a heading is an empty one
_TOLD = 40  # words in the first person that make a story of a text without any other sign
_ASKS = re.compile(
    r"\?\W*$|^(?:tell|talk|describe|share|give|walk|have you|when|can you|how|what|why|an?)\b", re.IGNORECASE
)
_YOU = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
_ADVISED = 8  # times that a guide says “you”
_I = re.compile(r"\b(?:I|I['’](?:m|d|ve|ll)|[Mm]y|[Ww]e|[Oo]ur|me|us)\b")
_I_ALONE = re.compile(r"\b(?:I|I['’](?:m|d|ve|ll)|[Mm]y)\b")
_WORD = re.compile(r"\w+")


class Telling:
    """Lines, asked about a block at a time."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._words = list(accumulate(map(_told_words, lines), initial=0))

    def has_text(self, block: Block) -> bool:
        """Say whether anything is told under a head."""
        return self._words[block.end] - self._words[block.body] >= FEW

    def is_empty(self, block: Block) -> bool:
        """Say whether nothing stands under a head but labels and places where something is missing yet."""
        return self._words[block.end] == self._words[block.body]

    def is_only_asked(self, block: Block) -> bool:
        """Say whether questions stand under a head, and nothing else."""
        inside = range(block.body, block.end)
        asked = sum(_asks(self._lines[at]) for at in inside)
        told = [self._lines[at].text for at in inside if self._told_at(at)]
        if not self.has_text(block):
            return asked > 0
        return asked > len(told) and not any(map(_I.search, told))

    def _told_at(self, at: int) -> bool:
        return self._words[at] < self._words[at + 1]

    def is_advice(self) -> bool:
        """Say whether somebody tells others what to do instead of what they did."""
        text = "\n".join(line.text for at, line in enumerate(self._lines) if self._told_at(at))
        others = len(_YOU.findall(text))
        return others >= _ADVISED and others > 3 * len(_I.findall(text))

    def is_told_by_me(self, block: Block, words: int = _TOLD, times: int = 2, *, alone: bool = False) -> bool:
        """Say whether somebody speaks of what they did, in so many words at least; `alone` counts no “we”, which companies say of themselves."""
        text = "\n".join(self._lines[at].text for at in range(block.body, block.end))
        return len(_WORD.findall(text)) >= words and len((_I_ALONE if alone else _I).findall(text)) >= times


def _told_words(line: Line) -> int:
    """Return how many words of a line tell something: not those of a comment, of a question, or of a place where something is missing yet."""
    if line.is_comment or _asks(line):
        return 0
    label = label_of(line.text) if len(line.text) <= MAX_HEADING else None
    if (label is not None and is_placeholder(label[1])) or (
        len(line.text) <= MAX_HEADING and is_placeholder(line.text)
    ):
        return 0
    return len(_WORD.findall(line.text))


def _asks(line: Line) -> bool:
    bare = line.text.lstrip(" \t>*+-•")
    return len(bare) <= MAX_HEADING and bool(_ASKS.search(bare)) and is_question(bare)
