"""A version of a story that is kept beside it."""

from dataclasses import dataclass
from typing import Literal

from storybank.model.story import Story

Why = Literal["edit", "import", "restore", "delete"]
WHYS: tuple[Why, ...] = ("edit", "import", "restore", "delete")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A story as it was. `number` counts the versions of a bank from 1, `kept` is in UTC (`2026-11-23T15:00:00Z`), `why` says before what."""

    number: int
    story: Story
    kept: str
    why: Why
