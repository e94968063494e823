"""What the program offers of itself when a bank was opened."""

from storybank.exchange.shipped import shipped_version
from storybank.gui.document import Document
from storybank.gui.window import Window
from storybank.model import Framework
from storybank.texts import _


def offer_newer_framework(window: Window) -> None:
    """Offer a newer version of the built-in framework, and say what it would keep aside; never take it unasked."""
    document = window.document
    if document is None or document.framework.origin != "built-in":
        return
    version = shipped_version(document.framework.id)
    if version is None or version <= document.framework.version:
        return
    from storybank.exchange.frameworks import Catalogue  # hardly ever: frameworks seldom change

    newer = Catalogue.standard().built_in(document.framework.id)
    if newer is not None:
        _offer(window, document, newer)


def _offer(window: Window, document: Document, newer: Framework) -> None:
    from storybank.analysis.refitting import lost, refit  # see above
    from storybank.gui.refits import counted_things

    def take() -> None:
        if window.flush():
            document.edit(refit(document.bank, newer), _("Update the framework"))

    own = document.framework
    text = _("There is a newer version of {framework} ({new}; this bank has {old}).")
    said = text.format(framework=own.name, new=newer.version, old=own.version)
    goes = lost(document.bank, newer)
    if goes:
        more = _("It no longer knows everything here: {things} would be kept aside, and come back with undo.")
        said += " " + more.format(things=counted_things(goes))
    window.notice.say(said, _("Use it"), take, calm=True)
