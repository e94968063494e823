"""Finding what stands anywhere in a bank: every word must stand in the story, whatever its case and accents; a phrase in quotation marks whole."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from storybank.analysis.folding import Span, spans, wanted
from storybank.analysis.searchable import Headings, Searchable, texts_of, texts_of_loop, texts_of_waivers
from storybank.model import Bank, Framework, Story

MOST = 60
"""So many hits are shown; nobody reads more."""
EACH = 5
"""So many of one story, while other stories have any."""
_MOST_SPANS = 200
_Thing = TypeVar("_Thing")
_Key = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that holds at least one of the words, and where: `story` is an id (None: it belongs to none), `field` is named as in the editor."""

    story: str | None
    field: str
    heading: tuple[str, ...]
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search found: the hits to show, those of one story together, and how many stories and texts hold what was looked for."""

    hits: tuple[Hit, ...]
    stories: int
    places: int


def found(story: Story, words: str, framework: Framework) -> bool:
    """Say whether every word stands somewhere in a story: in any text of it, or in the names of its principles and signals."""
    parts = wanted(words)
    return not parts or _all_in(_memory(_Same(framework)).entry(story).whole, parts)


def hits(bank: Bank, framework: Framework, words: str) -> tuple[Hit, ...]:
    """Return the hits to show, the best story first."""
    return find(bank, framework, words).hits


def find(bank: Bank, framework: Framework, words: str, most: int = MOST, each: int = EACH) -> Findings:
    """Look for words in every story and in what belongs to none; retired stories come last, then the loop and what was waived.

    A story comes by its best text (a title before a hook before a narrative), then the one with more of the words, then with the earlier ones.
    `most` hits are returned, `each` of a story; nothing is found where nothing is looked for.
    """
    parts = wanted(words)
    if not parts:
        return Findings((), 0, 0)
    memory = _memory(_Same(framework))
    held = [(entry.story, _holding(entry.texts, parts)) for entry in memory.holding(bank.stories, parts)]
    order = sorted((story.status == "retired", *_best(its, parts), at) for at, (story, its) in enumerate(held))
    around = [one for one in (texts_of_loop(bank), *texts_of_waivers(bank)) if _all_in(_joined(one), parts)]
    groups: list[tuple[str | None, list[Searchable]]] = [(held[key[-1]][0].id, held[key[-1]][1]) for key in order]
    groups += [(None, _holding(one, parts)) for one in around]
    limit = each if len(groups) > 1 else most
    shown: list[Hit] = []
    for story, its in groups:
        if len(shown) >= most:
            break
        best = sorted(its, key=lambda one: _key(one, parts))[: min(limit, most - len(shown))]
        shown += [Hit(story, one.field, one.heading, one.text, spans(one.text, parts, _MOST_SPANS)) for one in best]
    return Findings(tuple(shown), len(held), sum(len(its) for _story, its in groups))


def prepare(bank: Bank, framework: Framework, start: int, count: int) -> int:
    """Fold some stories before anybody searches; returns where to go on, which is the number of stories when all are done."""
    memory = _memory(_Same(framework))
    for story in bank.stories[start : start + count]:
        memory.entry(story)
    return min(len(bank.stories), start + count)


def texts(value: object) -> Iterator[str]:
    """Yield every text in a record, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A story as it is searched: its texts, and all of them in one."""

    story: Story
    texts: tuple[Searchable, ...]
    whole: str


class _Memory:
    """The folded texts of the stories of one framework, by id. A record never changes, so one that is known needs no second look."""

    def __init__(self, framework: Framework) -> None:
        self._names = Headings(framework)
        self._entries: dict[str, _Entry] = {}
        self._last: tuple[tuple[Story, ...], tuple[str, ...], list[_Entry]] = ((), (), [])

    def entry(self, story: Story) -> _Entry:
        """Return a story as it is searched."""
        known = self._entries.get(story.id)
        if known is None or known.story is not story:
            its = texts_of(story, self._names)
            known = self._entries[story.id] = _Entry(story, its, _joined(its))
        return known

    def holding(self, stories: tuple[Story, ...], parts: tuple[str, ...]) -> list[_Entry]:
        """Return the stories that hold all parts, in their order. Who types on looks only into what was found before."""
        before, said, entries = self._last
        if before is not stories or not all(any(old in new for new in parts) for old in said):
            if len(self._entries) > 2 * len(stories) + 100:  # of stories that were deleted, or of another bank
                self._entries.clear()
            entries = [self.entry(story) for story in stories]
        entries = [entry for entry in entries if _all_in(entry.whole, parts)]
        self._last = (stories, parts, entries)
        return entries


class _Same(Generic[_Thing]):
    """A record as the key of a memory: equal to itself alone. Comparing or hashing whole frameworks would cost more than it saves."""

    __slots__ = ("it",)

    def __init__(self, it: _Thing) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.it is self.it


@lru_cache(maxsize=1)
def _memory(framework: _Same[Framework]) -> _Memory:
    """Return the memory of a framework: a bank has its own copy, which all its stories are read under, so this is the open bank's."""
    return _Memory(framework.it)


def _joined(its: tuple[Searchable, ...]) -> str:
    """Return all texts in one, with what no folded text holds between them."""
    return "\n".join([one.alike for one in its])


def _all_in(text: str, parts: tuple[str, ...]) -> bool:
    return parts[0] in text and (len(parts) == 1 or all(part in text for part in parts[1:]))


def _holding(its: tuple[Searchable, ...], parts: tuple[str, ...]) -> list[Searchable]:
    """Return the texts that hold at least one part. This runs for every text of a bank, hence the plain loops and `alike` by its place."""
    if len(parts) == 1:
        part = parts[0]
        return [one for one in its if part in one[4]]
    if len(parts) == 2:
        first, second = parts
        return [one for one in its if first in one[4] or second in one[4]]
    return [one for one in its if any(part in one[4] for part in parts)]


def _best(its: list[Searchable], parts: tuple[str, ...]) -> _Key:
    """Return the key of the best of these texts, which stand in the order of their weight."""
    best = _key(its[0], parts)
    for one in its[1:]:
        if one.weight > best[0]:
            break
        best = min(best, _key(one, parts))
    return best


def _key(one: Searchable, parts: tuple[str, ...]) -> _Key:
    at = [place for part in parts if (place := one.alike.find(part)) >= 0]
    return one.weight, -len(at), min(at)
