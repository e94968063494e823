"""Lines that say what they are about: `**Employer:** …`, `- LP: …`, and several such on one line."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from storybank.exchange.limits import MAX_HEADING
from storybank.exchange.naming import MARKS

# What people call a field, in lower case.
LABELS: Mapping[str, str] = {
    "employer": "employer", "company": "employer", "organisation": "employer", "organization": "employer",
    "role": "role", "my role": "role", "position": "role",
    "period": "period", "when": "period", "date": "period", "dates": "period", "timeframe": "period", "time frame": "period",
    "scale": "scale", "hook": "hook", "status": "status",
    "trade-off": "trade_off", "trade-offs": "trade_off", "tradeoff": "trade_off", "tradeoffs": "trade_off", "trade off": "trade_off",
    "opening": "opening", "opening line": "opening", "closing": "closing", "closing line": "closing",
}  # fmt: skip

_REMEMBERED = 512  # lines: each is asked about several times in a row
_BEFORE = rf"^[\s>]{{0,8}}(?:[-*+•]\s{{1,3}})?(?:[{MARKS}]{{1,4}}\s?)?[*_]{{0,3}}(?:[{MARKS}]{{1,4}}\s?)?"
_LABEL = re.compile(_BEFORE + r"(?P<label>[^\W_][^:：*_|`\n]{0,50}?)\s?[*_]{0,3}[:：][*_]{0,3}(?P<rest>.*)$")
# Only principles are announced in other ways, too: “LPs – Ownership”, “LP = …”.
_DASHED = re.compile(
    _BEFORE + r"(?P<label>[^\W_][^:：*_|`=→–—\n-]{0,50}?)\s?[*_]{0,3}\s?[=→–—-][*_]{0,3}(?P<rest>\s.*)$"
)
_PRINCIPLES = re.compile(
    r"(?:amazon |aws |the |key |relevant |related |core |candidate |possible |potential )*"
    r"(?P<rank>primary |main |secondary |supporting |other |additional |backup )?"
    r"(?:(?:leadership |core )?principles?(?: ?\(?s\)?)?|lps?(?: ?#?\d)?"
    r"|lp['’]s|lps['’]|lp ?\(s\)|lp tags?|(?:core )?competenc(?:y|ies)|principles and ranks|skills?"
    r"|primary|secondary|also)"
    r"(?: (?:covered|shown|demonstrated|hit|touched|tags?|used|addressed|alignment|mapping))?(?: \(lps?\))?"
)
_MAYBE = re.compile(
    r"(?:primary|secondary|also|skills?|tags?|themes?|topics?|maps to|good for|best for|use for|demonstrates|shows|covers|works for|targets"
    r"|(?:currently )?assigned to|category|categories)"
)
_STORY = re.compile(r"(?:story|story title|story used|use story|example|best story|primary story|title)")
_HEADED = re.compile(
    r"^\s{0,12}(?:(?:[-*+•]|\d{1,2}[.)])\s{1,3})?(?:(?:\*\*|__)(?P<bold>[^*_\n]{2,80}?)\s?:?\s?(?:\*\*|__)\s?(?:[:：–—-]|$)"
    r"|(?P<plain>[^\W\d_][^:：*_|\n]{1,80}?)\s?[:：])"
)
_SEVERAL = re.compile(r"(?:\*\*|__)[^*_\n]{1,50}(?::(?:\*\*|__)|(?:\*\*|__):)")


@lru_cache(_REMEMBERED)
def label_of(text: str) -> tuple[str, str] | None:
    """Return the label of a line (in lower case) and what it says, None when it has none."""
    for pattern in (_LABEL, _DASHED):
        match = pattern.match(text)
        label = " ".join(match["label"].split()).casefold() if match else ""
        if match and (pattern is _LABEL or _PRINCIPLES.fullmatch(label)):
            return label, match["rest"].strip()
    return None


def line_head(text: str) -> str:
    """Return what heads a line: its label, or all of a bold line or of an item that ends in a colon; `` where nothing does."""
    match = _HEADED.match(text[:MAX_HEADING])
    return " ".join((match["bold"] or match["plain"] or "").split()) if match else ""


def principles_rank(label: str) -> str | None:
    """Return which rank a label gives to the principles after it: `` for none, None where it is no such label."""
    match = _PRINCIPLES.fullmatch(label)
    return (
        None
        if match is None
        else (match["rank"] or label if label in ("primary", "secondary", "also") else match["rank"] or "").strip()
    )


def is_principles_label(label: str) -> bool:
    """Say whether a label announces principles, whatever follows."""
    return bool(_PRINCIPLES.fullmatch(label)) and not _MAYBE.fullmatch(label)


def may_name_principles(label: str) -> bool:
    """Say whether a label announces principles if some follow: “Tags: …”, “Good for: …”."""
    return bool(_MAYBE.fullmatch(label))


def story_label(text: str) -> str:
    """Return the title that a line such as `**Story:** The cheap mast` gives to what it stands in, `` where it gives none."""
    if len(text) > MAX_HEADING:
        return ""
    label = label_of(text)
    if label is None or not _STORY.fullmatch(label[0]) or "**" not in text.replace("__", "**"):
        return ""
    return label[1] if len(label[1]) <= _LONGEST_TITLE else ""


def pieces(text: str) -> Iterator[str]:
    """Yield a line, or where it begins with a bold label and holds more of them, what stands under each."""
    starts = (
        [match.start() for match in _SEVERAL.finditer(text)] if len(text) <= MAX_HEADING and text.count(":") > 1 else []
    )
    if len(starts) < 2 or text[: starts[0]].strip(" \t>-*+•"):
        yield text
        return
    for start, end in zip([0, *starts[1:]], [*starts[1:], len(text)], strict=True):
        yield text[start:end].rstrip(" \t|·;—–") or text[start:end]


_LONGEST_TITLE = 160
