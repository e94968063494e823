"""Opening the backups of the bank that is shown."""

from typing import TYPE_CHECKING

from storybank.gui.backups.dialog import BackupsDialog
from storybank.texts import _

if TYPE_CHECKING:
    from storybank.gui.start import Program


def open_backups(program: "Program") -> None:
    """Show the backups, and the story that was brought back out of one."""
    window = program.window
    if window.document is None or not window.flush():
        return
    dialog = BackupsDialog(window.document, program.backing, window)
    dialog.exec()
    brought = dialog.brought if dialog.result() else ""
    told = dialog.told if dialog.result() else ""
    dialog.deleteLater()
    if told:
        said = _("Done: {what}. What was there before is backed up.").format(what=told)
        window.notice.say(said, _("Undo"), window.document.undo, calm=True)
    if brought:
        window.open_story(brought, "")
