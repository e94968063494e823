"""Two banks that were changed apart come together: where both changed the same, one says whose words stay."""

from PySide6.QtWidgets import QDialog, QWidget

from storybank.analysis.differences import Difference, story_differences
from storybank.analysis.merging import Clash, Merged, merge
from storybank.gui.document import Document
from storybank.gui.sides import Sided, SidesDialog
from storybank.model import Bank
from storybank.texts import Refusal, _

_MINE, _THEIRS = "mine", "theirs"


def bring_together(document: Document, parent: QWidget, label: str) -> bool:
    """Bring what another program wrote and what is on the screen together, as one step; returns whether that was done.

    Where both changed the same it is asked first. What is in the way `Document.failed` tells.
    """
    session = document.session
    try:
        theirs = session.peek()
        chosen = choose(merge(session.bank, document.bank, theirs), parent)
        if chosen is None:
            return False
        session.refuse_unsound(chosen)
    except Refusal as refusal:
        document.failed.emit(refusal)
        return False
    if not document.reload():
        return False
    if document.bank != theirs:  # written to once more, in this very moment: what was chosen does not know of it
        chosen = merge(theirs, chosen, document.bank).bank
    return document.edit(chosen, label, why="import")


def choose(merged: Merged, parent: QWidget, said: str = "") -> Bank | None:
    """Return the bank that shall be: the merge where nothing clashes, else what is chosen for each story; None when that is left.

    `said` stands above the choices.
    """
    if not merged.clashes:
        return merged.bank
    said = said or _(
        "Another program changed these stories too. What only one side changed is taken over; what it had before stays in the story’s history."
    )
    stories = [
        Sided(_title(clash), _told(clash), _sides(clash), _differences(merged, clash)) for clash in merged.clashes
    ]
    dialog = SidesDialog(_("Bring both together"), said, stories, _("Bring together"), parent)
    try:
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        chosen = zip(merged.clashes, dialog.chosen(), strict=True)
        return merged.with_theirs(frozenset(clash.story_id for clash, side in chosen if side == _THEIRS))
    finally:
        dialog.deleteLater()


def _sides(clash: Clash) -> tuple[tuple[str, object], ...]:
    if clash.mine is None:
        return ((_("Keep it, as theirs"), _MINE),)  # what was deleted here is the merge's already
    if clash.theirs is None:
        return (_("Keep mine"), _MINE), (_("Delete it, as they did"), _THEIRS)
    return (_("My words"), _MINE), (_("Their words"), _THEIRS)


def _differences(merged: Merged, clash: Clash) -> tuple[Difference, ...]:
    """Return what taking their side would change."""
    mine = merged.bank.story(clash.story_id)
    if mine is None or clash.mine is None or clash.theirs is None:
        return ()
    return story_differences(mine, clash.theirs, merged.bank.framework)


def _title(clash: Clash) -> str:
    kept = clash.mine or clash.theirs
    return kept.title if kept else clash.story_id


def _told(clash: Clash) -> str:
    if clash.mine is None:
        return _("You deleted it, they changed it. It stays.")
    if clash.theirs is None:
        return _("They deleted it, you changed it.")
    names = " · ".join(field_names().get(field, field) for field in clash.fields)
    return _("Both changed: {fields}").format(fields=names)


def field_names() -> dict[str, str]:
    """Return what the fields of a story are called."""
    return {
        "title": _("Title"), "hook": _("Hook"), "employer": _("Employer"), "role": _("Role"), "period": _("Period"), "scale": _("Scale"),
        "status": _("Status"), "internal": _("Internal customer"), "narrative": _("Narrative"), "tags": _("Tags"), "anchors": _("Anchors"),
        "opening": _("Opening line"), "closing": _("Closing line"), "customers": _("Customers"), "trade_off": _("Trade-off"),
        "principles": _("Principles and evidence"), "signals": _("Signals"), "figures": _("Figures"),
    }  # fmt: skip
