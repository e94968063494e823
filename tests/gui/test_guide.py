"""The guide in the window: opened where it is needed, searched, walked through, and offline; and what the program says it is made of."""

import importlib.util
import os
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QScrollArea

from banks import a_bank, a_story
from gui.hands import Hands, Key
from storybank import __version__
from storybank.gui.guide.about import About
from storybank.gui.guide.opening import open_guide
from storybank.gui.guide.window import GuideWindow
from storybank.gui.menus import plain
from storybank.model import Bank
from storybank.services.guide import read_guide
from storybank.services.shipped import parts, report

ROOT = Path(__file__).parents[2]


def guide(hands: Hands) -> GuideWindow:
    hands.settle()
    return next(one for one in hands.window.findChildren(GuideWindow) if one.isVisible())


def listed(found: GuideWindow) -> list[str]:
    return [found.contents.item(at).text().strip() for at in range(found.contents.count())]


def shown(found: GuideWindow) -> str:
    return found.reader.toPlainText()


# Opening


def test_help_opens_the_guide_at_its_first_page_without_a_bank(hands: Hands) -> None:
    hands.menu("Guide")
    found = guide(hands)
    assert found.page == "index"
    assert not found.isModal()
    assert "invented candidate" not in shown(found)
    assert shown(found).startswith("Storybank: the guide")
    hands.menu("Guide")
    assert guide(hands) is found, "it is made once"


def test_what_is_new_is_the_changelogs_latest_section(hands: Hands) -> None:
    hands.menu("What is new")
    assert guide(hands).page == "what-is-new"
    assert shown(guide(hands)).startswith("What is new: ")


def test_why_beside_a_gap_opens_the_page_of_its_rule(hands: Hands) -> None:
    hands.open(a_bank(a_story("one", principles=())))
    hands.window.show_page("gaps")
    hands.settle()
    page = hands.window.page("gaps")
    page.view.setCurrentIndex(page.view.model().index(0, 0, page.view.model().index(0, 0)))  # type: ignore[attr-defined]
    hands.settle()
    made = next(one for one in page.aside.findChildren(QAbstractButton) if one.text() == "Why?")  # type: ignore[attr-defined]
    rule = made.accessibleName().removeprefix("Why? The guide on: ")
    made.click()
    assert guide(hands).page.startswith("gap-")
    assert shown(guide(hands)).lower().startswith(rule)


def test_why_beside_a_story_and_its_score_opens_the_right_page(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    hands.window.show_page("stories")
    hands.window.stories.show_story(sample.stories[7].id, "principles.are-right-a-lot.evidence")
    hands.settle()
    hands.named("Why? The guide on scoring honestly", QAbstractButton).click()
    assert guide(hands).page == "scoring"
    whys = [name for name in hands.names(kind=QAbstractButton) if name.startswith("Why? The guide on: ")]
    assert whys, "and one beside each gap"


def test_a_guide_that_is_not_installed_is_said_in_the_window(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storybank.services.guide.resources", lambda: hands.home / "nowhere" / "resources")
    open_guide(hands.window)
    assert "The guide is missing" in hands.said


# Finding


def test_the_field_lists_the_pages_with_every_word_and_marks_them(hands: Hands) -> None:
    hands.menu("Guide")
    found = guide(hands)
    everything = listed(found)
    assert everything[0] == "Storybank: the guide"
    assert everything.index("Principle below the bar") > everything.index("What each gap means")
    found.field.setFocus()
    found.field.setText("aliases confidential")
    hands.qtbot.keyClick(found.field, Key.Key_Return)
    assert found.page == "printing"
    assert 0 < len(listed(found)) < len(everything)
    assert all(" hit" in row for row in listed(found))
    marks = [one.cursor.selectedText().lower() for one in found.reader.extraSelections()]  # type: ignore[attr-defined]
    assert set(marks) >= {"aliases", "confidential"}


def test_the_field_follows_typing_says_when_there_is_nothing_and_escape_clears_then_closes(hands: Hands) -> None:
    hands.menu("Guide")
    found = guide(hands)
    found.field.setFocus()
    hands.qtbot.keyClicks(found.field, "zebra")
    hands.qtbot.waitUntil(lambda: listed(found) == [])
    assert "No page holds all of these words." in hands.texts(found)
    hands.qtbot.keyClick(found.field, Key.Key_Escape)
    assert found.isVisible()
    assert len(listed(found)) > 20
    assert found.reader.extraSelections() == []
    hands.qtbot.keyClick(found.field, Key.Key_Escape)
    assert not found.isVisible()


def test_down_leads_to_the_list_and_enter_opens_a_page_of_it(hands: Hands) -> None:
    hands.menu("Guide")
    found = guide(hands)
    found.field.setFocus()
    hands.qtbot.keyClick(found.field, Key.Key_Down)
    assert found.contents.hasFocus()
    hands.qtbot.keyClick(found.contents, Key.Key_Down)
    hands.qtbot.keyClick(found.contents, Key.Key_Return)
    assert found.page == "first-bank"


# Walking


def test_links_lead_on_and_back_and_forward_retrace_them(hands: Hands) -> None:
    hands.menu("Guide")
    found = guide(hands)
    assert not found.back_button.isEnabled()
    found.reader.anchorClicked.emit(QUrl("gaps.md"))
    found.reader.anchorClicked.emit(QUrl("gap-bank-size.md"))
    assert found.page == "gap-bank-size"
    found.back_button.click()
    assert found.page == "gaps"
    assert found.forward_button.isEnabled()
    found.back()
    found.back()
    assert found.page == "index"
    found.forward()
    assert found.page == "gaps"
    found.reader.anchorClicked.emit(QUrl("scoring.md"))
    assert not found.forward_button.isEnabled(), "another way was taken"
    found.home_button.click()
    assert found.page == "index"


@pytest.mark.parametrize(
    "address", ["https://a.example/x.md", "file:///etc/passwd", "../../README.md", "#part", "x.png"]
)
def test_a_link_to_anywhere_else_is_not_followed(hands: Hands, address: str) -> None:
    hands.menu("Guide")
    found = guide(hands)
    found.reader.anchorClicked.emit(QUrl(address))
    assert found.page == "index"


@pytest.mark.parametrize("name", ["https://a.example/x.png", "/etc/hostname", "../pictures.py", "../no-such.png", ""])
def test_nothing_but_pictures_of_the_guide_is_loaded(hands: Hands, name: str) -> None:
    hands.menu("Guide")
    loaded = guide(hands).reader.loadResource(2, QUrl(name))
    assert isinstance(loaded, QImage)
    assert loaded.width() == 1


def test_every_page_is_shown_from_its_top_its_pictures_as_wide_as_there_is_room(hands: Hands) -> None:
    hands.menu("Guide")
    found = guide(hands)
    for page in read_guide():
        found.go(page.name)
        assert shown(found).startswith(page.title)
        assert found.reader.verticalScrollBar().value() == 0
        assert found.reader.horizontalScrollBar().maximum() == 0, f"{page.name} is wider than its window"
    picture = found.reader.loadResource(2, QUrl("../gaps.png"))
    assert isinstance(picture, QImage)
    assert 1 < picture.deviceIndependentSize().width() <= found.reader.viewport().width()


def test_the_page_follows_theme_and_size_of_text(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    hands.menu("Guide")
    found = guide(hands)
    found.go("scoring")
    before = found.reader.document().defaultFont().pixelSize()
    hands.program.settings.change(text_size=160, theme="dark")
    hands.qtbot.waitUntil(lambda: found.reader.document().defaultFont().pixelSize() > before)
    assert found.reader.verticalScrollBar().value() == 0
    hands.program.settings.change(text_size=100, theme="light")
    hands.qtbot.waitUntil(lambda: found.reader.document().defaultFont().pixelSize() == before)


# What the pages say of the window


def test_every_entry_of_a_menu_that_the_guide_names_is_there(hands: Hands) -> None:
    there = {f"{plain(entry.menu)} ▸ {plain(entry.name)}" for entry, _action in hands.program.menus.listed()}
    for page in read_guide():
        for named in re.findall(r"\*((?:File|Edit|Story|View|Help) ▸ [^*]+)\*", page.text):
            assert named in there | {f"{one} …" for one in there}, f"{page.name}: {named}"


def test_the_page_of_all_keys_is_as_the_menus_are(hands: Hands) -> None:
    spec = importlib.util.spec_from_file_location("docs_generate_keys", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    page = (ROOT / "docs" / "guide" / "keyboard.md").read_text(encoding="utf-8")
    assert page == f"{generate.keyboard_page(hands.program.menus)}\n\n{generate.GENERATED}\n", "run docs/generate.py"


# About


def test_about_says_version_licences_and_folders_and_copies_them(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[About] = []
    monkeypatch.setattr(QDialog, "exec", lambda self: seen.append(self) or 0)
    hands.menu("About Storybank")
    texts = " ".join(label.text() for label in seen[0].findChildren(QLabel))
    assert f"Storybank {__version__}" in texts
    assert "Not affiliated with Amazon" in texts
    for part in parts():
        assert part.name in texts
        assert part.licence in texts
    area = seen[0].findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    seen[0].copy_button.click()
    copied = QApplication.clipboard().text()
    assert copied.startswith(f"Storybank {__version__}\n")
    assert "SQLAlchemy" in copied
    assert str(hands.home) not in copied
    assert f"~{os.sep}" in copied


def test_a_report_holds_what_others_add_and_every_part_once() -> None:
    lines = report("Qt 6").splitlines()
    assert "Qt 6" in lines
    assert len(lines) == len(set(lines))
    assert {"Inter", "Lucide", "PySide6-Essentials"} <= {part.name for part in parts()}
