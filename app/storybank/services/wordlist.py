"""The words that somebody taught the spelling check for one bank: a private file in the data folder, named by the bank's path.

A bank file has no place for them yet; so they stay behind when the bank is moved.
"""

import os
from contextlib import suppress
from pathlib import Path

from storybank.paths import data_folder, known_as, private_folder
from storybank.texts import Refusal

_MOST_BYTES = 1_000_000


def read_words(bank: Path) -> frozenset[str]:
    """Return the words of a bank; none where the file cannot be read, for it only holds a convenience."""
    file = _file(bank)
    with suppress(OSError, ValueError):
        if file.stat().st_size <= _MOST_BYTES:
            return frozenset(word for line in file.read_text(encoding="utf-8").splitlines() if (word := line.strip()))
    return frozenset()


def write_words(bank: Path, words: frozenset[str]) -> None:
    """Keep the words of a bank, one a line; a data folder that cannot be written is no reason to bother anybody."""
    with suppress(OSError, Refusal):
        from storybank.services.publish import write_whole  # with the first word

        private_folder(_file(bank).parent)
        write_whole(_file(bank), "".join(f"{word}\n" for word in sorted(words)).encode(), force=True)
        os.chmod(_file(bank), 0o600)  # noqa: PTH101 - mkstemp made it so already; a file of an older version may not be


def _file(bank: Path) -> Path:
    from hashlib import sha256  # OpenSSL takes 3 MB that nobody needs who has no spelling

    return data_folder() / "words" / f"{sha256(os.fsencode(known_as(bank))).hexdigest()}.txt"
