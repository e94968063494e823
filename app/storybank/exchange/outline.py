"""A Markdown text as lines that know whether they are headings: headings of both kinds, none inside fenced code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from storybank.exchange.limits import MAX_HEADING

_ATX = re.compile(r"^ {0,3}(#{1,6})(?:\s+(.*))?$")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_COMMENT = re.compile(r"^ {0,3}<!--")
_COMMENT_ENDS = "-->"
_UNDERLINE = re.compile(r"^ {0,3}(={3,}|-{3,})\s*$")
_NO_PARAGRAPH = re.compile(r"^\s*(?:[-*+>|]|\d+[.)]\s)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number from 1, its text as it is, and of a heading the level (1 to 6, else 0) and the title as it is written.

    `is_code`: it lies inside a code fence (or opens or closes one). `is_comment`: it lies in an HTML comment, and counts as code. `is_underline`:
    it is the second line of a heading.
    """

    number: int
    text: str
    level: int = 0
    title: str = ""
    is_code: bool = False
    is_underline: bool = False
    is_comment: bool = False


def outline(text: str, first: int = 1) -> list[Line]:
    """Return the lines of a text whose line ends are LF; the first one has the number `first`."""
    lines: list[Line] = []
    for line in _fenced(text, first):
        match = None if line.is_code or len(line.text) > MAX_HEADING else _ATX.match(line.text)
        if match:
            lines.append(replace(line, level=len(match[1]), title=_unclosed(match[2] or "", len(match[1]))))
        elif not line.is_code and _UNDERLINE.match(line.text) and _is_lone(lines):
            lines[-1] = replace(lines[-1], level=1 if "=" in line.text else 2, title=lines[-1].text.strip())
            lines.append(replace(line, is_underline=True))
        else:
            lines.append(line)
    return lines


def pushed(text: str, top: int) -> str:
    """Return a Markdown text with its headings lowered until the highest stands at level `top` (none beyond six), and an open code fence closed."""
    result: list[str] = []
    fence = ""
    lines = outline(text)
    below = max(0, top - min((line.level for line in lines if line.level), default=top))
    for line in lines:
        match = _FENCE.match(line.text) if line.is_code and not line.is_comment else None
        if match:
            fence = match[1] if not fence else ("" if _closes(line.text, fence) else fence)
        if line.level:
            result.append(f"{'#' * min(6, line.level + below)} {line.title}")
        elif not line.is_underline:
            result.append(line.text)
    return "\n".join([*result, fence] if fence else result)


def _fenced(text: str, first: int) -> Iterator[Line]:
    fence, is_commented = "", False
    closes = text.count(_COMMENT_ENDS)  # a comment that is not closed is none
    for number, line in enumerate(text.split("\n"), first):
        closes -= line.count(_COMMENT_ENDS)
        if fence:
            yield Line(number, line, is_code=True)
            fence = "" if _closes(line, fence) else fence
        elif is_commented or (_COMMENT.match(line) and (closes or _COMMENT_ENDS in line)):
            yield Line(number, line, is_code=True, is_comment=True)
            is_commented = _COMMENT_ENDS not in line
        else:
            match = _FENCE.match(line)
            fence = match[1] if match else ""
            yield Line(number, line, is_code=bool(match))


def _closes(line: str, fence: str) -> bool:
    bare = line.strip()
    return len(bare) >= len(fence) and not bare.strip(fence[0])


def _is_lone(lines: list[Line]) -> bool:
    """Say whether the last line is a paragraph of one line: only such a one is a heading when it is underlined."""
    if not lines or not lines[-1].text.strip() or lines[-1].level or lines[-1].is_code or lines[-1].is_underline:
        return False
    if len(lines[-1].text) > MAX_HEADING:
        return False
    return not _NO_PARAGRAPH.match(lines[-1].text) and (
        len(lines) == 1 or not lines[-2].text.strip() or lines[-2].level > 0
    )


def _unclosed(title: str, level: int) -> str:
    """Take off the hashes that close a heading, when they are as many as those that open it."""
    bare = title.rstrip()
    body = bare.rstrip("#")
    return body.rstrip() if len(bare) - len(body) == level and (not body or body[-1].isspace()) else bare
