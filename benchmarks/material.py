"""Banks to measure with: the sample, and banks of any size that are as uneven as real ones."""

import random
from dataclasses import replace

from storybank.exchange.frameworks import Catalogue
from storybank.model import SCORES, Bank, Story
from storybank.services.loading import sample_bank


def sample() -> Bank:
    """Return the sample bank."""
    return sample_bank(Catalogue.standard())


def bank_of(size: int) -> Bank:
    """Return a bank of so many stories: the sample's, again and again, with scores, proof and customers shuffled; always the same."""
    bank, chance = sample(), random.Random(size)  # noqa: S311 - no secret
    stories = tuple(_variant(bank.stories[number % len(bank.stories)], number, chance) for number in range(size))
    return replace(bank, stories=stories, waivers=())


def _variant(story: Story, number: int, chance: random.Random) -> Story:
    principles = tuple(
        replace(tag, score=chance.choice((None, *SCORES)), evidence=tag.evidence[: chance.randint(0, 4)])
        for tag in story.principles
    )
    customers = tuple(customer for customer in story.customers if chance.random() < 0.8)
    return replace(
        story, id=f"{story.id[:40]}-{number}", title=f"{story.title} ({number})", principles=principles, customers=customers
    )  # fmt: skip
