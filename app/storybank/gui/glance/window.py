"""The Glance window: always on top, large type, one principle at a time, chosen by two letters."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from storybank.analysis.aliasing import aliased
from storybank.analysis.telling import Telling, tellings
from storybank.gui.document import Document
from storybank.gui.fields import clear, hairline, label, mark, wrapped
from storybank.gui.glance.content import Line, lines
from storybank.gui.glance.letters import fitting, only
from storybank.model import Bank
from storybank.texts import _

SIZES = (18, 20, 22, 24, 28, 32, 36, 42)
"""The sizes of the type in pixels; it never gets smaller than the first."""
_ROLES = {"principle": "quiet", "story": "strong", "strong": "strong", "quiet": "quiet"}
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
        self.letters = QLineEdit()
        self.letters.setAccessibleName(_("Two letters of a principle"))
        self.letters.setPlaceholderText(_("Two letters"))
        self.letters.setFixedWidth(104)
        self.letters.textEdited.connect(self._on_letters)
        self.letters.installEventFilter(self)
        self.aliases = QCheckBox(_("Aliases"))
        self.aliases.setAccessibleName(_("Replace confidential terms"))
        self.aliases.setToolTip(_("Replace confidential terms"))
        self.aliases.setChecked(bool(document.bank.aliases))
        self.aliases.toggled.connect(self.refresh)
        self._hint = label("", "small")
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._said = ""
        self._area, self._body, self._column = QScrollArea(), _Body(), QVBoxLayout()
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
        self._show(self.at)

    def step(self, step: int) -> None:
        """Show the next principle of the loop, or the one before, round and round."""
        if self._tellings:
            self.letters.clear()
            self._show((self.at + step) % len(self._tellings))

    def zoom(self, step: int) -> None:
        """Make the type larger or smaller; 0 takes the first size."""
        at = SIZES.index(self._size) + step if step else 0
        self._size = SIZES[max(0, min(len(SIZES) - 1, at))]
        self._show(self.at)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the window work while one types letters."""
        if watched is self.letters and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, scroll, zoom, or go."""
        if not self._take(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the hint anew, as much as fits."""
        super().resizeEvent(event)
        self._say(self._said)

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
        elif key in _STEPS:
            self.step(_STEPS[_K(key)])
        elif key in (_K.Key_PageUp, _K.Key_PageDown):
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + (1 if key == _K.Key_PageDown else -1) * (bar.pageStep() - 2 * self._size))
        elif key == _K.Key_Escape:
            self._escape()
        elif key in (_K.Key_Return, _K.Key_Enter) and self.letters.hasFocus():
            found = fitting([one.principle for one in self._tellings], self.letters.text())
            self._choose(found[0] if found else None)
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
        principles = [one.principle for one in self._tellings]
        found = fitting(principles, text)
        at = only(principles, text) if len(text.strip()) > 1 or len(found) == 1 else None
        if at is not None:
            self._choose(at)
        elif text.strip():
            self._offer([principles[one].name for one in found], text.strip())
        else:
            self._show(self.at)

    def _offer(self, names: list[str], letters: str) -> None:
        """Show which principles the letters may mean: large, and alone, so that nobody reads out the one before."""
        if not names:
            self._say(_("No principle fits “{letters}”.").format(letters=letters))
            return
        self._say(_("Enter takes the first"))
        if len(letters) > 1:
            clear(self._column)
            for at, name in enumerate(names):
                self._column.addWidget(_paragraph(Line("text" if at else "strong", name)))
            self._column.addStretch(1)
        self.letters.setAccessibleDescription("\n".join(names))

    def _choose(self, at: int | None) -> None:
        """Show a principle; the letters are selected, so that the next ones take their place."""
        if at is not None:
            self._show(at)
            self.letters.selectAll()

    def _show(self, at: int) -> None:
        before, place = self._principle, self._area.verticalScrollBar().value()
        clear(self._column)
        self._body.setStyleSheet(f"QLabel {{ font-size: {self._size}px; }}")
        if not self._tellings:
            self._column.addWidget(wrapped(_("The loop asks for no principle yet."), "quiet"))
            self._say("")
            return
        telling = self._tellings[at]
        self._principle = telling.principle.id
        aliases = self._document.bank.aliases if self.aliases.isChecked() else ()
        shown = lines(telling, aliases)
        for line in shown:
            self._column.addWidget(_paragraph(line))
        self._column.addStretch(1)
        self._say(_("{n} of {all}").format(n=at + 1, all=len(self._tellings)))
        self.letters.setAccessibleDescription("\n".join(line.text for line in shown))
        self._area.verticalScrollBar().setValue(place if before == self._principle else 0)

    def _say(self, text: str) -> None:
        self._said = text
        self._hint.setText(
            self._hint.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(40, self._hint.width()))
        )
        self._hint.setAccessibleName(text)

    def _lay_out(self) -> None:
        back = _arrow("‹", _("Principle before (Up)"))
        on = _arrow("›", _("Next principle (Down)"))
        back.clicked.connect(lambda: self.step(-1))
        on.clicked.connect(lambda: self.step(1))
        row = QHBoxLayout()
        row.setContentsMargins(10, 8, 10, 6)
        row.setSpacing(6)
        for widget in (self.letters, back, on):
            row.addWidget(widget)
        row.addWidget(self._hint, 1)
        row.addWidget(self.aliases)
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
        outer.addLayout(row)
        outer.addWidget(hairline())
        outer.addWidget(self._area, 1)


class _Body(QWidget):
    """What scrolls: as high as its text at the width it has, and no higher."""

    def minimumSizeHint(self) -> QSize:
        """Return the height that the text needs at the width there is; Qt would take the one for narrow labels."""
        layout, around = self.layout(), self.parentWidget()
        if layout is None or around is None:
            return QSize(0, 0)
        return QSize(0, layout.totalHeightForWidth(around.width()))


def _paragraph(line: Line) -> QWidget:
    made = wrapped(line.text, _ROLES.get(line.kind, ""))
    mark(made, "warned", on=line.kind == "warned")
    return made


def _arrow(sign: str, name: str) -> QToolButton:
    made = QToolButton()
    made.setText(sign)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setFixedSize(28, 28)
    return made
