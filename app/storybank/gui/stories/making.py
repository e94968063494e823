"""The sections of the editor, in their order; a new section is a line here."""

from storybank.gui.document import Document
from storybank.gui.settings import Settings
from storybank.gui.stories.customers import Customers
from storybank.gui.stories.headline import Headline
from storybank.gui.stories.narrative import Narrative
from storybank.gui.stories.section import Section


def first_sections(document: Document, settings: Settings) -> tuple[Headline, Narrative, Customers]:
    """Return what is in sight when a story is opened."""
    return Headline(), Narrative(document, settings), Customers()


def further_sections(document: Document) -> tuple[Section, ...]:
    """Return what stands below that; it is loaded after the first story is painted."""
    from storybank.gui.stories.figures import Figures
    from storybank.gui.stories.lines import Lines
    from storybank.gui.stories.principles import Principles
    from storybank.gui.stories.signals import Signals

    return Principles(lambda: document.bank.target.principles), Signals(), Figures(), Lines()
