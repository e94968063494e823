"""What the program offers of itself when a bank was opened."""

from storybank.analysis.refitting import lost, refit
from storybank.exchange.frameworks import Catalogue
from storybank.gui.refits import counted_things
from storybank.gui.window import Window
from storybank.texts import _


def offer_newer_framework(window: Window, frameworks: Catalogue) -> None:
    """Offer a newer version of the built-in framework, and say what it would keep aside; never take it unasked."""
    document = window.document
    if document is None or document.framework.origin != "built-in":
        return
    own = document.framework
    newer = frameworks.built_in(own.id)
    if newer is not None and newer.version > own.version:

        def take() -> None:
            if window.flush():
                document.edit(refit(document.bank, newer), _("Update the framework"))

        text = _("There is a newer version of {framework} ({new}; this bank has {old}).")
        said = text.format(framework=own.name, new=newer.version, old=own.version)
        goes = lost(document.bank, newer)
        if goes:
            more = _("It no longer knows everything here: {things} would be kept aside, and come back with undo.")
            said += " " + more.format(things=counted_things(goes))
        window.notice.say(said, _("Use it"), take, calm=True)
