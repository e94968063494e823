"""How often each fault is caused: in the quick form of every test run, and in the long one (`./run faults`)."""

import os
import random

LONG = os.environ.get("STORYBANK_FAULTS") == "long"


def count(quick: int, long: int) -> int:
    """Return how many cases this run has."""
    return long if LONG else quick


def chance(name: str) -> random.Random:
    """Return the chance of a suite: the same in every quick run, another one in every long run unless STORYBANK_SEED says which."""
    seed = os.environ.get("STORYBANK_SEED") or (str(random.randrange(1 << 32)) if LONG else "1")
    return random.Random(f"{name} {seed}")
