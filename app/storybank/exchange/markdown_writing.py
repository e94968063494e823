"""Stories as Markdown: one file per story that reads back field for field, and the whole bank as one document to read."""

import re
from collections.abc import Iterator
from typing import Any

from storybank.exchange.frontmatter import write_yaml
from storybank.exchange.markdown import DOCUMENT
from storybank.exchange.naming import clean_title
from storybank.exchange.outline import pushed
from storybank.exchange.shape import plain
from storybank.model import Bank, Framework, PrincipleTag, Story
from storybank.texts import _, plain_score

_ALWAYS = ("id", "title", "status")
_SPECIAL = re.compile(r"([\\`*_\[\]<>#&|])")
_NUMBER = re.compile(r"^(\w*\s*#?\s*\d{1,3}\s*)([:.)–—-])")


def story_to_markdown(story: Story) -> str:
    """Return a story as one file: its fields as front matter (interchange shape, empty ones left out), then the narrative.

    `read_markdown` gives the same story. A narrative with bare carriage returns, which editors rewrite, goes into the front matter too.
    """
    data = {name: value for name, value in plain(story).items() if name in _ALWAYS or (value and name != "narrative")}
    data = {name: _lean(value) for name, value in data.items()}
    if "\r" in story.narrative:
        return f"---\n{write_yaml({**data, 'narrative': story.narrative})}---\n"
    return f"---\n{write_yaml(data)}---\n\n{story.narrative}\n"


def bank_to_markdown(bank: Bank) -> str:
    """Return the whole bank as one readable document; `read_markdown` finds its stories, principles and every word again."""
    target = bank.target
    about = ", ".join(filter(None, (target.company, target.role, target.level, target.service, target.loop_date)))
    parts = [
        f"# {_line(bank.title) or _('Stories')}",
        _("Prepared for: {target}").format(target=_line(about)) if about else "",
    ]
    parts += ["\n\n".join(filter(None, _story(story, bank.framework))) for story in bank.stories]
    return "\n\n".join(filter(None, [*parts, DOCUMENT])) + "\n"


def _story(story: Story, framework: Framework) -> Iterator[str]:
    yield f"## {_title(story.title)}"
    yield f"> {_line(story.hook)}" if story.hook.strip() else ""
    labels = {
        "Employer": story.employer,
        "Role": story.role,
        "Period": story.period,
        "Scale": story.scale,
        "Status": story.status,
        "Principles": "; ".join(_tag(tag, framework) for tag in story.principles),
        "Trade-off": story.trade_off,
        "Opening": story.opening,
        "Closing": story.closing,
        "Internal customer": "yes" if story.internal else "",
        "Tags": ", ".join(story.tags),
    }
    yield "\n".join(f"- **{label}:** {_line(text)}" for label, text in labels.items() if text.strip())
    yield pushed(story.narrative, 3)
    yield _section("Anchors", story.anchors)
    yield _section("Customers", (_joined(f"**{c.tier}** {c.who}", gained=c.gain, cost=c.cost) for c in story.customers))
    yield _section("Evidence", _evidence(story, framework))
    yield _section("Signals", (_joined(_signal(tag.signal, framework), note=tag.note) for tag in story.signals))
    figures = (_joined(f"{f.claim} ({f.confidence})", baseline=f.baseline, source=f.source) for f in story.figures)
    yield _section("Figures", figures)


def _tag(tag: PrincipleTag, framework: Framework) -> str:
    principle = framework.principle(tag.principle)
    score = "" if tag.score is None else f", {plain_score(tag.score)}"
    return f"{principle.name if principle else tag.principle} ({tag.rank}{score})"


def _evidence(story: Story, framework: Framework) -> Iterator[str]:
    for tag in story.principles:
        principle = framework.principle(tag.principle)
        name = principle.name if principle else tag.principle
        if tag.angle:
            yield f"**{name}** – angle: {tag.angle}"
        for evidence in tag.evidence:
            dimension = principle.dimension(evidence.dimension) if principle else None
            yield f"**{name}** – {dimension.name if dimension else evidence.dimension}: {evidence.text}"


def _signal(signal_id: str, framework: Framework) -> str:
    signal = framework.signal(signal_id)
    return signal.name if signal else signal_id


def _joined(head: str, **more: str) -> str:
    return " – ".join([head, *(f"{label}: {text}" for label, text in more.items() if text)])


def _section(title: str, items: Any) -> str:
    lines = [f"- {_line(item)}" for item in items]
    return "\n".join([f"### {title}", "", *lines]) if lines else ""


def _line(text: str) -> str:
    return " ".join(text.split())


def _title(text: str) -> str:
    """Escape what a heading would take for markup, and a number that reading takes off."""
    bare = _line(text)
    escaped = _SPECIAL.sub(r"\\\1", bare)
    return _NUMBER.sub(r"\1\\\2", escaped) if clean_title(escaped) != bare else escaped


def _lean(value: Any) -> Any:
    """Leave empty fields out of nested records too: reading fills them."""
    if isinstance(value, list):
        return [_lean(item) for item in value]
    if isinstance(value, dict):
        return {name: _lean(item) for name, item in value.items() if item not in ("", [], None)}
    return value
