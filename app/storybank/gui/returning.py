"""Where a step happened: undo and redo bring one there."""

from storybank.gui.places import Place
from storybank.model import Change, Story

_BY_PART = (
    "principles",
    "customers",
    "signals",
)  # fields of a story that hold several things, each with a place of its own


def place_of_step(change: Change, page: str, story: str) -> Place | None:
    """Return the place of what a change touched; None where it is in sight on this page, with this story shown."""
    touched = change.stories()
    if touched:
        after = next((one for one in change.after.stories if one.id in touched), None)
        if page == "coverage" and _only_tags(change):
            return None
        if after is None:  # it is gone again: the list shows that
            return None if page == "stories" else Place("stories", story or None, "")
        return Place("stories", after.id, _field(change.before.story(after.id), after))
    if change.before.waivers != change.after.waivers:
        return None if page == "gaps" else Place("gaps", None, "")
    if [one.id for one in change.before.stories] != [one.id for one in change.after.stories]:
        return None if page == "stories" else Place("stories", story or None, "")
    return None  # the loop and the framework show on every page


def _only_tags(change: Change) -> bool:
    """Say whether nothing but principles of stories changed, which the matrix shows."""
    pairs = [(change.before.story(story_id), change.after.story(story_id)) for story_id in change.stories()]
    return all(before and after and _differing(before, after) == ["principles"] for before, after in pairs)


def _differing(before: Story, after: Story) -> list[str]:
    return [name for name in Story.__slots__ if getattr(before, name) != getattr(after, name)]


def _field(before: Story | None, after: Story) -> str:
    """Return the field of the editor in which two versions of a story differ first; empty for a story that came back."""
    name = next(iter(_differing(before, after)), "") if before is not None else ""
    if before is None or name not in _BY_PART:
        return name
    old, new = getattr(before, name), getattr(after, name)
    part = next((one for one in (*new, *old) if one not in old or one not in new), None)
    if part is None:  # another order
        return name
    if name == "principles":
        return _field_of_tag(before, after, part.principle)
    return f"{name}.{part.tier if name == 'customers' else part.signal}"


def _field_of_tag(before: Story, after: Story, principle: str) -> str:
    old, new = before.tag(principle), after.tag(principle)
    if new is None:
        return "principles"
    evidence = old is not None and old.evidence != new.evidence
    return f"principles.{principle}.evidence" if evidence else f"principles.{principle}"
