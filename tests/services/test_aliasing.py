"""Confidential terms: gone in every form, longer words left and listed, ids and scores as they were."""

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banks import a_bank, a_framework, a_story, a_tag, banks, full_customers
from storybank.analysis.aliasing import LEFT_OUT, aliased, left_alone, replacer, still_there
from storybank.analysis.gaps import RULE_NAMES
from storybank.analysis.refitting import refit
from storybank.analysis.validity import bank_problems
from storybank.exchange.frameworks import Catalogue
from storybank.exchange.interchange import read_interchange, write_interchange
from storybank.model import Alias, Bank, Figure, SignalTag, Story, Waiver

TERMS = (
    "Initech", "Acme Corp", "Globex GmbH", "東京電力", "네이버", "Müller", "Straße", "C++", "T-Mobile", "Macy's", "Agency", "@acme", "Ltd. & Co",
    "42", "การบิน",
)  # fmt: skip
CJK = ("東京電力", "네이버", "การบิน")


def an_alias(term: str, alias: str = "a fintech") -> Alias:
    return Alias(term=term, alias=alias)


def swapped(text: str, *terms: str) -> str:
    return replacer(tuple(an_alias(term) for term in terms))(text)


def forms(term: str) -> list[str]:
    """Ways in which people write a term."""
    cases = [term, term.upper(), term.lower(), term.title(), term.swapcase(), term.casefold()]
    spaced = [case.replace(" ", gap) for case in cases for gap in (" ", "  ", "\n", "\u00a0", "-", "_")]
    accents = [unicodedata.normalize(form, one) for one in spaced for form in ("NFC", "NFD")]
    typed = [one.replace("'", "’") for one in accents] + [one.replace("-", "‑") for one in accents]
    return sorted({*accents, *typed})


@pytest.mark.parametrize("term", TERMS)
def test_every_form_goes(term: str) -> None:
    endings = [""] if term in CJK else ["", "'s", "’s", "s", "s'", "s’", "es", "'S", "ʼs"]
    for form in forms(term):
        for ending in endings:
            for before, after in (
                ("", ""),
                ("at ", " we"),
                ("(", ")"),
                ("“", "”."),
                ("\n", "\n"),
                ("**", "**"),
                ("x/", ".com"),
                ("社", "社"),
            ):
                text = f"{before}{form}{ending}{after}"
                now = swapped(text, term)
                assert now.startswith(f"{before}a fintech"), text
                assert now.endswith(after), text
                assert still_there(text, (an_alias(term),)) == [term]
                assert not still_there(now, (an_alias(term),))


def test_what_stays_of_an_ending() -> None:
    assert (
        swapped("Initech’s way, INITECH'S way, the Initechs’ way", "Initech")
        == "a fintech’s way, a fintech’s way, the a fintech’s way"
    )
    assert swapped("two Initechs and their agencies", "Initech", "Agency") == "two a fintech and their a fintech"


@pytest.mark.parametrize(
    ("text", "term"),
    [("Initechnology", "Initech"), ("reInitech", "Initech"), ("Initech2", "Initech"), ("a_Initech", "Initech"), ("AcmeCorp", "Acme Corp"),
     ("Scrum", "um"), ("143", "43"), ("1420", "42")],
)  # fmt: skip
def test_a_longer_word_stays_and_is_listed(text: str, term: str) -> None:
    bank = replace(a_bank(a_story("a", narrative=f"We said {text}, and {term} itself.")), aliases=(an_alias(term),))
    assert swapped(text, term) == text
    assert not still_there(text, bank.aliases)
    assert left_alone(bank) == [text]


def test_an_accent_on_the_last_letter_makes_another_word() -> None:
    assert swapped("Cafe\u0301", "Cafe") == "Cafe\u0301"


def test_words_that_hold_no_term_are_not_listed() -> None:
    bank = a_bank(a_story("a", title="Initech’s Initechs, INITECH", narrative="pre-Initech; 社Initech社"))
    assert left_alone(replace(bank, aliases=(an_alias("Initech"), an_alias("東京"), an_alias(" ")))) == []


def test_the_longest_term_wins_and_an_alias_is_not_read_again() -> None:
    aliases = (an_alias("Acme", "one"), an_alias("Acme Corp", "two"), an_alias("two", "three"))
    assert replacer(aliases)("Acme Corp, Acme, two") == "two, one, three"


def test_an_empty_alias_leaves_no_blank_where_something_was() -> None:
    story = a_story(
        "initech",
        title="Initech",
        tags=("Initech",),
        figures=(Figure(claim="Initech", baseline="", source="", confidence="do-not-claim"),),
    )
    waiver = Waiver(rule="do-not-claim", story="initech", principle=None, detail={"claim": "Initech"}, reason="Initech")
    bank = replace(a_bank(story, waivers=(waiver,)), aliases=(an_alias("Initech", ""),))
    now = aliased(bank)
    assert now.stories[0].title == now.stories[0].figures[0].claim == now.waivers[0].detail["claim"] == LEFT_OUT
    assert now.stories[0].id == now.waivers[0].story == "story"
    assert not bank_problems(now, RULE_NAMES)


def test_ids_of_stories_go_too_and_stay_apart() -> None:
    one, two, three = a_story("acme-corp-launch"), a_story("acme-corps-launch"), a_story("a-fintech-launch")
    waiver = Waiver(
        rule="principle-no-backup", story=None, principle="own", detail={"story": "acme-corp-launch"}, reason=""
    )
    bank = replace(a_bank(one, two, three, waivers=(waiver,)), aliases=(an_alias("Acme Corp"),))
    now = aliased(bank)
    assert [story.id for story in now.stories] == ["a-fintech-launch-2", "a-fintech-launch-3", "a-fintech-launch"]
    assert now.waivers[0].detail == {"story": "a-fintech-launch-2"}


def test_the_words_of_an_edited_framework_go_its_ids_stay() -> None:
    framework = replace(a_framework(), name="The Initech way", note="Own")
    bank = replace(a_bank(framework=framework), aliases=(an_alias("Initech"), an_alias("own"), an_alias("primary")))
    now = aliased(bank)
    assert now.framework.name == "The a fintech way"
    assert [principle.id for principle in now.framework.principles] == [
        principle.id for principle in framework.principles
    ]


def test_a_term_that_is_a_word_of_ours_breaks_no_record() -> None:
    words = (
        "primary",
        "draft",
        "ready",
        "verified",
        "own",
        "killed-project",
        "d0",
        "small",
        "edited",
        "required",
        "reading",
        "tertiary",
    )
    bank = replace(_tagged(), aliases=tuple(an_alias(word) for word in words))
    now = aliased(bank)
    assert not bank_problems(now, RULE_NAMES)
    assert now.stories[0].principles == bank.stories[0].principles
    assert now.waivers[0].detail == bank.waivers[0].detail


def _tagged() -> Bank:
    waiver = Waiver(rule="customer-tier-missing", story="a", principle=None, detail={"tier": "primary"}, reason="")
    story = a_story("a", a_tag("own", rank="primary"), signals=("killed-project",), customers=full_customers())
    return a_bank(story, waivers=(waiver,))


def texts_of(story: Story) -> str:
    """Everything that a story says, by its printed form."""
    return repr(story).replace("\\n", "\n").replace("\\'", "'")


def plainly_there(term: str, text: str) -> bool:
    """Whether a term stands in a text as a word, looked for without the code under test: by letters alone."""
    folded, wanted = (" ".join(unicodedata.normalize("NFC", one).casefold().split()) for one in (text, term))
    at = folded.find(wanted)
    while at >= 0:
        around = folded[at - 1 : at] + folded[at + len(wanted) : at + len(wanted) + 1]
        if not any(letter.isalnum() or letter == "_" for letter in around):
            return True
        at = folded.find(wanted, at + 1)
    return False


@st.composite
def confidential(draw: st.DrawFn) -> Bank:
    """A random bank in whose texts terms were put, in any form."""
    bank = draw(banks(most=4))
    terms = draw(st.lists(st.sampled_from(TERMS), min_size=1, max_size=4, unique=True))
    aliases = tuple(
        Alias(term=term, alias=draw(st.sampled_from(("", "a fintech", "one of our {0}", "甲社")))) for term in terms
    )
    stories = []
    for story in bank.stories:
        said = [draw(st.sampled_from(forms(draw(st.sampled_from(terms))))) for _ in range(3)]
        stories.append(
            replace(
                story,
                title=f"{said[0]} {story.title}",
                narrative=f"{story.narrative}\n{said[1]}’s; {said[2]}s",
                tags=(said[1],),
                hook=said[2],
            )
        )
    return replace(bank, aliases=aliases, stories=tuple(stories), title=draw(st.sampled_from(forms(terms[0]))))


@given(bank=confidential())
def test_nothing_confidential_is_left(bank: Bank) -> None:
    now = aliased(bank)
    assert not now.aliases
    assert not bank_problems(now, RULE_NAMES)
    everything = "\n".join([now.title, *map(texts_of, now.stories)])
    for alias in bank.aliases:
        assert not plainly_there(alias.term, everything), alias
        assert alias.term not in CJK or alias.term not in everything
    assert not still_there(everything, bank.aliases)
    same = ("status", "internal", "period", "scale")
    for before, after in zip(bank.stories, now.stories, strict=True):
        assert [getattr(before, name) for name in same] == [getattr(after, name) for name in same]
        told = [[(tag.principle, tag.rank, tag.score) for tag in story.principles] for story in (before, after)]
        assert told[0] == told[1]
    catalogue = Catalogue.standard()
    assert read_interchange(write_interchange(now, catalogue), "now.json", catalogue) == now


@given(st.text(max_size=60), st.sampled_from(TERMS))
def test_text_without_a_term_is_left_as_it_is(text: str, term: str) -> None:
    letters = re.sub(r"\W", "", unicodedata.normalize("NFKD", term).casefold())
    if not set(letters) & set(unicodedata.normalize("NFKD", text).casefold()):
        assert swapped(text, term) == text


def test_a_bank_without_terms_is_itself() -> None:
    bank = a_bank(a_story("a"))
    assert aliased(bank) is bank
    assert replacer((an_alias("  "),))("as it was") == "as it was"


def test_what_is_kept_aside_is_swapped_too() -> None:
    told = replace(a_tag("right", 4.0, proven=1), angle="as Initech did")
    waiver = Waiver(
        rule="no-primary", story="initech-one", principle="right", detail={"who": "Initech"}, reason="Initechs agreed"
    )
    story = a_story("initech-one", a_tag("own"), told, signals=(SignalTag(signal="killed-project", note="at Initech"),))
    bank = replace(a_bank(story, waivers=(waiver,)), aliases=(an_alias("Initech"),))
    fewer = replace(a_framework(), principles=a_framework().principles[:2], signals=())
    there = refit(bank, fewer)
    assert len(there.aside.stories) == len(there.aside.waivers) == 1
    shown = aliased(there)
    assert bank_problems(shown, RULE_NAMES) == []
    [kept], [waived] = shown.aside.stories, shown.aside.waivers
    assert kept.story == waived.waiver.story == shown.stories[0].id
    assert (kept.principles[0].principle, kept.principles[0].angle) == ("right", "as a fintech did")
    assert kept.signals[0].note == "at a fintech"
    assert waived.waiver.reason == "a fintech agreed"
    assert waived.waiver.detail == {"who": "a fintech"}
    assert "initech" not in write_interchange(shown, Catalogue.standard()).lower()
    longer = there.with_story(there.stories[0])
    inside = replace(
        longer.aside.stories[0], signals=(replace(longer.aside.stories[0].signals[0], note="Initechnology"),)
    )
    assert left_alone(replace(longer, aside=replace(longer.aside, stories=(inside,)))) == ["Initechnology"]
