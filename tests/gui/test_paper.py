"""The paper page: what is previewed is what is saved."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel

from banks import a_bank, a_story
from gui.hands import Hands, spoken
from storybank.gui.paper.page import PaperPage
from storybank.model import Alias, Bank
from storybank.services.sheets import REPORTS, sheet_text


def paper(hands: Hands) -> PaperPage:
    hands.menu("Paper")
    shown = hands.window.paper
    hands.qtbot.waitUntil(lambda: bool(pages(shown)) and not shown._soon.isActive(), timeout=5000)
    return shown


def pages(shown: PaperPage) -> list[QLabel]:
    return [w for w in shown.findChildren(QLabel) if spoken(w).startswith("Page ") and w.isVisible()]


def test_every_sheet_is_previewed_and_saved(hands: Hands, sample: Bank, tmp_path: Path) -> None:
    hands.open(sample)
    shown = paper(hands)
    for kind in REPORTS:
        hands.choose("Sheet", kind)
        hands.qtbot.waitUntil(lambda: not shown._soon.isActive() and bool(pages(shown)), timeout=5000)
        picture = pages(shown)[0].pixmap()
        assert not picture.isNull()
        assert picture.width() > 400
        hands.answer(QFileDialog, "getSaveFileName", (str(tmp_path / f"{kind}"), ""))
        hands.menu("Save PDF …")
        saved = (tmp_path / f"{kind}.pdf").read_bytes()
        assert saved[:5] == b"%PDF-"
        assert sample.stories[0].title[:12] in sheet_text(saved).replace("\r\n", " ")
        assert not hands.said


def test_the_preview_follows_the_bank_while_it_is_seen(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    shown = paper(hands)
    before = shown._pdf
    hands.menu("Stories")
    hands.write("Title", "Another title altogether")
    hands.menu("Paper")
    hands.qtbot.waitUntil(lambda: shown._pdf != before, timeout=5000)
    assert "Another title" in sheet_text(shown._pdf).replace("\r\n", " ")


def test_confidential_terms_are_replaced_by_default(hands: Hands, tmp_path: Path) -> None:
    bank = a_bank(a_story("one", title="Kestermoor wizard", status="ready"))
    hands.open(replace(bank, aliases=(Alias(term="Kestermoor", alias="a parcel firm"),)))
    shown = paper(hands)
    assert "Kestermoor" not in sheet_text(shown._pdf)
    box = next(b for b in shown.findChildren(QCheckBox) if b.text() == "Replace confidential terms")
    box.click()
    shown.refresh()
    assert "Kestermoor" in sheet_text(shown._pdf)


def test_an_empty_bank_prints_too(hands: Hands) -> None:
    hands.open(a_bank())
    assert len(pages(paper(hands))) == 1


def test_a_place_that_cannot_be_written_is_said(hands: Hands, sample: Bank, tmp_path: Path) -> None:
    hands.open(sample)
    paper(hands)
    hands.answer(QFileDialog, "getSaveFileName", (str(tmp_path / "nowhere" / "x.pdf"), ""))
    hands.menu("Save PDF …")
    assert "x.pdf" in hands.said


def test_an_ending_that_the_dialog_did_not_see_replaces_nothing_unasked(
    hands: Hands, sample: Bank, tmp_path: Path
) -> None:
    hands.open(sample)
    paper(hands)
    (tmp_path / "x.pdf").write_text("precious")
    hands.answer(QFileDialog, "getSaveFileName", (str(tmp_path / "x"), ""))
    hands.menu("Save PDF …")
    assert (tmp_path / "x.pdf").read_text() == "precious"


@pytest.mark.parametrize("choice", [("Paper", "Letter"), ("Sheet", "cheatsheet")])
def test_choices_make_the_sheet_anew(hands: Hands, sample: Bank, choice: tuple[str, str]) -> None:
    hands.open(sample)
    shown = paper(hands)
    before = shown._pdf
    name, value = choice
    box = shown.paper if name == "Paper" else shown.kind
    row = next(r for r in range(box.count()) if box.itemData(r) == value)
    box.setCurrentIndex(row)
    box.activated.emit(row)
    hands.qtbot.waitUntil(lambda: shown._pdf != before, timeout=5000)
