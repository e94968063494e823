"""Bringing stories in: read every source, merge, and only then make one change – all or nothing."""

from dataclasses import dataclass, replace
from pathlib import Path

from storybank.analysis.validity import story_problems
from storybank.exchange.errors import InputError, refuse
from storybank.exchange.frameworks import Catalogue
from storybank.exchange.interchange import read_interchange
from storybank.exchange.markdown import read_markdown
from storybank.exchange.merge import Merge, merge
from storybank.exchange.notes import Finding, Notes
from storybank.exchange.source import decode, load
from storybank.exchange.tables import read_csv
from storybank.model import Bank, Change, Framework
from storybank.texts import Refusal, _

DEFAULT_FRAMEWORK = "aws-pm"
_TABLES = (".csv", ".tsv")
_MARKDOWN = (".md", ".markdown", ".txt", ".mdx")


@dataclass(frozen=True, slots=True)
class Source:
    """One source as it was read: how it is called, what was found in it."""

    name: str
    notes: Notes


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


def plan_import(bank: Bank, paths: tuple[Path, ...], frameworks: Catalogue) -> ImportPlan:
    """Read the sources against a bank. Raises one `Refusals` with every problem of every source."""
    sources: list[Source] = []
    errors: list[InputError] = []
    for path in _spread(paths):
        try:
            sources.append(Source(str(path), read_source(path, bank.framework, frameworks)))
        except InputError as error:
            errors.append(error)
    if errors:
        raise Refusals(errors)
    incoming = tuple(story for source in sources for story in source.notes.stories)
    return ImportPlan(bank, tuple(sources), merge(bank, incoming))


class Refusals(Refusal):
    """Several sources could not be taken; their sentences together."""

    def __init__(self, errors: list[InputError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))


def first_bank(paths: tuple[Path, ...], title: str, frameworks: Catalogue) -> Bank:
    """Return the bank that an import into a missing file starts from: the first interchange source's own frame, else an empty one for AWS."""
    for path in paths:
        if path.suffix.lower() == ".json":
            framed = read_interchange(load(path), str(path), frameworks)
            return replace(framed, stories=())
    framework = frameworks.get(DEFAULT_FRAMEWORK)
    if framework is None:
        raise Refusal(_("the framework {id} is missing from this installation").format(id=DEFAULT_FRAMEWORK))
    return Bank.empty(framework, title)


def read_source(path: Path, framework: Framework, frameworks: Catalogue) -> Notes:
    """Return the stories of one source, by the ending of its name. Raises `InputError`."""
    suffix, name = path.suffix.lower(), str(path)
    if suffix == ".json":
        return _from_interchange(path, framework, frameworks)
    if suffix in _TABLES:
        return read_csv(decode(load(path), name), name, framework)
    if suffix in _MARKDOWN:
        return read_markdown(decode(load(path), name), name, framework)
    if not path.exists():
        raise refuse(name, _("there is no such file; check the name"))
    raise refuse(name, _("is of no known kind; bring a .json, .md, .txt, .csv or .tsv file, or a folder of .md files"))


def _from_interchange(path: Path, framework: Framework, frameworks: Catalogue) -> Notes:
    bank = read_interchange(load(path), str(path), frameworks)
    problems = [
        replace(problem, path=f"stories[{index}].{problem.path}")
        for index, story in enumerate(bank.stories)
        for problem in story_problems(story, framework)
    ]
    if problems:
        raise InputError(str(path), problems)
    return Notes(bank.stories, ())


def _spread(paths: tuple[Path, ...]) -> list[Path]:
    """Return the files, a folder standing for the Markdown files in it, by name."""
    spread: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.iterdir() if file.suffix.lower() in _MARKDOWN)
            if not inside:
                raise refuse(str(path), _("the folder holds no .md file"))
            spread += inside
        else:
            spread.append(path)
    return spread
