"""The records: what a bank *is*. Standard library only; nothing here reads a file."""

from storybank.model.bank import Alias, Bank, Change, Target, Waiver
from storybank.model.framework import Dimension, Framework, Grade, Principle, Signal
from storybank.model.story import (
    CONFIDENCES,
    RANKS,
    SCORES,
    STATUSES,
    TIERS,
    Confidence,
    Customer,
    Evidence,
    Figure,
    PrincipleTag,
    Rank,
    SignalTag,
    Status,
    Story,
    Tier,
)

__all__ = [
    "CONFIDENCES",
    "RANKS",
    "SCORES",
    "STATUSES",
    "TIERS",
    "Alias",
    "Bank",
    "Change",
    "Confidence",
    "Customer",
    "Dimension",
    "Evidence",
    "Figure",
    "Framework",
    "Grade",
    "Principle",
    "PrincipleTag",
    "Rank",
    "Signal",
    "SignalTag",
    "Status",
    "Story",
    "Target",
    "Tier",
    "Waiver",
]
