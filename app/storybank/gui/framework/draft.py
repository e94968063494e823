"""A framework while it is edited: records swapped one by one, ids of new things made of their names. No widget here."""

from dataclasses import replace
from typing import Any

from storybank.exchange.notes import Ids
from storybank.model import Bank, Dimension, Framework, Principle, Signal
from storybank.texts import _

Where = str | int
"""`principles`, `signals`, or the place of a principle, for its dimensions."""

EDITED = "edited"


class Draft:
    """A framework that is being edited for a bank. `framework` is what it is now.

    An id that the bank, what it keeps aside, or the framework it began from has ever used stays what it is: evidence hangs on it. What is new gets
    an id made of its name, never one of those.
    """

    def __init__(self, bank: Bank, begin: Framework) -> None:
        self.bank = bank
        self.begin = begin
        self.framework = begin

    def items(self, where: Where) -> tuple[Any, ...]:
        """Return the records of a list."""
        if isinstance(where, int):
            return self.framework.principles[where].dimensions
        return getattr(self.framework, where)

    def set_fields(self, **fields: Any) -> None:
        """Change fields of the framework itself."""
        self.framework = replace(self.framework, **fields)

    def change(self, where: Where, at: int, **fields: Any) -> None:
        """Change fields of one record. A new one's id follows its name, and its short name does while it was the same."""
        items = self.items(where)
        item = items[at]
        if "name" in fields and item.id not in self._known(where):
            others = {other.id for other in items if other is not item}
            fields["id"] = Ids(others | self._known(where)).claim(fields["name"])
            if isinstance(item, Principle) and item.short == item.name:
                fields["short"] = fields["name"]
        self._put(where, (*items[:at], replace(item, **fields), *items[at + 1 :]))

    def add(self, where: Where) -> int:
        """Add a new record at the end and return its place."""
        items = self.items(where)
        ids = Ids({item.id for item in items} | self._known(where))
        self._put(where, (*items, _new(where, ids)))
        return len(items)

    def remove(self, where: Where, at: int) -> None:
        """Take a record out."""
        items = self.items(where)
        self._put(where, (*items[:at], *items[at + 1 :]))

    def move(self, where: Where, at: int, step: int) -> int:
        """Move a record up (-1) or down (1) and return its new place; at an end it stays."""
        items = list(self.items(where))
        there = min(max(at + step, 0), len(items) - 1)
        items.insert(there, items.pop(at))
        self._put(where, tuple(items))
        return there

    def result(self, built_in: Framework | None) -> Framework:
        """Return the framework as the bank would hold it: one that nobody changed is itself, every other one is an edited one."""
        for known in (self.begin, self.bank.framework, built_in):
            if known is not None and replace(self.framework, origin=known.origin) == known:
                return known
        return replace(self.framework, origin=EDITED)

    def _put(self, where: Where, items: tuple[Any, ...]) -> None:
        if isinstance(where, int):
            self.change("principles", where, dimensions=items)
        else:
            self.set_fields(**{where: items})

    def _known(self, where: Where) -> set[str]:
        """Return the ids of a list that may mean something already."""
        frameworks, kept = (self.bank.framework, self.begin), self.bank.aside.stories
        if where == "signals":
            return {s.id for f in frameworks for s in f.signals} | {s.signal for one in kept for s in one.signals}
        if isinstance(where, str):
            aside = {tag.principle for one in kept for tag in one.principles}
            aside |= {one.principle for one in self.bank.aside.target}
            return {p.id for f in frameworks for p in f.principles} | aside
        principle = self.framework.principles[where].id
        evidence = {
            e.dimension for one in kept for tag in one.principles if tag.principle == principle for e in tag.evidence
        }
        held = (f.principle(principle) for f in frameworks)
        return {d.id for p in held if p is not None for d in p.dimensions} | evidence


def _new(where: Where, ids: Ids) -> Principle | Signal | Dimension:
    if where == "signals":
        name = _("New signal")
        return Signal(id=ids.claim(name), name=name, need="optional", line="")
    question = _("New question")
    if isinstance(where, int):
        return Dimension(id=ids.claim(question), name=question, question="")
    name = _("New principle")
    return Principle(
        id=ids.claim(name), name=name, short=name, line="", sinks="", source="reading",
        dimensions=(Dimension(id=Ids().claim(question), name=question, question=""),),
    )  # fmt: skip
