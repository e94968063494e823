"""What reading somebody's notes gives: stories, and an account of every line that did not simply become one."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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
class Head:
    """A line that could begin a story: its number, its level (1 is the topmost), its text, and whether it does."""

    line: int
    level: int
    text: str
    begins: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A section name or a column's head that the source uses, how often, and the story's field that it goes to: `` for the narrative."""

    name: str
    count: int
    field: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user says of a source instead of letting it be guessed. A source that is read again with them gives what they say.

    `level`: stories begin at the headings of this level (0: as recognised). `begins` and `begins_none`: lines that begin a story, and that do not.
    `fields`: by section name or column head (as in `Part.name`) the field of a story, or `` for the narrative.
    """

    level: int = 0
    begins: frozenset[int] = frozenset()
    begins_none: frozenset[int] = frozenset()
    fields: Mapping[str, str] = field(default_factory=dict)


AS_RECOGNISED = Choices()


@dataclass(frozen=True, slots=True)
class Notes:
    """The stories that were found in a source, in its order, and the findings, by line.

    `whole` says that each story is all there is of it; a heading in plain notes only says what it says. `shape` says in words what the source was
    taken for. `lines`: of each story the first lines of what it is told in, the first one where it begins. `heads` and `parts` are what `Choices` can
    say otherwise.
    """

    stories: tuple[Story, ...]
    findings: tuple[Finding, ...]
    whole: bool = True
    shape: str = ""
    lines: tuple[tuple[int, ...], ...] = ()
    heads: tuple[Head, ...] = ()
    parts: tuple[Part, ...] = ()


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
