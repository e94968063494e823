"""How much of a brought file is read at all. Each limit stands here, with the sentence that says what, and what to do about it.

Every limit is far above what a person's stories need (300 stories with everything in them: 2 MB, 10,000 records, 45,000 values), and together they
hold any source of any format to some seconds and 512 MB (`tests/faults/test_hostile.py` measures that).
"""

from storybank.texts import _

MAX_BYTES = 10 * 1024 * 1024  # of a source
MAX_ITEMS = 10_000  # of one list; rows of a table, and headings that begin a story
MAX_RECORDS = 100_000  # objects and list items of a source: some 3,000 stories with everything in them
MAX_VALUES = 1_000_000  # commas and brackets of a JSON source, outside of texts: what a parser keeps in memory
MAX_NARRATIVE = 500_000  # characters, a long novel: what a window still lays out while one waits
MAX_TEXT = 100_000  # characters of any other text
MAX_LINES = 60_000  # of notes, more than a thousand pages
MAX_CELLS = 200_000  # of a table
MAX_COLUMNS = 2_000  # of a table that is none of ours: each may be a story, and is asked what it is about
MAX_DEFINED = 200  # principles, signals or dimensions of a framework that a file may define; a real one has twenty
MAX_FRAMEWORK = 1024 * 1024  # characters of a framework's file; the shipped ones have 50,000
MAX_DEPTH = 32  # of a front matter and of a name in TOML; JSON and TOML nest as deeply as Python's parsers go, some hundred levels
MAX_FRONT_MATTER = 1024 * 1024  # characters
MAX_YAML_EVENTS = 100_000  # of a front matter

# What is beyond these is not refused, but taken for plain text.
MAX_HEADING = 2_000  # characters of a line that can be a heading, or of a column's name that is ours
MAX_HEAD = 100  # characters of an unknown column's name that are repeated in each story
MAX_SEARCHED = 2_000  # characters of a line that is searched for principles
MAX_SEARCHED_IN_ALL = 500_000  # of all such lines; 300 stories have some 30,000

# Beyond these only stories with equal titles or texts are told as likely doubles.
MAX_PAIRS = 150_000  # of stories that are compared word by word: 300 that meet 300
MAX_DOUBLES = 5  # of one story


def over_size() -> str:
    """Say that a source has too many bytes."""
    sentence = _("is over {limit} MB; nothing that large is read: bring it in parts")
    return sentence.format(limit=MAX_BYTES // 1024**2)


def over_framework() -> str:
    """Say that a framework's file is too long."""
    return _("is over 1 MB; a framework has some 50 KB: leave out what is no part of one")


def over_items(count: int) -> str:
    """Say that one list is too long."""
    sentence = _("holds {count}; at most {limit} are allowed: bring it in parts")
    return sentence.format(count=count, limit=MAX_ITEMS)


def over_records() -> str:
    """Say that a source holds too many objects and list items."""
    sentence = _("holds more than {limit} records or list items; nothing that large is read: bring it in parts")
    return sentence.format(limit=MAX_RECORDS)


def over_values() -> str:
    """Say that a source holds too many values."""
    sentence = _("holds more than {limit} values; nothing that large is read: bring it in parts")
    return sentence.format(limit=MAX_VALUES)


def over_text(name: str, text: str) -> str:
    """Say that the text of a field is too long; nothing when it is not."""
    limit = MAX_NARRATIVE if name.endswith("narrative") else MAX_TEXT
    if len(text) <= limit:
        return ""
    sentence = _("holds {count} characters; at most {limit} are allowed: shorten it, or part the story")
    return sentence.format(count=len(text), limit=limit)


def over_lines() -> str:
    """Say that notes have too many lines."""
    sentence = _("has more than {limit} lines; nothing that long is read: bring it in parts")
    return sentence.format(limit=MAX_LINES)


def over_headings() -> str:
    """Say that notes have too many headings."""
    sentence = _("has more than {limit} headings that could begin a story; bring it in parts")
    return sentence.format(limit=MAX_ITEMS)


def over_rows() -> str:
    """Say that a table has too many rows or columns."""
    sentence = _("has more than {limit} rows or columns; bring it in parts, with the columns that are needed")
    return sentence.format(limit=MAX_ITEMS)


def over_columns() -> str:
    """Say that a table is too wide."""
    sentence = _("has more than {limit} columns; bring it in parts, with the columns that are needed")
    return sentence.format(limit=MAX_COLUMNS)


def over_cells() -> str:
    """Say that a table has too many cells."""
    sentence = _("has more than {limit} cells; bring it in parts, with the columns that are needed")
    return sentence.format(limit=MAX_CELLS)


def over_defined(count: int) -> str:
    """Say that a framework defines too much of one kind: every unknown id is answered with the list of the known ones."""
    return _("holds {count}; at most {limit} are allowed").format(count=count, limit=MAX_DEFINED)


def over_depth() -> str:
    """Say that things lie in things lie in things."""
    return _("is nested too deeply; a bank needs less than ten levels: look at the brackets there")


def over_front_matter() -> str:
    """Say that a front matter is too long."""
    return _("the front matter is over 1 MB or holds too many values; put long texts below it")
