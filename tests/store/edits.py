"""One edit of the golden bank, and what must hold where it failed."""

import dataclasses

from store.golden import BANK, STORY
from storybank.model import Bank, Change
from storybank.store import BankFile

EDITED = BANK.with_story(dataclasses.replace(STORY, title="Edited", anchors=()))
EDIT = Change(before=BANK, after=EDITED, label="edit")


def unharmed(file: BankFile, bank: Bank, content: bytes) -> None:
    """The file and the object are as before, and go on working."""
    assert file.revision == 1
    assert file.read() == bank
    assert file.path.read_bytes() == content
    assert list(file.path.parent.iterdir()) == [file.path]
