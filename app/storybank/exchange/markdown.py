"""Notes in Markdown to stories: our own files field for field, anybody else's by their headings and labelled lines.

Every word of the source ends in a field, in a narrative, or in a finding.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from storybank.analysis.validity import Problem, story_problems
from storybank.exchange.drafts import Draft, too_long
from storybank.exchange.errors import InputError, refuse
from storybank.exchange.frontmatter import FrontMatterError, placed, read_yaml, split
from storybank.exchange.labels import LABELS, may_name_principles, principles_rank
from storybank.exchange.limits import MAX_HEADING, MAX_ITEMS, over_headings
from storybank.exchange.naming import clean_title, told_title
from storybank.exchange.notebook import Notebook
from storybank.exchange.notes import AS_RECOGNISED, Choices, Finding, Ids, Notes
from storybank.exchange.outline import Line, outline
from storybank.exchange.principles import Recogniser
from storybank.exchange.recognisers import take
from storybank.exchange.segments import split_level
from storybank.exchange.shape import Reading, covers
from storybank.exchange.source import check_lines, check_text
from storybank.model import Framework, Story
from storybank.texts import _

_OURS = re.compile(r"^(id|title|status):", re.MULTILINE)  # what we write in every front matter
DOCUMENT = "<!-- storybank: a story per heading of level 2 -->"
"""The last line of a whole bank as one document: its headings are taken by the letter."""
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
        found = Finding("read", 1, _("story “{title}”, field for field").format(title=story.title))
        return Notes((story,), (found,), shape=_("a story of ours, field for field"), lines=((1,),))
    lines = outline(body, whole.count("\n") - body.count("\n") + 1)
    if sum(line.level > 0 for line in lines) > MAX_ITEMS:
        raise refuse(source, over_headings())
    recogniser = Recogniser(framework)
    end = next((at for at in reversed(range(len(lines))) if lines[at].text.strip()), None)
    if end is not None and lines[end].text.strip() == DOCUMENT and choices == AS_RECOGNISED:
        told = Finding("read", lines[end].number, DOCUMENT)
        notes = _noted(source, *_of_document(lines[:end], recogniser), [told])
        return replace(notes, shape=_("a bank of ours as one document: a story per heading of level 2"))
    book = Notebook(lines, recogniser, choices)
    if not book.drafts and split_level(lines) == 0 and re.search(r"\w", body):
        book.drafts.append(_untitled(lines, source, recogniser))
        book.aside = []
    findings = [*book.findings, *_front_matter(head, book.drafts, recogniser)]
    notes = _noted(source, book.drafts, book.aside, findings)
    shape = _("one story without headings") if any(draft.is_untitled for draft in book.drafts) else book.shape
    return replace(notes, shape=shape, heads=book.heads, parts=book.parts)


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


def _of_document(lines: list[Line], recogniser: Recogniser) -> tuple[list[Draft], list[Line]]:
    """Return the drafts of a document of ours, and the lines before the first; the last one, which says so, is cut off already."""
    drafts: list[Draft] = []
    aside: list[Line] = []
    for line in lines:
        if line.level == 2 and (title := clean_title(line.title)):
            drafts.append(Draft(title, line.number, recogniser))
            drafts[-1].say("read", line.number, _("story: {text}").format(text=line.title))
        elif drafts:
            take(drafts[-1], line)
        elif line.text.strip():
            aside.append(line)
    return drafts, aside


def _untitled(lines: list[Line], source: str, recogniser: Recogniser) -> Draft:
    """Return the draft of notes without a heading: one story, called by its first line or else by the file."""
    first = next(
        (line for line in lines if line.text.strip() and not line.level),
        next(line for line in lines if line.text.strip()),
    )
    name = told_title(first.text[:MAX_HEADING])  # a longer one is none, as the next line finds
    if len(name) > LONGEST_TITLE or not name:
        name = re.sub(r"\.\w+$", "", re.split(r"[/\\]", source)[-1]) or _("Notes")
    draft = Draft(name, first.number, recogniser)
    draft.is_untitled = True
    draft.say("guessed", first.number, _("no headings: all of it is one story, “{title}”").format(title=name))
    for line in lines:
        take(draft, line)
    return draft


def _front_matter(head: str | None, drafts: list[Draft], recogniser: Recogniser) -> Iterator[Finding]:
    """Take what a front matter that is not ours says of a lone story; every other line of it goes to the first story's narrative."""
    if head is None or not head.strip():
        return
    if not drafts:
        yield from (Finding("skipped", 1, line) for line in head.split("\n") if line.strip())
        return
    kept = head.strip("\n").split("\n")
    if len(drafts) == 1:
        kept = _told_by(head, drafts[0], recogniser)
    if any(line.strip() for line in kept):
        drafts[0].narrative[:0] = [*kept, ""]
        yield Finding("kept", 1, _("a front matter that is not ours; its lines stand in the first story's narrative"))


def _told_by(head: str, draft: Draft, recogniser: Recogniser) -> list[str]:
    """Give a story the title, principles and fields that its front matter states, and return the lines that say anything else."""
    try:
        data = read_yaml(head)
    except FrontMatterError:
        return head.strip("\n").split("\n")
    taken = {key for key, value in data.items() if _told(key.casefold().replace("_", " "), value, draft, recogniser)}
    kept: list[str] = []
    key = ""
    for number, line in enumerate(head.strip("\n").split("\n"), 2):
        if match := re.match(r"([\w -]+):", line):
            key = match[1].strip()
        if key in taken:
            draft.say("read", number, line.strip())
        else:
            kept.append(line)
    return kept


def _told(key: str, value: Any, draft: Draft, recogniser: Recogniser) -> bool:
    words = (
        [str(one) for one in value]
        if isinstance(value, list)
        else [str(value)]
        if isinstance(value, str | int | float)
        else []
    )
    said = principles_rank(key)
    if words and (said is not None or may_name_principles(key)):
        listed = [
            recogniser.listing(word, None if not said else "primary" if said in ("primary", "main") else "secondary")
            for word in words
        ]
        if all(one.mentions and not one.rest for one in listed):
            draft.mentions += [mention for one in listed for mention in one.mentions]
            return True
    if len(words) != 1:
        return False
    if key == "title" and words[0].strip() and len(words[0]) <= LONGEST_TITLE:
        if draft.is_untitled:
            draft.title = words[0].strip()
        return draft.title == words[0].strip()
    field = LABELS.get(key)
    if field is None or field in draft.values or field == "status":
        return False
    draft.values[field] = words[0]
    return True


def _noted(source: str, drafts: list[Draft], aside: list[Line], findings: list[Finding]) -> Notes:
    for line in aside:
        if line.text.strip():
            kind = _("heading, no story: {text}") if line.level else _("outside of any story: {text}")
            findings.append(Finding("skipped", line.number, kind.format(text=line.title or line.text.strip())))
    if not drafts:
        findings.append(Finding("skipped", 0, _("no story found: nothing is written under a heading of its own")))
    ids = Ids()
    stories = tuple(draft.finish(ids.claim(draft.title)) for draft in drafts)
    problems = [problem for draft, story in zip(drafts, stories, strict=True) for problem in too_long(draft, story)]
    if problems:
        raise InputError(source, problems)
    for draft in drafts:
        findings += draft.findings
    ordered = tuple(sorted(findings, key=lambda finding: finding.line))
    return Notes(stories, ordered, whole=False, lines=tuple(tuple(draft.lines) for draft in drafts))
