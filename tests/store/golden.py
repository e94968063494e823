"""The bank of `tests/golden/v1.storybank`, written out. The file is never made anew: it is what version 1 wrote.

A new format gets a new file beside it: `PYTHONPATH=app:tests python tests/store/golden.py tests/golden/v2.storybank`.
"""

import sys
from pathlib import Path

from storybank.model import (
    Alias,
    Bank,
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

if __name__ == "__main__":
    BankFile.create(Path(sys.argv[1]), BANK).close()
