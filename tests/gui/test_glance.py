"""The Glance window: one principle at a time, by two letters, and nothing on it that must not be said."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from banks import a_bank, a_framework, a_story, a_tag
from gui.hands import Hands, Key, Modifier, spoken
from storybank.exchange.frameworks import Catalogue
from storybank.gui.glance.letters import fitting, only
from storybank.gui.glance.opening import Glancing
from storybank.gui.glance.paragraphs import Candidate, Short
from storybank.gui.glance.window import SIZES, Glance
from storybank.model import Alias, Bank, Figure

CTRL = Modifier.ControlModifier


@pytest.fixture
def told() -> Bank:
    never = Figure(claim="62 %", baseline="", source="", confidence="do-not-claim")
    about = Figure(claim="38 tickets", baseline="410 a week", source="", confidence="estimate")
    own = replace(a_tag("own", 4.0, "primary"), angle="from the first day")
    return a_bank(
        a_story(
            "one", own, title="Owned it at Initech", status="ready", hook="Nobody did.", anchors=("1 AM", "we saved 62 % there", "the key"),
            trade_off="They paid.", opening="It was late.", closing="And so it went.", figures=(never, about),
        ),
        a_story("two", a_tag("own", 3.5), title="The second", status="ready"),
        a_story("three", a_tag("dive", 2.0), title="Too shallow"),
        framework=a_framework(), principles=("own", "dive", "care"),
    )  # fmt: skip


@pytest.fixture
def glance(hands: Hands, told: Bank) -> Iterator[Glance]:
    hands.open(told)
    made = opened(hands)
    yield made
    glancing = hands.window.findChild(Glancing)
    assert glancing is not None
    glancing.close()
    hands.settle()


def opened(hands: Hands) -> Glance:
    hands.menu("Glance …")
    glancing = hands.window.findChild(Glancing)
    assert glancing is not None
    assert glancing.glance is not None
    return glancing.glance


def texts(glance: Glance) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in glance._body.findChildren(QLabel) if not label.isHidden()]


def type_letters(glance: Glance, letters: str) -> None:
    QTest.keyClicks(glance.letters, letters)


def test_two_letters_show_what_the_cheat_sheet_says(glance: Glance) -> None:
    type_letters(glance, "oi")
    assert texts(glance) == [
        "Owning It",
        "Owned it at Initech  ◆\u00a04",
        "Angle: from the first day",
        "Nobody did.",
        "·\u00a0\u00a01 AM",
        "·\u00a0\u00a0the key",
        "~38 tickets, against 410 a week",
        "Trade-off: They paid.",
        "Begin: “It was late.”",
        "End: “And so it went.”",
        "Backup: The second (3.5)",
    ]
    assert glance.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert glance.parentWidget() is None, "it stays when the main window is minimised"


def test_the_answers_of_the_principle_stand_before_the_rest(hands: Hands) -> None:
    tag = replace(a_tag("own", 4.0, "primary", 1), angle="the angle")
    other = a_tag("right", 3.5)
    hands.open(a_bank(a_story("one", tag, other, hook="the {hook}"), principles=("own", "right")))
    glance = opened(hands)
    type_letters(glance, "oi")
    shown = texts(glance)
    answer = tag.evidence[0].text
    assert [text for text in shown if answer in text]
    assert shown.index("Angle: the angle") < next(at for at, text in enumerate(shown) if answer in text)
    assert next(at for at, text in enumerate(shown) if answer in text) < shown.index("the {hook}")
    glance.step(1)
    assert any(text.startswith("Planned for Owning It too") for text in texts(glance))
    glance.close()


def offered(glance: Glance) -> list[str]:
    """The principles that are offered, the marked one with its sign."""
    QApplication.processEvents()
    found = [made for made in glance._body.findChildren(Candidate) if not made.isHidden()]
    assert all(made.height() >= max(24, made.heightForWidth(made.width())) for made in found), "none is cut"
    return [("› " if made.is_marked else "") + spoken(made) for made in found]


@pytest.fixture
def alike(hands: Hands) -> Iterator[Glance]:
    """The window of a bank in which “hi” may be two principles, with the third one shown."""
    framework = a_framework((4, 4, 4))
    names = ("Hire well", "Hide less", "Own it")
    called = [replace(one, name=name, short=name) for one, name in zip(framework.principles, names, strict=True)]
    hands.open(replace(a_bank(a_story("one")), framework=replace(framework, principles=tuple(called))))
    glance = opened(hands)
    type_letters(glance, "oi")
    assert texts(glance)[0] == "Own it"
    yield glance
    glance.close()


def test_letters_that_several_principles_fit_show_these_and_nothing_of_the_one_before(alike: Glance) -> None:
    for letters in ("h", "i"):
        type_letters(alike, letters)
        assert offered(alike) == ["› Hire well", "Hide less"]
        assert not any("No story" in text for text in texts(alike)), "nothing of the principle before"
        assert texts(alike)[-1] == "Esc goes back to Own it."
    QTest.keyClick(alike.letters, Key.Key_Escape)
    assert (texts(alike)[0], offered(alike), alike.letters.text()) == ("Own it", [], "")
    type_letters(alike, "hi")
    QTest.keyClick(alike.letters, Key.Key_Down)
    assert offered(alike) == ["Hire well", "› Hide less"]
    for _step in SIZES:
        alike.zoom(1)
        assert offered(alike) == ["Hire well", "› Hide less"]
    QTest.keyClick(alike.letters, Key.Key_Return)
    assert (texts(alike)[0], offered(alike)) == ("Hide less", [])


def test_one_of_several_principles_is_chosen_with_the_mouse_or_by_more_letters(alike: Glance) -> None:
    type_letters(alike, "hi")
    next(made for made in alike._body.findChildren(Candidate) if spoken(made) == "Hide less").click()
    assert texts(alike)[0] == "Hide less"
    type_letters(alike, "hir")
    assert texts(alike)[0] == "Hire well"


def test_a_first_letter_that_means_one_principle_waits_for_its_second(hands: Hands, alike: Glance) -> None:
    type_letters(alike, "o")
    assert (texts(alike)[0], alike.letters.text(), alike.letters.selectedText()) == ("Own it", "o", "")
    type_letters(alike, "i")
    assert (texts(alike)[0], alike.letters.selectedText()) == ("Own it", "oi")
    type_letters(alike, "ohi")
    assert offered(alike) == ["› Hire well", "Hide less"], "the first letter was meant alone"
    QTest.keyClick(alike.letters, Key.Key_Escape)
    type_letters(alike, "o")
    hands.qtbot.waitUntil(lambda: alike.letters.selectedText() == "o", timeout=4000)


def test_an_answer_takes_two_lines_at_most_and_the_whole_of_it_is_its_tooltip(hands: Hands) -> None:
    long = "We counted every crate in the yard by hand, twice, and " + "then the others counted it again, "
    tag = a_tag("own", 4.0, "primary", 1)
    tag = replace(tag, evidence=(replace(tag.evidence[0], text=long * 2),))
    hands.open(a_bank(a_story("one", tag), principles=("own",)))
    glance = opened(hands)
    type_letters(glance, "oi")
    hands.settle()
    (answer,) = glance._body.findChildren(Short)
    lines = answer.lines(answer.width())
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(answer.fontMetrics().horizontalAdvance(line) <= answer.width() for line in lines)
    assert answer.height() == 2 * answer.fontMetrics().lineSpacing()
    assert "counted every crate" in answer.toolTip()
    assert "".join(answer.lines(10_000)) == answer.text(), "nothing is cut where there is room"
    glance.close()


def test_no_story_at_the_bar_says_which_is_the_nearest_and_none_what_is_needed(glance: Glance) -> None:
    type_letters(glance, "dd")
    assert texts(glance)[:3] == [
        "Dive Deep",
        "No story at the bar for Dive Deep. The nearest is:",
        "Too shallow  ◇\u00a02",
    ]
    type_letters(glance, "cc")
    assert texts(glance)[1:] == [
        "No story carries Customer Care yet.",
        "Needed: one that answers “Customer Care, question 0?”",
    ]


def test_arrows_step_escape_clears_then_closes(hands: Hands, glance: Glance) -> None:
    type_letters(glance, "dd")
    QTest.keyClick(glance.letters, Key.Key_Down)
    first = texts(glance)[0]
    QTest.keyClick(glance.letters, Key.Key_Up)
    assert (first, texts(glance)[0]) == ("Customer Care", "Dive Deep")
    type_letters(glance, "zz")
    assert texts(glance) == ["No principle fits “zz”.", "Esc goes back to Dive Deep."]
    QTest.keyClick(glance.letters, Key.Key_Escape)
    assert (glance.letters.text(), texts(glance)[0]) == ("", "Dive Deep")
    QTest.keyClick(glance.letters, Key.Key_Escape)
    hands.settle()
    glancing = hands.window.findChild(Glancing)
    assert glancing is not None
    assert glancing.glance is None


def test_it_follows_the_bank(hands: Hands, glance: Glance) -> None:
    type_letters(glance, "oi")
    story = hands.bank.stories[0]
    hands.document.edit_story(replace(story, hook="Somebody did."), "Edit")
    assert "Somebody did." in texts(glance)
    hands.document.edit(hands.bank.without_story("one"), "Delete")
    assert texts(glance)[:2] == ["Owning It", "The second  ◇\u00a03.5"]


def test_aliases_are_the_rule_once_there_are_any(hands: Hands, glance: Glance) -> None:
    type_letters(glance, "oi")
    assert not glance.aliases.isVisible()
    hands.document.edit(replace(hands.bank, aliases=(Alias(term="Initech", alias="a bank"),)), "Alias")
    assert glance.aliases.isChecked()
    assert texts(glance)[1] == "Owned it at a bank  ◆\u00a04"
    glance.aliases.click()
    assert texts(glance)[1] == "Owned it at Initech  ◆\u00a04"
    glance.aliases.click()
    hands.document.edit(replace(hands.bank, aliases=(Alias(term="Initech", alias="Initech too"),)), "Alias")
    assert texts(glance) == ["This would still show Initech; change what stands for it in the loop’s terms."]


def test_type_is_large_and_larger(glance: Glance) -> None:
    type_letters(glance, "oi")
    for keys, size in (
        (Key.Key_Minus, SIZES[0]),
        (Key.Key_Plus, SIZES[1]),
        (Key.Key_Equal, SIZES[2]),
        (Key.Key_0, SIZES[0]),
    ):
        QTest.keyClick(glance.letters, keys, CTRL)
        label = glance._body.findChildren(QLabel)[-1]
        label.ensurePolished()
        assert label.font().pixelSize() == size >= 18


@pytest.mark.parametrize("size", [(360, 280), (800, 600)])
def test_nothing_is_clipped_at_the_side(hands: Hands, glance: Glance, size: tuple[int, int]) -> None:
    glance.resize(*size)
    type_letters(glance, "oi")
    hands.settle()
    assert glance._body.width() <= glance.width()
    for label in glance._body.findChildren(QLabel):
        if not label.isHidden():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    needs = glance._body.layout()
    assert needs is not None
    fits = needs.heightForWidth(size[0]) < glance._area.viewport().height()
    assert glance._area.verticalScrollBar().isVisible() != fits


def test_it_remembers_its_size_and_closes_with_its_bank(hands: Hands, glance: Glance) -> None:
    glance.resize(500, 333)
    glance.close()
    hands.settle()
    again = opened(hands)
    assert (again.width(), again.height()) == (500, 333)
    assert opened(hands) is again
    hands.menu("Close bank")
    glancing = hands.window.findChild(Glancing)
    assert glancing is not None
    assert glancing.glance is None


def test_every_part_has_a_name(glance: Glance) -> None:
    type_letters(glance, "oi")
    for widget in (glance.letters, glance.aliases, glance._area):
        assert spoken(widget)
    assert "Owning It" in glance.letters.accessibleDescription()


@pytest.mark.parametrize("framework", ["aws-pm", "amazon-retail-pm", "generic-pm"])
def test_two_letters_reach_every_principle(framework: str) -> None:
    made = Catalogue.standard().get(framework)
    assert made is not None
    letters = [a + b for a in "abcdefghijklmnopqrstuvwxyz" for b in "abcdefghijklmnopqrstuvwxyz"]
    reached = {at for two in letters if (at := only(made.principles, two)) is not None}
    assert reached == set(range(len(made.principles)))


@pytest.mark.parametrize(
    ("letters", "name"),
    [("dd", "Dive Deep"), ("OW", "Ownership"), ("hb", "Have Backbone; Disagree and Commit"), ("tb", "Think Big")],
)
def test_letters_mean_what_one_expects(letters: str, name: str) -> None:
    made = Catalogue.standard().get("aws-pm")
    assert made is not None
    assert made.principles[fitting(made.principles, letters)[0]].name == name
