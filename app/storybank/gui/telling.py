"""What the program says of itself: that it made a mistake, and what it is."""

from storybank import __version__
from storybank.gui.window import Window
from storybank.texts import _


def say_fault(window: Window, fault: BaseException) -> None:
    """Log a mistake of our own, say so, and keep the program running: what was typed is written as always."""
    from storybank.services.faults import log_fault  # hopefully never needed

    try:
        text = _("Storybank made a mistake of its own; what you typed is kept. The details are in {log}.")
        window.notice.say(text.format(log=log_fault(fault)))
    except OSError as error:
        text = _("Storybank made a mistake of its own, and no log could be written: {reason}")
        window.notice.say(text.format(reason=error))


def say_what_it_is(window: Window) -> None:
    """Say what this is, whose it is not, and under which licences."""
    from PySide6.QtWidgets import QMessageBox  # seldom needed

    QMessageBox.about(
        window,
        _("About Storybank"),
        _(
            "Storybank {version}\n\nCareer stories for behavioural interviews, offline.\nMIT licence; Qt for Python under the LGPL.\n\n"
            "Not affiliated with Amazon. The rubric is as reported by interviewers and candidates, not official."
        ).format(version=__version__),
    )
