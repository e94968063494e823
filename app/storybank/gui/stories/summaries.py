"""What a folded section holds, in a few quiet words."""

from collections.abc import Callable, Mapping

from storybank.model import Framework, Story
from storybank.texts import _, plural, score_text


def summary(section: str, story: Story, framework: Framework) -> str:
    """Return the words for a section by its name; empty where it has none."""
    said = _SUMMARIES.get(section)
    return said(story, framework) if said else ""


def _narrative(story: Story, _framework: Framework) -> str:
    from storybank.analysis.speaking import spoken_words  # the start does without it

    words = spoken_words(story.narrative)
    return plural("{n} word", "{n} words", words).format(n=words) if words else _("nothing yet")


def _customers(story: Story, _framework: Framework) -> str:
    named = sum(bool(customer.who.strip()) for customer in story.customers)
    customers = plural("{n} customer", "{n} customers", named).format(n=named) if named else _("no customer")
    trade_off = _("trade-off") if story.trade_off.strip() else _("no trade-off")
    return f"{customers}, {trade_off}"


def _principles(story: Story, framework: Framework) -> str:
    names = {principle.id: principle.name for principle in framework.principles}
    known = [tag for tag in story.principles if tag.principle in names]
    return " · ".join(f"{names[tag.principle]} {score_text(tag.score)}" for tag in known) or _("none")


def _signals(story: Story, framework: Framework) -> str:
    names = [signal.name for tag in story.signals if (signal := framework.signal(tag.signal))]
    return " · ".join(names) or _("none")


def _figures(story: Story, _framework: Framework) -> str:
    number = len(story.figures)
    return plural("{n} figure", "{n} figures", number).format(n=number) if number else _("none")


def _lines(story: Story, _framework: Framework) -> str:
    parts = [_("opening")] if story.opening.strip() else []
    if story.anchors:
        parts.append(plural("{n} anchor", "{n} anchors", len(story.anchors)).format(n=len(story.anchors)))
    if story.closing.strip():
        parts.append(_("closing"))
    return ", ".join(parts) or _("none")


_SUMMARIES: Mapping[str, Callable[[Story, Framework], str]] = {
    "narrative": _narrative,
    "customers": _customers,
    "principles": _principles,
    "signals": _signals,
    "figures": _figures,
    "lines": _lines,
}
