"""Spelling: underlined in idle moments where an engine is installed, mended from the menu, with words that a bank knows."""

import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banks import a_bank, a_story
from gui.hands import Hands
from storybank.gui.stories.narrative import Narrative
from storybank.gui.stories.spelling import checked_words, find_speller
from storybank.gui.stories.writing import WritingField
from storybank.services.wordlist import read_words

TEXT = "🚒 Teh scanner was recieved. `teh` https://teh.org TEH teh2\n\nTeh end"


class Engine:
    """A dictionary of a few words."""

    def __init__(self, *wrong: str) -> None:
        self.wrong = wrong
        self.asked: list[str] = []

    def check(self, word: str) -> bool:
        self.asked.append(word)
        return word.casefold() not in self.wrong

    def suggest(self, word: str) -> list[str]:
        return [f"{word}-{number}" for number in range(9)]


@pytest.fixture
def field(hands: Hands) -> WritingField:
    hands.open(a_bank(a_story("one", title="Blank", narrative=TEXT), a_story("two", title="Other")))
    narrative(hands).proofing.use(Engine("teh", "recieved"))
    return hands.named("Narrative, Markdown", WritingField)


def narrative(hands: Hands) -> Narrative:
    return hands.window.stories.editor.narrative


def wrong(field: WritingField) -> list[str]:
    return [field.text[error.start : error.end] for error in field.errors]


def test_misspelt_words_are_underlined_and_code_addresses_and_names_are_not(hands: Hands, field: WritingField) -> None:
    hands.qtbot.waitUntil(lambda: wrong(field) == ["Teh", "recieved", "Teh"])
    waved = [s.cursor.selectedText() for s in field.extraSelections()]  # type: ignore[attr-defined]
    assert waved == ["Teh", "recieved", "Teh"]
    assert not field.document().isUndoAvailable()
    hands.window.stories.show_story("two")
    hands.qtbot.waitUntil(lambda: field.errors == ())


def test_a_word_is_mended_from_the_menu(hands: Hands, field: WritingField) -> None:
    hands.qtbot.waitUntil(lambda: bool(field.errors))
    menu = field.context_menu(TEXT.index("recieved") + 2)
    names = [action.text() for action in menu.actions()]
    assert names[:6] == [f"recieved-{number}" for number in range(6)], "six at most, and first"
    assert names[6] == "Add “recieved” to this bank’s words"
    assert any("Select All" in name for name in names)
    menu.actions()[1].trigger()
    assert hands.window.flush()
    assert hands.story_on_disk("one").narrative == TEXT.replace("recieved", "recieved-1")
    menu.deleteLater()


def test_a_bank_learns_words_and_forgets_them(hands: Hands, field: WritingField) -> None:
    hands.qtbot.waitUntil(lambda: bool(field.errors))
    menu = field.context_menu(3)
    next(action for action in menu.actions() if action.text().startswith("Add “Teh”")).trigger()
    menu.deleteLater()
    assert wrong(field) == ["recieved"]
    path = hands.document.path
    assert read_words(path) == {"Teh"}
    files = list((hands.home / "data").rglob("words/*.txt"))
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600]
    menu = field.context_menu(3)
    next(action for action in menu.actions() if action.text().startswith("Take “Teh”")).trigger()
    menu.deleteLater()
    assert wrong(field) == ["Teh", "recieved", "Teh"]
    assert read_words(path) == frozenset()


def test_a_way_from_one_misspelt_word_to_the_next(hands: Hands, field: WritingField) -> None:
    seen = []
    for _ in range(4):
        narrative(hands).next_misspelling()
        start, end = field.selection
        seen.append((start, field.text[start:end]))
    assert [word for _start, word in seen] == ["Teh", "recieved", "Teh", "Teh"]
    assert seen[3] == seen[0], "from the top again"
    assert hands.focus == "Narrative, Markdown"


def test_the_word_that_is_being_typed_is_left_alone_until_it_is_finished(hands: Hands, field: WritingField) -> None:
    hands.qtbot.waitUntil(lambda: bool(field.errors))
    field.setFocus()
    field.put(len(TEXT), len(TEXT), " teh", 4)
    hands.qtbot.waitUntil(lambda: len(field.errors) == 3)
    hands.press(" ")
    hands.qtbot.waitUntil(lambda: len(field.errors) == 4)
    assert hands.window.flush()


def test_it_can_be_switched_off_and_is_remembered(hands: Hands, field: WritingField) -> None:
    hands.qtbot.waitUntil(lambda: bool(field.errors))
    narrative(hands).toggle_spelling()
    assert field.errors == ()
    assert not hands.program.settings.now.spelling
    narrative(hands).toggle_spelling()
    hands.qtbot.waitUntil(lambda: bool(field.errors))


def test_without_an_engine_nothing_is_underlined_and_nothing_is_said(hands: Hands, field: WritingField) -> None:
    said: list[str] = []
    hands.window.status.messageChanged.connect(said.append)
    narrative(hands).proofing.use(None)
    narrative(hands).proofing.look()
    hands.qtbot.wait(700)  # longer than the pause after which it would be checked
    assert said == []
    assert field.context_menu(3).actions()[0].text().replace("&", "").startswith("Undo")
    narrative(hands).next_misspelling()
    assert said == ["Spelling is not checked."]


def test_each_word_is_asked_for_once(hands: Hands, field: WritingField) -> None:
    engine = Engine()
    narrative(hands).proofing.use(engine)
    for _ in range(3):
        narrative(hands).next_misspelling()
    assert sorted(engine.asked) == sorted(set(engine.asked))
    assert "scanner" in engine.asked


@given(st.text("aé’'-_1` \n~[]()A東:/.@", max_size=60))
def test_what_is_checked_are_words_that_stand_in_the_text(text: str) -> None:
    for start, word in checked_words(text):
        assert text[start : start + len(word)] == word
        assert len(word) > 1
        assert not any(character.isdigit() or character in "_東` " for character in word)


def test_what_is_not_checked() -> None:
    text = "```\nfenced\n```\nUSA x2y snake_case me@example.org [shown](hidden/address) don’t well-known I"
    assert [word for _start, word in checked_words(text)] == ["shown", "don’t", "well", "known"]


def test_pyenchant_is_such_an_engine() -> None:
    pytest.importorskip("enchant", exc_type=ImportError)
    speller = find_speller()
    if speller is None:
        pytest.skip("no dictionary is installed")
    assert speller.check("story")
    assert not speller.check("storrry")
    assert all(isinstance(word, str) for word in speller.suggest("storrry"))
