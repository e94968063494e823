"""A damaged bank: what can be read of it, what a backup has of the rest, and a whole bank made of both."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from storybank.exchange.frameworks import Catalogue
from storybank.model import Bank, Change, Story, Target, Version, Why
from storybank.services.safety import Backup, find_backups, put_in_place_of_damaged, read_backup
from storybank.services.session import Session
from storybank.store.errors import BankDamaged
from storybank.store.salvage import read_remains
from storybank.texts import Refusal, _


@dataclass(frozen=True, slots=True)
class Wanting:
    """A story that is not as it was written: what could be read of it (None: nothing), and what the backup has (None: nothing)."""

    story_id: str
    read: Story | None
    backed_up: Story | None

    @property
    def title(self) -> str:
        """Its title, as far as it is known."""
        known = self.read or self.backed_up
        return known.title if known else self.story_id


@dataclass(frozen=True, slots=True)
class DamagedBank:
    """What can be read of a damaged bank (`bank`), the stories that are not whole, and the newest good backup with what it holds."""

    path: Path
    bank: Bank
    wanting: tuple[Wanting, ...]
    is_whole: bool
    backup: Backup | None
    backed_up: Bank | None

    def mended(self, chosen: Mapping[str, Story | None]) -> Bank:
        """Return the bank with these stories in place of the damaged ones (None: left out). What is the bank's own comes from the backup where
        it is damaged too.
        """
        stories = [story for story in self.bank.stories if story.id not in chosen]
        order = [story.id for story in (self.backed_up or self.bank).stories]
        stories += [story for story in chosen.values() if story is not None]
        stories.sort(key=lambda story: order.index(story.id) if story.id in order else len(order))
        own = self.bank if self.is_whole or self.backed_up is None else self.backed_up
        kept = frozenset(story.id for story in stories)
        return replace(
            own,
            stories=tuple(stories),
            waivers=tuple(waiver for waiver in own.waivers if waiver.story is None or waiver.story in kept),
            aside=own.aside.only(kept),
        )


def read_damaged(path: Path) -> DamagedBank | None:
    """Return what can be read of a damaged bank; None where that is nothing at all, not even in a backup."""
    backup, held = _newest_good(path)
    frameworks = Catalogue.standard()
    try:
        remains = read_remains(path)
    except Refusal:
        remains = None
    if remains is None or not (remains.stories or remains.lost):
        return (
            None if held is None else DamagedBank(path, replace(held, stories=()), _all_of(held), False, backup, held)
        )
    framework = remains.framework or (held.framework if held else frameworks.get("aws-pm"))
    if framework is None:
        return None
    known = {story.id: story for story in held.stories} if held else {}
    read = {story.id: story for story in remains.stories}
    ids = [story.id for story in remains.stories if story.id not in remains.whole] + sorted(remains.lost)
    bank = Bank(
        title=remains.title or path.stem, framework=framework, target=remains.target or Target.blank(), aliases=remains.aliases,
        waivers=(), stories=remains.stories,
    )  # fmt: skip
    wanting = tuple(Wanting(story_id, read.get(story_id), known.get(story_id)) for story_id in ids)
    return DamagedBank(path, bank, wanting, remains.is_whole, backup, held)


def mend(damaged: DamagedBank, bank: Bank, now: datetime) -> Path | None:
    """Put a bank in the place of the damaged one, and return the name under which that one is kept. Raises a `Refusal`; nothing changed then."""
    return put_in_place_of_damaged(damaged.path, bank, now)


class RemainsSession(Session):
    """A session of what can be read of a damaged bank: it takes nothing."""

    def __init__(self, damaged: DamagedBank) -> None:
        self._path = damaged.path
        self.bank = damaged.bank

    @property
    def path(self) -> Path:
        """Where the damaged bank lies."""
        return self._path

    def apply(self, change: Change, why: Why = "edit", now: datetime | None = None) -> None:  # noqa: ARG002 - as any session is asked
        """Refuse every change."""
        raise BankDamaged(self.path, _("it was opened for reading"))

    def is_current(self) -> bool:
        """What could be read stays what it is."""
        return True

    def reload(self) -> Bank:
        """Return what could be read."""
        return self.bank

    def versions(self, story_id: str | None = None) -> tuple[Version, ...]:  # noqa: ARG002 - see above
        """Return no versions: what else the file holds is not to be relied on."""
        return ()

    def close(self) -> None:
        """There is nothing to let go of."""


def _newest_good(path: Path) -> tuple[Backup | None, Bank | None]:
    for backup in find_backups(path):
        with suppress(Refusal):
            held = read_backup(backup)
            return replace(backup, stories=len(held.stories)), held
    return None, None


def _all_of(bank: Bank) -> tuple[Wanting, ...]:
    return tuple(Wanting(story.id, None, story) for story in bank.stories)
