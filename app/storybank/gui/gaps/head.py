"""Above the list: how the bank stands in a sentence, how the gaps are grouped, and what to do while there is nothing to list."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from storybank.analysis.coverage import counted
from storybank.analysis.finding import Gap, Severity
from storybank.analysis.gaps import counts_by_severity
from storybank.gui.fields import button, label, remove_button, wrapped
from storybank.gui.flow import FlowLayout
from storybank.gui.gaps.rows import WAYS, count_text
from storybank.model import Bank, Target
from storybank.texts import _, listed, number_text, plural, score_text

WIDEST = 820


class Head(QWidget):
    """Title, verdict and switch; in an empty bank what will be asked of it, in a sound one what the rules cannot see."""

    way_chosen = Signal(str)
    begun = Signal()
    loop_wanted = Signal()
    loop_dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._counts = wrapped("", "quiet")
        self._state = wrapped("", "bankTitle")
        self._ways = QButtonGroup(self)
        self._switch = self._make_switch()
        self._lines = [wrapped("") for _line in range(3)]
        self.first = button("", "primary")
        self.first.clicked.connect(self.begun)
        self._loop_text = wrapped("", "quiet")
        self._loop = self._make_loop()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 16, 10)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.addWidget(label(_("Gaps"), "pageTitle"))
        top.addStretch(1)
        top.addWidget(self._switch)
        column.addLayout(top)
        for widget in (self._counts, self._state, *self._lines):
            widget.setMaximumWidth(WIDEST)
            column.addWidget(widget)
        self._begin = QWidget()
        begin = QHBoxLayout(self._begin)
        begin.setContentsMargins(0, 8, 0, 10)
        begin.addWidget(self.first)
        begin.addStretch(1)
        column.addWidget(self._begin)
        column.addWidget(self._loop)

    def sizeHint(self) -> QSize:
        """Return the height of the lines that the width makes: it is also the most that the head takes."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), self.heightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that a new width makes."""
        super().resizeEvent(event)
        self.updateGeometry()

    def show_way(self, way: str) -> None:
        """Show how the gaps are grouped."""
        self._ways.buttons()[WAYS.index(way)].setChecked(True)

    def show_bank(self, bank: Bank, found: tuple[Gap, ...], *, hints: bool) -> None:
        """Show how a bank stands. `hints` says whether the one about the loop may be given."""
        open_gaps, waived = counts_by_severity(found), sum(not gap.is_open for gap in found)
        counts, begun = "", bool(counted(bank))
        state, lines, begin = "", (), ""
        if not begun:
            state, lines, begin = _empty_words(bank)
        elif not any(open_gaps.values()):
            state, lines = _("Nothing is missing, by the rules."), _sound_words(waived)
        else:
            counts = _counts(open_gaps, waived)
        for widget, text in ((self._counts, counts), (self._state, state)):
            widget.setText(text)
            widget.setVisible(bool(text))
        for place, widget in enumerate(self._lines):
            widget.setText(lines[place] if place < len(lines) else "")
            widget.setVisible(place < len(lines))
        self.first.setText(begin)
        self._begin.setVisible(bool(begin))
        self._switch.setVisible(begun and any(open_gaps.values()))
        hint = loop_hint(bank.target) if hints else ""
        self._loop_text.setText(hint)
        self._loop.setVisible(bool(hint))

    def _make_switch(self) -> QWidget:
        box, row = QWidget(), FlowLayout(wide=True)
        box.setLayout(row)
        names = {"principle": _("By principle"), "story": _("By story"), "severity": _("By severity")}
        for way in WAYS:
            chip = button(names[way], "chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _on=False, way=way: self.way_chosen.emit(way))
            self._ways.addButton(chip)
            row.addWidget(chip)
        return box

    def _make_loop(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._loop_text.setMinimumHeight(20)
        set_loop, dismiss = button(_("Set the loop …"), "link"), remove_button(_("Do not show this hint again"))
        set_loop.clicked.connect(self.loop_wanted)
        dismiss.clicked.connect(self.loop_dismissed)
        row.addWidget(self._loop_text, 1)
        row.addWidget(set_loop)
        row.addWidget(dismiss)
        box.setMaximumWidth(WIDEST)
        return box


def _counts(open_gaps: Mapping[Severity, int], waived: int) -> str:
    """Return what the badge in the navigation counts, first, and then what it does not."""
    grave = [count_text(one, open_gaps[one]) for one in ("error", "warning") if open_gaps[one]]
    beside = [count_text("info", open_gaps["info"])] if open_gaps["info"] else []
    beside += [plural("{n} waived gap", "{n} waived gaps", waived).format(n=number_text(waived))] if waived else []
    said = []
    if len(grave) > 1:
        number = open_gaps["error"] + open_gaps["warning"]
        text = plural("{n} gap: {kinds}.", "{n} gaps: {kinds}.", number)
        said.append(text.format(n=number_text(number), kinds=listed(grave)))
    elif grave:
        said.append(_("{counts}.").format(counts=grave[0]))
    if beside:
        said.append(_("Not counted: {counts}.").format(counts=listed(beside)))
    return " ".join((*said, _("By the rubric as reported, not official.")))


def loop_hint(target: Target) -> str:
    """Return what the loop does not say yet, and why it should; empty when date and role are there."""
    if not target.role and not target.loop_date:
        return _("The loop has no role and no date yet: with them, the gaps are those of your loop.")
    if not target.role:
        return _(
            "The loop has no role yet. Which principles it is about, and whether its customers are inside, decides what counts."
        )
    if not target.loop_date:
        return _("The loop has no date yet. With one, the days left are shown.")
    return ""


def _empty_words(bank: Bank) -> tuple[str, tuple[str, ...], str]:
    low, high = bank.framework.bank_size
    wanted = len(bank.target_principles())
    lines = (
        _("{low} to {high} stories from your own work, each told from what was decided to what it cost whom.").format(
            low=low, high=high
        ),
        plural(
            "{n} principle, at {bar} or better in one story at the least, with evidence for half of its questions.",
            "{n} principles, each at {bar} or better in one story at the least, with evidence for half of its questions.",
            wanted,
        ).format(n=wanted, bar=score_text(bank.framework.bar)),
        _("In every story three tiers of customers, and the trade-off between them."),
    )
    if bank.stories:
        return (
            _("No story counts yet: an idea counts once it is a draft. This is what will be asked:"),
            lines,
            _("Go to the first idea"),
        )
    return (
        _("The bank is empty. This is what will be asked of it, in time; the first story is enough for today:"),
        lines,
        _("Write the first story"),
    )


def _sound_words(waived: int) -> tuple[str, ...]:
    cannot = _(
        "The rules count; they do not listen. Whether it is true, and yours, and convinces, they cannot see: tell a story aloud to somebody."
    )
    if not waived:
        return (cannot,)
    said = plural(
        "{n} gap is waived, with your reason; it is listed below.",
        "{n} gaps are waived, with your reasons; they are listed below.",
        waived,
    ).format(n=waived)
    return (cannot, said)
