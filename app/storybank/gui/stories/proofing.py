"""Spelling in the field of the narrative: what is underlined, the entries of its menu, the way to the next word."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from storybank.gui.fields import literal
from storybank.gui.settings import Settings
from storybank.gui.stories.spelling import Speller, Spelling
from storybank.gui.stories.writing import Passage, WritingField
from storybank.texts import _


class Proofing(QObject):
    """Underlines misspelt words where an engine is installed and the user wants it. `said` carries a sentence that explains."""

    said = Signal(str)

    def __init__(self, field: WritingField, bank: Path, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._field, self._bank, self._settings = field, bank, settings
        self._words: frozenset[str] | None = None  # read when spelling is first checked
        self._spelling = Spelling(self)
        self._spelling.found.connect(self._on_found)
        settings.changed.connect(self._on_setting)

    def use(self, speller: Speller | None) -> None:
        """Check with this engine instead of the installed one; None checks nothing."""
        self._spelling.use(speller)
        self.look()

    def look(self) -> None:
        """Check the text at the next pause."""
        if self._settings.now.spelling:
            self._spelling.watch(self._text)
        else:
            self._spelling.stop()

    def toggle(self) -> None:
        """Check spelling, or do not, and say so."""
        on = not self._settings.now.spelling
        if on and self._spelling.speller is None:
            self.said.emit(_("No spelling engine is installed, or none for your language."))
            return
        self._settings.change(spelling=on)
        self.said.emit(_("Spelling is checked.") if on else _("Spelling is not checked."))

    def next(self) -> None:
        """Select the next misspelt word, from the top again after the last."""
        if not self._settings.now.spelling or self._spelling.speller is None:
            self.said.emit(_("Spelling is not checked."))
            return
        start = self._field.selection[1]
        self._field.setFocus()
        self._text()
        self._spelling.finish()
        errors = self._field.errors
        following = next((error for error in errors if error.start >= start), errors[0] if errors else None)
        if following is None:
            self.said.emit(_("No word here is misspelt."))
        else:
            self._field.select(following.start, following.end)

    def add_to(self, menu: QMenu, place: int) -> None:
        """Put into a menu what can be done about the word at a place: what may have been meant, at the top, and teaching it."""
        error = next((error for error in self._field.errors if error.start <= place <= error.end), None)
        first = menu.actions()[0] if menu.actions() else None
        text = self._field.text
        if error is not None:
            word = text[error.start : error.end]
            made = [self._replacing(menu, error, suggestion) for suggestion in self._spelling.suggestions(word)]
            if not made:
                made = [QAction(_("No suggestion"), menu)]
                made[0].setEnabled(False)
            teach = QAction(_("Add “{word}” to this bank’s words").format(word=literal(word)), menu)
            teach.triggered.connect(lambda: self._teach(word, on=True))
            menu.insertActions(first, [*made, teach])  # type: ignore[arg-type]
            menu.insertSeparator(first)  # type: ignore[arg-type]
            return
        word = _word_at(text, place)
        if word and self._words and self._spelling.knows(word):
            forget = menu.addAction(_("Take “{word}” out of this bank’s words").format(word=literal(word)))
            forget.triggered.connect(lambda: self._teach(word, on=False))

    def _replacing(self, menu: QMenu, error: Passage, suggestion: str) -> QAction:
        action = QAction(literal(suggestion), menu)
        action.triggered.connect(lambda: self._field.put(error.start, error.end, suggestion, len(suggestion)))
        return action

    def _teach(self, word: str, *, on: bool) -> None:
        others = frozenset(other for other in self._words or () if other.casefold() != word.casefold())
        self._words = others | {word} if on else others
        from storybank.services.wordlist import write_words  # as below

        write_words(self._bank, self._words)
        self._spelling.know(self._words)
        self._spelling.finish()

    def _text(self) -> str:
        """Return what is to be checked, with the words that this bank knows at hand."""
        if self._words is None:
            self._words = _words_of(self._bank) if self._spelling.speller is not None else frozenset()
            self._spelling.know(self._words)
        return self._field.text

    def _on_found(self, errors: tuple[Passage, ...]) -> None:
        caret = self._field.caret if self._field.hasFocus() and not self._field.textCursor().hasSelection() else -1
        self._field.show_errors([error for error in errors if error.end != caret])  # that word may not be finished

    def _on_setting(self, name: str) -> None:
        if name == "spelling":
            self.look()


def _words_of(bank: Path) -> frozenset[str]:
    from storybank.services.wordlist import read_words  # where an engine is installed

    return read_words(bank)


def _word_at(text: str, place: int) -> str:
    start = end = place
    while start and (text[start - 1].isalnum() or text[start - 1] in "’'"):
        start -= 1
    while end < len(text) and (text[end].isalnum() or text[end] in "’'"):
        end += 1
    return text[start:end]
