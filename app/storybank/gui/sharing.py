"""A bank in a synced folder: said once, and a local bank with a verified copy there is offered."""

from pathlib import Path
from typing import TYPE_CHECKING

from storybank.services.copying import copy_bank, is_shared, keep_copy, make_copy, mark
from storybank.texts import Refusal, _

if TYPE_CHECKING:
    from storybank.gui.start import Program

HINT = "shared "
"""How a hint that was given is remembered, followed by a mark of the bank: where banks were is nobody's business who forgot them."""


def hint_at_sharing(program: "Program", path: Path) -> None:
    """Say once of each bank in a synced folder what that can come to, and offer what is safer."""
    known = f"{HINT}{mark(path)[:16]}"
    if known in program.settings.now.dismissed or not is_shared(path):
        return
    program.settings.switch("dismissed", known, on=True)
    said = _(
        "“{name}” lies in a synced or network folder, where two machines can write it at once. A bank on this machine with a copy there is safer."
    )
    program.window.notice.ask(
        said.format(name=path.name), [(_("Keep a local bank …"), lambda: keep_local(program, path))], calm=True
    )


def keep_local(program: "Program", path: Path) -> None:
    """Ask for a place on this machine, go on with a bank there, and have a copy made in the synced folder whenever it is closed."""
    from storybank.gui.asking import ask_for_new  # seldom asked for

    local = ask_for_new(program.window)
    if local is None or not program.window.flush():
        return
    try:
        copy_bank(path, local)
        keep_copy(local, path)
    except Refusal as refusal:
        program.window.notice.say(str(refusal))
        return
    if program.open_path(local):
        said = _("This bank is on your machine now; whenever it is closed, a verified copy goes to {path}.")
        program.window.notice.say(said.format(path=path), calm=True)


def copy_there(program: "Program", path: Path) -> None:
    """Make the copy of a bank that was closed; what is in its way is said."""
    try:
        make_copy(path)
    except Refusal as refusal:
        program.window.notice.say(str(refusal))
