"""The banks of `tests/golden`, written out. The files are never made anew: each is what its version wrote.

A new format gets a new file beside them: `PYTHONPATH=app:tests python tests/store/golden.py tests/golden/v3.storybank`.
"""

import sys
from dataclasses import replace
from pathlib import Path

from storybank.model import (
    Alias,
    Aside,
    AsideEvidence,
    AsidePrinciple,
    AsideSignal,
    AsideStory,
    AsideTag,
    AsideWaiver,
    Bank,
    Change,
    Customer,
    Dimension,
    Evidence,
    Figure,
    Framework,
    Grade,
    Principle,
    PrincipleTag,
    Signal,
    SignalTag,
    Story,
    Target,
    Version,
    Waiver,
)
from storybank.store import BankFile

FRAMEWORK = Framework(
    id="small", name="Small framework", version=3, origin="edited", note="Naïve – 東京 🚒", bar=3.5, bank_size=(8, 10),
    scale=(Grade(score=1, label="weak"), Grade(score=4, label="strong")),
    signals=(Signal(id="killed-project", name="Killed project", need="required", line="Stopped."),),
    principles=(
        Principle(
            id="own", name="Owning it", short="Own", line="Long term.", sinks="Not my job.", source="reported",
            dimensions=(Dimension(id="scope", name="Scope", question="How far?"), Dimension(id="cost", name="Cost", question="")),
        ),
        Principle(id="dive", name="Dive deep", short="Dive", line="", sinks="", source="reading", dimensions=()),
    ),
)  # fmt: skip

STORY = Story(
    id="retire-console-wizard", title="Retired the console wizard", hook="The button everyone liked", employer="Initech", role="PM",
    period="2023-04/2023-11", scale="50 people", status="ready", internal=True, narrative="# Why\n\nIt *taught* the wrong habit.\r\n",
    tags=("platform", "数"), anchors=("what was decided", ""), opening="We had a button.", closing="We had none.",
    customers=(
        Customer(tier="primary", who="architect", gain="an hour", cost="a habit"),
        Customer(tier="primary", who="operator", gain="", cost=""),
    ),
    trade_off="Fewer sign-ups.",
    principles=(
        PrincipleTag(principle="own", rank="primary", score=3.5, angle="removal", evidence=(
            Evidence(dimension="scope", text="All regions"), Evidence(dimension="cost", text=""), Evidence(dimension="scope", text="Twice"))),
        PrincipleTag(principle="dive", rank="secondary", score=None, angle="", evidence=()),
    ),
    signals=(SignalTag(signal="killed-project", note="at the end"),),
    figures=(Figure(claim="62 %", baseline="410 a week", source="dashboard", confidence="do-not-claim"),),
)  # fmt: skip

BANK = Bank(
    title="Spring loop", framework=FRAMEWORK,
    target=Target(company="AWS", role="Senior PM", level="L6", service="storage", internal=False, loop_date="2027-01-20", principles=("own",)),
    aliases=(Alias(term="Initech", alias="a 40-person fintech"),),
    waivers=(
        Waiver(rule="customer-tier-missing", story="retire-console-wizard", principle=None, detail={"tier": "tertiary"}, reason="asked"),
        Waiver(rule="single-point-of-failure", story=None, principle="own", reason="", detail={
            "principles": ("own", "dive"), "best": 3.5, "count": 2, "none": None, "flag": True, "empty": ()}),
    ),
    stories=(STORY, Story.blank("second", "A second one")),
)  # fmt: skip

# What the framework does not know: a whole tag, a part of one, a signal, a principle of the loop, a waiver.
ASIDE = Aside(
    stories=(
        AsideStory(
            story="retire-console-wizard",
            principles=(
                AsideTag(at=1, principle="bias", rank="primary", score=3.0, angle="speed – 速さ", evidence=(
                    AsideEvidence(at=0, dimension="speed", text="In a week."), AsideEvidence(at=1, dimension="speed", text=""))),
                AsideTag(at=None, principle="own", rank="secondary", score=None, angle="", evidence=(
                    AsideEvidence(at=2, dimension="sequel", text="Who carried it on."),)),
            ),
            signals=(AsideSignal(at=1, signal="reversed-own-position", note="in May"),),
        ),
        AsideStory(story="second", principles=(), signals=(AsideSignal(at=0, signal="migration", note=""),)),
    ),
    target=(AsidePrinciple(at=1, principle="bias"),),
    waivers=(
        AsideWaiver(at=0, waiver=Waiver(rule="principle-no-backup", story=None, principle="bias", reason="told once", detail={
            "best": 3.0, "principles": ("bias",), "none": None, "flag": False})),
        AsideWaiver(at=3, waiver=Waiver(rule="unproven-score", story="second", principle="bias", detail={}, reason="")),
    ),
)  # fmt: skip

GOLDEN = {"v1": BANK, "v2": replace(BANK, aside=ASIDE), "v3": replace(BANK, aside=ASIDE)}

GONE = replace(STORY, id="gone", title="Deleted since – 消えた")
VERSIONS = (
    Version(number=1, story=replace(STORY, narrative="As it was."), kept="2026-11-20T09:00:00Z", why="edit"),
    Version(number=2, story=GONE, kept="2026-11-21T09:00:00Z", why="delete"),
)
"""What `v3` keeps of stories as they were, the oldest first."""

if __name__ == "__main__":
    bank = list(GOLDEN.values())[-1]
    with BankFile.create(Path(sys.argv[1]), replace(bank, title="Before")) as file:
        file.write(Change(before=replace(bank, title="Before"), after=bank, label=""), VERSIONS)
