"""An edited framework in sentences: what differs from the one before, and what is wrong with it."""

import re
from collections.abc import Iterator

from storybank.analysis.validity import Problem, framework_problems
from storybank.model import Dimension, Framework, Principle, Signal
from storybank.texts import _, score_text

_PLACE = re.compile(r"(principles|signals)\[(\d+)\](?:\.dimensions\[(\d+)\])?(?:\.(\w+))?")


def faults(framework: Framework) -> list[str]:
    """Return what is wrong with a framework, a sentence each."""
    problems = framework_problems(framework)
    for at, principle in enumerate(framework.principles):
        problems += _blank_names(principle.dimensions, f"principles[{at}].dimensions")
    problems += _blank_names(framework.signals, "signals")
    if not all(grade.label.strip() for grade in framework.scale):
        problems.append(Problem("scale", _("needs a word for each grade")))
    return [f"{_place(problem.path, framework)}: {problem.message}." for problem in problems]


def _blank_names(items: tuple[Dimension | Signal, ...], path: str) -> list[Problem]:
    return [
        Problem(f"{path}[{at}].name", _("must not be blank")) for at, item in enumerate(items) if not item.name.strip()
    ]


def _place(path: str, framework: Framework) -> str:
    """Say in words where in a framework something is."""
    found = _PLACE.match(path)
    field = _field(path.rpartition(".")[2])
    if found is None:
        return field
    if found[1] == "signals":
        signal = framework.signals[int(found[2])]
        return _("Signal “{name}”, {field}").format(name=signal.name.strip() or signal.id, field=field)
    principle = framework.principles[int(found[2])]
    name = principle.name.strip() or principle.short.strip() or principle.id
    if found[3] is None:
        return _("“{name}”, {field}").format(name=name, field=field)
    text = _("“{name}”, question {number}, {field}")
    return text.format(name=name, number=int(found[3]) + 1, field=field)


def _field(name: str) -> str:
    names = {
        "name": _("name"),
        "short": _("short name"),
        "id": _("id"),
        "dimensions": _("questions"),
        "principles": _("Principles"),
        "bank_size": _("Size of a bank"),
        "bar": _("Bar"),
        "scale": _("Scale"),
    }
    return names.get(re.sub(r"\[\d+\]$", "", name), name)


def differences(before: Framework, after: Framework) -> list[str]:
    """Return what is different in a framework, a line each."""
    if before == after:
        return []
    if before.id != after.id:
        text = _("{new} takes the place of {old}: {count} principles, bar {bar}.")
        return [
            text.format(new=after.name, old=before.name, count=len(after.principles), bar=score_text(after.bar)),
        ]
    return [*_of_itself(before, after), *_of_principles(before, after), *_of_signals(before, after)]


def _of_itself(before: Framework, after: Framework) -> Iterator[str]:
    text = _("{field}: {old} becomes {new}.")
    low, high = after.bank_size
    old_low, old_high = before.bank_size
    pairs = (
        (_("Name"), before.name, after.name),
        (_("Version"), str(before.version), str(after.version)),
        (_("Bar"), score_text(before.bar), score_text(after.bar)),
        (_("Size of a bank"), f"{old_low}–{old_high}", f"{low}–{high}"),
    )
    for field, old, new in pairs:
        if old != new:
            yield text.format(field=field, old=old, new=new)
    if before.scale != after.scale:
        yield _("The words of the scale are others.")
    if before.note != after.note:
        yield _("The note is another one.")


def _of_principles(before: Framework, after: Framework) -> Iterator[str]:
    for principle in after.principles:
        old = before.principle(principle.id)
        if old is None:
            yield _("New principle: {name}.").format(name=principle.name)
        elif old != principle:
            yield _("{name}: {what}.").format(name=principle.name, what=", ".join(_of_principle(old, principle)))
    for principle in before.principles:
        if after.principle(principle.id) is None:
            yield _("Principle gone: {name}.").format(name=principle.name)
    kept = [p.id for p in before.principles if after.principle(p.id)]
    if kept != [p.id for p in after.principles if before.principle(p.id)]:
        yield _("The principles stand in another order.")


def _of_principle(old: Principle, new: Principle) -> Iterator[str]:
    for name, text in (
        ("name", _("its name")),
        ("short", _("its short name")),
        ("line", _("its line")),
        ("sinks", _("what sinks an answer")),
    ):
        if getattr(old, name) != getattr(new, name):
            yield text
    for dimension in new.dimensions:
        was = old.dimension(dimension.id)
        if was is None:
            yield _("new question “{name}”").format(name=dimension.name)
        elif was != dimension:
            yield _("question “{name}” in other words").format(name=dimension.name)
    for dimension in old.dimensions:
        if new.dimension(dimension.id) is None:
            yield _("question “{name}” gone").format(name=dimension.name)
    kept = [d.id for d in old.dimensions if new.dimension(d.id)]
    if kept != [d.id for d in new.dimensions if old.dimension(d.id)]:
        yield _("its questions in another order")


def _of_signals(before: Framework, after: Framework) -> Iterator[str]:
    for signal in after.signals:
        old = before.signal(signal.id)
        if old is None:
            yield _("New signal: {name}.").format(name=signal.name)
        elif old != signal:
            yield _("Signal changed: {name}.").format(name=signal.name)
    for signal in before.signals:
        if after.signal(signal.id) is None:
            yield _("Signal gone: {name}.").format(name=signal.name)
    kept = [s.id for s in before.signals if after.signal(s.id)]
    if kept != [s.id for s in after.signals if before.signal(s.id)]:
        yield _("The signals stand in another order.")
