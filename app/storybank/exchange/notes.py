"""What reading somebody's notes gives: stories, and an account of every line that did not simply become one."""

import re
import unicodedata
from collections.abc import Collection
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
    """The stories that were found in a source, in its order, and the findings, by line."""

    stories: tuple[Story, ...]
    findings: tuple[Finding, ...]


def slug(title: str, taken: Collection[str]) -> str:
    """Return an id made of a title that is not among `taken`: `retired-the-wizard`, and `-2` after it for the next of that name."""
    plain = unicodedata.normalize("NFKD", title.replace("’", "").replace("'", "")).casefold()
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    stem = re.sub(r"[\W_]+", "-", letters[:200]).strip("-")[:60].rstrip("-") or "story"
    number, name = 1, stem
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    return name
