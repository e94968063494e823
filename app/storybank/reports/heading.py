"""What heads and foots of the sheets say: target, date, how many stories, whose rubric."""

from datetime import date

from storybank.analysis.coverage import counted
from storybank.analysis.saying import cut
from storybank.model import Bank
from storybank.reports.setting import Style, text_width
from storybank.texts import _, later, plural

_BETWEEN, _SHORTEST = " · ", 16
MONTHS = (
    later("January"), later("February"), later("March"), later("April"), later("May"), later("June"), later("July"),
    later("August"), later("September"), later("October"), later("November"), later("December"),
)  # fmt: skip


def target_text(bank: Bank) -> str:
    """Return the loop in a line: company, role, level, service."""
    target = bank.target
    role = target.role.strip()
    if role and target.level.strip():
        role = _("{role} ({level})").format(role=role, level=target.level.strip())
    job = ", ".join(part for part in (role or target.level.strip(), target.service.strip()) if part)
    return " · ".join(part for part in (target.company.strip(), job) if part)


def date_text(bank: Bank, today: date) -> str:
    """Return the loop's date and the days left; empty when no date is set."""
    text = bank.target.loop_date.strip()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    left = (day - today).days
    when = _("{day} {month} {year}").format(day=day.day, month=_(MONTHS[day.month - 1]), year=day.year)
    if left < 0:
        return _("{date}, {count} days ago").format(date=when, count=-left)
    if left == 0:
        return _("{date}, today").format(date=when)
    return plural("{date}, {count} day left", "{date}, {count} days left", left).format(date=when, count=left)


def count_text(bank: Bank, *, ready_only: bool) -> str:
    """Return how many stories the sheet counts and how many of them are ready."""
    stories = counted(bank, ready_only=ready_only)
    if not stories:
        return _("no ready story yet") if ready_only else _("no story yet")
    ready = sum(story.status == "ready" for story in stories)
    if ready_only:
        return plural("{count} ready story", "{count} ready stories", ready).format(count=ready)
    return plural("{count} story, {ready} ready", "{count} stories, {ready} ready", len(stories)).format(
        count=len(stories), ready=ready
    )


def target_note(bank: Bank) -> str:
    """Say that no principles were chosen for the loop, so that all of them are asked for; empty where some were."""
    if not bank.framework.principles:
        return _("the framework holds no principle yet")
    return "" if bank.target.principles else _("no principles chosen yet: all of them")


def under_title(style: Style, width: float, *parts: str) -> str:
    """Join the parts of a line under a title that say something; where they are wider together than the line, the longest gives way."""
    kept = [part for part in parts if part.strip()]
    while text_width(_BETWEEN.join(kept), style) > width:
        longest = max(range(len(kept)), key=lambda at: len(kept[at]))
        if len(kept[longest]) <= _SHORTEST:
            break
        kept[longest] = cut(kept[longest], len(kept[longest]) - 6)
    return _BETWEEN.join(kept)


def rubric_text(bank: Bank) -> str:
    """Return whose rubric the sheet stands on, and whose it does not."""
    return _("{framework} rubric, as reported, not official · Storybank · not affiliated with Amazon").format(
        framework=bank.framework.id
    )
