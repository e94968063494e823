"""The small recognisers that each take a line of a story for a field.

A new shape of notes is a function here and a line in `RECOGNISERS`. A recogniser answers whether the line is used up; what none takes stays in
the narrative.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from storybank.analysis.validity import MAX_ANCHORS
from storybank.exchange.blocks import is_only_tags, labelled_part
from storybank.exchange.drafts import LIST_FIELDS, Draft
from storybank.exchange.labels import (
    LABELS,
    is_principles_label,
    label_of,
    line_head,
    may_name_principles,
    pieces,
    principles_rank,
)
from storybank.exchange.naming import is_section, names
from storybank.exchange.outline import Line
from storybank.model import STATUSES, Rank
from storybank.texts import _

_ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,2}[.)])\s+(?P<rest>.+)$")
_QUOTE = re.compile(r"^\s{0,3}>\s?(?P<rest>[^>].*)$")
LONGEST_HOOK = 300


def take(draft: Draft, line: Line) -> None:
    """Read the next line of a story: into a field, or into the narrative."""
    if line.is_code or line.is_underline:
        draft.narrative.append(line.text)
        return
    if is_only_tags(line.text):
        draft.say("read", line.number, _("folds a part of the notes: {line}").format(line=line.text.strip()))
        return
    for text in pieces(line.text):
        piece = line if text == line.text else replace(line, text=text)
        if not any(recognise(draft, piece) for recognise in RECOGNISERS):
            draft.narrative.append(text)


def _principle_line(draft: Draft, line: Line) -> bool:
    """`**LP:** Invent and Simplify (primary); touches Deliver Results`, or a heading over a list of them."""
    label, rest = (
        (" ".join(line.title.strip("*_: ").split()).casefold(), "")
        if line.level
        else label_of(line.text) or _bold_label(line.text)
    )
    said = principles_rank(label)
    if said is None and not may_name_principles(label):
        return False
    rank: Rank | None = None
    if said:
        rank = "primary" if said in {"primary", "main"} else "secondary"
    if rest:
        return _listed(draft, line, rest, rank, only_if_some=not is_principles_label(label))
    if said is None or not is_principles_label(label):
        return False
    draft.listing = rank or True
    draft.say("read", line.number, _("principles are listed below: {line}").format(line=line.text.strip()))
    return True


def _principle_item(draft: Draft, line: Line) -> bool:
    """Take an item of a list under such a heading."""
    if not draft.listing or not line.text.strip():
        return False
    item = _ITEM.match(line.text)
    text = item["rest"] if item else line.text
    rank: Rank | None = draft.listing if isinstance(draft.listing, str) else None
    label = label_of(text)
    if label is not None and (said := principles_rank(label[0])):  # “- Primary: Dive Deep”
        rank, text = "primary" if said in {"primary", "main"} else "secondary", label[1]
    if line.level or not _listed(draft, line, text, rank, only_if_some=True):
        if line.level or not item:
            draft.listing = False
        return False
    return True


def _principle_head(draft: Draft, line: Line) -> bool:
    """Take the principles that head a line, `- **Ownership:** nobody had the list`; the line stays."""
    head = "" if line.level else line_head(line.text)
    if not head or is_section(head) or not draft.recogniser.may_search(head):
        return False
    found = draft.recogniser.named(re.sub(r"\s*\([A-Z]{2,12}\)$", "", head))
    if found.mentions and not found.rest:
        draft.mentions += found.mentions
        names_ = ", ".join(mention.principle for mention in found.mentions)
        draft.say("kept", line.number, _("principles {names}: {line}").format(names=names_, line=line.text.strip()))
    return False


def _principles_alone(draft: Draft, line: Line) -> bool:
    """Take a line right under the heading that holds nothing but principles: `*Dive Deep, Frugality*`, `#dive-deep #frugality`."""
    if line.level or any(text.strip() for text in draft.narrative) or not draft.recogniser.may_search(line.text):
        return False
    found = draft.recogniser.named(re.sub(r"[*_`#()\[\]]", " ", line.text).strip())
    if not found.mentions or found.rest:
        return False
    draft.mentions += found.mentions
    names_ = ", ".join(mention.principle for mention in found.mentions)
    draft.say("read", line.number, _("principles {names}: {line}").format(names=names_, line=line.text.strip()))
    return True


def _bold_label(text: str) -> tuple[str, str]:
    """Return the label of a line that is nothing but one, in bold or with a colon: `**Leadership Principles**`."""
    bare = text.strip()
    if len(bare) > 60 or not bare.startswith(("**", "__")):
        return "", ""
    return " ".join(bare.strip("*_: ").split()).casefold(), ""


def _listed(draft: Draft, line: Line, text: str, rank: Rank | None, *, only_if_some: bool = False) -> bool:
    if not draft.recogniser.may_search(text):
        draft.say("kept", line.number, _("not looked through for principles: such lines are too long, or too many"))
        return False
    found = draft.recogniser.listing(text, rank)
    if only_if_some and not found.mentions:
        return False
    draft.mentions += found.mentions
    names_ = ", ".join(mention.principle for mention in found.mentions)
    if found.mentions and not found.rest:
        draft.say("read", line.number, _("principles {names}: {line}").format(names=names_, line=line.text.strip()))
        return True
    message = _("principles read: {names}; the line stays, for not all of it was understood: {text}")
    draft.say("kept", line.number, message.format(names=names_ or _("none"), text=found.rest or text))
    return False


def _hook_quote(draft: Draft, line: Line) -> bool:
    """Take a quoted line right under the story's heading."""
    match = _QUOTE.match(line.text)
    if (
        not match
        or len(draft.lines) > 1
        or any(text.strip() for text in draft.narrative)
        or draft.values
        or draft.mentions
        or label_of(line.text)
    ):
        return False
    return len(match["rest"]) <= LONGEST_HOOK and _fill(draft, line, "hook", match["rest"].strip())


def _section_head(draft: Draft, line: Line) -> bool:
    """Note the section that begins, and take its head where its text goes to a field."""
    name = (
        line.title if line.level else line.text.strip().strip("*_: ") if line.text.strip()[:2] in ("**", "__") else ""
    )
    if not name or (not line.level and (len(name) > 60 or (label_of(line.text) or ("", ""))[1])):
        return False
    if not line.level and not is_section(name):
        return False
    draft.section = draft.field_of(name) if is_section(name) or next(names(name)) in draft.fields else ""
    if is_section(name):
        draft.met[name.strip("*_: ")] += 1
    if not draft.section:
        return False
    said = _("{field}: {line}").format(field=draft.section, line=line.text.strip())
    draft.say("read", line.number, said)
    return True


def _in_section(draft: Draft, line: Line) -> bool:
    """Take a line of a section that goes to a field."""
    if not draft.section or line.level:
        return False
    text = line.text.strip()
    if not text:
        return True
    item = _ITEM.match(line.text)
    if draft.section in LIST_FIELDS:
        held = draft.lists.setdefault(draft.section, [])
        if draft.section == "anchors" and len(held) >= MAX_ANCHORS:
            draft.say("kept", line.number, _("a story has five anchors at most; this one stays in the narrative"))
            return False
        held.append((item["rest"] if item else text).strip())
        return True
    before = draft.values.get(draft.section, "")
    draft.values[draft.section] = f"{before} {text}".strip()
    return True


def _labelled(draft: Draft, line: Line) -> bool:
    label, rest = label_of(line.text) or ("", "")
    if line.level or not label:
        return False
    if labelled_part(line.text) or label in draft.fields or label in LABELS:
        draft.met[label] += 1
    field = draft.fields.get(label, LABELS.get(label))
    if not field or not rest:
        return False
    if field in LIST_FIELDS:
        held = draft.lists.setdefault(field, [])
        held += [one.strip() for one in re.split(r"[;,]", rest) if one.strip()][
            : MAX_ANCHORS - len(held) if field == "anchors" else None
        ]
        return False if field == "anchors" and len(held) == MAX_ANCHORS else _said(draft, line, field)
    if field == "status":
        rest = rest.strip("*_ .").casefold()
        if rest not in STATUSES:
            draft.say("kept", line.number, _("no status of ours: {line}").format(line=line.text.strip()))
            return False
    return _fill(draft, line, field, rest)


def _fill(draft: Draft, line: Line, field: str, text: str) -> bool:
    if field in draft.values:
        draft.say("kept", line.number, _("{field} stands twice; this one stays in the narrative").format(field=field))
        return False
    draft.values[field] = text
    return _said(draft, line, field)


def _said(draft: Draft, line: Line, field: str) -> bool:
    draft.say("read", line.number, _("{field}: {line}").format(field=field, line=line.text.strip()))
    return True


RECOGNISERS: tuple[Callable[[Draft, Line], bool], ...] = (
    _principle_item, _principle_line, _principles_alone, _principle_head, _hook_quote, _section_head, _in_section, _labelled,
)  # fmt: skip
