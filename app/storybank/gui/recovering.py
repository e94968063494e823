"""After a crash: what a bank's file had not taken comes back, is said, and can be taken back."""

from typing import TYPE_CHECKING

from storybank.services import recovery
from storybank.texts import _, clock_text, day_text, plural

if TYPE_CHECKING:
    from storybank.gui.document import Document
    from storybank.gui.window import Window


def recover(window: "Window", document: "Document") -> None:
    """Put what was kept for a bank into it, as one step, and say so."""
    if document.read_only or not recovery.is_kept(document.path):
        return
    from storybank.analysis.merging import merge  # hopefully never
    from storybank.model import Change

    found = recovery.find(document.path)
    if found is None:
        return
    before = document.bank
    after = merge(found.base, found.mine, before).bank
    count = len(Change(before=before, after=after, label="").stories())
    if after == before:
        recovery.forget(document.path)
        return
    if not document.edit(after, _("Restore what was not saved"), why="restore"):
        return  # that was said; the recovery file stays
    if document.is_saved:
        recovery.forget(document.path)
    kept = found.kept.astimezone()
    said = plural(
        "What could not be saved on {day} at {time} is back: {n} story differs.",
        "What could not be saved on {day} at {time} is back: {n} stories differ.",
        count,
    )
    said = said.format(day=day_text(kept.date()), time=clock_text(kept.time()), n=count)
    window.notice.ask(said, [(_("Go back to what the file held"), document.undo)], calm=True)
