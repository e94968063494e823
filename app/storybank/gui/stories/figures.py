"""The figures of a story: what is claimed, against what, from where, and how sure."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from storybank.gui.fields import Choice, LineField, mark, remove_button, tip, wrapped
from storybank.gui.stories.eliding import ElidingField
from storybank.gui.stories.section import FLAT, Section, adder, beside
from storybank.model import Figure, Framework, Story
from storybank.texts import _

_EMPTY = Figure(claim="", baseline="", source="", confidence="estimate")
_PARTS = ("claim", "baseline", "source")


def confidence_names() -> dict[str, str]:
    """Return what each confidence is called."""
    return {"verified": _("Verified"), "estimate": _("Estimate"), "do-not-claim": _("Do not claim")}


class Figures(Section):
    """A row per figure. A row without a claim is kept on the screen only; a claim emptied for the moment keeps its last text in the file."""

    def __init__(self) -> None:
        super().__init__(_("Figures"))
        told = wrapped(
            _(
                "Verified: you can say where it is from. Estimate: call it one when you tell it. "
                "Do not claim: never to be said; a gap tells when the story still says it."
            ),
            "small",
        )
        told.setContentsMargins(FLAT, 0, 0, 2)
        self.body.addWidget(told)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._note = wrapped(_("A figure is kept once it has its claim."), "warning")
        self._note.setContentsMargins(FLAT, 0, 0, 0)
        self._note.hide()
        self.body.addWidget(self._note)
        self.add = adder(_("Add a figure"), "")
        self.add.clicked.connect(self.add_another)
        self.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._figures: list[Figure] = []  # as on the screen
        self._kept: list[str] = []  # per row its last claim that was not blank
        self._story_id = ""
        self._rows: list[_Row] = []

    def show_story(self, story: Story, framework: Framework) -> None:
        """Show the figures, unless the rows hold them already."""
        if story.id == self._story_id and self._stored() == story.figures:
            return
        self._story_id = story.id
        self._figures = list(story.figures)
        self._kept = [figure.claim for figure in story.figures]
        self._fill()

    def field(self, name: str) -> QWidget | None:
        """Return the first claim, or the button that adds one."""
        if name != "figures":
            return None
        return self._rows[0].fields["claim"] if self._figures else self.add

    def _stored(self) -> tuple[Figure, ...]:
        rows = zip(self._figures, self._kept, strict=True)
        return tuple(
            row if row.claim.strip() else replace(row, claim=kept) for row, kept in rows if row.claim.strip() or kept
        )

    def _fill(self) -> None:
        """Show the figures in rows, which are kept and filled anew."""
        while len(self._rows) < len(self._figures):
            self._rows.append(_Row(self._grid, len(self._rows), self._on_typed, self._remove))
            self.grown.emit()
        for number, row in enumerate(self._rows):
            used = number < len(self._figures)
            row.set_visible(on=used)
            if used:
                row.show_figure(self._figures[number])
        self._mark_blank()

    def _mark_blank(self) -> None:
        blank = [not figure.claim.strip() for figure in self._figures]
        for row, figure, on in zip(self._rows, self._figures, blank, strict=False):
            mark(row.fields["claim"], "missing", on=on and figure != _EMPTY)
        self._note.setVisible(any(blank))
        lost = any(on and figure != _EMPTY for on, figure in zip(blank, self._figures, strict=True))
        mark(
            self._note, "calm", on=not lost
        )  # an empty row is only begun; one with a baseline and no claim would be lost

    def _on_typed(self, row: int, part: str, value: str, now: bool) -> None:
        self._figures[row] = replace(self._figures[row], **{part: value})
        if part == "claim" and value.strip():
            self._kept[row] = value
        self._mark_blank()
        self.ask_set(_("Edit a figure"), "figures", self._stored(), now=now)

    def add_another(self) -> None:
        """Add an empty row and put the cursor there; the first that is still without a claim will do."""
        empty = next((at for at, figure in enumerate(self._figures) if figure == _EMPTY), len(self._figures))
        if empty == len(self._figures):
            self._figures.append(_EMPTY)
            self._kept.append("")
            self._fill()
        self._rows[empty].fields["claim"].setFocus()

    def _remove(self, row: int) -> None:
        del self._figures[row]
        del self._kept[row]
        self._fill()
        self.add.setFocus()
        self.ask_set(_("Remove a figure"), "figures", self._stored(), now=True)


class _Row:
    """The widgets of one figure in two lines of a grid: the claim and how sure it is, then what it is measured against and who says so."""

    def __init__(
        self,
        grid: QGridLayout,
        number: int,
        typed: Callable[[int, str, str, bool], None],
        remove: Callable[[int], None],
    ) -> None:
        line, n = 3 * number, number + 1
        self.fields: dict[str, LineField] = {
            "claim": ElidingField(_("Claim of figure {n}").format(n=n), _("tickets down 38 % in a quarter")),
            "baseline": ElidingField(_("Baseline of figure {n}").format(n=n), _("from what?")),
            "source": ElidingField(_("Source of figure {n}").format(n=n), _("who says so?")),
        }
        for part, field in self.fields.items():
            field.typed.connect(lambda text, part=part: typed(number, part, text, False))
        name = _("How sure figure {n} is").format(n=n)
        self._choice = Choice(name, [(text, value) for value, text in confidence_names().items()])
        self._choice.setProperty("role", "chip")
        self._choice.setToolTip(tip(name))
        self._choice.chosen.connect(lambda value: typed(number, "confidence", value, True))
        take = _("Remove figure {n}").format(n=n)
        self._remove = remove_button(take)
        self._remove.clicked.connect(lambda: remove(number))
        heads = [beside(text) for text in (_("Claim"), _("Baseline"), _("Source"))]
        for head, field in zip(heads, self.fields.values(), strict=True):
            head.setContentsMargins(FLAT, 0, 0, 0)
            head.setBuddy(field)
        grid.addWidget(heads[0], line, 0)
        grid.addWidget(self.fields["claim"], line, 1)
        grid.addWidget(self._choice, line, 2)
        grid.addWidget(self._remove, line, 3)
        grid.addWidget(heads[1], line + 1, 0)
        second = QHBoxLayout()
        second.setSpacing(4)
        for widget, share in ((self.fields["baseline"], 1), (heads[2], 0), (self.fields["source"], 1)):
            second.addWidget(widget, share)
        grid.addLayout(second, line + 1, 1, 1, 2)
        self._grid, self._line = grid, line
        self._all: tuple[QWidget, ...] = (*self.fields.values(), self._choice, self._remove, *heads)

    def show_figure(self, figure: Figure) -> None:
        """Show a figure."""
        for part in _PARTS:
            self.fields[part].show_text(getattr(figure, part))
        self._choice.show_value(figure.confidence)

    def set_visible(self, *, on: bool) -> None:
        """Show or hide the row."""
        self._grid.setRowMinimumHeight(self._line + 2, 8 if on else 0)
        for widget in self._all:
            widget.setVisible(on)
