"""What the keys of the matrix do to a story: one named step each."""

from collections.abc import Callable
from dataclasses import replace

from storybank.gui.document import Document
from storybank.model import PrincipleTag, Rank, Story
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
        self._edit(story, principle, _("Take {principle} off “{title}”"), lambda one: cleared(one, principle))

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
    return _with(story, replace(_tag(story, principle, "secondary" if story.primary else "primary"), score=score))


def ranked(story: Story, principle: str, rank: Rank) -> Story:
    """Return the story with a principle's rank set; a new primary makes the former one secondary."""
    changed = _with(story, replace(_tag(story, principle, rank), rank=rank))
    if rank != "primary":
        return changed
    tags = (
        t if t.principle == principle or t.rank != rank else replace(t, rank="secondary") for t in changed.principles
    )
    return replace(changed, principles=tuple(tags))


def cleared(story: Story, principle: str) -> Story:
    """Return the story without a principle: rank, score and evidence."""
    return replace(story, principles=tuple(tag for tag in story.principles if tag.principle != principle))


def _tag(story: Story, principle: str, rank: Rank) -> PrincipleTag:
    return story.tag(principle) or PrincipleTag(principle=principle, rank=rank, score=None, angle="", evidence=())


def _with(story: Story, tag: PrincipleTag) -> Story:
    if story.tag(tag.principle) is None:
        return replace(story, principles=(*story.principles, tag))
    return replace(story, principles=tuple(tag if old.principle == tag.principle else old for old in story.principles))
