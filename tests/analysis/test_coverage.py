"""The matrix against a naive reading of the contract: who carries what, best, depth, exposure."""

from functools import cmp_to_key

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.plain_rules import at_the_bar, carries, dimensions_proven, is_proven, of_the_target, tags_of, that_count
from banks import a_bank, a_framework, a_sound_bank, a_story, a_tag, banks
from storybank.analysis.coverage import Column, counted, counts, coverage
from storybank.model import Bank, Principle


def scores_of(bank: Bank, principle: str) -> list[float]:
    tags = [tag for story in that_count(bank) for tag in tags_of(story, principle)]
    return [tag.score for tag in tags if tag.score is not None]


def depth_of(bank: Bank, principle: str) -> int:
    return sum(at_the_bar(bank, story, principle) for story in that_count(bank))


def is_more_exposed(bank: Bank, one: Principle, other: Principle) -> bool:
    """Uncovered, then lower best, then smaller depth, then framework order."""
    covered = [any(carries(story, p.id) for story in that_count(bank)) for p in (one, other)]
    if covered[0] != covered[1]:
        return not covered[0]
    best = [max(scores_of(bank, p.id), default=0.0) for p in (one, other)]
    if best[0] != best[1]:
        return best[0] < best[1]
    depth = [depth_of(bank, p.id) for p in (one, other)]
    if depth[0] != depth[1]:
        return depth[0] < depth[1]
    return bank.framework.principles.index(one) < bank.framework.principles.index(other)


@given(banks())
def test_the_matrix_is_the_tags_of_the_stories_that_count(bank: Bank) -> None:
    seen = coverage(bank, bank.framework)
    assert list(seen.stories) == that_count(bank)
    assert set(seen.cells) == {(story.id, tag.principle) for story in that_count(bank) for tag in story.principles}
    for (story_id, principle_id), cell in seen.cells.items():
        assert seen.cell(story_id, principle_id) is cell
        assert (cell.story.id, cell.principle.id) == (story_id, principle_id)
        assert [cell.tag] == tags_of(cell.story, principle_id)
        assert (cell.proven, cell.asked) == dimensions_proven(bank, cell.tag)
        assert cell.is_proven == is_proven(bank, cell.tag)
        assert cell.at_bar == at_the_bar(bank, cell.story, principle_id)
        assert cell.score == cell.tag.score
        assert cell.is_primary == (cell.tag.rank == "primary")


@given(banks())
def test_columns_tell_best_depth_and_exposure(bank: Bank) -> None:
    seen = coverage(bank, bank.framework)
    assert [column.principle for column in seen.columns] == list(bank.framework.principles)
    assert [column.place for column in seen.columns] == list(range(len(seen.columns)))
    assert [column.principle for column in seen.target] == of_the_target(bank) == list(bank.target_principles())
    for column in seen.columns:
        principle = column.principle.id
        assert [cell.story.id for cell in column.cells] == [s.id for s in that_count(bank) if carries(s, principle)]
        assert column.best == max(scores_of(bank, principle), default=None)
        assert column.depth == len(column.holders) == depth_of(bank, principle)
        assert [cell.story for cell in column.holders] == [
            s for s in that_count(bank) if at_the_bar(bank, s, principle)
        ]
        assert column.vetoable == ((column.best or 0) < bank.framework.bar)
        assert column.in_target == (column.principle in of_the_target(bank))
    expected = sorted(of_the_target(bank), key=cmp_to_key(lambda a, b: -1 if is_more_exposed(bank, a, b) else 1))
    assert [column.principle for column in seen.by_exposure()] == expected


@given(banks(most=5), st.booleans())
def test_who_counts(bank: Bank, ready_only: bool) -> None:
    wanted = {"ready"} if ready_only else {"draft", "ready"}
    expected = tuple(story for story in bank.stories if story.status in wanted)
    assert (
        counted(bank, ready_only=ready_only)
        == coverage(bank, bank.framework, ready_only=ready_only).stories
        == expected
    )
    assert [story for story in bank.stories if counts(story, ready_only=ready_only)] == list(expected)


def exposure(*stories: tuple[tuple[str, float | None], ...], bar: float = 3.5) -> list[str]:
    made = [a_story(f"s{n}", *(a_tag(p, s) for p, s in tags)) for n, tags in enumerate(stories)]
    bank = a_bank(*made, framework=a_framework((2, 2, 2), bar=bar))
    return [column.principle.id for column in coverage(bank, bank.framework).by_exposure()]


@pytest.mark.parametrize(
    ("stories", "order"),
    [
        ((), ["care", "own", "disagree"]),
        (((("care", None),),), ["own", "disagree", "care"]),
        (((("care", 1.0), ("own", None), ("disagree", 1.0)),), ["own", "care", "disagree"]),
        (((("care", 4.0), ("own", 3.5), ("disagree", 3.0)),), ["disagree", "own", "care"]),
        (((("care", 4.0), ("own", 4.0), ("disagree", 4.0)), (("care", 4.0),)), ["own", "disagree", "care"]),
        (((("care", 4.0), ("own", 4.0), ("disagree", 3.5)), (("care", 3.5), ("disagree", 3.5))), ["disagree", "own", "care"]),
        (((("care", 3.0), ("own", 3.0)), (("care", 3.0),)), ["disagree", "care", "own"]),
    ],
)  # fmt: skip
def test_the_order_of_exposure(stories: tuple[tuple[tuple[str, float | None], ...], ...], order: list[str]) -> None:
    assert exposure(*stories) == order


def test_veto_exposure_is_best_below_the_bar() -> None:
    def own(score: float | None, bar: float = 3.5) -> Column:
        bank = a_bank(a_story("s", a_tag("own", score)), framework=a_framework(bar=bar))
        return coverage(bank, bank.framework).columns[1]

    assert [own(score).vetoable for score in (None, 1.0, 3.0, 3.5, 4.0)] == [True, True, True, False, False]
    assert [own(3.5, bar).vetoable for bar in (3.0, 3.5, 4.0)] == [False, False, True]


def test_principles_that_the_framework_does_not_know_have_no_column() -> None:
    bank = a_bank(a_story("s", a_tag("unheard-of"), a_tag("own")))
    seen = coverage(bank, bank.framework)
    assert set(seen.cells) == {("s", "own")}
    assert seen.cell("s", "unheard-of") is None
    assert seen.cell("nobody", "own") is None


def test_evidence_of_an_unknown_dimension_proves_nothing() -> None:
    bank = a_bank(a_story("s", a_tag("own", 4.0, proven=9)))  # own has three dimensions
    cell = coverage(bank, bank.framework).cells["s", "own"]
    assert (cell.proven, cell.asked) == (3, 3)


def test_a_sound_bank_is_nowhere_exposed() -> None:
    bank = a_sound_bank()
    assert not any(column.vetoable for column in coverage(bank, bank.framework).target)
