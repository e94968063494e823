"""Principles as people write them: in any case, with `&` for and, by short name or initials, with ranks and scores around them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from storybank.exchange.limits import MAX_SEARCHED, MAX_SEARCHED_IN_ALL
from storybank.model import Framework, Principle, PrincipleTag, Rank

_SMALL = frozenset({"the", "a", "an", "of", "on", "for", "to", "and", "be", "in", "with"})
_OPTIONAL = frozenset({"the", "a", "an", "of"})
_BETWEEN = r"[\W_]{1,4}"
_AND = r"(?:[\W_]{0,4}(?:and|&|\+)[\W_]{0,4}|[\W_]{1,4})"

_PRIMARY, _SECONDARY = r"primary|main|principal|1st", r"secondary|supporting|backup|2nd"
_RANK = re.compile(
    rf"(?i:\b(?:(?P<primary>{_PRIMARY})|(?P<secondary>{_SECONDARY}))\b)|(?<=[(\[])(?:(?P<p>[Pp])|(?P<s>[Ss]))\b"
)
_SCORE = re.compile(r"(?<![\w.,])([1-3](?:\.[05])?|4(?:\.0)?)(?:\s?/\s?4)?(?![\w%]|[.,]\d)")
# "Primary: …", "touches …": the rank of what follows, up to the next such word
_INTRO = re.compile(
    rf"(?i)(?:\b(?:(?P<primary>{_PRIMARY})|(?P<secondary>{_SECONDARY}))(?:\s(?:lps?|principles?))?[\s*_]{{0,4}}[:=–-]"
    r"|\b(?P<touches>also touches|touches(?: on)?|also))[\s*_:]{0,6}$"
)
_SHORTEST_SLIP, _LONGEST_SLIP = 8, 60  # characters of a heading that may be a misspelt name
_MEANT = 86  # likeness, of 100
_FILLER = re.compile(r"(?i)\b(?:and|also|plus|lps?|principles?|scored?|as|with|then|touches|on)\b|[\W_]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A principle that a line names, with the rank and score that it states (None where it does not)."""

    principle: str
    rank: Rank | None
    score: float | None


@dataclass(frozen=True, slots=True)
class Listing:
    """The principles that a line lists, and its words that are none of them."""

    mentions: tuple[Mention, ...]
    rest: str


class Recogniser:
    """Finds a framework's principles in a line. What could mean two of them means none."""

    def __init__(self, framework: Framework) -> None:
        full = {(name, principle.id) for principle in framework.principles for name in _full_names(principle)}
        spoken = [
            *full,
            *((name, principle.id) for principle in framework.principles for name in _names(principle.short)),
        ]
        initials = [(name, principle.id) for principle in framework.principles for name in _initials(principle)]
        clear = _clear(spoken)
        own = [pair for pair in clear if pair in full]
        self._spoken, self._spoken_owners = [name for name, _owner in own], [owner for _name, owner in own]
        patterns = [(f"(?i:{_pattern(name)})", owner, (name, owner) in full) for name, owner in clear]
        patterns += [(re.escape(name), owner, True) for name, owner in _clear(initials)]
        patterns.sort(key=lambda pair: -len(pair[0]))
        self._left = MAX_SEARCHED_IN_ALL
        self._owners = [owner for _pattern_, owner, _is_full in patterns]
        self._full = [is_full for _pattern_, _owner, is_full in patterns]
        every = "|".join(f"({pattern})" for pattern, _owner, _is_full in patterns) or r"(?!)"
        self._names = re.compile(rf"(?<![^\W_])(?:{every})(?![^\W_])")

    def may_search(self, line: str) -> bool:
        """Say whether a line is within what is searched; each counts once."""
        if len(line) > MAX_SEARCHED or len(line) > self._left:
            return False
        self._left -= len(line)
        return True

    def named(self, text: str) -> Listing:
        """Return the principles that a heading lists: by their names and initials, for a short name alone may be any word (“Action”, “Scale”)."""
        matches = list(self._names.finditer(text))
        if matches and all(self._full[(match.lastindex or 1) - 1] for match in matches):
            return self.listing(text)
        meant = self._meant(text)
        return Listing((Mention(meant, None, None),), "") if meant else Listing((), text)

    def _meant(self, text: str) -> str | None:
        """Return the principle whose name a text is but for slips of the pen: “Insist of the hightest standards”, “Deep Dive”."""
        if not _SHORTEST_SLIP <= len(text) <= _LONGEST_SLIP:
            return None
        from rapidfuzz import fuzz, process, utils  # only for headings that name none

        for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
            best = process.extractOne(
                text, self._spoken, scorer=scorer, processor=utils.default_process, score_cutoff=_MEANT
            )
            if best is not None:
                return self._spoken_owners[best[2]]
        return None

    def listing(self, line: str, rank: Rank | None = None) -> Listing:
        """Return what a line lists; `rank` is what its label says about all of it."""
        found = list(self._names.finditer(line))
        starts = [match.start() for match in found] + [len(line)]
        ahead, rest = _intro(line[: starts[0]], rank)
        rests, mentions = [_unsaid(rest)], []
        for match, following in zip(found, starts[1:], strict=True):
            stated = ahead
            ahead, after = _intro(line[match.end() : following], ahead)
            own, score, rest = _said(after)
            mentions.append(Mention(self._owners[(match.lastindex or 1) - 1], own or stated, score))
            rests.append(rest)
        return Listing(tuple(mentions), " ".join(filter(None, rests)))


def tags(mentions: list[Mention]) -> tuple[tuple[PrincipleTag, ...], bool, bool]:
    """Return a story's tags, whether the primary one is a guess, and whether a stated rank or a double had to give way.

    Without any stated primary the first principle of no stated rank is taken for it; a second primary becomes secondary.
    """
    first: dict[str, Mention] = {}
    gave_way = False
    for mention in mentions:
        known = first.setdefault(mention.principle, mention)
        gave_way |= bool(
            (mention.rank and known.rank not in {None, mention.rank})
            or (mention.score and known.score not in {None, mention.score})
        )
        first[mention.principle] = Mention(mention.principle, known.rank or mention.rank, known.score or mention.score)
    unique = list(first.values())
    stated = next((mention for mention in unique if mention.rank == "primary"), None)
    primary = stated or next((mention for mention in unique if mention.rank is None), None)
    found = tuple(
        PrincipleTag(
            principle=m.principle, rank="primary" if m is primary else "secondary", score=m.score, angle="", evidence=()
        )
        for m in unique
    )
    gave_way |= any(mention.rank == "primary" and mention is not primary for mention in unique)
    return found, primary is not None and stated is None, gave_way


def _intro(text: str, rank: Rank | None) -> tuple[Rank | None, str]:
    """Split off the words that rank what follows; return that rank (or the one in force) and the text before."""
    match = _INTRO.search(text, max(0, len(text) - 40))
    if match is None:
        return rank, text
    return "primary" if match["primary"] else "secondary", text[: match.start()]


def _said(text: str) -> tuple[Rank | None, float | None, str]:
    """Return the rank and score that stand after a principle, and the words that are neither."""
    rank_match, score_match = _RANK.search(text), _SCORE.search(text)
    rank: Rank | None = None
    if rank_match:
        rank = "primary" if rank_match["primary"] or rank_match["p"] else "secondary"
        text = (
            text.replace(rank_match[0], " ", 1)
            if len(rank_match[0]) > 1
            else text[: rank_match.start()] + text[rank_match.end() :]
        )
    if score_match:
        text = text.replace(score_match[0], " ", 1)
    return rank, float(score_match[1]) if score_match else None, _unsaid(text)


def _unsaid(text: str) -> str:
    """Return the words that say more than a list needs to."""
    return " ".join(text.split()) if _FILLER.sub("", text) else ""


def _words(name: str) -> list[str]:
    return re.findall(r"&|[^\W_]+(?:['’][^\W_]+)?", name)


def _full_names(principle: Principle) -> Iterator[str]:
    """Yield the names of a principle that are no short ones, as words apart by spaces."""
    clauses = principle.name.split(";") if ";" in principle.name else []
    yield from _names(principle.name, principle.id, *clauses)


def _names(*names: str) -> Iterator[str]:
    """Yield names as they are looked for, as words apart by spaces."""
    for name in names:
        words = ["and" if word == "&" else word.casefold() for word in _words(name.replace("_", "-"))]
        if len("".join(words)) > 3:  # a shorter one is initials
            yield " ".join(words)


def _initials(principle: Principle) -> Iterator[str]:
    words = _words(principle.name)
    large = [word[0].upper() for word in words if word.casefold() not in _SMALL]
    every = [word[0].upper() for word in words]
    mixed = [word[0].lower() if word.casefold() in _SMALL else word[0].upper() for word in words]
    marked = ["&" if word.casefold() == "and" else word[0].upper() for word in words]
    joined = [word[0].upper() for word in words if word.casefold() not in _SMALL - {"be"}]  # LBC
    found = {"".join(letters) for letters in (large, every, mixed, marked, joined) if len(letters) > 1}
    yield from found | {letters.lower() for letters in found if len(letters) > 2}
    if re.fullmatch(r"[A-Z][A-Za-z&]{1,3}", principle.short):
        yield principle.short


def _clear(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs of name and principle, each once, without the names of two."""
    unique = set(pairs)
    owners = Counter(name for name, _owner in unique)
    return sorted(pair for pair in unique if owners[pair[0]] == 1)


def _pattern(name: str) -> str:
    """Return the pattern of a name: any punctuation between its words, articles optional, `&` as good as and."""
    pattern, joint = "", ""
    for word in name.split():
        if word == "and":
            joint = _AND
        elif word in _OPTIONAL and pattern:
            joint = rf"{joint or _BETWEEN}(?:{word}{_BETWEEN})?"
        else:
            pattern += (joint or (rf"{_BETWEEN}(?:(?:a|the){_BETWEEN})?" if pattern else "")) + re.escape(word).replace(
                "'", "['’]?"
            ).replace("’", "['’]?")
            joint = ""
    return pattern
