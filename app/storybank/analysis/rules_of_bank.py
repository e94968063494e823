"""Gap rules that look at the bank as a whole."""

import re
from collections.abc import Iterator

from storybank.analysis.finding import Gap, View
from storybank.texts import _, plural

_YEAR = re.compile(r"[0-9]{4}(?![0-9])")
_ENOUGH_TO_SPREAD = 4


def bank_size(view: View) -> Iterator[Gap]:
    """Warning: fewer or more stories count than the framework wants."""
    count, (low, high) = len(view.stories), view.framework.bank_size
    if low <= count <= high:
        return
    message = plural(
        "{count} story counts; {low} to {high} are asked for.",
        "{count} stories count; {low} to {high} are asked for.",
        count,
    )
    if count < low:
        missing = low - count
        remedy = plural(
            "Write {missing} more, or bring an idea to a draft.",
            "Write {missing} more, or bring ideas to drafts.",
            missing,
        ).format(missing=missing)
    else:
        remedy = _("Retire the ones that no principle needs: fewer stories are told better.")
    yield Gap(
        "bank-size", "warning", None, None, {"count": count}, message.format(count=count, low=low, high=high), remedy
    )


def missing_signal(view: View) -> Iterator[Gap]:
    """Error: no story that counts has a signal whose need is `required`."""
    carried = {tag.signal for story in view.stories for tag in story.signals}
    for signal in view.framework.signals_needed("required"):
        if signal.id not in carried:
            yield Gap(
                "missing-signal", "error", None, None, {"signal": signal.id},
                _("No story carries the signal “{signal}”.").format(signal=signal.name),
                _("Find one and tag it. {line}").format(line=signal.line).rstrip(),
            )  # fmt: skip


def launch_only(view: View) -> Iterator[Gap]:
    """Warning: stories count, the framework has signals of depth, and no story that counts has any of them."""
    depth = view.framework.signals_needed("depth")
    carried = {tag.signal for story in view.stories for tag in story.signals}
    if view.stories and depth and not carried.intersection(signal.id for signal in depth):
        yield Gap(
            "launch-only", "warning", None, None, {},
            _("Every story ends at the launch: none deals with what comes after it."),
            _("Tag or write a story with one of these: {signals}.").format(signals=", ".join(signal.name for signal in depth)),
        )  # fmt: skip


def all_external(view: View) -> Iterator[Gap]:
    """Warning, error for an internal role: stories count, and none is about an internal customer."""
    if view.stories and not any(story.internal for story in view.stories):
        yield Gap(
            "all-external", "error" if view.bank.target.internal else "warning", None, None, {},
            _("No story is about a customer inside the company: on-call, support, builders."),
            _("Write one whose primary customer works beside you, and mark it as internal."),
        )  # fmt: skip


def no_spread(view: View) -> Iterator[Gap]:
    """Info: four or more stories name an employer, or a year to begin with, and it is always the same."""
    employers = [" ".join(story.employer.split()) for story in view.stories if story.employer.strip()]
    years = [found.group() for story in view.stories if (found := _YEAR.match(story.period.strip()))]
    if len(employers) >= _ENOUGH_TO_SPREAD and len({employer.casefold() for employer in employers}) == 1:
        yield Gap(
            "no-spread", "info", None, None, {"kind": "employer"},
            _("Every story is from {employer}.").format(employer=employers[0]),
            _("Add one from another job, so that the judgement is seen to travel."),
        )  # fmt: skip
    if len(years) >= _ENOUGH_TO_SPREAD and len(set(years)) == 1:
        yield Gap(
            "no-spread", "info", None, None, {"kind": "year"},
            _("Every story begins in {year}.").format(year=years[0]),
            _("Add one from another year, so that growth can be seen."),
        )  # fmt: skip
