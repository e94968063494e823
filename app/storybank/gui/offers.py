"""What the program offers of itself when a bank was opened."""

from dataclasses import replace

from storybank.exchange.frameworks import Catalogue
from storybank.gui.window import Window
from storybank.texts import _


def offer_newer_framework(window: Window, frameworks: Catalogue) -> None:
    """Offer a newer version of the built-in framework; never take it unasked."""
    document = window.document
    if document is None or document.framework.origin != "built-in":
        return
    own = document.framework
    newer = frameworks.built_in(own.id)
    if newer is not None and newer.version > own.version:

        def take() -> None:
            window.flush()
            document.edit(replace(document.bank, framework=newer), _("Update the framework"))

        text = _("There is a newer version of {framework} ({new}; this bank has {old}).")
        window.notice.say(
            text.format(framework=own.name, new=newer.version, old=own.version), _("Use it"), take, calm=True
        )
