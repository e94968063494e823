"""A damaged bank is opened for reading, what is the matter with it is said, and a backup is offered for what is not whole."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from storybank.gui.document import Document
from storybank.gui.sides import Sided, SidesDialog
from storybank.services.damaged import DamagedBank, RemainsSession, Wanting, mend, read_damaged
from storybank.texts import Refusal, _, clock_text, day_text, plural

if TYPE_CHECKING:
    from storybank.gui.start import Program

_READ, _BACKUP, _NOT = "read", "backup", "not"
_MOST_NAMED = 3


def open_damaged(program: "Program", path: Path, refusal: Refusal) -> bool:
    """Show what can be read of a damaged bank, and offer to mend it. Returns False, the refusal said, where nothing can be read."""
    found = read_damaged(path)
    if found is None:
        program.window.notice.say(str(refusal))
        return False
    said = _("“{name}” is damaged and open for reading alone; mend it first, or keep what can be read as a new bank.")
    document = Document(RemainsSession(found), program, read_only=said.format(name=path.name))
    if not program.opening.show(document, remember=False):
        return False
    document.ways_out = [
        (_("Mend it …"), lambda: ask_to_mend(program, found)),
        (_("Keep it as a new bank …"), program.window.saving.keep_elsewhere),
    ]
    program.window.notice.ask(_told(found), document.ways_out)
    return True


def ask_to_mend(program: "Program", found: DamagedBank) -> None:
    """Ask what to take for each story that is not whole, put a whole bank in the place of the damaged one, and open it."""
    stories = [Sided(one.title, _matter(one, found), _sides(one)) for one in found.wanting]
    said = _("A whole bank is made of what you choose here. The damaged file is kept beside it under another name.")
    dialog = SidesDialog(_("Mend the bank"), said, stories, _("Mend it"), program.window)
    try:
        if dialog.exec() != QDialog.DialogCode.Accepted:
            program.window.notice.ask(_told(found), [(_("Mend it …"), lambda: ask_to_mend(program, found))])
            return
        sides = {_READ: lambda one: one.read, _BACKUP: lambda one: one.backed_up, _NOT: lambda _one: None}
        chosen = {one.story_id: sides[str(side)](one) for one, side in zip(found.wanting, dialog.chosen(), strict=True)}
    finally:
        dialog.deleteLater()
    try:
        kept = mend(found, found.mended(chosen), datetime.now(UTC))
    except Refusal as refusal:
        program.window.notice.say(str(refusal))
        return
    if program.open_path(found.path) and kept is not None:
        program.window.notice.say(_("Mended. The damaged file is kept as {name}.").format(name=kept.name), calm=True)


def _told(found: DamagedBank) -> str:
    titles = [f"“{one.title}”" for one in found.wanting]
    if not titles:
        said = _("“{name}” is damaged outside its stories; every story is whole. It is open for reading.")
        return said.format(name=found.path.name)
    named = ", ".join(titles[:_MOST_NAMED])
    more = len(titles) - _MOST_NAMED
    if more > 0:
        named = plural("{names} and {n} more story", "{names} and {n} more stories", more).format(names=named, n=more)
    said = plural(
        "“{name}” is damaged: {stories} is not as it was written. It is open for reading.",
        "“{name}” is damaged: {stories} are not as they were written. It is open for reading.",
        len(titles),
    )
    return said.format(name=found.path.name, stories=named)


def _matter(one: Wanting, found: DamagedBank) -> str:
    day = _day(found)
    if one.backed_up is not None:
        if one.read is None:
            return _("Nothing of it can be read; the backup of {day} has it.").format(day=day)
        return _("Parts of it can be read; the backup of {day} has it whole.").format(day=day)
    return (
        _("Parts of it can be read; no good backup has it.")
        if one.read
        else _("Nothing of it is left, in no good backup either.")
    )


def _sides(one: Wanting) -> tuple[tuple[str, object], ...]:
    sides: list[tuple[str, object]] = []
    if one.backed_up is not None:
        sides.append((_("As the backup has it"), _BACKUP))
    if one.read is not None:
        sides.append((_("As it can be read"), _READ))
    return (*sides, (_("Leave it out"), _NOT))


def _day(found: DamagedBank) -> str:
    if found.backup is None:
        return ""
    made = found.backup.made.astimezone()
    return f"{day_text(made.date())}, {clock_text(made.time())}"
