"""Opening the backups of the bank that is shown."""

from typing import TYPE_CHECKING

from storybank.gui.backups.dialog import BackupsDialog

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
    dialog.deleteLater()
    if brought:
        window.open_story(brought, "")
