"""The welcome page: what to begin with."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from storybank.gui.fields import button, clear, hairline, label, remove_button, tip, wrapped
from storybank.gui.links import LinkButton
from storybank.texts import _


class WelcomePage(QWidget):
    """New, open, recent, and the sample."""

    new = Signal()
    open = Signal()
    sample = Signal()
    chosen = Signal(object)
    forgotten = Signal(object)
    remembering = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._inner = QWidget()
        self._list = QWidget()
        self._recent = QVBoxLayout(self._list)
        self._recent.setContentsMargins(0, 0, 0, 0)
        self._recent.setSpacing(2)
        self._nothing = label("", "small")
        self._keep_room()
        self._lay_out(QVBoxLayout(self._inner))
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        middle = QHBoxLayout()  # not an alignment: that would cut wrapped lines off
        middle.addStretch(1)
        middle.addWidget(self._inner)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)

    def _lay_out(self, column: QVBoxLayout) -> None:
        column.setSpacing(10)
        column.addWidget(label(_("Storybank"), "pageTitle"))
        promise = _(
            "Keep the eight to ten stories of your career that you will tell, see where they are weak before an interviewer does, "
            "and take one sheet of paper with you. Everything stays on this machine."
        )
        column.addWidget(wrapped(promise, "quiet"))
        column.addSpacing(8)
        column.addLayout(self._buttons())
        column.addSpacing(14)
        column.addLayout(self._head())
        column.addWidget(hairline())
        column.addWidget(self._nothing)
        column.addWidget(self._list)
        column.addSpacing(14)
        whose = _("Not affiliated with Amazon. The rubric is as reported by interviewers and candidates, not official.")
        column.addWidget(wrapped(whose, "small"))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        sample = _("Nine stories of an invented candidate, in a copy that is thrown away")
        first = button(_("New bank …"), "primary", _("Make a bank of your own (Ctrl+Shift+N)"))
        for made, signal in (
            (first, self.new),
            (button(_("Open …"), "", _("Open a bank (Ctrl+O)")), self.open),
            (button(_("Try the sample"), "", sample), self.sample),
        ):
            made.clicked.connect(lambda _on=False, signal=signal: signal.emit())
            row.addWidget(made)
        first.setFocus()
        row.addStretch(1)
        return row

    def changeEvent(self, event: QEvent) -> None:
        """Take another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_room()

    def _keep_room(self) -> None:
        """Be as wide as the type makes it."""
        self._inner.setFixedWidth(min(760, max(560, 42 * self.fontMetrics().horizontalAdvance("m"))))

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(_("Recent"), "sectionHead"))
        row.addStretch(1)
        self._remember = QCheckBox(_("Remember recent banks"))
        self._remember.setToolTip(_("Without it the list is emptied, and the program begins here"))
        self._remember.clicked.connect(self.remembering)
        row.addWidget(self._remember)
        return row

    def show_recent(self, paths: tuple[Path, ...], *, remembers: bool = True) -> None:
        """List the banks that were open before; `remembers` says whether those that are opened join them."""
        self._list.setMinimumHeight(
            self._list.height() if self._list.isVisible() else 0
        )  # nothing moves under the cursor
        clear(self._recent)
        self._remember.setChecked(remembers)
        self._nothing.setText(_("Banks that you open stand here.") if remembers else _("No bank is remembered."))
        self._nothing.setHidden(bool(paths))
        for path in paths:
            row = QHBoxLayout()
            link = LinkButton(path.stem, _("Open {path}").format(path=path))
            link.setToolTip(tip(str(path)))
            link.clicked.connect(lambda _on=False, path=path: self.chosen.emit(path))
            forget = remove_button(_("Do not remember {path}").format(path=path))
            forget.clicked.connect(lambda _on=False, path=path: self.forgotten.emit(path))
            row.addWidget(link, 1, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(label(str(path.parent), "small"))
            row.addWidget(forget)
            self._recent.addLayout(row)
