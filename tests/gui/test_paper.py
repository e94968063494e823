"""The paper page: what is previewed is what is saved, printed, opened and copied."""

import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication, QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QListWidget, QPushButton

from banks import a_bank, a_story
from gui.hands import Hands, Key
from storybank.gui.paper import viewing
from storybank.gui.paper.page import PaperPage
from storybank.gui.paper.printing import pages_of, paint_pages, printer_for
from storybank.gui.paper.studio import image_of
from storybank.model import Alias, Bank
from storybank.reports.preview import page_count
from storybank.services.sheets import REPORTS, sheet_text


def paper(hands: Hands) -> PaperPage:
    hands.menu("Paper")
    return settled(hands)


def settled(hands: Hands) -> PaperPage:
    shown = hands.window.paper
    hands.qtbot.waitUntil(lambda: not shown.is_due and shown.preview.is_sharp, timeout=10_000)
    return shown


def many(count: int) -> Bank:
    return a_bank(*(a_story(f"s{number}", title=f"Story {number}") for number in range(count)))


def text_of(pdf: bytes) -> str:
    return " ".join(sheet_text(pdf).split())


@pytest.fixture
def viewer(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    opened: list[Path] = []

    def open_url(url: object) -> bool:
        opened.append(Path(url.toLocalFile()))  # type: ignore[attr-defined]
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    viewing._folder.cache_clear()
    yield opened
    viewing._folder.cache_clear()


@pytest.mark.parametrize("kind", list(REPORTS))
def test_every_sheet_is_previewed_and_saved(hands: Hands, sample: Bank, tmp_path: Path, kind: str) -> None:
    hands.open(sample)
    paper(hands)
    hands.choose("Sheet", kind)
    shown = settled(hands)
    assert shown.pdf[:5] == b"%PDF-"
    hands.answer(QFileDialog, "getSaveFileName", (str(tmp_path / kind), ""))
    hands.menu("Save PDF …")
    saved = (tmp_path / f"{kind}.pdf").read_bytes()
    assert saved == shown.pdf
    assert sample.stories[0].title[:12] in text_of(saved)
    assert not hands.said


def test_the_preview_follows_the_bank_while_it_is_seen(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    before = paper(hands).pdf
    hands.menu("Stories")
    hands.write("Title", "Another title altogether")
    assert hands.window.paper.pdf == before, "nothing is made for nobody"
    after = paper(hands)
    assert "Another title altogether" in text_of(after.pdf)
    hands.menu("Undo")
    hands.menu("Paper")
    assert settled(hands).pdf == before


def test_confidential_terms_are_replaced_by_default_and_named(hands: Hands, tmp_path: Path) -> None:
    bank = a_bank(a_story("one", title="Kestermoor wizard", hook="Kestermoor’s Kestermoorish habit", status="ready"))
    terms = (Alias(term="Kestermoor", alias="a parcel firm"), Alias(term="Nowhere Ltd", alias="x"))
    hands.open(replace(bank, aliases=terms))
    shown = paper(hands)
    assert "Kestermoor wizard" not in text_of(shown.pdf)
    said = "\n".join(hands.texts(shown))
    assert "“Kestermoor” becomes “a parcel firm”, 2 times." in said
    assert "“Nowhere Ltd” stands nowhere." in said
    assert "Left as they are, inside longer words: Kestermoorish" in said
    hands.answer(QFileDialog, "getSaveFileName", (str(tmp_path / "x.pdf"), ""))
    hands.menu("Save PDF …")
    assert "Kestermoor " not in text_of((tmp_path / "x.pdf").read_bytes())
    next(b for b in shown.findChildren(QCheckBox) if b.text() == "Replace confidential terms").click()
    assert "Kestermoor wizard" in text_of(settled(hands).pdf)


def test_the_first_term_makes_replacing_the_rule(hands: Hands) -> None:
    hands.open(a_bank(a_story("one", title="Kestermoor wizard")))
    shown = paper(hands)
    assert not shown.choices.aliased.isEnabled()
    hands.document.edit(replace(hands.bank, aliases=(Alias(term="Kestermoor", alias="a parcel firm"),)), "Add a term")
    assert "a parcel firm" in text_of(settled(hands).pdf)
    assert shown.choices.aliased.isChecked()


@pytest.mark.parametrize("bank", [a_bank(), a_bank(a_story("one"))])
def test_a_bank_with_next_to_nothing_prints_too(hands: Hands, bank: Bank) -> None:
    hands.open(bank)
    for kind in REPORTS:
        paper(hands)
        hands.choose("Sheet", kind)
        assert page_count(settled(hands).pdf) >= 1


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


def test_choices_make_the_sheet_anew_and_stand_only_where_they_mean_something(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    shown = paper(hands)
    choices, before = shown.choices, shown.pdf
    assert not choices.landscape.isVisible()
    hands.choose("Paper", "Letter")
    letter = settled(hands).pdf
    assert letter != before
    hands.choose("Sheet", "cheatsheet")
    assert choices.landscape.isVisible()
    assert not choices.duplex.isVisible()
    upright = settled(hands)
    assert upright._made is not None
    assert upright._made.sizes[0][0] < upright._made.sizes[0][1]
    choices.landscape.click()
    turned = settled(hands)
    assert turned._made is not None
    assert turned._made.sizes[0][0] > turned._made.sizes[0][1]


def test_the_preview_is_sharp_at_every_zoom_and_keeps_its_place(hands: Hands) -> None:
    hands.open(many(14))
    paper(hands)
    hands.choose("Sheet", "cards")
    preview = settled(hands).preview
    fitted = preview.factor
    preview.go_to(2)
    for name in ("Show the preview larger (+)", "Show the preview larger (+)", "Show the preview smaller (−)"):
        before = preview.factor
        hands.named(name, QPushButton).click()
        settled(hands)
        assert (preview.factor > before) == ("larger" in name)
        assert preview.page == 2
    hands.named("Fit a whole page into the preview", QPushButton).click()
    settled(hands)
    assert preview.factor < fitted
    preview.verticalScrollBar().setFocus()
    hands.press("0")
    settled(hands)
    assert preview.factor == fitted
    for _step in range(20):
        hands.press("+")
    assert preview.factor == 4.0
    hands.press(Key.Key_End)
    assert preview.page == 3
    hands.press(Key.Key_Home)
    assert preview.page == 0


def test_the_wheel_zooms_with_control(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    preview = paper(hands).preview
    before, middle = preview.factor, QPointF(preview.viewport().rect().center())
    for delta in (120, -120):
        event = QWheelEvent(
            middle, middle, QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(preview.viewport(), event)
        assert (preview.factor > before) == (delta > 0)
        before = preview.factor


def test_several_pages_have_thumbnails_that_lead_there(hands: Hands) -> None:
    hands.open(many(14))
    shown = paper(hands)
    pages = shown.findChild(QListWidget, "thumbnails")
    assert pages is not None
    assert pages.isHidden(), "one page needs none"
    hands.choose("Sheet", "cards")
    settled(hands)
    hands.qtbot.waitUntil(lambda: pages.count() == 4 and not any(pages.item(n).icon().isNull() for n in range(4)))
    pages.setCurrentRow(2)
    hands.qtbot.waitUntil(lambda: shown.preview.page == 2 and shown.preview.is_sharp)
    shown.preview.verticalScrollBar().setValue(0)
    assert pages.currentRow() == 0, "and they follow the preview"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_what_is_asked_of_the_print_dialog_is_printed(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hands.open(many(14))
    paper(hands)
    hands.choose("Sheet", "cards")
    shown = settled(hands)
    out = tmp_path / "printed.pdf"

    def agree(dialog: QPrintDialog) -> int:
        assert (dialog.minPage(), dialog.maxPage()) == (1, 4)
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        printer.setResolution(72)
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(2, 3)
        return 1

    monkeypatch.setattr(QPrintDialog, "exec", agree)
    hands.menu("Print …")
    assert page_count(out.read_bytes()) == 2
    out.unlink()
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: 0)
    shown.print_sheet()
    assert not out.exists()


@pytest.mark.parametrize(
    ("range_", "reverse", "collate", "copies", "wanted"),
    [
        ((0, 0), False, True, 1, [0, 1, 2]), ((2, 3), False, True, 1, [1, 2]), ((2, 9), False, True, 1, [1, 2]),
        ((0, 0), True, True, 1, [2, 1, 0]), ((1, 2), False, True, 2, [0, 1, 0, 1]), ((1, 2), False, False, 2, [0, 0, 1, 1]),
    ],
)  # fmt: skip
def test_range_order_and_copies(
    qapp: object, range_: tuple[int, int], reverse: bool, collate: bool, copies: int, wanted: list[int]
) -> None:
    printer = QPrinter()
    printer.supportsMultipleCopies = lambda: False  # type: ignore[method-assign]
    printer.setCopyCount(copies)
    printer.setCollateCopies(collate)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst if reverse else QPrinter.PageOrder.FirstPageFirst)
    if range_[0]:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(*range_)
    assert pages_of(printer, 3) == wanted


def test_a_printed_page_lies_where_the_sheet_has_it(hands: Hands, sample: Bank, tmp_path: Path) -> None:
    hands.open(sample)
    shown = paper(hands)
    assert shown._made is not None
    printer = printer_for(shown._made.sizes, "matrix")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "p.pdf"))
    printer.setResolution(150)
    paint_pages(printer, lambda page, scale: image_of(shown.pdf, page, scale), 1)
    own, printed = image_of(shown.pdf, 0, 1.0), image_of((tmp_path / "p.pdf").read_bytes(), 0, 1.0)
    assert abs(own.width() - printed.width()) <= 1
    ratio, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    one, other = (picture.scaled(60, 42, ratio, smooth) for picture in (own, printed))
    spots = [(x, y) for x in range(60) for y in range(42)]
    apart = [abs(one.pixelColor(*spot).lightness() - other.pixelColor(*spot).lightness()) for spot in spots]
    assert sum(apart) / len(apart) < 3
    assert max(apart) < 60


def test_a_viewer_opens_a_private_copy(hands: Hands, sample: Bank, viewer: list[Path]) -> None:
    hands.open(sample)
    shown = paper(hands)
    hands.menu("Open the sheet in a viewer")
    [path] = viewer
    assert path.read_bytes() == shown.pdf
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path.name == "sample-bank-of-ilka-morvane-an-invented-candidate-matrix.pdf"


def test_without_a_viewer_it_is_said(hands: Hands, sample: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    hands.open(sample)
    paper(hands)
    hands.menu("Open the sheet in a viewer")
    assert "save the sheet instead" in hands.said


def test_the_page_in_sight_is_copied_as_a_picture(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    paper(hands)
    QGuiApplication.clipboard().clear()
    hands.menu("Copy the page as a picture")
    copied = QGuiApplication.clipboard().image()
    assert copied.width() > 2000
    assert copied.width() > copied.height()


def test_a_page_that_is_closed_while_a_sheet_is_made_harms_nobody(hands: Hands) -> None:
    hands.open(many(40))
    hands.menu("Paper")
    hands.menu("Close bank")
    hands.open(many(2), "another")
    assert page_count(paper(hands).pdf) == 1


def test_a_fault_of_ours_is_told_and_logged(hands: Hands, sample: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr("storybank.gui.telling.say_fault", lambda _window, fault: told.append(fault))

    def fail(*_what: object) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr("storybank.gui.paper.studio.make_sheet", fail)
    hands.open(sample)
    hands.menu("Paper")
    hands.qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], ZeroDivisionError)


def test_paper_and_author_are_remembered_and_the_author_stands_in_the_file(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    shown = paper(hands)
    assert "Ilka M." not in sheet_text(shown.pdf)
    hands.choose("Paper", "Letter")
    shown.choices.author.setFocus()
    hands.qtbot.keyClicks(shown.choices.author, "Ilka M.")
    hands.qtbot.keyClick(shown.choices.author, Key.Key_Return)
    assert "Ilka M." in sheet_text(settled(hands).pdf)
    path = hands.document.path
    hands.program.close_bank()
    hands.program.open_path(path)
    again = paper(hands).choices
    assert (again.paper.currentData(), again.author.text()) == ("Letter", "Ilka M.")


@pytest.mark.parametrize("where", ["name", "author"])
def test_a_term_in_the_name_or_the_author_is_refused_and_nothing_is_written(
    hands: Hands, tmp_path: Path, where: str
) -> None:
    bank = a_bank(a_story("one", title="Kestermoor wizard"))
    hands.open(replace(bank, aliases=(Alias(term="Kestermoor", alias="a parcel firm"),)))
    shown = paper(hands)
    if where == "author":
        shown.choices.author.setFocus()
        hands.qtbot.keyClicks(shown.choices.author, "Ilka of Kestermoor")
        hands.qtbot.keyClick(shown.choices.author, Key.Key_Return)
        settled(hands)
    out = tmp_path / ("for Kestermoor.pdf" if where == "name" else "x.pdf")
    hands.answer(QFileDialog, "getSaveFileName", (str(out), ""))
    hands.menu("Save PDF …")
    assert "would still hold Kestermoor" in hands.said
    assert not out.exists()
