"""What becomes of each story that comes in: proposed, corrected, and then one change of the bank."""

from dataclasses import replace
from pathlib import Path

from banks import a_bank, a_story
from storybank.exchange.frameworks import Catalogue
from storybank.model import Bank
from storybank.services.importing import ImportPlan, plan_import
from storybank.services.settling import Decision, decisions, kind_of, settled

TEXT = (
    "In spring the ferry office asked for a second timetable page. I counted who opened the first one. Nobody had since winter. "
    * 3
)


def plan_of(tmp_path: Path, bank: Bank, text: str) -> ImportPlan:
    path = tmp_path / "notes.md"
    path.write_text(text, "utf-8")
    return plan_import(bank, (path,), Catalogue.standard())


def test_a_likely_double_is_proposed_as_a_change_of_the_story_that_is_there(tmp_path: Path) -> None:
    bank = a_bank(
        a_story("ferry", title="Retired the ferry timetable page", narrative=TEXT, hook="kept"), a_story("other")
    )
    plan = plan_of(
        tmp_path,
        bank,
        f"## Retired the ferry timetable-page!\n\n{TEXT}\n\n## Something else\n\nI did it on a Monday.\n",
    )
    same, new = decisions(plan)
    assert (same.same_as, kind_of(bank, same)) == ("ferry", "changed")
    assert (new.same_as, kind_of(bank, new)) == ("", "new")
    after = settled(bank, (same, new))
    assert [story.id for story in after.stories] == ["ferry", "other", "something-else"]
    assert after.stories[0].hook == "kept", "notes empty no field"
    assert after.stories[0].title == "Retired the ferry timetable-page!"


def test_the_same_notes_again_change_nothing(tmp_path: Path) -> None:
    text = f"## The first\n\n{TEXT}\n\n## The second\n\nI did it on a Monday.\n"
    bank = a_bank(a_story("one", title="The first!", narrative=TEXT))
    once = settled(bank, decisions(plan_of(tmp_path, bank, text)))
    again = decisions(plan_of(tmp_path, once, text))
    assert settled(once, again) is once
    assert {kind_of(once, one) for one in again} == {"unchanged"}
    assert len(once.stories) == 2


def test_what_is_left_out_and_what_is_called_new_all_the_same() -> None:
    bank = a_bank(a_story("a", title="A"))
    twin = a_story("a", title="Another A")
    made = (Decision(twin), Decision(twin), Decision(a_story("b"), take=False))
    assert [(story.id, story.title) for story in settled(bank, made).stories] == [
        ("a", "A"),
        ("a-2", "Another A"),
        ("a-3", "Another A"),
    ]
    assert settled(bank, (replace(made[0], take=False),)) is bank


def test_sides_are_taken_field_by_field() -> None:
    bank = a_bank(a_story("a", hook="mine", role="mine", narrative="Mine."))
    theirs = a_story("x", hook="theirs", role="theirs", narrative="Theirs.")
    sides = {"hook": "mine", "narrative": "both", "title": "mine"}
    (story,) = settled(bank, (Decision(theirs, same_as="a", sides=sides),)).stories  # type: ignore[arg-type]
    assert (story.id, story.hook, story.role, story.narrative) == ("a", "mine", "theirs", "Mine.\n\nTheirs.")
