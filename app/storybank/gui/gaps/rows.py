"""What the gaps page lists: the next things, then the gaps in groups, then what was waived. Plain records; how they look is drawn elsewhere."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from storybank.analysis.coverage import counted, coverage
from storybank.analysis.finding import SEVERITIES, Gap, Severity
from storybank.analysis.mending import Mend
from storybank.analysis.reasons import rule_title
from storybank.analysis.trying import key_of
from storybank.analysis.waiving import stale_waivers
from storybank.model import Bank, Waiver
from storybank.texts import _, listed, number_text, plural

MARKS: Mapping[Severity, str] = {"error": "▲", "warning": "△", "info": "○"}
WAYS = ("principle", "story", "severity")
NEXT, WAIVED, WHOLE, SINGLE, ASKED = "next", "waived", "whole", "single", "asked"

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a group: a thing to do next, a gap, a waived gap, or a waiver that names nothing any more."""

    key: Key
    mark: str
    title: str
    note: str
    gap: Gap | None = None
    mend: Mend | None = None
    waiver: Waiver | None = None

    @property
    def spoken(self) -> str:
        """The row for a screen reader: what the mark says goes first."""
        kind = severity_name(self.gap.severity) if self.gap is not None and self.gap.is_open else ""
        return ". ".join(part.rstrip(".") for part in (kind, self.title, self.note) if part)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one head. `principle` or `story` is the id of what it is about, where it is about one."""

    key: str
    title: str
    rows: tuple[Row, ...]
    principle: str | None = None
    story: str | None = None

    @property
    def counts(self) -> dict[Severity, int]:
        """How many open gaps of each severity it holds."""
        found = [row.gap.severity for row in self.rows if row.gap is not None and row.gap.is_open]
        return {severity: found.count(severity) for severity in SEVERITIES}

    @property
    def tally(self) -> str:
        """The counts as marks: ▲ 2  △ 1."""
        shown = [f"{MARKS[one]} {number_text(count)}" for one, count in self.counts.items() if count]
        return "   ".join(shown) or ("" if self.key == NEXT else number_text(len(self.rows)))

    @property
    def tally_spoken(self) -> str:
        """The counts in words."""
        return listed([count_text(one, count) for one, count in self.counts.items() if count])

    @property
    def is_grave(self) -> bool:
        """Whether it stands open at first: what to do next, and errors."""
        return self.key == NEXT or (self.key != ASKED and self.counts["error"] > 0)

    @property
    def spoken(self) -> str:
        """The head for a screen reader."""
        return ", ".join(part for part in (self.title, self.tally_spoken) if part)


@dataclass(slots=True)
class _Heap:
    """Groups while they are filled, in the order in which they were first named."""

    groups: dict[str, Group] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def name(self, group: Group) -> None:
        self.groups[group.key] = group
        self.rows[group.key] = []

    def full(self) -> list[Group]:
        made = [
            Group(group.key, group.title, tuple(self.rows[key]), group.principle, group.story)
            for key, group in self.groups.items()
            if self.rows[key]
        ]
        return sorted(
            made,
            key=lambda group: next(at for at, one in enumerate((*SEVERITIES, "")) if one == "" or group.counts[one]),
        )


def groups_of(bank: Bank, found: tuple[Gap, ...], things: Iterable[Mend], way: str) -> tuple[Group, ...]:
    """Return the groups of a bank's gaps: the next things, the open gaps by principle, story or severity, and the waived ones."""
    waived = Group(WAIVED, _("Waived"), (*_waived_rows(found), *_stale_rows(bank, found)))
    open_gaps = [gap for gap in found if gap.is_open]
    if counted(bank):
        grouped = {"principle": _by_principle, "story": _by_story, "severity": _by_severity}[way]
        first = Group(NEXT, _("The next things to do: most exposure for the least work"), tuple(_next_rows(things)))
        groups = [first, *grouped(bank, open_gaps), waived]
    else:  # one head, not a wall of them
        asked = _("What is missing until then, one by one")
        groups = [Group(ASKED, asked, tuple(row_of(gap) for gap in open_gaps)), waived]
    return tuple(group for group in groups if group.rows)


def severity_name(severity: Severity) -> str:
    """Return what a severity is called."""
    return {"error": _("Error"), "warning": _("Warning"), "info": _("Hint")}[severity]


def count_text(severity: Severity, count: int) -> str:
    """Return how many gaps of a severity, in words."""
    text = {
        "error": plural("{n} error", "{n} errors", count),
        "warning": plural("{n} warning", "{n} warnings", count),
        "info": plural("{n} hint", "{n} hints", count),
    }[severity]
    return text.format(n=number_text(count))


def one_line(text: str) -> str:
    """Return a text without line breaks."""
    return " ".join(text.split())


def row_of(gap: Gap) -> Row:
    """Return the row of an open gap."""
    return Row(("gap", *key_of(gap)), MARKS[gap.severity], one_line(gap.message), one_line(gap.remedy), gap=gap)


def _by_principle(bank: Bank, found: list[Gap]) -> list[Group]:
    heap = _Heap()
    heap.name(Group(WHOLE, _("The bank as a whole"), ()))
    matrix = coverage(bank, bank.framework)
    others = [column for column in matrix.columns if not column.in_target]
    for column in (*matrix.by_exposure(), *others):
        principle = column.principle
        heap.name(Group(f"principle {principle.id}", principle.name, (), principle=principle.id))
    heap.name(Group(SINGLE, _("Single stories: customers, trade-off, claims"), ()))
    for gap in found:
        own = f"principle {gap.principle}" if gap.principle else WHOLE if gap.story is None else SINGLE
        heap.rows[own].append(row_of(gap))
    return heap.full()


def _by_story(bank: Bank, found: list[Gap]) -> list[Group]:
    heap = _Heap()
    heap.name(Group(WHOLE, _("The bank as a whole"), ()))
    for story in bank.stories:
        heap.name(Group(f"story {story.id}", one_line(story.title), (), story=story.id))
    for gap in found:
        heap.rows[f"story {gap.story}" if gap.story else WHOLE].append(row_of(gap))
    return heap.full()


def _by_severity(_bank: Bank, found: list[Gap]) -> list[Group]:
    names = {"error": _("Errors: these can cost the offer"), "warning": _("Warnings"), "info": _("Hints")}
    return [
        Group(f"severity {severity}", names[severity], tuple(row_of(gap) for gap in found if gap.severity == severity))
        for severity in SEVERITIES
    ]


def _next_rows(things: Iterable[Mend]) -> Iterator[Row]:
    for number, mend in enumerate(things, 1):
        key = ("next", mend.story, mend.principle, mend.removes[0].rule)
        yield Row(key, str(number), one_line(mend.what), mend.why, mend=mend)


def _waived_rows(found: Iterable[Gap]) -> Iterator[Row]:
    for gap in found:
        if not gap.is_open:
            reason = _("Waived: {reason}").format(reason=one_line(gap.waived or ""))
            yield Row(("waived", *key_of(gap)), "–", one_line(gap.message), reason, gap=gap)


def _stale_rows(bank: Bank, found: Iterable[Gap]) -> Iterator[Row]:
    for at, waiver in enumerate(stale_waivers(bank, found)):
        named = [
            bank.framework.principle(waiver.principle) if waiver.principle else None,
            bank.story(waiver.story or ""),
        ]
        about = [one_line(getattr(one, "name", "") or getattr(one, "title", "")) for one in named if one is not None]
        about += [str(value) for value in waiver.detail.values()]
        title = _("A waiver that names nothing any more: {about}").format(
            about=", ".join((rule_title(waiver.rule), *about))
        )
        reason = _("Its reason was: {reason}").format(reason=one_line(waiver.reason))
        yield Row(("stale", at, waiver.rule, waiver.story, waiver.principle), "–", title, reason, waiver=waiver)
