"""Notes as a tree of blocks: what stands under a heading, in a folded part, under a bold line, or under an item of a list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from storybank.exchange.limits import MAX_HEADING
from storybank.exchange.naming import MARKS, heads_section, is_of_a_time, is_question, star_part
from storybank.exchange.outline import Line

Kind = Literal["all", "heading", "summary", "bold", "item"]

BOLD, ITEM = 7, 8  # the levels of what is no heading, below the six of those that are

_OPENS = re.compile(r"<details\b[^<>]{0,200}>", re.IGNORECASE)
_CLOSES = re.compile(r"</details\s*>", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary\b[^<>]{0,200}>(.*?)(?:</summary\s*>|$)", re.IGNORECASE)
_SUMMARY_ENDS = re.compile(r"^(.*?)</summary\s*>", re.IGNORECASE)
_ONLY_TAGS = re.compile(r"(?:\s|</?(?:details|summary|b|strong|br|p|div)\b[^<>]{0,200}>)+", re.IGNORECASE)
_BOLD = re.compile(r"^\s{0,3}(?:\d{1,3}[.)]\s+)?(\*\*|__)(?P<title>[^*_\s](?:(?!\1).){0,300})\1\s*:?\s*$")
_ITEM = re.compile(r"^(?P<indent>\s*)(?:[-*+•]|\d{1,3}[.)])\s+(?P<title>\S.*)$")


@dataclass(slots=True)
class Block:
    """A head and the lines under it, as places in the list of all lines: the head at `first`, its text from `body` to before `end`.

    The block of everything has no head: its `first` is -1. `level` is that of a heading, or what a fold or bold line comes to; `inner` lies within.
    """

    kind: Kind
    title: str
    level: int
    first: int
    body: int
    end: int = 0
    inner: list["Block"] = field(default_factory=list)

    def own(self) -> Iterator[int]:
        """Yield the places of the lines that are in the block and in none within it."""
        at = self.body
        for one in self.inner:
            yield from range(at, one.first)
            at = one.end
        yield from range(at, self.end)

    def every(self) -> Iterator["Block"]:
        """Yield all blocks within, from top to bottom."""
        for one in self.inner:
            yield one
            yield from one.every()

    @property
    def is_section(self) -> bool:
        """Whether it is a part of a story by its name."""
        return self.kind != "all" and heads_section(self.title, self.level)


def blocks(lines: list[Line]) -> Block:
    """Return the block of everything."""
    return _Builder(lines).built()


def is_only_tags(text: str) -> bool:
    """Say whether a line holds nothing but tags that fold. One beyond all reason is text: the search would remember every tag of it."""
    return "<" in text and len(text) <= MAX_HEADING and bool(_ONLY_TAGS.fullmatch(text))


class _Builder:
    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._closed = _closed_folds(lines)
        self._open: list[tuple[Block, bool]] = [
            (Block("all", "", 0, -1, 0), False)
        ]  # with each whether it is a fold that will be closed

    def built(self) -> Block:
        at = 0
        while at < len(self._lines):
            at = self._take(at)
        for block, _fold in self._open:
            block.end = len(self._lines)
        return self._open[0][0]

    def _take(self, at: int) -> int:
        """Take a line, or the lines of a summary; return the place of the next."""
        line = self._lines[at]
        if line.is_code or line.is_underline:
            return at + 1
        if line.level:
            body = at + 2 if at + 1 < len(self._lines) and self._lines[at + 1].is_underline else at + 1
            self._begin(Block("heading", line.title, line.level, at, body))
            return body
        if "<" in line.text:
            return self._tag(at)
        if (match := _BOLD.match(line.text)) and len(line.text) <= MAX_HEADING:
            self._begin(Block("bold", match["title"], BOLD, at, at + 1))
        elif (match := _ITEM.match(line.text)) and (
            self._has_parts(at, len(match["indent"])) or self._is_asked(at, match["title"], len(match["indent"]))
        ):
            self._begin(Block("item", match["title"], ITEM, at, at + 1))
        return at + 1

    def _tag(self, at: int) -> int:
        text = self._lines[at].text
        match = _SUMMARY.search(text)
        if match and _CLOSES.search(text, match.end()):
            return at + 1  # folded away within one line: it is no head
        if match:
            title, body = match[1], at + 1
            if "</summary" not in text[match.start() :].lower():
                title, body = self._long_summary(title, body)
            fold = next((place for place in range(at, max(-1, at - 3), -1) if place in self._closed), None)
            above = self._open[-1][0]
            self._begin(
                Block("summary", title, max(above.level, 1) if above.kind == "summary" else above.level + 1, at, body),
                fold is not None,
            )
            return body
        if _CLOSES.search(text) and any(fold for _block, fold in self._open):
            while True:
                block, fold = self._open.pop()
                block.end = at + 1
                if fold:
                    break
        return at + 1

    def _long_summary(self, title: str, at: int) -> tuple[str, int]:
        """Return the title of a summary over several lines, and the place behind it."""
        for place in range(at, min(at + 3, len(self._lines))):
            if match := _SUMMARY_ENDS.match(self._lines[place].text):
                return f"{title} {match[1]}".strip(), place + 1
            title = f"{title} {self._lines[place].text.strip()}".strip()
        return title, at

    def _begin(self, block: Block, fold: bool = False) -> None:
        while len(self._open) > 1 and not self._open[-1][1] and self._open[-1][0].level >= block.level:
            closed, _fold = self._open.pop()
            closed.end = block.first
        self._open[-1][0].inner.append(block)
        self._open.append((block, fold))

    def _has_parts(self, at: int, indent: int) -> bool:
        """Say whether items of parts of a story (Situation …) stand under an item, further in."""
        for line in self._lines[at + 1 : at + 4]:
            if line.text.strip():
                match = _ITEM.match(line.text)
                return bool(match) and len(match["indent"]) > indent and labelled_part(line.text) is not None
        return False

    def _is_asked(self, at: int, title: str, indent: int) -> bool:
        """Say whether an item asks for a story and its answer stands under it, further in or fenced; or ends such an answer."""
        if len(title) > MAX_HEADING or not (is_question(title) and is_of_a_time(title)):
            return False
        if self._open[-1][0].kind == "item" and is_question(self._open[-1][0].title):
            return True
        following = self._lines[at + 1] if at + 1 < len(self._lines) else None
        if following is None or not following.text.strip():
            return False
        further = len(following.text) - len(following.text.lstrip())
        return following.is_code or (further > indent and not is_question(following.text.lstrip(" -*+•")))


_LABELLED = re.compile(
    rf"^[\s>]{{0,12}}(?:(?:[-*+•]|\d{{1,2}}[.)])\s{{1,3}})?(?:[{MARKS}]{{1,4}}\s?)?"
    r"(?P<open>(?:[*_]{1,3}|<(?:b|strong)>|\[|\(|`)*)\s?"
    rf"(?:[{MARKS}]{{1,4}}\s?)?"
    r"(?P<name>[A-Za-z][A-Za-z’' /&+-]{0,40}?)\s?(?:\([A-Za-z ]{1,12}\)\s?)?(?=[*_:：`\])]|</|\s?[–—-]\s|$)"
    r"(?P<close>(?:[*_]{1,3}|</(?:b|strong)>|\]|\)|`)*)\s?(?P<colon>[:：]?)(?P<after>[*_]{0,3}\s?[:：]?)(?P<dash>\s?[–—-]\s)?(?P<rest>.*)$",
    re.IGNORECASE,
)


def labelled_part(text: str) -> str | None:
    """Return which part of a story a line begins: `**Situation**: …`, `- *Action* – …`, `S: …`, or a line that says Result and nothing else."""
    match = _LABELLED.match(text[:MAX_HEADING])
    if match is None:
        return None
    marked = (
        bool(match["open"] and match["close"])
        or bool(match["colon"])
        or "：" in match["after"]
        or ":" in match["after"]
    )
    name = match["name"]
    if len(name) == 1 and not (marked and name.isupper()):
        return None
    if not marked and not match["dash"] and match["rest"].strip():
        return None
    return star_part(name)


def _closed_folds(lines: list[Line]) -> frozenset[int]:
    """Return the places of the `<details>` that are closed later on."""
    opened: list[int] = []
    closed: set[int] = set()
    for at, line in enumerate(lines):
        if line.is_code or "<" not in line.text:
            continue
        opened += [at] * len(_OPENS.findall(line.text))
        for _one in _CLOSES.findall(line.text):
            if opened:
                closed.add(opened.pop())
    return frozenset(closed)
