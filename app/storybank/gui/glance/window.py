"""The Glance window: always on top, large type, one principle at a time, chosen by two letters."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from storybank.analysis.aliasing import aliased
from storybank.analysis.telling import Telling, tellings
from storybank.gui.document import Document
from storybank.gui.fields import clear, hairline
from storybank.gui.glance.bar import Bar
from storybank.gui.glance.content import Line, lines
from storybank.gui.glance.letters import fitting, only
from storybank.gui.glance.paragraphs import Body, Candidate, paragraph
from storybank.model import Bank
from storybank.texts import _, plural

SIZES = (18, 20, 22, 24, 28, 32, 36, 42)
"""The sizes of the type in pixels; it never gets smaller than the first."""
_K, _CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
_STEPS = {_K.Key_Left: -1, _K.Key_Up: -1, _K.Key_Right: 1, _K.Key_Down: 1}
_LARGER, _SMALLER = (_K.Key_Plus, _K.Key_Equal), (_K.Key_Minus, _K.Key_Underscore)


class Glance(QWidget):
    """Follows the bank and writes nothing anywhere. `closed` tells that it went."""

    closed = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint)
        self.setWindowTitle(_("Glance – Storybank"))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setMinimumSize(300, 220)
        self._document = document
        self._tellings: tuple[Telling, ...] = ()
        self._seen: tuple[Bank, bool] | None = None
        self._principle = ""  # the id, so that another order or target keeps the place
        self._size = SIZES[0]
        self._bar = Bar()
        self.letters, self.aliases = self._bar.letters, self._bar.aliases
        self.letters.textEdited.connect(self._on_letters)
        self.letters.installEventFilter(self)
        self.aliases.setChecked(bool(document.bank.aliases))
        self.aliases.toggled.connect(self.refresh)
        self._bar.stepped.connect(self.step)
        self._offered: tuple[int, ...] | None = None  # what the letters may mean, shown alone while it is not one
        self._marked = 0
        self._area, self._body, self._column = QScrollArea(), Body(), QVBoxLayout()
        self._lay_out()
        document.changed.connect(self.refresh)
        self.refresh()

    @property
    def at(self) -> int:
        """The place of the principle that is shown."""
        return next((at for at, one in enumerate(self._tellings) if one.principle.id == self._principle), 0)

    def refresh(self, *_what: object) -> None:
        """Show the bank as it is now."""
        bank = self._document.bank
        if bool(bank.aliases) != self.aliases.isVisibleTo(self):
            self.aliases.setVisible(bool(bank.aliases))
            self.aliases.setChecked(bool(bank.aliases))  # the first term makes aliased the rule, as on paper
        seen = (bank, self.aliases.isChecked())
        if self._seen is None or self._seen[0] is not bank or self._seen[1] != seen[1]:
            self._seen = seen
            shown = aliased(bank) if seen[1] else bank
            self._tellings = tellings(shown, shown.framework)
        if self._offered is None:
            self._show(self.at)
        else:
            self._on_letters(self.letters.text())

    def step(self, step: int) -> None:
        """Show the next principle of the loop, or the one before, round and round."""
        if self._tellings:
            self.letters.clear()
            self._show((self.at + step) % len(self._tellings))

    def zoom(self, step: int) -> None:
        """Make the type larger or smaller; 0 takes the first size."""
        at = SIZES.index(self._size) + step if step else 0
        self._size = SIZES[max(0, min(len(SIZES) - 1, at))]
        if self._offered is None:
            self._show(self.at)
        else:
            self._offer(self._offered, self._marked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the window work while one types letters."""
        if watched is self.letters and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, scroll, zoom, or go."""
        if not self._take(event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that it goes."""
        super().closeEvent(event)
        self.closed.emit()

    def sizeHint(self) -> QSize:
        """Return the size of a first time."""
        return QSize(460, 420)

    def _take(self, event: QKeyEvent) -> bool:
        """Act on a key; returns whether it was one of ours."""
        key, ctrl = event.key(), bool(event.modifiers() & _CTRL)
        if ctrl and key in (*_LARGER, *_SMALLER, _K.Key_0):
            self.zoom(1 if key in _LARGER else -1 if key in _SMALLER else 0)
        elif ctrl and key in (_K.Key_G, _K.Key_W):
            self.close()
        elif ctrl:
            return False
        elif key in _STEPS and self._offered:
            self._offer(self._offered, (self._marked + _STEPS[_K(key)]) % len(self._offered))
        elif key in _STEPS:
            self.step(_STEPS[_K(key)])
        elif key in (_K.Key_PageUp, _K.Key_PageDown):
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + (1 if key == _K.Key_PageDown else -1) * (bar.pageStep() - 2 * self._size))
        elif key == _K.Key_Escape:
            self._escape()
        elif key in (_K.Key_Return, _K.Key_Enter) and self._offered:
            self._choose(self._offered[self._marked])
        else:
            return False
        return True

    def _escape(self) -> None:
        if self.letters.text():
            self.letters.clear()
            self._show(self.at)
        else:
            self.close()

    def _on_letters(self, text: str) -> None:
        principles, letters = [one.principle for one in self._tellings], text.strip()
        found = fitting(principles, text)
        at = only(principles, text) if len(letters) > 1 or len(found) == 1 else None
        if at is not None:
            self._choose(at, whole=len(letters) > 1)
        elif letters and not found and self._bar.is_waiting:  # the first letter was meant alone
            self.letters.setText(letters[-1])
            self._bar.wait(on=False)
            self._on_letters(letters[-1])
        elif letters:
            self._offer(found)
        else:
            self._show(self.at)

    def _offer(self, found: tuple[int, ...], marked: int = 0) -> None:
        """Show which principles the letters may mean: large, and alone, so that nobody reads out the one before."""
        self._bar.wait(on=False)
        self._offered, self._marked = found, marked
        self._begin()
        names = [self._tellings[at].principle.name for at in found]
        for number, (at, name) in enumerate(zip(found, names, strict=True)):
            made = Candidate(name, is_marked=number == marked)
            made.clicked.connect(lambda _on=False, at=at: self._choose(at))
            self._column.addWidget(made)
        shown = self._tellings[self.at].principle.name if self._tellings else ""
        ways = _ways_on(self.letters.text().strip(), shown, any_fits=bool(names))
        self._put(ways)
        self._bar.say(plural("{n} fits", "{n} fit", len(names)).format(n=len(names)) if names else "")
        heard = (*names[marked:], *names[:marked], *(line.text for line in ways))
        self.letters.setAccessibleDescription("\n".join(heard))

    def _choose(self, at: int, *, whole: bool = True) -> None:
        """Show a principle. The letters are selected, so that the next ones take their place; a first one waits for its second."""
        self._show(at)
        if whole:
            self._bar.take_next()
        else:
            self._bar.wait(on=True)

    def _begin(self) -> None:
        """Take everything away that is shown."""
        clear(self._column)
        self._body.setStyleSheet(f"QLabel, QPushButton {{ font-size: {self._size}px; }}")

    def _put(self, shown: list[Line]) -> None:
        for line in shown:
            self._column.addWidget(paragraph(line))
        self._column.addStretch(1)

    def _show(self, at: int) -> None:
        before, place = self._principle, self._area.verticalScrollBar().value()
        self._bar.wait(on=False)
        self._offered = None
        self._begin()
        if not self._tellings:
            self._put([Line("quiet", _("The loop asks for no principle yet."))])
            self._bar.say("")
            return
        telling = self._tellings[at]
        self._principle = telling.principle.id
        shown = lines(telling, self._document.bank.aliases if self.aliases.isChecked() else ())
        self._put(shown)
        self._bar.say(_("{n} of {all}").format(n=at + 1, all=len(self._tellings)))
        self.letters.setAccessibleDescription("\n".join(line.text for line in shown))
        self._area.verticalScrollBar().setValue(place if before == self._principle else 0)

    def _lay_out(self) -> None:
        self._body.setLayout(self._column)
        self._column.setContentsMargins(14, 10, 14, 14)
        self._column.setSpacing(7)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setAccessibleName(_("What to say"))
        self._area.setWidget(self._body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._bar)
        outer.addWidget(hairline())
        outer.addWidget(self._area, 1)


def _ways_on(letters: str, before: str, *, any_fits: bool) -> list[Line]:
    """Return what is said below the principles that letters may mean: how to choose one, and what Escape goes back to."""
    on = Line("quiet", _("One more letter, or Enter for the marked one; the arrows move the mark."))
    none = Line("warned", _("No principle fits “{letters}”.").format(letters=letters))
    back = Line("quiet", _("Esc goes back to {principle}.").format(principle=before))
    return [on if any_fits else none, *([back] if before else [])]
