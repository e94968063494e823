"""What the coverage page has room for at every size of text: nothing is cut, nothing that explains is left out, and nothing moves."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from banks import a_bank, a_story, a_tag
from gui.hands import Hands
from storybank.gui.bars import Status
from storybank.gui.coverage.heads import in_two_lines
from storybank.gui.coverage.legend import Legend
from storybank.gui.coverage.page import CoveragePage
from storybank.model import Bank

SIZES = (80, 100, 125, 140, 160)
WRAPPED = int(Qt.TextFlag.TextWordWrap)


@pytest.fixture
def sample_page(hands: Hands, sample: Bank) -> Iterator[Hands]:
    """The sample with everything round it that takes room: a message above, a hint below."""
    hands.open(sample)
    hands.window.notice.say("This is a copy of the sample.", calm=True)
    hands.menu("Coverage")
    yield hands
    hands.program.settings.change(text_size=100)


def page(hands: Hands) -> CoveragePage:
    return hands.window.coverage


def at_size(hands: Hands, percent: int) -> None:
    hands.program.settings.change(text_size=percent)
    hands.window.resize(1280, 800)
    hands.settle()
    assert hands.window.size() == QSize(1280, 800), "the window need not grow for it"


def height_of(label: QLabel) -> int:
    return QFontMetrics(label.font()).boundingRect(QRect(0, 0, label.width(), 9999), WRAPPED, label.text()).height()


def is_whole(label: QLabel) -> bool:
    return label.height() >= height_of(label)


def drawn(hands: Hands, part: object) -> list[str]:
    """Return the texts that a part draws."""
    told: list[str] = []
    real = QPainter.drawText

    def tell(painter: QPainter, *where: object) -> object:
        told.append(next(one for one in where if isinstance(one, str)))
        return real(painter, *where)  # type: ignore[call-overload]

    hands.monkeypatch.setattr(QPainter, "drawText", tell)
    part.grab()  # type: ignore[attr-defined]
    hands.monkeypatch.setattr(QPainter, "drawText", real)
    return told


@pytest.mark.parametrize("percent", SIZES)
def test_everything_can_be_read_at_every_size_of_text(sample_page: Hands, percent: int) -> None:
    at_size(sample_page, percent)
    here, legend = page(sample_page), sample_page.named("Legend", Legend)
    cells = here.view
    assert cells.height() >= 2 * cells.size_of_cell.height
    shown = [label for label in here.findChildren(QLabel) if label.isVisible()]
    assert any(label.text().startswith("Arrows move") for label in shown)
    assert [label.text() for label in shown if not is_whole(label)] == []
    told = drawn(sample_page, legend)
    for sign in legend.accessibleDescription().split("; "):
        assert sign in told
    assert all(legend.rect().contains(place) for place in legend._places(legend.width()))
    heads = drawn(sample_page, here._board._heads)
    assert heads
    assert not [text for text in heads if "…" in text]
    assert here._board.height() >= here._board._foot.geometry().bottom(), "the totals are in sight"


@pytest.mark.parametrize("percent", SIZES)
def test_no_cell_has_a_sentence_that_is_cut_and_none_moves_the_cells(sample_page: Hands, percent: int) -> None:
    at_size(sample_page, percent)
    here, where = page(sample_page), page(sample_page)._board.geometry()
    rows, columns = here.model.body
    for row in range(rows):
        for column in range(columns):
            here.view.setCurrentIndex(here.model.index(row, column))
            assert is_whole(here._why), here._why.text()
    sample_page.settle()
    assert here._board.geometry() == where


def test_a_total_that_names_many_principles_is_told_whole(hands: Hands) -> None:
    names = ("care", "own", "disagree", "dive", "right")
    story = a_story("s0", *(a_tag(name, 4.0) for name in names), title="A title of some length " * 4)
    hands.open(a_bank(story))
    hands.program.settings.change(text_size=160)
    hands.menu("Coverage")
    here = page(hands)
    here.view.setCurrentIndex(here.model.index(0, 5))
    hands.settle()
    assert "holds at the bar" in here._why.text()
    assert is_whole(here._why)
    hands.program.settings.change(text_size=100)


def test_what_a_small_window_has_no_room_for_comes_back(sample_page: Hands) -> None:
    legend = sample_page.named("Legend", Legend)
    at_size(sample_page, 160)
    signs = len(legend._places(legend.width()))
    sample_page.window.resize(sample_page.window.minimumSizeHint().expandedTo(QSize(900, 560)))
    sample_page.settle()
    cells = page(sample_page).view
    assert cells.height() >= cells.size_of_cell.height, "the cells come first"
    at_size(sample_page, 160)
    assert len(legend._places(legend.width())) == signs


def test_a_long_title_takes_two_lines_where_there_are_two(qapp: QApplication) -> None:
    metrics = QFontMetrics(qapp.font())
    text = "My own rule would have refused six hundred changes"
    wide = metrics.horizontalAdvance(text)
    high = 2 * metrics.lineSpacing()
    assert in_two_lines(text, metrics, QRect(0, 0, wide, high)) == text
    assert in_two_lines(text, metrics, QRect(0, 0, round(wide * 0.7), high)) == text
    short = in_two_lines(text, metrics, QRect(0, 0, round(wide * 0.4), high))
    assert short.endswith("…")
    assert metrics.horizontalAdvance(short) > wide * 0.4, "two lines hold more than one"
    assert metrics.boundingRect(QRect(0, 0, round(wide * 0.4), 999), WRAPPED, short).height() <= high + 2
    one = in_two_lines(text, metrics, QRect(0, 0, round(wide * 0.7), metrics.lineSpacing()))
    assert metrics.horizontalAdvance(one) <= wide * 0.7


@pytest.mark.parametrize("width", [1280, 900, 640, 480])
def test_the_status_bar_says_less_rather_than_half(qtbot: QtBot, sample: Bank, width: int) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    status = Status()
    status.setParent(around)
    bank = replace(sample, framework=replace(sample.framework, bar=4.0))
    status.show_saved("● Saved 14:05")
    status.show_bank(bank)
    around.resize(1300, 60)
    status.resize(width, 30)
    around.show()
    qtbot.waitExposed(around)
    QApplication.processEvents()
    for label in status.findChildren(QLabel):
        if label.isVisible():
            assert QFontMetrics(label.font()).horizontalAdvance(label.text()) <= label.width(), label.text()
    exposure = next(text for label in status.findChildren(QLabel) if "eto exposure" in (text := label.text()))
    assert (" more" in exposure) == (width > 640)
