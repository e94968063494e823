"""The confidential terms as lines of text: `term = what stands for it`."""

from storybank.model import Alias
from storybank.texts import _


class Unclear(ValueError):  # noqa: N818 - the line is unclear, the program is not at fault
    """A line that is no term; the text is the sentence for the person who wrote it."""


def lines_of(aliases: tuple[Alias, ...]) -> str:
    """Return the terms one a line."""
    return "\n".join(f"{alias.term} = {alias.alias}" for alias in aliases)


def read_terms(text: str) -> tuple[Alias, ...]:
    """Return the terms of a text; blank lines say nothing. Raises `Unclear` at the first line that leaves a doubt."""
    found: list[Alias] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        term, sign, alias = line.partition("=")
        if not sign:
            sentence = _("Line {number} of the confidential terms, “{line}”, needs a = and what stands for the term.")
            raise Unclear(sentence.format(number=number, line=line.strip()[:60]))
        if not term.strip():
            sentence = _("Line {number} of the confidential terms has nothing before its =; write the term there.")
            raise Unclear(sentence.format(number=number))
        found.append(Alias(term=term.strip(), alias=alias.strip()))
    return tuple(found)
