"""YAML front matter: our own stories written and read back field for field, anybody else's told apart. No aliases, no depth, no doubles."""

import re
from typing import Any

from storybank.analysis.validity import Problem
from storybank.exchange.errors import quote
from storybank.exchange.limits import (
    MAX_DEPTH,
    MAX_FRONT_MATTER,
    MAX_YAML_EVENTS,
    over_depth,
    over_front_matter,
)
from storybank.texts import _

_NUMBERS = {"null", "bool", "int", "float"}
_START, _END = (
    re.compile(r"---[ \t]*\n(?=[\w\"'][^\n:]*:)"),
    re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE),
)


class FrontMatterError(ValueError):
    """A front matter that is not read; `line` counts from its first line, 0 where there is none."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def split(text: str) -> tuple[str | None, str]:
    """Return the front matter of a text (LF line ends) without its fences, None when it has none, and what follows."""
    start = _START.match(text)
    end = _END.search(text, start.end()) if start else None
    if start is None or end is None:
        return None, text
    return text[start.end() : end.start()], text[end.end() :]


def write_yaml(data: dict[str, Any]) -> str:
    """Return plain data as YAML block text that reads back the same."""
    import yaml

    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False, width=120)


def read_yaml(text: str) -> dict[str, Any]:
    """Return the mapping that a YAML text holds; raise FrontMatterError for anything else, and for what could be a bomb."""
    import yaml

    if len(text) > MAX_FRONT_MATTER:
        raise FrontMatterError(over_front_matter())
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _check_events(yaml.parse(text, Loader=loader))
        node = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or _("a character that YAML does not allow")
        raise FrontMatterError(_("this is not YAML: {why}").format(why=why), mark.line + 1 if mark else 0) from None
    except RecursionError:
        raise FrontMatterError(over_depth()) from None
    data = _value(node, yaml.SafeLoader("")) if node is not None else {}
    if not isinstance(data, dict):
        raise FrontMatterError(_("the front matter must be names and values"))
    return data


def _check_events(events: Any) -> None:
    import yaml

    depth = 0
    for count, event in enumerate(events):
        if count > MAX_YAML_EVENTS:
            raise FrontMatterError(over_front_matter(), event.start_mark.line + 1)
        if isinstance(event, yaml.AliasEvent):
            raise FrontMatterError(
                _("YAML aliases (*name) are not read; write the value out"), event.start_mark.line + 1
            )
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise FrontMatterError(over_depth(), event.start_mark.line + 1)


def _value(node: Any, loader: Any) -> Any:
    """Return a node's value. What YAML takes for a date stays the text that it is."""
    if node.id == "sequence":
        return [_value(item, loader) for item in node.value]
    if node.id == "mapping":
        result: dict[str, Any] = {}
        for key, item in node.value:
            if key.id != "scalar":
                raise FrontMatterError(_("a list or an object stands where a name must"), key.start_mark.line + 1)
            if key.value in result:
                raise FrontMatterError(_("{key} stands twice").format(key=quote(key.value)), key.start_mark.line + 1)
            result[key.value] = _value(item, loader)
        return result
    kind = node.tag.removeprefix("tag:yaml.org,2002:")
    try:
        return loader.construct_object(node) if kind in _NUMBERS and len(node.value) < 40 else node.value
    except (
        ValueError,
        OverflowError,
        KeyError,
        IndexError,
    ):  # the last two for a tag such as `!!bool maybe`, `!!int ""`
        return node.value


def placed(problems: list[Problem], text: str) -> list[Problem]:
    """Return the problems of the front matter `text`, each with the line of the field that it is about, where it has one."""
    lines = {line.partition(":")[0]: number for number, line in enumerate(text.split("\n"), 2) if ":" in line}
    result = []
    for problem in problems:
        at = lines.get(re.split(r"[.\[]", problem.path)[0])
        path = _("line {line}, {path}").format(line=at, path=problem.path) if at else problem.path
        result.append(Problem(path, problem.message))
    return result
