"""The versions of stories that a session keeps with its changes."""

from collections.abc import Sequence
from datetime import UTC, datetime

from storybank.analysis.history import due, fuller, too_many
from storybank.model import Change, Story, Version, Why
from storybank.store.bankfile import BankFile

_STAMP = "%Y-%m-%dT%H:%M:%SZ"


class History:
    """What to keep of a bank's stories with the next change, and what to forget. It reads the file once, and follows what is written then."""

    def __init__(self, file: BankFile) -> None:
        self._file = file
        self._stamps: dict[str, list[tuple[int, datetime]]] | None = None
        self._fullest: dict[str, Story] = {}  # each story as it held most since it was kept last
        self._next: dict[str, Story] = {}  # what that will be once the file has taken the change
        self._held: dict[str, Story] = {}  # the version of each story that was kept last, as far as this session knows

    def due(self, change: Change, why: Why, now: datetime) -> tuple[tuple[Version, ...], tuple[int, ...]]:
        """Return the versions to keep with a change, and the numbers of those to forget. Raises a `BankError`."""
        stamps = self._read()
        last = {story: kept[-1][1] for story, kept in stamps.items() if kept}
        number = max((number for kept in stamps.values() for number, _kept in kept), default=0)
        found = due(change, last, now, why, self._fullest)
        new: list[tuple[Story, Why]] = [(story, before) for story, before in found if self._held.get(story.id) != story]
        kept_now = {story.id for story, _before in found}
        touched = change.stories()
        self._next = {
            story.id: story if story.id in kept_now else fuller(story, self._fullest.get(story.id))
            for story in change.after.stories
            if story.id in touched
        }
        versions = [
            Version(number=number + at, story=story, kept=now.strftime(_STAMP), why=before)
            for at, (story, before) in enumerate(new, 1)
        ]
        dropped = []
        for version in versions:
            kept = [*stamps.get(version.story.id, ()), (version.number, now)]
            dropped += [kept[at][0] for at in too_many([stamp for _number, stamp in kept], now)]
        return tuple(versions), tuple(dropped)

    def took(self, versions: Sequence[Version], dropped: Sequence[int]) -> None:
        """Remember what the file took."""
        stamps = self._read()
        self._fullest |= self._next
        for version in versions:
            stamps.setdefault(version.story.id, []).append((version.number, _stamp(version.kept)))
            self._held[version.story.id] = version.story
        for story in {version.story.id for version in versions} if dropped else ():
            stamps[story] = [item for item in stamps[story] if item[0] not in dropped]

    def _read(self) -> dict[str, list[tuple[int, datetime]]]:
        if self._stamps is None:
            found = self._file.stamps()
            self._stamps = {
                story: [(number, _stamp(kept)) for number, kept in listed] for story, listed in found.items()
            }
        return self._stamps


def _stamp(text: str) -> datetime:
    """Return when a version was kept; one that cannot be read is older than all others."""
    try:
        return datetime.strptime(text, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
