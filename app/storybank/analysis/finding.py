"""What a gap is, and what a gap rule gets to look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from storybank.analysis.coverage import Coverage, coverage
from storybank.model import Bank, Framework, Story
from storybank.model.bank import DetailValue
from storybank.texts import _

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


@dataclass(frozen=True, slots=True)
class Gap:
    """One weakness: which rule found it, how grave it is, what it is about (ids or None), and in words what and how to mend it.

    `waived` is the reason of the waiver that names it, or None while it is open.
    """

    rule: str
    severity: Severity
    story: str | None
    principle: str | None
    detail: Mapping[str, DetailValue]
    message: str
    remedy: str
    waived: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody waived it."""
        return self.waived is None


@dataclass(frozen=True, slots=True)
class View:
    """A bank as the rules see it: the stories that count and their coverage under a framework."""

    bank: Bank
    framework: Framework
    coverage: Coverage

    @classmethod
    def of(cls, bank: Bank, framework: Framework, *, ready_only: bool) -> "View":
        """Look at a bank."""
        return cls(bank, framework, coverage(bank, framework, ready_only=ready_only))

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories that count, in the bank's order."""
        return self.coverage.stories


def quoted(story: Story) -> str:
    """Return a story's title in quotation marks."""
    return _("“{title}”").format(title=story.title)
