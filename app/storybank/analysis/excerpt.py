"""One story as plain text of so many words at most, as application forms ask for it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from storybank.analysis.saying import may_say
from storybank.model import Story

FEWEST, MOST, USUAL = 50, 1000, 250
"""Words that may be asked for in the window, and how many are at first."""
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CHARACTER = re.compile(f"[{_UNSPACED}]")
_TOKEN = re.compile(rf"[{_UNSPACED}][^\w\s]*|[^\s{_UNSPACED}]+")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|[。！？]+[”’」』)]*")
_NAMES = r"situation|tasks?|actions?|results?|context|challenge|problem|outcome|impact|learnings?|lessons?|reflection|[start]"
_LABEL = re.compile(rf"\s*[*_]{{0,3}}(?:{_NAMES})[*_]{{0,3}}[ \t]?:[*_]{{0,3}}[ \t]*", re.IGNORECASE)
_NOT_SAID = re.compile(r"\s*(?:#{1,6}(?:\s|$)|```|~~~|(?:[-*_=][ \t]*){3,}$|\|?[ \t]*:?-{2,}[-:| \t]*$)")
_LEAD = re.compile(r"(?:[ \t]|>|[-*+•][ \t]+|\d{1,9}[.)][ \t]+)*")
_PICTURE, _LINK = (
    re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)"),
    re.compile(r"\[([^\[\]\n]{1,500})\]\([^()\n]{0,2000}\)"),
)
_WIKI = re.compile(r"\[\[(?:[^\[\]|\n]{1,300}\|)?([^\[\]|\n]{1,300})\]\]")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,500}>|<!--[^<>]{0,2000}-->")
_MARK = re.compile(
    r"(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|~~|`+|\\(?=[^\w\s])"
)
_UNDERLINE = re.compile(r"[ \t]*(?:=+|-+)[ \t]*$")


def excerpt(story: Story, words: int) -> str:
    """Return a story without marks in at most so many words (as `count` counts, one at least): its opening line, the narrative, its closing line.

    It ends with a whole sentence where one fits, else with “…”. The closing line stands only where it fits. A sentence that states a figure
    which is not to be claimed is left out.
    """
    words = max(1, words)
    closing = _line(story, story.closing)
    if count(closing) > words // 2:
        closing = ""
    opening = _line(story, story.opening)
    spoken = {_known(opening), _known(closing)}
    body = [one for one in _sentences(story.narrative) if _known(one.text) not in spoken]
    made = _Taken(story, words - count(closing))
    for one in ([_Sentence(opening, begins=True)] if opening else []) + body:
        if not made.take(one):
            break
    if not made.text:
        first = next((text for text in (opening, *(one.text for one in body)) if text and may_say(story, text)), "")
        return _cut(story, first, words) or closing
    whole = f"{made.text}\n\n{closing}" if closing else made.text
    return whole if may_say(story, whole) else made.text


def count(text: str) -> int:
    """Return how many words a form counts: what stands between spaces, and every Chinese character or kana by itself."""
    return len(text.split()) if text.isascii() else len(_TOKEN.findall(text))


def plain_lines(markdown: str) -> Iterator[str]:
    """Yield the lines of a Markdown text without its marks; headings and rules are left out, an empty line parts paragraphs."""
    lines = markdown.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else ""
        is_head = bool(line.strip()) and len(below.strip()) > 2 and _UNDERLINE.match(below) is not None
        if is_head or _NOT_SAID.match(line) or _UNDERLINE.match(line):
            yield ""
            continue
        lead = _LEAD.match(line)
        inner = line[lead.end() if lead else 0 :]
        if inner is not line and lead is not None and lead[0].strip():
            yield ""  # an item or a quote begins a paragraph
        yield _without_marks(_LABEL.sub("", inner, count=1) if _LABEL.match(inner) else inner)


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    begins: bool  # a paragraph


class _Taken:
    """What is taken so far, and how many words there is room for."""

    def __init__(self, story: Story, room: int) -> None:
        self._story = story
        self._room = room
        self._guards = any(figure.confidence == "do-not-claim" for figure in story.figures)
        self.text = ""

    def take(self, sentence: _Sentence) -> bool:
        """Take a sentence on; returns whether there was room. One that must not be said is passed over."""
        between = "\n\n" if sentence.begins else "" if self.text.endswith(tuple("。！？")) else " "
        longer = f"{self.text}{between}{sentence.text}" if self.text else sentence.text
        if self._guards and not may_say(self._story, longer):
            return True
        cost = count(sentence.text)
        if cost > self._room:
            return False
        self._room -= cost
        self.text = longer
        return True


def _sentences(markdown: str) -> Iterator[_Sentence]:
    """Yield the sentences of a narrative, and which of them begin a paragraph."""
    paragraph: list[str] = []
    for line in (*plain_lines(markdown), ""):
        if line.strip():
            paragraph.append(line.strip())
            continue
        text, at = " ".join(" ".join(paragraph).split()), 0
        paragraph = []
        for end in (*(found.end() for found in _END.finditer(text)), len(text)):
            part = text[at:end].strip()
            if part:
                yield _Sentence(part, begins=at == 0)
            at = end


def _without_marks(line: str) -> str:
    line = _PICTURE.sub("", line)
    line = _WIKI.sub(r"\1", _LINK.sub(r"\1", line))
    line = unescape(_TAG.sub("", line))
    if line.count("|") > 1 and line.strip().startswith("|"):  # a row of a table
        line = ", ".join(cell.strip() for cell in line.strip().strip("|").split("|") if cell.strip())
    return _MARK.sub("", line)


def _line(story: Story, text: str) -> str:
    text = " ".join(text.split())
    return text if text and may_say(story, text) else ""


def _known(text: str) -> str:
    return " ".join(text.split()).casefold()


def _cut(story: Story, text: str, words: int) -> str:
    """Return so many words of a sentence that is longer than there is room."""
    tokens = list(_TOKEN.finditer(text))
    if len(tokens) <= words:
        return text
    cut = text[: tokens[words - 1].end()].rstrip(" ,;:") + "…"
    return cut if may_say(story, cut) else ""
