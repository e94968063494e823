"""The right column: what the interviewer would miss in this story, each a link to the field that mends it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from storybank.analysis.finding import Gap
from storybank.gui.fields import clear, hairline, label, wrapped
from storybank.gui.links import LinkButton
from storybank.texts import _

SHAPES = {"error": "▲", "warning": "△", "info": "○"}


class Missing(QScrollArea):
    """The story's own gaps, live. `chosen` carries the gap whose field is asked for."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sideColumn")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._said: tuple[tuple[Gap, ...], bool, int] | None = None
        body = QWidget()
        body.setObjectName("sideBody")
        outer = QVBoxLayout(body)
        outer.setContentsMargins(14, 16, 14, 16)
        outer.addWidget(label(_("What the interviewer would miss"), "sectionHead"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        outer.addLayout(self._rows)
        outer.addStretch(1)
        self.setWidget(body)

    def show_gaps(self, gaps: tuple[Gap, ...], *, counts: bool, at_bar: int) -> None:
        """Show the open gaps of a story; `counts` says whether it counts at all, `at_bar` how many principles it holds at the bar."""
        if (gaps, counts, at_bar) == self._said:
            return
        self._said = (gaps, counts, at_bar)
        clear(self._rows)
        if not counts:
            self._rows.addWidget(
                wrapped(_("This story does not count yet: make it a draft when it has a text."), "quiet")
            )
        elif not gaps and at_bar:
            self._rows.addWidget(
                wrapped(_("Nothing, by the rules. A listener may still ask: read it aloud once."), "quiet")
            )
        if counts and not at_bar:
            self._rows.addWidget(
                wrapped(
                    _("It brings no principle to the bar yet: tag one, answer its questions, then score it."), "quiet"
                )
            )
        for gap in gaps:
            head = LinkButton(f"{SHAPES[gap.severity]}  {_heading(gap)}", gap.message)
            head.clicked.connect(lambda _on=False, gap=gap: self.chosen.emit(gap))
            self._rows.addWidget(head)
            text = wrapped(gap.remedy, "quiet")
            text.setContentsMargins(8, 0, 0, 6)
            self._rows.addWidget(text)
            self._rows.addWidget(hairline())


def _heading(gap: Gap) -> str:
    """Return a gap in three words, for a column where the story is known."""
    tiers = {
        "primary": _("No primary customer"),
        "secondary": _("No secondary customer"),
        "tertiary": _("No tertiary customer"),
    }
    heads = {
        "customer-tier-missing": tiers.get(str(gap.detail.get("tier")), ""),
        "no-trade-off": _("No trade-off"),
        "unproven-score": _("{proven} of {asked} proven").format(
            proven=gap.detail.get("proven"), asked=gap.detail.get("dimensions")
        ),
        "no-primary": _("No primary principle"),
        "do-not-claim": _("Not to be claimed"),
        "single-point-of-failure": _("Nothing stands behind it"),
    }
    return heads.get(gap.rule, gap.rule)
