"""The figures of a story: what is claimed, against what, from where, and how sure."""

from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from storybank.gui.fields import Choice, LineField, button, clear, label, mark, remove_button, wrapped
from storybank.gui.stories.section import Section
from storybank.model import Figure, Framework, Story
from storybank.texts import _

_EMPTY = Figure(claim="", baseline="", source="", confidence="estimate")


def confidence_names() -> dict[str, str]:
    """Return what each confidence is called."""
    return {"verified": _("Verified"), "estimate": _("Estimate"), "do-not-claim": _("Do not claim")}


class Figures(Section):
    """A row per figure. A row without a claim is kept on the screen only; a claim emptied for the moment keeps its last text in the file."""

    def __init__(self) -> None:
        super().__init__(_("Figures"))
        box = QWidget()
        self._grid = QGridLayout(box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.body.addWidget(box)
        self._note = wrapped(_("A figure is kept once it has its claim."), "warning")
        self.body.addWidget(self._note)
        self.add = button(_("Add a figure"), "link")
        self.add.clicked.connect(self._on_add)
        self.body.addWidget(self.add)
        self._rows: list[Figure] = []  # as on the screen
        self._kept: list[str] = []  # per row its last claim that was not blank
        self._story_id = ""
        self._fields: dict[tuple[int, str], QWidget] = {}

    def show_story(self, story: Story, framework: Framework) -> None:
        """Show the figures, unless the rows hold them already."""
        if story.id == self._story_id and self._stored() == story.figures:
            return
        rebuild = len(story.figures) != len(self._rows)
        self._story_id = story.id
        self._rows = list(story.figures)
        self._kept = [figure.claim for figure in story.figures]
        if rebuild:
            self._rebuild()
        self._fill()

    def field(self, name: str) -> QWidget | None:
        """Return the first claim, or the button that adds one."""
        return self._fields.get((0, "claim"), self.add) if name == "figures" else None

    def _stored(self) -> tuple[Figure, ...]:
        rows = zip(self._rows, self._kept, strict=True)
        return tuple(
            row if row.claim.strip() else replace(row, claim=kept) for row, kept in rows if row.claim.strip() or kept
        )

    def _rebuild(self) -> None:
        clear(self._grid)
        self._fields.clear()
        for row in range(len(self._rows)):
            self._add_row(row, 2 * row)

    def _add_row(self, row: int, line: int) -> None:
        """Lay one figure out in two lines: the claim and how sure it is, then what it is measured against and who says so."""
        number = row + 1
        parts = (
            ("claim", _("Claim of figure {n}"), _("tickets down 38 % in a quarter"), line, 0, 2),
            ("baseline", _("Baseline of figure {n}"), _("from what?"), line + 1, 0, 1),
            ("source", _("Source of figure {n}"), _("who says so?"), line + 1, 1, 2),
        )
        heads = {"claim": _("Claim"), "baseline": _("Baseline"), "source": _("Source")}
        for part, name, hint, at, column, span in parts:
            field = LineField(name.format(n=number), hint)
            field.typed.connect(lambda text, row=row, part=part: self._on_typed(row, part, text))
            self._fields[row, part] = field
            headed = QHBoxLayout()
            head = label(heads[part], "small")
            head.setMinimumWidth(52 if column == 0 else 0)
            headed.addWidget(head)
            headed.addWidget(field, 1)
            self._grid.addLayout(headed, at, column, 1, span)
        choice = Choice(
            _("How sure figure {n} is").format(n=number), [(text, value) for value, text in confidence_names().items()]
        )
        choice.chosen.connect(lambda value, row=row: self._on_typed(row, "confidence", value, now=True))
        self._fields[row, "confidence"] = choice
        self._grid.addWidget(choice, line, 2)
        remove = remove_button(_("Remove figure {n}").format(n=number))
        remove.clicked.connect(lambda _on=False, row=row: self._remove(row))
        self._grid.addWidget(remove, line, 3)
        self._grid.setRowMinimumHeight(line + 1, 40)

    def _fill(self) -> None:
        for row, figure in enumerate(self._rows):
            for part in ("claim", "baseline", "source"):
                line = self._fields[row, part]
                if isinstance(line, LineField):
                    line.show_text(getattr(figure, part))
            choice = self._fields[row, "confidence"]
            if isinstance(choice, Choice):
                choice.show_value(figure.confidence)
        self._mark_blank()

    def _mark_blank(self) -> None:
        for row, figure in enumerate(self._rows):
            mark(self._fields[row, "claim"], "missing", on=not figure.claim.strip())
        self._note.setVisible(any(not figure.claim.strip() for figure in self._rows))

    def _on_typed(self, row: int, part: str, value: str, *, now: bool = False) -> None:
        self._rows[row] = replace(self._rows[row], **{part: value})
        if part == "claim" and value.strip():
            self._kept[row] = value
        self._mark_blank()
        self.ask_set(_("Edit a figure"), "figures", self._stored(), now=now)

    def _on_add(self) -> None:
        self._rows.append(_EMPTY)
        self._kept.append("")
        self._rebuild()
        self._fill()
        self._fields[len(self._rows) - 1, "claim"].setFocus()

    def _remove(self, row: int) -> None:
        del self._rows[row]
        del self._kept[row]
        self._rebuild()
        self._fill()
        self.ask_set(_("Remove a figure"), "figures", self._stored(), now=True)
