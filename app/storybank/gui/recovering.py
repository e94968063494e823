"""After a crash: what a bank's file had not taken comes back, is said, and can be taken back."""

from functools import partial
from typing import TYPE_CHECKING

from storybank.services import recovery
from storybank.texts import Refusal, _, clock_text, day_text, plural

if TYPE_CHECKING:
    from storybank.gui.document import Document
    from storybank.gui.start import Program
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
    together = merge(found.base, found.mine, before)
    after = together.bank
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
    if together.clashes:
        more = plural(
            "Another program had changed {n} of them meanwhile: what it wrote is in the history of that story.",
            "Another program had changed {n} of them meanwhile: what it wrote is in the history of those stories.",
            len(together.clashes),
        )
        said += " " + more.format(n=len(together.clashes))
    window.notice.ask(said, [(_("Go back to what the file held"), document.undo)], calm=True)


def tell_of_left(program: "Program") -> None:
    """Say what is kept of a bank that is not where it was, when nothing else is being said, and offer it."""
    if program.window.notice.isVisible():
        return
    left = next(iter(recovery.left_behind()), None)
    if left is None:
        return
    kept = left.kept.astimezone()
    said = _("What “{name}” had not taken on {day} at {time} is kept, but that bank is not at {path} any more.")
    said = said.format(name=left.bank.name, day=day_text(kept.date()), time=clock_text(kept.time()), path=left.bank)
    answers = [
        (_("Keep it as a new bank …"), partial(_keep_left, program, left)),
        (_("Let go of it"), partial(recovery.forget, left.bank)),
    ]
    program.window.notice.ask(said, answers, calm=True)


def _keep_left(program: "Program", left: recovery.Left) -> None:
    from storybank.gui.asking import ask_for_new  # seldom asked for
    from storybank.services.session import Session

    found = recovery.find(left.bank)
    path = ask_for_new(program.window) if found is not None else None
    if found is None or path is None:
        tell_of_left(program)
        return
    try:
        Session.create(path, found.mine).close()
    except Refusal as refusal:
        program.window.notice.say(str(refusal))
        return
    recovery.forget(left.bank)
    program.open_path(path)
