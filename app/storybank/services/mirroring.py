"""A mirror: a folder with a Markdown file per story that follows a bank, so that a plain-text copy exists without the program.

What we wrote is remembered by its digest, for each bank in a private file in the data folder. A file that differs from that was edited by somebody
and is left as it is, unless its story is the bank's all the same.
"""

import os
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from storybank.exchange.errors import printable
from storybank.model import Bank, Story
from storybank.paths import data_folder, private_folder
from storybank.services.copying import mark
from storybank.services.exporting import story_files
from storybank.services.publish import CannotWrite, reason, write_whole
from storybank.store.sealing import sha256  # pyright: ignore[reportAttributeAccessIssue] - hashlib itself brings 8 MB
from storybank.texts import Refusal, _

_LONGEST = 32_000_000  # bytes; no story file of ours is as long

Digests = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Mirrored:
    """What came of it: how many files were written and removed, which were edited by somebody else, which are none that we may touch.

    Both kinds stand as they were.
    """

    written: int
    removed: int
    edited: tuple[Path, ...]
    foreign: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Record:
    """Where a mirror is, and by file name the digests of what we wrote there: two of them while one takes the place of the other."""

    folder: Path
    files: Digests = field(default_factory=dict)


def mirror_of(bank: Path) -> Path | None:
    """Return the folder that follows a bank; None where none does."""
    record = _read(bank)
    return record.folder if record else None


def keep_mirror(bank: Path, folder: Path) -> None:
    """Have a folder follow a bank from now on. Raises a `Refusal`."""
    before = _read(bank)
    real = Path(os.path.realpath(folder))
    if before is None or before.folder != real:
        _write(bank, _Record(real))


def drop_mirror(bank: Path) -> None:
    """Let no folder follow a bank any more; its files stay."""
    with suppress(OSError):
        _file(bank).unlink(missing_ok=True)


def refresh(path: Path, bank: Bank, over: Collection[Path] = ()) -> Mirrored | None:
    """Bring the mirror of the bank at a path up to date; None where there is none. Files in `over` are ours again, edited or not.

    Only what differs is written, each file whole or not at all; a file of a story that is gone is removed if it is as we wrote it.
    Raises a `Refusal` where the folder is gone or cannot be written.
    """
    record = _read(path)
    if record is None:
        return None
    if not record.folder.is_dir():
        sentence = _(
            "{folder}: the folder that follows this bank is gone; the bank itself is saved, and it is tried again with the next change"
        )
        raise CannotWrite(sentence.format(folder=printable(str(record.folder))))
    try:
        return _Mirror(path, record, bank, frozenset(over)).refresh()
    except OSError as error:
        sentence = _(
            "{folder}: the folder that follows this bank cannot be written ({reason}); the bank itself is saved"
        )
        raise CannotWrite(sentence.format(folder=printable(str(record.folder)), reason=reason(error))) from error


class _Mirror:
    """One refreshing."""

    def __init__(self, path: Path, record: _Record, bank: Bank, over: frozenset[Path]) -> None:
        self._path, self._record, self._bank, self._over = path, record, bank, over
        self._files = {name: text.encode() for name, text in story_files(bank).items()}
        self._edited: list[Path] = []
        self._foreign: list[Path] = []

    def refresh(self) -> Mirrored:
        """Do it. The digests of what is to be written are remembered before, so that a crash makes no file of ours a stranger's."""
        new = {name: _digest(data) for name, data in self._files.items()}
        writes = [name for name in self._files if self._is_to_write(name, new[name])]
        gone = [name for name in self._record.files if name not in new and self._is_to_remove(name)]
        kept = {name: was for name, was in self._record.files.items() if name not in gone}
        if writes:
            _write(
                self._path,
                _Record(self._record.folder, kept | {name: (*kept.get(name, ()), new[name]) for name in writes}),
            )
        for name in writes:
            write_whole(self._record.folder / name, self._files[name], force=True)
        for name in gone:
            (self._record.folder / name).unlink(missing_ok=True)
        left = {*self._edited, *self._foreign}
        known = {name: (one,) for name, one in new.items() if self._record.folder / name not in left}
        record = _Record(
            self._record.folder, {**{name: was for name, was in kept.items() if name not in known}, **known}
        )
        if record != self._record or writes:
            _write(self._path, record)
        return Mirrored(len(writes), len(gone), tuple(self._edited), tuple(self._foreign))

    def _is_to_write(self, name: str, new: str) -> bool:
        there = self._record.folder / name
        content = self._content(there)
        if content is None:
            return there not in self._foreign
        return _digest(content) != new and self._is_ours(there, content)

    def _is_to_remove(self, name: str) -> bool:
        there = self._record.folder / name
        content = self._content(there)
        return there not in self._foreign and (content is None or self._is_ours(there, content))

    def _content(self, there: Path) -> bytes | None:
        """Return what a file holds; None where there is none, or what is there is no plain file: that is foreign."""
        try:
            found = there.lstat()
        except FileNotFoundError:
            return None
        if not stat.S_ISREG(found.st_mode) or found.st_size > _LONGEST:
            self._foreign.append(there)
            return None
        return there.read_bytes()

    def _is_ours(self, there: Path, content: bytes) -> bool:
        """Say whether a file may be replaced: it is as we wrote it, was given back to us, or tells a story just as the bank does."""
        if there in self._over or _digest(content) in self._record.files.get(there.name, ()):
            return True
        if any(story == self._bank.story(story.id) for story in self._told(there, content)):
            return True
        self._edited.append(there)
        return False

    def _told(self, there: Path, content: bytes) -> Iterator[Story]:
        """Yield the one story that a file tells, where it can be read and tells one alone."""
        from storybank.exchange.markdown import read_markdown  # hopefully never: an edited file

        with suppress(Refusal, UnicodeDecodeError):
            notes = read_markdown(content.decode(), there.name, self._bank.framework)
            if len(notes.stories) == 1:
                yield notes.stories[0]


def _read(bank: Path) -> _Record | None:
    """Return what is remembered of a bank's mirror; None where that is nothing, or cannot be read."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        content = _file(bank).read_text(encoding="ascii")
        import json  # few banks have a mirror

        data = json.loads(content)
        files = {str(name): tuple(map(str, was)) for name, was in data["files"].items() if Path(name).name == name}
        return _Record(Path(data["folder"]), files)
    return None


def _write(bank: Path, record: _Record) -> None:
    import json  # see above

    private_folder(data_folder())
    private_folder(_file(bank).parent)
    data = {"folder": str(record.folder), "files": {name: list(was) for name, was in sorted(record.files.items())}}
    write_whole(_file(bank), json.dumps(data, indent=1).encode("ascii"), force=True)


def _file(bank: Path) -> Path:
    return data_folder() / "mirrors" / f"{mark(bank)}.json"


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
