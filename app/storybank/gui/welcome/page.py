"""The welcome page: what to begin with."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

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

    def __init__(self) -> None:
        super().__init__()
        inner = QWidget()
        inner.setFixedWidth(560)
        column = QVBoxLayout(inner)
        column.setSpacing(10)
        column.addWidget(label(_("Storybank"), "pageTitle"))
        column.addWidget(
            wrapped(
                _(
                    "Keep the eight to ten stories of your career that you will tell, see where they are weak before an interviewer does, "
                    "and take one sheet of paper with you. Everything stays on this machine."
                ),
                "quiet",
            )
        )
        column.addSpacing(8)
        row = QHBoxLayout()
        first = button(_("New bank …"), "primary", _("Make a bank of your own (Ctrl+Shift+N)"))
        for made, signal in (
            (first, self.new),
            (button(_("Open …"), "", _("Open a bank (Ctrl+O)")), self.open),
            (
                button(
                    _("Try the sample"), "", _("Nine stories of an invented candidate, in a copy that is thrown away")
                ),
                self.sample,
            ),
        ):
            made.clicked.connect(lambda _on=False, signal=signal: signal.emit())
            made.setAutoDefault(True)  # Enter presses the one that has the focus
            row.addWidget(made)
        first.setFocus()
        row.addStretch(1)
        column.addLayout(row)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        column.addSpacing(14)
        column.addLayout(self._recent)
        column.addSpacing(14)
        column.addWidget(
            wrapped(
                _(
                    "Not affiliated with Amazon. The rubric is as reported by interviewers and candidates, not official."
                ),
                "small",
            )
        )
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        middle = QHBoxLayout()  # not an alignment: that would cut wrapped lines off
        middle.addStretch(1)
        middle.addWidget(inner)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)

    def show_recent(self, paths: tuple[Path, ...]) -> None:
        """List the banks that were open before."""
        clear(self._recent)
        if not paths:
            return
        self._recent.addWidget(label(_("Recent"), "sectionHead"))
        self._recent.addWidget(hairline())
        for path in paths:
            row = QHBoxLayout()
            link = LinkButton(path.stem, _("Open {path}").format(path=path))
            link.setToolTip(tip(str(path)))
            link.clicked.connect(lambda _on=False, path=path: self.chosen.emit(path))
            forget = remove_button(_("Do not remember {path}").format(path=path))
            forget.clicked.connect(lambda _on=False, path=path: self.forgotten.emit(path))
            row.addWidget(link, 1)
            row.addWidget(label(str(path.parent), "small"))
            row.addWidget(forget)
            self._recent.addLayout(row)
