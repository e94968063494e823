"""What reading somebody's notes gives: stories, and an account of every line that did not simply become one."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from storybank.model import Story

Kind = Literal["read", "guessed", "kept", "skipped"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of something in the source. `line` counts from 1, 0 where there is none.

    `read`: it went to a field as it said; `guessed`: it went where the source does not say so; `kept`: it stands in the narrative, for no field fits;
    `skipped`: it is in no story, and `text` quotes it whole.
    """

    kind: Kind
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Notes:
    """The stories that were found in a source, in its order, and the findings, by line.

    `whole` says that each story is all there is of it; a heading in plain notes only says what it says.
    """

    stories: tuple[Story, ...]
    findings: tuple[Finding, ...]
    whole: bool = True


class Ids:
    """Hands out ids for new stories, each once, and never one that is reserved."""

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        self._taken = set(reserved)
        self._next: dict[str, int] = {}

    def claim(self, title: str) -> str:
        """Return an id made of a title: `retired-the-wizard`, and with `-2` after it for the next of that name."""
        stem = name = _stem(title)
        while name in self._taken:
            self._next[stem] = self._next.get(stem, 1) + 1
            name = f"{stem}-{self._next[stem]}"
        self._taken.add(name)
        return name


def _stem(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title[:200].replace("’", "").replace("'", "")).casefold()
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[\W_]+", "-", letters).strip("-")[:60].rstrip("-") or "story"
