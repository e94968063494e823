"""One mechanism for every sentence: whatever a person reads can be translated, and numbers and dates are written as the reader writes them."""

import gettext
import locale
import re
import time
from collections.abc import Iterator
from datetime import date
from datetime import time as clock
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from storybank import texts
from texts.sentences import Sentence, built, marked, sources, unmarked
from texts.translations import extract

# What reads like prose and is none of ours to translate, by module: the reason, and the texts (None: all of the module).
SPARED: dict[str, tuple[str, ...] | None] = {
    # the words that people's notes use, in English, as they are recognised
    "exchange/columns.py": None,
    "exchange/drafts.py": None,
    "exchange/indexes.py": None,
    "exchange/labels.py": None,
    "exchange/naming.py": None,
    "exchange/telling.py": None,
    "exchange/markdown.py": None,
    "exchange/principles.py": None,
    # what a self-test found, for whoever helps with an installation
    "services/self_test.py": None,
    "gui/self_test.py": None,
    # the markup of a page, and its style
    "reports/page/document.py": None,
    "reports/page/style.py": None,
    # the labels of exported notes, which the same words read back
    "exchange/markdown_writing.py": ("Internal customer",),
    # what the folders of other programs are called
    "services/copying.py": ("google drive", "my drive", "icloud drive", "mobile documents"),
    # what Python's own reader of JSON says, which we put into our words
    "exchange/interchange.py": (
        "Expecting value",
        "Extra data",
        "Unterminated string starting at",
        "Invalid control character at",
        "property name",
    ),
    # a title inside a file for machines; the log, which is for us
    "exchange/schema.py": ("Storybank interchange file, version 1",),
    "services/faults.py": ("\n… raised while handling:\n",),
    # what SQLite answers
    "store/inspection.py": ("*** in database main ***",),
    # a text that is measured and never shown
    "gui/stories/writing.py": ("The quiet part of a story is told in about as many letters as this, and no more.",),
    # an id that nobody sees
    "analysis/mending.py": ("\n new story",),
}
_FIELD = re.compile(r"\{([^{}]*)\}")


def all_marked() -> Iterator[tuple[Sentence, ...]]:
    for path in sources():
        yield from marked(path)


def test_every_sentence_can_be_translated() -> None:
    def spared(sentence: Sentence) -> bool:
        known = SPARED.get(sentence.file, ())
        return known is None or sentence.text in known

    found = [str(sentence) for path in sources() for sentence in unmarked(path) if not spared(sentence)]
    assert found == [], "these go past storybank.texts"


def test_no_sentence_is_put_together_before_it_is_looked_up() -> None:
    assert [str(sentence) for path in sources() for sentence in built(path)] == []


def test_the_parts_of_a_sentence_have_names_and_both_numbers_have_the_same() -> None:
    for forms in all_marked():
        fields = [sorted(set(_FIELD.findall(form.text.replace("{{", "").replace("}}", "")))) for form in forms]
        assert all(re.match(r"[a-z_]+(:[^}]*)?$", name) for names in fields for name in names), str(forms[0])
        assert all(set(names) <= set(fields[-1]) for names in fields), f"{forms[0]}: the plural lacks a part"


def test_the_template_holds_exactly_what_is_marked() -> None:
    template = {message.id[0] if isinstance(message.id, tuple) else message.id for message in extract() if message.id}
    assert template == {forms[0].text for forms in all_marked()}


def test_a_catalogue_in_the_folder_is_used_with_its_plural_forms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = Catalog(locale="pl")  # three forms
    catalogue.add("Stories", "Historie")
    catalogue.add(("{n} gap", "{n} gaps"), ("{n} luka", "{n} luki", "{n} luk"))
    folder = tmp_path / "pl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "storybank.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setenv("LANGUAGE", "pl")
    read = texts.read_catalogue(tmp_path)
    assert read.gettext("Stories") == "Historie"
    assert [read.ngettext("{n} gap", "{n} gaps", n) for n in (1, 3, 5)] == ["{n} luka", "{n} luki", "{n} luk"]
    assert read.gettext("not in it") == "not in it"


def test_without_a_catalogue_the_sentences_are_their_own(tmp_path: Path) -> None:
    assert type(texts.read_catalogue(tmp_path / "nothing")) is gettext.NullTranslations


HABITS = {
    # name of the locale, decimal point, thousands, %x and %X of 22 November 2033, 13:44:55, and what we then write
    "C.UTF-8": (".", ",", "11/22/33", "13:44:55", "3.5", "12345", "2027-01-20", "14:05"),
    "de_DE.UTF-8": (",", ".", "22.11.2033", "13:44:55", "3,5", "12.345", "20.01.2027", "14:05"),
    "en_US.UTF-8": (".", ",", "11/22/2033", "01:44:55 PM", "3.5", "12,345", "01/20/2027", "02:05 PM"),
    "en_GB.UTF-8": (".", ",", "22/11/33", "13:44:55", "3.5", "12,345", "20/01/2027", "14:05"),
    "fr_FR.UTF-8": (",", "\u202f", "22/11/2033", "13:44:55", "3,5", "12\u202f345", "20/01/2027", "14:05"),
    "ar_XX.UTF-8": (".", ",", "٢٢/١١/٢٠٣٣", "13:44", "3.5", "12,345", "2027-01-20", "14:05"),
}


@pytest.mark.parametrize("name", HABITS)
def test_numbers_and_dates_are_written_as_the_reader_writes_them(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    point, group, day, hour, score, number, written_day, written_clock = HABITS[name]
    state = {locale.LC_NUMERIC: "C", locale.LC_TIME: "C"}

    def set_locale(kind: int, wanted: str | None = None) -> str:
        if wanted is not None:
            state[kind] = name if wanted == "" else wanted
        return state[kind]

    monkeypatch.setattr(locale, "setlocale", set_locale)
    monkeypatch.setattr(locale, "localeconv", lambda: {"decimal_point": point, "thousands_sep": group})
    plainly = time.strftime
    asked = {"%x": day, "%X": hour}
    monkeypatch.setattr(time, "strftime", lambda pattern, moment: asked.get(pattern) or plainly(pattern, moment))
    texts.habits.cache_clear()
    try:
        assert (texts.score_text(3.5), texts.number_text(12345)) == (score, number)
        assert (texts.day_text(date(2027, 1, 20)), texts.clock_text(clock(14, 5))) == (written_day, written_clock)
        assert texts.plain_score(3.5) == "3.5", "files are the same everywhere"
        assert state == {locale.LC_NUMERIC: "C", locale.LC_TIME: "C"}, "put back"
    finally:
        texts.habits.cache_clear()


def test_a_locale_that_is_not_there_is_no_reason_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "xx_NOWHERE.UTF-8")
    texts.habits.cache_clear()
    assert texts.habits() == texts.PLAIN
    texts.habits.cache_clear()
