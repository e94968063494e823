"""What the keys of the matrix do to a story: one named step each."""

from collections.abc import Callable
from dataclasses import replace

from storybank.gui.document import Document
from storybank.gui.tagging import tagged, untagged, with_rank, with_tag
from storybank.model import Rank, Story
from storybank.texts import _, score_text


class Editing:
    """Edits the stories of a document. `busy` while it does: what the document then tells of is of its own doing."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.busy = False

    def score(self, story: str, principle: str, score: float, more: bool) -> None:
        """Score a principle; `more` goes on the score that was typed just before, and joins its step."""
        if not more:
            self._document.end_burst()
        step, field = _("Score {principle} {score} in “{title}”"), f"coverage {story} {principle}"
        self._edit(story, principle, step, lambda one: scored(one, principle, score), field, score)

    def rank(self, story: str, principle: str, rank: Rank) -> None:
        """Make a principle the story's primary one, or a secondary one."""
        primary, secondary = _("Make {principle} primary in “{title}”"), _("Make {principle} secondary in “{title}”")
        step = primary if rank == "primary" else secondary
        self._edit(story, principle, step, lambda one: ranked(one, principle, rank))

    def clear(self, story: str, principle: str) -> None:
        """Take a principle off a story."""
        self._edit(story, principle, _("Take {principle} off “{title}”"), lambda one: untagged(one, principle))

    def _edit(
        self,
        story_id: str,
        principle: str,
        step: str,
        edit: Callable[[Story], Story],
        field: str = "",
        score: float | None = None,
    ) -> None:
        story, named = self._document.bank.story(story_id), self._document.framework.principle(principle)
        if story is None or named is None:
            return
        label = step.format(principle=named.name, score=score_text(score), title=story.title)
        self.busy = True
        try:
            self._document.edit_story(edit(story), label, field)
        finally:
            self.busy = False


def scored(story: Story, principle: str, score: float) -> Story:
    """Return the story with a principle's score set; its first principle becomes its primary one."""
    return with_tag(_with(story, principle), principle, score=score)


def ranked(story: Story, principle: str, rank: Rank) -> Story:
    """Return the story with a principle's rank set; a new primary makes the former one secondary."""
    story = _with(story, principle)
    return replace(story, principles=with_rank(story.principles, principle, rank))


def _with(story: Story, principle: str) -> Story:
    return story if story.tag(principle) else tagged(story, principle)
