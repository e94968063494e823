"""The matrix of the sample against the same page on a raw ReportLab canvas, and how soon a cheat sheet is made.

What our matrix asks of the canvas is recorded once, call for call, and turned into the plain Python that somebody who knew every coordinate
would have written; that, on a raw canvas with the same fonts registered, is the floor. Both give the same bytes, or the floor is no floor.
"""

import inspect
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import wraps
from io import BytesIO
from pathlib import Path
from typing import Any

from material import sample
from measuring import Bar, no_collection, rounds, timed
from starting import environment

Call = tuple[int, str, tuple[Any, ...], dict[str, Any], int | None]
PLAIN = (int, float, str, bool, type(None))


def matrix(count: int, seconds: float) -> list[Bar]:
    """Measure the matrix warm, as the preview makes it again and again, and with nothing remembered of the text."""
    warm = Bar("matrix", "matrix PDF", "the same page on a raw canvas", 1.5)
    cold = Bar("matrix_unset", "matrix PDF, every text set anew", "the same page on a raw canvas", None)
    try:
        from storybank.reports import REPORTS, Options
    except ImportError as error:
        warm.note = cold.note = str(error)
        return [warm, cold]
    bank = sample()
    options = Options(paper="A4", landscape=True, ready_only=False, today=date(2026, 1, 15))

    def ours() -> bytes:
        return REPORTS["matrix"].make(bank, options)

    ours()  # loads fonts
    calls: list[Call] = []
    with recording(calls):
        pdf = ours()
    raw = raw_page(calls)
    warm.note = f"{len(calls)} canvas calls, {'same' if raw() == pdf else 'NOT the same'} bytes"
    for _number in rounds(count, seconds):
        with no_collection():
            warm.add(timed(ours), timed(raw))
    for _number in rounds(count // 2, seconds):
        forget()
        with no_collection():
            cold.add(timed(ours), timed(raw))
    return [warm, cold]


FIRST_SHEET = """
import sys, time
sys.path.append(sys.argv[1])
from datetime import date
from material import sample
from storybank.reports import REPORTS, Options
import storybank.reports.cheatsheet, reportlab.pdfgen.canvas
bank, options = sample(), Options(paper="A4", landscape=False, ready_only=False, today=date(2026, 1, 15))
for _ in range(2):
    start = time.perf_counter()
    REPORTS["cheatsheet"].make(bank, options)
    print((time.perf_counter() - start) * 1000)
"""
"""Prints what the first cheat sheet of a process takes after its imports, fonts loaded and all, and what the next one takes."""
SHEET_MS = 150.0


def cheat_sheet(folder: Path, count: int, seconds: float) -> list[Bar]:
    """Measure the first cheat sheet of a process, imports left out, against its limit."""
    bar = Bar("cheat_sheet", "first cheat sheet, imports left out", f"{SHEET_MS:g} ms", 1.0)
    words = [sys.executable, "-P", "-c", FIRST_SHEET, str(Path(__file__).parent)]
    again = []
    for _number in rounds(count, seconds):
        done = subprocess.run(words, env=environment(folder / "paper"), check=True, capture_output=True, text=True)
        first, second = map(float, done.stdout.split())
        bar.ours.append(first)
        again.append(second)
    bar.floor = [SHEET_MS]
    bar.note = f"worst {max(bar.ours):.0f} ms; the next one {statistics.median(again):.0f} ms"
    return [bar]


def forget() -> None:
    """Empty the caches of the reports, except for the fonts."""
    for name, module in list(sys.modules.items()):
        if name.startswith("storybank.reports"):
            for key, value in vars(module).items():
                if hasattr(value, "cache_clear") and key != "face":
                    value.cache_clear()


@contextmanager
def recording(calls: list[Call]) -> Iterator[None]:
    """Record the calls that reach a canvas, its paths and texts from outside; what ReportLab calls within itself is not one."""
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.pathobject import PDFPathObject
    from reportlab.pdfgen.textobject import PDFTextObject

    recorder = Recorder(calls, (PDFPathObject, PDFTextObject))
    changed: list[tuple[type, str, Any]] = []
    for kind in (Canvas, PDFPathObject, PDFTextObject):
        for name in dir(kind):
            method = inspect.getattr_static(kind, name)
            if inspect.isfunction(method) and (not name.startswith("_") or name == "__init__"):
                changed.append((kind, name, vars(kind).get(name)))
                setattr(kind, name, recorder.watched(name, method))
    try:
        yield
    finally:
        for kind, name, own in changed:
            if own is None:
                delattr(kind, name)
            else:
                setattr(kind, name, own)


class Recorder:
    """Wraps methods so that the outermost calls are kept. Objects are known by number, the canvas being the first."""

    def __init__(self, calls: list[Call], makes: tuple[type, ...]) -> None:
        self.calls, self.makes = calls, makes
        self.known: dict[int, int] = {}
        self.held: list[object] = []  # keeps the ids of dead objects from being given again
        self.depth = 0

    def watched(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        """Return a method that does the same and is kept."""

        @wraps(method)
        def call(this: object, *args: Any, **kwargs: Any) -> Any:
            outside, self.depth = self.depth == 0, self.depth + 1
            try:
                result = method(this, *args, **kwargs)
            finally:
                self.depth -= 1
            if outside:
                self._keep(this, name, args, kwargs, result)
            return result

        return call

    def _keep(self, this: object, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], result: object) -> None:
        given = tuple(Made(self.known[id(arg)]) if id(arg) in self.known else arg for arg in args)
        made = self._number(result) if isinstance(result, self.makes) else None
        self.calls.append((self._number(this), name, given, kwargs, made))

    def _number(self, thing: object) -> int:
        if id(thing) not in self.known:
            self.known[id(thing)] = len(self.known)
            self.held.append(thing)
        return self.known[id(thing)]


class Made:
    """Stands in a recorded call for an object that an earlier call made."""

    def __init__(self, number: int) -> None:
        self.number = number


def raw_page(calls: list[Call]) -> Callable[[], bytes]:
    """Return a function that draws the recorded page, as plain code."""
    constants: list[Any] = []

    def text(value: Any) -> str:
        if isinstance(value, Made):
            return f"made{value.number}"
        if isinstance(value, PLAIN):
            return repr(value)
        constants.append(value)
        return f"value{len(constants) - 1}"

    lines = []
    for target, name, args, kwargs, made in calls:
        if name == "__init__":  # the file, however it was given, is replaced by a new one
            options = {key: value for key, value in kwargs.items() if key != "filename"}
            words = ["file", *map(text, args[1:]), *(f"{key}={text(value)}" for key, value in options.items())]
            lines.append(f"made{target} = Canvas({', '.join(words)})")
            continue
        words = [*map(text, args), *(f"{key}={text(value)}" for key, value in kwargs.items())]
        lines.append(f"{'' if made is None else f'made{made} = '}made{target}.{name}({', '.join(words)})")
    from reportlab.pdfgen.canvas import Canvas

    body = "\n ".join(["file = BytesIO()", *lines, "return file.getvalue()"])
    space: dict[str, Any] = {"Canvas": Canvas, "BytesIO": BytesIO}
    space |= {f"value{at}": value for at, value in enumerate(constants)}
    exec(compile(f"def page():\n {body}", "<the same page>", "exec"), space)  # noqa: S102 - our own calls, written down
    return space["page"]
