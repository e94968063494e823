"""The search over the whole bank: hits below the field, the way to each, and nothing kept of it."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from banks import a_bank, a_story, a_tag, full_customers
from gui.hands import Hands, Key, Modifier, spoken
from storybank.gui.search.panel import Panel
from storybank.gui.search.rows import ROW_ROLE, Row
from storybank.gui.search.snippet import snippet
from storybank.model import Alias, Bank, Evidence, Figure, SignalTag

CTRL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier
LONG = "One line of it.\n\n" * 120 + "At the end 🚒 stood a zebra, and another zebra."


@pytest.fixture
def three() -> Bank:
    tag = replace(a_tag("dive", 4.0, "primary"), evidence=(Evidence(dimension="d2", text="We counted each zebra."),))
    return a_bank(
        a_story(
            "one", tag, title="First", narrative=LONG, tags=("stripes", "zebra"), signals=(SignalTag(signal="killed-project", note="zebra stop"),),
            customers=tuple(replace(c, cost=f"a zebra of the {c.tier}") for c in full_customers()),
            figures=(
                Figure(claim="1", baseline="", source="", confidence="estimate"),
                Figure(claim="2", baseline="9", source="the zebra log", confidence="verified"),
            ),
        ),
        a_story("two", title="A zebra", status="ready", closing="So much for the zebra"),
        a_story("old", title="Zebra crossing", status="retired"),
    )  # fmt: skip


def panel(hands: Hands) -> Panel:
    return hands.window.searching.panel


def rows(hands: Hands) -> list[str]:
    return [row.spoken for row in panel(hands).model.rows]


def search(hands: Hands, words: str) -> None:
    hands.press("f", CTRL)
    hands.press(words)
    hands.settle()


def selected() -> str:
    widget = QApplication.focusWidget()
    if isinstance(widget, QLineEdit):
        return widget.selectedText()
    return widget.textCursor().selectedText() if isinstance(widget, QPlainTextEdit) else ""


def test_typing_shows_hits_by_story_and_keeps_the_focus(hands: Hands, three: Bank) -> None:
    hands.open(three)
    search(hands, "ZÉBRA")
    assert panel(hands).isVisible()
    assert hands.focus == "Search"
    told = rows(hands)
    assert told[0] == "A zebra"
    assert told[1:3] == ["Title: A zebra", "Closing line: So much for the zebra"]
    assert told[3] == "First"
    assert told[-3:-1] == ["Zebra crossing, in the archive", "Title: Zebra crossing"]
    assert told[-1] == "and 3 more places"
    assert hands.window.top.search.accessibleDescription() == "11 places in 3 stories. Title: A zebra"
    assert panel(hands).grab().toImage() != panel(hands).list.grab().toImage()
    listed = [row.story.id for row in hands.window.stories.model.rows]
    assert listed == ["one", "two"], "the list shows the same stories, the archive apart"


def test_nothing_found_says_so(hands: Hands, three: Bank) -> None:
    hands.open(three)
    search(hands, "zebra unicorn")
    assert any("holds all of these words" in text for text in hands.texts(panel(hands)))
    hands.press(Key.Key_Return)
    assert hands.focus == "Stories"


@pytest.mark.parametrize(
    ("words", "name", "chosen"),
    [
        ('"counted each"', "Dive Deep: Dive Deep, question 2?", "counted each"),
        ('"the tertiary"', "Tertiary customer’s cost", "the tertiary"),
        ("log", "Source of figure 2", "log"),
        ("stripes", "Tags", "stripes"),
        ('"🚒 stood"', "Narrative, Markdown", "🚒 stood"),
        ('"zebra stop"', "Killed project: where in the story?", "zebra stop"),
    ],
)
def test_enter_goes_to_the_field_and_selects_what_was_found(
    hands: Hands, three: Bank, words: str, name: str, chosen: str
) -> None:
    hands.open(three)
    search(hands, words)
    hands.press(Key.Key_Return)
    assert selected() == chosen
    if not words.startswith('"zebra'):
        assert hands.focus == name
    assert not panel(hands).isVisible()
    widget = QApplication.focusWidget()
    assert widget is not None
    assert not widget.visibleRegion().isEmpty(), "it is in sight"


def test_arrows_and_f3_go_through_the_hits_round_and_round(hands: Hands, three: Bank) -> None:
    hands.open(three)
    search(hands, "zebra")
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Return)
    assert (hands.window.stories.editor.story_id, hands.focus) == ("two", "Closing line")
    hands.menu("Next hit")
    assert (hands.window.stories.editor.story_id, hands.focus, selected()) == ("one", "Tags", "zebra")
    hands.menu("Previous hit")
    hands.menu("Previous hit")
    assert (hands.focus, selected()) == ("Title", "zebra")
    hands.menu("Previous hit")
    assert hands.window.stories.editor.story_id == "old", "round to the last, in the archive"
    hands.menu("Next hit")
    assert hands.window.stories.editor.story_id == "two"


def test_f3_goes_through_the_places_of_one_text_and_follows_an_edit(hands: Hands, three: Bank) -> None:
    hands.open(three)
    search(hands, '"zebra," another')
    hands.press(Key.Key_Return)
    assert (hands.focus, selected()) == ("Narrative, Markdown", "zebra,")
    hands.menu("Next hit")
    assert selected() == "another"
    hands.press("a second")
    hands.window.flush()
    hands.menu("Next hit")
    assert hands.focus == "Search", "the words no longer stand there: one is back in the field"


def test_escape_clears_and_a_second_one_leaves(hands: Hands, three: Bank) -> None:
    hands.open(three)
    search(hands, "zebra")
    hands.press(Key.Key_Escape)
    assert not panel(hands).isVisible()
    assert (hands.window.top.search.text(), hands.focus) == ("", "Search")
    assert [row.story.id for row in hands.window.stories.model.rows] == ["one", "two"], "and all are listed"
    hands.press(Key.Key_Escape)
    assert hands.focus == "Stories"
    hands.menu("Next hit")
    assert hands.focus == "Search", "there is nothing to go to"


def test_escape_leaves_to_the_field_one_came_from(hands: Hands, three: Bank) -> None:
    hands.open(three)
    hands.named("Title").setFocus()
    search(hands, "zebra")
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_Escape)
    assert hands.focus == "Title"


@pytest.mark.parametrize(("menu", "focus"), [("Gaps", "Gaps"), ("Coverage", "")])
def test_a_search_ends_on_the_page_where_it_began(hands: Hands, three: Bank, menu: str, focus: str) -> None:
    hands.open(three)
    hands.menu(menu)
    focus = focus or hands.focus
    search(hands, "zebra")
    hands.press(Key.Key_Escape)
    assert (hands.window.place[0], hands.focus) == (menu.lower(), "Search")
    hands.press(Key.Key_Escape)
    assert (hands.window.place[0], hands.focus) == (menu.lower(), focus)
    hands.press("f", CTRL)
    hands.press(Key.Key_Return)
    assert (hands.window.place[0], hands.focus) == (menu.lower(), focus), "without words Enter leaves as well"
    search(hands, "zebra")
    hands.press(Key.Key_Return)
    hands.press("f", CTRL)
    hands.press(Key.Key_Escape)
    assert hands.window.place[0] == "stories", "one went to a hit: that is where one is"
    hands.press(Key.Key_Escape)
    assert hands.focus == "Title"


def test_leaving_the_field_closes_and_coming_back_shows_again(hands: Hands, three: Bank) -> None:
    hands.open(three)
    search(hands, "zebra")
    hands.named("Title").setFocus()
    hands.settle()
    assert not panel(hands).isVisible()
    hands.press("f", CTRL)
    hands.settle()
    assert panel(hands).isVisible()
    assert selected() == "zebra", "to be typed over"


def test_a_click_goes_to_a_hit(hands: Hands, three: Bank) -> None:
    hands.open(three)
    search(hands, "crossing")
    panel(hands).list.clicked.emit(panel(hands).model.index(0))
    assert panel(hands).isVisible(), "a heading is no hit"
    panel(hands).list.clicked.emit(panel(hands).model.index(1))
    assert hands.window.stories.editor.story_id == "old"
    assert selected() == "crossing"


def test_what_is_selected_is_searched_for(hands: Hands, three: Bank) -> None:
    hands.open(three)
    search(hands, "closing much")
    field = hands.window.stories.editor
    hands.window.open_story("two", "closing")
    widget = hands.named("Closing line", QLineEdit, field)
    widget.setSelection(3, 4 + 4)
    hands.menu("Find what is selected")
    assert hands.window.top.search.text() == '"much for"'
    assert rows(hands) == ["A zebra", "Closing line: So much for the zebra"]


def test_the_loop_and_what_was_waived_are_found(hands: Hands, three: Bank) -> None:
    hands.open(replace(three, aliases=(Alias(term="Project Heron", alias="it"),)))
    search(hands, "heron")
    assert rows(hands) == ["The loop", "Confidential term: Project Heron"]
    asked: list[bool] = []
    hands.window.wants_target.disconnect()
    hands.window.wants_target.connect(lambda: asked.append(True))
    hands.press(Key.Key_Return)
    assert asked == [True]


def test_another_bank_begins_without_the_search(hands: Hands, three: Bank) -> None:
    hands.open(three)
    search(hands, "zebra")
    hands.open(a_bank(a_story("x", title="No such animal")), "other")
    assert hands.window.top.search.text() == ""
    assert not panel(hands).isVisible()
    assert [row.story.id for row in hands.window.stories.model.rows] == ["x"]


def test_nothing_of_a_search_is_kept(hands: Hands, three: Bank, home: Path) -> None:
    hands.open(three)
    search(hands, "unheard-of-word")
    hands.program.settings.change(theme="dark")
    hands.program.settings.write()
    hands.settle()
    files = [path for path in home.rglob("*") if path.is_file()]
    assert files
    assert not any(b"unheard-of-word" in path.read_bytes() for path in files)


def test_hits_can_be_chosen_and_headings_cannot(hands: Hands, three: Bank) -> None:
    hands.open(three)
    search(hands, "zebra")
    model = panel(hands).model
    for at in range(model.rowCount()):
        row = model.index(at).data(ROW_ROLE)
        assert isinstance(row, Row)
        assert bool(model.flags(model.index(at)) & Qt.ItemFlag.ItemIsSelectable) == (row.hit is not None)
    assert spoken(panel(hands).list) == "Hits"


def test_a_snippet_holds_the_first_place_on_one_line() -> None:
    text = "x" * 50 + " and so\non it went until the zebra came\nby. " + "y " * 200
    at = text.index("zebra")
    part, spans = snippet(text, ((at, at + 5), (len(text) - 2, len(text) - 1)))
    assert [part[a:b] for a, b in spans] == ["zebra"]
    assert "\n" not in part
    assert part.startswith("… ")
    assert part.endswith(" …")
    assert snippet("zebra", ((0, 5),)) == ("zebra", ((0, 5),))
