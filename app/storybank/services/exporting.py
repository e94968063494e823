"""Taking everything out: one function per kind, written whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from storybank.analysis.aliasing import aliased, still_there
from storybank.exchange.frameworks import Catalogue
from storybank.exchange.interchange import write_interchange
from storybank.model import Bank
from storybank.services.publish import CannotWrite, reason, write_whole
from storybank.texts import Refusal, _

PDF_KINDS = ("matrix", "cheatsheet", "cards")
KIND_OF_SUFFIX: Mapping[str, str] = {".json": "json", ".csv": "csv", ".md": "markdown"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """How to write: `paper` is A4 or Letter, `today` dates the sheets."""

    force: bool
    aliased: bool
    ready_only: bool
    paper: str
    landscape: bool
    today: date


def kind_of(out: Path, kind: str | None) -> str:
    """Return the kind of an export from what was asked, else from the name's ending; raises `Refusal` when neither tells."""
    if kind is not None:
        return kind
    told = KIND_OF_SUFFIX.get(out.suffix.lower())
    if told is None:
        raise Refusal(
            _(
                "{path}: the name does not tell what to write; end it in .json, .csv or .md, or add --as matrix, cheatsheet, cards, …"
            ).format(path=out)
        )
    return told


def export(bank: Bank, out: Path, kind: str, options: ExportOptions, frameworks: Catalogue) -> None:
    """Write a bank to OUT as one of the kinds. Raises `CannotWrite`, and leaves nothing half-written."""
    shown = ready_stories(bank) if options.ready_only and kind not in PDF_KINDS else bank
    if options.aliased:
        shown = aliased(shown)
    if kind == "markdown" and (out.is_dir() or not out.suffix):
        _write_folder(out, story_files(shown), bank, options)
        return
    if kind in PDF_KINDS:
        from storybank.services.sheets import (
            make_sheet,
            sheet_text,
        )  # ReportLab costs 0.1 s that the other kinds do not need

        data = make_sheet(shown, kind, options)
        text = sheet_text(data) if options.aliased else ""
    else:
        text = _TEXT_KINDS[kind](shown, options, frameworks)
        data = text.encode()
    if options.aliased:
        _refuse_leaks(text, bank, out)
    write_whole(out, data, force=options.force)


def ready_stories(bank: Bank) -> Bank:
    """Return the bank with its ready stories alone, and the waivers that still name something."""
    kept = {story.id for story in bank.stories if story.status == "ready"}
    return replace(
        bank,
        stories=tuple(story for story in bank.stories if story.id in kept),
        waivers=tuple(waiver for waiver in bank.waivers if waiver.story is None or waiver.story in kept),
    )


def story_files(bank: Bank) -> dict[str, str]:
    """Return file name -> text, one Markdown file per story; the names carry the bank's order."""
    from storybank.exchange.markdown_writing import story_to_markdown  # YAML is not needed by the other kinds
    from storybank.exchange.notes import Ids

    width = max(2, len(str(len(bank.stories))))
    files: dict[str, str] = {}
    for number, story in enumerate(bank.stories, 1):
        files[f"{number:0{width}}-{Ids().claim(story.id)}.md"] = story_to_markdown(story)
    return files


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


_TEXT_KINDS: Mapping[str, Callable[[Bank, ExportOptions, Catalogue], str]] = {
    "json": _json,
    "csv": _csv,
    "csv-matrix": _csv_matrix,
    "markdown": _markdown,
}


def _refuse_leaks(text: str, bank: Bank, out: Path) -> None:
    left = still_there(f"{text}\n{out.name}", bank.aliases)
    if left:
        raise CannotWrite(
            _("{path} was not written: it would still hold {terms}; change the alias or the file name").format(
                path=out, terms=", ".join(left)
            )
        )


def _write_folder(out: Path, files: dict[str, str], bank: Bank, options: ExportOptions) -> None:
    if options.aliased:
        _refuse_leaks("\n".join([*files, *files.values()]), bank, out)
    if out.is_dir() and any(out.iterdir()):
        if not options.force:
            raise CannotWrite(
                _("{path} exists already and is not empty: choose another folder, or add --force").format(path=out)
            )
        for name, text in files.items():
            write_whole(out / name, text.encode(), force=True)
        return
    try:
        part = Path(tempfile.mkdtemp(prefix=f".{out.name[:40]}.", suffix=".part", dir=out.parent))
    except OSError as error:
        raise CannotWrite(_("{path} cannot be written: {reason}").format(path=out, reason=reason(error))) from error
    try:
        for name, text in files.items():
            write_whole(part / name, text.encode(), force=False)
        with suppress(OSError):
            out.rmdir()  # an empty folder that stood there; Windows would not rename over it
        os.rename(part, out)  # noqa: PTH104  # Path.rename would say the same
    except OSError as error:
        raise CannotWrite(_("{path} cannot be written: {reason}").format(path=out, reason=reason(error))) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
