"""Beside the list: why the gap that the cursor is on matters, and how it is mended."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from storybank.analysis.finding import Gap
from storybank.analysis.mending import Mend
from storybank.analysis.reasons import rule_title, why, why_principle
from storybank.gui.fields import button, clear, wrapped
from storybank.gui.flow import FlowLayout
from storybank.gui.gaps.rows import MARKS, NEXT, WAIVED, Group, Row, one_line, severity_name
from storybank.gui.gaps.tree import More
from storybank.gui.why import WhyButton
from storybank.model import Framework
from storybank.texts import _

NARROWEST, NARROW, WIDEST = 240, 320, 480
_NAMED = 8  # gaps of one mend that are listed


class Aside(QScrollArea):
    """Says it in full for one line of the list. The signals ask for what the keys Enter and W ask for."""

    go = Signal()
    waive = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sideColumn")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(NARROWEST)
        body = QWidget()
        body.setObjectName("sideBody")
        outer = QVBoxLayout(body)
        outer.setContentsMargins(18, 16, 18, 16)
        self._texts = QVBoxLayout()
        self._texts.setSpacing(6)
        outer.addLayout(self._texts)
        self.first, self._waive = button(_("Go there"), "primary"), button("")
        self.first.clicked.connect(self.go)
        self._waive.clicked.connect(self.waive)
        self._why = WhyButton("", "")
        outer.addSpacing(14)
        row = FlowLayout(6)
        row.addWidget(self.first)
        row.addWidget(self._waive)
        row.addWidget(self._why)
        outer.addLayout(row)
        self._keys = wrapped("", "small")
        outer.addWidget(self._keys)
        outer.addStretch(1)
        self.setWidget(body)

    def fit(self, width: int) -> None:
        """Take a part of the width of the page: the list needs the rest of it in a small window."""
        self.setMinimumWidth(max(NARROWEST, min(NARROW, width * 3 // 10)))

    def show_entry(self, entry: Group | Row | More | None, framework: Framework) -> None:
        """Show what there is to say about a line."""
        clear(self._texts)
        self._why.hide()
        go = waive = ""
        if isinstance(entry, Group):
            self._say_group(entry, framework)
        elif isinstance(entry, Row) and entry.mend is not None:
            self._say_mend(entry.mend, framework)
            go = _("Go there")
        elif isinstance(entry, Row) and entry.gap is not None:
            self._say_gap(entry.gap, framework)
            go, waive = _("Go there"), _("Waive …") if entry.gap.is_open else _("Reinstate")
        elif isinstance(entry, Row):
            self._say(entry.title, entry.note)
            self._say(_("What it accepted is mended, or gone. Taking it out changes nothing else."))
            waive = _("Take it out")
        _offer(self.first, go)
        _offer(self._waive, waive)
        keys = [
            _("Enter goes there.") if go else "",
            _("W: {action}.").format(action=waive.rstrip(" …")) if waive else "",
        ]
        self._keys.setText("  ".join(key for key in keys if key))
        self._keys.setVisible(bool(go or waive))
        self.verticalScrollBar().setValue(0)

    def _say_gap(self, gap: Gap, framework: Framework) -> None:
        head = f"{MARKS[gap.severity]}  {severity_name(gap.severity)}"
        self._head(head if gap.is_open else _("Waived"), first=True)
        self._say(one_line(gap.message))
        if gap.waived is not None:
            self._head(_("Your reason"))
            self._say(gap.waived)
        self._head(_("Why it matters"))
        self._say(*why(gap, framework))
        self._head(_("How to mend it"))
        self._say(one_line(gap.remedy))
        self._explain(gap)

    def _say_mend(self, mend: Mend, framework: Framework) -> None:
        self._head(_("What it removes"), first=True)
        self._say(mend.why)
        self._say(*(f"·  {one_line(gap.message)}" for gap in mend.removes[:_NAMED]))
        if len(mend.removes) > _NAMED:
            self._say("·  …")
        self._head(_("Why it matters"))
        self._say(*why(mend.removes[0], framework))
        self._explain(mend.removes[0])

    def _say_group(self, group: Group, framework: Framework) -> None:
        self._head(group.title, first=True)
        if group.key == NEXT:
            self._say(
                _(
                    "Each was tried on the bank as it is now: what it removes is what the rules would then no longer find."
                ),
                _("An error weighs as much as eight warnings; work is counted in sentences to write."),
            )
        elif group.key == WAIVED:
            self._say(_("Gaps that you accept, each with your reason. They do not count, and they stay in the file."))
        else:
            self._say(group.tally_spoken)
        principle = framework.principle(group.principle) if group.principle else None
        if principle is not None:
            self._say(*why_principle(principle))

    def _explain(self, gap: Gap) -> None:
        """Offer the page of the guide about the gap's rule."""
        self._why.explain(f"gap-{gap.rule}", _("Why? The guide on: {rule}").format(rule=rule_title(gap.rule)))
        self._why.show()

    def _head(self, text: str, *, first: bool = False) -> None:
        if not first:
            self._texts.addSpacing(12)
        self._add(wrapped(text, "sectionHead"))

    def _say(self, *texts: str) -> None:
        for text in texts:
            self._add(wrapped(text))

    def _add(self, made: QLabel) -> None:
        made.setMaximumWidth(WIDEST)
        self._texts.addWidget(made)


def _offer(made: QPushButton, text: str) -> None:
    made.setText(text)
    made.setVisible(bool(text))
