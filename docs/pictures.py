"""Pictures of every page, as they are: `./run pictures [--keep] [--only NAME]`.

Writes `pictures/SIZE-THEME/NAME.png` for three sizes (1280×800, 1920×1080, and 2560×1600 at 200 %) and both themes, all of the sample's
invented candidate.
`--keep` also renews the few that `docs/` shows. Nobody takes a picture by hand: what the guide shows is what the program does.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QDialog, QWidget

    from storybank.gui.start import Program

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
INTO = ROOT / "pictures"


@dataclass(frozen=True)
class Size:
    """A window's size in its own pixels, and how many of the screen's make one of them."""

    name: str
    width: int
    height: int
    scale: int


SIZES = (Size("1280x800", 1280, 800, 1), Size("1920x1080", 1920, 1080, 1), Size("2560x1600-at-200", 1280, 800, 2))
THEMES = ("light", "dark")
KEPT = {
    # picture in docs/: size, theme, scene
    "stories.png": ("1280x800", "light", "stories"),
    "evidence.png": ("1280x800", "light", "evidence"),
    "coverage.png": ("1280x800", "dark", "coverage"),
    "gaps.png": ("1280x800", "light", "gaps"),
    "paper.png": ("1280x800", "light", "paper"),
    "search.png": ("1280x800", "light", "search"),
    "import.png": ("1280x800", "light", "importing"),
    "palette.png": ("1280x800", "dark", "palette"),
    "framework.png": ("1280x800", "light", "framework"),
    "glance.png": ("1280x800", "dark", "glance"),
}


class Stage:
    """A running program, and what a scene needs to bring it where the picture is taken."""

    def __init__(self, app: "QApplication", program: "Program") -> None:
        self.app, self.program, self.window = app, program, program.window

    def settle(self, milliseconds: int = 400) -> None:
        """Let everything that is due be done, in threads too: Qt's own test wait would hold Python all the while."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def choose(self, name: str) -> None:
        """Choose an entry of the menus by its name without the ampersand."""
        from PySide6.QtGui import QAction

        action = next(
            action for action in self.window.findChildren(QAction) if action.text().replace("&", "").startswith(name)
        )
        action.trigger()
        self.settle()

    def story(self, number: int, field: str = "") -> None:
        """Show a story of the sample, and a field of it."""
        assert self.window.document is not None  # noqa: S101
        self.window.show_page("stories")
        self.window.stories.show_story(self.window.document.bank.stories[number].id, field)
        self.settle()

    def other_window(self) -> "QWidget":
        """Return the window that was opened beside the main one."""
        tops = self.app.topLevelWidgets()
        return next(top for top in tops if top.isVisible() and top is not self.window and top.width() > 100)

    def dialog(self, made: "QDialog") -> "QWidget":
        """Show a dialog without waiting for its answer."""
        made.show()
        self.settle()
        return made

    def type(self, text: str) -> None:
        """Type where the focus is."""
        from PySide6.QtTest import QTest

        widget = self.app.focusWidget() or self.window
        QTest.keyClicks(widget, text)
        self.settle()


Scene = Callable[[Stage], "QWidget | None"]
"""Brings the program where the picture is taken; returns what to take when it is not the whole window."""


def welcome(stage: Stage) -> None:
    """The first start of all."""
    stage.program.close_bank()


def stories(stage: Stage) -> None:
    """A story, its gaps beside it."""
    stage.story(7)


def evidence(stage: Stage) -> None:
    """Principles and the questions that prove them."""
    stage.story(7, "principles.are-right-a-lot.evidence")


def coverage(stage: Stage) -> None:
    """The matrix."""
    stage.window.show_page("coverage")


def gaps(stage: Stage) -> None:
    """What to do next, and all that is missing."""
    stage.window.show_page("gaps")


def paper(stage: Stage) -> None:
    """The sheet before it is printed."""
    stage.window.show_page("paper")


def transposed(stage: Stage) -> None:
    """The matrix with principles as rows, the most exposed first."""
    stage.window.show_page("coverage")
    stage.window.coverage.transpose()
    stage.window.coverage.toggle_exposure()


def search(stage: Stage) -> None:
    """What is found in every field."""
    stage.window.show_page("stories")
    stage.choose("Find")
    stage.type("engineers")


def palette(stage: Stage) -> None:
    """Every action by a few letters."""
    stage.window.show_page("coverage")
    stage.choose("Any command")
    stage.type("exp")


def shortcuts(stage: Stage) -> "QWidget":
    """All keys."""
    stage.choose("Keyboard shortcuts")
    return stage.other_window()


def glance(stage: Stage) -> "QWidget":
    """One principle in large type."""
    stage.choose("Glance")
    found = stage.other_window()
    stage.type("dd")
    return found


def guide(stage: Stage) -> "QWidget":
    """The guide beside the window."""
    from storybank.gui.guide.opening import open_guide

    open_guide(stage.window, "scoring")
    return stage.other_window()


def about(stage: Stage) -> "QWidget":
    """What the program is made of."""
    from storybank.gui.guide.about import About

    return stage.dialog(About(stage.window))


def importing(stage: Stage) -> "QWidget":
    """The preview of an import."""
    from storybank.gui.preview.dialog import PreviewDialog
    from storybank.services.importing import Source, merged, read_text

    assert stage.window.document is not None  # noqa: S101
    bank = stage.window.document.bank
    notes = read_text(NOTES, "notes.md", ".md", bank.framework)
    plan = merged(bank, (Source("notes.md", notes, NOTES),))
    return stage.dialog(PreviewDialog(plan, lambda _choices: None, stage.window))


def loop(stage: Stage) -> "QWidget":
    """The loop and its date."""
    from storybank.gui.target import TargetDialog

    assert stage.window.document is not None  # noqa: S101
    return stage.dialog(TargetDialog(stage.window.document.bank, stage.window))


def framework(stage: Stage) -> "QWidget":
    """The framework, edited inside the bank."""
    from storybank.exchange.frameworks import Catalogue
    from storybank.gui.framework.dialog import FrameworkDialog

    assert stage.window.document is not None  # noqa: S101
    return stage.dialog(FrameworkDialog(stage.window.document.bank, Catalogue.standard(), stage.window))


def large(stage: Stage) -> None:
    """The largest text."""
    stage.program.settings.change(text_size=160)
    stage.story(7)


def empty(stage: Stage) -> None:
    """A bank with nothing in it."""
    bank = stage.window.document.bank  # type: ignore[union-attr]
    stage.window.document.edit(replace(bank, stories=(), waivers=()), "")  # type: ignore[union-attr]
    stage.window.show_page("stories")


NOTES = """# Stories of an invented candidate

## Contents
- [The freight desk](#1)

## 1. The freight desk nobody rang
**LP:** Customer Obsession (primary); touches Dive Deep and Frugality

**Situation**: 40 hauliers, one telephone, and a form that 3 of them used.
**Task**: Cut the calls without losing a booking.
**Action**: I sat at the desk for a week and wrote down why each one rang.
**Result**: Calls down 61 %, and the form went away.

## 2. Nine scanners first
**LP:** Bias for Action, Ownership

I put the new image on nine scanners of the returns desk, and on no other, for two weeks.

## 3. The tariff I stopped
**LP:** Have Backbone; Disagree and Commit (primary), Are Right, A Lot

> We stopped a week before launch

I showed the two numbers that did not fit each other, and asked for the vote again.

## Questions to ask them
- What would you want gone in a year?
"""

SCENES: dict[str, Scene] = {
    "welcome": welcome,
    "stories": stories,
    "evidence": evidence,
    "coverage": coverage,
    "gaps": gaps,
    "paper": paper,
    "empty": empty,
    "transposed": transposed,
    "search": search,
    "palette": palette,
    "shortcuts": shortcuts,
    "glance": glance,
    "guide": guide,
    "about": about,
    "importing": importing,
    "loop": loop,
    "framework": framework,
    "large": large,
}


def take(sizes: list[Size], only: str) -> None:
    """Take the pictures of some sizes, which share a scale; in the process that was started for it."""
    from PySide6.QtWidgets import QApplication

    from storybank.gui.start import Program
    from storybank.gui.theme import QT_WORDS
    from storybank.services.preferences import NONE

    app = QApplication([*sys.argv[:1], *QT_WORDS])
    alive: list[
        Program
    ] = []  # a window that goes while others are made has ended the whole process; here none needs to go
    for size in sizes:
        for theme in THEMES:
            folder = INTO / f"{size.name}-{theme}"
            folder.mkdir(parents=True, exist_ok=True)
            for name, scene in SCENES.items():
                if only and name != only:
                    continue
                program = Program(app, NONE._replace(theme=theme))
                alive.append(program)
                stage = Stage(app, program)
                program.window.resize(size.width, size.height)
                program.window.show()
                program.begin(None)
                program.open_sample()
                program.window.notice.hide()
                stage.settle()
                found = scene(stage)
                stage.settle()
                (found or program.window).grab().save(str(folder / f"{name}.png"))
                for top in app.topLevelWidgets():
                    top.hide()
                program.end()


def main() -> int:
    """Take all pictures, a process per scale: Qt reads it at its start."""
    parser = argparse.ArgumentParser(prog="./run pictures", description="Pictures of every page, in pictures/.")
    parser.add_argument("--keep", action="store_true", help="renew those that docs/ shows, too")
    parser.add_argument("--only", default="", choices=["", *SCENES], metavar="NAME", help=", ".join(SCENES))
    parser.add_argument("--scale", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.scale:
        take([size for size in SIZES if size.scale == asked.scale], asked.only)
        os._exit(0)
    for scale in sorted({size.scale for size in SIZES}):
        with tempfile.TemporaryDirectory(prefix="storybank-pictures-") as home:
            places = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), home)
            environment = os.environ | places | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(scale)}
            words = [
                sys.executable,
                "-P",
                __file__,
                "--scale",
                str(scale),
                *(["--only", asked.only] if asked.only else []),
            ]
            subprocess.run(words, env=environment, check=True)  # noqa: S603
    print(f"{sum(1 for _picture in INTO.rglob('*.png'))} pictures in {INTO}")
    if asked.keep:
        for kept, (size, theme, scene) in KEPT.items():
            shutil.copyfile(INTO / f"{size}-{theme}" / f"{scene}.png", DOCS / kept)
    return 0


if __name__ == "__main__":
    sys.exit(main())
