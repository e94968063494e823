"""Another copy of the open bank, such as a synced folder leaves when two machines wrote to it: read without touching it, and merged."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from storybank.analysis.diverging import common_base
from storybank.analysis.merging import Merged, merge
from storybank.exchange.errors import printable
from storybank.model import Bank, Version
from storybank.services.session import Session
from storybank.texts import Refusal, _


@dataclass(frozen=True, slots=True)
class Counts:
    """How many stories a merge adds, changes and deletes."""

    added: int
    changed: int
    deleted: int


def bring_copy(mine: Bank, my_versions: Sequence[Version], path: Path) -> Merged:
    """Return what a bank and a copy of it at another path come to. Raises a `Refusal` where that cannot be read or does not fit."""
    with Session.open(path, read_only=True) as other:
        theirs, their_versions = other.bank, other.versions()
    if theirs.framework.id != mine.framework.id:
        sentence = _(
            "{path}: its stories are for {theirs}, those of this bank for {mine}; export it to .json and import that"
        )
        names = {"theirs": theirs.framework.name, "mine": mine.framework.name}
        raise Refusal(sentence.format(path=printable(str(path)), **names))
    return merge(common_base(mine, my_versions, theirs, their_versions), mine, theirs)


def counts(before: Bank, after: Bank) -> Counts:
    """Return what becomes of the stories of a bank."""
    was, now = ({story.id: story for story in bank.stories} for bank in (before, after))
    changed = sum(was[one] != now[one] for one in was.keys() & now.keys())
    return Counts(added=len(now.keys() - was.keys()), changed=changed, deleted=len(was.keys() - now.keys()))
