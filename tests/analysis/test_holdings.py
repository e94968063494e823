"""What one would lose without a story, against a naive reading."""

from hypothesis import given

from analysis.plain_rules import at_the_bar, of_the_target, that_count
from banks import banks
from storybank.analysis.coverage import coverage, holdings
from storybank.model import Bank


@given(banks())
def test_a_story_holds_what_it_has_at_the_bar_and_alone_what_no_other_has(bank: Bank) -> None:
    found = holdings(coverage(bank, bank.framework))
    stories = that_count(bank)
    assert list(found) == [story.id for story in stories]
    for story in stories:
        held = [p for p in of_the_target(bank) if at_the_bar(bank, story, p.id)]
        alone = [p for p in held if sum(at_the_bar(bank, other, p.id) for other in stories) == 1]
        assert [cell.principle for cell in found[story.id].held] == held
        assert [cell.principle for cell in found[story.id].alone] == alone
        assert {cell.story.id for cell in found[story.id].held} <= {story.id}
