"""Notes in Markdown to stories: our own files field for field, anybody else's by their headings and labelled lines.

Every word of the source ends in a field, in a narrative, or in a finding.
"""

import re
from collections import Counter
from collections.abc import Iterator

from storybank.analysis.validity import Problem, story_problems
from storybank.exchange.drafts import Draft, is_section
from storybank.exchange.errors import InputError, refuse
from storybank.exchange.frontmatter import FrontMatterError, placed, read_yaml, split
from storybank.exchange.limits import MAX_HEADING, MAX_ITEMS, over_headings, over_text
from storybank.exchange.notes import AS_RECOGNISED, Choices, Finding, Ids, Notes
from storybank.exchange.outline import Line, outline
from storybank.exchange.principles import Recogniser
from storybank.exchange.shape import Reading, covers
from storybank.exchange.source import check_lines, check_text
from storybank.model import Framework, Story
from storybank.texts import _

_OURS = re.compile(r"^(id|title|status):", re.MULTILINE)  # what we write in every front matter
_ASIDE = frozenset(
    {
        "table of contents",
        "contents",
        "toc",
        "index",
        "introduction",
        "intro",
        "preface",
        "template",
        "how to use",
        "legend",
    }
)
_NUMBERED = re.compile(r"^(?:(?:story|example)\s*#?\s*\d{1,3}\s*[:.)–—-]\s*|\d{1,3}[.)]\s+)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~–—])")
LONGEST_TITLE = 120


def read_markdown(text: str, source: str, framework: Framework, choices: Choices = AS_RECOGNISED) -> Notes:
    """Return the stories of a Markdown text and what became of each line; `source` is the file's name.

    Raises InputError for what no text may hold, and for a front matter of ours (id, title, status) that is not sound.
    """
    check_text(text, source)
    whole = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    check_lines(whole, source)
    head, body = split(whole)
    if head is not None and len(set(_OURS.findall(head))) == 3:
        story = _own_story(head, body, source, framework)
        return Notes((story,), (Finding("read", 1, _("story “{title}”, field for field").format(title=story.title)),))
    findings: list[Finding] = []
    if head is not None:
        findings.append(
            Finding("kept", 1, _("a front matter that is not ours; its lines stand in the first story's narrative"))
        )
    offset = whole.count("\n") - body.count("\n")
    return _stories(outline(body, offset + 1), head, source, Recogniser(framework), findings)


def _own_story(head: str, body: str, source: str, framework: Framework) -> Story:
    try:
        data = read_yaml(head)
    except FrontMatterError as error:
        place = _("line {line}").format(line=error.line + 1) if error.line else ""
        raise InputError(source, [Problem(place, str(error))]) from None
    if "narrative" not in data:  # it stands there only when a plain text could not hold it
        data["narrative"] = body.removeprefix("\n").removesuffix("\n")
    reading = Reading()
    story: Story = reading.value(Story, data, "")
    told = {problem.path for problem in reading.problems}
    problems = reading.problems + [p for p in story_problems(story, framework) if not covers(told, p.path)]
    if problems:
        raise InputError(source, placed(problems, head))
    return story


def _stories(
    lines: list[Line], head: str | None, source: str, recogniser: Recogniser, findings: list[Finding]
) -> Notes:
    level = split_level(lines)
    if sum(0 < line.level <= level for line in lines) > MAX_ITEMS:
        raise refuse(source, over_headings())
    drafts: list[Draft] = []
    aside: list[Line] = []  # what stands before the first story, or under a heading that is none
    current: Draft | None = None
    after_heading = False
    if level == 0 and any(line.text.strip() for line in lines):
        current = _untitled(lines, source, recogniser)
        drafts.append(current)
    for line in lines:
        if line.level and line.level <= level and not is_section(line.title):
            current = _begun(line, level, recogniser)
            if current is not None:
                drafts.append(current)
            else:
                aside.append(line)
        elif line.is_underline and after_heading:
            pass
        elif current is not None:
            current.take(line)
        elif line.text.strip():
            aside.append(line)
        after_heading = 0 < line.level <= level
    return _noted(source, drafts, aside, head, findings)


def _begun(line: Line, level: int, recogniser: Recogniser) -> Draft | None:
    title = clean_title(line.title)
    if line.level < level or not title or title.casefold() in _ASIDE:
        return None
    draft = Draft(title, line.number, recogniser)
    draft.say("read", line.number, _("story: {text}").format(text=line.title))
    return draft


def _untitled(lines: list[Line], source: str, recogniser: Recogniser) -> Draft:
    """Return the draft of notes without a heading: one story, called by its first line or else by the file."""
    first = next(line for line in lines if line.text.strip())
    name = clean_title(first.text[:MAX_HEADING])  # a longer one is none, as the next line finds
    if len(name) > LONGEST_TITLE or not name:
        name = re.sub(r"\.\w+$", "", re.split(r"[/\\]", source)[-1]) or _("Notes")
    draft = Draft(name, first.number, recogniser)
    draft.say("guessed", first.number, _("no headings: all of it is one story, “{title}”").format(title=name))
    return draft


def _too_long(draft: Draft, story: Story) -> Iterator[Problem]:
    for name in ("narrative", *draft.values):
        if message := over_text(name, getattr(story, name)):
            yield Problem(_("line {line}, {path}").format(line=draft.line, path=name), message)


def _noted(source: str, drafts: list[Draft], aside: list[Line], head: str | None, findings: list[Finding]) -> Notes:
    for line in aside:
        kind = _("heading, no story: {text}") if line.level else _("outside of any story: {text}")
        findings.append(Finding("skipped", line.number, kind.format(text=line.title or line.text.strip())))
    if not drafts:
        findings.append(Finding("skipped", 0, _("no story found: nothing is written under a heading of its own")))
        findings += [Finding("skipped", 1, line) for line in (head or "").split("\n") if line.strip()]
    elif head is not None and head.strip():
        drafts[0].narrative[:0] = [*head.strip("\n").split("\n"), ""]
    ids = Ids()
    stories = tuple(draft.finish(ids.claim(draft.title)) for draft in drafts)
    problems = [problem for draft, story in zip(drafts, stories, strict=True) for problem in _too_long(draft, story)]
    if problems:
        raise InputError(source, problems)
    for draft in drafts:
        findings += draft.findings
    return Notes(stories, tuple(sorted(findings, key=lambda finding: finding.line)), whole=False)


def split_level(lines: list[Line]) -> int:
    """Return the level of the headings that begin a story, 0 when there is none.

    It is the topmost one that several headings have which name no part of a story: a lone heading over them is the title of the whole. Where no level
    has several, it is the lowest one that nothing is written above.
    """
    headings = [line for line in lines if line.level and not is_section(line.title)]
    counts = Counter(line.level for line in headings)
    several = [level for level, count in counts.items() if count > 1]
    if several or not headings:
        return min(several, default=0)
    first = headings[0]
    told = False  # whether a text stands under a heading
    for line in lines[first.number - lines[0].number + 1 :]:
        if line.level and not is_section(line.title) and not told:
            first = line
        told |= bool(line.text.strip()) and not line.is_underline and line is not first
    return first.level


def clean_title(text: str) -> str:
    """Return a heading's text without emphasis, without a number before it, and with its escapes undone."""
    title = " ".join(text.split())
    for mark in ("**", "__", "*", "_"):
        if (
            len(title) > 2 * len(mark)
            and title.startswith(mark)
            and title.endswith(mark)
            and mark not in title[len(mark) : -len(mark)]
        ):
            title = title[len(mark) : -len(mark)].strip()
            break
    return _ESCAPED.sub(r"\1", _NUMBERED.sub("", title) or title)
