"""What is said of a told story, on the cheat sheet and in the Glance window: what may be claimed, and how much is read at a glance."""

from dataclasses import dataclass

from storybank.analysis.rules_of_stories import claimed_in
from storybank.analysis.telling import Telling
from storybank.model import Figure, Story
from storybank.texts import _

GLANCE, ANCHOR, FIGURE, ANSWER = 280, 120, 170, 140
"""So many characters of a text, an anchor, a figure and an answer are read at a glance."""


@dataclass(frozen=True, slots=True)
class Saying:
    """The texts for one principle, each empty where there is none or where it would claim what must not be claimed.

    `evidence` has the answers to the principle's own questions, in their order: the question's short name, and the answer.
    """

    hook: str
    anchors: tuple[str, ...]
    figure: str
    trade_off: str
    angle: str
    evidence: tuple[tuple[str, str], ...]
    opening: str
    closing: str


def saying(telling: Telling) -> Saying | None:
    """Return what is said of the story that is told; None where none is."""
    cell = telling.told
    if cell is None:
        return None
    story = cell.story

    def said(text: str, most: int = GLANCE) -> str:
        return cut(text, most) if text.strip() and may_say(story, text) else ""

    figure = next((one for one in story.figures if claimable(story, one)), None)
    return Saying(
        hook=said(story.hook),
        anchors=tuple(text for anchor in story.anchors if (text := said(anchor, ANCHOR))),
        figure="" if figure is None else figure_text(story, figure),
        trade_off=said(story.trade_off),
        angle=said(cell.tag.angle),
        evidence=tuple(
            (one.name, text)
            for one in telling.principle.dimensions
            for answer in cell.tag.evidence
            if answer.dimension == one.id and (text := said(answer.text, ANSWER))
        ),
        opening=_word_for_word(story, story.opening),
        closing=_word_for_word(story, story.closing),
    )


def marks(telling: Telling) -> tuple[str, ...]:
    """Return what is to be known of the told story before it is told: that it is not at the bar, and that it is a draft."""
    cell = telling.told
    if cell is None:
        return ()
    found = [] if cell.at_bar else [_("Not scored yet") if cell.score is None else _("Under the bar")]
    found += [_("a draft") if found else _("A draft")] if cell.story.status == "draft" else []
    return tuple(found)


def needed(telling: Telling) -> str:
    """Return what a story would have to answer, where no story carries the principle."""
    question = telling.principle.dimensions[0].question if telling.principle.dimensions else telling.principle.line
    return _("Needed: one that answers “{question}”").format(question=question)


def may_say(story: Story, text: str) -> bool:
    """Say whether a text holds none of the story's figures that are marked do-not-claim, by the gap rule's own reading."""
    probe = Story.blank("probe", text)
    return not any(figure.confidence == "do-not-claim" and claimed_in(probe, figure.claim) for figure in story.figures)


def claimable(story: Story, figure: Figure) -> bool:
    """Say whether a figure may be claimed: it is not marked do-not-claim, and holds no other one that is."""
    return figure.confidence != "do-not-claim" and bool(figure.claim.strip()) and may_say(story, figure.claim)


def figure_text(story: Story, figure: Figure) -> str:
    """Return a figure as it is claimed: an estimate is marked as one, and the baseline stands behind it."""
    claim = figure.claim.strip()
    if figure.confidence == "estimate":
        claim = _("~{claim}").format(claim=claim)
    if not figure.baseline.strip() or not may_say(story, figure.baseline):
        return cut(claim, FIGURE)
    return cut(_("{claim}, against {baseline}").format(claim=claim, baseline=figure.baseline.strip()), FIGURE)


def cut(text: str, most: int) -> str:
    """Cut a text at a word when it is longer than one reads at a glance."""
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    return words[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _word_for_word(story: Story, text: str) -> str:
    if not text.strip() or not may_say(story, text):
        return ""
    return cut(_("“{text}”").format(text=text.strip()), GLANCE)
