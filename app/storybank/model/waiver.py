"""A gap that the teller accepts."""

from collections.abc import Mapping
from dataclasses import dataclass

DetailValue = str | int | float | bool | None | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A gap that the teller accepts, and why. It matches a gap of the same rule, story and principle that has all of `detail`."""

    rule: str
    story: str | None
    principle: str | None
    detail: Mapping[str, DetailValue]
    reason: str
