"""What a bank holds that its framework does not know: kept aside, each in its place, until a framework knows it again.

`at` is the place that a thing has among all of its kind, what is active and what is aside counted together, from 0. So everything comes back
to where it was.
"""

from dataclasses import dataclass, replace

from storybank.model.story import Rank
from storybank.model.waiver import Waiver


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideEvidence:
    """Evidence kept aside; `at` is its place within its tag."""

    at: int
    dimension: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideTag:
    """A principle's tag kept aside: whole, or (`at` is None) only the part of it that the story's tag of that principle cannot hold.

    A part waits for the tag it belongs to: it becomes no tag of its own when that one was taken off.
    """

    at: int | None
    principle: str
    rank: Rank
    score: float | None
    angle: str
    evidence: tuple[AsideEvidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideSignal:
    """A signal's tag kept aside."""

    at: int
    signal: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideStory:
    """What is kept aside of one story, by its id."""

    story: str
    principles: tuple[AsideTag, ...]
    signals: tuple[AsideSignal, ...]

    def is_empty(self) -> bool:
        """Say whether nothing of the story is kept aside."""
        return not self.principles and not self.signals


@dataclass(frozen=True, slots=True, kw_only=True)
class AsidePrinciple:
    """A principle that the loop is about and the framework does not know."""

    at: int
    principle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideWaiver:
    """A waiver that names a principle which the framework does not know."""

    at: int
    waiver: Waiver


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Everything that a bank keeps aside: of its stories, of its target, and of its waivers."""

    stories: tuple[AsideStory, ...]
    target: tuple[AsidePrinciple, ...]
    waivers: tuple[AsideWaiver, ...]

    @classmethod
    def nothing(cls) -> "Aside":
        """Return what a bank keeps whose framework knows everything."""
        return cls(stories=(), target=(), waivers=())

    def of(self, story_id: str) -> AsideStory:
        """Return what is kept of a story, empty where that is nothing."""
        kept = next((kept for kept in self.stories if kept.story == story_id), None)
        return kept or AsideStory(story=story_id, principles=(), signals=())

    def only(self, story_ids: frozenset[str]) -> "Aside":
        """Return what is left when the bank holds no other stories than these."""
        if all(kept.story in story_ids for kept in self.stories) and all(
            kept.waiver.story is None or kept.waiver.story in story_ids for kept in self.waivers
        ):
            return self
        return replace(
            self,
            stories=tuple(kept for kept in self.stories if kept.story in story_ids),
            waivers=tuple(k for k in self.waivers if k.waiver.story is None or k.waiver.story in story_ids),
        )
