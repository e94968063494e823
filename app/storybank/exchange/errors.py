"""What is wrong with a file that somebody brings, said once and completely."""

from collections.abc import Iterable
from itertools import islice

from storybank.analysis.validity import Problem
from storybank.texts import Refusal, _

MOST = 1000  # problems of one source that are told; nobody mends more at a time
QUOTED = 80  # characters of somebody else's text that a message repeats
_LONGEST = 1500  # a message that lists what is allowed; every principle and rule name of a framework fits


class InputError(Refusal):
    """A source that cannot be taken, with everything that is wrong with it.

    `source` names the file as the user did; a problem without a path is about the file as a whole.
    """

    def __init__(self, source: str, problems: Iterable[Problem]) -> None:
        self.source = source
        first = list(islice(problems, MOST + 1))
        told = [Problem(printable(problem.path), _shortened(problem.message)) for problem in first[:MOST]]
        if len(first) > MOST:
            told.append(Problem("", _("more follows; mend these {count} first").format(count=MOST)))
        self.problems = tuple(told)
        super().__init__(source, self.problems)

    def __str__(self) -> str:
        lines = [f"{problem.path}: {problem.message}" if problem.path else problem.message for problem in self.problems]
        return "\n".join(f"{printable(self.source)}: {line}" for line in lines)


def refuse(source: str, message: str, path: str = "") -> InputError:
    """Return the error of a source with one problem."""
    return InputError(source, [Problem(path, message)])


def quote(text: object) -> str:
    """Return somebody's text in quotation marks, cut to what a message may repeat."""
    words = str(text)
    return _("“{text}”").format(text=printable(words if len(words) <= QUOTED else words[: QUOTED - 1] + "…"))


def printable(text: str) -> str:
    """Return the text with what a terminal cannot show (controls, halves of pairs) written as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode("ascii") for c in text)


def _shortened(message: str) -> str:
    """Cut a quoted id down; the validity rules repeat it whole, and it may be a megabyte."""
    start, end = message.find("“"), message.rfind("”")
    if end - start > QUOTED:
        message = message[: start + QUOTED] + "…" + message[end:]
    if len(message) > _LONGEST:
        message = message[:_LONGEST] + "…"
    return printable(message)
