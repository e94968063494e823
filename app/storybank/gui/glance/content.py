"""What the Glance window says for one principle: the cheat sheet's text, by the same rules."""

from typing import Literal, NamedTuple

from storybank.analysis.aliasing import still_there
from storybank.analysis.coverage import Cell
from storybank.analysis.saying import needed, saying
from storybank.analysis.telling import Telling
from storybank.model import Alias
from storybank.texts import _, score_text

Kind = Literal["principle", "story", "text", "short", "strong", "quiet", "warned"]


class Line(NamedTuple):
    """A paragraph, and how it stands out."""

    kind: Kind
    text: str


def lines(telling: Telling, aliases: tuple[Alias, ...]) -> list[Line]:
    """Return the paragraphs for a principle. Where one would still hold one of these confidential terms, a sentence stands for all of them."""
    found = [Line("principle", telling.principle.name), *_told(telling)]
    left = still_there("\n".join(line.text for line in found), aliases)
    if left:
        sentence = _("This would still show {terms}; change what stands for it in the loop’s terms.")
        return [Line("warned", sentence.format(terms=", ".join(left)))]
    return found


def _told(telling: Telling) -> list[Line]:
    cell, said = telling.told, saying(telling)
    name = telling.principle.name
    if cell is None or said is None:
        return [
            Line("warned", _("No story carries {principle} yet.").format(principle=name)),
            Line("quiet", needed(telling)),
        ]
    found = []
    if not cell.at_bar:
        found.append(Line("warned", _("No story at the bar for {principle}. The nearest is:").format(principle=name)))
    found.append(Line("story", _scored(cell)))
    known = [_("Planned for {principle} too").format(principle=telling.elsewhere.name)] if telling.elsewhere else []
    known += [(_("a draft") if known else _("A draft"))] if cell.story.status == "draft" else []
    labelled: tuple[tuple[Kind, str, str], ...] = (
        ("quiet", ", ".join(known), "{text}"),
        ("text", said.angle, _("Angle: {text}")),
        *(("short", answer, _plain(question) + ": {text}") for question, answer in said.evidence),
        ("text", said.hook, "{text}"),
        *(("text", anchor, "·\u00a0\u00a0{text}") for anchor in said.anchors),
        ("strong", said.figure, "{text}"),
        ("text", said.trade_off, _("Trade-off: {text}")),
        ("text", said.opening, _("Begin: {text}")),
        ("text", said.closing, _("End: {text}")),
    )
    found += [Line(kind, put.format(text=text)) for kind, text, put in labelled if text]
    if telling.backup is not None:
        found.append(Line("quiet", _backup(telling.backup)))
    return found


def _scored(cell: Cell) -> str:
    shape = "◆" if cell.is_primary else "◇"
    score = _("not scored yet") if cell.score is None else score_text(cell.score)
    return f"{cell.story.title}  {shape}\u00a0{score}"


def _backup(cell: Cell) -> str:
    score = _("not scored yet") if cell.score is None else score_text(cell.score)
    under = "" if cell.at_bar or cell.score is None else _(", under the bar")
    return _("Backup: {title} ({score}{under})").format(title=cell.story.title, score=score, under=under)


def _plain(text: str) -> str:
    """Return a text that is put beside a place for another: its own braces are no places."""
    return text.replace("{", "{{").replace("}", "}}")
