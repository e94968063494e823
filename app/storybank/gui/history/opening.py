"""Opening the history of the story that is shown, or the stories that were deleted."""

from typing import TYPE_CHECKING

from storybank.gui.history.dialog import HistoryDialog
from storybank.model import Story, Version
from storybank.texts import Refusal, _

if TYPE_CHECKING:
    from storybank.gui.window import Window


def open_history(window: "Window", story: Story) -> None:
    """Show the versions of a story; where none is kept yet, say when one is."""
    none = _(
        "No version of “{title}” is kept yet: one is kept before each spell of editing, and before imports, restores and deletions."
    )
    _open(window, story, none.format(title=story.title))


def open_deleted(window: "Window") -> None:
    """Show the stories that were deleted and are still kept."""
    _open(window, None, _("No deleted story is kept in this bank."))


def _open(window: "Window", story: Story | None, none: str) -> None:
    document = window.document
    if document is None or not window.flush():
        return
    try:
        versions = document.versions(story.id if story else None)
    except Refusal as refusal:
        window.notice.say(str(refusal))
        return
    if story is None:
        versions = _last_of_deleted(versions, frozenset(one.id for one in document.bank.stories))
    if not versions:
        window.notice.say(none, calm=True)
        return
    dialog = HistoryDialog(document, versions, story, window)
    dialog.exec()
    brought = dialog.brought
    dialog.deleteLater()
    if brought is not None:
        window.open_story(brought.id, "")


def _last_of_deleted(versions: tuple[Version, ...], there: frozenset[str]) -> tuple[Version, ...]:
    last: dict[str, Version] = {}
    for version in versions:  # the newest first
        if version.story.id not in there:
            last.setdefault(version.story.id, version)
    return tuple(last.values())
