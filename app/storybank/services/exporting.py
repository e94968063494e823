"""Taking everything out: one function per kind, written whole or not at all."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from storybank.analysis.aliasing import aliased, left_alone, still_there
from storybank.analysis.excerpt import USUAL, excerpt
from storybank.exchange.errors import printable
from storybank.exchange.frameworks import Catalogue
from storybank.exchange.interchange import write_interchange
from storybank.model import Bank, Story
from storybank.services.journal import SUFFIX
from storybank.services.progress import Progress, unwatched
from storybank.services.publish import CannotWrite, write_folder, write_whole
from storybank.texts import Refusal, _

PDF_KINDS = ("matrix", "cheatsheet", "cards", "booklet")
KIND_OF_SUFFIX: Mapping[str, str] = {
    ".json": "json",
    ".csv": "csv",
    ".md": "markdown",
    ".xlsx": "xlsx",
    ".html": "html",
    ".htm": "html",
}
_ONE_DOCUMENT = (".md", ".markdown", ".mdown", ".txt", ".text")
_MOST_NAMED = 20  # stories in a refusal
_OUR_NAME = re.compile(r"\d{2,}-.+\.md")
_OUR_START = re.compile(r"---\nid: ")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """How to write: `paper` is A4 or Letter, `today` dates the sheets. `story` (an id) and `words` (the most of them) are for a text alone."""

    force: bool
    aliased: bool
    ready_only: bool
    paper: Literal["A4", "Letter"]
    landscape: bool
    grey: bool = False
    duplex: bool = False
    author: str = ""
    story: str = ""
    words: int = USUAL
    today: date


def kind_of(out: Path, kind: str | None) -> str:
    """Return the kind of an export from what was asked, else from the name's ending; raises `Refusal` when neither tells."""
    if out.suffix.lower() == SUFFIX:
        sentence = _("{path}: an export cannot be a bank; end OUT in .json to take everything along")
        raise Refusal(sentence.format(path=printable(str(out))))
    told = kind or KIND_OF_SUFFIX.get(out.suffix.lower())
    if told is None:
        sentence = _(
            "{path}: the name does not tell what to write; end it in .json, .csv, .xlsx, .md or .html, or add --as matrix, cheatsheet, …"
        )
        raise Refusal(sentence.format(path=printable(str(out))))
    return told


def export(
    bank: Bank, out: Path, kind: str, options: ExportOptions, frameworks: Catalogue, progress: Progress = unwatched
) -> list[str]:
    """Write a bank to OUT as one of the kinds and return the longer words that still hold a confidential term.

    Where there is a file per story `progress` is told after each.

    Raises `CannotWrite`, and leaves nothing half-written.
    """
    shown = ready_stories(bank) if options.ready_only and kind not in PDF_KINDS else bank
    longer = left_alone(shown) if options.aliased else []
    if options.aliased:
        shown = aliased(shown)
    if kind == "markdown" and (out.is_dir() or out.suffix.lower() not in _ONE_DOCUMENT):
        files = story_files(shown, progress)
        if options.aliased:
            _refuse_leaks("\n".join([*files, *files.values()]), bank, out)
        encoded = {name: text.encode() for name, text in files.items()}
        write_folder(out, encoded, force=options.force, is_ours=_is_story_file)
        return longer
    if kind == "text":
        data, text = _text(bank, shown, options)
    elif kind in PDF_KINDS:
        data, text = _sheet(shown, kind, options)
    elif kind in _OTHER_KINDS:
        data, text = _OTHER_KINDS[kind](shown, options)
    else:
        text = _TEXT_KINDS[kind](shown, options, frameworks)
        data = text.encode()
    if options.aliased:
        _refuse_leaks(text, bank, out)
    write_whole(out, data, force=options.force)
    return longer


def _sheet(bank: Bank, kind: str, options: ExportOptions) -> tuple[bytes, str]:
    """Return a PDF, and the text in it where that is to be looked through."""
    from storybank.services.sheets import (  # ReportLab costs 0.1 s that others do not need
        Options,
        make_sheet,
        sheet_text,
    )

    names = ("paper", "landscape", "ready_only", "grey", "duplex", "author", "today")
    data = make_sheet(bank, kind, Options(**{name: getattr(options, name) for name in names}))
    return data, sheet_text(data) if options.aliased else ""


def _workbook(bank: Bank, options: ExportOptions) -> tuple[bytes, str]:
    """Return a workbook, and the text in it where that is to be looked through."""
    from storybank.exchange.spreadsheet_writing import bank_to_xlsx, workbook_text  # as above

    data = bank_to_xlsx(bank)
    return data, workbook_text(data) if options.aliased else ""


def _page(bank: Bank, options: ExportOptions) -> tuple[bytes, str]:
    """Return a page, and what can be read on it."""
    from storybank.reports.page import page_html, visible_text  # as above

    html = page_html(bank, options.today)
    return html.encode(), visible_text(html) if options.aliased else ""


def _text(bank: Bank, shown: Bank, options: ExportOptions) -> tuple[bytes, str]:
    """Return one story as plain text. It is named by its id in the bank, which an aliased one may not have any more; a lone one need not be."""
    ids = {story.id: at for at, story in enumerate(_same_stories(bank, shown, options))}
    if options.story not in ids and not (len(ids) == 1 and not options.story):
        told = ", ".join(list(ids)[:_MOST_NAMED]) + (", …" if len(ids) > _MOST_NAMED else "")
        sentence = _("a text is of one story: name it with --story ID; there are {ids}")
        raise Refusal(sentence.format(ids=printable(told) or "–"))
    text = excerpt(shown.stories[ids.get(options.story, 0)], options.words)
    return f"{text}\n".encode(), text


def _same_stories(bank: Bank, shown: Bank, options: ExportOptions) -> tuple[Story, ...]:
    """Return the stories that are shown under the names of the bank: aliasing keeps their order."""
    kept = ready_stories(bank).stories if options.ready_only else bank.stories
    return kept if len(kept) == len(shown.stories) else shown.stories


def ready_stories(bank: Bank) -> Bank:
    """Return the bank with its ready stories alone, and the waivers that still name something."""
    kept = frozenset(story.id for story in bank.stories if story.status == "ready")
    return replace(
        bank,
        stories=tuple(story for story in bank.stories if story.id in kept),
        waivers=tuple(waiver for waiver in bank.waivers if waiver.story is None or waiver.story in kept),
        aside=bank.aside.only(kept),
    )


def story_files(bank: Bank, progress: Progress = unwatched) -> dict[str, str]:
    """Return file name -> text, one Markdown file per story; the names carry the bank's order."""
    from storybank.exchange.markdown_writing import story_to_markdown  # YAML is not needed by the other kinds
    from storybank.exchange.notes import Ids

    count = len(bank.stories)
    width = max(2, len(str(count)))
    files = {}
    for number, story in enumerate(bank.stories, 1):
        files[f"{number:0{width}}-{Ids().claim(story.id)}.md"] = story_to_markdown(story)
        progress(number, count)
    return files


def _is_story_file(file: Path) -> bool:
    """Say whether a file is left of an earlier export into its folder: named and begun as we do."""
    if not _OUR_NAME.fullmatch(file.name) or file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as content:
        return _OUR_START.match(content.read(20).decode("latin-1")) is not None


def _json(bank: Bank, _options: ExportOptions, frameworks: Catalogue) -> str:
    return write_interchange(bank, frameworks)


def _csv(bank: Bank, _options: ExportOptions, _frameworks: Catalogue) -> str:
    from storybank.exchange.tables import bank_to_csv  # each kind loads only what it needs

    return bank_to_csv(bank)


def _csv_matrix(bank: Bank, _options: ExportOptions, _frameworks: Catalogue) -> str:
    from storybank.exchange.tables import bank_to_csv_matrix  # see above

    return bank_to_csv_matrix(bank)


def _markdown(bank: Bank, _options: ExportOptions, _frameworks: Catalogue) -> str:
    from storybank.exchange.markdown_writing import bank_to_markdown  # see above

    return bank_to_markdown(bank)


_OTHER_KINDS: Mapping[str, Callable[[Bank, ExportOptions], tuple[bytes, str]]] = {"xlsx": _workbook, "html": _page}
_TEXT_KINDS: Mapping[str, Callable[[Bank, ExportOptions, Catalogue], str]] = {
    "json": _json,
    "csv": _csv,
    "csv-matrix": _csv_matrix,
    "markdown": _markdown,
}


def _refuse_leaks(text: str, bank: Bank, out: Path) -> None:
    left = still_there(f"{text}\n{out.name}", bank.aliases)
    if left:
        sentence = _(
            "{path} was not written: it would still hold {terms} (in an alias, an id or word of the framework, or the file's name); change that first"
        )
        raise CannotWrite(sentence.format(path=printable(str(out)), terms=printable(", ".join(left))))
