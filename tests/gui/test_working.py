"""Long work beside the window: it can be watched and stopped, and what goes wrong in it is said and logged."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QProgressBar

from banks import a_bank, a_story
from gui.hands import Hands
from storybank.exchange import markdown_writing
from storybank.exchange.notes import Choices, Notes
from storybank.gui import working
from storybank.gui.preview.dialog import PreviewDialog
from storybank.gui.working import work
from storybank.model import Framework, Story
from storybank.paths import log_folder
from storybank.services import importing
from storybank.services.progress import Progress
from storybank.texts import Refusal


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show even the shortest work."""
    monkeypatch.setattr(working, "SOON_MS", 0)


def notes(folder: Path, count: int) -> tuple[Path, ...]:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03}.md").write_text(
            f"## Story {number}\n\nWe did thing {number * 7919} and measured it.\n", "utf-8"
        )
    return (folder,)


def test_it_shows_how_far_it_is_and_nothing_else_can_be_touched(hands: Hands) -> None:
    hands.open(a_bank(a_story("one")))
    go_on, seen = threading.Event(), []

    def task(progress: Progress) -> str:
        progress(3, 10)
        assert go_on.wait(20)
        return "done"

    def look() -> None:
        bar = hands.window.findChild(QProgressBar)
        if bar is None or bar.value() != 3:
            QTimer.singleShot(5, look)
            return
        enabled = [action.text() for action in hands.window.findChildren(QAction) if action.isEnabled()]
        focus = QApplication.focusWidget()
        seen.append((bar.maximum(), hands.window.stack.isEnabled(), enabled, focus.text() if focus else ""))  # type: ignore[attr-defined]
        hands.window.close()
        go_on.set()

    QTimer.singleShot(0, look)
    assert work(hands.window, "Reading …", task) == "done"
    assert seen == [(10, False, [], "Cancel")]
    assert hands.window.isVisible(), "it does not close under the work"
    assert hands.window.stack.isEnabled()
    assert any(action.isEnabled() for action in hands.window.findChildren(QAction))
    hands.settle()
    assert hands.window.findChild(QProgressBar) is None


def test_an_import_of_hundreds_can_be_stopped_and_has_then_changed_nothing(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.open(a_bank(a_story("one")))
    before = hands.on_disk()
    stopped, plainly = threading.Event(), importing.read_markdown

    def slowly(text: str, name: str, framework: Framework, choices: Choices) -> Notes:
        assert "009.md" not in name or stopped.wait(20)
        return plainly(text, name, framework, choices)

    def stop() -> None:
        bar = hands.window.findChild(QProgressBar)
        if bar is None or bar.value() < 2:
            QTimer.singleShot(1, stop)
        else:
            hands.named("Stop: Reading notes …").click()  # type: ignore[attr-defined]
            stopped.set()

    monkeypatch.setattr(importing, "read_markdown", slowly)
    QTimer.singleShot(0, stop)
    hands.program.desk.bring_files(notes(tmp_path / "notes", 300))
    assert hands.said == "Stopped; nothing was changed."
    assert hands.on_disk() == before == hands.bank


def test_an_import_of_hundreds_comes_in_as_one_step(hands: Hands, tmp_path: Path) -> None:
    hands.open(a_bank(a_story("one")))
    hands.answer(PreviewDialog, "exec", PreviewDialog.DialogCode.Accepted)
    hands.program.desk.bring_files(notes(tmp_path / "notes", 300))
    assert len(hands.on_disk().stories) == 301
    hands.menu("Undo")
    assert len(hands.on_disk().stories) == 1


def test_an_export_of_hundreds_can_be_stopped_and_leaves_nothing(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.open(a_bank(*(a_story(f"s{number}") for number in range(300))))
    out = tmp_path / "out" / "stories.d"
    out.parent.mkdir()
    hands.answer(QFileDialog, "getSaveFileName", (str(out), "Markdown (*.md)"))
    stopped, plainly = threading.Event(), markdown_writing.story_to_markdown

    def slowly(story: Story) -> str:
        assert story.id != "s9" or stopped.wait(20)
        return plainly(story)

    def stop() -> None:
        bar = hands.window.findChild(QProgressBar)
        if bar is None or bar.value() < 2:
            QTimer.singleShot(1, stop)
        else:
            hands.named("Stop: Writing …").click()  # type: ignore[attr-defined]
            stopped.set()

    monkeypatch.setattr(markdown_writing, "story_to_markdown", slowly)
    QTimer.singleShot(0, stop)
    hands.program.desk.take_out()
    assert hands.said == "Stopped; nothing was changed."
    assert list(out.parent.iterdir()) == []


def test_what_is_refused_there_is_said_here(hands: Hands) -> None:
    def task(_progress: Progress) -> None:
        raise Refusal("x.md: nothing in it")

    assert work(hands.window, "Reading …", task) is None
    assert hands.said == "x.md: nothing in it"


def test_a_mistake_there_reaches_the_user_and_the_log(hands: Hands) -> None:
    def task(_progress: Progress) -> None:
        raise ZeroDivisionError

    assert work(hands.window, "Reading …", task) is None
    assert "a mistake of its own" in hands.said
    assert "ZeroDivisionError" in (log_folder() / "storybank.log").read_text("utf-8")
