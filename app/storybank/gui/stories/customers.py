"""The customers, three tiers of them, and the trade-off between them."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QWidget

from storybank.gui.fields import LineField, TextField, remove_button, tip
from storybank.gui.stories.section import FLAT, Section, adder, beside, put, without
from storybank.model import TIERS, Customer, Framework, Story, Tier
from storybank.texts import _

SHAPES: dict[Tier, str] = {"primary": "◆", "secondary": "◇", "tertiary": "○"}
_NAMES_WIDE, _REMOVE_WIDE = 96, 28


def tier_names() -> dict[Tier, str]:
    """Return what each tier is called."""
    return {"primary": _("Primary"), "secondary": _("Secondary"), "tertiary": _("Tertiary")}


def tier_questions() -> dict[Tier, str]:
    """Return what each tier asks."""
    return {
        "primary": _("Who buys it or builds on it?"),
        "secondary": _("Who has to run it?"),
        "tertiary": _("Who carries it further down?"),
    }


class Customers(Section):
    """A row per customer; every tier has one row at least, and keeps an empty one ready."""

    def __init__(self) -> None:
        super().__init__(_("Customers and the trade-off between them"))
        self._rows: list[_Row] = []
        self._slots: list[tuple[Tier, int | None]] = []  # per row: its tier and its index among the story's customers
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(0, _NAMES_WIDE)
        self._grid.setColumnMinimumWidth(3, _REMOVE_WIDE)  # kept, so that nothing moves when the button comes
        self._grid.setColumnStretch(2, 1)
        self.body.addLayout(self._grid)
        foot = QGridLayout()
        foot.setHorizontalSpacing(4)
        foot.setColumnMinimumWidth(0, _NAMES_WIDE)
        foot.setColumnStretch(1, 1)
        foot.addLayout(self._adders(), 0, 0, 1, 2)
        self.trade_off = TextField(_("Trade-off"), _("Who paid for whose gain, and why was that right?"), flat=True)
        self.trade_off.typed.connect(lambda text: self.ask_set(_("Edit the trade-off"), "trade_off", text))
        foot.addWidget(beside(_("Trade-off")), 1, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.trade_off, 1, 1)
        self.body.addLayout(foot)

    def show_story(self, story: Story, framework: Framework) -> None:
        """Show the customers; rows are kept and filled anew."""
        self._slots = _slots(story)
        while len(self._rows) < len(self._slots):
            self._rows.append(_Row(self._grid, len(self._rows), self._on_typed, self._remove))
            self.grown.emit()
        for number, row in enumerate(self._rows):
            row.set_visible(on=number < len(self._slots))
        for row, (tier, index) in zip(self._rows, self._slots, strict=False):
            row.show_customer(tier, story.customers[index] if index is not None else None)
        self.trade_off.show_text(story.trade_off)

    def field(self, name: str) -> QWidget | None:
        """Return the trade-off, or the first row of a tier (`customers.tertiary`)."""
        if name == "trade_off":
            return self.trade_off
        if name == "customers" or name.startswith("customers."):
            wanted = name.partition(".")[2]
            return next(
                (self._rows[row].who for row, (tier, _i) in enumerate(self._slots) if wanted in ("", tier)), None
            )
        return None

    def add_another(self) -> None:
        """Add a customer of the tier that the cursor is in, else go to the first row that is still empty, else add a primary one."""
        here = next((n for n, row in enumerate(self._rows) if row.holds(QApplication.focusWidget())), None)
        empty = next((row for row, (_tier, index) in zip(self._rows, self._slots, strict=False) if index is None), None)
        if here is not None and here < len(self._slots):
            self.add(self._slots[here][0])
        elif empty is not None:
            empty.who.setFocus()
        else:
            self.add("primary")

    def add(self, tier: Tier) -> None:
        """Add a customer of a tier and put the cursor there; a row of it that is still empty will do."""
        empty = next((row for row, slot in enumerate(self._slots) if slot == (tier, None)), None)
        if empty is None:
            made = Customer(tier=tier, who="", gain="", cost="")
            self.ask(
                _("Add a customer"), "", lambda story: replace(story, customers=(*story.customers, made)), now=True
            )
            empty = max(row for row, (at, _index) in enumerate(self._slots) if at == tier)
        self._rows[empty].who.setFocus()

    def _adders(self) -> QHBoxLayout:
        """Return a button per tier that adds a customer to it."""
        row, lower = QHBoxLayout(), tier_names()
        row.setSpacing(2)
        head = beside(_("Add"))
        head.setContentsMargins(FLAT, 0, 0, 0)
        head.setMinimumWidth(_NAMES_WIDE + 2)
        row.addWidget(head)
        for tier in TIERS:
            name = _("Add a {tier} customer").format(tier=lower[tier].lower())
            made = adder(lower[tier], name)
            made.setToolTip(_("{what} (Ctrl+Return from a row of that tier)").format(what=name))
            made.clicked.connect(partial(self._on_add, tier))
            row.addWidget(made)
        row.addStretch(1)
        return row

    def _on_add(self, tier: Tier, _on: bool = False) -> None:
        self.add(tier)

    def _on_typed(self, row: int, part: str, text: str) -> None:
        tier, index = self._slots[row]
        if index is None:
            index = len([None for _tier, at in self._slots if at is not None])
            self._slots[row] = (tier, index)
            made = replace(Customer(tier=tier, who="", gain="", cost=""), **{part: text})
            self.ask(
                _("Name a customer"),
                f"customers.{row}.{part}",
                lambda story: replace(story, customers=(*story.customers, made)),
            )
            return

        def edit(story: Story) -> Story:
            return replace(
                story, customers=put(story.customers, index, replace(story.customers[index], **{part: text}))
            )

        self.ask(_("Edit a customer"), f"customers.{row}.{part}", edit)

    def _remove(self, row: int) -> None:
        _tier, index = self._slots[row]
        if index is not None:
            self._rows[row].who.setFocus()  # the button goes
            self.ask(
                _("Remove a customer"),
                "",
                lambda story: replace(story, customers=without(story.customers, index)),
                now=True,
            )


class _Row:
    """The widgets of one customer, three lines of a grid: who, what they gained, what it cost them; and a little room."""

    def __init__(
        self,
        grid: QGridLayout,
        number: int,
        typed: Callable[[int, str, str], None],
        remove: Callable[[int], None],
    ) -> None:
        self._grid, self._line, top = grid, 4 * number, Qt.AlignmentFlag.AlignTop
        self._head = beside("")
        self._head.setContentsMargins(FLAT, 0, 0, 0)
        self.who = LineField("", flat=True)
        self._gain = TextField("", _("what it gave them"), flat=True)
        self._cost = TextField("", _("what it cost them"), flat=True)
        self._remove = remove_button("")
        heads = beside(_("gained")), beside(_("paid"))
        grid.addWidget(self._head, self._line, 0)
        grid.addWidget(self.who, self._line, 1, 1, 2)
        grid.addWidget(self._remove, self._line, 3)
        for line, head, field in ((1, heads[0], self._gain), (2, heads[1], self._cost)):
            grid.addWidget(head, self._line + line, 1, top)
            grid.addWidget(field, self._line + line, 2, top)
        self._all: tuple[QWidget, ...] = (self._head, self.who, self._gain, self._cost, self._remove, *heads)
        for part, field in (("who", self.who), ("gain", self._gain), ("cost", self._cost)):
            field.typed.connect(lambda text, part=part: typed(number, part, text))
        self._remove.clicked.connect(lambda: remove(number))

    def show_customer(self, tier: Tier, customer: Customer | None) -> None:
        """Show a customer of a tier, or an empty row for one."""
        name = tier_names()[tier]
        self._head.setText(f"{SHAPES[tier]}  {name}")
        self.who.setAccessibleName(_("{tier} customer").format(tier=name))
        self.who.setPlaceholderText(tier_questions()[tier])
        self._gain.setAccessibleName(_("{tier} customer’s gain").format(tier=name))
        self._cost.setAccessibleName(_("{tier} customer’s cost").format(tier=name))
        take = _("Remove this {tier} customer").format(tier=name.lower())
        self._remove.setAccessibleName(take)
        self._remove.setToolTip(tip(take))
        self._remove.setVisible(customer is not None)
        self.who.show_text(customer.who if customer else "")
        self._gain.show_text(customer.gain if customer else "")
        self._cost.show_text(customer.cost if customer else "")

    def set_visible(self, *, on: bool) -> None:
        """Show or hide the row."""
        self._grid.setRowMinimumHeight(self._line, _REMOVE_WIDE if on else 0)
        self._grid.setRowMinimumHeight(self._line + 3, 8 if on else 0)
        for widget in self._all:
            widget.setVisible(on)

    def holds(self, widget: QWidget | None) -> bool:
        """Whether a widget is of this row."""
        return widget in self._all


def _slots(story: Story) -> list[tuple[Tier, int | None]]:
    """Return the rows: per tier its customers in their order, or one empty row."""
    slots: list[tuple[Tier, int | None]] = []
    for tier in TIERS:
        indexes = [index for index, customer in enumerate(story.customers) if customer.tier == tier]
        slots.extend((tier, index) for index in indexes)
        if not indexes:
            slots.append((tier, None))
    return slots
