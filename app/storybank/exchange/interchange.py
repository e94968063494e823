"""The interchange file: a bank as JSON, both ways, exactly as the contract has it.

Everything that is wrong with a file is told at once: `shape` reads on past a wrong value, the rules across records (`analysis.validity`) run over
what came out, and what they say about a value that was refused already is left away.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

from storybank.analysis.gaps import RULE_NAMES
from storybank.analysis.validity import Problem, bank_problems
from storybank.exchange.errors import InputError, quote, refuse
from storybank.exchange.limits import MAX_DEFINED, MAX_VALUES, over_defined, over_depth, over_values
from storybank.exchange.shape import Reading, Unfit, Unique, covers, plain
from storybank.exchange.source import check_size
from storybank.model import Alias, Aside, Bank, Framework, Story, Target, Waiver
from storybank.texts import _

VERSION = 1


class Frameworks(Protocol):
    """Where frameworks are looked up (`exchange.frameworks.Catalogue` is one)."""

    def ids(self) -> tuple[str, ...]:
        """Return all ids that there are."""
        ...

    def get(self, framework_id: str) -> Framework | None:
        """Return the framework of that id."""
        ...

    def built_in(self, framework_id: str) -> Framework | None:
        """Return the shipped framework of that id."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BankPart:
    """`bank` as the file has it: the framework by its id, and whole only when it was edited."""

    title: str
    framework: str
    framework_definition: Framework | None
    target: Target
    aliases: tuple[Alias, ...]
    waivers: tuple[Waiver, ...]
    aside: Aside


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The whole interchange file."""

    format: Literal["storybank"]
    version: Literal[1]
    bank: BankPart
    stories: tuple[Story, ...]


def read_interchange(content: str | bytes, source: str, frameworks: Frameworks) -> Bank:
    """Return the bank of an interchange file; raise InputError with everything that is wrong with it. `source` is how messages call the file."""
    raw = _parse(content, source)
    version = raw.get("version")
    if isinstance(version, int) and version > VERSION:
        sentence = _(
            "was written by a newer Storybank (version {found}; this program reads {known}); update the program"
        )
        raise refuse(source, sentence.format(found=version, known=VERSION), "version")
    reading = Reading()
    document: Document = reading.value(Document, raw, "")
    part = document.bank
    if reading.is_full:
        raise InputError(source, reading.problems)
    framework = _framework(part, reading, frameworks)
    bank = Bank(
        title=part.title,
        framework=framework or _NOTHING,
        target=part.target,
        aliases=part.aliases,
        waivers=part.waivers,
        stories=document.stories,
        aside=part.aside,
    )
    problems = [*reading.problems, *_across(bank, {problem.path for problem in reading.problems})]
    if problems:
        raise InputError(source, problems)
    return bank


def write_interchange(bank: Bank, frameworks: Frameworks) -> str:
    """Return a bank as an interchange file: the same bank gives the same text. An edited framework goes with it whole."""
    own = bank.framework if bank.framework != frameworks.built_in(bank.framework.id) else None
    part = BankPart(
        title=bank.title,
        framework=bank.framework.id,
        framework_definition=own,
        target=bank.target,
        aliases=bank.aliases,
        waivers=bank.waivers,
        aside=bank.aside,
    )
    data = plain(Document(format="storybank", version=VERSION, bank=part, stories=bank.stories))
    if bank.aside == Aside.nothing():  # as in nearly every bank
        del data["bank"]["aside"]
    if own is None:
        del data["bank"]["framework_definition"]
    else:
        data["bank"]["framework_definition"] = framework_to_json(own)
    return json.dumps(data, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def framework_to_json(framework: Framework) -> dict[str, Any]:
    """Return a framework in the contract's keys and order, and after them what we have on top (version, note, source, line of a signal)."""
    first = ("id", "name", "origin", "bar", "scale", "bank_size", "signals", "principles")
    data = plain(framework)
    return {key: data[key] for key in (*first, *(key for key in data if key not in first))}


def _parse(content: str | bytes, source: str) -> dict[str, Any]:
    check_size(content, source)
    try:
        text = content.decode("utf-8") if isinstance(content, bytes) else content
    except UnicodeDecodeError as error:
        raise refuse(source, _("is not UTF-8 text (byte {at})").format(at=error.start + 1)) from None
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise refuse(source, _("is empty"))
    if _values(text) > MAX_VALUES:
        raise refuse(source, over_values())
    try:
        raw = json.loads(text, object_pairs_hook=Unique, parse_constant=_constant, parse_float=_float, parse_int=_int)
    except json.JSONDecodeError as error:
        place = _("line {line}, column {column}").format(line=error.lineno, column=error.colno)
        raise refuse(source, _("this is not JSON: {why}").format(why=_why(error.msg)), place) from None
    except RecursionError:
        raise refuse(source, over_depth()) from None
    if not isinstance(raw, dict):
        raise refuse(source, _("must be one object, {{ … }}, with format, version, bank and stories").format())
    return raw


def _values(text: str) -> int:
    """Count what a parser would make objects of, at most: it stands between commas and brackets that are in no text."""
    if len(text) <= MAX_VALUES:
        return len(text)
    bare = _TEXTS.sub("", text)
    return bare.count(",") + bare.count("[") + bare.count("{")


def _why(message: str) -> str:
    """Say in our words what the JSON parser met."""
    told = {
        "Expecting value": _("a value is missing or is none that JSON knows"),
        "Expecting ',' delimiter": _("a comma or a closing bracket is missing"),
        "Expecting ':' delimiter": _("a colon is missing"),
        "Extra data": _("something stands after the end"),
        "Unterminated string starting at": _("the text that begins here has no closing quotation mark"),
        "Invalid control character at": _(
            "a line break or control character stands inside a text; write it as an escape such as \\n"
        ),
    }
    if "property name" in message:
        return _("a name in double quotation marks is missing (or the comma before it is one too many)")
    return told.get(message) or (
        _("a backslash here begins no escape that JSON knows")
        if "escape" in message
        else _("a comma too many, or a mistyped character")
    )


_TEXTS = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)  # possessive: see `cells`
_NO_NUMBER = Unfit(_("must be a number; NaN and Infinity are none"))


def _constant(_text: str) -> Unfit:
    return _NO_NUMBER


def _float(text: str) -> float | Unfit:
    value = float(text)
    return value if abs(value) < 1e300 else Unfit(_("is a number beyond all measure"))


def _int(text: str) -> int | Unfit:
    value = int(text) if len(text) <= 20 else 2**63  # what neither SQLite nor anybody's scale holds
    return value if abs(value) < 2**63 else Unfit(_("is a number beyond all measure"))


_NOTHING = Framework(
    id="-", name="-", version=1, origin="", note="", bar=3.5, bank_size=(8, 10), scale=(), signals=(), principles=()
)  # fmt: skip
_DEFINITION = "bank.framework_definition"


def _framework(part: BankPart, reading: Reading, frameworks: Frameworks) -> Framework | None:
    """Return the bank's framework, the one it defines or the one it names; None when there is no telling which."""
    own, told = part.framework_definition, {problem.path for problem in reading.problems}
    if own is not None:
        if part.framework != own.id and not told & {"bank", "bank.framework", _DEFINITION, f"{_DEFINITION}.id"}:
            sentence = _("must be the id of bank.framework_definition, {id}")
            reading.problems.append(Problem("bank.framework", sentence.format(id=quote(own.id))))
        reading.problems += _too_many(own)
        return own
    if told & {"bank", "bank.framework", _DEFINITION}:
        return None
    found = frameworks.get(part.framework)
    if found is None:
        sentence = _("{id} is unknown; allowed are {known}")
        message = sentence.format(id=quote(part.framework), known=", ".join(frameworks.ids()))
        reading.problems.append(Problem("bank.framework", message))
    return found


def _too_many(framework: Framework) -> list[Problem]:
    """Refuse a definition beyond reason."""
    lists = {"principles": framework.principles, "signals": framework.signals}
    lists |= {
        f"principles[{index}].dimensions": principle.dimensions
        for index, principle in enumerate(framework.principles[:MAX_DEFINED])
    }
    return [
        Problem(f"bank.framework_definition.{name}", over_defined(len(items)))
        for name, items in lists.items()
        if len(items) > MAX_DEFINED
    ]


# What the rules say about these hangs on the framework, or on ids of stories; no use telling it while those are in doubt.
_BY_FRAMEWORK = re.compile(r"\.(principle|signal|dimension)$|^bank\.target\.principles\[\d+\]$")
_STORY_IDS = re.compile(r"stories(\[\d+\](\.id)?)?$")
_BY_STORY_IDS = re.compile(r"bank\.(waivers\[\d+\]|aside\.stories\[\d+\]|aside\.waivers\[\d+\]\.waiver)\.story$")


def _across(bank: Bank, told: set[str]) -> Iterator[Problem]:
    """Yield what the rules across records find, without what follows from problems that are told already."""
    framework_in_doubt = bank.framework is _NOTHING or any(path.startswith(_DEFINITION) for path in told)
    ids_in_doubt = any(_STORY_IDS.match(path) for path in told)
    if bank.framework is _NOTHING or _too_many(bank.framework):
        bank = replace(bank, framework=_NOTHING)
        told = {*told, _DEFINITION}
    for problem in bank_problems(bank, RULE_NAMES):
        in_doubt = (framework_in_doubt and _BY_FRAMEWORK.search(problem.path)) or (
            ids_in_doubt and _BY_STORY_IDS.match(problem.path)
        )
        if not in_doubt and not covers(told, problem.path):
            yield problem
