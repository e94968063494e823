"""How stories that come in meet those that are there: added, changed or unchanged by id, and likely doubles told, never merged."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from storybank.exchange.limits import MAX_DOUBLES, MAX_PAIRS
from storybank.model import Bank, PrincipleTag, Story

# Out of 100, by rapidfuzz: what must be equal for a story under another id to be told as a likely double.
CLOSE_TITLE = 88  # token_sort_ratio: words in any order
CLOSE_TEXT = 90  # ratio of the narratives
LONG_ENOUGH = 200  # characters of narrative below which likeness says nothing
COMPARED = 500  # characters of a narrative, and of a title, that are looked at


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one story that came in.

    `before` is the bank's own when it had one of that id; `doubles` are the ids of others that seem to tell the same.
    """

    kind: Literal["added", "changed", "unchanged"]
    story: Story
    before: Story | None
    doubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """The bank with the stories in it, and an outcome per story, in their order."""

    bank: Bank
    outcomes: tuple[Outcome, ...]


def merge(bank: Bank, incoming: Iterable[Story]) -> Merge:
    """Return the bank with the stories put in: one of a known id replaces that story, one of a new id is added at the end."""
    stories = {story.id: story for story in bank.stories}
    known: _Likeness | None = None
    outcomes: list[Outcome] = []
    for story in incoming:
        before = stories.get(story.id)
        if before is None:
            known = known or _Likeness(stories.values())
            outcomes.append(Outcome("added", story, None, known.doubles(story)))
        else:
            outcomes.append(Outcome("unchanged" if before == story else "changed", story, before, ()))
        if before != story:
            stories[story.id] = story
            if known is not None:
                known.add(story)
    if all(outcome.kind == "unchanged" for outcome in outcomes):
        return Merge(bank, tuple(outcomes))
    merged = replace(bank, stories=tuple(stories.values()))
    return Merge(merged, tuple(outcomes))


def filled(notes: Story, own: Story | None) -> Story:
    """Return a story of plain notes with what they are silent about taken from the bank's own story of that id: no heading empties a field."""
    if own is None:
        return notes
    kept = {name: getattr(own, name) for name in Story.__slots__ if getattr(notes, name) in ("", (), False)}
    if notes.status == "draft":  # what notes are taken for when they do not say
        kept["status"] = own.status
    told = {tag.principle: tag for tag in notes.principles}
    tags = [_filled_tag(told.pop(tag.principle), tag) if tag.principle in told else tag for tag in own.principles]
    tags += [tag for tag in notes.principles if tag.principle in told]
    # one primary at most: what the notes say goes before what the bank said
    said = next((tag.principle for tag in (*notes.principles, *own.principles) if tag.rank == "primary"), None)
    kept["principles"] = tuple(
        replace(tag, rank="secondary") if tag.rank == "primary" and tag.principle != said else tag for tag in tags
    )
    return replace(notes, **kept)


def _filled_tag(notes: PrincipleTag, own: PrincipleTag) -> PrincipleTag:
    score = own.score if notes.score is None else notes.score
    return replace(notes, score=score, angle=notes.angle or own.angle, evidence=notes.evidence or own.evidence)


class _Likeness:
    """Finds the stories that seem to tell the same as another one."""

    def __init__(self, stories: Iterable[Story]) -> None:
        self._places: dict[str, int] = {}
        self._titles: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._equal: dict[tuple[str, str], list[str]] = {}
        self._left = MAX_PAIRS
        for story in stories:
            self.add(story)

    def add(self, story: Story) -> None:
        """Take a story among those that others are compared with, in place of the one of its id."""
        from rapidfuzz import utils  # 30 ms that starting does not need

        self._places.setdefault(story.id, len(self._places))
        self._titles[story.id] = utils.default_process(story.title[:COMPARED])
        self._texts.pop(story.id, None)
        if len(story.narrative) >= LONG_ENOUGH:
            self._texts[story.id] = story.narrative[:COMPARED]
        for key in self._keys(self._titles[story.id], story):
            self._equal.setdefault(key, []).append(story.id)

    def doubles(self, story: Story) -> tuple[str, ...]:
        """Return the ids of those that a new story resembles, in the order of the bank, `MAX_DOUBLES` at most."""
        from rapidfuzz import fuzz, process, utils  # see above

        title = utils.default_process(story.title[:COMPARED])
        found = {name for key in self._keys(title, story) for name in self._equal.get(key, ())[:MAX_DOUBLES]}
        self._left -= len(self._titles)
        if self._left > 0:
            cutoffs = ((title, self._titles, fuzz.token_sort_ratio, CLOSE_TITLE),) + (
                ((story.narrative[:COMPARED], self._texts, fuzz.ratio, CLOSE_TEXT),)
                if len(story.narrative) >= LONG_ENOUGH
                else ()
            )
            for words, others, scorer, least in cutoffs:
                close = process.extract(words, others, scorer=scorer, score_cutoff=least, limit=None)
                found |= {name for _words, _score, name in close}
        return tuple(sorted(found, key=self._places.__getitem__)[:MAX_DOUBLES])

    @staticmethod
    def _keys(title: str, story: Story) -> tuple[tuple[str, str], ...]:
        """Return what is equal in stories that are alike in any case."""
        keys = [("title", " ".join(sorted(title.split())))] if title.strip() else []
        if len(story.narrative) >= LONG_ENOUGH:
            keys.append(("text", story.narrative[:COMPARED]))
        return tuple(keys)
