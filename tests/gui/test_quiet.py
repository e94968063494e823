"""Nothing in a bank is obeyed: no markup, no file, no address; and nothing ever opens a socket."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QImage, QTextDocument
from PySide6.QtWidgets import QLabel, QPushButton, QTextBrowser, QTextEdit, QWidget

from banks import a_bank, a_framework, a_story, a_tag
from gui.hands import Hands
from storybank.gui.gaps.waive import WaiveDialog
from storybank.gui.stories.preview import SafeBrowser
from storybank.gui.window import PAGES

TITLE = '<b>x</b>&amp; <img src="{image}">'


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "private.png"
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    assert picture.save(str(path))
    return path


def images(document: QTextDocument) -> list[tuple[int, int]]:
    """Return the sizes of what a document shows for its images."""
    kind = int(QTextDocument.ResourceType.ImageResource.value)
    found, block = [], document.begin()
    while block.isValid():
        walk = block.begin()
        while not walk.atEnd():
            form = walk.fragment().charFormat()
            if form.isImageFormat():
                shown = document.resource(kind, QUrl(form.toImageFormat().name()))
                found.append((shown.width(), shown.height()) if shown is not None else (0, 0))
            walk += 1
        block = block.next()
    return found


def test_the_preview_shows_an_empty_point_for_every_picture(hands: Hands, image: Path) -> None:
    text = f"![a]({image})\n\n![b](file://{image})\n\n![c]({image.name})\n\n![d](http://localhost:1/x.png)\n\n[link](file://{image})"
    hands.open(a_bank(a_story("one", narrative=text)))
    hands.click("Show the narrative as it reads, without marks (Ctrl+Shift+P)")
    browser = hands.named("Preview of the narrative", QTextBrowser)
    browser.grab()
    assert images(browser.document()) == [(1, 1)] * 4
    assert "a" not in browser.toPlainText().split()
    assert not browser.openLinks()
    plain = QTextDocument()
    plain.setMarkdown(f"![a]({image})")
    assert images(plain) != [(1, 1)], "this test would notice a picture that is loaded"


def test_html_in_a_narrative_is_text(hands: Hands, image: Path) -> None:
    hands.open(a_bank(a_story("one", narrative=f'<img src="{image}"> <b>bold</b> &amp; <script>x</script>')))
    hands.click("Show the narrative as it reads, without marks (Ctrl+Shift+P)")
    browser = hands.named("Preview of the narrative", SafeBrowser)
    assert images(browser.document()) == []
    assert "<b>" in browser.toPlainText() or "bold" in browser.toPlainText()


def read_as(text: str) -> str:
    """Return what a tool tip or a label that guesses would show of a text."""
    from PySide6.QtGui import Qt as Guess

    if not Guess.mightBeRichText(text):
        return text
    document = QTextDocument()
    document.setHtml(text)
    assert images(document) == []
    return document.toPlainText()


def test_a_title_that_looks_like_markup_shows_literally_on_every_page(hands: Hands, image: Path) -> None:
    title = TITLE.format(image=image)
    tag = a_tag("own", 4.0, "primary")
    hands.open(a_bank(a_story("one", tag, title=title, status="ready"), a_story("two"), company="R&D"))
    for page in PAGES[:3]:
        hands.window.show_page(page)
        hands.settle()
        for label in hands.window.findChildren(QLabel):
            assert label.textFormat() == Qt.TextFormat.PlainText or not label.text(), label.text()
        for widget in hands.window.findChildren(QWidget):
            if "<b>x" in widget.toolTip() or "&lt;b&gt;x" in widget.toolTip():
                assert title in read_as(widget.toolTip())
        for button in hands.window.findChildren(QPushButton):
            assert "R&D" not in button.text(), "a single & would be taken for a shortcut"
    matrix = hands.window.coverage.model
    tips = [
        matrix.index(0, 1).data(Qt.ItemDataRole.ToolTipRole),
        matrix.headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole),
        hands.window.stories.model.index(0).data(Qt.ItemDataRole.ToolTipRole),
    ]
    for tip in tips:
        assert title in " ".join(read_as(str(tip)).split()), "broken into lines or not"
    assert matrix.headerData(0, Qt.Orientation.Vertical) == title
    assert title in str(matrix.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole))


def test_what_a_box_asks_about_a_gap_is_text(hands: Hands, image: Path) -> None:
    title = TITLE.format(image=image)
    hands.open(a_bank(a_story("one", title=title, status="ready")))
    dialog = WaiveDialog(next(gap for gap in hands.document.gaps if gap.story), hands.window)
    labels = dialog.findChildren(QLabel)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
    assert any(title in label.text() for label in labels)


def test_text_fields_are_plain(hands: Hands) -> None:
    hands.open(a_bank(a_story("one", a_tag("own"))))
    rich = [w for w in hands.window.findChildren(QTextEdit) if not isinstance(w, SafeBrowser)]
    assert rich == []


def test_names_of_a_framework_of_ones_own_are_literal(hands: Hands) -> None:
    from dataclasses import replace

    small = a_framework()
    odd = replace(small.signals[0], name="R&D <b>", line="<img src='x'>")
    hands.open(a_bank(a_story("one"), framework=replace(small, signals=(odd, *small.signals[1:]))))
    box = hands.window.stories.editor.sections[4].field("signals.killed-project")
    assert box.text() == "R&&D <b> · required"  # type: ignore[union-attr]
    assert "<img" in read_as(box.toolTip())  # type: ignore[union-attr]


SOCKETS = """
import socket, sys
def refuse(*_words, **_named):
    raise SystemExit("a socket was opened")
socket.socket.__init__ = refuse
socket.create_connection = socket.getaddrinfo = refuse
from pathlib import Path
from PySide6.QtWidgets import QApplication
from storybank.gui.start import Program
from storybank.services.preferences import read_preferences
app = QApplication(["x"])
program = Program(app, read_preferences())
program.window.show()
program.begin(None)
program.open_sample()
for page in ("stories", "coverage", "gaps"):
    program.window.show_page(page)
    app.processEvents()
program.desk.new_story()
program.window.stories.editor.sections[1].text.setPlainText("![x](http://localhost:1/x.png) http://localhost")
program.window.stories.editor.narrative.show_as("preview")
app.processEvents()
assert program.window.flush()
program.end()
program.window.close()
net = [name for name in sys.modules if "QtNetwork" in name]
assert not net, net
maps = Path("/proc/self/maps")
if maps.exists():
    assert "QtNetwork" not in maps.read_text() and "Qt6Network" not in maps.read_text()
print("quiet")
"""


def test_nothing_opens_a_socket_and_no_network_library_is_loaded(home: Path) -> None:
    run = subprocess.run(  # noqa: PLW1510
        [sys.executable, "-W", "error", "-c", SOCKETS], capture_output=True, text=True, timeout=60
    )
    assert (run.stdout.strip(), run.stderr.strip()) == ("quiet", "")
