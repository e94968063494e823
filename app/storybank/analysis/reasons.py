"""Why a gap matters, in words. Source: the rubric as reported by interviewers and candidates; the framework's own lines where it has one."""

from storybank.analysis.finding import Gap
from storybank.model import Framework, Principle
from storybank.texts import _


def why(gap: Gap, framework: Framework) -> tuple[str, ...]:
    """Return why a gap matters, a paragraph each: the rule's reason, then what the framework says of the principle or the signal."""
    principle = framework.principle(gap.principle) if gap.principle else None
    return (rule_reason(gap.rule), *_of_principle(principle), *_of_signal(gap, framework))


def why_principle(principle: Principle) -> tuple[str, ...]:
    """Return what a principle asks for, and what sinks an answer."""
    return _of_principle(principle)


def rule_reason(rule: str) -> str:
    """Return the reason behind a rule; KeyError for a rule that has none."""
    return {**_of_principles(), **_of_the_bank(), **_of_stories()}[rule]


def rule_title(rule: str) -> str:
    """Return what a rule looks for, in a few words; KeyError for a rule that has none."""
    return {
        "bank-size": _("number of stories"),
        "principle-uncovered": _("principle without a story"),
        "principle-below-bar": _("principle below the bar"),
        "principle-unproven": _("principle at the bar without proof"),
        "principle-secondary-only": _("principle in second place only"),
        "principle-no-backup": _("principle with one story alone"),
        "single-point-of-failure": _("story that holds several principles alone"),
        "missing-signal": _("missing signal"),
        "launch-only": _("nothing after the launch"),
        "customer-tier-missing": _("missing customer"),
        "no-trade-off": _("missing trade-off"),
        "all-external": _("no customer inside the company"),
        "unproven-score": _("score without proof"),
        "no-primary": _("no primary principle"),
        "do-not-claim": _("figure not to be claimed"),
        "no-spread": _("one employer or one year alone"),
    }[rule]


def _of_principles() -> dict[str, str]:
    return {
        "principle-uncovered": _(
            "Each interviewer is given principles to ask about. Asked about this one, you would have no answer, and one such blank can decide."
        ),
        "principle-below-bar": _(
            "One principle below the bar is enough for a veto, however strong the others are. The best story is what counts, not the average."
        ),
        "principle-unproven": _(
            "A score without evidence is an opinion. The interviewer asks for the details that stand behind it, and writes down only those."
        ),
        "principle-secondary-only": _(
            "A story told for something else shows this principle in passing. Asked for it directly, you would begin in the wrong place."
        ),
        "principle-no-backup": _(
            "Interviewers compare notes. Once this story is told, the next question about the same principle finds nothing at the bar."
        ),
        "single-point-of-failure": _(
            "A story is best told once. If the first interviewer takes it, every other principle that leans on it is left below the bar."
        ),
    }


def _of_the_bank() -> dict[str, str]:
    return {
        "missing-signal": _(
            "Interviewers listen for this, whatever principle they ask about. It cannot be made up in the room."
        ),
        "launch-only": _(
            "Seniority shows in what comes after the launch: running it, paying for it, repairing it. A bank of launches reads as a level lower."
        ),
        "all-external": _(
            "Much of the work serves people inside the company. Without one such story, the three tiers of customers stay theory."
        ),
        "bank-size": _(
            "Too few stories are used up before the last round. Too many are told without practice, and the best one is not found in time."
        ),
        "no-spread": _(
            "What was learned in one place, or one year, may not travel. A second setting shows that it was judgement, not the setting."
        ),
    }


def _of_stories() -> dict[str, str]:
    return {
        "do-not-claim": _(
            "You marked the figure as one you cannot stand behind. Said aloud, it invites a question without an answer, and casts doubt on the rest."
        ),
        "customer-tier-missing": _(
            "A decision reaches more people than the one who asked for it. Who is left out of the story was, so it sounds, left out of the decision."
        ),
        "no-trade-off": _(
            "Where everybody gains, nothing was decided. The price that one customer paid for another is what shows judgement."
        ),
        "unproven-score": _(
            "With evidence for less than half of what the principle asks, a listener will score this story lower than you do."
        ),
        "no-primary": _(
            "A ready story needs one principle that it is told for first: it decides where the story begins and what may be left out."
        ),
    }


def _of_principle(principle: Principle | None) -> tuple[str, ...]:
    if principle is None:
        return ()
    asks = _("{principle}: {line}").format(principle=principle.name, line=principle.line) if principle.line else ""
    sinks = _("What sinks an answer: {sinks}").format(sinks=principle.sinks) if principle.sinks else ""
    return tuple(text for text in (asks, sinks) if text)


def _of_signal(gap: Gap, framework: Framework) -> tuple[str, ...]:
    signal = framework.signal(str(gap.detail.get("signal", "")))
    if signal is None or not signal.line:
        return ()
    return (_("{signal}: {line}").format(signal=signal.name, line=signal.line),)
