"""Bringing stories in: read every source, merge, and only then make one change – all or nothing."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from storybank.analysis.validity import Problem, story_problems
from storybank.exchange.errors import InputError, quote, refuse
from storybank.exchange.frameworks import Catalogue
from storybank.exchange.interchange import read_interchange
from storybank.exchange.markdown import read_markdown
from storybank.exchange.merge import Merge, filled, merge
from storybank.exchange.notes import AS_RECOGNISED, Choices, Finding, Notes
from storybank.exchange.source import decode, load
from storybank.exchange.tables import read_csv, read_sheets
from storybank.model import Bank, Change, Framework, Story
from storybank.services.journal import SUFFIX
from storybank.services.progress import Progress, unwatched
from storybank.texts import Refusal, _

NO_CHOICES: Mapping[str, Choices] = {}
DEFAULT_FRAMEWORK = "aws-pm"
_JSON = ".json"
_TABLES = (".csv", ".tsv")
_WORKBOOKS = (".xlsx", ".xlsm")
_MARKDOWN = (".md", ".markdown", ".txt", ".mdx")
SOURCE_SUFFIXES = (_JSON, *_TABLES, *_WORKBOOKS, *_MARKDOWN)


@dataclass(frozen=True, slots=True)
class Source:
    """One source as it was read: how it is called, what was found in it, and its text where it is one."""

    name: str
    notes: Notes
    text: str = ""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do: the sources as read, and how their stories meet the bank. Nothing has changed yet."""

    before: Bank
    sources: tuple[Source, ...]
    merged: Merge

    @property
    def change(self) -> Change:
        """The import as one change, one step to undo."""
        return Change(before=self.before, after=self.merged.bank, label=_("Import stories"))

    @property
    def findings(self) -> tuple[tuple[str, Finding], ...]:
        """What was read, guessed, kept or skipped, with the name of its source."""
        return tuple((source.name, finding) for source in self.sources for finding in source.notes.findings)


class Refusals(Refusal):
    """Several sources could not be taken; their sentences together."""

    def __init__(self, errors: list[InputError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))


def plan_import(
    bank: Bank,
    paths: tuple[Path, ...],
    frameworks: Catalogue,
    progress: Progress = unwatched,
    choices: Mapping[str, Choices] = NO_CHOICES,
) -> ImportPlan:
    """Read the sources against a bank, telling after each of them; `choices` are by the name of a source.

    Raises one `Refusals` with every problem of every source.
    """
    sources: list[Source] = []
    errors: list[InputError] = []
    spread = _spread(paths)
    for number, path in enumerate(spread):
        progress(number, len(spread))
        try:
            sources.append(_read(path, bank, frameworks, choices.get(str(path), AS_RECOGNISED)))
        except InputError as error:
            errors.append(error)
    errors += _at_odds(sources)
    if errors:
        raise Refusals(errors)
    progress(len(spread), len(spread))
    return merged(bank, tuple(sources))


def read_text(text: str, name: str, suffix: str, framework: Framework, choices: Choices = AS_RECOGNISED) -> Notes:
    """Return what is found in a text of which `suffix` tells whether it is a table. Raises `InputError`."""
    if suffix in _TABLES:
        return read_csv(text, name, framework, choices)
    return read_markdown(text, name, framework, choices)


def is_table(text: str) -> bool:
    """Say whether a text that was pasted is a table: what a spreadsheet copies has as many tabs in each line."""
    lines = [line for line in text.split("\n") if line.strip()][:20]
    tabs = {line.count("\t") for line in lines}
    return len(lines) > 1 and min(tabs) > 0 and len(tabs) <= 2


def merged(bank: Bank, sources: tuple[Source, ...]) -> ImportPlan:
    """Return how stories that were read meet a bank."""
    incoming = tuple(
        story if source.notes.whole else filled(story, bank.story(story.id))
        for source in sources
        for story in source.notes.stories
    )
    return ImportPlan(bank, sources, merge(bank, incoming))


def first_bank(paths: tuple[Path, ...], title: str, frameworks: Catalogue) -> Bank:
    """Return the bank that an import into a missing file starts from: the first interchange source's own frame, else an empty one for AWS.

    When that source cannot be read, the `Refusals` tells what is wrong with the others too.
    """
    framework = frameworks.get(DEFAULT_FRAMEWORK)
    if framework is None:
        raise Refusal(_("the framework {id} is missing from this installation").format(id=DEFAULT_FRAMEWORK))
    empty = Bank.empty(framework, title)
    framing = next((path for path in paths if path.suffix.lower() == _JSON), None)
    if framing is None:
        return empty
    try:
        return replace(_interchange(framing, frameworks), stories=())
    except InputError as error:
        raise Refusals([error, *_other_errors(framing, paths, empty, frameworks)]) from error


def _other_errors(framing: Path, paths: tuple[Path, ...], empty: Bank, frameworks: Catalogue) -> Iterator[InputError]:
    for path in _spread(paths):
        if path != framing:
            try:
                if path.suffix.lower() == _JSON:
                    _interchange(path, frameworks)
                else:
                    _read(path, empty, frameworks)
            except InputError as error:
                yield error


def _read(path: Path, bank: Bank, frameworks: Catalogue, choices: Choices = AS_RECOGNISED) -> Source:
    """Return one source as it is read by the ending of its name. Raises `InputError`."""
    suffix, name = path.suffix.lower(), str(path)
    if suffix == _JSON:
        return Source(name, _from_interchange(path, bank, frameworks))
    if suffix in (*_TABLES, *_MARKDOWN):
        text = decode(load(path), name)
        return Source(name, read_text(text, name, suffix, bank.framework, choices), text)
    if suffix in _WORKBOOKS:
        from storybank.exchange.workbook import shown, workbook_sheets  # it brings openpyxl

        sheets = workbook_sheets(load(path), name)
        return Source(name, read_sheets(sheets, name, bank.framework, choices), shown(sheets))
    if os.path.isdir(path):  # noqa: PTH112 - unlike Path's it never raises
        raise refuse(name, _("the folder holds no .md file"))
    if not os.path.lexists(path):
        raise refuse(name, _("there is no such file; check the name"))
    if suffix == SUFFIX:
        raise refuse(
            name, _("is a bank: open yours in the window and import it there, or export it to .json and bring that")
        )
    raise refuse(
        name, _("is of no known kind; bring a .json, .md, .txt, .csv, .tsv or .xlsx file, or a folder of .md files")
    )


def _interchange(path: Path, frameworks: Catalogue) -> Bank:
    return read_interchange(load(path), str(path), frameworks)


def _from_interchange(path: Path, bank: Bank, frameworks: Catalogue) -> Notes:
    brought = _interchange(path, frameworks)
    problems = [
        replace(problem, path=f"stories[{index}].{problem.path}")
        for index, story in enumerate(brought.stories)
        for problem in _unfit(story, bank.framework, brought.framework)
    ]
    if problems:
        raise InputError(str(path), problems)
    others = [
        f"bank.{field}"
        for field in ("title", "framework", "target", "aliases", "waivers", "aside")
        if getattr(brought, field) not in (getattr(bank, field), getattr(Bank.empty(bank.framework, ""), field))
    ]
    if not others:
        return Notes(brought.stories, ())
    sentence = _("{fields}: not taken, for the bank keeps its own")
    return Notes(brought.stories, (Finding("skipped", 0, sentence.format(fields=", ".join(others))),))


def _unfit(story: Story, framework: Framework, its_own: Framework) -> list[Problem]:
    """Return what a story that was sound under its own framework breaks under the bank's."""
    if framework == its_own:
        return []
    return story_problems(story, framework)


def _at_odds(sources: list[Source]) -> Iterator[InputError]:
    """Refuse two sources that are not interchange and give one id to different stories: taking the later one would lose the other."""
    held: dict[str, tuple[str, Story]] = {}
    for source in sources:
        if source.name.lower().endswith(_JSON):
            continue
        for story in source.notes.stories:
            name, other = held.setdefault(story.id, (source.name, story))
            if other != story:
                sentence = _(
                    "story {id} stands in {other} too, in other words; give one of them another heading or id, or leave it away"
                )
                yield refuse(source.name, sentence.format(id=quote(story.id), other=quote(name)))


def _spread(paths: tuple[Path, ...]) -> list[Path]:
    """Return the files, a folder standing for the Markdown files in it, by name; one without any stands for itself."""
    spread: list[Path] = []
    for path in paths:
        spread += (_notes_in(path) or [path]) if os.path.isdir(path) else [path]  # noqa: PTH112 - never raises
    return spread


def _notes_in(folder: Path) -> list[Path]:
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        raise refuse(str(folder), _("cannot be read: {why}").format(why=error.strerror or error)) from error
    return [file for file in inside if file.suffix.lower() in _MARKDOWN and file.name[0] != "." and file.is_file()]
