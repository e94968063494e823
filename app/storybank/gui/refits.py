"""What another framework would do to a bank, in words: the list that is shown before anything is done."""

from collections import Counter

from storybank.analysis.refitting import Moved
from storybank.model import Framework, Story
from storybank.texts import _, listed, plural, score_text


def counted_things(moved: tuple[Moved, ...]) -> str:
    """Return how much moves: “3 tags, 5 answers and 1 signal in 2 stories”; empty where nothing does."""
    kinds = Counter(one.kind for one in moved)
    counts = (
        (kinds["tag"], plural("{n} tag", "{n} tags", kinds["tag"])),
        (kinds["evidence"], plural("{n} answer", "{n} answers", kinds["evidence"])),
        (kinds["signal"], plural("{n} signal", "{n} signals", kinds["signal"])),
        (kinds["target"], plural("{n} principle of the loop", "{n} principles of the loop", kinds["target"])),
        (kinds["waiver"], plural("{n} waiver", "{n} waivers", kinds["waiver"])),
    )
    things = listed([text.format(n=count) for count, text in counts if count])
    stories = len({one.story.id for one in moved if one.story is not None})
    if not stories:
        return things
    where = plural("{things}, in {n} story", "{things}, in {n} stories", stories)
    return where.format(things=things, n=stories)


def moved_lines(moved: tuple[Moved, ...], framework: Framework) -> list[str]:
    """Return a line per story, and one each for the loop and the waivers. `framework` is the one that knows the names."""
    lines = []
    stories = {one.story.id: one.story for one in moved if one.story is not None}
    for story in stories.values():
        things = _things([one for one in moved if one.story is story], story, framework)
        lines.append(_("“{title}”: {things}").format(title=story.title, things="; ".join(things)))
    loop = [_principle(one.id, framework) for one in moved if one.kind == "target"]
    if loop:
        lines.append(_("The loop: {principles}").format(principles=" · ".join(loop)))
    waived = [_principle(one.principle, framework) for one in moved if one.kind == "waiver"]
    if waived:
        lines.append(_("Waived gaps of: {principles}").format(principles=" · ".join(dict.fromkeys(waived))))
    return lines


def _things(moved: list[Moved], story: Story, framework: Framework) -> list[str]:
    things = [_tag(one.id, story, framework) for one in moved if one.kind == "tag"]
    for principle in dict.fromkeys(one.principle for one in moved if one.kind == "evidence"):
        asked = [one.id for one in moved if one.kind == "evidence" and one.principle == principle]
        names = ", ".join(_("“{question}”").format(question=_question(principle, one, framework)) for one in asked)
        text = plural("{principle}, the answer to {questions}", "{principle}, the answers to {questions}", len(asked))
        things.append(text.format(principle=_principle(principle, framework), questions=names))
    signals = [one.id for one in moved if one.kind == "signal"]
    if signals:
        known = [framework.signal(one) for one in signals]
        names = ", ".join(signal.name if signal else one for signal, one in zip(known, signals, strict=True))
        things.append(plural("the signal {names}", "the signals {names}", len(signals)).format(names=names))
    return things


def _tag(principle: str, story: Story, framework: Framework) -> str:
    tag, name = story.tag(principle), _principle(principle, framework)
    if tag is None:
        return name
    score = _("not scored") if tag.score is None else score_text(tag.score)
    said = _("primary, {score}") if tag.rank == "primary" else _("secondary, {score}")
    return f"{name} ({said.format(score=score)})"


def _question(principle_id: str, dimension_id: str, framework: Framework) -> str:
    principle = framework.principle(principle_id)
    dimension = principle.dimension(dimension_id) if principle else None
    return dimension.name if dimension else dimension_id


def _principle(principle_id: str, framework: Framework) -> str:
    principle = framework.principle(principle_id)
    return principle.name if principle else principle_id
