"""Spelling of a narrative: looked at in idle moments, with an engine where one is installed and without a word where none is."""

import re
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Protocol

from PySide6.QtCore import QLocale, QObject, QTimer, Signal

from storybank.gui.stories.writing import Passage

SUGGESTED = 6
PAUSE_MS = 500
_SLICE = 0.004  # seconds: no key waits longer than this for the check

_UNCHECKED = re.compile(
    r"^[ \t]*(```|~~~).*?(?:^[ \t]*\1[^\n]*$|\Z)|`[^`\n]+`|(?<=\])\([^()\n]*\)|\b(?:https?|ftp|file|mailto):\S+|\bwww\.\S+|(?<!\S)\S{1,64}@\S+",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_PART = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff\uf900-\ufaff]")


class Speller(Protocol):
    """What an engine must do."""

    def check(self, word: str) -> bool:
        """Return whether a word is spelt right."""
        ...

    def suggest(self, word: str) -> list[str]:
        """Return what may have been meant, the likeliest first."""
        ...


def find_speller() -> Speller | None:
    """Return pyenchant's dictionary for the user's language, else for English; None where there is no engine or no dictionary."""
    try:
        import enchant  # type: ignore[import-not-found]  # an optional extra, and slow to load
    except ImportError:
        return None
    try:
        installed = enchant.list_languages()
    except enchant.errors.Error:
        return None
    own = QLocale().name()
    wanted = [own, *(name for name in installed if name.startswith(own[:3])), "en_US", "en_GB"]
    wanted += [name for name in installed if name.startswith("en")]
    name = next((name for name in wanted if name in installed), None)
    return enchant.Dict(name) if name else None


def checked_words(text: str) -> Iterator[tuple[int, str]]:
    """Yield the words of a Markdown text whose spelling can be judged, each with its place.

    Left out: code, addresses, words with digits or in capitals, single letters, and scripts that put no spaces between words.
    """
    plain = _UNCHECKED.sub(lambda found: re.sub(r"\S", " ", found[0]), text)
    for found in _WORD.finditer(plain):
        whole = found[0]
        if "_" in whole or any(character.isdigit() for character in whole) or _UNSPACED.search(whole):
            continue
        for part in _PART.finditer(whole):
            word = part[0]
            if len(word) > 1 and not word.isupper():
                yield found.start() + part.start(), word


class Spelling(QObject):
    """Checks a text. `found` carries the misspelt words as passages, each time a text was looked through."""

    found = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._speller: Speller | None = None
        self._looked = False
        self._known: frozenset[str] = frozenset()
        self._right: dict[str, bool] = {}
        self._text: Callable[[], str] = str
        self._left: Iterator[tuple[int, str]] = iter(())
        self._wrong: list[Passage] = []
        self._pause = _timer(self, PAUSE_MS, self._begin)
        self._next = _timer(self, 0, self._go_on)

    @property
    def speller(self) -> Speller | None:
        """The engine; looked for once, when it is first needed."""
        if not self._looked:
            self.use(find_speller())
        return self._speller

    def use(self, speller: Speller | None) -> None:
        """Check with this engine; None checks nothing."""
        self._looked, self._speller = True, speller
        self._right.clear()

    def know(self, words: frozenset[str]) -> None:
        """Take these words for right, in any case of letters."""
        self._known = frozenset(word.casefold() for word in words)

    def knows(self, word: str) -> bool:
        """Return whether a word was taught."""
        return _straight(word).casefold() in self._known

    def watch(self, text: Callable[[], str]) -> None:
        """Check what this returns, at the next pause; any call begins the pause anew."""
        self._text = text
        self._next.stop()
        self._pause.start()

    def stop(self) -> None:
        """Check nothing any more, and say that nothing is wrong."""
        self._pause.stop()
        self._next.stop()
        self.found.emit(())

    def finish(self) -> None:
        """Look the whole text through now."""
        self._begin()
        while self._next.isActive():
            self._go_on()

    def suggestions(self, word: str) -> list[str]:
        """Return what may have been meant by a word, six at most."""
        speller = self.speller
        return speller.suggest(_straight(word))[:SUGGESTED] if speller else []

    def is_right(self, word: str) -> bool:
        """Return whether a word is spelt right, or was taught."""
        word = _straight(word)
        if word.casefold() in self._known or word.removesuffix("'s").casefold() in self._known:
            return True
        if word not in self._right:
            speller = self.speller
            self._right[word] = speller is None or speller.check(word)
        return self._right[word]

    def _begin(self) -> None:
        self._pause.stop()
        if self.speller is not None:
            self._wrong, self._left = [], checked_words(self._text())
            self._next.start()

    def _go_on(self) -> None:
        end = perf_counter() + _SLICE
        for start, word in self._left:
            if not self.is_right(word):
                self._wrong.append(Passage(start, start + len(word)))
            if perf_counter() > end:
                self._next.start()
                return
        self._next.stop()
        self.found.emit(tuple(self._wrong))


def _straight(word: str) -> str:
    return word.replace("’", "'")


def _timer(owner: QObject, milliseconds: int, done: Callable[[], object]) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(done)
    return timer
