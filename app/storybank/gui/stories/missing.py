"""The right column: what the interviewer would miss in this story, each a link to the field that mends it, and what it brings."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from storybank.analysis.coverage import counts
from storybank.analysis.finding import Gap
from storybank.analysis.reasons import rule_title
from storybank.gui.fields import clear, hairline, label, wrapped
from storybank.gui.links import LinkButton
from storybank.gui.why import WhyButton
from storybank.model import Framework, Story
from storybank.texts import _, score_text

SHAPES = {"error": "▲", "warning": "△", "info": "○"}
INDENT = 5  # of a link, whose frame stands that far from its text


class Told(NamedTuple):
    """What the column says: the gaps, a first step with the field it is done in (or neither), and the principles at the bar."""

    gaps: tuple[Gap, ...]
    step: str
    field: str
    brings: tuple[str, ...]


class Missing(QScrollArea):
    """The story's own gaps, live. `chosen` carries the gap whose field is asked for, `wanted` the name of a field."""

    chosen = Signal(object)
    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sideColumn")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._said: tuple[Told, Framework] | None = None
        self._links: list[LinkButton] = []
        body = QWidget()
        body.setObjectName("sideBody")
        outer = QVBoxLayout(body)
        outer.setContentsMargins(11, 16, 12, 16)
        outer.setSpacing(10)
        self._head = label(_("What the interviewer would miss"), "sectionHead")
        self._head.setContentsMargins(INDENT, 0, 0, 0)
        outer.addWidget(self._head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        outer.addLayout(self._rows)
        outer.addStretch(1)
        self.setWidget(body)

    def show_story(self, story: Story | None, gaps: tuple[Gap, ...], framework: Framework) -> None:
        """Show what a story lacks and what it brings; `gaps` are its own open ones."""
        told = _told(story, gaps, framework) if story else Told((), "", "", ())
        if self._said is not None and told == self._said[0] and framework is self._said[1]:
            return
        self._said = (told, framework)
        self._links.clear()
        clear(self._rows)
        self._head.setVisible(story is not None)
        if told.step and told.field:
            self._link(told.step, told.step).clicked.connect(lambda: self.wanted.emit(told.field))
        elif told.step:
            self._add_text(wrapped(told.step, "quiet"))
        for number, gap in enumerate(told.gaps):
            if number or told.step:
                self._line()
            self._add_gap(gap, framework)
        if told.brings:
            self._rows.addSpacing(18)
            self._add_text(label(_("What it brings"), "sectionHead"))
            self._rows.addSpacing(4)
            for line in told.brings:
                self._add_text(wrapped(line))

    def take_focus(self) -> bool:
        """Put the focus on the first link; returns whether there is one."""
        if not self._links or not self.isVisible():
            return False
        self._links[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _add_gap(self, gap: Gap, framework: Framework) -> None:
        head = self._link(f"{SHAPES[gap.severity]}  {heading(gap, framework)}", gap.message)
        head.clicked.connect(lambda: self.chosen.emit(gap))
        self._add_text(wrapped(gap.remedy, "quiet"))
        explain = WhyButton(f"gap-{gap.rule}", _("Why? The guide on: {rule}").format(rule=rule_title(gap.rule)))
        self._rows.addWidget(explain, 0, Qt.AlignmentFlag.AlignLeft)

    def _link(self, text: str, name: str) -> LinkButton:
        made = LinkButton(text, name)
        self._links.append(made)
        self._rows.addWidget(made)
        return made

    def _add_text(self, text: QLabel) -> None:
        text.setContentsMargins(INDENT, 0, 0, 4)
        self._rows.addWidget(text)

    def _line(self) -> None:
        self._rows.addWidget(hairline())


def heading(gap: Gap, framework: Framework) -> str:
    """Return a gap in a few words, for a column where the story is known."""
    tiers = {
        "primary": _("No primary customer"),
        "secondary": _("No secondary customer"),
        "tertiary": _("No tertiary customer"),
    }
    principle = framework.principle(gap.principle or "")
    heads = {
        "customer-tier-missing": tiers.get(str(gap.detail.get("tier")), ""),
        "no-trade-off": _("No trade-off"),
        "unproven-score": _("{principle}: {proven} of {asked} proven").format(
            principle=principle.name if principle else gap.principle,
            proven=gap.detail.get("proven"),
            asked=gap.detail.get("dimensions"),
        ),
        "no-primary": _("No primary principle"),
        "do-not-claim": _("Not to be claimed: {claim}").format(claim=gap.detail.get("claim")),
        "single-point-of-failure": _("Nothing stands behind it"),
    }
    return heads.get(gap.rule) or gap.message


def is_empty(story: Story) -> bool:
    """Say whether nothing is told yet: no text, nothing tagged, nobody named."""
    named = any(customer.who.strip() for customer in story.customers)
    return not (story.narrative.strip() or story.principles or named)


def _sound(story: Story, framework: Framework) -> str:
    """Return what to say of a story in which no rule finds a gap: where it is thin all the same."""
    thin = [
        f"{principle.name} {score_text(tag.score)}"
        for tag in story.principles
        if (principle := framework.principle(tag.principle)) is not None
        and ((tag.score or 0.0) < framework.bar or not any(one.text.strip() for one in tag.evidence))
    ]
    if thin:
        said = _("No rule finds a gap here. Thin all the same, under the bar or without an answer: {principles}.")
        return said.format(principles=" · ".join(thin))
    return _("No rule finds a gap here. A listener may still ask: read it aloud once.")


def _told(story: Story, gaps: tuple[Gap, ...], framework: Framework) -> Told:
    tags = [tag for tag in story.principles if tag.score is not None and tag.score >= framework.bar]
    brings = tuple(
        f"{'◆' if tag.rank == 'primary' else '◇'}  {principle.name}  {score_text(tag.score)}"
        for tag in sorted(tags, key=lambda tag: tag.rank != "primary")
        if (principle := framework.principle(tag.principle)) is not None
    )
    if story.status == "retired":
        return Told((), _("Retired: it counts nowhere, so nothing is asked of it."), "", brings)
    if is_empty(story):
        return Told((), _("First tell what happened: a few plain sentences will do."), "narrative", ())
    if not counts(story):
        return Told((), _("It counts nowhere yet. Make it a draft once its text can be told."), "status", brings)
    if not brings:
        step = _("It brings no principle to the bar yet: tag one, answer its questions, then score it.")
        return Told(gaps, step, "principles", ())
    if not gaps:
        return Told((), _sound(story, framework), "", brings)
    return Told(gaps, "", "", brings)
