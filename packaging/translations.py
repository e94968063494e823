"""The catalogues of other languages: what `./run translations [LANGUAGE …]` does.

Extracts every sentence of the program, brings the catalogue of each language in `resources/locale` up to date (and begins those that are named), and
compiles them. Needs Babel, which is a tool of development and no part of the program.
"""

import argparse
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "resources" / "locale"
DOMAIN = "storybank"
_KEYWORDS = {"_": None, "later": None, "plural": (1, 2)}


def extract() -> Catalog:
    """Return a catalogue of every sentence that is marked in the source, without a translation."""
    template = Catalog(project="Storybank", charset="utf-8", fuzzy=False)
    source = ROOT / "app" / "storybank"
    for name, line, message, comments, context in extract_from_dir(
        source, [("**.py", "python")], keywords=_KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    ):
        template.add(message, None, [(Path(name).as_posix(), line)], auto_comments=comments, context=context)
    return template


def update(language: str, template: Catalog) -> tuple[int, int]:
    """Bring the catalogue of one language up to date and compile it; returns how many of its sentences are translated, and of how many."""
    path = LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_file():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
    else:
        catalogue = Catalog(locale=language, project="Storybank", charset="utf-8", fuzzy=False)
    catalogue.update(template)
    with path.open("wb") as file:
        write_po(file, catalogue, sort_by_file=True, width=150)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    sentences = [message for message in catalogue if message.id]
    return sum(bool(message.string) and not message.fuzzy for message in sentences), len(sentences)


def main() -> int:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="./run translations", description="Brings the catalogues of other languages up to date."
    )
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help="begin this one too, such as de or pt_BR")
    asked = parser.parse_args()
    template = extract()
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    with (build / f"{DOMAIN}.pot").open("wb") as file:
        write_po(file, template, sort_by_file=True, width=150)
    print(f"{sum(1 for message in template if message.id)} sentences, in build/{DOMAIN}.pot")
    there = {folder.name for folder in LOCALE.iterdir() if folder.is_dir()} if LOCALE.is_dir() else set()
    for language in sorted(there | set(asked.languages)):
        done, all_of_them = update(language, template)
        print(f"{language}: {done} of {all_of_them} translated")
    return 0


if __name__ == "__main__":
    sys.exit(main())
