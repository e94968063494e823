"""The customers, three tiers of them, and the trade-off between them."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from storybank.gui.fields import LineField, TextField, button, clear, label, remove_button
from storybank.gui.stories.section import Section, put, without
from storybank.model import TIERS, Customer, Framework, Story, Tier
from storybank.texts import _

SHAPES: dict[Tier, str] = {"primary": "◆", "secondary": "◇", "tertiary": "○"}


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
        rows = QWidget()
        self._grid = QGridLayout(rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self.body.addWidget(rows)
        self._slots: list[tuple[Tier, int | None]] = []  # per row: its tier and its index among the story's customers
        self._fields: dict[tuple[int, str], LineField | TextField] = {}
        self.trade_off = TextField(_("Trade-off"), _("Who paid for whose gain, and why was that right?"))
        self.trade_off.typed.connect(lambda text: self.ask_set(_("Edit the trade-off"), "trade_off", text))
        foot = QGridLayout()
        foot.addWidget(label(_("Trade-off"), "quiet"), 0, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.trade_off, 0, 1)
        foot.setColumnMinimumWidth(0, 92)
        self.body.addLayout(foot)

    def show_story(self, story: Story, framework: Framework) -> None:
        """Show the customers; rows are made anew only when their number or tiers differ."""
        slots = _slots(story)
        if slots != self._slots and not self._fills_a_slot(slots):
            self._rebuild(slots)
        self._slots = slots
        for row, (_tier, index) in enumerate(slots):
            customer = story.customers[index] if index is not None else None
            for part in ("who", "gain", "cost"):
                self._fields[row, part].show_text(getattr(customer, part) if customer else "")
        self.trade_off.show_text(story.trade_off)

    def field(self, name: str) -> QWidget | None:
        """Return the trade-off, or the first row of a tier (`customers.tertiary`)."""
        if name == "trade_off":
            return self.trade_off
        if name == "customers" or name.startswith("customers."):
            wanted = name.partition(".")[2]
            return next(
                (self._fields[row, "who"] for row, (tier, _i) in enumerate(self._slots) if wanted in ("", tier)), None
            )
        return None

    def _fills_a_slot(self, slots: list[tuple[Tier, int | None]]) -> bool:
        """Whether only indexes differ: then the rows stay, and the cursor with them."""
        return [tier for tier, _i in slots] == [tier for tier, _i in self._slots]

    def _rebuild(self, slots: list[tuple[Tier, int | None]]) -> None:
        clear(self._grid)
        self._fields.clear()
        for row, (tier, _index) in enumerate(slots):
            self._add_row(row, tier)
        names = tier_names()
        add = button(_("Add a customer …"), "link", _("Another customer of one of the tiers"))
        menu = QMenu(add)
        for tier in TIERS:
            menu.addAction(names[tier], lambda tier=tier: self._add(tier))
        add.setMenu(menu)
        self._grid.addWidget(add, 2 * len(slots), 1)

    def _add_row(self, row: int, tier: Tier) -> None:
        """Lay one customer out in two lines: who, then what they gained beside what it cost them."""
        name, line = tier_names()[tier], 2 * row
        parts: tuple[tuple[str, LineField | TextField, int, int, int], ...] = (
            ("who", LineField(_("{tier} customer").format(tier=name), tier_questions()[tier]), line, 1, 2),
            ("gain", TextField(_("{tier} customer’s gain").format(tier=name), _("gained …")), line + 1, 1, 1),
            ("cost", TextField(_("{tier} customer’s cost").format(tier=name), _("paid …")), line + 1, 2, 1),
        )
        head = label(f"{SHAPES[tier]}  {name}", "quiet")
        head.setMinimumWidth(84)
        self._grid.addWidget(head, line, 0)
        for part, field, at, column, span in parts:
            field.typed.connect(lambda text, row=row, part=part: self._on_typed(row, part, text))
            self._fields[row, part] = field
            self._grid.addWidget(field, at, column, 1, span, Qt.AlignmentFlag.AlignTop)
        remove = remove_button(_("Remove this {tier} customer").format(tier=name.lower()))
        remove.clicked.connect(lambda _on=False, row=row: self._remove(row))
        self._grid.addWidget(remove, line, 3)
        self._grid.setRowMinimumHeight(line + 1, 38)

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
            self.ask(
                _("Remove a customer"),
                "",
                lambda story: replace(story, customers=without(story.customers, index)),
                now=True,
            )

    def _add(self, tier: Tier) -> None:
        made = Customer(tier=tier, who="", gain="", cost="")
        self.ask(_("Add a customer"), "", lambda story: replace(story, customers=(*story.customers, made)), now=True)


def _slots(story: Story) -> list[tuple[Tier, int | None]]:
    """Return the rows: per tier its customers in their order, or one empty row."""
    slots: list[tuple[Tier, int | None]] = []
    for tier in TIERS:
        indexes = [index for index, customer in enumerate(story.customers) if customer.tier == tier]
        slots.extend((tier, index) for index in indexes)
        if not indexes:
            slots.append((tier, None))
    return slots
