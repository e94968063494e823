"""From bytes to text: how big a file may be, which encodings are met, what is refused before anybody reads on."""

import stat
from pathlib import Path

from storybank.exchange.errors import refuse
from storybank.exchange.limits import MAX_BYTES, MAX_LINES, over_lines, over_size
from storybank.texts import _

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def load(path: Path, source: str = "") -> bytes:
    """Return a file's bytes; raise InputError when it cannot be read or is over the limit. `source` is how messages call it."""
    name = source or str(path)
    try:
        if stat.S_ISFIFO(path.stat().st_mode):  # opening one waits for whoever may never write to it
            raise refuse(name, _("is a pipe, not a file; write it to a file first"))
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise refuse(name, _("there is no such file")) from None
    except IsADirectoryError:
        raise refuse(name, _("is a folder, not a file")) from None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else None
        raise refuse(name, _("cannot be read: {why}").format(why=why or error)) from None
    check_size(content, name)
    return content


def check_size(content: str | bytes, source: str) -> None:
    """Raise InputError when a source is over the limit."""
    size = len(content)
    if size <= MAX_BYTES and isinstance(content, str) and 4 * size > MAX_BYTES:
        size = len(content.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        raise refuse(source, over_size())


def check_lines(text: str, source: str) -> None:
    """Raise InputError for a text (LF line ends) of more lines than are read."""
    if text.count("\n") > MAX_LINES:
        raise refuse(source, over_lines())


def decode(content: bytes, source: str) -> str:
    """Return the text of notes or a table: UTF-8 or UTF-16 by its mark, else UTF-8, else Windows-1252. Line ends stay as they are.

    Raises InputError for what is over the limit or is no text at all.
    """
    check_size(content, source)
    named = next((encoding for bom, encoding in _BOMS if content.startswith(bom)), None)
    try:
        text = content.decode(named or "utf-8")
    except UnicodeDecodeError:
        if named:
            raise refuse(source, _("begins as Unicode text but does not go on as such")) from None
        # five bytes mean nothing in Windows-1252; Latin-1 keeps them as control characters
        text = content.decode("cp1252", errors="ignore") if _is_cp1252(content) else content.decode("latin-1")
    check_text(text, source)
    return text


def check_text(text: str, source: str) -> None:
    """Raise InputError for a text that could not be stored: over the limit, NUL, or half of a surrogate pair."""
    check_size(text, source)
    if "\x00" in text:
        raise refuse(source, _("holds NUL characters, so it is no text file"))
    try:
        text.encode()
    except UnicodeEncodeError:
        raise refuse(source, _("holds half of a character pair, which cannot be stored")) from None


def _is_cp1252(content: bytes) -> bool:
    try:
        content.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return True
