"""Whether a program as it was installed is whole: everything that is shipped is found and everything that it promises is done once, for real."""

import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from storybank.exchange.frameworks import Catalogue
from storybank.model import Bank, Change

_FEWEST_PAGES = 10  # of the guide: fewer and some were left behind
_FEWEST_LETTERS = 1000  # that can be read on a sheet of the sample
_ROUND_TRIPS = (("json", ".json"), ("markdown", ".md"), ("csv", ".csv"), ("xlsx", ".xlsx"))
_READ_ONLY_ONCE = (("csv-matrix", ".csv"), ("html", ".html"), ("cards", ".pdf"), ("booklet", ".pdf"))
_SHEETS = ("matrix", "cheatsheet")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was tried: what, what came of it, and whether that is well."""

    name: str
    found: str
    is_well: bool


Trial = tuple[str, Callable[[Path], str]]
"""A name, and what is tried in a folder: it returns what to say of it and raises whatever goes wrong."""


class _WrongError(Exception):
    """What was found is not what should be there."""


def self_test(folder: Path, more: tuple[Trial, ...] = ()) -> Iterator[Check]:
    """Try everything in an empty folder, one thing after the other; `more` is what others know how to try, such as the window."""
    trials: tuple[Trial, ...] = (
        ("system", _system),
        ("SQLite", _sqlite),
        ("resources", _resources),
        ("guide", _guide),
        ("bank", _bank),
        ("sheets", _sheets),
        ("exports", _exports),
        ("imports", _imports),
        *more,
    )
    for name, trial in trials:
        try:
            yield Check(name, trial(folder), is_well=True)
        except Exception as fault:  # noqa: BLE001 - whatever goes wrong is the answer
            yield Check(name, f"{type(fault).__name__}: {fault}", is_well=False)


def _system(_folder: Path) -> str:
    kind = "bundle" if getattr(sys, "frozen", False) else "library"
    return f"{platform.platform()}, Python {platform.python_version()}, {kind}"


def _sqlite(_folder: Path) -> str:
    from storybank.store.connection import OLDEST, sqlite_version

    version = sqlite_version()
    _demand(version >= OLDEST, f"{version} is older than {OLDEST}")
    return ".".join(map(str, version))


def _resources(_folder: Path) -> str:
    from storybank.exchange.naming import lexicon
    from storybank.paths import resources

    names = Catalogue.standard().ids()
    _demand("aws-pm" in names, f"frameworks: {', '.join(names) or '–'}")
    _demand((resources() / "interchange.schema.json").is_file() and bool(lexicon().parts), "schema and lexicon")
    fonts = sorted(file.name for file in (resources() / "fonts").iterdir() if file.suffix in (".ttf", ".ttc"))
    _demand(len(fonts) >= 3, f"fonts: {fonts}")
    return f"{len(names)} frameworks, {len(fonts)} fonts"


def _guide(_folder: Path) -> str:
    from storybank.services.guide import picture_folder, pictures, read_guide

    pages = read_guide()
    missing = [
        name for page in pages for name in pictures(page.text) if not (picture_folder() / Path(name).name).is_file()
    ]
    _demand(len(pages) >= _FEWEST_PAGES and not missing, f"{len(pages)} pages, without {missing}")
    return f"{len(pages)} pages"


def _bank(folder: Path) -> str:
    from storybank.services.loading import read_bank
    from storybank.services.session import Session

    file = folder / "self-test.storybank"
    bank = _sample()
    Session.create(file, bank).close()
    session = Session.open(file)
    renamed = replace(session.bank, title=f"{bank.title} 2")
    session.apply(Change(before=session.bank, after=renamed, label=""))
    session.close()
    _demand(read_bank(file, Catalogue.standard()) == renamed, "what was saved is not what was read")
    return f"{len(bank.stories)} stories saved and read"


def _sheets(folder: Path) -> str:
    from storybank.services.sheets import sheet_text

    for kind in _SHEETS:
        data = _export(folder, kind, ".pdf").read_bytes()
        text = sheet_text(data)
        _demand(_sample().title in text and len(text) > _FEWEST_LETTERS, f"{kind}: {text[:80]!r}")
    return ", ".join(_SHEETS)


def _exports(folder: Path) -> str:
    for kind, suffix in _READ_ONLY_ONCE:
        _demand(_export(folder, kind, suffix).stat().st_size > 0, kind)
    return ", ".join(kind for kind, _suffix in _READ_ONLY_ONCE)


def _imports(folder: Path) -> str:
    from storybank.services.importing import plan_import

    bank = _sample()
    for kind, suffix in _ROUND_TRIPS:
        file = _export(folder, kind, suffix)
        plan = plan_import(replace(bank, stories=()), (file,), Catalogue.standard())
        titles = [story.title for story in plan.merged.bank.stories]
        _demand(titles == [story.title for story in bank.stories], f"{kind}: {titles}")
    return ", ".join(kind for kind, _suffix in _ROUND_TRIPS)


def _export(folder: Path, kind: str, suffix: str) -> Path:
    from storybank.services.exporting import ExportOptions, export

    out = folder / f"self-test-{kind}{suffix}"
    options = ExportOptions(
        force=True, aliased=False, ready_only=False, paper="A4", landscape=False, today=date(2026, 1, 1)
    )
    export(_sample(), out, kind, options, Catalogue.standard())
    return out


def _sample() -> Bank:
    from storybank.services.loading import sample_bank

    return sample_bank(Catalogue.standard())


def _demand(is_so: bool, told: str) -> None:
    if not is_so:
        raise _WrongError(told)
