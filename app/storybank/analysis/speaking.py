"""How long a narrative is when it is told: the words that one says of a Markdown text, and the time they take at a pace.

Said are words and numbers; not said are the marks of Markdown, the fences of code, and the address of a link or a picture. Texts in Chinese
characters or kana have no spaces between words: there five characters count as three words, for they are spoken at about 240 characters a
minute where English is spoken at 140 words. Hangul has spaces and counts by them.
"""

import re
from math import ceil

_FENCE = re.compile(r"^[ \t]*(?:```|~~~).*$", re.MULTILINE)
_HREF = re.compile(r"(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ \t]+\"[^\"\n]*\")?\)")
_ADDRESS = re.compile(r"\b(?:https?|ftp|file|mailto):[^\s<>)\]]+|\bwww\.[^\s<>)\]]+", re.IGNORECASE)
_NUMBERED = re.compile(r"^[ \t>]*\d{1,9}[.)](?=[ \t])", re.MULTILINE)
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CHARACTER = re.compile(f"[{_UNSPACED}]")
_WORD = re.compile(r"[^\W_](?:[\w’'.,:/%-]*[^\W_])?")


def spoken_words(markdown: str) -> int:
    """Return how many words one says when telling a Markdown text."""
    text = _FENCE.sub("", markdown)
    text = _NUMBERED.sub("", _ADDRESS.sub("", _HREF.sub("", text)))
    characters = 0
    if not text.isascii():
        text, characters = _CHARACTER.subn(" ", text)
    return len(_WORD.findall(text)) + ceil(characters * 3 / 5)


def spoken_seconds(words: int, pace: int) -> int:
    """Return how long so many words take at a pace (words a minute, one at least), in whole seconds."""
    return round(words * 60 / max(1, pace))


def clock(seconds: int) -> str:
    """Return a duration as minutes and seconds, `2:14`."""
    return f"{seconds // 60}:{seconds % 60:02d}"
