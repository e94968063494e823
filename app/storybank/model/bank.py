"""A bank, and a change of it."""

import dataclasses
from dataclasses import dataclass

from storybank.model.aside import Aside
from storybank.model.framework import Framework, Principle
from storybank.model.story import Story
from storybank.model.waiver import DetailValue, Waiver

__all__ = ["Alias", "Bank", "Change", "DetailValue", "Target"]

_NOTHING_ASIDE = Aside.nothing()


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The loop that the bank is for. `loop_date` is `YYYY-MM-DD` or empty; no `principles` means all of the framework's."""

    company: str
    role: str
    level: str
    service: str
    internal: bool
    loop_date: str
    principles: tuple[str, ...]

    @classmethod
    def blank(cls) -> "Target":
        """Return a target that says nothing yet."""
        return cls(company="", role="", level="", service="", internal=False, loop_date="", principles=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A confidential term and what stands for it on aliased paper."""

    term: str
    alias: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """Everything one file holds. `framework` is a copy of its own, so that a bank opens anywhere; `aside` is what it does not know."""

    title: str
    framework: Framework
    target: Target
    aliases: tuple[Alias, ...]
    waivers: tuple[Waiver, ...]
    stories: tuple[Story, ...]
    aside: Aside = _NOTHING_ASIDE  # as in nearly every bank

    @classmethod
    def empty(cls, framework: Framework, title: str) -> "Bank":
        """Return a bank with no stories."""
        return cls(title=title, framework=framework, target=Target.blank(), aliases=(), waivers=(), stories=())

    def story(self, story_id: str) -> Story | None:
        """Return the story of that id."""
        return next((story for story in self.stories if story.id == story_id), None)

    def target_principles(self) -> tuple[Principle, ...]:
        """Return the principles that the loop is about, in the framework's order."""
        wanted = self.target.principles
        return tuple(p for p in self.framework.principles if not wanted or p.id in wanted)

    def with_story(self, story: Story) -> "Bank":
        """Return the bank with this story in place of the one of its id, or at the end when it is new."""
        if self.story(story.id) is None:
            return dataclasses.replace(self, stories=(*self.stories, story))
        return dataclasses.replace(self, stories=tuple(story if old.id == story.id else old for old in self.stories))

    def without_story(self, story_id: str) -> "Bank":
        """Return the bank without the story, what was kept aside of it, and the waivers that named it."""
        kept = tuple(story for story in self.stories if story.id != story_id)
        return dataclasses.replace(
            self,
            stories=kept,
            waivers=tuple(waiver for waiver in self.waivers if waiver.story != story_id),
            aside=self.aside.only(frozenset(story.id for story in kept)),
        )

    def with_order(self, story_ids: tuple[str, ...]) -> "Bank":
        """Return the bank with its stories in the order of these ids (all of them, each once)."""
        by_id = {story.id: story for story in self.stories}
        if len(story_ids) != len(by_id) or set(story_ids) != set(by_id):
            raise ValueError("the order must name every story once")
        return dataclasses.replace(self, stories=tuple(by_id[story_id] for story_id in story_ids))


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An edit: the bank before it, the bank after it, and its name for the undo menu.

    Unchanged records are shared between the two, so telling what differs is cheap.
    """

    before: Bank
    after: Bank
    label: str

    def swapped(self) -> "Change":
        """Return the change that takes this one back."""
        return Change(before=self.after, after=self.before, label=self.label)

    def stories(self) -> frozenset[str]:
        """Return the ids of the stories that were added, removed or edited (a new order alone touches none)."""
        before = {story.id: story for story in self.before.stories}
        after = {story.id: story for story in self.after.stories}
        return frozenset(
            story_id
            for story_id in before.keys() | after.keys()
            if before.get(story_id) is not after.get(story_id) and before.get(story_id) != after.get(story_id)
        )

    def is_empty(self) -> bool:
        """Say whether both banks are equal."""
        return self.before == self.after
