"""A story and what it is tagged with.

No field has a default: whoever makes a record says what it holds, and an empty text is an empty text. Lists are tuples and keep their order.
"""

from dataclasses import dataclass
from typing import Literal, get_args

Tier = Literal["primary", "secondary", "tertiary"]
Rank = Literal["primary", "secondary"]
Status = Literal["idea", "draft", "ready", "retired"]
Confidence = Literal["verified", "estimate", "do-not-claim"]

TIERS: tuple[Tier, ...] = get_args(Tier)
RANKS: tuple[Rank, ...] = get_args(Rank)
STATUSES: tuple[Status, ...] = get_args(Status)
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
SCORES: tuple[float, ...] = (1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """Somebody whom the story's decision reached: what they gained and what it cost them. A tier may hold several."""

    tier: Tier
    who: str
    gain: str
    cost: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the story says to one evidence dimension of a principle; blank text proves nothing."""

    dimension: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrincipleTag:
    """That a story speaks to a principle: its rank, the self-score (1 to 4 in half points, None = not scored yet) and the proof."""

    principle: str
    rank: Rank
    score: float | None
    angle: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalTag:
    """That a story carries a signal of the framework, and where in it."""

    signal: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of the story: the claim (never blank), what it is measured against, where it is from and how sure it is."""

    claim: str
    baseline: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One career story. `id` is unique in its bank, `title` is never blank, `anchors` are five at most.

    `period` is `YYYY-MM`, `YYYY-MM/YYYY-MM` or free text; `narrative` is Markdown; `internal` says that the primary customer works for the
    teller's own company.
    """

    id: str
    title: str
    hook: str
    employer: str
    role: str
    period: str
    scale: str
    status: Status
    internal: bool
    narrative: str
    tags: tuple[str, ...]
    anchors: tuple[str, ...]
    opening: str
    closing: str
    customers: tuple[Customer, ...]
    trade_off: str
    principles: tuple[PrincipleTag, ...]
    signals: tuple[SignalTag, ...]
    figures: tuple[Figure, ...]

    @classmethod
    def blank(cls, story_id: str, title: str) -> "Story":
        """Return a draft that holds an id and a title and nothing else."""
        return cls(
            id=story_id, title=title, hook="", employer="", role="", period="", scale="", status="draft", internal=False,
            narrative="", tags=(), anchors=(), opening="", closing="", customers=(), trade_off="", principles=(), signals=(), figures=(),
        )  # fmt: skip

    @property
    def primary(self) -> PrincipleTag | None:
        """The tag of the story's primary principle, if it has one."""
        return next((tag for tag in self.principles if tag.rank == "primary"), None)

    def tag(self, principle: str) -> PrincipleTag | None:
        """Return the story's tag for a principle id, if it carries it."""
        return next((tag for tag in self.principles if tag.principle == principle), None)

    def named_customers(self, tier: Tier) -> tuple[Customer, ...]:
        """Return the tier's customers that have a name."""
        return tuple(customer for customer in self.customers if customer.tier == tier and customer.who.strip())
