"""Any commands, undone one by one, give the bank one began with; made again, the one they led to. In the file, not in memory alone.

A few hundred in every run; 10,000 with `./run test-slow`.
"""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from banks import a_sound_bank
from storybank.analysis.refitting import refit
from storybank.exchange.frameworks import Catalogue
from storybank.gui.document import Document
from storybank.model import SCORES, TIERS, Bank, Customer, Figure, PrincipleTag, SignalTag, Story, Waiver
from storybank.services.session import Session
from storybank.store import BankFile

Command = Callable[[Bank, random.Random], Bank]
TEXTS = ("", "a", "We halved it → 41 %.", "两次", "line one\n\nline two", "e\u0301", "R&D <b>", "\u00a0", "x" * 300)


def _typed(bank: Bank, rng: random.Random) -> Bank:
    story, field = (
        rng.choice(bank.stories),
        rng.choice(("hook", "narrative", "opening", "closing", "trade_off", "employer", "role", "scale", "period")),
    )
    return bank.with_story(replace(story, **{field: rng.choice(TEXTS)}))


def _scored(bank: Bank, rng: random.Random) -> Bank:
    story, principle = rng.choice(bank.stories), rng.choice(bank.framework.principles).id
    kept = tuple(tag for tag in story.principles if tag.principle != principle)
    if rng.random() < 0.3:
        return bank.with_story(replace(story, principles=kept))
    tag = story.tag(principle) or PrincipleTag(principle=principle, rank="secondary", score=None, angle="", evidence=())
    return bank.with_story(replace(story, principles=(*kept, replace(tag, score=rng.choice((None, *SCORES))))))


def _ranked(bank: Bank, rng: random.Random) -> Bank:
    story = rng.choice(bank.stories)
    first = rng.randrange(len(story.principles) + 1)
    tags = tuple(
        replace(tag, rank="primary" if at == first else "secondary") for at, tag in enumerate(story.principles)
    )
    return bank.with_story(replace(story, principles=tags))


def _peopled(bank: Bank, rng: random.Random) -> Bank:
    story = rng.choice(bank.stories)
    made = Customer(tier=rng.choice(TIERS), who=rng.choice(TEXTS), gain="", cost="")
    return bank.with_story(replace(story, customers=rng.choice(((*story.customers, made), story.customers[1:]))))


def _tagged(bank: Bank, rng: random.Random) -> Bank:
    story = rng.choice(bank.stories)
    signals = tuple(
        SignalTag(signal=signal.id, note=rng.choice(TEXTS)) for signal in bank.framework.signals if rng.random() < 0.4
    )
    figure = Figure(claim=rng.choice(TEXTS[1:3]), baseline="", source="", confidence="estimate")
    return bank.with_story(
        replace(story, signals=signals, figures=rng.choice((story.figures, (*story.figures[:3], figure))))
    )


def _begun(bank: Bank, rng: random.Random) -> Bank:
    return bank.with_story(Story.blank(f"new-{rng.randrange(10**9)}", "New"))


def _deleted(bank: Bank, rng: random.Random) -> Bank:
    return bank.without_story(rng.choice(bank.stories).id)


def _moved(bank: Bank, rng: random.Random) -> Bank:
    ids = [story.id for story in bank.stories]
    rng.shuffle(ids)
    return bank.with_order(tuple(ids))


def _retired(bank: Bank, rng: random.Random) -> Bank:
    return bank.with_story(replace(rng.choice(bank.stories), status=rng.choice(("idea", "draft", "ready", "retired"))))


def _waived(bank: Bank, rng: random.Random) -> Bank:
    made = Waiver(
        rule="no-trade-off", story=rng.choice(bank.stories).id, principle=None, detail={}, reason=rng.choice(TEXTS)
    )
    return replace(bank, waivers=rng.choice(((*bank.waivers[-4:], made), bank.waivers[1:])))


def _aimed(bank: Bank, rng: random.Random) -> Bank:
    wanted = tuple(principle.id for principle in bank.framework.principles if rng.random() < 0.6)
    target = replace(bank.target, principles=wanted, role=rng.choice(TEXTS), internal=rng.random() < 0.5)
    return replace(bank, target=target, title=rng.choice(TEXTS))


def _refitted(bank: Bank, rng: random.Random) -> Bank:
    return refit(bank, rng.choice(Catalogue.standard().all()))


COMMANDS: tuple[Command, ...] = (
    _typed, _typed, _typed, _scored, _scored, _ranked, _peopled, _tagged, _begun, _deleted, _moved, _retired, _waived, _aimed, _refitted,
)  # fmt: skip


@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=pytest.mark.long)])
def test_any_commands_undone_one_by_one_give_the_starting_bank(qapp: object, tmp_path: Path, count: int) -> None:
    rng, start, path = random.Random(count), a_sound_bank(), tmp_path / "bank.storybank"
    with Session.create(path, start) as session:
        document = Document(session)
        refused: list[object] = []
        document.failed.connect(refused.append)
        for number in range(count):
            commands = COMMANDS if document.bank.stories else (_begun,)
            document.edit(rng.choice(commands)(document.bank, rng), f"Step {number}")
        assert refused == []
        end, steps = document.bank, document.stack.count()
        assert steps > count / 2
        assert on_disk(path) == end
        for _ in range(steps):
            document.undo()
        assert (document.bank, on_disk(path)) == (start, start)
        assert not document.stack.canUndo()
        for _ in range(steps):
            document.redo()
        assert (document.bank, on_disk(path)) == (end, end)
        assert refused == []
        document.stack.clear()


def on_disk(path: Path) -> Bank:
    with BankFile.open(path, read_only=True) as file:
        return file.read()
