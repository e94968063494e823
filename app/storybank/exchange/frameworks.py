"""Frameworks as files: reading one TOML file, and the catalogue of the shipped ones and the user's own."""

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

from storybank import paths
from storybank.analysis.validity import Problem, framework_problems
from storybank.exchange.errors import InputError, quote, refuse
from storybank.exchange.limits import MAX_DEPTH, MAX_FRAMEWORK, over_depth, over_framework
from storybank.exchange.shape import Reading, covers
from storybank.exchange.source import check_text, load
from storybank.model import Framework
from storybank.texts import _

DEFAULT = "aws-pm"
BUILT_IN, USER = "built-in", "user"

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?")
_DOTTED = re.compile(rf"(?<![\w\"'-])(?:[\w\"'-]++[ \t]*+\.[ \t]*+){{{MAX_DEPTH},}}+")
_KEY = re.compile(r"\s*([\w-]+)\s*=")


def read_framework(text: str, source: str, origin: str) -> Framework:
    """Return the framework of a TOML file; raise InputError with everything that is wrong with it, each with its line where that can be had."""
    check_text(text, source)
    if len(text) > MAX_FRAMEWORK:
        raise refuse(source, over_framework())
    if _DOTTED.search(text):  # the parser takes the square of their number
        raise refuse(source, over_depth())
    try:
        raw = tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        why, _at, place = str(error).partition(" (at ")
        place = place.rstrip(")") if place[:4] == "line" else ""
        raise refuse(source, _("this is not TOML: {why}").format(why=why), place) from None
    except (RecursionError, ValueError):
        raise refuse(source, _("this is not TOML: nested too deeply, or a number beyond all measure")) from None
    reading = Reading()
    if "origin" in raw:
        reading.problems.append(Problem("origin", _("is not for a file to say; remove it")))
    framework: Framework = reading.value(Framework, {**raw, "origin": origin}, "")
    told = {problem.path for problem in reading.problems}
    problems = reading.problems + [
        problem for problem in framework_problems(framework) if not covers(told, problem.path)
    ]
    if problems:
        lines = dict(_lines(text))
        raise InputError(source, [Problem(_placed(problem.path, lines), problem.message) for problem in problems])
    return framework


class Catalogue:
    """The frameworks that there are: the shipped ones and the user's own, each read when it is asked for and not before."""

    def __init__(self, built_in: Path, user: Callable[[], Path]) -> None:
        self._built_in = built_in
        self._user = (
            user  # asked only when needed: finding the folder takes 40 ms, and most banks use a shipped framework
        )
        self._read: dict[tuple[str, str], Framework | InputError] = {}

    @classmethod
    def standard(cls) -> Self:
        """Return the catalogue of this installation and this user."""
        return cls(paths.resources() / "frameworks", lambda: paths.config_folder() / "frameworks")

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all sound frameworks, in the order of `all`."""
        return tuple(framework.id for framework in self.all())

    def get(self, framework_id: str) -> Framework | None:
        """Return the framework of that id, None when there is none or its file is broken."""
        return self.built_in(framework_id) or self._sound(USER, self._user(), framework_id)

    def built_in(self, framework_id: str) -> Framework | None:
        """Return the shipped framework of that id, None when there is none."""
        return self._sound(BUILT_IN, self._built_in, framework_id)

    def all(self) -> tuple[Framework, ...]:
        """Return every sound framework: the default first, then the shipped ones by id, then the user's."""
        return tuple(found for found in self._everything() if isinstance(found, Framework))

    def broken(self) -> tuple[InputError, ...]:
        """Return what is wrong with the files that could not be read."""
        return tuple(found for found in self._everything() if isinstance(found, InputError))

    def _everything(self) -> Iterator[Framework | InputError]:
        for origin, folder in ((BUILT_IN, self._built_in), (USER, self._user())):
            for name in sorted(_names(folder), key=lambda name: (name != DEFAULT, name)):
                yield self._file(origin, folder, name)

    def _sound(self, origin: str, folder: Path, name: str) -> Framework | None:
        found = self._file(origin, folder, name) if name in _names(folder) else None
        return found if isinstance(found, Framework) else None

    def _file(self, origin: str, folder: Path, name: str) -> Framework | InputError:
        if (origin, name) not in self._read:
            try:
                self._read[origin, name] = self._checked(origin, folder / f"{name}.toml")
            except InputError as error:
                self._read[origin, name] = error
        return self._read[origin, name]

    def _checked(self, origin: str, file: Path) -> Framework:
        if origin == USER and file.stem in _names(self._built_in):
            raise refuse(str(file), _("a framework of this id is shipped; give yours another id and file name"), "id")
        try:
            text = load(file).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise refuse(str(file), _("is not UTF-8 text (byte {at})").format(at=error.start + 1)) from None
        framework = read_framework(text, str(file), origin)
        if framework.id != file.stem:
            sentence = _("must be the file's name without .toml, {name}")
            raise refuse(str(file), sentence.format(name=quote(file.stem)), _placed("id", dict(_lines(text))))
        return framework


def _names(folder: Path) -> set[str]:
    try:
        return {file.stem for file in folder.iterdir() if file.suffix == ".toml" and not file.name.startswith(".")}
    except OSError:  # no such folder, or none that may be looked into: nothing is there
        return set()


def _placed(path: str, lines: dict[str, int]) -> str:
    """Put the line before a path: its own, else that of the block it lies in."""
    inner = path
    while inner and inner not in lines:
        inner = inner[: max(inner.rfind("."), inner.rfind("["), 0)]
    return _("line {line}, {path}").format(line=lines[inner], path=path) if inner else path


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """Yield path and line of every block and key of a TOML text, as far as a look at each line can tell."""
    counts: dict[str, int] = {}
    here, inside = "", ""
    for number, line in enumerate(text.splitlines(), 1):
        if inside:
            inside = "" if line.count(inside) % 2 else inside
            continue
        if header := _HEADER.match(line):
            here = _block(header[2].split("."), header[1] == "[[", counts)
            yield here, number
        elif key := _KEY.match(line):
            yield f"{here}.{key[1]}".lstrip("."), number
        inside = next((quotes for quotes in ('"""', "'''") if line.count(quotes) % 2), "")


def _block(names: list[str], is_item: bool, counts: dict[str, int]) -> str:
    """Return the path of a block: `[[a.b]]` is the next `b` of the last `a`. `counts` holds how many of each there have been."""
    path = ""
    for depth, name in enumerate(names):
        path = f"{path}.{name}".lstrip(".")
        if is_item and depth == len(names) - 1:
            counts[path] = counts.get(path, 0) + 1
        if path in counts:
            path = f"{path}[{counts[path] - 1}]"
    return path
