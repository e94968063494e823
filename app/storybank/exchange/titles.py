"""What the story of a block is called: by a label, a list, or its heading without numbers, ids and principles."""

import re

from storybank.exchange.blocks import Block
from storybank.exchange.indexes import Entry, entry_of
from storybank.exchange.labels import label_of
from storybank.exchange.naming import asked, is_question, numbered, told_title, uncounted
from storybank.exchange.outline import Line
from storybank.exchange.principles import Mention, Recogniser

_TAIL = re.compile(r"^(?P<title>.*\S)\s*(?:[(\[](?P<inner>[^()\[\]]+)[)\]]|(?:\s[–—|-]|:)\s+(?P<tail>[^–—|:]+))$")
_HEAD = re.compile(
    r"^(?:[\[(](?P<inner>[^\[\]()]+)[\])]\s*[:–—-]?\s*|(?P<head>[^–—|:]+?)\s*(?:[–—|:]|\s-)\s+)(?P<title>\S.*)$"
)
_OF_NOTES = re.compile(
    r"(?i)\b(?:amazon|aws|leadership|principles?|lps?|interviews?|preparation|prep|stories|story|bank|star|examples?|answers?|questions?|behaviou?ral"
    r"|notes|my|for|the|\d+)\b|[\W_]"
)
_REMARK = re.compile(r"\s*\([A-Z]{2,12}\)$")  # “Ownership (FAILURE)”
_BARE_STORY = re.compile(r"(?:story|example|scenario)?\s*#?\s*\d*", re.IGNORECASE)
_PROMPTED = 8  # lines
LONGEST = 200  # characters of a title


class Titles:
    """Names blocks. `series` are the words that number the stories of these notes (“S21 – …”), once they are known; `counted`: bare numbers do."""

    def __init__(self, lines: list[Line], recogniser: Recogniser, entries: list[Entry]) -> None:
        self.series: frozenset[str] = frozenset()
        self.counted = False
        self._lines = lines
        self._recogniser = recogniser
        self._entries = entries
        self._principles: dict[str, tuple[Mention, ...]] = {}

    def named(self, block: Block) -> tuple[Mention, ...]:
        """Return the principles that a heading is the name of, and says nothing besides."""
        if block.kind == "all":
            return ()
        if block.title not in self._principles:
            self._principles[block.title] = self.listed(told_title(block.title), _OF_NOTES) or ()
        return self._principles[block.title]

    def listed(self, text: str, besides: re.Pattern[str] | None = None) -> tuple[Mention, ...] | None:
        """Return the principles that a text lists, None where it says anything else than words of `besides`, or a remark in brackets."""
        if not self._recogniser.may_search(text):
            return None
        found = self._recogniser.named(_REMARK.sub("", text))
        rest = besides.sub("", found.rest) if besides else found.rest
        return found.mentions if found.mentions and not rest else None

    def title(self, block: Block, label: str, heading: str) -> tuple[str, tuple[Mention, ...]]:
        """Return what a block's story is called, and the principles that its heading states besides.

        `label` is what a line of it calls it and `heading` what it lies under, `` for nothing.
        """
        if label:
            return self._apart(told_title(label).removesuffix(".") or label)
        entry = entry_of(block.title, self._entries)
        if entry is not None:
            own = told_title(block.title) if entry.is_called(block.title) else entry.rest_of(block.title)
            return self._apart(own or entry.title)
        if is_question(block.title):
            return asked(block.title), ()
        title = told_title(block.title)
        if self.named(block):
            return self._prompt(block) or title, ()
        if (parts := numbered(block.title))[0] in self.series:
            title = parts[2]
        elif self.counted:
            title = uncounted(title)
        if _BARE_STORY.fullmatch(title) and heading:
            return f"{heading}: {title}" if title else heading, ()
        return self._apart(title)

    def _prompt(self, block: Block) -> str:
        """Return the question that the text under a principle begins with, `` where it begins with none."""
        for at in list(block.own())[:_PROMPTED]:
            text = self._lines[at].text.strip()
            label, rest = label_of(text) or ("", "")
            if label in ("prompt", "question", "q") and rest:
                return asked(rest)[:LONGEST]
        return ""

    def _apart(self, title: str) -> tuple[str, tuple[Mention, ...]]:
        """Take principles off a title: “The mast (Frugality, Dive Deep)”, “Ownership – The mast”."""
        tail = _TAIL.match(title)
        if tail and (listed := self.listed(tail["inner"] or tail["tail"])) and not self.listed(tail["title"]):
            return tail["title"].rstrip(" :–—-"), listed
        head = _HEAD.match(title)
        if head and (listed := self.listed(head["inner"] or head["head"])):
            return (title, listed) if _BARE_STORY.fullmatch(head["title"]) else (told_title(head["title"]), listed)
        return title, ()
