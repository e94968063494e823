"""The gaps page: the next three things to do, then every gap with what to do about it, then what was waived."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QScrollArea, QVBoxLayout, QWidget

from storybank.analysis.finding import Gap
from storybank.analysis.gaps import counts_by_severity, gaps, matches
from storybank.analysis.mending import Mend, next_things
from storybank.gui.document import Document
from storybank.gui.fields import button, clear, hairline, label, tip, wrapped
from storybank.gui.links import LinkButton
from storybank.gui.places import Place, place_of, place_of_mend
from storybank.gui.stories.missing import SHAPES
from storybank.model import Change, Waiver
from storybank.model.bank import DetailValue
from storybank.texts import _, plural


class GapsPage(QWidget):
    """Each gap says what, how to mend it, and goes there. `opened` carries the `Place`."""

    opened = Signal(object)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._told: tuple[object, ...] | None = None
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        inner = QWidget()
        inner.setMaximumWidth(860)
        self._rows = QVBoxLayout(inner)
        self._rows.setContentsMargins(28, 16, 28, 40)
        self._rows.setSpacing(4)
        row.addWidget(inner, 1, Qt.AlignmentFlag.AlignTop)
        row.addStretch(0)
        self._scroll.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        document.changed.connect(self._on_changed)
        self._refresh()

    def _on_changed(self, _change: Change) -> None:
        self._refresh()

    def _refresh(self) -> None:
        bank = self._document.bank
        found = gaps(bank, bank.framework)
        things = next_things(bank, bank.framework)
        if (found, things) == self._told:
            return
        self._told = (found, things)
        place = self._scroll.verticalScrollBar().value()
        clear(self._rows)
        self._rows.addWidget(label(_("Gaps"), "pageTitle"))
        self._rows.addWidget(wrapped(self._summary(found), "quiet"))
        if things:
            self._head(_("The next things to do"))
            for number, mend in enumerate(things, 1):
                self._add_mend(number, mend)
        names = {"error": _("Errors: these can cost the offer"), "warning": _("Warnings"), "info": _("Hints")}
        for severity, name in names.items():
            open_gaps = [gap for gap in found if gap.severity == severity and gap.is_open]
            if open_gaps:
                self._head(f"{name} ({len(open_gaps)})")
            for gap in open_gaps:
                self._add_gap(gap)
        waived = [gap for gap in found if not gap.is_open]
        if waived:
            self._head(_("Waived ({count})").format(count=len(waived)))
        for gap in waived:
            self._add_gap(gap)
        self._scroll.verticalScrollBar().setValue(place)

    def _summary(self, found: tuple[Gap, ...]) -> str:
        counts = counts_by_severity(found)
        if not self._document.bank.stories:
            return _("The bank is empty: the first story closes most of these at once.")
        if not any(counts.values()):
            return _("Nothing is missing by the rules. What remains is to tell it aloud.")
        errors = plural("{n} error", "{n} errors", counts["error"]).format(n=counts["error"])
        warnings = plural("{n} warning", "{n} warnings", counts["warning"]).format(n=counts["warning"])
        return _("{errors} and {warnings}, by the rubric as reported, not official.").format(
            errors=errors, warnings=warnings
        )

    def _head(self, text: str) -> None:
        self._rows.addSpacing(16)
        self._rows.addWidget(label(text, "sectionHead"))
        self._rows.addWidget(hairline())

    def _add_mend(self, number: int, mend: Mend) -> None:
        head = LinkButton(f"{number}.  {mend.what}")
        head.clicked.connect(lambda: self.opened.emit(place_of_mend(mend, self._document.bank)))
        self._rows.addWidget(head)
        why = wrapped(mend.why, "quiet")
        why.setContentsMargins(24, 0, 0, 6)
        self._rows.addWidget(why)

    def _add_gap(self, gap: Gap) -> None:
        line = QHBoxLayout()
        head = LinkButton(f"{SHAPES[gap.severity]}  {gap.message}")
        head.clicked.connect(lambda: self.opened.emit(self._place(gap)))
        waive = button(
            _("Reinstate") if gap.waived is not None else _("Waive …"),
            "link",
            (_("Waive: {gap}") if gap.waived is None else _("Reinstate: {gap}")).format(gap=gap.message),
        )
        waive.clicked.connect(lambda: self._reinstate(gap) if gap.waived is not None else self._waive(gap))
        line.addWidget(head, 1)
        line.addWidget(waive, 0, Qt.AlignmentFlag.AlignTop)
        self._rows.addLayout(line)
        said = gap.remedy if gap.waived is None else _("Waived: {reason}").format(reason=gap.waived)
        text = wrapped(said, "quiet")
        text.setContentsMargins(24, 0, 0, 6)
        self._rows.addWidget(text)

    def _place(self, gap: Gap) -> Place:
        return place_of(gap, self._document.bank)

    def _waive(self, gap: Gap) -> None:
        asked = tip(gap.message + "\n\n" + _("Why is it acceptable?"))
        reason, sure = QInputDialog.getText(self, _("Waive a gap"), asked)
        if sure and reason.strip():
            waiver = Waiver(
                rule=gap.rule, story=gap.story, principle=gap.principle, detail=lasting(gap), reason=reason.strip()
            )
            bank = self._document.bank
            self._document.edit(replace(bank, waivers=(*bank.waivers, waiver)), _("Waive a gap"))

    def _reinstate(self, gap: Gap) -> None:
        bank = self._document.bank
        kept = tuple(waiver for waiver in bank.waivers if not matches(waiver, gap))
        self._document.edit(replace(bank, waivers=kept), _("Reinstate a gap"))


def lasting(gap: Gap) -> dict[str, DetailValue]:
    """Return what of a gap's detail names it; counts and scores change from day to day and would end the waiver."""
    return {key: value for key, value in gap.detail.items() if key in ("tier", "signal", "claim", "kind")}
